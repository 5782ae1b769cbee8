"""Numbers as text writes them: "20,000", "two dozen", "half a million", "€2.5bn", "two and a half billion"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from comity.text.words import words

__all__ = ["Numeral", "numerals"]

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ONES = {name: number for number, name in enumerate(_SMALL, 1)} | {
    name: number for number, name in zip(range(20, 100, 10), _TENS, strict=True)
}
_TIMES = {
    "dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000,
    "mn": 1_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000, "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = "|".join(sorted(_ONES, key=len, reverse=True))
_LARGE = "dozen|hundred|thousand|million|billion|trillion"
_NUMBER = re.compile(
    rf"(?P<sign>(?:US|C|A|NZ|HK|S)?\$|[€£¥₹₽₩₺])?\s?"
    rf"(?:(?P<digits>{_DIGITS})(?P<half> and a half)?(?:[- ]?(?P<short>{_LARGE}|bn|tn|mn|m|k)\b)?"
    rf"|\b(?P<words>(?:(?:half )?an? (?:{_LARGE})|half (?:{_LARGE})|{_WORD}|(?<=its )hundred)\b"
    rf"(?:(?:-| |(?<=hundred) and |(?<=thousand) and | and (?=a half))(?:{_WORD}|{_LARGE}|a half)\b)*))"
    r"(?P<percent>[- ]?(?:percent\b|per cent\b|%))?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: its offsets, value, currency (an ISO code or "") and whether it is a share of a hundred.

    ``after`` is the end of the currency's name, or of the number."""

    start: int
    end: int
    value: float
    currency: str
    percent: bool
    spelled: bool
    after: int


def numerals(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numbers of a part of a text, in order."""
    return (number for number in _every(text) if start <= number.start and number.end <= end)


@lru_cache(maxsize=8)
def _every(text: str) -> tuple[Numeral, ...]:
    """All numbers of a paragraph, which each of its acts asks for."""
    return tuple(_numerals(text))


def _numerals(text: str) -> Iterator[Numeral]:
    for match in _NUMBER.finditer(text):
        first = match.start() + len(match[0]) - len(match[0].lstrip())
        before, after = text[max(0, first - 1) : first], text[match.end() : match.end() + 1]
        if before.isalnum() or after.isalnum() or (match["digits"] and before in ("/", ":", ".", "-")):
            continue
        spelled = (match["words"] or "").lower()
        value = _spelled(spelled) if spelled else _written(match)
        if value is None:
            continue
        currency, behind = _named(text, match.end())
        currency = words().currencies.get((match["sign"] or "").lower(), "") or currency
        yield Numeral(first, match.end(), value, currency, bool(match["percent"]), bool(spelled), behind)


def _written(match: re.Match[str]) -> float:
    told = float(match["digits"].replace(",", "")) + (0.5 if match["half"] else 0)
    return told * _TIMES.get((match["short"] or "").lower(), 1)


def _spelled(phrase: str) -> float | None:
    """The value of a number in words; None for one that goes on oddly ("two and four")."""
    total, current, last = 0.0, 0.0, 0.0
    halved = phrase.startswith("half ")
    phrase = phrase.removeprefix("half ").removesuffix("-")
    for word in re.split(r" and (?=a half)|[- ]", phrase):
        if word in ("a", "an", "and"):
            continue
        if word == "half":
            current += 0.5
        elif word in _ONES:
            if current % 100 and not (current % 100 >= 20 and _ONES[word] < 10):
                return None
            current += _ONES[word]
        elif _TIMES[word] < 1_000:
            current = (current or 1) * _TIMES[word]
        else:
            total, current, last = total + (current or 1) * _TIMES[word], 0.0, _TIMES[word]
    value = total + current * (last if current == 0.5 else 1)
    return (value / 2 if halved else value) or None


_NAME = re.compile(r"[ -]([A-Za-z.]+)(?: ([A-Za-z]+))?(?: ([A-Za-z]+))?")


def _named(text: str, at: int) -> tuple[str, int]:
    """The currency that a number is followed by ("U.S. dollars", "Norwegian kroner", "euros") and where its name
    ends."""
    match = _NAME.match(text, at, at + 60)
    told = [word.lower().strip(".") for word in match.groups() if word] if match else []
    known = words().currencies
    for many in range(len(told), 0, -1):
        name = " ".join(told[:many])
        for spelling in (name, name.removesuffix("s")):
            if spelling in known:
                return known[spelling], match.end(many) if match else at
    return "", at
