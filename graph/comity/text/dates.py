"""Dates as news text gives them, resolved against the dateline and never made more exact than they are.

:func:`find` returns each expression of time in a sentence with its offsets and its interval. "Last month" is a month,
"next week" a week, "Sunday" a day; "a day earlier" counts from the day of the act before.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from comity.model import When
from comity.text.time_patterns import PATTERNS, SINCE, UNTIL
from comity.text.time_values import Now, resolve

__all__ = ["Found", "Now", "absolute", "find"]

_WS = r"(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.?"


@dataclass(frozen=True, slots=True)
class Found:
    """An expression of time: offsets in the text, the interval, and which pattern read it."""

    start: int
    end: int
    when: When
    pattern: str


def find(text: str, now: Now) -> list[Found]:
    """Expressions of time in ``text``, in order, that do not overlap. One that cannot be resolved has ``UNKNOWN``."""
    found: list[Found] = []
    taken: list[tuple[int, int]] = []
    for name, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            when = resolve(name, match, now)
            if when is None:
                continue
            taken.append((start, end))
            found.append(Found(start, end, _open(text[max(0, start - 16) : start], match, when, now), name))
    return sorted(found, key=lambda item: item.start)


def absolute(text: str) -> date | None:
    """The first full date (day, month and year) in a header line, or None."""
    text = re.sub(rf"\b{_WS},? ", "", text)
    for item in find(text, Now(None)):
        if item.when.precision == "day":
            return item.when.earliest
    return None


def _open(before: str, match: re.Match[str], when: When, now: Now) -> When:
    """``since May`` runs to the dateline; ``until June`` up to it."""
    words = before + match[0].lower()
    first, last = when.earliest, when.latest
    if re.match(r"since\b", match[0], re.I) or SINCE.search(before):
        end = _end_of_unit(now.published, when.precision) if now.published else None
        return When.between(first, end if not (end and first) or end >= first else None)
    if (
        (re.match(r"(?:until|till|by|through)\b", match[0], re.I) or UNTIL.search(before))
        and last
        and "since" not in words
    ):
        return When.between(now.published if now.published and now.published <= last else None, last)
    return when


def _end_of_unit(day: date, precision: str) -> date:
    if precision == "month":
        return date(day.year, day.month, monthrange(day.year, day.month)[1])
    return date(day.year, 12, 31) if precision == "year" else day
