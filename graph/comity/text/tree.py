"""One parsed paragraph as plain lists: all that the reader sees of what spaCy found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["KINDS", "Tree"]


KINDS = {"NORP": "PEOPLE", "PERSON": "PEOPLE", "GPE": "PLACE", "LOC": "PLACE", "MONEY": "MONEY"}
"""What the parser's kinds of names are called in the lexicon, which may ask for them like for nouns."""


@dataclass(slots=True)
class Tree:
    """One parsed paragraph; every list has one item a token.

    ``start`` is the token's offset in ``text``. ``head`` is the index of the governor, a root being its own.
    ``sentence`` numbers the sentences of the paragraph; ``bounds`` holds their first token and the token after the
    last.
    """

    text: str
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    entity: list[str] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    """Every word and lemma of the paragraph."""

    def __len__(self) -> int:
        return len(self.words)

    def end(self, token: int) -> int:
        """Offset in ``text`` after the token."""
        return self.start[token] + len(self.words[token])

    def kids(self, token: int, *deps: str) -> list[int]:
        """Dependents of a token with one of these relations (all of them where none is named)."""
        below = self.children[token]
        if not below:
            return []  # most words have none, and are asked a hundred times
        dep = self.dep
        return [kid for kid in below if dep[kid] in deps] if deps else [*below]

    def up(self, token: int) -> Iterator[int]:
        """The governors of a token, nearest first."""
        seen = 0
        while self.head[token] != token and seen < 200:
            token = self.head[token]
            seen += 1
            yield token

    def subtree(self, token: int, limit: int = 400) -> list[int]:
        """The token and all below it, in text order."""
        found: list[int] = []
        open_ = [token]
        while open_ and len(found) < limit:
            here = open_.pop()
            found.append(here)
            open_.extend(self.children[here])
        return sorted(found)

    def move(self, token: int, to: int) -> None:
        """Hangs a token, with all below it, on another."""
        if token != to:
            self.children[self.head[token]].remove(token)
            self.head[token] = to
            self.children[to] = sorted([*self.children[to], token])

    def crown(self, verb: int, root: int, dep: str) -> None:
        """Makes a verb somewhere below a root the root in its place; the former root hangs on it, as ``dep``."""
        self.children[self.head[verb]].remove(verb)
        self.head[verb], self.dep[verb] = verb, "ROOT"
        self.head[root], self.dep[root] = verb, dep
        self.children[verb] = sorted([*self.children[verb], root])

    def words_of(self, first: int, after: int) -> str:
        """The text from token ``first`` to before token ``after``."""
        return self.text[self.start[first] : self.end(after - 1)] if after > first else ""
