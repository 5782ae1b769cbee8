"""How long a visit or talks lasted: "began a two-day visit", "arrived on Sunday and left on Tuesday", "after four days
of talks"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from comity.model import When
from comity.text.parse import Tree
from comity.text.syntax import is_verb
from comity.text.time_relative import number_of

__all__ = ["lasted", "left_again", "lengthened"]

_DAYS = re.compile(
    r"\b(?P<n>[A-Za-z]+|\d{1,2})[- ]day(?:s'|-long)?,? (?:[\w-]+ ){0,3}?(?:visit|trip|tour|stay|journey|swing)\b"
    r"|\b(?:visit|trip|tour|stay|swing) of (?P<n2>[a-z]+|\d{1,2}) days\b|\bfor (?P<n3>[a-z]+|\d{1,2}) days\b"
)
_BEGIN = frozenset("begin start arrive land fly travel come go depart leave set touch embark pay make kick".split())
_END = frozenset("end conclude wrap finish complete close".split())
_LEAVE = frozenset("leave depart".split())
_LONGEST = 14
"""A visit of more days is a stay of another kind."""


def lengthened(tree: Tree, trigger: int, when: When) -> When:
    """The days of a visit whose first or last day and length the clause of its trigger tells."""
    verb = next((t for t in (trigger, *tree.up(trigger)) if is_verb(tree, t)), None)
    if verb is None or when.precision != "day" or when.earliest != when.latest or when.earliest is None:
        return when
    below = tree.subtree(verb, 60)
    match = _DAYS.search(tree.words_of(below[0], below[-1] + 1))
    many = number_of(match["n"] or match["n2"] or match["n3"]) if match else 0
    if not 1 < many <= _LONGEST:
        return when
    back = tree.lemma[verb] == "return" and "from" in {tree.lower[k] for k in tree.kids(verb, "prep")}
    if tree.lemma[verb] in _END or back:
        return When.between(when.earliest - timedelta(many - 1), when.earliest)
    if tree.lemma[verb] in _BEGIN:
        return When.between(when.earliest, when.earliest + timedelta(many - 1))
    return when


def left_again(tree: Tree, trigger: int, when: When, day_of: dict[int, date]) -> When:
    """ "arrived on Sunday and left on Tuesday": the days between; ``day_of`` has the days of the sentence's verbs."""
    if when.precision != "day" or when.earliest != when.latest or when.earliest is None:
        return when
    left = [c for c in tree.kids(trigger, "conj") if tree.lemma[c] in _LEAVE and not tree.kids(c, "nsubj")]
    days = [day for c in left if (day := day_of.get(c)) and 0 < (day - when.earliest).days <= _LONGEST]
    return When.between(when.earliest, days[0]) if days else when


def lasted(tree: Tree, trigger: int, noun: int | None, when: When) -> When:
    """The days of talks whose end the story tells: "signed on Sunday after four days of talks", "mediated for six
    days"."""
    if when.earliest is None or when.earliest != when.latest:
        return when
    days = [n for p in tree.kids(trigger, "prep") if tree.lower[p] == "for" for n in tree.kids(p, "pobj")]
    for talks in (trigger, noun):
        of = tree.head[talks] if talks is not None else trigger
        days += [tree.head[of]] if tree.lower[of] == "of" else []
    days = [d for d in days if tree.lower[d] == "days"]
    many = next((n for d in days for k in tree.kids(d, "nummod") if (n := number_of(tree.lower[k]))), 0)
    if not 1 < many <= _LONGEST or any(tree.lemma[up] in ("begin", "start", "open") for up in tree.up(trigger)):
        return when
    return When.between(when.earliest - timedelta(many - 1), when.earliest)
