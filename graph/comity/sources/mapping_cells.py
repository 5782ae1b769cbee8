"""What a mapping says of one field: a constant, or a column with its values; texts, countries, dates, parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, cast, get_args

from comity.errors import InputError
from comity.model import UNKNOWN, Mention, MentionKind, When
from comity.sources.mapping_yaml import Section

if TYPE_CHECKING:
    from comity.identity.countries import Country, CountryTable, System

__all__ = ["BadCell", "Cell", "CountryCell", "Party", "Row", "WhenCell", "cell", "country", "party", "when"]

Row = Mapping[str, str]
_PARTIES = ("country", "official", "organization", "group")
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_DAY, _MONTH, _YEAR = ("%d", "%j", "%x", "%c", "%D", "%F"), ("%m", "%b", "%B"), ("%Y", "%y")


class BadCell(ValueError):
    """A row that a mapping cannot read; the message says which field and why."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text: ``constant``, or the cell of ``column``, passed through ``values`` where there are any."""

    name: str
    line: int
    constant: str = ""
    column: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    separator: str = ""

    def of(self, row: Row) -> str:
        """The text for a row, "" where the cell is empty. Raises ``BadCell`` where ``values`` has no such value."""
        if not self.column:
            return self.constant
        return self._through(row.get(self.column, ""))

    def all_of(self, row: Row) -> tuple[str, ...]:
        """The texts of a cell that holds several, by its separator; without one, at most one."""
        if not self.column or not self.separator:
            found = self.of(row)
            return (found,) if found else ()
        parts = (part.strip() for part in row.get(self.column, "").split(self.separator))
        return tuple(found for part in parts if part and (found := self._through(part)))

    def _through(self, text: str) -> str:
        if not self.values or (not text and "" not in self.values):
            return text
        if text in self.values:
            return self.values[text]
        if self.otherwise is None:
            raise BadCell(f"{self.name}: {text!r} is none of the values of the mapping")
        return self.otherwise

    def check(self, section_path: object, columns: Sequence[str], table: str) -> None:
        """Raises ``InputError`` at the line of the mapping where the table has no such column."""
        if self.column and columns and self.column not in columns:
            near = get_close_matches(self.column, columns, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(columns)}"
            raise InputError(str(section_path), f"{self.name}: no column {self.column!r} in {table}{hint}", self.line)


def cell(section: Section, key: str, choices: Sequence[str] = ()) -> Cell | None:
    """The cell that a key holds; ``None`` where it is missing. ``choices`` are the texts it may come to."""
    if key not in section:
        return None
    if section.is_section(key):
        inner = section.section(key)
        found = _column(inner, choices)
        inner.done()
        return found
    return Cell(section.of(key), section.line, constant=section.text(key, choices=choices))


def _column(inner: Section, choices: Sequence[str] = ()) -> Cell:
    values: dict[str, str] = {}
    if "values" in inner:
        table = inner.section("values")
        values = {key: table.text(key, choices=choices) for key in table}
    otherwise = inner.text("otherwise", choices=choices) if "otherwise" in inner else None
    if otherwise is not None and not values:
        raise inner.error("otherwise", "stands beside 'values' alone")
    return Cell(inner.name, inner.line, "", inner.text("column"), values, otherwise, inner.text("separator", ""))


@dataclass(frozen=True, slots=True)
class CountryCell:
    """A country: by its code in a system, or by our code or name (``system`` "any")."""

    cell: Cell
    system: str

    def all_of(self, row: Row, table: CountryTable, on: date | None) -> tuple[Country, ...]:
        """The countries of a row, each as of a day. Raises ``BadCell`` where one is unknown."""
        return tuple(self._known(text, table, on) for text in self.cell.all_of(row))

    def _known(self, text: str, table: CountryTable, on: date | None) -> Country:
        if self.system == "any":
            found = table.get(text.upper()) or table.by_name(text, on)
        elif self.system == "name":
            found = table.by_name(text, on)
        else:
            found = table.by_code(cast("System", self.system), text, on)
        if found is None:
            system = "" if self.system == "any" else f" in the system {self.system}"
            raise BadCell(f"{self.cell.name}: unknown country {text!r}{system}")
        return found


def country(section: Section, key: str) -> CountryCell | None:
    """The country that a key holds: a text (our code or a name), or a column with its ``system``."""
    from comity.identity.countries import SYSTEMS

    if key not in section:
        return None
    if not section.is_section(key):
        return CountryCell(Cell(section.of(key), section.line, constant=section.text(key)), "any")
    inner = section.section(key)
    system = inner.text("system", "any", choices=("any", "name", *SYSTEMS))
    found = CountryCell(_column(inner), system)
    inner.done()
    return found


@dataclass(frozen=True, slots=True)
class Party:
    """Actors of one kind: names, the country they belong to, the title of an official."""

    kind: MentionKind
    names: Cell | CountryCell
    country: CountryCell | None = None
    title: Cell | None = None

    def all_of(self, row: Row, table: CountryTable, on: date | None) -> Iterator[Mention]:
        """The mentions of a row; none where the cell is empty. Raises ``BadCell``."""
        if isinstance(self.names, CountryCell):
            for one in self.names.all_of(row, table, on):
                yield Mention("country", one.code, one.name)
            return
        names = self.names.all_of(row)
        title = self.title.of(row) if self.title else ""
        if not names and not (title and self.kind == "official"):
            return
        homes = self.country.all_of(row, table, on) if self.country else ()
        if len(homes) > 1:
            raise BadCell(f"{self.names.name}: more than one country")
        for name in names or ("",):
            yield Mention(self.kind, homes[0].code if homes else "", name, title)


def party(section: Section) -> Party:
    """One item of ``agents``, ``recipients``, ``on_behalf_of`` or ``host``."""
    kinds = [kind for kind in _PARTIES if kind in section]
    if len(kinds) != 1:
        raise section.error("", f"{section.name}: each party has one of {', '.join(_PARTIES)}")
    kind = kinds[0]
    if kind == "country":
        names: Cell | CountryCell | None = country(section, "country")
        found = Party("country", cast("CountryCell", names))
    else:
        names = cell(section, kind)
        title = cell(section, "title") if kind == "official" else None
        found = Party(cast("MentionKind", kind), cast("Cell", names), country(section, "of"), title)
    section.done()
    return found


assert set(_PARTIES) <= set(get_args(MentionKind))


@dataclass(frozen=True, slots=True)
class WhenCell:
    """A time: EDTF or a date in a format, or its parts, or two ends."""

    name: str
    whole: Cell | None = None
    format: str = ""
    parts: tuple[Cell | None, ...] = ()
    ends: tuple[WhenCell | None, ...] = ()

    def cells(self) -> Iterator[Cell]:
        """Every cell that is read."""
        yield from (one for one in (self.whole, *self.parts) if one)
        for end in self.ends:
            if end:
                yield from end.cells()

    def of(self, row: Row) -> When:
        """The time of a row, unknown where the cells are empty. Raises ``BadCell``."""
        try:
            if self.ends:
                first, last = (end.of(row) if end else UNKNOWN for end in self.ends)
                return When.between(first.earliest, last.latest)
            if self.whole:
                return self._whole(self.whole.of(row))
            return self._parts([one.of(row) if one else "" for one in self.parts])
        except BadCell:
            raise
        except ValueError as error:
            raise BadCell(f"{self.name}: {error}") from None

    def _whole(self, text: str) -> When:
        if not text:
            return UNKNOWN
        if not self.format:
            stamp = _STAMP.fullmatch(text)
            return When.parse(stamp[1] if stamp else text)
        try:
            day = datetime.strptime(text, self.format).date()
        except ValueError:
            raise ValueError(f"{text!r} is no date of the form {self.format!r}") from None
        if any(mark in self.format for mark in _DAY):
            return When.day(day)
        return When.month(day.year, day.month) if any(mark in self.format for mark in _MONTH) else When.year(day.year)

    def _parts(self, texts: Sequence[str]) -> When:
        year, month, day = texts
        if not year:
            return UNKNOWN
        numbers = [int(float(text)) for text in (year, month, day if month else "") if text]
        return When.parse("-".join(f"{number:0{2 if place else 4}d}" for place, number in enumerate(numbers)))


def when(section: Section, key: str) -> WhenCell | None:
    """The time that a key holds; ``None`` where it is missing."""
    if key not in section:
        return None
    if not section.is_section(key):
        try:
            When.parse(section.text(key))
        except ValueError as error:
            raise section.error(key, str(error)) from None
        return WhenCell(section.of(key), Cell(section.of(key), section.line, constant=section.text(key)))
    inner = section.section(key)
    if "column" in inner:
        format_ = inner.text("format", "")
        if format_ and not any(mark in format_ for mark in (*_YEAR, *_DAY)):
            raise inner.error("format", f"{format_!r} names no year, as in '%d.%m.%Y'")
        found = WhenCell(inner.name, _column(inner), format_)
    elif "year" in inner:
        found = WhenCell(inner.name, parts=tuple(cell(inner, part) for part in ("year", "month", "day")))
    elif "from" in inner or "to" in inner:
        found = WhenCell(inner.name, ends=(when(inner, "from"), when(inner, "to")))
    else:
        raise inner.error("", f"{inner.name}: give 'column', or 'year' (month, day), or 'from' and 'to'")
    inner.done()
    return found
