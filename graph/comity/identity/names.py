"""Names of people: what two of them must share to be the same name.

Compatible given names are equal, one the initial of the other, or forms of one name (``data/nicknames.tsv``). Nothing
here says that two people are the same person: see :mod:`comity.identity.resolve`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from comity.identity.folding import fold, tokens
from comity.identity.tsv import read_table

__all__ = ["compatible", "given_names", "surname_of"]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for row in read_table("nicknames"):
        groups[row["short"]].add(row["full"])
    return {short: frozenset(full) for short, full in groups.items()}


def _same_given(left: str, right: str) -> bool:
    if left == right:
        return True
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0]
    known = _nicknames()
    longer_left, longer_right = known.get(left, frozenset()) | {left}, known.get(right, frozenset()) | {right}
    return not longer_left.isdisjoint(longer_right)


def surname_of(name: str, surname: str = "") -> str:
    """The folded surname: the one given, else the last word that is no "Jr."."""
    if surname:
        return fold(surname)
    words = [word for word in tokens(name) if word not in _SUFFIXES] or list(tokens(name))
    return words[-1] if words else ""


@lru_cache(maxsize=1 << 16)
def given_names(name: str, surname: str) -> tuple[str, ...]:
    """The folded words of a name that are not its surname (a folded text); titles of descent left out."""
    words = [word for word in tokens(name) if word not in _SUFFIXES]
    parts = surname.split()
    for start in range(len(words) - len(parts), -1, -1):
        if words[start : start + len(parts)] == parts:
            return tuple(words[:start] + words[start + len(parts) :])
    return tuple(word for word in words if word not in parts)


def compatible(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two lists of given names may be one person's.

    First names must be forms of one name, and further names, where both have them, must not contradict:
    ("george", "w") and ("george", "h", "w") do, ("michael",) and ("mike", "r") do not. Either list empty: nothing
    contradicts, and nothing is shown; the caller decides.
    """
    if not left or not right:
        return True
    if "".join(left) == "".join(right):  # "jae in" and "jaein"
        return True
    if not _same_given(left[0], right[0]):
        return len(left) > 1 and len(right) > 1 and sorted(left) == sorted(right)
    return all(_same_given(a, b) for a, b in zip(left[1:], right[1:], strict=False))
