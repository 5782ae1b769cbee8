"""A scanner of SPARQL text that knows strings, IRIs and comments, so that nobody looks for words inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Select", "Token", "selects", "tokens"]

Kind = Literal["comment", "iri", "string", "variable", "word", "mark"]

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<word>[\w.:@-]+)
      | (?P<space>\s+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text and where it starts. White space is left out."""

    kind: Kind
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of some keywords, in any case."""
        return self.kind == "word" and self.text.upper() in words


def tokens(sparql: str) -> Iterator[Token]:
    """The tokens of some SPARQL, without white space."""
    for found in _TOKEN.finditer(sparql):
        kind = found.lastgroup
        if kind != "space":
            yield Token(kind, found.group(), found.start())  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Select:
    """One SELECT, outermost first: its columns, the offset just inside its group, and what variables stand in it."""

    columns: tuple[str, ...]
    inside: int
    """Offset just after the ``{`` that opens its WHERE group."""
    variables: frozenset[str]
    """Names, without ``?``, of the variables inside the group, those of nested groups too."""
    ordered: bool
    """Whether an ORDER BY follows the group."""


def selects(sparql: str) -> list[Select]:
    """Every SELECT of a query with its WHERE group. Raises ``ValueError`` where braces do not close."""
    found = [token for token in tokens(sparql) if token.kind != "comment"]
    return [_select(found, at) for at, token in enumerate(found) if token.is_word("SELECT")]


def _select(found: Sequence[Token], at: int) -> Select:
    opening = _opening(found, at)
    closing = _closing(found, opening)
    names = {token.text[1:] for token in found[opening:closing] if token.kind == "variable"}
    after = found[closing + 1 :]
    end = next((n for n, token in enumerate(after) if token.text in "{}"), len(after))
    ordered = any(token.is_word("ORDER") for token in after[:end])
    return Select(_columns(found[at + 1 : opening]), found[opening].start + 1, frozenset(names), ordered)


def _opening(found: Sequence[Token], at: int) -> int:
    """Index of the ``{`` of a SELECT's WHERE group: the first outside brackets."""
    depth = 0
    for n in range(at + 1, len(found)):
        text = found[n].text
        depth += (text == "(") - (text == ")")
        if text == "{" and depth == 0:
            return n
    raise ValueError("a SELECT has no group")


def _closing(found: Sequence[Token], opening: int) -> int:
    depth = 0
    for n in range(opening, len(found)):
        depth += (found[n].text == "{") - (found[n].text == "}")
        if depth == 0:
            return n
    raise ValueError("a group is not closed")


def _columns(head: Sequence[Token]) -> tuple[str, ...]:
    """The columns of a projection: bare variables, and those after AS."""
    columns: list[str] = []
    depth = 0
    for n, token in enumerate(head):
        depth += (token.text == "(") - (token.text == ")")
        if token.kind == "variable" and (depth == 0 or (depth == 1 and head[n - 1].is_word("AS"))):
            columns.append(token.text[1:])
    return tuple(columns)
