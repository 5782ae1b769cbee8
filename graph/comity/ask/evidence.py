"""What stands behind a thing: the sentences and rows of sources, for acts, facts, tenures, ties and actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from comity.errors import NotFoundError, UsageError
from comity.model import iri, local_id

if TYPE_CHECKING:
    import duckdb

    from comity.store import Generation

__all__ = ["Evidence", "evidence", "evidence_of", "tie_evidence"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source saying one thing: a report of an act, of a fact, or the record of a tenure."""

    thing: str
    """Local id of the act, of the fact's subject, or of the tenure."""
    says: str
    """What it says: the kind of act, ``property value``, or ``official, office``."""
    source: str
    title: str
    publisher: str
    licence: str
    reported_on: date | None
    """Day of the report, else the day on which the source was published."""
    evidence: str
    """The verbatim sentence, remark or row; empty where the source gives none."""
    locator: str
    start: int | None
    end: int | None
    """Character offsets of the evidence in the source's text, end excluded."""
    extractor: str
    confidence: float | None
    report: str

    def row(self) -> dict[str, Any]:
        """As a dictionary, ids as IRIs."""
        found = asdict(self)
        return found | {key: iri(found[key]) for key in ("thing", "source", "report") if found[key]}


_ALL = """
WITH everything AS (
  SELECT act AS thing, kind || CASE modality WHEN 'asserted' THEN '' ELSE ' (' || modality || ')' END AS says, source,
    reported_on, evidence, locator, start, "end", extractor, confidence, report FROM reports
  UNION ALL
  SELECT subject, property || ' ' || value || coalesce(' (' || derived || ')', ''), source,
    reported_on, evidence, locator, start, "end", extractor, confidence, fact FROM facts
  UNION ALL
  SELECT tenure, coalesce(a.label, official) || ', ' || coalesce(o.title, t.office), t.source,
    NULL, t.evidence, t.locator, NULL, NULL, NULL, NULL, tenure
  FROM tenures t LEFT JOIN actors a ON a.actor = t.official LEFT JOIN offices o USING (office)
)
SELECT e.thing, e.says, e.source, s.title, s.publisher, s.licence, coalesce(e.reported_on, s.published), e.evidence,
  e.locator, e.start, e."end", e.extractor, e.confidence, e.report
FROM everything e LEFT JOIN sources s USING (source)
"""

_ORDER = " ORDER BY 7 NULLS LAST, 3, 10 NULLS LAST, 9, 14"

_ACTS = {
    "actor": """SELECT act FROM acts WHERE list_contains(agents, $1) OR list_contains(recipients, $1)
        OR list_contains(on_behalf_of, $1) OR host = $1""",
    "country": """SELECT act FROM acts WHERE list_contains(agents, $1) OR list_contains(recipients, $1)
        OR list_contains(on_behalf_of, $1) OR host = $1 OR 'country/' || place_country = $1""",
    "instrument": "SELECT act FROM acts WHERE agreement = $1 OR policy = $1",
}


def evidence(generation: Generation, thing: str, *, limit: int = 1000) -> list[Evidence]:
    """What stands behind an IRI or local id, earliest report first, at most ``limit`` pieces.

    An act: its reports. A report, fact or tenure: itself. An agreement or policy: the facts about it and the reports of
    acts that name it. An official, country or body: the reports of its acts, and an official's tenures. An office: its
    tenures. A source: all that it says. Raises NotFoundError where the generation knows nothing behind it, and
    UsageError where it is no IRI of Comity.
    """
    local = local_id(thing.strip())
    if local is None:
        raise UsageError(f"{thing!r} is no IRI of this graph, such as {iri('act/0123456789abcdef')}")
    with generation.connect() as con:
        found = _select(con, _where(local), [local], limit)
        if not found:
            raise NotFoundError(_reason(con, local))
    return found


def _where(local: str) -> str:
    """The condition under which a row is evidence for a thing of that kind."""
    match local.split("/")[0]:
        case "official":
            held = "e.thing IN (SELECT tenure FROM tenures WHERE official = $1)"
            return f"e.thing IN ({_ACTS['actor']}) OR {held}"
        case "country":
            return f"e.thing IN ({_ACTS['country']})"
        case "organization" | "group":
            return f"e.thing IN ({_ACTS['actor']})"
        case "agreement" | "policy":
            return f"e.thing = $1 OR e.thing IN ({_ACTS['instrument']})"
        case "office":
            return "e.thing IN (SELECT tenure FROM tenures WHERE office = $1)"
        case "source":
            return "e.source = $1"
        case _:
            return "e.thing = $1 OR e.report = $1"


def _reason(con: duckdb.DuckDBPyConnection, local: str) -> str:
    known = con.execute(
        "SELECT 1 FROM actors WHERE actor = $1 UNION ALL SELECT 1 FROM instruments WHERE instrument = $1"
        " UNION ALL SELECT 1 FROM offices WHERE office = $1 UNION ALL SELECT 1 FROM sources WHERE source = $1",
        [local],
    ).fetchone()
    return f"{local} is in this graph, but no act speaks of it" if known else f"nothing called {local} in this graph"


def evidence_of(generation: Generation, things: Sequence[str]) -> Mapping[str, list[Evidence]]:
    """For many acts, reports, facts and tenures at once, by local id, what stands behind each."""
    wanted = set(things)
    found: dict[str, list[Evidence]] = defaultdict(list)
    with generation.connect() as con:
        chosen = "e.thing IN (SELECT unnest($1::VARCHAR[])) OR e.report IN (SELECT unnest($1::VARCHAR[]))"
        for item in _select(con, chosen, [sorted(wanted)], None):
            for id_ in {item.thing, item.report} & wanted:
                found[id_].append(item)
    return found


def tie_evidence(generation: Generation, tie: str, from_actor: str, to_actor: str) -> list[Evidence]:
    """The reports behind a derived tie: ``tie`` as ``met``, actors by local id. Raises NotFoundError where none is."""
    with generation.connect() as con:
        where = "e.thing IN (SELECT act FROM ties WHERE tie = $1 AND from_actor = $2 AND to_actor = $3)"
        found = _select(con, where, [tie, from_actor, to_actor], None)
    if not found:
        raise NotFoundError(f"no tie {from_actor} {tie} {to_actor} in this graph")
    return found


def _select(con: duckdb.DuckDBPyConnection, where: str, values: Sequence[object], limit: int | None) -> list[Evidence]:
    capped = f" LIMIT {limit:d}" if limit is not None else ""
    rows = con.execute(f"{_ALL} WHERE {where}{_ORDER}{capped}", list(values)).fetchall()
    return [_evidence(row) for row in rows]


def _evidence(row: Sequence[Any]) -> Evidence:
    texts = {1, 2, 3, 4, 5, 7, 8, 11}
    values: list[Any] = ["" if n in texts and value is None else value for n, value in enumerate(row)]
    return Evidence(*values)
