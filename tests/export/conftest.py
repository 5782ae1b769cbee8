from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity import export
from comity.model import ID, NS
from comity.store import Generation
from factory import act, actor, generation, report

LONG = 'She said: "línea uno\nlínea dos" <b>&amp;</b> – ¿qué?\tend; a | b, [c]'

ACTS = [
    act("00", "praise", ["official/a"], ["country/MEX"], day="2019-07-21", quote=LONG, place="México", confidence=0.5),
    act("01", "praise", ["official/a"], ["country/MEX"], day="2019-07-22", topics=["trade; more", "ärger"]),
    act("02", "criticise", ["official/a"], ["country/MEX"], earliest=date(2019, 7, 1), latest=date(2019, 7, 31)),
    act("03", "meeting", ["official/a", "official/b", "official/=1+1"], reports=2, earliest=date(2019, 7, 21)),
    act("04", "sanction", ["country/MEX"], ["country/MEX"], latest=date(2010, 1, 5), date_precision="interval"),
    act("05", "sign", ["country/MEX", "country/USA"], agreement="agreement/x", day="1972-02-29"),
    act("06", "visit", ["official/a"], place_country="MEX", earliest=date(2019, 1, 1), latest=date(2019, 1, 3)),
    act("07", "visit", ["official/a"], place_country="MEX", earliest=date(2020, 1, 1), latest=date(2020, 1, 3)),
    act("08", "attack", ["country/USA"], ["country/MEX"], modality="denied", day="2019-07-21"),
    act("09", "state", ["official/a"], day="2019-07-21", quote="No second party"),
    act("10", "propose", ["official/b"], policy="policy/p", modality="asserted"),
]
REPORTS = [
    *(
        report(f"report/s/{n}", row["act"], "source/s", evidence=f"Sentence {n}: {LONG}", start=n, end=n + 9)
        for n, row in enumerate(ACTS)
    ),
    report("report/t/0", "act/03", "source/t", evidence='=HYPERLINK("x")', reported_on=date(2019, 7, 22)),
]
ACTORS = [
    actor(
        "official/a", 'María “Quote” O\'Neil, "the 1st"\nof her name', "MEX", qid="Q42", aliases=["M. O'Neil", "María"]
    ),
    actor("official/b", None, "USA"),
    actor("official/=1+1", "=1+1", None),
    actor("country/MEX", "México", "MEX"),
    actor("country/USA", "United States"),
    actor("official/idle", "Never acts", "USA"),
]
INSTRUMENTS = [
    {"instrument": "agreement/x", "kind": "agreement", "label": "Treaty \\ of; things", "parties": ["country/MEX"]},
    {"instrument": "policy/p", "kind": "policy", "label": "Policía", "parties": []},
]
SOURCES = [
    {"source": "source/s", "kind": "document", "title": "S & Söhne", "licence": "CC0-1.0", "citation": "S (2019)."},
    {"source": "source/t", "kind": "dataset", "title": "T", "licence": "CC-BY-4.0", "url": "https://example.org/t"},
]
TIES = [
    *(
        {
            "tie": "visited",
            "from_actor": "official/a",
            "to_actor": "country/MEX",
            "act": f"act/{n}",
            "earliest": e,
            "latest": e,
        }
        for n, e in (("06", date(2019, 1, 1)), ("07", date(2020, 1, 1)))
    ),
    {"tie": "praised", "from_actor": "official/a", "to_actor": "country/MEX", "act": "act/00"},
]


def _quads() -> str:
    literal = LONG.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    lines = [
        f"<{ID}act/00> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{NS}Praise> .",
        f"<{ID}act/00> <{NS}agent> <{ID}official/a> .",
        f"<{ID}act/00> <{NS}recipient> <{ID}country/MEX> .",
        f'<{ID}act/00> <{NS}earliest> "2019-07-21"^^<http://www.w3.org/2001/XMLSchema#date> .',
        f'<{ID}act/00> <{NS}quote> "{literal}" .',
        f'<{ID}act/00> <{NS}reportCount> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
        f'<{ID}act/01> <{NS}topic> "ärger" .',
        f"<{ID}report/s/0> <{NS}reports> <{ID}act/00> <{ID}source/s> .",
        f'<{ID}report/s/0> <{NS}evidence> "Sentence" <{ID}source/s> .',
        f"<{ID}report/s/1> <{NS}reports> <{ID}act/01> <{ID}source/s> .",
        f"<{ID}official/a> <{NS}praised> <{ID}country/MEX> <{ID}graph/ties> .",
        f"<{ID}official/a> <{NS}visited> <{ID}country/MEX> <{ID}graph/ties> .",
        f'<{ID}official/a> <http://www.w3.org/2000/01/rdf-schema#label> "María" .',
        f'<{ID}official/a> <http://www.w3.org/2000/01/rdf-schema#label> "María"@es .',
        f"<{ID}official/a> <{NS}country> <{ID}country/MEX> <{ID}source/s> .",
        f"<{ID}official/a> <{NS}country> <{ID}country/MEX> .",
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """Parallel ties, open ends, unknown dates, two spells, quotes, newlines, formula-like, missing labels, self tie."""
    return generation(
        tmp_path_factory.mktemp("nasty"),
        quads=_quads(),
        acts=ACTS,
        reports=REPORTS,
        actors=ACTORS,
        instruments=INSTRUMENTS,
        sources=SOURCES,
        ties=TIES,
    )


@pytest.fixture
def written(nasty: Generation, tmp_path: Path) -> Callable[..., Path]:
    """Write a format of the nasty generation; gives the path."""

    def write(name: str, **filters: Any) -> Path:
        out = tmp_path / f"out-{name}{'-'.join(filters)}"
        export.write(nasty, name, out, export.Filters(**filters))
        return out

    return write
