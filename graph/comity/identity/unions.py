"""Things that were judged the same, and the one id that stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping

__all__ = ["Unions"]


class Unions:
    """Disjoint sets of ids. A set goes by its preferred member (one of ``prefer``, if any), first in the alphabet."""

    def __init__(self, prefer: Collection[str] = ()) -> None:
        self._prefer = prefer
        self._parent: dict[str, str] = {}

    def root(self, thing: str) -> str:
        """The id that stays for a thing; itself where it was joined to nothing."""
        while thing in self._parent:
            thing = self._parent[thing]
        return thing

    def join(self, left: str, right: str) -> None:
        """Make two ids one."""
        kept, gone = sorted((self.root(left), self.root(right)), key=lambda one: (one not in self._prefer, one))
        if kept != gone:
            self._parent[gone] = kept

    def changed(self) -> Mapping[str, str]:
        """Every id that gave way, with the id that stays."""
        return {thing: self.root(thing) for thing in sorted(self._parent)}
