"""Names made comparable: without case, accents, punctuation, the article, and with names in either order."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

__all__ = ["fold", "fold_sorted", "tokens"]

_DROPPED = re.compile(r"['’‘`´ʻʼ.]")
_OTHER = re.compile(r"[^a-z0-9]+")
_SPELLED = {"st": "saint", "ste": "sainte"}


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower-case ASCII words, one space between: no accents, dots, apostrophes or article; ``St.`` is ``saint``.

    Two names are the same name exactly where their folded texts are equal.

    >>> fold("Côte d’Ivoire"), fold("The U.S."), fold("St. Kitts & Nevis")
    ('cote divoire', 'us', 'saint kitts and nevis')
    """
    plain = _DROPPED.sub("", text.replace("&", " and "))
    if not plain.isascii():
        plain = _DROPPED.sub("", anyascii(plain))
    plain = plain.lower()
    words = _OTHER.sub(" ", plain).split()
    kept = [_SPELLED.get(word, word) for word in words if word != "the"]
    return " ".join(kept or words)


def tokens(text: str) -> tuple[str, ...]:
    """The words of the folded text."""
    return tuple(fold(text).split())


@lru_cache(maxsize=1 << 16)
def fold_sorted(text: str) -> str:
    """The folded words in alphabetical order, so that "Moon Jae-in" equals "Jae-in Moon"."""
    return " ".join(sorted(fold(text).split()))
