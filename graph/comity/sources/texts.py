"""Texts among the files: which of them may be documents by their names, and which archives hold any."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from comity.errors import InputError
from comity.sources.rows_archive import DAMAGE, parts

__all__ = ["DOCUMENTS", "HTML", "PACKED_TEXTS", "bare_name", "holds_texts", "passed_over"]

PACKED_TEXTS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson")
"""How the names of the documents in an archive end; other members are no documents."""

HTML = re.compile(rb"\s*(?:<\?xml[^<>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
"""How a web page begins."""

DOCUMENTS = re.compile(rb'\s*\{(?:.*?\n[ \t]*\{)??[^\n]*?"(?:text|body|content)"\s*:\s*"', re.S)
"""How a corpus of JSON lines begins: an object on a line, with a text."""

_PAPERS = ("readme", "license", "licence", "copying", "notice", "citation", "changelog", "contributing")
_MARKDOWN = (".md", ".markdown")
_PARTS_OF_PAGES = (".css", ".js", ".mjs")
_PACKING = (".gz", ".bz2", ".xz", ".zip", ".tar", ".tgz", ".txz", ".tbz2")
_MOST_MEMBERS = 10_000
"""How many members of an archive are looked at for a document."""


def passed_over(name: str, head: bytes) -> str:
    """Why a file that nobody named is no data by its name and its first bytes; "" where it may be."""
    pure = PurePosixPath(name)
    lower = pure.name.lower()
    if lower.startswith("."):
        return "hidden file"
    if lower.split(".")[0] in _PAPERS:
        return "accompanying paper"
    if pure.suffix.lower() in _MARKDOWN and not head.startswith(b"---"):
        return "Markdown without front matter"
    return "part of a web page" if pure.suffix.lower() in _PARTS_OF_PAGES else ""


def bare_name(name: str) -> str:
    """A name without the endings of packing: ``news.jsonl`` of ``news.jsonl.gz``."""
    while name.lower().endswith(_PACKING):
        name = name[: name.rindex(".")]
    return name


def holds_texts(path: Path) -> bool:
    """Whether a packed file holds a document, by the names in it. Raises ``InputError`` where it is damaged."""
    try:
        for number, part in enumerate(parts(path)):
            if bare_name(part.name).lower().endswith(PACKED_TEXTS):
                return True
            if number >= _MOST_MEMBERS:
                break
    except DAMAGE as error:
        raise InputError(path, f"cannot be unpacked: {error or type(error).__name__}") from None
    return False
