"""What a query may not ask for, seen before anything parses it.

These checks are a courtesy, so that common mistakes get a clear sentence; the worker process is the guarantee. They
look at words outside IRIs, strings and comments.
"""

from __future__ import annotations

import re
from collections import Counter

from comity.errors import QueryError

__all__ = ["has_dataset", "place", "refuse", "syntax_message"]

_HIDDEN = re.compile(
    r'"""(?:\\.|(?!""")[^\\])*"""' + r"|'''(?:\\.|(?!''')[^\\])*'''"
    r'|"(?:\\.|[^"\\\n\r])*"' + r"|'(?:\\.|[^'\\\n\r])*'"
    r'|<[^\x00-\x20<>"{}|^`\\]*>|#[^\n\r]*|[?$]\w+|@[A-Za-z-]+'
    r"|(?<![\w.-])(?![\w.-]*service[\w.-]*:)(?:[^\W\d_][\w.-]*)?:[\w.%\\:-]*",
    re.DOTALL | re.IGNORECASE,
)
"""IRIs, strings, comments, variables, language tags, prefixed names. A prefix with ``service`` in it stays visible:
some parsers read ``SERVICE:x`` as two words."""
_WORD = re.compile(r"[A-Za-z]+")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPERATOR = re.compile(r"\|\||&&|[+*/|!^]|\b(?:UNION|OPTIONAL|MINUS|EXISTS)\b", re.IGNORECASE)
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"])
_READS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_DEPTH, _RUN = 64, 200


def _bare(sparql: str) -> str:
    """The query with IRIs, strings and comments blanked out, places kept."""
    return _HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), sparql)


def _unescaped(sparql: str) -> str:
    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return chr(code) if code < 0x110000 else " "

    return _ESCAPE.sub(character, sparql)


def place(text: str, offset: int) -> str:
    """``line:column`` of an offset, both counted from 1."""
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def refuse(sparql: str, limit: int) -> None:
    """Raise QueryError where a query is too long or too deep, asks another server (SERVICE), or is an update."""
    size = len(sparql.encode("utf-8", "surrogatepass"))
    if size > limit:
        raise QueryError(f"query: {size:,} bytes long, at most {limit:,} are allowed")
    if not sparql.strip():
        raise QueryError("query: is empty")
    for text in {sparql, _unescaped(sparql)}:
        bare = _bare(text)
        _refuse_words(bare)
        _refuse_depth(bare)
    for operator, count in Counter(found[0].upper() for found in _OPERATOR.finditer(_bare(sparql))).items():
        if count > _RUN:
            raise QueryError(f"query: {count} times {operator}, at most {_RUN} are allowed")


def _refuse_words(bare: str) -> None:
    reads = False
    for found in _WORD.finditer(bare):
        word = found[0].upper()
        if word == "SERVICE":
            raise QueryError(f"query {place(bare, found.start())}: SERVICE is not allowed; a graph answers by itself")
        if not reads and word in _UPDATES:
            raise QueryError(f"query {place(bare, found.start())}: {word} is not allowed; a graph is read only")
        reads = reads or word in _READS


def _refuse_depth(bare: str) -> None:
    depth = 0
    for found in re.finditer(r"[{}()\[\]]", bare):
        depth += 1 if found[0] in "{([" else -1
        if depth > _DEPTH:
            raise QueryError(f"query {place(bare, found.start())}: more than {_DEPTH} brackets deep")


def has_dataset(sparql: str) -> bool:
    """Whether the query names its own dataset (FROM), which the union of all graphs would silently override."""
    return any(found[0].upper() == "FROM" for found in _WORD.finditer(_bare(sparql)))


def syntax_message(sparql: str, reason: str) -> str:
    """One line for a syntax error: the place, and the word that was not expected there."""
    found = re.match(r"error at (\d+):(\d+): (.*)", reason, re.DOTALL)
    if not found:
        return f"query: {reason.splitlines()[0]}"
    line, column, expected = int(found[1]), int(found[2]), found[3]
    rows = sparql.split("\n")
    rest = rows[line - 1][column - 1 :] if line <= len(rows) else ""
    if "Prefix not found" in expected:
        return f"query {line}:{column}: the prefix before this place is not declared"
    if not rest.strip() and line >= len(rows):
        return f"query {line}:{column}: ends too early"
    word = rest.strip().split()[0][:40] if rest.strip() else "end of line"
    return f"query {line}:{column}: cannot be read at {word!r}"
