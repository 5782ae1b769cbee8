"""Mentions of all inputs to actors: hands the staged tables to identity and takes its tables back."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from comity.build.tables import columns, load_rows, read_records, uses
from comity.identity import MentionUse, Reference, judgements, packaged_reference
from comity.identity import resolve as resolve_mentions
from comity.identity.reference import PACKAGED
from comity.model import STAGED, Office, Official, Organization, Record, Tenure, to_table

__all__ = ["resolve"]

_IDS: Mapping[str, tuple[str, ...]] = {
    "officials": ("official",),
    "organizations": ("organization",),
    "offices": ("organization", "accredited_to"),
    "tenures": ("official",),
    "sources": (),
}
"""Tables of reference, and their columns with ids that may have been joined into others."""


def resolve(con: duckdb.DuckDBPyConnection, graph: Path, more: str = "") -> None:
    """Create ``mentions``, ``actors``, ``instruments``, the reference tables, ``sources`` and ``report_judgements``.

    The reference is what comes with Comity and what was staged, together. Judgements are read from the graph's folder.
    ``more``: the table ``mentions`` of a generation whose reports are not staged here, and whose mentions count too.
    """
    reference = packaged_reference() + staged_reference(con)
    judged = judgements.read(graph)
    with _no_collector():  # all that it makes is kept, so looking for garbage finds none and takes a third of its time
        found = resolve_mentions(
            [MentionUse(*row) for row in uses(con, more)],
            reference.officials,
            reference.organizations,
            reference.offices,
            reference.tenures,
            judged,
        )
    for table in ("mentions", "actors", "instruments"):
        load_rows(con, table, found.table(table))
    _load_reference(con, found.same)
    con.execute('create or replace table report_judgements ("left" varchar, "right" varchar, verdict varchar)')
    if pairs := judgements.of_reports(judged):
        con.executemany("insert into report_judgements values (?, ?, ?)", pairs)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without the garbage collector."""
    there = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if there:
            gc.enable()


def staged_reference(con: duckdb.DuckDBPyConnection) -> Reference:
    """The officials, organizations, offices and tenures of all staged inputs."""
    return Reference.of(
        read_records(con, "officials", Official),
        read_records(con, "organizations", Organization),
        read_records(con, "offices", Office),
        read_records(con, "tenures", Tenure),
    )


def _load_reference(con: duckdb.DuckDBPyConnection, same: Mapping[str, str]) -> None:
    """One row for each id that stays: as it comes with Comity, else as the first source by name has it."""
    con.execute("create or replace temp table joined_ids (id varchar, stays varchar)")
    if same:
        con.executemany("insert into joined_ids values (?, ?)", sorted(same.items()))
    packaged = packaged_reference()
    records: Mapping[str, Iterable[Record]] = {
        "officials": packaged.officials,
        "organizations": packaged.organizations,
        "offices": packaged.offices,
        "tenures": packaged.tenures,
        "sources": (PACKAGED,),
    }
    for table, ids in _IDS.items():
        load_rows(con, table, to_table(table, records[table]))
        stays = ", ".join(
            f"coalesce((select stays from joined_ids where id = {column}), {column}) as {column}" for column in ids
        )
        key = table.removesuffix("s")
        con.execute(
            f"create or replace table {table} as "
            f"select distinct on ({key}) * {f'replace ({stays})' if ids else ''} "
            f"from (select * from {table} union all select * from staged_{table}) "
            f"order by {key}, source <> '{PACKAGED.id}', {columns(STAGED[table])}"
        )
