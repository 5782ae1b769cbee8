"""Times that count from the dateline or from the act before: "on Monday", "last month", "two days earlier"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from comity.model import UNKNOWN, When

__all__ = ["RELATIVE", "Now", "month_of_name", "number_of", "season", "unit_near", "year_for"]

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_NUMBERS = {name: number for number, name in enumerate(_SMALL)} | {
    "a": 1, "an": 1, "several": 0, "few": 0, "couple": 2, "eighteen": 18, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Now:
    """What relative dates count from: the dateline, the day of the act before, and whether the sentence looks ahead."""

    published: date | None
    previous: date | None = None
    about: date | None = None
    """The start of the month, year or day of the last act that had any date."""
    ahead: bool = False
    story: date | None = None
    """The day of what is told in the simple past."""
    era: date | None = None
    """What the paragraph told last with its year: a later month without one is of that year."""
    rough: When = UNKNOWN
    """The month or year of old that the paragraph tells of: "two days later" is no more exact."""


def month_of_name(name: str) -> int:
    """The number of a month by its name or an abbreviation."""
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def year_for(month: int, day: int | None, now: Now) -> int:
    """The year of a month named without one: the last that has begun, or the next where the sentence looks ahead; in a
    text without a dateline the year told last."""
    if not now.published:
        if not now.about:
            raise ValueError("no dateline")
        return now.about.year
    year, published = now.published.year, now.published
    if now.era and not now.ahead and now.era.year < year and month >= now.era.month:
        return now.era.year
    start = date(year, month, day or 1)
    if now.ahead:
        ends = date(year, month, day or monthrange(year, month)[1])
        return year + 1 if ends < published and (published - ends).days > 60 else year
    return year - 1 if start > published and (start - published).days > 21 else year


def number_of(text: str | None) -> int:
    """A number in digits or words; 0 where it is none or not told ("several")."""
    text = (text or "").lower()
    return int(text) if text.isdigit() else _NUMBERS.get(text.split()[0] if text != "a couple of" else "couple", 0)


def _weekday(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    if not now.published:
        return UNKNOWN
    index = _DAYS.index((g["w"] or "").lower())
    rel = (g.get("rel") or g.get("rel2") or "").lower()
    base = now.previous if rel in ("the following", "the same", "that") and now.previous else now.published
    back = timedelta((base.weekday() - index) % 7)
    forth = timedelta((index - base.weekday()) % 7)
    if rel in ("next", "the following"):
        return When.day(base + (forth or timedelta(7)))
    if rel in ("last", "the previous"):
        return When.day(base - (back or timedelta(7)))
    return When.day(base + forth if now.ahead or (rel == "this" and forth < back) else base - back)


def _weekday_of(g: dict[str, str | None], _: str, now: Now) -> When | None:
    """ "on Wednesday last week": the day of the calendar week."""
    if not now.published:
        return UNKNOWN
    monday = now.published - timedelta(now.published.weekday())
    step = {"last": -7, "next": 7}.get(g["rel"] or "", 0)
    return When.day(monday + timedelta(step + _DAYS.index((g["w"] or "").lower())))


def _range_weekdays(g: dict[str, str | None], _: str, now: Now) -> When | None:
    if g["join"] == "or":
        return UNKNOWN
    last = _weekday({"w": g["w2"]}, "", now)
    if last is None or last.latest is None:
        return UNKNOWN
    first = _DAYS.index((g["w"] or "").lower())
    return When.between(last.latest - timedelta((last.latest.weekday() - first) % 7), last.latest)


def unit_near(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    """ "last month", "this week", "the following year": a unit of the calendar, from the dateline or the act before."""
    unit, rel = g["u"], (g["rel"] or "").lower()
    told = ("the following", "the previous", "the same", "that", "later that")
    told_of = now.previous if unit in ("week", "weekend", "fortnight") else now.about or now.previous
    base = told_of if rel in told and told_of else now.published
    if not base:
        return UNKNOWN
    step = 1 if any(w in rel for w in ("next", "coming", "following")) else 0
    step = -1 if "last" in rel or "previous" in rel else step
    if rel in ("the past", "the last"):
        days = {"week": 7, "fortnight": 14, "month": 30, "year": 365}.get(unit or "", 30)
        return When.between(base - timedelta(days), base)
    if rel == "later this" and unit == "week" and now.ahead:
        return When.between(base, base + timedelta(6 - base.weekday()))
    if unit in ("week", "fortnight"):
        return When.week(base + timedelta(7 * step))
    if unit == "weekend":
        saturday = (
            base - timedelta((base.weekday() - 5) % 7) if step <= 0 else base + timedelta((5 - base.weekday()) % 7)
        )
        return When.between(saturday, saturday + timedelta(1))
    if unit == "month":
        number = base.year * 12 + base.month - 1 + step
        return When.month(number // 12, number % 12 + 1)
    if unit in ("year", "quarter"):
        return When.year(base.year + step)
    return season(unit or "", base, step)


def season(unit: str, base: date, step: int) -> When:
    """A northern season: with step 0 that of the year of ``base``, -1 the last that has ended, 1 the next one."""
    month = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[unit]
    begun = base.month >= month
    year = base.year + (1 if step > 0 and begun else -1 if step < 0 and base.month <= min(month + 2, 12) else 0)
    end = year * 12 + month + 1
    last = date(end // 12, end % 12 + 1, monthrange(end // 12, end % 12 + 1)[1])
    return When.between(date(year, month, 1), last)


def _season_near(g: dict[str, str | None], _: str, now: Now) -> When | None:
    """ "in the spring": the last one that has begun, or where the sentence looks ahead the next."""
    if not now.published:
        return UNKNOWN
    unit = g["u"] or ""
    here = season(unit, now.published, 0)
    begun = bool(here.earliest and here.earliest <= now.published)
    if now.ahead:
        return here if here.latest and here.latest >= now.published else season(unit, now.published, 1)
    return here if begun else season(unit, now.published.replace(year=now.published.year - 1, day=1), 0)


_FEW = 5
"""Days that "a few days" may be at most, near the start of a month."""
_EVENT = re.compile(r" the (?:signing|ceremony|summit|announcement|meeting|talks)\b")
"""What a story is of, where it says no more of it."""


def _ago(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    unit, rel = g["u"], g["rel"] or ""
    event = rel in ("after", "before") and g.get("rest")
    if now.rough.known and rel != "ago" and not event and unit not in ("month", "year", "decade"):
        return UNKNOWN if unit in ("week", "fortnight") and now.rough.precision == "month" else now.rough
    if event and not _EVENT.match(event):
        return UNKNOWN  # "a day after Trump accused them" counts from another clause
    number = 1 if (g["n"] or "").lower() == "the" else number_of(g["n"])
    told_of = (now.about or now.previous) if unit in ("month", "year", "decade") else now.previous
    base = now.published if rel == "ago" else (told_of or now.published)
    base = now.story if event else base
    if not base or not number:
        return UNKNOWN
    sign = 1 if rel in ("later", "after", "afterwards", "afterward", "on") else -1
    if unit in ("day", "evening", "morning", "night"):
        return When.day(base + timedelta(sign * number))
    if unit in ("hour", "minute"):
        return When.day(base)
    if unit in ("week", "fortnight"):
        return When.week(base + timedelta((14 if unit == "fortnight" else 7) * sign * number))
    if unit == "month":
        months = base.year * 12 + base.month - 1 + sign * number
        return When.month(months // 12, months % 12 + 1)
    return When.year(base.year + sign * number * (10 if unit == "decade" else 1))


def _adjacent(g: dict[str, str | None], _: str, now: Now) -> When | None:
    base = now.previous or now.published
    if not base or now.rough.known:
        return now.rough
    return When.day(base + timedelta({"previous": -1, "same": 0}.get(g["rel"] or "", 1)))


def _that_day(g: dict[str, str | None], _: str, now: Now) -> When | None:
    base = now.previous or now.published
    return When.day(base) if base and not now.rough.known else now.rough


def _clock(g: dict[str, str | None], _: str, now: Now) -> When | None:
    """ "in the evening", "at noon": of the day of the story, or where the sentence looks ahead of the dateline's."""
    base = now.published if now.ahead else now.story or now.published
    return When.day(base) if base else UNKNOWN


def _midnight(g: dict[str, str | None], _: str, now: Now) -> When | None:
    return When.day(now.published + timedelta(1 if now.ahead else 0)) if now.published else UNKNOWN


def _later_in(g: dict[str, str | None], _: str, now: Now) -> When | None:
    return unit_near({"u": g["u"], "rel": "this"}, "", now)


def _weekend(g: dict[str, str | None], _: str, now: Now) -> When | None:
    if not now.published:
        return UNKNOWN
    saturday = now.published - timedelta((now.published.weekday() - 5) % 7)
    saturday += timedelta(7) if now.ahead and saturday < now.published - timedelta(1) else timedelta(0)
    return When.between(saturday, saturday + timedelta(1))


_STEPS = {
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _word(g: dict[str, str | None], _: str, now: Now) -> When | None:
    if not now.published:
        return UNKNOWN
    step = _STEPS.get((g["rel"] or "").lower(), 0)
    return When.day(now.published + timedelta(step))


def _moments(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    """ "hours later": the day of the act before."""
    base = now.published if whole.endswith("ago") else (now.previous or now.published)
    if now.rough.known and not whole.endswith("ago"):
        return now.rough
    return When.day(base) if base else UNKNOWN


def _some_days(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    """ "a few days later", "within days", "a few days ago": the month, unless it is near its end or start."""
    if whole.endswith("ago"):
        told = now.published
        return When.month(told.year, told.month) if told and told.day > _FEW else UNKNOWN
    base = now.published if now.ahead else now.previous or now.published
    return When.month(base.year, base.month) if base and base.day < 25 else UNKNOWN


def _soon(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    """ "in the coming days": of what is to come the month, unless it is near its end."""
    return _some_days(g, whole, now) if now.ahead else UNKNOWN


def _through_night(g: dict[str, str | None], _: str, now: Now) -> When | None:
    """ "until dawn", "all night": the night to the day of the story."""
    day = now.story or now.published
    return When.between(day - timedelta(1), day) if day and not now.ahead else UNKNOWN


def _event(g: dict[str, str | None], _: str, now: Now) -> When | None:
    """ "for the ceremony", "before the signing": the day of the story."""
    return When.day(now.story) if now.story and not now.ahead else UNKNOWN


def _overnight(g: dict[str, str | None], _: str, now: Now) -> When | None:
    return When.between(now.published - timedelta(1), now.published) if now.published else UNKNOWN


def _lasting(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    """How long something has gone on up to the dateline; of what is to come a duration fixes no day."""
    through = g["u"] == "year" or (g["u"] == "month" and whole[:1] in "Oo")  # "negotiated over two months"
    if not now.published or now.ahead or (not g["past"] and (not through or whole[:1] in "IiWw")):
        return UNKNOWN
    number = number_of(g["n"]) if g["n"] else 1
    if not number:
        return UNKNOWN
    months = number * {"year": 12, "decade": 120, "month": 1}.get(g["u"] or "", 0)
    if not months:
        days = number * (7 if g["u"] == "week" else 1)
        return When.between(now.published - timedelta(days), now.published)
    if g["u"] == "month":
        start = now.published.year * 12 + now.published.month - 1 - months
        last = monthrange(now.published.year, now.published.month)[1] if not g["past"] else now.published.day
        return When.between(date(start // 12, start % 12 + 1, 1), now.published.replace(day=last))
    start = now.published.year * 12 + now.published.month - 1 - months - (6 if g["half"] or g["half2"] else 0)
    return When.between(date(start // 12, 1, 1), date(now.published.year, 12, 31))


def _ahead(g: dict[str, str | None], _: str, now: Now) -> When | None:
    """ "over the next four months": from the dateline on, or in a text of the past from the time told before."""
    number, unit = number_of(g["n"]), g["u"]
    base = now.published if now.ahead else now.about or now.previous
    if not base or not number:
        return UNKNOWN
    if unit in ("day", "week"):
        return When.between(base, base + timedelta(number * (7 if unit == "week" else 1)))
    last = base.year * 12 + base.month - 1 + number * (12 if unit == "year" else 1)
    if unit == "year":
        return When.between(date(base.year, 1, 1), date(last // 12, 12, 31))
    end = date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])
    return When.between(base.replace(day=1), end)


def _night_through(g: dict[str, str | None], _: str, now: Now) -> When | None:
    """ "in the course of Tuesday night": two days."""
    first = _weekday({"w": g["w"] or g["w2"]}, "", now)
    return When.between(first.earliest, first.earliest + timedelta(1)) if first and first.earliest else UNKNOWN


def _part_of_year(g: dict[str, str | None], _: str, now: Now) -> When | None:
    return unit_near({"u": g["u"], "rel": "this" if g["rel"] == "the" else g["rel"]}, "", now)


def _year_end(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    unit = "month" if "month" in whole else "week" if "week" in whole else "year"
    return unit_near({"u": unit, "rel": "this"}, "", now)


RELATIVE = {
    "range_weekdays": _range_weekdays,
    "season": _season_near,
    "part_of_year": _part_of_year,
    "year_end": _year_end,
    "weekday": _weekday,
    "weekday_of": _weekday_of,
    "unit": unit_near,
    "ago": _ago,
    "moments": _moments,
    "some_days": _some_days,
    "soon": _soon,
    "through_night": _through_night,
    "event": _event,
    "ahead": _ahead,
    "night_through": _night_through,
    "overnight": _overnight,
    "adj_day": _adjacent,
    "that_day": _that_day,
    "weekend": _weekend,
    "midnight": _midnight,
    "later_in": _later_in,
    "word": _word,
    "clock": _clock,
    "lasting": _lasting,
}
"""Resolvers by the name of their pattern."""
