"""Tables of acts counted by dyad or state and year or month, with 0 and "not covered" kept apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from comity.errors import UsageError
from comity.model import ACTS, FAMILIES
from comity.network.pairs import Window, pairs_sql
from comity.network.projection import Projection
from comity.network.table import html_table
from comity.panel.columns import Column, key_columns, value_columns
from comity.panel.members import SYSTEMS, StateSystem, members
from comity.panel.sql import ACTORS_OF, COUNTED, COVER, FRAME, GRID, PERIODS, SPANS, WHOLE

if TYPE_CHECKING:
    from comity.store import Generation

__all__ = ["Panel", "build"]

By = Literal["kind", "family", "index"]
Unit = Literal["dyad", "monad", "leader"]
Period = Literal["year", "month"]
_SHOWN = 20
"""Rows that a notebook shows."""
_BY = get_args(By)
_UNITS = get_args(Unit)
_PERIODS = get_args(Period)


@dataclass(frozen=True, slots=True, repr=False)
class Panel:
    """A finished panel: ``table`` (a ``pyarrow.Table``), a column of the codebook for each of its columns, citations.

    ``left_out`` counts acts that could not be placed: without a year (month), or of a country that was no member (an
    official who was no leader) that day.
    """

    table: Any
    columns: tuple[Column, ...]
    citations: tuple[str, ...]
    left_out: dict[str, int]
    about: dict[str, Any]

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __repr__(self) -> str:
        span = " to ".join(map(str, self.about["span"]))
        return f"Panel({self.about['unit']}-{self.about['period']}, {span}, {len(self):,} rows)"

    def _repr_html_(self) -> str:
        rows = [tuple(row.values()) for row in self.table.slice(0, _SHOWN).to_pylist()]
        return html_table(self.table.column_names, rows, len(self), repr(self))


def build(
    generation: Generation,
    unit: Unit = "dyad",
    *,
    directed: bool = False,
    system: StateSystem = "cow",
    by: By = "family",
    any_: bool = False,
    types: Iterable[str] = (),
    period: Period = "year",
    start: int | date | None = None,
    end: int | date | None = None,
    balanced: bool = False,
    as_of: date | None = None,
    known_by: date | None = None,
    minimum_reports: int = 1,
    modality: Iterable[str] = ("asserted",),
) -> Panel:
    """Count acts by ``dyad`` of states, by state (``monad``) or by pair of ``leader`` in office, and year or month.

    Leaders are heads of state and government and foreign ministers, while in office. ``directed``: both orders of a
    dyad, acts from the first to the second; else the lower number first and each act once. ``system``: numbers and
    membership of ``cow`` or ``gw``. ``by``: a column for each ``kind`` or ``family``, or only the ``index`` columns
    (all acts, cooperative, conflictual, mean sign, first day, first act), which are always there. ``any_``: 0/1 instead
    of counts. ``types``: kinds and families that count (all but figures without it). ``start``, ``end``: years, or days
    whose year (month) is the first or last. ``balanced``: a row for each dyad whose two states were members on a same
    day of the period; else rows with acts. ``as_of``: nothing that happened after that day; ``known_by``: nothing that
    was reported after it.

    A 0 stands only where some source that tells of that kind covers the dyad for the whole period; where none does the
    cell is empty. An act counts in the period that holds its whole interval. Raises ``UsageError``.
    """
    _check(unit, system, by, period, balanced)
    actors = "official" if unit == "leader" else "country"
    projection = _projection(types, actors, directed, tuple(modality), minimum_reports)
    con = generation.connect(memory="3GB")  # the whole directed grid since 1816 is two million rows, sorted
    con.execute(PERIODS[period])
    _place(con, unit, projection, system, Window(end=as_of, known_by=known_by))
    first, last = _span(con, period, start, end)
    found = value_columns(projection.kinds, by, any_)
    con.execute(WHOLE.format(pairs=_pairs(found)), {"first": first, "last": last, "as_of": as_of or date.max})
    con.execute(COVER)
    keys = key_columns(unit, system, period)
    grid = GRID[unit, balanced].format(order="<>" if directed else "<")
    sql = FRAME.format(
        grid=grid,
        keys=", ".join(f"{column.sql} as {column.name}" for column in keys),
        sums=", ".join(f"{column.sql} as {column.name}" for column in found),
        values=", ".join(_value(column, any_) for column in found),
    )
    table = con.sql(sql, params={"first": first, "last": last}).to_arrow_table()
    about: dict[str, Any] = {
        "version": generation.version,
        "unit": unit,
        "period": period,
        "directed": directed,
        "system": system,
        "columns": by,
        "values": "0/1" if any_ else "counts",
        "balanced": balanced,
        "span": _shown(period, first, last),
        "as_of": as_of.isoformat() if as_of else None,
        "known_by": known_by.isoformat() if known_by else None,
        "types": list(projection.kinds),
        "modality": list(projection.modality),
        "minimum_reports": projection.minimum_reports,
    }
    return Panel(table, (*keys, *found), _citations(con, first, last), _left_out(con, period, first, last), about)


def _check(unit: str, system: str, by: str, period: str, balanced: bool) -> None:
    if period not in _PERIODS:
        raise UsageError(f"a panel is by {' or '.join(_PERIODS)}, not by {period!r}")
    if system not in SYSTEMS:
        raise UsageError(f"no system {system!r}; there are {', '.join(SYSTEMS)}")
    if by not in _BY:
        raise UsageError(f"columns are by {', '.join(_BY)}, not by {by!r}")
    if unit not in _UNITS:
        raise UsageError(f"a panel is of {', '.join(_UNITS)}, not of {unit!r}")
    if balanced and unit == "leader":
        raise UsageError("a panel of leaders has rows with acts only: no list of all leaders is complete")


def _place(con: Any, unit: Unit, projection: Projection, system: StateSystem, window: Window) -> None:
    """Make ``placed`` (acts by the ends named), ``member`` and ``counted`` (acts by the numbers of their day)."""
    head, values = pairs_sql(projection, window)
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


def _span(con: Any, period: Period, start: int | date | None, end: int | date | None) -> tuple[int, int]:
    """The first and the last period, those of the acts where not given."""
    low, high = con.execute("select min(period), max(period) from counted").fetchall()[0]
    first = low if start is None else _number(period, start, 1)
    last = high if end is None else _number(period, end, 12)
    if first is None or last is None:
        return first or last or 0, (last or first or 0) - 1
    if last < first and start is not None and end is not None:
        raise UsageError(f"the panel ends ({end}) before it starts ({start})")
    return first, last


def _number(period: Period, moment: int | date, month: int) -> int:
    year = moment.year if isinstance(moment, date) else moment
    if period == "year":
        return year
    return year * 12 + (moment.month if isinstance(moment, date) else month) - 1


def _shown(period: Period, first: int, last: int) -> list[Any]:
    if period == "year":
        return [first, last]
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in (first, last)]


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


def _citations(con: Any, first: int, last: int) -> tuple[str, ...]:
    """Whom to cite: the sources of the acts that are counted, and those whose coverage makes a cell 0."""
    rows = con.execute(
        """select distinct coalesce(citation, title, source) from sources where source in (
               select source from reports where act in (select act from counted where period between $1 and $2)
               union all select source from whole) order by 1""",
        [first, last],
    ).fetchall()
    return tuple(citation for (citation,) in rows)


def _left_out(con: Any, period: Period, first: int, last: int) -> dict[str, int]:
    return {
        name: con.execute(sql, {"first": first, "last": last} if "$first" in sql else {}).fetchall()[0][0]
        for name, sql in {
            f"acts_without_{period}": "select count(distinct act) from placed where period is null",
            "acts_of_non_members": """select count(distinct act) from placed p where period between $first and $last
                                      and act not in (select act from counted)""",
        }.items()
    }
