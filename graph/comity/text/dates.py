"""Dates as news text gives them, resolved against the dateline and never made more exact than they are.

:func:`find` returns each expression of time in a sentence with its offsets and its interval. "Last month" is a month,
"next week" a week, "Sunday" a day; "a day earlier" counts from the day of the act before.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from comity.model import UNKNOWN, When
from comity.text.time_patterns import BEFORE, BY, SINCE, UNTIL, patterns_for
from comity.text.time_values import Now, number_of, resolve

__all__ = ["BACK", "Found", "Now", "absolute", "counted", "find"]

_WS = r"(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.?"


BACK = frozenset(("that_day", "adj_day", "ago", "moments", "clock", "event", "some_days"))
"""Expressions that count from a day told before."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression of time: offsets in the text, the interval, and which pattern read it; ``bare`` is the time that
    stands behind "since" or "by"."""

    start: int
    end: int
    when: When
    pattern: str
    bare: When = UNKNOWN


def find(text: str, now: Now) -> list[Found]:
    """Expressions of time in ``text``, in order, that do not overlap. One that cannot be resolved has ``UNKNOWN``."""
    found: list[Found] = []
    matches: dict[int, re.Match[str]] = {}
    taken: list[tuple[int, int]] = []
    for name, pattern in patterns_for(text):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            when = resolve(name, match, now)
            if when is None:
                continue
            taken.append((start, end))
            matches[start] = match
            before = text[max(0, start - 16) : start]
            opened = when if name == "through_night" else _open(before, match, when, now)
            found.append(Found(start, end, opened, name, when))
    return _joined(text, _in_turn(sorted(found, key=lambda item: item.start), matches, now))


_AND_AGAIN = re.compile(
    r"(?: (?:morning|afternoon|evening|night))?,? and (?:then )?(?:again )?(?:on |in the (?:early|small) "
    r"hours of |early |late )?"
)


def _joined(text: str, found: list[Found]) -> list[Found]:
    """ "on Monday evening and again early on Tuesday": one time that lasts from day to day."""
    kept: list[Found] = []
    for item in found:
        last = kept[-1] if kept and kept[-1].when.precision == item.when.precision == "day" else None
        first, then = last and last.when.earliest, item.when.latest
        again = item.pattern not in BACK and _AND_AGAIN.fullmatch(text, last.end if last else 0, item.start)
        if last and first and then and first < then and again:
            kept[-1] = replace(last, end=item.end, when=When.between(first, then))
        else:
            kept.append(item)
    return kept


_YEAR = re.compile(r"\d{4}")


def _in_turn(found: list[Found], matches: dict[int, re.Match[str]], now: Now) -> list[Found]:
    """ "arrived on Tuesday … the same afternoon": what looks back does so to the day named before it in the
    sentence; "in March … five days later" is no more exact than the month."""
    day: date | None = None
    month: When | None = None
    era, out = now.era, list[Found]()
    for item in found:
        match = matches[item.start]
        back = item.pattern in BACK and " ago" not in match[0]
        if item.pattern in ("rel_month", "mdy"):
            if _YEAR.search(match[0]):
                era = item.when.earliest
            elif era:
                item = _anew(item, match, replace(now, era=era))
        if back and (day or month) and now.rough.known:  # the sentence's own time is nearer
            now = replace(now, rough=UNKNOWN)
            item = _anew(item, match, now)
        era = item.when.earliest if item.pattern == "my" else era
        if month and back and item.when.precision == "day":
            item = replace(item, when=month, bare=month)
        elif month and back and item.pattern == "ago" and item.when.precision in ("month", "year"):
            item = _anew(item, match, replace(now, about=month.earliest))
        elif out and item.pattern == "ahead" and not now.ahead and out[-1].when.earliest:
            item = _anew(item, match, replace(now, about=out[-1].when.earliest))
        month = item.when if item.when.precision in ("month", "year") else None if item.when.known else month
        if day and back and item.when.precision != "publication":
            item = _anew(item, match, replace(now, previous=day, story=day))
        elif day and item.pattern == "unit" and match[0].lower().startswith(("the same ", "that ")):
            item = _anew(item, match, replace(now, previous=day, about=day))
        if item.when.precision == "day" and item.when.earliest == item.when.latest:
            day = item.when.earliest
        out.append(item)
    return out


def _anew(item: Found, match: re.Match[str], now: Now) -> Found:
    """An expression resolved again, from what the sentence told before it."""
    when = resolve(item.pattern, match, now)
    return replace(item, when=when, bare=when) if when else item


def counted(number: str, unit: str, base: date, sign: int) -> When:
    """So many days, weeks … before (``sign`` -1) or after a day; "less than a week" is any day of that time."""
    told = number.lower().split()
    many = next((n for word in reversed(told) if (n := number_of(word))), int(told == ["the"]))
    if unit in ("hour", "minute"):
        return When.day(base)
    days = many * {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}.get(unit, 0)
    if not days:
        return UNKNOWN
    if {"less", "within"} & set(told):
        ends = sorted((base, base + timedelta(sign * days)))
        return When.between(*ends)
    if unit == "day":
        return When.day(base + timedelta(sign * days))
    if unit in ("week", "fortnight"):
        return When.week(base + timedelta(sign * days))
    months = base.year * 12 + base.month - 1 + sign * many
    return When.month(months // 12, months % 12 + 1) if unit == "month" else When.year(base.year + sign * many)


def absolute(text: str) -> date | None:
    """The first full date (day, month and year) in a header line, or None."""
    text = re.sub(rf"\b{_WS},? ", "", text)
    for told in (text, text.title()):  # also "OCT 14, 2016"
        for item in find(told, Now(None)):
            if item.when.precision == "day":
                return item.when.earliest
    return None


def _open(before: str, match: re.Match[str], when: When, now: Now) -> When:
    """``since May`` runs to the dateline; ``until June`` up to it."""
    words = before + match[0].lower()
    if before.lower().endswith("not ") and re.match(r"(?:until|till)\b", match[0], re.I):
        return when  # "not until 1992"
    first, last = when.earliest, when.latest
    if re.match(r"since\b", match[0], re.I) or SINCE.search(before):
        end = _end_of_unit(now.published, when.precision) if now.published else None
        return When.between(first, end if not (end and first) or end >= first else None)
    if not last or "since" in words:
        return when
    if re.match(r"(?:until|till|through)\b", match[0], re.I) or UNTIL.search(before):
        return When.between(now.published if now.published and now.published <= last else None, last)
    if re.match(r"by\b", match[0], re.I) or BY.search(before):
        return When.between(None, last)
    if first and when.precision != "day" and (re.match(r"before\b", match[0], re.I) or BEFORE.search(before)):
        return When.between(None, last if "end" in match[0] else first - timedelta(1))
    return when


def _end_of_unit(day: date, precision: str) -> date:
    if precision == "month":
        return date(day.year, day.month, monthrange(day.year, day.month)[1])
    return date(day.year, 12, 31) if precision == "year" else day
