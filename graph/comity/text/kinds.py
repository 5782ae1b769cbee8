"""What kind of state a noun means: "the kingdom", "the Baltic state", "both Gulf states"."""

from __future__ import annotations

from itertools import pairwise

from comity.text.tree import Tree
from comity.text.words import words

__all__ = ["among", "is_state"]

_BEFORE = ("amod", "compound", "nmod")
_SHORTEST = 2
"""Letters of a word that may be in the plural."""


def is_state(word: str) -> bool:
    """Whether a noun may stand for a state: "nation", "kingdom"."""
    return word in words().countries or word in words().kinds or _singular(word) in words().kinds


def among(tree: Tree, token: int) -> frozenset[str]:
    """The codes of the states that a noun may mean by what it is and by the words before it; empty where any may be
    meant."""
    kinds, areas = words().kinds, words().areas
    lower = tree.lower[token]
    before = [k for kid in tree.kids(token, *_BEFORE) for k in tree.subtree(kid, 6) if k < token]
    said = [tree.lower[k] for k in sorted(before)]
    found = [kinds.get(lower) or kinds.get(_singular(lower), frozenset())]
    found += [kinds[word] for word in said if word in kinds]
    pairs = [" ".join(pair) for pair in pairwise(said)]
    wide = [areas[pair] for pair in pairs if pair in areas]
    found += wide or [areas[word] for word in said if word in areas]
    told = [codes for codes in found if codes]
    return frozenset.intersection(*told) if told else frozenset()


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > _SHORTEST else word
