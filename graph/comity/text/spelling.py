"""Capitalised words that are no person, and names that a byline spelled twice."""

from __future__ import annotations

import re

from comity.text.tree import Tree
from comity.text.words import fold, listed, words

__all__ = ["is_body", "spelled"]


def is_body(tree: Tree, start: int, end: int) -> bool:
    """Whether capitalised words behind a possessor name an institution or an instrument, not a person."""
    last = tree.lower[end - 1]
    following = tree.lower[end] if end < len(tree) else ""
    lists = words()
    known = lists.officials | lists.groups | lists.countries | listed("instrument_nouns") | listed("institutions")
    return (
        last in known
        or following in listed("instrument_nouns")
        or any(tree.entity[i] in ("GPE", "LOC", "FAC", "EVENT", "NORP", "LAW") for i in range(start, end))
    )


_DOUBLED = re.compile(r"\b(\w{3,})(?P<rest>\w{3,}) (?=\S+\Z)")


def spelled(name: str) -> str:
    """A name with bylines' doubled parts repaired: "Bukelenayib Bukele" → "Nayib Bukele"."""
    parts = name.split()
    if len(parts) >= 2:
        last = fold(parts[-1])
        first = fold(parts[-2])
        if first.startswith(last) and len(first) > len(last) + 2:
            parts = [*parts[:-2], first[len(last) :].capitalize(), parts[-1]]
        if len(parts) > 2 and fold(parts[0]) == fold(parts[-2]):
            parts = parts[1:]
    return " ".join(parts)
