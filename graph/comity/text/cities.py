"""Towns by name, for what stands where a place is told: never to find names, only to say in which state one lies."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from comity.resources import packaged
from comity.text.words import fold

__all__ = ["country_of_town", "is_town"]


@cache
def _towns() -> dict[str, tuple[tuple[str, ...], bool]]:
    """States of each town of ``cities.tsv``, the largest first, and whether it is a large one."""
    found: dict[str, tuple[tuple[str, ...], bool]] = {}
    with packaged("text", "cities.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                name, codes, *large = line.rstrip("\n").split("\t")
                found.setdefault(fold(name), (tuple(codes.split()), bool(large)))
    return found


def is_town(name: str) -> bool:
    """Whether the table has a town of that name."""
    return fold(name) in _towns()


def country_of_town(name: str, mentioned: Collection[str]) -> str:
    """The state of a town: one that the document names, else that of a large town; "" where neither is sure.

    American towns carry the names of half the world: they count only where the document names the United States.
    """
    codes, large = _towns().get(fold(name), ((), False))
    told = next((code for code in codes if code in mentioned), "")
    return told or (codes[0] if codes and large and codes[0] != "USA" else "")
