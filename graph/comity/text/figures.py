"""Amounts: a number, its unit, and what it counts ("20,000 members of its National Guard")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from comity.text.numerals import Numeral, numerals
from comity.text.syntax import conjuncts, is_verb, subjects
from comity.text.tree import Tree
from comity.text.words import listed, words

__all__ = ["SPANS", "Amount", "amount_of"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A value, its unit (an ISO currency, ``percent``, ``people`` or a noun in the singular) and what it is of."""

    value: float
    unit: str
    of: str


SPANS = frozenset(("minute", "hour", "day", "week", "month", "year"))
_COUNTING = frozenset("nummod pobj dobj compound quantmod amod npadvmod nsubj nsubjpass nmod appos conj".split())


def amount_of(tree: Tree, trigger: int, noun: int | None, *, of_parties: bool = False) -> Amount | None:
    """The first amount below a trigger or its noun that is no date, no age, no length of time and no number of the
    parties, unless those are asked for (``of_parties``)."""
    tops = subjects(tree, trigger) if is_verb(tree, trigger) else []
    parties = set() if of_parties else {noun_ for top in tops for noun_ in conjuncts(tree, top)}
    below = {*tree.subtree(trigger, 120), *(tree.subtree(noun, 40) if noun is not None else ())}
    if of_parties:
        below |= {token for top in tops for token in tree.subtree(top, 40)}
    for numeral, token in _counted_in(tree, tree.sentence[trigger]):
        governor = _governor(tree, token)
        if token not in below or {token, governor, _told_by(tree, token)} & parties or _dated(tree, numeral, token):
            continue
        if not of_parties and _parties(tree, governor):
            continue
        amount = _amount(tree, numeral, token, governor)
        if amount:
            return amount
    return None


def _counted_in(tree: Tree, sentence: int) -> Iterator[tuple[Numeral, int]]:
    """The numbers of a sentence, each with its token: the one on which the others hang."""
    first, after = tree.bounds[sentence]
    if after <= first:
        return
    for numeral in numerals(tree.text, tree.start[first], tree.end(after - 1)):
        begin = max(first, bisect_right(tree.start, numeral.start) - 1)
        tokens = [t for t in range(begin, after) if tree.start[t] < numeral.end]
        tops = [t for t in tokens if tree.head[t] not in tokens or tree.head[t] == t]
        counted = [t for t in tops if tree.tag[t] == "CD" or numeral.spelled] or tops
        if counted:
            yield numeral, counted[-1]


def _dated(tree: Tree, numeral: Numeral, token: int) -> bool:
    """Whether a number is part of a date, a length of time, or a rank."""
    if tree.entity[token] == "ORDINAL" or tree.lemma[_governor(tree, token)] in SPANS:
        return True
    year = not numeral.spelled and not numeral.currency and "," not in tree.text[numeral.start : numeral.end]
    a_year = year and 1500 <= numeral.value < 2100 and tree.tag[_governor(tree, token)] not in ("NNS", "NNPS")
    return a_year or (tree.entity[token] in ("DATE", "TIME") and not numeral.currency)


def _told_by(tree: Tree, token: int) -> int:
    """The noun of "a force of 5,000"."""
    head = tree.head[token]
    return tree.head[head] if tree.lower[head] == "of" and tree.dep[token] == "pobj" else head


def _parties(tree: Tree, noun: int) -> bool:
    """Whether a counted noun stands for those who act ("the two sides")."""
    lists = words()
    return tree.lower[noun] in (lists.countries | {"leaders", "men", "women", "counterparts"}) - {"parties", "states"}


def _governor(tree: Tree, token: int) -> int:
    """What a number counts."""
    governor = tree.head[token]
    while tree.dep[governor] in ("nummod", "quantmod", "compound") and tree.tag[governor] == "CD":
        governor = tree.head[governor]
    return governor


def _amount(tree: Tree, numeral: Numeral, token: int, governor: int) -> Amount | None:
    if tree.dep[token] not in _COUNTING and not numeral.currency:
        return None
    if tree.lower[governor] == "to" and tree.dep[token] == "pobj":  # "cut their warheads to 1,550"
        governor = next(iter(tree.kids(tree.head[governor], "dobj")), governor)
    return Amount(numeral.value, *_unit(tree, numeral, token, governor))


def _unit(tree: Tree, numeral: Numeral, token: int, governor: int) -> tuple[str, str]:
    counted = tree.start[governor] >= max(numeral.end, numeral.after)
    of = tree.text[numeral.end : tree.end(governor)].strip(" -") if counted else ""
    if numeral.currency:
        return numeral.currency, of or "sum"
    if numeral.percent or tree.lemma[governor] in ("percent", "%"):
        return "percent", of
    if tree.lower[governor] == "of":
        governor = tree.head[governor]  # "a force of 5,000"
        if _people(tree, governor) or tree.lemma[governor] in listed("crowds"):
            return "people", tree.lower[governor]
    lemma = tree.lemma[governor]
    if lemma in listed("materiel"):
        return lemma, of
    if _people(tree, governor):
        return "people", of
    return lemma if lemma.isalpha() and tree.tag[governor].startswith("NN") else "", of


def _people(tree: Tree, noun: int) -> bool:
    """Whether a noun is one for people: "soldiers", "deputies", "Malaysians"."""
    lists, lower = words(), tree.lower[noun]
    counted = lists.officials | lists.groups | lists.leaders
    named = tree.words[noun][:1].isupper() and tree.tag[noun] in ("NNPS", "NNS")
    return lower in counted or tree.lemma[noun] in listed("heads_counted") or (named and lower.isalpha())
