"""Staged tables into one working database, and its tables out as the Parquet files of a generation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from comity.build.manifest import Staged
from comity.errors import StoreError
from comity.model import GENERATION, STAGED, Office, Official, Organization, Source, Tenure, When
from comity.store.disk import remove

__all__ = [
    "columns",
    "load",
    "load_rows",
    "read_records",
    "resolve_facts",
    "table_digest",
    "uses",
    "working_database",
    "write",
]

_KEYS: Mapping[str, tuple[str, ...]] = {
    "reports": ("report",),
    "facts": ("fact",),
    "officials": ("official",),
    "organizations": ("organization",),
    "offices": ("office",),
    "tenures": ("tenure",),
    "sources": ("source",),
    "acts": ("act",),
    "ties": ("tie", "from_actor", "to_actor", "act", "earliest", "latest"),  # two terms of office, no act
    "actors": ("actor",),
    "instruments": ("instrument",),
    "mentions": ("mention",),
}
"""What identifies a row of each table, and by which it is sorted on disk."""

_REFERENCE = ("officials", "organizations", "offices", "tenures")

_USES = """
with named as (
    select unnest(agents) as mention, earliest, latest, reported_on from staged_reports
    union all select unnest(recipients), earliest, latest, reported_on from staged_reports
    union all select unnest(on_behalf_of), earliest, latest, reported_on from staged_reports
    union all select host, earliest, latest, reported_on from staged_reports
    union all select agreement, earliest, latest, reported_on from staged_reports
    union all select policy, earliest, latest, reported_on from staged_reports
    union all select subject, null, null, reported_on from staged_facts
    union all select value, null, null, reported_on from staged_facts where datatype = 'mention'
)
select mention, count(*), min(coalesce(earliest, latest, reported_on)), max(coalesce(latest, earliest, reported_on))
from named where mention is not null group by mention order by mention
"""

_FACTS = """
create or replace table facts as
select fact, source, subject.thing as subject, property,
    case when datatype = 'mention' then coalesce(object.thing, value) else value end as value,
    datatype, derived, evidence, start, "end", locator, reported_on, extractor, confidence
from staged_facts
join mentions subject on subject.mention = staged_facts.subject
left join mentions object on datatype = 'mention' and object.mention = value
"""

_Record = TypeVar("_Record", Official, Organization, Office, Tenure, Source)


@contextmanager
def working_database(folder: Path, memory: str = "1500MB") -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that spills into ``folder/spill`` when it is full, and is gone afterwards."""
    spill = folder / "spill"
    con = duckdb.connect(config={"memory_limit": memory, "temp_directory": str(spill)})
    try:
        yield con
    finally:
        con.close()
        remove(spill)


def load(con: duckdb.DuckDBPyConnection, staged: Path, inputs: Sequence[Staged]) -> None:
    """Create ``staged_<table>`` for each table of ``model.STAGED`` but rejects, each row once, whatever the order.

    Datasets overlap (a year that was given alone and in its folder): of rows with one identifier, the first in the
    order of all columns stays. Raises StoreError where the folder of a staged input is gone.
    """
    for item in inputs:
        if not (staged / item.key / "input.json").exists():
            raise StoreError(f"{staged / item.key}: this staged input is gone; build {item.path} again")
    keys = sorted(item.key for item in inputs)
    for name, schema in STAGED.items():
        if name == "rejects":
            continue
        con.register("empty_rows", schema.empty_table())
        con.execute(f"create or replace table staged_{name} as select * from empty_rows")
        con.unregister("empty_rows")
        files = [str(path) for key in keys if (path := staged / key / f"{name}.parquet").exists()]
        if files:
            con.execute(f"insert into staged_{name} select {columns(schema)} from read_parquet($1)", [files])
            _once(con, name)


def columns(schema: Any) -> str:
    """The columns of a schema as SQL."""
    return ", ".join(f'"{name}"' for name in schema.names)


def _once(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Keep one row for each key; two sources may both describe an official, and identity wants to hear both."""
    keys = (*_KEYS[name], "source") if name in _REFERENCE else _KEYS[name]
    key, table = ", ".join(keys), f"staged_{name}"
    ((copies,),) = con.execute(f"select count(*) - count(distinct ({key})) from {table}").fetchall()
    if copies:
        order = f"{key}, {columns(STAGED[name])}"
        con.execute(f"create or replace table {table} as select distinct on ({key}) * from {table} order by {order}")


def uses(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Each mention of the staged reports and facts: its key, how often it is used, its first and its last date."""
    return con.execute(_USES).fetchall()


def read_records(con: duckdb.DuckDBPyConnection, table: str, kind: type[_Record]) -> list[_Record]:
    """The records of a staged reference table, in the order of their ids: the reverse of ``model.to_table``."""
    found = con.execute(f"select * from staged_{table} order by {_KEYS[table][0]}, source")
    names = [column[0] for column in found.description or ()]
    return [_record(kind, dict(zip(names, row, strict=True)), _KEYS[table][0]) for row in found.fetchall()]


def _record(kind: type[_Record], row: dict[str, Any], key: str) -> _Record:
    values: dict[str, Any] = {}
    for entry in fields(kind):
        if entry.name == "when":
            values["when"] = When(row["earliest"], row["latest"], row["date_precision"] or "unknown")
            continue
        value = row[key if entry.name == "id" else entry.name]
        if isinstance(value, list):
            value = tuple(value)
        elif value is None and "None" not in str(entry.type):
            value = () if "tuple" in str(entry.type) else ""
        values[entry.name] = value
    return kind(**values)


def load_rows(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Mapping[str, Any]] | Any) -> None:
    """Create a table of ``model.GENERATION`` from rows (mappings) or an Arrow table."""
    import pyarrow as pa

    arrow = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(list(rows), schema=GENERATION[table])
    con.register("given_rows", arrow)
    con.execute(f"create or replace table {table} as select {columns(GENERATION[table])} from given_rows")
    con.unregister("given_rows")


def resolve_facts(con: duckdb.DuckDBPyConnection) -> None:
    """Create table ``facts`` from ``staged_facts`` and ``mentions``: things in the place of mentions."""
    con.execute(_FACTS)


def write(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Write each table of ``model.GENERATION``, sorted by its key, as ``<table>.parquet``; gives their row counts."""
    counts: dict[str, int] = {}
    for name, schema in GENERATION.items():
        file = str(folder / f"{name}.parquet").replace("'", "''")
        order = ", ".join(_KEYS[name])
        con.execute(
            f"copy (select {columns(schema)} from {name} order by {order}) "
            f"to '{file}' (format parquet, compression zstd, row_group_size 30720)"
        )
        ((counts[name],),) = con.execute(f"select count(*) from {name}").fetchall()
    return counts


def table_digest(con: duckdb.DuckDBPyConnection) -> str:
    """SHA-256 in hexadecimal of what the tables of a generation hold, in whatever order their rows stand.

    The rows of a table are taken together by XOR of their MD5: no row stands twice, and a row more or less changes it.
    """
    sha = hashlib.sha256()
    for name, schema in GENERATION.items():
        row = ", ".join(f'coalesce("{column}"::varchar, chr(30))' for column in schema.names)
        query = f"select count(*), bit_xor(md5_number(concat_ws(chr(31), {row}))) from {name}"
        sha.update(f"{name} {con.execute(query).fetchone()}\n".encode())
    return sha.hexdigest()
