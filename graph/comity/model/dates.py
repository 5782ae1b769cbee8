"""Dates that know how exact they are.

An act's time is an interval of days with two ends, either of which may be open, and a precision. A source that says
"last month" gives a month, never an invented day. Text form is EDTF (ISO 8601-2:2019), as in ``2019-07-21``,
``2019-07``, ``2019``, ``2019-07-20/2019-07-21``, ``../2010``, ``2019-07-01/..``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

__all__ = ["PRECISIONS", "UNKNOWN", "Precision", "When", "peak_day"]

Precision = Literal["day", "week", "month", "year", "interval", "derived", "publication", "unknown"]
"""How the interval came to be.

``day``, ``week``, ``month``, ``year``: the source names that unit. ``interval``: it names two ends, or one.
``derived``: computed from another date (a half-way mark and a term). ``publication``: only the date of the report is
known. ``unknown``: nothing is.
"""
PRECISIONS: tuple[Precision, ...] = get_args(Precision)

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included; ``None`` is an open end.

    Raises ``ValueError`` where ``latest`` lies before ``earliest``.
    """

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = "unknown"

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"ends ({self.latest}) before it starts ({self.earliest})")

    @classmethod
    def day(cls, day: date) -> When:
        """One day."""
        return cls(day, day, "day")

    @classmethod
    def week(cls, day: date) -> When:
        """The week, Monday to Sunday, that holds ``day``."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6), "week")

    @classmethod
    def month(cls, year: int, month: int) -> When:
        """A calendar month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")

    @classmethod
    def year(cls, year: int) -> When:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), "year")

    @classmethod
    def between(cls, earliest: date | None, latest: date | None) -> When:
        """From one day to another; a single day where both are equal, unknown where both are open."""
        if earliest is None and latest is None:
            return UNKNOWN
        return cls(earliest, latest, "day" if earliest == latest else "interval")

    @classmethod
    def parse(cls, text: str) -> When:
        """Read EDTF. Raises ``ValueError`` with the reason: ``2019-02-30`` is no date."""
        text = text.strip()
        if "/" not in text:
            return cls._part(text)
        left, right = text.split("/", 1)
        first = None if left in ("", "..") else cls._part(left).earliest
        last = None if right in ("", "..") else cls._part(right).latest
        return cls.between(first, last)

    @classmethod
    def _part(cls, text: str) -> When:
        found = _PART.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        try:
            if month is None:
                return cls.year(year)
            return cls.month(year, month) if day is None else cls.day(date(year, month, day))
        except (ValueError, IndexError):  # calendar.IllegalMonthError is both in turn
            raise ValueError(f"{text!r} is no date of the calendar") from None

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return self.earliest is not None or self.latest is not None

    def edtf(self) -> str | None:
        """The interval as EDTF, in its shortest form; ``None`` where nothing is known."""
        if not self.known:
            return None
        first, last = self.earliest, self.latest
        if first and first == last:
            return first.isoformat()
        if first and last and first.day == 1 and last == When.month(last.year, last.month).latest:
            if (first.year, first.month) == (last.year, last.month):
                return f"{first:%Y-%m}"
            if first.month == 1 and last.month == 12 and first.year == last.year:
                return f"{first:%Y}"
        return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"

    def meets(self, other: When) -> bool:
        """Whether the two may be the same time: they overlap, or one says nothing."""
        starts = self.earliest is None or other.latest is None or self.earliest <= other.latest
        ends = self.latest is None or other.earliest is None or other.earliest <= self.latest
        return starts and ends


UNKNOWN = When()
"""No date at all."""


def peak_day(telling: str, keys: str, day: str) -> str:
    """SQL for ``keys`` and ``peak``: the day on which most rows of ``telling`` tell of an act, the first of such days.

    An act that is told by the news alone is dated so. News looks forward to a summit for weeks and back on it for
    months: of 165 journeys of 2014 and 2018, ICEWS has 62 on the very day by this rule, and 42 by the first day of
    telling (``comity compare``). ``telling``, ``keys`` and ``day`` are a relation and its columns.
    """
    counted = f"select {keys}, {day}, count(*) as told from {telling} group by {keys}, {day}"
    return f"select {keys}, arg_max({day}, (told, -epoch({day}))) as peak from ({counted}) group by {keys}"
