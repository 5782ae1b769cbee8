"""What each kind of expression of time stands for, counted from the dateline or the act before."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from comity.model import UNKNOWN, When
from comity.text.time_relative import RELATIVE, Now, month_of_name, number_of, season, unit_near, year_for

__all__ = ["Now", "number_of", "resolve"]

_HOLIDAYS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
}


def _iso(g: dict[str, str | None], _: str, now: Now) -> When:
    return When.day(date(int(g["y"] or 0), int(g["mo"] or 0), int(g["d"] or 0)))


def _day(text: str | None) -> int:
    return int(re.sub(r"\D", "", text or "") or 0)


def _mdy(g: dict[str, str | None], _: str, now: Now) -> When:
    month, day = month_of_name(g["m"] or ""), _day(g["d"])
    return When.day(date(int(g.get("y") or 0) or year_for(month, day, now), month, day))


def _nth(g: dict[str, str | None], _: str, now: Now) -> When:
    """ "on the 26th": of the month told last, or of this, the last or the next month."""
    rel, day = (g["rel"] or "").lower(), _day(g["d"])
    if rel in ("this", "last", "next") and now.published:
        number = now.published.year * 12 + now.published.month - 1 + {"last": -1, "next": 1}.get(rel, 0)
        return When.day(date(number // 12, number % 12 + 1, day))
    base = now.about or now.published
    if not base or (base.month, base.day) == (1, 1):
        return UNKNOWN  # perhaps only a year is told
    if not now.about and not now.ahead and day > base.day:
        base = base.replace(day=1) - timedelta(1)
    return When.day(base.replace(day=day))


def _range_days(g: dict[str, str | None], _: str, now: Now) -> When:
    month, first, last = month_of_name(g["m"] or ""), _day(g["d"]), _day(g["d2"])
    year = int(g.get("y") or 0) or year_for(month, first, now)
    return When.between(date(year, month, first), date(year, month, last))


def _across(g: dict[str, str | None], _: str, now: Now) -> When:
    first, last = _mdy(g, "", now), _mdy({"m": g["m2"], "d": g["d2"], "y": g["y"]}, "", now)
    return When.between(first.earliest, last.latest)


def _week_of(g: dict[str, str | None], _: str, now: Now) -> When:
    day = _mdy(g, "", now).earliest
    return When.week(day) if day else UNKNOWN


def _my(g: dict[str, str | None], _: str, now: Now) -> When:
    return When.month(int(g["y"] or 0), month_of_name(g["m"] or ""))


def _years(g: dict[str, str | None], _: str, now: Now) -> When:
    first, last = g["y"] or "", g["y2"] or ""
    return When.between(date(int(first), 1, 1), date(int(last if len(last) == 4 else first[:2] + last), 12, 31))


def _month_range(g: dict[str, str | None], _: str, now: Now) -> When:
    first, last = month_of_name(g["m"] or ""), month_of_name(g["m2"] or "")
    end = int(g["y2"] or g["y"] or 0) or year_for(last, None, now)
    start = int(g["y"] or 0) or (end if first <= last else end - 1)
    return When.between(When.month(start, first).earliest, When.month(end, last).latest)


def _month_of(g: dict[str, str | None], _: str, now: Now) -> When:
    """ "December last year"."""
    year = unit_near({"u": "year", "rel": g["rel"]}, "", now)
    return When.month(year.earliest.year, month_of_name(g["m"] or "")) if year and year.earliest else UNKNOWN


def _month_near(g: dict[str, str | None], _: str, now: Now) -> When:
    """ "the following January": counted from the act before."""
    base, month = now.about or now.previous or now.published, month_of_name(g["m"] or "")
    if not base:
        return UNKNOWN
    rel = (g["rel"] or "").lower()
    year = (
        base.year + (rel == "the following" and month <= base.month) - (rel == "the previous" and month >= base.month)
    )
    return When.month(year, month)


def _christmas_of(g: dict[str, str | None], _: str, now: Now) -> When:
    return When.month(int(g["y"] or 0), 12)


def _season_of(g: dict[str, str | None], _: str, now: Now) -> When | None:
    return season(g["u"] or "", date(int(g["y"] or 0), 12, 31), 0)


def _half_of(g: dict[str, str | None], _: str, now: Now) -> When:
    year, first = int(g["y"] or 0), g["part"] == "first half"
    return When.between(date(year, 1 if first else 7, 1), date(year, 6, 30) if first else date(year, 12, 31))


def _part_of_month(g: dict[str, str | None], _: str, now: Now) -> When:
    month = month_of_name(g["m"] or "")
    return When.month(year_for(month, None, now), month)


def _edge_of_month(g: dict[str, str | None], _: str, now: Now) -> When:
    month = month_of_name(g["m"] or "")
    year = int(g["y"] or 0) or year_for(month, None, now)
    return When.day(date(year, month, 1 if g["part"] == "first" else monthrange(year, month)[1]))


def _holiday(g: dict[str, str | None], _: str, now: Now) -> When:
    month, day = _HOLIDAYS[(g["h"] or "").lower()]
    return When.day(date(year_for(month, day, now), month, day))


def _decade(g: dict[str, str | None], _: str, now: Now) -> When:
    year, part = int(g["y"] or 0), g["part"]
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part or "", (0, 9))
    last += (int(g["y2"]) - year % 100) if g["y2"] and int(g["y2"]) > year % 100 else 0
    return When.between(date(year + first, 1, 1), date(year + last, 12, 31))


def _rel_month(g: dict[str, str | None], _: str, now: Now) -> When | None:
    month, rel = month_of_name(g["m"] or ""), (g["rel"] or "").lower().strip()
    published = now.published
    if not published and not now.about:
        return UNKNOWN
    year = year_for(month, None, now)
    if not published:
        return When.month(year, month)
    if rel == "last":
        year = published.year - 1 if month >= published.month else published.year
    elif rel == "next":
        year = published.year + 1 if month <= published.month else published.year
    return When.month(year, month)


def _unresolved(g: dict[str, str | None], _: str, now: Now) -> When | None:
    return UNKNOWN


def _year(g: dict[str, str | None], _: str, now: Now) -> When:
    return When.year(int(g["y"] or 0))


_RESOLVERS = {
    **RELATIVE,
    "iso": _iso,
    "mdy": _mdy,
    "nth": _nth,
    "across": _across,
    "week_of": _week_of,
    "range_days": _range_days,
    "month_range": _month_range,
    "month_of": _month_of,
    "month_near": _month_near,
    "season_of": _season_of,
    "christmas_of": _christmas_of,
    "half_of": _half_of,
    "part_of_month": _part_of_month,
    "edge_of_month": _edge_of_month,
    "holiday": _holiday,
    "my": _my,
    "years": _years,
    "decade": _decade,
    "rel_month": _rel_month,
    "vague": _unresolved,
    "within": _unresolved,
    "year": _year,
}


def resolve(name: str, match: re.Match[str], now: Now) -> When | None:
    """The interval that a match of one of ``time_patterns`` stands for; None where it is no time after all."""
    try:
        return _RESOLVERS[name](match.groupdict(), match[0], now)
    except (ValueError, OverflowError):
        return None
