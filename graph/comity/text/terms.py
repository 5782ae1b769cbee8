"""Lasting facts about agreements and policies: their term, half-way mark and end, and what follows under which
condition.

A fact needs the words that say it and an instrument that stands in the same sentence (or, where the sentence has a term
but names none, the only agreement of the document). What no source says but follows from a term is computed here
(:func:`_derived`), and says so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from comity.model import Fact
from comity.model.records import Source
from comity.text.acts import Act
from comity.text.dates import Found, Now, find
from comity.text.instruments import Instrument, Instruments
from comity.text.parse import Tree
from comity.text.segment import Segment

__all__ = ["terms"]

_EXTRACTOR = "text/0.1"
_NUMBERS = dict(
    zip(
        [
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("twelve", "fifteen", "twenty", "thirty", "sixty", "ninety"),
        ],
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 60, 90),
        strict=True,
    )
)
_LENGTH = rf"(?P<n>\d{{1,4}}|{'|'.join(_NUMBERS)})[- ](?P<unit>day|week|month|year)s?"
_TERM = re.compile(
    rf"\b{_LENGTH}[- ](?:\w+ ){{0,2}}(?:agreement|deal|accord|pact|treaty|truce|ceasefire|arrangement|term|period)\b"
    rf"|\b(?:for|lasts?|runs? for|valid for|term of|period of) (?:a (?:term|period) of "
    rf")?{_LENGTH.replace('<n>', '<n2>').replace('<unit>', '<unit2>')}\b",
    re.I,
)
_LASTING = re.compile(r"\b(?:last|run|valid|in force|effect|term|continue|extend|renew|stand)", re.I)
_MARKS = (
    ("halfway", re.compile(r"\bhalf-?\s?way (?:point|mark|stage)\b|\bmid-?point\b", re.I)),
    ("review", re.compile(r"\breview(?:ed|s)?\b|\brenewal\b|\breassess", re.I)),
    ("termEnd", re.compile(r"\bexpir(?:e[sd]?|y|ing|ation)\b|\bruns? (?:out|until|through)\b|\b(?:lasts?"
                           r"|valid) until\b|\bdeadline\b|\blapses?\b|\bends on\b|\bwill end\b", re.I)),
    ("inForce", re.compile(r"\b(?:takes?|took|taking) effect\b|\b(?:enter|com|go|went|came)\w* into (?:force"
                           r"|effect)\b", re.I)),
)  # fmt: skip
_DEADLINE_AHEAD = re.compile(r"\b(?:will|shall|would|expires|runs|is to|are to|due|takes effect|enters)\b", re.I)
_UNDER = re.compile(
    r"^\W*(?:under|according to|as part of|in terms of|by the terms of) (?:the|this|that) [^,]{0,60}?"
    r"(?:agreement|deal|accord|pact|treaty|declaration|truce|ceasefire|text),? (?=\S)",
    re.I,
)
_DUTY = re.compile(r"\b(?:will|shall|must|is to|are to|has to|have to|agreed to|undertakes? to|commits? to)\b")
_CONDITION = re.compile(r"\b(?:if|unless|should|provided that|in case)\b (?=\w)", re.I)
_OUTCOME = re.compile(r"\b(?:will|would|shall|could|may|then)\b", re.I)
_FOR_TO = re.compile(
    r"\bfor (?P<who>(?:the )?[A-Z][\w.’'-]*(?: (?:of |and )?[A-Z][\w.’'-]*){0,4}) to (?P<what>[a-z].{8,300})$"
)
_REQUIRES = re.compile(
    r"\b(?:requir(?:es?|ing|ed)|oblig(?:es?|ing|ed)|forc(?:es?|ing)|forbid(?:s|ding)?) .{8,300}?(?=\W*$)"
)


@dataclass(slots=True)
class _Said:
    """One thing that a sentence says of an instrument."""

    thing: Instrument
    property: str
    value: str
    datatype: str
    sentence: tuple[int, int, int]
    """Paragraph, and offsets in it."""
    derived: str = ""
    days: tuple[int, str] = (0, "")
    """For a term: the number and its unit."""


def terms(
    instruments: Instruments, acts: list[Act], segments: Sequence[Segment], trees: list[Tree], text: str, source: Source
) -> list[Fact]:
    """The facts of one document, in the order of its text; each value once for a thing and property."""
    previous: date | None = source.published
    said: list[_Said] = []
    agreements = [i for i in instruments.known if i.kind == "agreement"]
    only = agreements if len(agreements) == 1 else []
    for number, tree in enumerate(trees):
        near = instruments.of_paragraph(number)
        for first, after in tree.bounds:
            things = _things([i for t, i in near if first <= t < after], only)
            if after > first and things:
                said += _sentence(tree, number, first, after, things, Now(previous, previous))
    said += _conditions(acts)
    said = _once(said)
    of: defaultdict[int, list[_Said]] = defaultdict(list)
    for one in said:
        of[id(one.thing)].append(one)
    signings: dict[int, Act] = {}
    for act in (a for a in acts if a.act == "sign" and a.instrument is not None):
        signings.setdefault(id(act.instrument), act)
    for thing in instruments.known:
        said += _derived(thing, of[id(thing)], signings.get(id(thing)))
    return _facts(_once(said), segments, text, source)


def _things(here: list[Instrument], only: list[Instrument]) -> list[Instrument]:
    """What a sentence may speak of: those it names, else the one agreement of the document, if it has but ``only``
    one."""
    found = list(dict.fromkeys(here))
    return found if any(i.kind == "agreement" for i in found) else found + only


def _sentence(tree: Tree, number: int, first: int, after: int, things: list[Instrument], now: Now) -> Iterator[_Said]:
    start = tree.start[first]
    words = tree.words_of(first, after)
    place = (number, start, start + len(words))
    pact = next((i for i in things if i.kind == "agreement"), None)
    policy = next((i for i in things if i.kind == "policy"), None)
    named = pact is not None and (pact.head in words.lower() or pact.name.lower() in words.lower())
    if pact is not None:
        yield from _term(pact, words, place, named)
        yield from _dated(pact, words, place, now, named)
        yield from _duties(pact, words, place, named)
    if policy is not None:
        requires = _REQUIRES.search(words)
        if requires and (policy.name.lower() in words.lower() or policy.head in words.lower()):
            yield _Said(policy, "requires", _plain(requires[0]), "string", place)


def _term(pact: Instrument, words: str, place: tuple[int, int, int], named: bool) -> Iterator[_Said]:
    match = _TERM.search(words)
    if match is None or (match["n"] is None and not _LASTING.search(words)) or (match["n"] and not named):
        return
    count, unit = (match["n"], match["unit"]) if match["n"] else (match["n2"], match["unit2"])
    number = int(count) if count.isdigit() else _NUMBERS[count.lower()]
    unit = unit.lower()
    if not number:
        return
    days = number * {"day": 1, "week": 7}.get(unit, 0)
    if days:
        yield _Said(pact, "termDays", str(days), "integer", place, days=(days, "day"))
    else:
        yield _Said(pact, "", "", "", place, days=(number, unit))


def _dated(pact: Instrument, words: str, place: tuple[int, int, int], now: Now, named: bool) -> Iterator[_Said]:
    """Marks of a term for which the sentence gives a full date: the first after the mark, else the last before it."""
    for property, mark in _MARKS:
        match = mark.search(words)
        if match is None or not (named or property == "halfway"):
            continue
        ahead = bool(_DEADLINE_AHEAD.search(words)) and property != "halfway"
        days = [f for f in find(words, Now(now.published, now.previous, now.about, ahead)) if _is_day(words, f, now)]
        later = [f for f in days if f.start >= match.start() and f.start - match.end() < 60]
        best = later[0] if later else next((f for f in reversed(days) if f.end <= match.start()), None)
        if property == "review" and not (
            best and ahead and now.published and (best.when.latest or now.published) > now.published
        ):
            continue
        if best and best.when.latest:
            yield _Said(pact, property, best.when.latest.isoformat(), "date", place)


def _is_day(words: str, found: Found, now: Now) -> bool:
    """Whether an expression gives one day, or the last day of what runs from the dateline ("until 1 June 2021")."""
    if found.when.precision == "day":
        return True
    open_ = found.when.earliest in (None, now.published) and found.when.latest is not None
    return open_ and re.search(r"(?<!\d)\d{1,2}(?!\d)", words[found.start : found.end]) is not None


def _duties(pact: Instrument, words: str, place: tuple[int, int, int], named: bool) -> Iterator[_Said]:
    """What happens then and under which condition, and what a party shall do; verbatim."""
    condition = _CONDITION.search(words)
    under = _UNDER.match(words)
    clause = words[under.end() :] if under else words
    if (
        condition
        and _OUTCOME.search(words)
        and (under or re.search(r"\b(?:text|agreement|deal|accord|pact) says\b", words))
    ):
        yield _Said(pact, "consequence", _plain(clause), "string", place)
    elif under and not condition and _DUTY.search(clause):
        yield _Said(pact, "commitment", _plain(clause), "string", place)
    duty = _FOR_TO.search(words) if named and not condition else None
    if duty:
        yield _Said(pact, "commitment", f"{duty['who']} to {_plain(duty['what'])}", "string", place)


def _plain(words: str) -> str:
    """Words without the full stop of their sentence; that of "U.S." stays."""
    words = words.strip()
    return words if re.search(r"\b[A-Z]\.$", words) else words.rstrip(".").rstrip()


def _conditions(acts: list[Act]) -> Iterator[_Said]:
    for act in acts:
        if act.condition and act.instrument is not None and act.instrument.kind == "policy":
            yield _Said(act.instrument, "condition", act.condition, "string", (act.number, act.start, act.end))


def _derived(thing: Instrument, said: list[_Said], signing: Act | None) -> Iterator[_Said]:
    """Start and end of a term, computed from its length and one of its dates, where no sentence gives them."""
    term = next((s for s in said if s.days[0]), None)
    have = {s.property: s for s in said}
    if term is None:
        return
    half, begun = have.get("halfway"), have.get("termStart") or have.get("inForce")
    number, unit = term.days
    if half is not None and unit == "day":
        middle, before = date.fromisoformat(half.value), number // 2
        how = f"half-way mark {half.value} {{}} half of {number} days"
        ends = (
            (_later(middle, -before, "day"), how.format("minus")),
            (_later(middle, number - before, "day"), how.format("plus")),
        )
        where = half.sentence
    else:
        day = date.fromisoformat(begun.value) if begun else _signed(thing)
        if day is None:
            return
        where = begun.sentence if begun else (signing.number, signing.start, signing.end) if signing else term.sentence
        name = "entry into force" if begun else "signature"
        ends = (day, f"{name} {day}"), (_later(day, number, unit), f"{name} {day} plus {number} {unit}s")
    for property, (day_, how) in zip(("termStart", "termEnd"), ends, strict=True):
        if property not in have and day_ is not None:
            yield _Said(thing, property, day_.isoformat(), "date", where, how)


def _signed(thing: Instrument) -> date | None:
    when = thing.signed
    return when.earliest if when and when.precision == "day" and when.earliest == when.latest else None


def _later(day: date, number: int, unit: str) -> date | None:
    """The day so many days, months or years later; None beyond the calendar."""
    try:
        if unit == "day":
            return day + timedelta(days=number)
        months = day.month - 1 + number * (12 if unit == "year" else 1)
        year, month = day.year + months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return None


def _once(said: list[_Said]) -> list[_Said]:
    kept: dict[tuple[int, str, str, tuple[int, str]], _Said] = {}
    for one in said:
        kept.setdefault((id(one.thing), one.property, one.value, one.days), one)
    return list(kept.values())


def _facts(said: list[_Said], segments: Sequence[Segment], text: str, source: Source) -> list[Fact]:
    facts: dict[str, Fact] = {}
    document = source.id.removeprefix("source/")
    for one in (s for s in said if s.property):
        start, end = segments[one.sentence[0]].span(one.sentence[1], one.sentence[2])
        key, number = f"fact/{document}/{start}-{one.property}", 2
        unique = key
        while unique in facts:
            unique, number = f"{key}-{number}", number + 1
        facts[unique] = Fact(
            id=unique,
            source=source.id,
            subject=one.thing.mention(),
            property=one.property,
            value=one.value,
            datatype=one.datatype,
            derived=one.derived,
            evidence=text[start:end],
            start=start,
            end=end,
            reported_on=source.published,
            extractor=_EXTRACTOR,
            confidence=0.7 if one.derived else 0.8,
        )
    return sorted(facts.values(), key=lambda f: (f.start or 0, f.id))
