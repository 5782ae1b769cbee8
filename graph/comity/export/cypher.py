"""A Cypher script that loads into a running Neo4j: a constraint, then MERGE, so that running it twice is harmless."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from comity.export.format import Format
from comity.export.neo4j_csv import relation
from comity.export.rows import ActorRow, TieRow
from comity.export.text import day
from comity.export.view import View
from comity.model import iri

__all__ = ["FORMAT"]


def _text(value: str) -> str:
    """A string literal; JSON's escapes are Cypher's, and its double quotes too."""
    return json.dumps(value, ensure_ascii=False)


def _map(values: dict[str, Any]) -> str:
    found = {name: value for name, value in values.items() if value not in (None, "", ())}
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in found.items()) + "}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_text(item) for item in value) + "]"
    return _text(value) if isinstance(value, str) else repr(value)


def _actor(actor: ActorRow) -> str:
    values: dict[str, Any] = {"label": actor.label or actor.id, "country": actor.country, "wikidata": actor.qid}
    values |= {"aliases": actor.aliases}
    if actor.placed:
        values |= {"longitude": actor.x, "latitude": actor.y}
    return f"MERGE (n:Thing {{iri: {_text(actor.iri)}}}) SET n:{actor.kind.title()}, n += {_map(values)};\n"


def _tie(tie: TieRow) -> str:
    days = {name: value for name, value in (("start", day(tie.earliest)), ("end", day(tie.latest))) if value}
    dates = "".join(f", t.{name} = date({_text(value)})" for name, value in days.items())
    values = {
        "tie": tie.iri,
        "kind": tie.kind,
        "mutual": not tie.directed,
        "sign": tie.sign,
        "weight": tie.weight,
        "date_precision": tie.precision,
        "modality": tie.modality,
        "confidence": tie.confidence,
        "place": tie.place,
        "quote": tie.quote,
        "reports": tuple(map(iri, tie.reports)),
        "sources": tuple(map(iri, tie.sources)),
        "evidence": tie.evidence,
    }
    return (
        f"MATCH (a:Thing {{iri: {_text(iri(tie.source))}}}), (b:Thing {{iri: {_text(iri(tie.target))}}}) "
        f"MERGE (a)-[t:{relation(tie.type)} {{id: {_text(tie.id)}}}]->(b) SET t += {_map(values)}{dates};\n"
    )


def _write(view: View, path: Path) -> None:
    about = view.about
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"// {about.json()}\n")
        out.write("CREATE CONSTRAINT comity_iri IF NOT EXISTS FOR (n:Thing) REQUIRE n.iri IS UNIQUE;\n")
        out.writelines(map(_actor, view.actors()))
        out.writelines(map(_tie, view.ties()))


FORMAT = Format(
    name="cypher",
    summary="A Cypher script for a running Neo4j",
    suffix=".cypher",
    write=_write,
    network=True,
    loses=(
        "Acts of one party alone are counted in the first line, not drawn; three parties become three ties.",
        "Every relationship has a direction: where mutual is true, it means nothing.",
        "Of several spells only the first and last day stay.",
    ),
)
