from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.model import ID, NS
from comity.store import Generation
from factory import act, actor, generation, report

POMPEO, EBRARD, BUKELE, HILL, LOPEZ_A, LOPEZ_B = (
    f"official/{name}" for name in ("pompeo-michael-r", "ebrard", "bukele", "hill", "lopez-ana", "lopez-jose")
)
SIX = "official/sixth"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def _quads() -> str:
    """The graph of one meeting with a report, as a build would write it."""

    def iri(local: str) -> str:
        return f"<{ID}{local}>"

    def say(subject: str, name: str, value: str, graph: str = "") -> str:
        name = name if name.startswith("http") else NS + name
        return f"{iri(subject)} <{name}> {value} {iri(graph) if graph else ''} .\n"

    day = '"2019-07-21"^^<http://www.w3.org/2001/XMLSchema#date>'
    one = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    lines = [
        say("act/m1", RDF_TYPE, f"<{NS}Meeting>"),
        *(say("act/m1", "participant", iri(who)) for who in (POMPEO, BUKELE)),
        say("act/m1", "earliest", day),
        say("act/m1", "latest", day),
        say("act/m1", "modality", '"asserted"'),
        say("act/m1", "reportCount", one),
        say(BUKELE, LABEL, '"Nayib <b>Bukele</b>"'),
        say("report/r1", "reports", iri("act/m1"), "source/record"),
        say("report/r1", "source", iri("source/record"), "source/record"),
        say("report/r1", "evidence", '"Met with President Nayib Bukele."', "source/record"),
        say("source/record", LABEL, '"Travels of the Secretary"'),
    ]
    return "".join(lines)


@pytest.fixture(scope="session")
def summer(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """July 2019 in small, tables and graph: who met whom, a pact, a policy, and two officials of one surname."""
    folder: Path = tmp_path_factory.mktemp("summer")
    acts = [
        act("m1", "meeting", [POMPEO, BUKELE], day="2019-07-21", place_country="SLV", reports=2),
        act("m2", "meeting", [POMPEO, EBRARD], day="2019-07-21", reports=1),
        act("m3", "meeting", [POMPEO, EBRARD], day="2019-09-10", reports=3),
        act("m4", "meeting", [EBRARD, HILL], day="2018-01-01"),
        act("p1", "praise", [HILL], recipients=[EBRARD], day="2018-02-01"),
        act("m5", "meeting", [HILL, BUKELE], day="2018-01-02"),
        act("m6", "meeting", [EBRARD, BUKELE], day="2019-08-01", modality="planned"),
        act("s1", "sign", [EBRARD, "country/USA"], day="2019-06-07", agreement="agreement/deal"),
        act("big", "meeting", [EBRARD, BUKELE, *(f"official/guest-{n}" for n in range(20))], day="2019-09-01"),
    ]
    reports = [
        report(
            "report/r1",
            "act/m1",
            "source/record",
            kind="meeting",
            modality="asserted",
            locator="trip 3864",
            evidence="Met with President Nayib Bukele.",
        ),
        report(
            "report/r2",
            "act/m1",
            "source/news",
            kind="meeting",
            modality="asserted",
            start=3,
            end=9,
            evidence="They met.",
        ),
        report("report/r3", "act/m2", "source/record", kind="meeting", modality="asserted"),
        report("report/r4", "act/s1", "source/news", kind="sign", modality="asserted", evidence="Signed last month."),
        report("report/r6", "act/m6", "source/news", kind="meeting", modality="planned"),
    ]
    return generation(
        folder / "generation",
        _quads(),
        acts=acts,
        reports=reports,
        actors=[
            actor(POMPEO, "Michael R. Pompeo", "USA", surname="Pompeo", qid="Q473239"),
            actor(EBRARD, "Marcelo Ebrard", "MEX", surname="Ebrard", aliases=["Marcelo Luis Ebrard Casaubón"]),
            actor(BUKELE, "Nayib Bukele", "SLV"),
            actor(HILL, "Alexandra Hill", "SLV"),
            actor(LOPEZ_A, "Ana López", "MEX", surname="López"),
            actor(LOPEZ_B, "José López", "SLV", surname="López"),
            actor("country/USA", "United States", "USA"),
            actor("organization/dhs", "Department of Homeland Security", "USA", aliases=["DHS"]),
        ],
        instruments=[
            {
                "instrument": "agreement/deal",
                "kind": "agreement",
                "label": "90 day agreement",
                "parties": ["country/USA"],
            },
            {"instrument": "policy/safe", "kind": "policy", "label": "Safe Third Country", "parties": []},
        ],
        offices=[{"office": "office/minister", "title": "Minister of Labour", "country": "MEX"}],
        tenures=[
            {
                "tenure": "tenure/t1",
                "official": LOPEZ_A,
                "office": "office/minister",
                "earliest": date(2018, 12, 1),
                "source": "source/record",
                "locator": "row 7",
            },
        ],
        facts=[
            {
                "fact": "fact/f1",
                "subject": "agreement/deal",
                "property": "termEnd",
                "value": "2019-09-04",
                "derived": "halfway mark plus 45 days",
                "source": "source/news",
                "evidence": "The halfway point.",
            },
        ],
        sources=[
            {
                "source": "source/news",
                "kind": "document",
                "title": "A dispatch",
                "publisher": "Comity",
                "licence": "CC0-1.0",
                "published": date(2019, 7, 22),
            },
            {"source": "source/record", "kind": "dataset", "title": "Travels of the Secretary"},
        ],
    )
