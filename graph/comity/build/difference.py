"""A few more inputs: the next generation made of the one before it and of what differs, equal to a fresh build.

What new reports cannot reach is taken over: acts of other neighbourhoods (``acts.neighbours``), tables without a
changed row, quads of rows that stayed. The old generation is only read; its store is copied by a checkpoint, which
shares its files. Only additions go this way. What is taken out or replaced would leave its words in the copied store,
so a removal compiles everything; and so does any build after a new judgement, with judgements about reports, or with
another version of Comity.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from comity import acts, rdf, store
from comity.build.manifest import Manifest, Staged, recipe
from comity.build.resolving import resolve
from comity.build.tables import (
    RowsDigest,
    add_staged,
    load,
    resolve_facts,
    rows_digest,
    staged_files,
    working_database,
    write_table,
)
from comity.check import validate_tables, violations
from comity.model import GENERATION
from comity.store import Generation, GraphFolder

__all__ = ["Before", "Made", "add", "before"]

SHARE = 0.2
"""The largest share of reports that is added or told anew.

Seconds of CPU on ICEWS14 as a difference, and compiled anew: 10 % more 9.7 and 20.0; 20 % more 13.3 and 21.4; 40 % more
20.6 and 24.2 (``tests/benchmarks/adding.py --shares=ICEWS14``).
"""

_LARGE = ("reports", "acts", "ties")
"""Tables of which only the rows that differ are looked at; all others are small, and compared as a whole."""


@dataclass(frozen=True, slots=True)
class Before:
    """The published generation, and what it was made from."""

    generation: Generation
    manifest: Manifest
    digests: Mapping[str, RowsDigest]

    def room_for(self, reports: int) -> bool:
        """Whether so many reports are few beside those that it has."""
        return reports <= SHARE * self.manifest.counts["reports"]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the digests of its tables, the number of its quads, of findings of the shapes."""

    digests: Mapping[str, RowsDigest]
    quads: int
    findings: int


def before(graph: GraphFolder, inputs: Sequence[Staged]) -> Before | None:
    """The published generation, where these inputs are its own and a few more, and nothing else has changed."""
    generation = graph.published()
    if generation is None:
        return None
    manifest = Manifest.current(graph)
    known = {item.key for item in manifest.inputs}
    found = Before(generation, manifest, generation.row_digests)
    fresh = [item for item in inputs if item.key not in known]
    added = len(fresh) + len(known) == len(inputs)
    same = added and recipe(manifest.inputs, graph.judgements) == manifest.recipe
    return found if same and found.digests and found.room_for(sum(item.reports for item in fresh)) else None


def add(
    graph: GraphFolder, new: Generation, old: Before, inputs: Sequence[Staged], progress: Callable[[int], None]
) -> Made | None:
    """Fill the folder of a new generation; None where that is for a fresh build after all, and may leave files there.

    ``progress`` is told the number of each step of a build as it begins. Raises StoreError where the disk is full.
    """
    with working_database(new.folder) as con:
        _schemas(con, old.generation)
        progress(0)
        _load(con, graph, old, inputs)
        if _told_before(con):
            return None
        progress(1)
        with _beside(con, acts.index_before):
            resolve(con, graph.path, "before.mentions")
        progress(2)
        if not _coalesce(con, graph, old):
            return None
        changed, digests = _compare(con, old)
        return _write(con, new, old, changed, digests, progress)


def _schemas(con: duckdb.DuckDBPyConnection, old: Generation) -> None:
    """Schema ``before`` with the tables of the old generation; ``after`` will have those of the new one."""
    con.execute("create schema before; create schema after; create schema checked")
    for name in GENERATION:
        file = str(old.table(name)).replace("'", "''")
        con.execute(f"create view before.{name} as from read_parquet('{file}')")


def _load(con: duckdb.DuckDBPyConnection, graph: GraphFolder, old: Before, inputs: Sequence[Staged]) -> None:
    """Reports and facts of the new inputs; officials and offices of all, which identity wants to hear together."""
    known = {item.key for item in old.manifest.inputs}
    fresh = [item for item in inputs if item.key not in known]
    load(con, graph.staged, fresh, ("reports", "facts", "sources"))
    load(con, graph.staged, inputs, ("officials", "organizations", "offices", "tenures"))
    con.execute("insert into staged_sources by name from before.sources")


def _told_before(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a new report or fact is one that is in already: datasets overlap, and then one row of two is kept."""
    ((again,),) = con.execute(
        "select (select count(*) from before.reports semi join staged_reports using (report)) "
        "+ (select count(*) from before.facts semi join staged_facts using (fact))"
    ).fetchall()
    return bool(again)


def _coalesce(con: duckdb.DuckDBPyConnection, graph: GraphFolder, old: Before) -> bool:
    """Acts, ties and facts of the new reports and of all that they may touch; False where that is too much.

    ``near_reports`` and ``near_acts`` are then those of the old generation that ``reports`` and ``acts`` tell anew.
    """
    keys = [item.key for item in old.manifest.inputs]
    files = staged_files(graph.staged, keys, "reports")
    acts.moved_reports(con)
    if _any(con, "report_judgements") or not old.room_for(_count(con, "moved_reports")):
        return False
    add_staged(con, "reports", files, "moved_reports")
    acts.near_reports(con)
    if not old.room_for(_count(con, "near_reports")):
        return False
    con.execute("create or replace temp table near_still as from near_reports anti join moved_reports using (report)")
    add_staged(con, "reports", files, "near_still")
    acts.coalesce(con)
    acts.ties(con)
    _resolve_facts(con, graph, keys)
    con.execute(
        "create table near_acts as select distinct act from before.reports semi join near_reports using (report)"
    )
    return True


def _resolve_facts(con: duckdb.DuckDBPyConnection, graph: GraphFolder, keys: Sequence[str]) -> None:
    """Facts are few: all of them are read again where a mention of old ones may mean something else now."""
    moved = _any(con, "moved_things")
    if moved:
        add_staged(con, "facts", staged_files(graph.staged, keys, "facts"))
    resolve_facts(con)
    if not moved:
        con.execute("insert into facts by name from before.facts")


def _any(con: duckdb.DuckDBPyConnection, relation: str) -> bool:
    return _count(con, relation) > 0


def _count(con: duckdb.DuckDBPyConnection, relation: str) -> int:
    return int(con.execute(f"select count(*) from {relation}").fetchall()[0][0])


def _compare(con: duckdb.DuckDBPyConnection, old: Before) -> tuple[set[str], dict[str, RowsDigest]]:
    """Schema ``after``, and in both the rows of large tables that differ; gives the tables that do, and all digests."""
    con.execute(
        "create table told_reports as from reports;"
        "create view after.reports as from before.reports anti join main.near_reports using (report) "
        "union all by name from main.told_reports;"
        "create view after.acts as from before.acts anti join main.near_acts using (act) "
        "union all by name from main.acts;"
        "create view after.ties as from (from before.ties where act is not null) anti join main.near_acts using (act) "
        "union all by name from main.ties;"
    )
    told = {"reports": "told_reports", "acts": "acts", "ties": "ties"}
    keys = {"reports": "report in (from near_reports)", "acts": "act in (from near_acts)"}
    keys["ties"] = f"act is null or {keys['acts']}"
    digests: dict[str, RowsDigest] = {}
    for name in _LARGE:
        was = f"(select {_columns(name)} from before.{name} where {keys[name]})"
        now = f"(select {_columns(name)} from {told[name]})"
        con.execute(
            f"create table before.changed_{name} as from {was} except from {now};"
            f"create table after.changed_{name} as from {now} except from {was}"
        )
        gone, come = (rows_digest(con, name, f"{side}.changed_{name}") for side in ("before", "after"))
        count, xor = old.digests[name]
        digests[name] = (count - gone[0] + come[0], xor ^ gone[1] ^ come[1])
    for name in GENERATION:
        if name not in _LARGE:
            con.execute(f"create view after.{name} as from main.{name}")
            digests[name] = rows_digest(con, name, name)
    return {name for name in GENERATION if digests[name] != old.digests[name]}, digests


def _columns(name: str) -> str:
    return ", ".join(f'"{column}"' for column in GENERATION[name].names)


def _write(
    con: duckdb.DuckDBPyConnection,
    new: Generation,
    old: Before,
    changed: set[str],
    digests: Mapping[str, RowsDigest],
    progress: Callable[[int], None],
) -> Made | None:
    """Tables, graph and findings, beside each other: each takes a second or two of one core."""
    progress(3)
    names = [name for name in GENERATION if name != "reports"]
    with (
        _beside(con, lambda own: _tables(own, new, old, changed, ["reports"])),
        _beside(con, lambda own: _tables(own, new, old, changed, names)),
    ):
        changes = rdf.write_changes(con, new.folder, changed)
        progress(4)
        with _beside(con, lambda own: _graph(new, old, changes)) as graph:
            clean = not old.manifest.counts["findings"]
            findings = _violations(con, new.folder) if clean else 0
        if not graph.result():
            return None
    if not clean:
        with new.connect(scratch=new.folder) as all_tables:
            findings = violations(validate_tables(all_tables, new.folder))
    return Made(digests, old.generation.quads - changes.gone_quads + changes.come_quads, findings)


def _tables(
    con: duckdb.DuckDBPyConnection, new: Generation, old: Before, changed: set[str], names: Sequence[str]
) -> None:
    for name in names:
        if name in changed:
            write_table(con, name, f"after.{name}", new.tables)
        else:
            _link(old.generation.table(name), new.tables / f"{name}.parquet")


def _link(there: Path, here: Path) -> None:
    """One file under two names: published tables are never written again. A copy where the disk knows no links."""
    try:
        os.link(there, here)
    except OSError:
        shutil.copyfile(there, here)


def _graph(new: Generation, old: Before, changes: rdf.Changes) -> bool:
    made = store.change(old.generation.folder / "graph", new.folder / "graph", changes.gone, changes.come)
    changes.gone.unlink()
    changes.come.unlink()
    return made


def _violations(con: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Violations among what was told anew; the old generation has none, and what stayed as it was is as it was."""
    told = {"acts": "acts", "reports": "told_reports", "ties": "ties"}
    for name in GENERATION:
        con.execute(f"create view checked.{name} as from main.{told.get(name, name)}")
    con.execute("set schema = 'checked'")
    try:
        return violations(validate_tables(con, folder))
    finally:
        con.execute("set schema = 'main'")


@contextmanager
def _beside(con: duckdb.DuckDBPyConnection, job: Callable[[duckdb.DuckDBPyConnection], Any]) -> Iterator[Future[Any]]:
    """Do a job on a cursor of its own while the block runs; the block's end waits for it and raises what it raised."""
    with con.cursor() as own, ThreadPoolExecutor(1) as pool:
        done = pool.submit(job, own)
        try:
            yield done
        except BaseException:
            own.interrupt()
            raise
        done.result()
