"""CSV for ``neo4j-admin database import``: typed headers, one file of actors, one of ties."""

from __future__ import annotations

from pathlib import Path

from comity.export.folder import start, write_csv
from comity.export.format import Format
from comity.export.rows import ActorRow, TieRow
from comity.export.text import day
from comity.export.view import View
from comity.model import iri

__all__ = ["FORMAT", "relation"]

_ACTORS = (
    "iri:ID",
    ":LABEL",
    "label",
    "country",
    "wikidata",
    "aliases:string[]",
    "longitude:double",
    "latitude:double",
)
_TIES = (
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "id",
    "tie",
    "kind",
    "mutual:boolean",
    "sign:int",
    "weight:double",
    "start:date",
    "end:date",
    "date_precision",
    "modality",
    "confidence:double",
    "place",
    "quote",
    "report_count:int",
    "reports:string[]",
    "sources:string[]",
    "evidence",
)


def relation(type_: str) -> str:
    """A type of tie in Neo4j's upper snake case: ``lift-sanction`` and ``partyTo`` are LIFT_SANCTION and PARTY_TO."""
    parts = "".join(f"_{c}" if c.isupper() else c for c in type_)
    return parts.replace("-", "_").upper().lstrip("_")


def _array(items: tuple[str, ...]) -> str:
    return ";".join(item.replace(";", ",") for item in items)


def _actor(actor: ActorRow) -> list[object]:
    place = (actor.x, actor.y) if actor.placed else (None, None)
    kind = actor.kind.title()
    return [
        actor.iri,
        f"{kind};Thing",
        actor.label or actor.id,
        actor.country,
        actor.qid,
        _array(actor.aliases),
        *place,
    ]


def _tie(tie: TieRow) -> list[object]:
    return [
        *(iri(tie.source), iri(tie.target), relation(tie.type), tie.id, tie.iri, tie.kind),
        *("false" if tie.directed else "true", tie.sign, tie.weight, day(tie.earliest), day(tie.latest)),
        *(tie.precision, tie.modality, tie.confidence, tie.place, tie.quote, len(tie.reports)),
        *(_array(tuple(map(iri, tie.reports))), _array(tuple(map(iri, tie.sources))), tie.evidence),
    ]


def _write(view: View, path: Path) -> None:
    start(path, view.about)
    write_csv(path / "actors.csv", _ACTORS, map(_actor, view.actors()))
    write_csv(path / "ties.csv", _TIES, map(_tie, view.ties()))
    (path / "import.txt").write_text(
        "neo4j-admin database import full --array-delimiter=';' --multiline-fields=true"
        " --nodes=actors.csv --relationships=ties.csv neo4j\n",
        encoding="utf-8",
        newline="\n",
    )


FORMAT = Format(
    name="neo4j-csv",
    summary="CSV for Neo4j's bulk import, and for others that read its headers",
    suffix="",
    write=_write,
    network=True,
    folder=True,
    loses=(
        "Acts of one party alone are counted in about.json, not drawn; three parties become three ties.",
        "A semicolon inside an item of a list becomes a comma.",
        "Every relationship has a direction: where mutual is true, it means nothing.",
        "Of several spells only the first and last day stay.",
    ),
)
