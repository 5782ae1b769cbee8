"""ICEWS as the literature on temporal graphs ships it: ids of names and relations, and quadruples of ids.

A row is a report: two names, a CAMEO category by name, the day of the story. ICEWS14 counts days (1 is 1 January),
ICEWS18 hours (0 is 1 January). Everything a row needs is joined in DuckDB; Python sees each distinct name once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from comity.errors import InputError
from comity.model import STAGED, Source
from comity.sources import cameo
from comity.sources.door import Batch, Counts, Format, Gathers, Told, untold
from comity.sources.icews_names import mention_of
from comity.sources.rows import Rejects
from comity.sources.rows_archive import DAMAGE, is_packed, parts, stem
from comity.sources.rows_reports import Coverage

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["ARCHIVE", "FORMAT"]

_IDS = ("entity2id.txt", "relation2id.txt")
_ROWS = ("train.txt", "valid.txt", "test.txt")
_NAME_LINE = re.compile(rb"[^\t\n]+\t\d+\r?\n")
_AT_ONCE = 100_000
_MOST_MEMBERS = 64
"""How many members of an archive are looked at for the ids."""
_ROW_LINE = re.compile(rb"\d+\t\d+\t\d+\t\d+(?:\t-?\d+)?\r?(?:\n|$)")
_YEARS = re.compile(r"icews[-_]?((?:19|20)?\d\d)(?:[-_]((?:19|20)?\d\d))?(?!\d)", re.IGNORECASE)
# Any byte that no number holds becomes "?": the row is then rejected for it, and the text is sound.
_ASCII = bytes(code if code == 9 or code == 10 or 32 <= code < 127 else 63 for code in range(256))

_Files = Mapping[str, tuple[str, bytes]]
"""Path and content of each file, by its name."""

_CHECK = """
create or replace table checked as
with split as (select file, line, text, string_split(text, chr(9)) as p from lines),
numbers as (
    select *, try_cast(p[1] as bigint) as head, try_cast(p[2] as bigint) as relation,
        try_cast(p[3] as bigint) as tail, try_cast(p[4] as bigint) as index from split
),
dated as (
    select *, case when index >= $base and index % $unit = 0 and index // $unit - $base < $days
        then $start::date + (index // $unit - $base)::integer end as day from numbers
)
select d.file, d.line, d.text, a.mention as one, b.mention as other, a.label as one_label, b.label as other_label,
    day, r.name, r.code, r.act, r.modality, r.turned, r.mutual,
    case when len(p) not in (4, 5) then len(p) || ' fields where there are 4'
        when head is null or relation is null or tail is null or index is null then 'not four numbers'
        when day is null then 'time index ' || index || ' is no day of ' || $years
        when a.mention is null then 'no name has the id ' || head
        when b.mention is null then 'no name has the id ' || tail
        when r.id is null then 'no relation has the id ' || relation
        else r.reason end as reason
from dated d left join actors a on a.id = head left join actors b on b.id = tail
    left join relations r on r.id = relation
"""
_REPORTS = """
select 'report/' || $slug || '/' || file || '-' || line as report, 'source/' || $slug as source, act as kind, modality,
    case when mutual then [one, other] when turned then [other] else [one] end as agents,
    case when mutual then []::varchar[] when turned then [one] else [other] end as recipients,
    day as earliest, day as latest, 'publication' as date_precision,
    one_label || ' | ' || name || ' | ' || other_label || ' | ' || day as evidence,
    file || '.txt ' || line as locator, day as reported_on, 'icews/0.1' as extractor, code
from checked where reason is null order by file, line
"""


@dataclass(frozen=True)
class _Graph:
    name: str = "icews-graph"
    title: str = "ICEWS as a temporal graph (ICEWS14, ICEWS18)"
    gathers: Gathers = "folder"

    def recognise(self, head: bytes, path: Path) -> bool:
        """By the usual names of its files and the shape of their first line."""
        head = head.removeprefix(b"\xef\xbb\xbf")
        if path.name in _IDS:
            return bool(_NAME_LINE.match(head))
        if path.name == "stat.txt":
            return bool(re.fullmatch(rb"\d+\s+\d+(?:\s+\d+)*\s*", head))
        if path.name not in _ROWS or not (path.parent / _IDS[0]).is_file():
            return False
        return any(_ROW_LINE.match(line) for line in head.splitlines(keepends=True)[:20])

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Each quadruple as a report. Raises ``InputError`` where the ids or the year are missing."""
        return _read(files[0].parent, {path.name: (str(path), path.read_bytes()) for path in files}, view, told)


@dataclass(frozen=True)
class _Archive:
    """The same files in an archive, which has the name that the folder would have."""

    name: str = "icews-graph-archive"
    title: str = "ICEWS as a temporal graph, in an archive"
    gathers: Gathers = False

    def recognise(self, head: bytes, path: Path) -> bool:
        """By the names of its members."""
        if not is_packed(head):
            return False
        try:
            names = {PurePosixPath(part.name).name for part in islice(parts(path), _MOST_MEMBERS)}
        except (InputError, *DAMAGE):
            return False
        return names.issuperset(_IDS)

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Each quadruple as a report. Raises ``InputError`` where it is damaged or lacks the ids or the year."""
        (path,) = files
        named: dict[str, tuple[str, bytes]] = {}
        try:
            for part in parts(path):
                name = PurePosixPath(part.name).name
                if part.stream is not None and name in (*_IDS, *_ROWS):
                    if name in named:
                        raise InputError(path, f"holds {name} twice: one archive is one graph")
                    named[name] = (part.name, part.stream.read())
        except DAMAGE as error:
            raise InputError(path, f"cannot be unpacked: {error or type(error).__name__}") from None
        return _read(path.with_name(stem(path.name)), named, view, told)


FORMAT: Format = _Graph()
ARCHIVE: Format = _Archive()


def _read(folder: Path, named: _Files, view: IdentityView, told: Told) -> Batch:
    missing = [name for name in _IDS if name not in named]
    if missing:
        given = f"{', '.join(named)}: " if (folder / missing[0]).exists() else ""
        raise InputError(folder, f"{given}without {' and '.join(missing)} ids have no names; name the whole folder")
    if named.keys().isdisjoint(_ROWS):
        raise InputError(folder, f"none of {', '.join(_ROWS)} is here")
    years = _years(folder)
    slug = f"icews{folder.name.lower().removeprefix('icews').strip('-_')}"
    batch = Batch(_source(slug, folder), {}, Counts())
    rejects = Rejects()
    batch.tables = {"reports": _reports(batch, named, view, years, rejects, told), "rejects": rejects}
    return batch


def _reports(
    batch: Batch, named: _Files, view: IdentityView, years: tuple[int, int], rejects: Rejects, told: Told
) -> Iterator[Any]:
    """The reports, some rows at a time; the batch's counts and coverage are complete when all have been read."""
    lines = {name: _lines(name, named[name][1]) for name in _ROWS if name in named}
    with duckdb.connect() as con:
        _load_names(con, named, view, rejects)
        calendar = _calendar(con, list(lines.values()), *years)
        covers = Coverage()
        for name, table in lines.items():
            for start in range(0, len(table), _AT_ONCE):
                con.register("lines", table.slice(start, _AT_ONCE))
                con.execute(_CHECK, calendar)
                made = con.sql(_REPORTS, params={"slug": batch.source.id.removeprefix("source/")}).to_arrow_table()
                _reject(con, named[name][0], rejects)
                covers.see(made["earliest"])
                batch.counts.reports += made.num_rows
                batch.counts.rejects = rejects.count
                batch.counts.rows = batch.counts.reports + rejects.count
                told(batch.counts.rows, rejects.count)
                yield from _staged(made, "reports").to_batches()
    batch.source = replace(batch.source, covers_from=covers.first, covers_to=covers.last)


def _source(slug: str, folder: Path) -> Source:
    return Source(
        id=f"source/{slug}",
        kind="dataset",
        title=f"{folder.name}: ICEWS coded event data as a temporal graph",
        publisher="Lockheed Martin (data); authors of temporal-graph forecasting benchmarks (selection)",
        licence="none stated; the data: for research and education, as their Dataverse record says",
        citation="Boschee, Elizabeth, et al. 2015. ICEWS Coded Event Data. Harvard Dataverse. doi:10.7910/DVN/28075",
        url="https://doi.org/10.7910/DVN/28075",
    )


def _years(folder: Path) -> tuple[int, int]:
    found = _YEARS.search(folder.resolve().name)
    if found is None:
        raise InputError(folder, "the folder's name must say the year of the first day, as in ICEWS18")
    first, last = (int(year) + (2000 if len(year) == 2 else 0) for year in (found[1], found[2] or found[1]))
    return first, last


def _names(path: str, data: bytes, rejects: Rejects) -> Iterator[tuple[int, str]]:
    """Ids and names; a line that is no name, a tab and an id is a reject, and its id has no name."""
    data = data.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\n")
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            name, tab, key = line.decode("utf-8").rpartition("\t")
        except UnicodeDecodeError:
            rejects.add(path, number, "not UTF-8", line)
            continue
        if tab and name.strip() and "\0" not in name and key.strip().isdecimal():
            yield int(key), name.replace("_", " ").strip()
        else:
            rejects.add(path, number, "not a name, a tab and an id", line)


def _load_names(con: Any, named: _Files, view: IdentityView, rejects: Rejects) -> None:
    """The tables that a row is joined to."""
    entities = [(key, mention_of(name, view).key, name) for key, name in _names(*named[_IDS[0]], rejects)]
    relations = [_relation(key, name) for key, name in _names(*named[_IDS[1]], rejects)]
    _register(con, "actors", ("id", "mention", "label"), entities)
    _register(con, "relations", ("id", "name", "code", "act", "modality", "turned", "mutual", "reason"), relations)


def _register(con: Any, name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    con.register(name, pa.table({column: [row[at] for row in rows] for at, column in enumerate(columns)}))


def _relation(key: int, name: str) -> tuple[int, str, str, str, str, bool, bool, str | None]:
    code = cameo.by_name(name)
    if code is None:
        return key, name, "", "", "", False, False, f"{name!r} is no category of CAMEO"
    reason = None if code.act else f"code {code.code} ({code.name}): {code.note}"
    return key, name, code.code, code.act, code.modality, code.turned, code.symmetric, reason


def _lines(name: str, data: bytes) -> Any:
    """A table of file, line and text, split without a Python object a row."""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").translate(_ASCII)
    text = pa.array([data.decode("ascii").removesuffix("\n")], pa.large_string())
    lines = pc.split_pattern(text, "\n").flatten()
    count = len(lines) if data else 0
    return pa.table(
        {
            "file": pa.repeat(name.removesuffix(".txt"), count),
            "line": pa.array(range(1, count + 1), pa.int64()),
            "text": lines[:count],
        }
    )


_INDEX = """
select avg((i % 24 = 0)::int), max(i), count(*) filter (i = 0), count(*) / count(distinct i)
from (select try_cast(string_split(text, chr(9))[4] as bigint) as i from lines) where i >= 0
"""


def _calendar(con: Any, lines: Sequence[Any], first: int, last: int) -> dict[str, Any]:
    """What a time index means, by what most are: hours are multiples of 24, and days begin with 1 or, often, 0."""
    con.register("lines", pa.concat_tables(lines))
    ((whole, most, noughts, usual),) = con.execute(_INDEX).fetchall()
    hours = (whole or 0) > 0.5 and (most or 0) > 0
    from_nought = 2 * noughts >= (usual or 1)
    return {
        "unit": 24 if hours else 1,
        "base": 0 if hours or from_nought else 1,
        "days": (date(last + 1, 1, 1) - date(first, 1, 1)).days,
        "start": date(first, 1, 1),
        "years": str(first) if first == last else f"{first} to {last}",
    }


def _reject(con: Any, path: str, rejects: Rejects) -> None:
    """Hand over the rows with a reason."""
    found = con.sql("select line, reason, left(text, 200) as text from checked where reason is not null order by line")
    for part in found.to_arrow_table().to_batches():
        rejects.add_columns(path, *part.columns)


def _staged(table: Any, name: str) -> Any:
    """The table with every column of the staged schema, nulls where nothing is said."""
    schema = STAGED[name]
    columns = [
        table[field.name].cast(field.type) if field.name in table.column_names else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
