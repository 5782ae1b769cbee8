"""The tables: Arrow schemas of what is staged and of what a generation holds.

Staged tables hold one input each, as its source gave it (actors are mention keys). Generation tables hold all inputs
after identity and coalescing (actors are local ids). On disk both are Parquet, one file a table.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import pyarrow as pa

from comity.model.mention import Mention
from comity.model.records import (
    Fact,
    Office,
    Official,
    Organization,
    Rejected,
    Report,
    Source,
    Tenure,
)

__all__ = ["GENERATION", "STAGED", "Record", "to_table"]

Record = Report | Fact | Official | Organization | Office | Tenure | Source | Rejected

_S, _N, _D, _F = pa.string(), pa.int64(), pa.date32(), pa.float64()
_LIST = pa.list_(pa.string())
_TIME: tuple[tuple[str, Any], ...] = (("earliest", _D), ("latest", _D), ("date_precision", _S))
_PLACE_IN_SOURCE: tuple[tuple[str, Any], ...] = (
    ("evidence", _S),
    ("start", _N),
    ("end", _N),
    ("locator", _S),
    ("reported_on", _D),
    ("extractor", _S),
    ("confidence", _F),
)
_WHAT: tuple[tuple[str, Any], ...] = (
    ("kind", _S),
    ("modality", _S),
    ("agents", _LIST),
    ("recipients", _LIST),
    ("on_behalf_of", _LIST),
    ("host", _S),
    *_TIME,
    ("place", _S),
    ("place_country", _S),
    ("agreement", _S),
    ("policy", _S),
    ("topics", _LIST),
    ("quote", _S),
    ("amount", _F),
    ("unit", _S),
    ("amount_of", _S),
    ("condition", _S),
)

_REPORTS = pa.schema([("report", _S), ("source", _S), *_WHAT, *_PLACE_IN_SOURCE, ("code", _S), ("intensity", _F)])
_FACTS = pa.schema(
    [
        ("fact", _S),
        ("source", _S),
        ("subject", _S),
        ("property", _S),
        ("value", _S),
        ("datatype", _S),
        ("derived", _S),
        *_PLACE_IN_SOURCE,
    ]
)
_OFFICIALS = pa.schema(
    [
        ("official", _S),
        ("name", _S),
        ("country", _S),
        ("surname", _S),
        ("aliases", _LIST),
        ("born", _S),
        ("died", _S),
        ("qid", _S),
        ("source", _S),
        ("locator", _S),
    ]
)
_ORGANIZATIONS = pa.schema(
    [
        ("organization", _S),
        ("name", _S),
        ("country", _S),
        ("aliases", _LIST),
        ("kind", _S),
        ("qid", _S),
        ("source", _S),
        ("locator", _S),
    ]
)
_OFFICES = pa.schema(
    [
        ("office", _S),
        ("title", _S),
        ("country", _S),
        ("role", _S),
        ("aliases", _LIST),
        ("organization", _S),
        ("accredited_to", _S),
        ("source", _S),
        ("locator", _S),
    ]
)
_TENURES = pa.schema(
    [
        ("tenure", _S),
        ("official", _S),
        ("office", _S),
        *_TIME,
        ("status", _S),
        ("evidence", _S),
        ("source", _S),
        ("locator", _S),
    ]
)
_SOURCES = pa.schema(
    [
        ("source", _S),
        ("kind", _S),
        ("title", _S),
        ("publisher", _S),
        ("licence", _S),
        ("citation", _S),
        ("url", _S),
        ("published", _D),
        ("covers_from", _D),
        ("covers_to", _D),
        ("covers_countries", _LIST),
        ("role", _S),
    ]
)
_REJECTS = pa.schema([("path", _S), ("line", _N), ("reason", _S), ("text", _S)])

STAGED: Mapping[str, Any] = {
    "reports": _REPORTS,
    "facts": _FACTS,
    "officials": _OFFICIALS,
    "organizations": _ORGANIZATIONS,
    "offices": _OFFICES,
    "tenures": _TENURES,
    "sources": _SOURCES,
    "rejects": _REJECTS,
}
"""Schema of each staged table. ``reports.agents`` … ``reports.policy`` and ``facts.subject`` hold mention keys."""

GENERATION: Mapping[str, Any] = {
    **{name: schema for name, schema in STAGED.items() if name not in ("reports", "rejects")},
    "reports": _REPORTS.insert(1, pa.field("act", _S)),
    "acts": pa.schema(
        [
            ("act", _S),
            *_WHAT,
            ("report_count", _N),
            ("source_count", _N),
            ("first_reported", _D),
            ("last_reported", _D),
            ("confidence", _F),
            ("intensity", _F),
        ]
    ),
    "ties": pa.schema(
        [
            ("tie", _S),
            ("from_actor", _S),
            ("to_actor", _S),
            ("act", _S),
            ("earliest", _D),
            ("latest", _D),
        ]
    ),
    "actors": pa.schema(
        [
            ("actor", _S),
            ("kind", _S),
            ("label", _S),
            ("country", _S),
            ("surname", _S),
            ("aliases", _LIST),
            ("born", _S),
            ("died", _S),
            ("qid", _S),
        ]
    ),
    "instruments": pa.schema([("instrument", _S), ("kind", _S), ("label", _S), ("parties", _LIST), ("signed", _S)]),
    "mentions": pa.schema(
        [
            ("mention", _S),
            ("thing", _S),
            ("kind", _S),
            ("method", _S),
            ("reason", _S),
            ("uses", _N),
            ("earliest", _D),
            ("latest", _D),
        ]
    ),
}
"""Schema of each table of a generation. Actors and things are local ids here.

``ties``: one row for each derived tie that one act supports (``tie`` is the local name of the property, as ``met``).
``actors``: officials, countries, organizations and groups that the generation speaks of.
``instruments``: agreements and policies. ``mentions``: which thing each mention was taken to be, how and why.
"""

_FIELDS = {
    Report: {"id": "report", "act": "kind"},
    Fact: {"id": "fact"},
    Official: {"id": "official"},
    Organization: {"id": "organization"},
    Office: {"id": "office"},
    Tenure: {"id": "tenure"},
    Source: {"id": "source"},
    Rejected: {},
}
_CHUNK = 10_000


def _plain(value: Any) -> Any:
    """A cell: mentions by their keys, nothing as null."""
    if isinstance(value, Mention):
        return value.key
    if isinstance(value, tuple):
        return [item.key if isinstance(item, Mention) else item for item in value]
    return None if value == "" else value


def _batch(schema: Any, records: Sequence[Record]) -> Any:
    """Records of one kind as columns."""
    columns: dict[str, list[Any]] = {}
    kind = type(records[0])
    for name in (entry.name for entry in dataclasses.fields(kind)):
        values = [getattr(record, name) for record in records]
        if name == "when":
            columns["earliest"] = [when.earliest for when in values]
            columns["latest"] = [when.latest for when in values]
            columns["date_precision"] = [when.precision for when in values]
        else:
            columns[_FIELDS[kind].get(name, name)] = [_plain(value) for value in values]
    arrays = [
        pa.array(columns[entry.name], entry.type) if entry.name in columns else pa.nulls(len(records), entry.type)
        for entry in schema
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def to_table(name: str, records: Iterable[Record]) -> Any:
    """The staged table ``name`` (a ``pyarrow.Table``) of some records; an empty string becomes null."""
    schema, left, batches = STAGED[name], iter(records), []
    while some := list(islice(left, _CHUNK)):
        batches.append(_batch(schema, some))
    return pa.Table.from_batches(batches, schema=schema)
