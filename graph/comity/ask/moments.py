"""A graph at a moment: what was true on a day (``as_of``), what sources had said by a day (``known_by``), or both.

A moment is a generation of its own, made from the tables of the whole one and kept inside its folder
(``generations/<n>/moments/<days>``), so that questions, evidence, paths, networks, panels and exports read it like any
other, and it goes when its generation goes. ``moment/known_by.sql`` and ``moment/as_of.sql`` say which rows count. Acts
keep their names, and who is who is taken from today: a moment forgets what was said, not whom it was said of.
"""

from __future__ import annotations

import atexit
import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import SETTLED, peak_day
from comity.resources import packaged
from comity.store import Generation
from comity.store.disk import disk_errors, remove

if TYPE_CHECKING:
    import duckdb

__all__ = ["day", "left_out", "moment"]

_KEPT = 16
"""Moments that stay beside a generation; making another removes the one made first."""


def day(text: str | date, what: str = "date") -> date:
    """A day given as ``YYYY-MM-DD``. Raises :class:`UsageError` where it is none."""
    if isinstance(text, date):
        return text
    from comity.ask.bind import date_term

    return date.fromisoformat(date_term(text.strip(), what).value)


def moment(
    generation: Generation,
    *,
    as_of: date | str | None = None,
    known_by: date | str | None = None,
    graph: bool = True,
) -> Generation:
    """The generation as it was true on ``as_of`` and as sources had told it by ``known_by``; itself without either.

    The first call for some days makes it, later ones find it. ``graph`` false makes the tables alone, which is all that
    networks and panels read. With both days, ``known_by`` is applied first. Raises StoreError where the disk is full.
    """
    if as_of is None and known_by is None:
        return generation
    days = {"as-of": as_of, "known-by": known_by}
    days_ = {name: day(value, f"--{name}") for name, value in days.items() if value is not None}
    key = "_".join(f"{name}-{value}" for name, value in sorted(days_.items()))
    for moments in (generation.folder / "moments", _TEMPORARY.get(generation.folder)):
        if moments and _complete(made := Generation(generation.number, moments / key), graph):
            return made
    with disk_errors(generation.folder), _writing(generation) as moments:
        made = Generation(generation.number, moments / key)
        if not made.tables.is_dir():
            _make_room(moments)
            _make_tables(generation, made.folder, days_)
        if not _complete(made, graph):
            _make_graph(made)
    return made


def _tables() -> list[str]:
    from comity.model import GENERATION  # its schemas take a while to import; readers of whole generations need none

    return list(GENERATION)


def _complete(made: Generation, graph: bool) -> bool:
    return made.tables.is_dir() and (not graph or (made.folder / "graph").is_dir())


def left_out(made: Generation) -> int:
    """How many reports of a moment are left out because nobody knows when they were made; 0 for a whole generation."""
    path = made.folder / "moment.json"
    return int(json.loads(path.read_bytes())["undated_reports"]) if path.is_file() else 0


_TEMPORARY: dict[Path, Path] = {}


@contextmanager
def _writing(generation: Generation) -> Iterator[Path]:
    """The folder of the moments of a generation, with its lock; a temporary one where the graph cannot be written."""
    moments = generation.folder / "moments"
    try:
        moments.mkdir(exist_ok=True)
        handle = os.open(moments / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        moments = _temporary(generation.folder)
        handle = os.open(moments / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        for half_made in (*moments.glob("*.tmp"), *moments.glob("*/*.tmp")):
            remove(half_made)
        yield moments
    finally:
        os.close(handle)


def _temporary(folder: Path) -> Path:
    if folder not in _TEMPORARY:
        _TEMPORARY[folder] = Path(tempfile.mkdtemp(prefix="comity-moments-"))
        atexit.register(shutil.rmtree, _TEMPORARY[folder], ignore_errors=True)
    return _TEMPORARY[folder]


def _make_room(moments: Path) -> None:
    made = sorted((path for path in moments.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime_ns)
    for path in made[: max(0, len(made) - _KEPT + 1)]:
        remove(path)


def _make_tables(generation: Generation, folder: Path, days: dict[str, date]) -> None:
    import duckdb

    part = folder.with_name(folder.name + ".tmp")
    (part / "tables").mkdir(parents=True)
    with duckdb.connect(config={"memory_limit": "1500MB", "temp_directory": str(part / "spill")}) as con:
        for name in _tables():
            con.execute(f"create view {name} as from read_parquet({_quoted(generation.table(name))})")
        undated = _undated(con) if "known-by" in days else 0
        changed = {name for step in ("known-by", "as-of") if step in days for name in _apply(con, step, days[step])}
        for name in _tables():
            if name in changed:
                con.execute(f"copy (from {name} order by all) to {_quoted(part / 'tables' / f'{name}.parquet')}")
            else:
                _link(generation.table(name), part / "tables" / f"{name}.parquet")
    remove(part / "spill")
    about = {name: value.isoformat() for name, value in days.items()}
    (part / "moment.json").write_text(json.dumps({**about, "undated_reports": undated}) + "\n")
    if (generation.folder / "manifest.json").is_file():
        (part / "manifest.json").write_text(json.dumps({**generation.manifest, "moment": about}) + "\n")
    part.rename(folder)


def _undated(con: duckdb.DuckDBPyConnection) -> int:
    ((count,),) = con.execute(
        "select count(*) from reports r left join sources s on s.source = r.source "
        "where coalesce(r.reported_on, s.published) is null"
    ).fetchall()
    return int(count)


def _apply(con: duckdb.DuckDBPyConnection, clock: str, on: date) -> list[str]:
    """Apply one clock's rules to the tables, and make the ties anew; gives the names of the tables that it changed."""
    from comity.acts import ties  # readers of whole generations do without it

    con.execute(f"create schema now; set variable day = date '{on}'")
    con.execute(_sql(clock.replace("-", "_")))
    if clock == "known-by":
        con.execute(_sql("told_anew").format(peak_day=peak_day("telling", "act", "first_day")))
        for part, fields in SETTLED.items():
            con.execute(_settled(part, fields))
        con.execute(_sql("acts"))
    named = "select table_name from information_schema.tables where table_schema = 'now' order by 1"
    changed = [name for (name,) in con.execute(named).fetchall()]
    for name in changed:
        _replace(con, name, f"from now.{name}")
    con.execute("drop schema now cascade")
    _drop(con, "ties")
    ties(con)
    return [*changed, "ties"]


def _replace(con: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    con.execute(f"create temp table moved as {query}")
    _drop(con, name)
    con.execute(f"create table {name} as from moved; drop table moved")


def _drop(con: duckdb.DuckDBPyConnection, name: str) -> None:
    named = "select table_type from information_schema.tables where table_schema = 'main' and table_name = $1"
    found = con.execute(named, [name]).fetchall()
    for (kind,) in found:
        con.execute(f"drop {'view' if kind == 'VIEW' else 'table'} {name}")


def _settled(part: str, fields: tuple[str, ...]) -> str:
    """SQL for the value of one part of an act that most reports give, then the fullest, the longest, the first."""
    names = ", ".join(fields)
    texts = ", ".join(f"{field}::varchar" for field in fields)
    nulls = ", ".join(f"{field} is null" for field in fields)
    return (
        f"create or replace temp table anew_{part} as select act, {names} from partial "
        f"where coalesce({texts}) is not null group by act, {names} qualify row_number() over (partition by act "
        f"order by count(*) desc, {nulls}, len(concat_ws(' ', {texts})) desc, {names}) = 1"
    )


def _sql(name: str) -> str:
    return packaged("ask", "moment", f"{name}.sql").read_text("utf-8")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _link(table: Path, beside: Path) -> None:
    try:
        beside.hardlink_to(table)
    except OSError:  # another disk, or a disk without hard links
        shutil.copyfile(table, beside)


def _make_graph(made: Generation) -> None:
    """Write the graph of a moment's tables, and its digest."""
    import duckdb

    from comity.rdf import write_nquads
    from comity.store import bulk_load

    nquads, part = made.folder / "graph.nq.tmp", made.folder / "graph.tmp"
    with duckdb.connect(config={"memory_limit": "1500MB", "temp_directory": str(made.folder / "spill.tmp")}) as con:
        for name in _tables():
            con.execute(f"create view {name} as from read_parquet({_quoted(made.table(name))})")
        write_nquads(con, nquads, in_order=True)
    remove(made.folder / "spill.tmp")
    quads = bulk_load(nquads, part)
    with nquads.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    nquads.unlink()
    (made.folder / "digest.json").write_text(json.dumps({"nquads": digest, "quads": quads}) + "\n")
    part.rename(made.folder / "graph")
