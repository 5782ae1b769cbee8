"""The inputs of the generation that is being made: those of the one before, and what has been read since."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from comity.build.manifest import Staged
from comity.errors import InputError

__all__ = ["Shelf"]


class Shelf:
    """Staged inputs by key, found by their source and by their files."""

    def __init__(self, inputs: Iterable[Staged], numbered: frozenset[str]) -> None:
        """``numbered`` are the formats whose reports are numbered by line or sentence."""
        self._inputs: dict[str, Staged] = {}
        self._by_source: dict[str, set[str]] = defaultdict(set)
        self._by_file: dict[str, set[str]] = defaultdict(set)
        self._numbered = numbered
        for item in inputs:
            self._put(item)

    @property
    def inputs(self) -> tuple[Staged, ...]:
        """All that is on it."""
        return tuple(self._inputs.values())

    def add(self, new: Staged, path: Path) -> None:
        """Put an input on it, in the place of what it replaces.

        Two inputs whose reports are numbered by line or sentence, and of one name, would share their identifiers: the
        second is refused with InputError, and nothing is lost unsaid. Records with numbers of their own may stand in
        several inputs.
        """
        for old in self._found(self._by_source[str(new.source["id"])]):
            clash = old.key != new.key and not new.replaces(old)
            if clash and not self._numbered.isdisjoint((new.format, old.format)):
                raise InputError(path, f"another source of that name is in the graph ({old.path}); rename the file")
        sharing = {key for file in new.files for key in self._by_file[file]}
        for old in self._found(sharing):
            if old.key == new.key or new.replaces(old):
                self._take(old)
        self._put(new)

    def keep_only(self, path: Path, places: set[str]) -> None:
        """Of the documents of one file, take off those that stand in it no more. ``places`` are those that do."""
        file = os.path.abspath(path)  # noqa: PTH100 - as in the inputs' own files
        gone = [
            item
            for item in self._inputs.values()
            if item.files and all(own.startswith((f"{file}/", f"{file}#")) and own not in places for own in item.files)
        ]
        for item in gone:
            self._take(item)

    def _found(self, keys: Iterable[str]) -> list[Staged]:
        return [self._inputs[key] for key in sorted(keys)]

    def _put(self, item: Staged) -> None:
        if item.key in self._inputs:
            self._take(self._inputs[item.key])
        self._inputs[item.key] = item
        self._by_source[str(item.source["id"])].add(item.key)
        for file in item.files:
            self._by_file[file].add(item.key)

    def _take(self, item: Staged) -> None:
        del self._inputs[item.key]
        self._by_source[str(item.source["id"])].discard(item.key)
        for file in item.files:
            self._by_file[file].discard(item.key)
