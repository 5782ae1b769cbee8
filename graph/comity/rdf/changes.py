"""What changes in the graph between two generations: the quads that go, and those that come.

Every quad depends on one row of a table, or on a few small tables, so the quads of the rows that differ are enough.
What two rows say alike (a tie that two acts support, a fact that two sources tell) goes only when nobody says it any
more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from comity.rdf.nquads import CSV, country_lines, plain_facts, prepare, section_query, tie_lines
from comity.rdf.sections import SECTIONS

__all__ = ["Changes", "write_changes"]

_SIDES = ("before", "after")
_RESTS_ON = {
    "sources": {"sources"},
    "actors": {"actors", "officials", "organizations"},
    "instruments": {"instruments"},
    "offices": {"offices"},
    "tenures": {"tenures"},
}
"""The small sections, and the tables that each is made of."""

_FACTS = {"facts", "mentions", "instruments"}
_NAMES = {"acts": "changed_acts", "reports": "changed_reports", "ties": "changed_ties", "facts": "changed_facts"}

_TOLD_FACTS = """
create or replace table before.changed_facts as from before.told_facts except from after.told_facts;
create or replace table after.changed_facts as from after.told_facts except from before.told_facts;
create or replace temp table retold as
    select subject from before.changed_facts union select subject from after.changed_facts
    union select instrument from (from before.instruments except from after.instruments)
    union select instrument from (from after.instruments except from before.instruments);
"""


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
    for side in _SIDES:
        con.execute(f"create or replace table {side}.lines (line varchar)")
    if changed & _FACTS:
        _compare_facts(con)
    for side in _SIDES:
        with _schema(con, side):
            for query in _queries(changed):
                con.execute(f"insert into lines {query}")
            lines = [(line,) for line in country_lines(con)] if "actors" in changed else []
            if lines:
                con.executemany("insert into lines values (?)", lines)
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


def _compare_facts(con: duckdb.DuckDBPyConnection) -> None:
    for side in _SIDES:
        with _schema(con, side):
            con.execute("create or replace table told_facts as from all_facts")
    con.execute(_TOLD_FACTS)


def _queries(changed: set[str]) -> Iterator[str]:
    """SQL for lines of one side, of which the other may have some too."""
    for section in SECTIONS:
        if section.blocks:
            text = section_query(section, _NAMES, in_order=True)
            yield f"select unnest(string_split(text, chr(10))) from ({text}) as blocks(text)"
        elif _RESTS_ON.get(section.name, _FACTS) & changed:
            yield section_query(section, _NAMES, in_order=True)
    if _FACTS & changed:
        yield plain_facts("(from told_facts semi join retold using (subject))")


def _tie_lines(con: duckdb.DuckDBPyConnection) -> None:
    """A tie is there as long as one act supports it."""
    for side, other in (_SIDES, _SIDES[::-1]):
        alone = f"(from {side}.changed_ties anti join {other}.ties using (tie, from_actor, to_actor))"
        con.execute(f"insert into {side}.lines {tie_lines(alone)}")


def _write(con: duckdb.DuckDBPyConnection, folder: Path) -> Changes:
    gone, come, counts = folder / "gone.nq", folder / "come.nq", list[int]()
    for file, side, other in zip((gone, come), _SIDES, _SIDES[::-1], strict=True):
        name = str(file).replace("'", "''")
        (count,) = con.execute(f"copy (from {side}.lines except from {other}.lines) to '{name}' {CSV}").fetchall()[0]
        counts.append(int(count))
    return Changes(gone, come, *counts)
