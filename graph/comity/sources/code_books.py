"""Code books: files that say what the codes of a dataset mean, and hold no reports."""

from __future__ import annotations

import re
from pathlib import Path

from comity.sources.delimited import columns_of
from comity.sources.rows_archive import plain_head

__all__ = ["is_code_book"]

_ENTRY = re.compile(r"\s*(\d{2,4}|[A-Z]{2,6})\s*[:=\t]\s*\S")
"""A line that says what a code is: ``0312: AGREE``."""
_LOOKUPS = re.compile(rb'\s*\{\s*"\w*CODES?\w*"\s*:\s*\{\s*"[^"{}]{1,40}"\s*:\s*"', re.IGNORECASE)
"""An object of look-ups, each from codes to names."""
_PAIRS = {"code", "label", "cameoeventcode", "eventdescription", "goldsteinscale"}
_MEANINGS = {"description", "usage_notes", "example", "goldstein", "root_code", "definition", "eventdescription"}
_FEWEST = 8


def is_code_book(head: bytes, path: Path) -> bool:
    """Whether a file that no format claims is a code book, by its beginning, ``head``.

    A table with a column of codes and two that tell what they mean; a table of codes and labels and nothing else; JSON
    look-ups from codes to names; lines each of which gives another code its meaning.
    """
    head = plain_head(head, path)
    if _LOOKUPS.match(head):
        return True
    names = {name.lower() for name in columns_of(head, path)}
    if "code" in names and len(names & _MEANINGS) >= 2:
        return True
    if len(names) > 1 and names <= _PAIRS:
        return True
    return _lists_codes(head.decode("utf-8", "replace"))


def _lists_codes(text: str) -> bool:
    """Whether nearly every line but comments gives a code, each another; a talk of few speakers repeats their names."""
    lines = [line for line in text.splitlines()[:-1] if line.strip() and not line.lstrip().startswith("#")]
    codes = [found[1] for line in lines if (found := _ENTRY.match(line))]
    return len(lines) >= _FEWEST and len(codes) >= 0.9 * len(lines) and len(set(codes)) >= 0.9 * len(codes)
