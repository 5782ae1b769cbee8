"""The attributes that network files give to actors and ties, with their types: one list for all formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from comity.export.rows import ActorRow, TieRow
from comity.export.text import day, joined
from comity.model import iri

__all__ = ["ACTOR_FIELDS", "COLOURS", "TIE_FIELDS", "FieldType", "values"]

FieldType = Literal["string", "integer", "double", "boolean"]
Value = str | int | float | None

COLOURS: Mapping[str, tuple[int, int, int]] = {
    "country": (0, 114, 178),
    "official": (230, 159, 0),
    "organization": (0, 158, 115),
    "group": (204, 121, 167),
    "agreement": (86, 180, 233),
    "policy": (213, 94, 0),
}
"""Colour of each kind of actor: Okabe and Ito's palette, which colour-blind readers can tell apart."""

ACTOR_FIELDS: Mapping[str, tuple[FieldType, Callable[[ActorRow], Value]]] = {
    "iri": ("string", lambda a: a.iri),
    "actor_kind": ("string", lambda a: a.kind),
    "country": ("string", lambda a: a.country or None),
    "wikidata": ("string", lambda a: a.qid or None),
    "aliases": ("string", lambda a: joined(a.aliases) or None),
    "ties": ("integer", lambda a: a.ties),
    "longitude": ("double", lambda a: a.x if a.placed else None),
    "latitude": ("double", lambda a: a.y if a.placed else None),
}

TIE_FIELDS: Mapping[str, tuple[FieldType, Callable[[TieRow], Value]]] = {
    "iri": ("string", lambda t: t.iri),
    "tie_type": ("string", lambda t: t.type),
    "type_iri": ("string", lambda t: t.type_iri),
    "family": ("string", lambda t: t.family),
    "mutual": ("boolean", lambda t: not t.directed),
    "sign": ("integer", lambda t: t.sign),
    "modality": ("string", lambda t: t.modality),
    "earliest": ("string", lambda t: day(t.earliest)),
    "latest": ("string", lambda t: day(t.latest)),
    "date_precision": ("string", lambda t: t.precision),
    "start_year": ("integer", lambda t: t.earliest.year if t.earliest else None),
    "end_year": ("integer", lambda t: t.latest.year if t.latest else None),
    "confidence": ("double", lambda t: t.confidence),
    "place": ("string", lambda t: t.place or None),
    "about": ("string", lambda t: t.about or None),
    "quote": ("string", lambda t: t.quote or None),
    "acts": ("string", lambda t: joined(map(iri, t.acts)) or None),
    "report_count": ("integer", lambda t: len(t.reports)),
    "reports": ("string", lambda t: joined(map(iri, t.reports)) or None),
    "sources": ("string", lambda t: joined(map(iri, t.sources)) or None),
    "evidence": ("string", lambda t: t.evidence or None),
}


def values(fields: Mapping[str, tuple[FieldType, Callable[[Any], Value]]], row: ActorRow | TieRow) -> dict[str, Value]:
    """The attributes of a row that it has, by name, in the order of the list."""
    found = {name: read(row) for name, (_, read) in fields.items()}
    return {name: value for name, value in found.items() if value is not None}
