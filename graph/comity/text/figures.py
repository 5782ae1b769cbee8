"""Amounts: a number, its unit, and what it counts ("20,000 members of its National Guard")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.text.parse import Tree
from comity.text.syntax import conjuncts, is_verb, subjects
from comity.text.words import listed, words

__all__ = ["Amount", "amount_of"]

_CURRENCIES = {
    "$": "USD", "us$": "USD", "c$": "CAD", "a$": "AUD", "nz$": "NZD", "hk$": "HKD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "₹": "INR",
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "yen": "JPY", "rouble": "RUB", "ruble": "RUB",
    "yuan": "CNY",
    "mark": "DEM", "franc": "FRF", "rupee": "INR", "peso": "MXN", "crown": "SEK", "won": "KRW", "riyal": "SAR",
}  # fmt: skip
_MULTIPLES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
}
_SMALL = {
    name: number
    for number, name in enumerate(
        [
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
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
_NUMBER = re.compile(
    r"(?P<cur>(?:US|C|A|NZ|HK)?\$|€|£|¥|₹)?\s?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[- "
    r"]?(?P<mul>hundred|thousand|million|billion|trillion|bn|m)\b)?(?P<pct>[- ]?(?:percent|per cent|%))?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value, its unit (an ISO currency, ``percent``, ``people`` or a noun in the singular) and what it is of."""

    value: float
    unit: str
    of: str


_SPANS = frozenset(("minute", "hour", "day", "week", "month", "year"))


def amount_of(tree: Tree, trigger: int, noun: int | None, lasting: bool = False) -> Amount | None:
    """The first amount below a trigger or its noun that is no date, no age and no number of the parties.

    With ``lasting`` (of talks and calls) only how long it took: "for 45 minutes", "four hours of talks".
    """
    parties = (
        {noun_ for top in subjects(tree, trigger) for noun_ in conjuncts(tree, top)}
        if is_verb(tree, trigger)
        else set()
    )
    tokens = sorted({*tree.subtree(trigger, 120), *(tree.subtree(noun, 40) if noun is not None else ())})
    for token in tokens:
        if tree.tag[token] != "CD" or tree.entity[token] == "ORDINAL" or {token, _governor(tree, token)} & parties:
            continue
        span = tree.lemma[_governor(tree, token)] in _SPANS
        term = span and noun is not None and tree.head[_governor(tree, token)] == noun and not lasting
        if (tree.entity[token] in ("DATE", "TIME") or lasting) and not (term or (lasting and _took(tree, token))):
            continue
        amount = _read(tree, token)
        if amount:
            return amount
    return None


def _parties(tree: Tree, noun: int) -> bool:
    """Whether a counted noun stands for those who act ("the two sides")."""
    lists = words()
    return tree.lower[noun] in (lists.countries | {"leaders", "men", "women", "counterparts"}) - {"parties", "states"}


def _took(tree: Tree, token: int) -> bool:
    """Whether a number tells how long something took."""
    span = _governor(tree, token)
    if tree.lemma[span] not in _SPANS:
        return False
    before = {tree.lower[t] for t in range(max(0, token - 4), token)}
    return bool(before & {"for", "over"}) or any(tree.lower[p] == "of" for p in tree.kids(span, "prep"))


def _governor(tree: Tree, token: int) -> int:
    """What a number counts."""
    governor = tree.head[token]
    while tree.dep[governor] in ("nummod", "quantmod", "compound") and tree.tag[governor] == "CD":
        governor = tree.head[governor]
    return governor


def _read(tree: Tree, token: int) -> Amount | None:
    governor = _governor(tree, token)
    if tree.lower[governor] == "to" and tree.dep[token] == "pobj":  # "cut their warheads to 1,550"
        governor = next(iter(tree.kids(tree.head[governor], "dobj")), governor)
    small = _SMALL.get(tree.lower[token])
    before = token - 1
    if small and tree.lower[min(token + 1, len(tree) - 1)] not in _MULTIPLES:
        value, currency, percent = float(small), "", False
    else:
        start = tree.start[token] - (
            len(tree.words[before]) if before >= 0 and tree.lower[before] in _CURRENCIES else 0
        )
        match = _NUMBER.match(tree.text, start, min(len(tree.text), tree.start[token] + 40))
        if match and match["n"]:
            value = float(match["n"].replace(",", "")) * _MULTIPLES.get((match["mul"] or "").lower(), 1)
            currency, percent = _CURRENCIES.get((match["cur"] or "").lower(), ""), bool(match["pct"])
        elif small:
            value, currency, percent = float(small * _MULTIPLES[tree.lower[token + 1]]), "", False
        else:
            return None
    if _parties(tree, governor):
        return None
    if tree.dep[token] not in (
        "nummod",
        "pobj",
        "dobj",
        "compound",
        "quantmod",
        "amod",
        "npadvmod",
        "nsubj",
        "nmod",
        "appos",
    ):
        return None
    return Amount(value, *_unit(tree, token, governor, currency, percent))


def _unit(tree: Tree, token: int, governor: int, currency: str, percent: bool) -> tuple[str, str]:
    lemma, lower = tree.lemma[governor], tree.lower[governor]
    first = token + 1
    of = tree.words_of(first, governor + 1) if governor >= first else ""
    lists = words()
    if currency or lemma in _CURRENCIES:
        return currency or _CURRENCIES[lemma], of or "sum"
    if percent or lemma in ("percent", "%"):
        return "percent", of
    if lemma in listed("materiel"):
        return lemma, of
    if lower in lists.officials | lists.groups | lists.leaders or lemma in (
        "member",
        "troop",
        "people",
        "person",
        "citizen",
        "diplomat",
        "sailor",
        "soldier",
        "national",
    ):
        return "people", of
    if lower[:1].isalpha() and tree.words[governor][:1].isupper() and tree.tag[governor] in ("NNPS", "NNS"):
        return "people", of
    return lemma if lemma.isalpha() else "", of
