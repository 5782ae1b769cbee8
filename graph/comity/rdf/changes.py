"""What changes in the graph between two generations: the quads that go, and those that come.

Every quad depends on one row of a table, or on a few small tables, so the quads of the rows that differ are enough.
What two rows say alike (a tie that two acts support, a fact that two sources tell) goes only when nobody says it any
more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from comity.rdf.nquads import CSV, country_lines, plain_facts, prepare, section_query, tie_lines
from comity.rdf.sections import SECTIONS, Section

__all__ = ["Changes", "write_changes"]

_SIDES = ("before", "after")
_PAIRS = (_SIDES, _SIDES[::-1])
"""Each side, and the other."""

_RESTS_ON = {
    "sources": {"sources"},
    "actors": {"actors", "officials", "organizations"},
    "instruments": {"instruments"},
    "offices": {"offices"},
    "tenures": {"tenures"},
    "facts": {"facts", "mentions", "instruments"},
}
"""The small sections, and the tables that each is made of."""

_RETOLD = """
create or replace temp table retold as
    select subject from before.changed_facts union select subject from after.changed_facts
    union select instrument from (from before.instruments except from after.instruments)
    union select instrument from (from after.instruments except from before.instruments)
"""
"""What other facts are told of than before, or whose day of signing is another."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Two files of N-Quads, none in both, with their numbers of lines."""

    gone: Path
    come: Path
    gone_quads: int
    come_quads: int


def write_changes(con: duckdb.DuckDBPyConnection, folder: Path, changed: Iterable[str]) -> Changes:
    """Write ``gone.nq`` and ``come.nq`` into ``folder``.

    The schemas ``before`` and ``after`` each have the relations of ``model.GENERATION``, and ``changed_acts``,
    ``changed_reports`` and ``changed_ties``: the rows that the other one lacks. ``changed`` names the tables that are
    not the same in both.
    """
    changed = set(changed)
    small = [section for section in SECTIONS if not section.blocks and _RESTS_ON[section.name] & changed]
    facts = any(section.name == "facts" for section in small)
    countries = {side: _rows(con, side, small, facts) for side in _SIDES}
    for side, other in _PAIRS:
        for section in small:
            differ = f"from {side}.{section.name}_rows except from {other}.{section.name}_rows"
            con.execute(f"create or replace table {side}.changed_{section.name} as {differ}")
        con.execute(f"create or replace table {side}.lines (line varchar)")
        for line in sorted(countries[side] - countries[other]):  # few: most countries are the table's own
            con.execute(f"insert into {side}.lines values (?)", [line])
    if facts:
        con.execute(_RETOLD)
    for side in _SIDES:
        with _schema(con, side):
            for query in _queries(small, facts):
                con.execute(f"insert into lines {query}")
    _tie_lines(con)
    return _write(con, folder)


@contextmanager
def _schema(con: duckdb.DuckDBPyConnection, side: str) -> Iterator[None]:
    """The tables of one side under their plain names, and the views over them."""
    con.execute(f"set schema = '{side}'")
    prepare(con)
    try:
        yield
    finally:
        con.execute("drop view temp.all_actors; drop view temp.all_facts; set schema = 'main'")


def _rows(con: duckdb.DuckDBPyConnection, side: str, small: Iterable[Section], facts: bool) -> set[str]:
    """Keep the rows of small sections of one side as tables ``…_rows``; gives its lines about countries."""
    with _schema(con, side):
        for section in small:
            rows = section.rows.format(facts="all_facts")
            con.execute(f"create or replace table {section.name}_rows as {rows}")
        if facts:
            con.execute("create or replace table told_facts as from all_facts")
        return set(country_lines(con))


def _queries(small: Iterable[Section], facts: bool) -> Iterator[str]:
    """SQL for the lines of the rows that differ, of which the other side may have some too."""
    names = {"acts": "changed_acts", "reports": "changed_reports"}
    for section in SECTIONS:
        if section.blocks:
            text = section_query(section, names, in_order=True)
            yield f"select unnest(string_split(text, chr(10))) from ({text}) as blocks(text)"
    for section in small:
        yield section_query(replace(section, rows=f"from changed_{section.name}"), {}, in_order=True)
    if facts:
        yield plain_facts("(from told_facts semi join retold using (subject))")


def _tie_lines(con: duckdb.DuckDBPyConnection) -> None:
    """A tie is there as long as one act supports it."""
    for side, other in _PAIRS:
        alone = f"(from {side}.changed_ties anti join {other}.ties using (tie, from_actor, to_actor))"
        con.execute(f"insert into {side}.lines {tie_lines(alone)}")


def _write(con: duckdb.DuckDBPyConnection, folder: Path) -> Changes:
    gone, come, counts = folder / "gone.nq", folder / "come.nq", list[int]()
    for file, (side, other) in zip((gone, come), _PAIRS, strict=True):
        name = str(file).replace("'", "''")
        (count,) = con.execute(f"copy (from {side}.lines except from {other}.lines) to '{name}' {CSV}").fetchall()[0]
        counts.append(int(count))
    return Changes(gone, come, *counts)
