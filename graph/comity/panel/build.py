"""Country-year tables: acts counted by dyad or state and year, with 0 and "not covered" kept apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from comity.errors import UsageError
from comity.model import ACTS, FAMILIES
from comity.network.pairs import Window, pairs_sql
from comity.network.projection import Projection
from comity.panel.columns import Column, key_columns, value_columns
from comity.panel.members import SYSTEMS, StateSystem, members
from comity.panel.sql import ACTORS_OF, COUNTED, COVER, FRAME, GRID, SPANS

if TYPE_CHECKING:
    from comity.store import Generation

__all__ = ["Panel", "build"]

By = Literal["kind", "family", "index"]
Unit = Literal["dyad", "monad", "leader"]
_BY = get_args(By)
_UNITS = get_args(Unit)


@dataclass(frozen=True, slots=True)
class Panel:
    """A finished panel: ``table`` (a ``pyarrow.Table``), a column of the codebook for each of its columns, citations.

    ``left_out`` counts acts that could not be placed: without a year, or of a country that was no member (an
    official who was no leader) that day.
    """

    table: Any = field(repr=False)
    columns: tuple[Column, ...]
    citations: tuple[str, ...]
    left_out: dict[str, int]
    about: dict[str, Any]

    def __len__(self) -> int:
        return int(self.table.num_rows)


def build(
    generation: Generation,
    unit: Unit = "dyad",
    *,
    directed: bool = False,
    system: StateSystem = "cow",
    by: By = "family",
    any_: bool = False,
    types: Iterable[str] = (),
    start: int | None = None,
    end: int | None = None,
    balanced: bool = False,
    known_by: date | None = None,
    minimum_reports: int = 1,
    modality: Iterable[str] = ("asserted",),
) -> Panel:
    """Count acts by ``dyad`` of states, by state (``monad``) or by pair of ``leader`` in office, and year.

    Leaders are heads of state and government and foreign ministers, while in office. ``directed``: both orders of a
    dyad, acts from the first to the second; else the lower number first and each act once. ``system``: numbers and
    membership of ``cow`` or ``gw``. ``by``: a column for each ``kind`` or ``family``, or only the ``index`` columns
    (all acts, cooperative, conflictual, mean sign, first day, first act), which are always there. ``any_``: 0/1 instead
    of counts. ``types``: kinds and families that count (all but figures without it). ``balanced``: a row for each dyad
    whose two states were members on a same day of the year; else rows with acts.

    A 0 stands only where some source that tells of that kind covers the dyad for the whole year; where none does the
    cell is empty. An act counts in the year that holds its whole interval. Raises ``UsageError``.
    """
    _check(unit, system, by, balanced)
    actors = "official" if unit == "leader" else "country"
    projection = _projection(types, actors, directed, tuple(modality), minimum_reports)
    con = generation.connect(memory="3GB")  # the whole directed grid since 1816 is two million rows, sorted
    _place(con, unit, projection, system, known_by)
    first, last = _years(con, start, end)
    found = value_columns(projection.kinds, by, any_)
    con.execute(COVER.format(pairs=_pairs(found)), {"first": first, "last": last})
    keys = key_columns(unit, system)
    grid = GRID[unit, balanced].format(order="<>" if directed else "<")
    sql = FRAME.format(
        grid=grid,
        keys=", ".join(f"{column.sql} as {column.name}" for column in keys),
        sums=", ".join(f"{column.sql} as {column.name}" for column in found),
        values=", ".join(_value(column, any_) for column in found),
    )
    table = con.sql(sql, params={"first": first, "last": last}).to_arrow_table()
    about = _about(generation, projection, unit, system, by, any_, balanced, (first, last), known_by)
    return Panel(table, (*keys, *found), _citations(con), _left_out(con, first, last), about)


def _check(unit: str, system: str, by: str, balanced: bool) -> None:
    if system not in SYSTEMS:
        raise UsageError(f"no system {system!r}; there are {', '.join(SYSTEMS)}")
    if by not in _BY:
        raise UsageError(f"columns are by {', '.join(_BY)}, not by {by!r}")
    if unit not in _UNITS:
        raise UsageError(f"a panel is of {', '.join(_UNITS)}, not of {unit!r}")
    if balanced and unit == "leader":
        raise UsageError("a panel of leaders has rows with acts only: no list of all leaders is complete")


def _place(con: Any, unit: Unit, projection: Projection, system: StateSystem, known_by: date | None) -> None:
    """Make ``placed`` (acts by the ends named), ``member`` and ``counted`` (acts by the numbers of their day)."""
    head, values = pairs_sql(projection, Window(known_by=known_by))
    ends = "one, two" if projection.directed else "least(one, two) as one, greatest(one, two) as two"
    rows_of = ACTORS_OF.format(everyone=str(not projection.directed).lower()) if unit == "monad" else SPANS
    con.execute(f"create temp table placed as {head} {rows_of}", values)
    con.execute("create temp table member(number int, short varchar, country varchar, first date, last date)")
    rows = [(m.number, m.abbreviation, f"country/{m.country}", m.first, m.last) for m in members(system)]
    con.executemany("insert into member values (?, ?, ?, ?, ?)", rows)
    con.execute(COUNTED[unit].format(ends=ends))


def _projection(
    types: Iterable[str], actors: str, directed: bool, modality: tuple[str, ...], minimum: int
) -> Projection:
    chosen = tuple(types) or tuple(family for family in FAMILIES if family != "figure")
    unknown = [name for name in chosen if name not in ACTS and name not in FAMILIES]
    if unknown:
        raise UsageError(f"no kind or family of act {unknown[0]!r}; families are {', '.join(FAMILIES)}")
    try:
        return Projection(
            name="panel",
            summary="",
            actors=actors,
            acts=tuple(name for name in chosen if name in ACTS),
            families=tuple(name for name in chosen if name in FAMILIES),
            direction="source-target" if directed else "none",
            modality=modality,
            minimum_reports=minimum,
        )
    except ValueError as error:
        raise UsageError(str(error)) from None


def _years(con: Any, start: int | None, end: int | None) -> tuple[int, int]:
    low, high = con.execute("select min(year), max(year) from counted").fetchall()[0]
    first, last = start if start is not None else low, end if end is not None else high
    if first is None or last is None:
        return (first or last or 1816), (last or first or 1815)
    if last < first and start is not None and end is not None:
        raise UsageError(f"the panel ends ({last}) before it starts ({first})")
    return first, last


def _pairs(found: Iterable[Column]) -> str:
    return ", ".join(f"('{column.name}', '{kind}')" for column in found for kind in column.kinds)


def _value(column: Column, any_: bool) -> str:
    """The value of a cell: what was counted, 0 where covered, empty elsewhere."""
    if not column.zero:
        return f"s.{column.name}"
    number = f"coalesce(s.{column.name}, 0)"
    shown = f"least({number}, 1)::tinyint" if any_ else f"{number}::int"
    covered = " or ".join(f"coalesce(list_contains({k}.columns, '{column.name}'), false)" for k in ("k1", "k2"))
    return f"case when {number} > 0 or {covered} then {shown} end as {column.name}"


def _citations(con: Any) -> tuple[str, ...]:
    rows = con.execute(
        """select distinct coalesce(s.citation, s.title, s.source) from sources s join reports r on r.source = s.source
           semi join counted c on c.act = r.act order by 1"""
    ).fetchall()
    return tuple(citation for (citation,) in rows)


def _left_out(con: Any, first: int, last: int) -> dict[str, int]:
    return {
        name: con.execute(sql, {"first": first, "last": last} if "$first" in sql else {}).fetchall()[0][0]
        for name, sql in {
            "acts_without_year": "select count(distinct act) from placed where year is null",
            "acts_of_non_members": """select count(distinct act) from placed p where year between $first and $last
                                      and act not in (select act from counted)""",
        }.items()
    }


def _about(
    generation: Generation, projection: Projection, unit: str, system: str, by: str, *more: Any
) -> dict[str, Any]:
    any_, balanced, years, known_by = more
    return {
        "version": generation.digest[:16],
        "unit": unit,
        "directed": projection.directed,
        "system": system,
        "columns": by,
        "values": "0/1" if any_ else "counts",
        "balanced": balanced,
        "years": list(years),
        "known_by": known_by.isoformat() if known_by else None,
        "types": list(projection.kinds),
        "modality": list(projection.modality),
        "minimum_reports": projection.minimum_reports,
    }
