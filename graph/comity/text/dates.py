"""Dates as news text gives them, resolved against the dateline and never made more exact than they are.

:func:`find` returns each expression of time in a sentence with its offsets and its interval. "Last month" is a month,
"next week" a week, "Sunday" a day; "a day earlier" counts from the day of the act before.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from comity.model import UNKNOWN, When

__all__ = ["Found", "Now", "absolute", "find"]

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_NUMBERS = {
    name: number
    for number, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ]
    )
} | {"a": 1, "an": 1, "several": 0, "few": 0, "couple": 2, "twenty": 20, "thirty": 30}
_M = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_W = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WS = r"(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.?"
_N = r"(?:\d{1,3}|[Aa]n?|[Oo]ne|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|several|a few|a couple of)"
_D = r"\d{1,2}(?:st|nd|rd|th)?"
_Y = r"(?:1[89]|20)\d\d"

_PATTERNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"\b(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)\b"),
        ("range_days", rf"\b(?:(?P<m>{_M}) (?P<d>{_D}) ?(?:-|–|to|and|until|through) ?(?P<d2>{_D})(?:,? (?P<y>{_Y}))?)\b(?! ?%)"),
        ("range_days", rf"\b(?P<d>{_D}) ?(?:-|–|to|and|until) ?(?P<d2>{_D}) (?P<m>{_M})(?:,? (?P<y>{_Y}))?\b"),
        ("across", rf"\b(?P<m>{_M}) (?P<d>{_D}) ?(?:-|–|to|through|and) ?(?P<m2>{_M}) (?P<d2>{_D})(?:,? (?P<y>{_Y}))?\b"),
        ("week_of", rf"\b[Ww]eek of (?P<m>{_M}) (?P<d>{_D})(?:,? (?P<y>{_Y}))?\b"),
        ("mdy", rf"\b(?P<m>{_M}) (?P<d>{_D}),? (?P<y>{_Y})\b"),
        ("mdy", rf"\b(?P<d>{_D})(?: of)? (?P<m>{_M}),? (?P<y>{_Y})\b"),
        ("mdy", rf"\b(?P<m>{_M}) (?P<d>{_D})\b(?!,? ?\d)"),
        ("mdy", rf"\b(?P<d>{_D})(?: of)? (?P<m>{_M})\b"),
        ("my", rf"\b(?:(?P<part>early|late|mid|the end of|the start of)[- ])?(?P<m>{_M})(?: of|,)? (?P<y>{_Y})\b"),
        ("years", rf"\b(?:between|from) (?P<y>{_Y}) (?:and|to|until) (?P<y2>{_Y})\b"),
        ("years", rf"\b(?P<y>{_Y}) ?[-–] ?(?P<y2>{_Y})\b"),
        ("decade", r"\b(?:(?P<part>early|late|mid)[- ])?(?P<y>(?:1[89]|20)\d0)s\b"),
        ("weekday", rf"\b(?:(?P<rel>last|next|this|the following|the previous|the same) )?(?P<w>{_W})(?: (?P<rel2>last|next|week))?\b(?! Times)"),
        ("rel_month", rf"\b(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Bb]ack in)[- ](?:early |late |mid-)?|[Ee]arlier in |[Ll]ater in )[ -]?(?P<m>{_M})\b(?! ?\d)"),
        ("unit", r"\b(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|[Ee]arlier this|[Ll]ater this|[Tt]he past|[Tt]he last|[Tt]he coming|[Tt]he previous|[Tt]he following|[Tt]he same|[Ll]ate last|[Ee]arly next|[Ee]arly this|[Tt]hat) (?P<u>week|month|year|weekend|quarter|summer|winter|spring|autumn|fall)\b"),
        ("ago", rf"\b(?P<n>{_N}|[Tt]he) (?:or so )?(?P<u>day|week|month|year|decade|hour)s? (?P<rel>ago|earlier|later|before|after(?:wards?)?|previously|prior)\b(?P<rest> [\w\"'])?"),
        ("ago", r"\b(?P<n>[Tt]he)(?: previous| following| next)? (?P<u>day|evening|morning|night) (?P<rel>before|after|earlier|later)\b"),
        ("adj_day", r"\b[Tt]he (?P<rel>previous|next|following|same) (?P<u>day|evening|morning|afternoon|night)\b"),
        ("that_day", r"\b(?:[Tt]hat|[Tt]he same) (?:same )?(?:day|evening|morning|afternoon|night|hour|weekend)\b"),
        ("midnight", r"\b[Aa]t midnight\b"),
        ("later_in", r"\b(?:[Ll]ater|[Ee]arlier) in the (?P<u>week|month|year)\b"),
        ("weekend", r"\b(?:[Oo]ver|[Aa]t|[Dd]uring) the weekend\b"),
        ("word", r"\b(?P<rel>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night|[Ee]arlier in the day|[Ii]n the evening)\b"),
        ("over_years", rf"\b(?:[Oo]ver|[Aa]fter|[Ff]or) (?:the past |the last )?(?P<n>{_N}) (?P<u>year)s\b(?! (?:in prison|in jail))"),
        ("within", rf"\b(?:[Ww]ithin|[Ii]n) (?P<n>{_N}) (?P<u>day|week|month|year)s?(?:'s? time)?\b"),
        ("year", rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Oo]f|[Dd]uring|[Ff]rom|[Bb]efore|[Aa]fter|[Ii]n early|[Ii]n late|[Ee]arly|[Ll]ate) (?P<y>{_Y})\b(?! (?:people|troops|soldiers|dollars|euros|miles|km|-))"),
    )
)  # fmt: skip
_SINCE = re.compile(r"\b[Ss]ince(?: at least)?(?: early| late| mid)?[ -]$")
_UNTIL = re.compile(r"\b(?:[Uu]ntil|[Bb]y)(?: early| late)?[ -]$")


@dataclass(frozen=True, slots=True)
class Now:
    """What relative dates count from: the dateline, the day of the act before, and whether the sentence looks ahead."""

    published: date | None
    previous: date | None = None
    ahead: bool = False


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
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            when = _resolve(name, match, now)
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
    if re.match(r"since\b", match[0], re.I) or _SINCE.search(before):
        end = _end_of_unit(now.published, when.precision) if now.published else None
        return When.between(first, end if not (end and first) or end >= first else None)
    if (re.match(r"(?:until|by)\b", match[0], re.I) or _UNTIL.search(before)) and last and "since" not in words:
        return When.between(now.published if now.published and now.published <= last else None, last)
    return when


def _end_of_unit(day: date, precision: str) -> date:
    if precision == "month":
        return date(day.year, day.month, monthrange(day.year, day.month)[1])
    return date(day.year, 12, 31) if precision == "year" else day


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def _number(text: str | None) -> int:
    text = (text or "").lower()
    return int(text) if text.isdigit() else _NUMBERS.get(text.split()[0] if text != "a couple of" else "couple", 0)


def _resolve(name: str, match: re.Match[str], now: Now) -> When | None:
    groups = match.groupdict()
    try:
        return _RESOLVERS[name](groups, match[0], now)
    except (ValueError, OverflowError):
        return None


def _year_for(month: int, day: int | None, now: Now) -> int:
    """The year of a month named without one: the last that has begun, or the next where the sentence looks ahead."""
    if not now.published:
        raise ValueError("no dateline")
    year, published = now.published.year, now.published
    start = date(year, month, day or 1)
    if now.ahead:
        ends = date(year, month, day or monthrange(year, month)[1])
        return year + 1 if ends < published and (published - ends).days > 60 else year
    return year - 1 if start > published and (start - published).days > 21 else year


def _iso(g: dict[str, str | None], _: str, now: Now) -> When:
    return When.day(date(int(g["y"] or 0), int(g["mo"] or 0), int(g["d"] or 0)))


def _day(text: str | None) -> int:
    return int(re.sub(r"\D", "", text or "") or 0)


def _mdy(g: dict[str, str | None], _: str, now: Now) -> When:
    month, day = _month(g["m"] or ""), _day(g["d"])
    return When.day(date(int(g.get("y") or 0) or _year_for(month, day, now), month, day))


def _range_days(g: dict[str, str | None], _: str, now: Now) -> When:
    month, first, last = _month(g["m"] or ""), _day(g["d"]), _day(g["d2"])
    year = int(g.get("y") or 0) or _year_for(month, first, now)
    return When.between(date(year, month, first), date(year, month, last))


def _across(g: dict[str, str | None], _: str, now: Now) -> When:
    first, last = _mdy(g, "", now), _mdy({"m": g["m2"], "d": g["d2"], "y": g["y"]}, "", now)
    return When.between(first.earliest, last.latest)


def _week_of(g: dict[str, str | None], _: str, now: Now) -> When:
    day = _mdy(g, "", now).earliest
    return When.week(day) if day else UNKNOWN


def _my(g: dict[str, str | None], _: str, now: Now) -> When:
    return When.month(int(g["y"] or 0), _month(g["m"] or ""))


def _years(g: dict[str, str | None], _: str, now: Now) -> When:
    return When.between(date(int(g["y"] or 0), 1, 1), date(int(g["y2"] or 0), 12, 31))


def _decade(g: dict[str, str | None], _: str, now: Now) -> When:
    year, part = int(g["y"] or 0), g["part"]
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part or "", (0, 9))
    return When.between(date(year + first, 1, 1), date(year + last, 12, 31))


def _weekday(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    if not now.published:
        return UNKNOWN
    index = _DAYS.index((g["w"] or "").lower())
    rel = g["rel"] or g["rel2"]
    base = now.previous if rel in ("the following", "the same") and now.previous else now.published
    back = timedelta((base.weekday() - index) % 7)
    forth = timedelta((index - base.weekday()) % 7)
    if rel in ("next", "the following", "week"):
        return When.day(base + (forth or timedelta(7)))
    if rel in ("last", "the previous"):
        return When.day(base - (back or timedelta(7)))
    return When.day(base + forth if now.ahead or (rel == "this" and forth < back) else base - back)


def _rel_month(g: dict[str, str | None], _: str, now: Now) -> When | None:
    if not now.published:
        return UNKNOWN
    month, rel = _month(g["m"] or ""), (g["rel"] or "").lower().strip()
    published = now.published
    year = _year_for(month, None, now)
    if rel == "last":
        year = published.year - 1 if month >= published.month else published.year
    elif rel == "next":
        year = published.year + 1 if month <= published.month else published.year
    return When.month(year, month)


def _unit(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    unit, rel = g["u"], (g["rel"] or "").lower()
    base = (
        now.previous if rel in ("the following", "the previous", "the same", "that") and now.previous else now.published
    )
    if not base:
        return UNKNOWN
    step = 1 if any(w in rel for w in ("next", "coming", "following")) else 0
    step = -1 if "last" in rel or "previous" in rel else step
    if rel in ("the past", "the last"):
        days = {"week": 7, "month": 30, "year": 365}.get(unit or "", 30)
        return When.between(base - timedelta(days), base)
    if unit == "week":
        return When.week(base + timedelta(7 * step))
    if unit == "weekend":
        saturday = (
            base - timedelta((base.weekday() - 5) % 7) if step <= 0 else base + timedelta((5 - base.weekday()) % 7)
        )
        return When.between(saturday, saturday + timedelta(1))
    if unit == "month":
        number = base.year * 12 + base.month - 1 + step
        return When.month(number // 12, number % 12 + 1)
    if unit == "year":
        return When.year(base.year + step)
    return _season(unit or "", base, step)


def _season(unit: str, base: date, step: int) -> When | None:
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}.get(unit)
    if first is None:
        return When.year(base.year + step)
    year = base.year + step if step > 0 or (step < 0 and base.month <= first + 2) else base.year
    return When.between(date(year, first, 1), date(year, first + 2, monthrange(year, first + 2)[1]))


def _ago(g: dict[str, str | None], whole: str, now: Now) -> When | None:
    unit, rel = g["u"], g["rel"] or ""
    if rel in ("after", "before") and g.get("rest"):
        return None  # "a day after Trump accused them" counts from another clause
    number = 1 if (g["n"] or "").lower() == "the" else _number(g["n"])
    base = now.published if rel == "ago" else (now.previous or now.published)
    if not base or not number:
        return UNKNOWN
    sign = 1 if rel in ("later", "after", "afterwards", "afterward") else -1
    if unit in ("day", "evening", "morning", "night"):
        return When.day(base + timedelta(sign * number))
    if unit == "hour":
        return When.day(base)
    if unit == "week":
        return When.week(base + timedelta(7 * sign * number))
    if unit == "month":
        months = base.year * 12 + base.month - 1 + sign * number
        return When.month(months // 12, months % 12 + 1)
    return When.year(base.year + sign * number * (10 if unit == "decade" else 1))


def _adjacent(g: dict[str, str | None], _: str, now: Now) -> When | None:
    base = now.previous or now.published
    if not base:
        return UNKNOWN
    return When.day(base + timedelta({"previous": -1, "same": 0}.get(g["rel"] or "", 1)))


def _that_day(g: dict[str, str | None], _: str, now: Now) -> When | None:
    base = now.previous or now.published
    return When.day(base) if base else UNKNOWN


def _midnight(g: dict[str, str | None], _: str, now: Now) -> When | None:
    return When.day(now.published + timedelta(1 if now.ahead else 0)) if now.published else UNKNOWN


def _later_in(g: dict[str, str | None], _: str, now: Now) -> When | None:
    return _unit({"u": g["u"], "rel": "this"}, "", now)


def _weekend(g: dict[str, str | None], _: str, now: Now) -> When | None:
    if not now.published:
        return UNKNOWN
    saturday = now.published - timedelta((now.published.weekday() - 5) % 7)
    saturday += timedelta(7) if now.ahead and saturday < now.published - timedelta(1) else timedelta(0)
    return When.between(saturday, saturday + timedelta(1))


def _word(g: dict[str, str | None], _: str, now: Now) -> When | None:
    if not now.published:
        return UNKNOWN
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get((g["rel"] or "").lower(), 0)
    return When.day(now.published + timedelta(step))


def _over_years(g: dict[str, str | None], _: str, now: Now) -> When | None:
    number = _number(g["n"])
    if not now.published or not number:
        return UNKNOWN
    return When.between(date(now.published.year - number, 1, 1), date(now.published.year, 12, 31))


def _within(g: dict[str, str | None], _: str, now: Now) -> When | None:
    return UNKNOWN


def _year(g: dict[str, str | None], _: str, now: Now) -> When:
    return When.year(int(g["y"] or 0))


_RESOLVERS = {
    "iso": _iso,
    "mdy": _mdy,
    "across": _across,
    "week_of": _week_of,
    "range_days": _range_days,
    "my": _my,
    "years": _years,
    "decade": _decade,
    "weekday": _weekday,
    "rel_month": _rel_month,
    "unit": _unit,
    "ago": _ago,
    "adj_day": _adjacent,
    "that_day": _that_day,
    "weekend": _weekend,
    "midnight": _midnight,
    "later_in": _later_in,
    "word": _word,
    "over_years": _over_years,
    "within": _within,
    "year": _year,
}
