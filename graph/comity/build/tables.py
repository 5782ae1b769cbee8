"""Staged tables into one working database, and its tables out as the Parquet files of a generation."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from comity.build.manifest import Staged
from comity.errors import StoreError
from comity.model import GENERATION, STAGED, Office, Official, Organization, Source, Tenure, When
from comity.store.disk import remove

__all__ = [
    "KEYS",
    "RowsDigest",
    "add_staged",
    "columns",
    "load",
    "load_rows",
    "memory_for",
    "read_records",
    "resolve_facts",
    "rows_digest",
    "staged_files",
    "table_digest",
    "uses",
    "working_database",
    "write",
    "write_table",
]

KEYS: Mapping[str, tuple[str, ...]] = {
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
"""What identifies a row of each table, and by which it is sorted on disk, reports excepted."""

_UNSORTED = frozenset({"reports"})
"""Sorting these costs as much as all else about writing them, and nothing asks for them in the order of their ids."""

_REFERENCE = ("officials", "organizations", "offices", "tenures")

_LOADED = tuple(name for name in STAGED if name != "rejects")

_LARGE = 100_000
"""Inputs of so many reports are read where they lie by each step: that is less work than a copy in memory, and leaves
memory to the steps. Smaller ones are copied: to open a thousand files at each step would take longer."""

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
select mention, count(*) as uses, min(coalesce(earliest, latest, reported_on)) as earliest,
    max(coalesce(latest, earliest, reported_on)) as latest
from named where mention is not null group by mention
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

RowsDigest = tuple[int, int]
"""What some rows hold; those of two lots of rows make that of both by adding the counts and XOR of the rest."""

_Record = TypeVar("_Record", Official, Organization, Office, Tenure, Source)


def memory_for(reports: int) -> str:
    """The memory limit for compiling so many: a kilobyte each, 700 MB at least and 2,500 at most; the rest is spilled.

    A loader holds up to 800 MB beside it.
    """
    return f"{min(max(reports // 1000, 700), 2500)}MB"


@contextmanager
def working_database(folder: Path, memory: str = "1500MB") -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that spills into ``folder/spill`` when it is full, and is gone afterwards."""
    spill = folder / "spill"
    # Rows have no order here but what a query asks for: keeping one holds whole tables in memory.
    con = duckdb.connect(
        config={"memory_limit": memory, "temp_directory": str(spill), "preserve_insertion_order": "false"}
    )
    try:
        yield con
    finally:
        con.close()
        remove(spill)


def load(
    con: duckdb.DuckDBPyConnection, staged: Path, inputs: Sequence[Staged], tables: Collection[str] = _LOADED
) -> None:
    """Create ``staged_<table>`` for each table of ``model.STAGED`` but rejects, each row once, whatever the order.

    Datasets overlap (a year that was given alone and in its folder): of rows with one identifier, the first in the
    order of all columns stays. ``staged_reports`` is a view; its ``n`` numbers the rows. ``tables``: only these. Raises
    StoreError where the folder of a staged input is gone.
    """
    for item in inputs:
        if not (staged / item.key / "input.json").exists():
            raise StoreError(f"{staged / item.key}: this staged input is gone; build {item.path} again")
    large = sorted(item.key for item in inputs if item.reports >= _LARGE)
    for name in tables:
        con.register("empty_rows", STAGED[name].empty_table())
        con.execute(f"create or replace table {_table(name)} as select * from empty_rows")
        con.unregister("empty_rows")
        keys = sorted(item.key for item in inputs if name != "reports" or item.key not in large)
        add_staged(con, name, staged_files(staged, keys, name))
    if "reports" in tables:
        files = staged_files(staged, large, "reports")
        _see_reports(con, files)
        ((copies,),) = con.execute("select count(*) - count(distinct hash(report)) from staged_reports").fetchall()
        if copies:
            add_staged(con, "reports", files)
            _see_reports(con, [])


def _table(name: str) -> str:
    return "copied_reports" if name == "reports" else f"staged_{name}"


def _see_reports(con: duckdb.DuckDBPyConnection, large: Sequence[str]) -> None:
    """Create view ``staged_reports``: the rows of some files, then those of ``copied_reports``; ``n`` numbers them."""
    parts, rows = list[str](), 0
    for path in large:
        file, holds = path.replace("'", "''"), pq.read_metadata(path)
        named = _told(STAGED["reports"], _silent(holds))
        parts.append(
            f"select {rows} + file_row_number as n, {named} from read_parquet('{file}', file_row_number = true)"
        )
        rows += holds.num_rows
    parts.append(f"select {rows} + rowid as n, {columns(STAGED['reports'])} from copied_reports")
    con.execute(f"create or replace view staged_reports as {' union all '.join(parts)}")


def _silent(holds: Any) -> set[str]:
    """The columns of a Parquet file, by its metadata, that are known to say nothing in any row."""
    groups = [holds.row_group(at) for at in range(holds.num_row_groups)]
    chunks = [group.column(at) for group in groups for at in range(group.num_columns)]
    known = {chunk.path_in_schema for chunk in chunks}
    told = {chunk.path_in_schema for chunk in chunks if chunk.statistics is None or chunk.statistics.num_values}
    return {path.partition(".")[0] for path in known - told}


_NOTHING = {"string": "null::varchar", "double": "null::double", "int64": "null::bigint", "date32[day]": "null::date"}
"""A constant that says nothing, for each type of a column; for a list an empty one."""


def _told(schema: Any, silent: Collection[str]) -> str:
    """The columns of a schema as SQL; constants for those that are silent, so that no step reads and weighs them."""
    nothing = {name: _NOTHING.get(str(schema.field(name).type), "[]::varchar[]") for name in silent}
    return ", ".join(f'{nothing[name]} as "{name}"' if name in nothing else f'"{name}"' for name in schema.names)


def staged_files(staged: Path, keys: Iterable[str], table: str) -> list[str]:
    """The files of one table of some staged inputs; an input has none where it has no row."""
    return [str(path) for key in keys if (path := staged / key / f"{table}.parquet").exists()]


def add_staged(con: duckdb.DuckDBPyConnection, table: str, files: list[str], only: str = "") -> None:
    """Add rows of staged files to ``staged_<table>``, each once. ``only``: a relation that holds the keys to take."""
    if files:
        chosen = f"semi join {only} using ({KEYS[table][0]})" if only else ""
        con.execute(
            f"insert into {_table(table)} select {columns(STAGED[table])} from read_parquet($1) {chosen}", [files]
        )
        _once(con, table)


def columns(schema: Any) -> str:
    """The columns of a schema as SQL."""
    return ", ".join(f'"{name}"' for name in schema.names)


def _once(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Keep one row for each key; two sources may both describe an official, and identity wants to hear both."""
    keys = (*KEYS[name], "source") if name in _REFERENCE else KEYS[name]
    key, table = ", ".join(keys), _table(name)
    ((copies,),) = con.execute(f"select count(*) - count(distinct ({key})) from {table}").fetchall()
    if copies:
        order = f"{key}, {columns(STAGED[name])}"
        con.execute(f"create or replace table {table} as select distinct on ({key}) * from {table} order by {order}")


def uses(con: duckdb.DuckDBPyConnection, more: str = "") -> list[tuple[Any, ...]]:
    """Each mention of the staged reports and facts: its key, how often it is used, its first and its last date.

    ``more``: a table ``mentions`` of a generation whose reports and facts are not staged here; its uses count too.
    """
    told = f"from ({_USES})"
    if more:
        told += f" union all by name select mention, uses, earliest, latest from {more} where uses > 0"
    return con.execute(
        f"select mention, sum(uses)::bigint, min(earliest), max(latest) from ({told}) group by mention order by mention"
    ).fetchall()


def read_records(con: duckdb.DuckDBPyConnection, table: str, kind: type[_Record]) -> list[_Record]:
    """The records of a staged reference table, in the order of their ids: the reverse of ``model.to_table``."""
    found = con.execute(f"select * from staged_{table} order by {KEYS[table][0]}, source")
    names = [column[0] for column in found.description or ()]
    return [_record(kind, dict(zip(names, row, strict=True)), KEYS[table][0]) for row in found.fetchall()]


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
    arrow = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(list(rows), schema=GENERATION[table])
    con.register("given_rows", arrow)
    con.execute(f"create or replace table {table} as select {columns(GENERATION[table])} from given_rows")
    con.unregister("given_rows")


def resolve_facts(con: duckdb.DuckDBPyConnection) -> None:
    """Create table ``facts`` from ``staged_facts`` and ``mentions``: things in the place of mentions."""
    con.execute(_FACTS)


def write(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Write each table of ``model.GENERATION`` as ``<table>.parquet``; gives their row counts."""
    return {name: write_table(con, name, name, folder) for name in GENERATION}


def write_table(con: duckdb.DuckDBPyConnection, name: str, relation: str, folder: Path) -> int:
    """Write one table from the relation that holds its rows, sorted by its key; gives their number."""
    file = str(folder / f"{name}.parquet").replace("'", "''")
    order = "" if name in _UNSORTED else f"order by {', '.join(KEYS[name])}"
    # Higher levels of compression take longer and make the file no smaller.
    (count,) = con.execute(
        f"copy (select {columns(GENERATION[name])} from {relation} {order}) "
        f"to '{file}' (format parquet, compression zstd, compression_level 1, row_group_size 30720)"
    ).fetchall()[0]
    return int(count)


def table_digest(digests: Mapping[str, RowsDigest]) -> str:
    """SHA-256 in hexadecimal of what the tables of a generation hold, in whatever order their rows stand."""
    sha = hashlib.sha256()
    for name in GENERATION:
        sha.update(f"{name} {digests[name]}\n".encode())
    return sha.hexdigest()


def rows_digest(con: duckdb.DuckDBPyConnection, name: str, relation: str) -> RowsDigest:
    """Number of rows, and the XOR of their MD5: no row stands twice, and a row more or less changes it."""
    row = ", ".join(f'coalesce("{column}"::varchar, chr(30))' for column in GENERATION[name].names)
    query = f"select count(*), bit_xor(md5_number(concat_ws(chr(31), {row}))) from {relation}"
    count, xor = con.execute(query).fetchall()[0]
    return int(count), int(xor or 0)
