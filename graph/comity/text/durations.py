"""How long talks took, a term runs, or somebody has to do as told: "for 45 minutes", "by six months", "48 hours to
leave"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from comity.text.figures import SPANS, Amount
from comity.text.numerals import numerals
from comity.text.parse import Tree
from comity.text.syntax import is_verb

__all__ = ["deadline", "length_of_talks", "term"]

_SPAN = re.compile(
    r"\b(?P<one>half an?|an?|another)? ?\b(?P<unit>minute|hour|day|week|month|year)s?\b(?P<half> and a half\b)?"
)
_BETWEEN = re.compile(r"[- ](?:more |further )?")
_LASTING = frozenset("last run take stretch continue".split())


def _spans(tree: Tree, sentence: int) -> Iterator[tuple[float, int]]:
    """The lengths of time that a sentence tells, each with the token of its unit."""
    first, after = tree.bounds[sentence]
    start, end = tree.start[first], tree.end(after - 1)
    told = {n.end: n for n in numerals(tree.text, start, end) if not n.currency and not n.percent}
    for match in _SPAN.finditer(tree.text, start, end):
        begin = match.start("unit")
        number = next((n for at, n in told.items() if _BETWEEN.fullmatch(tree.text, at, begin)), None)
        if number is None and not match["one"]:
            continue
        value = number.value if number else 0.5 if match["one"].startswith("half") else 1.0
        yield value + (0.5 if match["half"] else 0), bisect_right(tree.start, begin) - 1


def _of(tree: Tree, value: float, token: int) -> Amount:
    unit = tree.lemma[token].rstrip("s") if tree.lemma[token] not in SPANS else tree.lemma[token]
    return Amount(value, unit, "")


def length_of_talks(tree: Tree, trigger: int, noun: int | None) -> Amount | None:
    """How long talks, a meeting or a call took: "for 45 minutes", "four hours of talks", "a two-hour meeting that"."""
    talks = {trigger, *([noun] if noun is not None else ())}
    verb = next((t for t in (trigger, *tree.up(trigger)) if is_verb(tree, t)), trigger)
    for value, token in _spans(tree, tree.sentence[trigger]):
        head = tree.head[token]
        if tree.dep[token] in ("compound", "nmod", "amod", "nummod") and head in talks:
            return _of(tree, value, token)
        if any(tree.lower[p] == "of" and talks & {*tree.kids(p, "pobj")} for p in tree.kids(token, "prep")):
            return _of(tree, value, token)
        if tree.lower[head] in ("for", "over") and _hangs_on(tree, head, talks | {verb}):
            return _of(tree, value, token)
        if _lasted(tree, token, talks):
            return _of(tree, value, token)
    return None


def _hangs_on(tree: Tree, preposition: int, heads: set[int]) -> bool:
    """Whether a preposition hangs on one of some words, also by way of another: "met in Oslo for an hour"."""
    for up in tree.up(preposition):
        if up in heads:
            return True
        if is_verb(tree, up):
            return False
    return False


def _lasted(tree: Tree, token: int, talks: set[int]) -> bool:
    """ "talks that ran for sixteen hours", "a meeting lasting two hours", "the talks took an hour"."""
    verb = next((up for up in tree.up(token) if is_verb(tree, up)), None)
    if verb is None or tree.lemma[verb] not in _LASTING:
        return False
    return bool(talks & {tree.head[verb], *tree.kids(verb, "nsubj")})


def term(tree: Tree, trigger: int, noun: int | None) -> Amount | None:
    """By how long a mandate or lease is prolonged, or how long an agreement runs: "by six months", "for another year",
    "a 90 day agreement"."""
    below = {*tree.subtree(trigger, 120), *(tree.subtree(noun, 40) if noun is not None else ())}
    for value, token in _spans(tree, tree.sentence[trigger]):
        head = tree.head[token]
        attached = tree.dep[token] in ("compound", "nmod", "amod", "nummod", "npadvmod") and head in (trigger, noun)
        told = tree.lower[head] in ("by", "for", "of") and tree.dep[token] == "pobj"
        if token in below and (attached or told):
            return _of(tree, value, token)
    return None


def deadline(tree: Tree, trigger: int) -> Amount | None:
    """How long somebody has to do as told: "gave them 48 hours to leave", "to be out within 180 days"."""
    below = tree.subtree(trigger, 120)
    for value, token in _spans(tree, tree.sentence[trigger]):
        if token not in below:
            continue
        to_do = any(tree.tag[k] == "VB" for k in tree.kids(token, "relcl", "acl", "xcomp"))
        given = tree.dep[token] == "dobj" and tree.lemma[tree.head[token]] in ("give", "have", "allow", "grant")
        if to_do or given or tree.lower[tree.head[token]] == "within":
            return _of(tree, value, token)
    return None
