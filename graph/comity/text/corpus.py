"""A corpus: many documents in one file, one JSON object a line.

Keys, the first that is there: ``text``, ``body`` or ``content`` (needed); ``title`` or ``headline``; ``date``,
``published``, ``published_at`` or ``publication_date`` (ISO 8601, RFC 2822 or in English words); ``outlet``, ``source``
or ``publisher`` (text, or an object with ``name``); ``url`` or ``link``; ``id``; ``licence`` or ``license``. Other keys
are passed over. A document goes by its ``id``, else by its ``url``, else by a digest of its text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from comity.model import digest
from comity.text.given import Given, stated_day

__all__ = ["MAX_LINE", "document_of", "is_corpus", "lines_of"]

MAX_LINE = 8 * 1024 * 1024
"""The most bytes of one line."""

_TEXT = ("text", "body", "content")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at", "publication_date"),
    "outlet": ("outlet", "source", "publisher"),
    "url": ("url", "link"),
    "id": ("id",),
    "licence": ("licence", "license"),
}
_HEAD = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{(?:.*?\n[ \t]*\{)??[^\n]*?"(?:text|body|content)"\s*:\s*"', re.S)
_WEB = re.compile(r"https?://[^\s<>\"]+\Z", re.I)


def is_corpus(head: bytes) -> bool:
    """Whether a file that begins with these bytes holds documents, one JSON object a line."""
    return _HEAD.match(head) is not None


def lines_of(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, with their numbers; ``None`` for one that is longer than ``MAX_LINE``."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) <= MAX_LINE:
            if line.strip():
                yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield number, None


def document_of(line: bytes | None) -> Given:
    """The document of one line. Raises ``ValueError`` with the reason where the line holds none."""
    if line is None:
        raise ValueError(f"a line of more than {MAX_LINE:,} bytes")
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise ValueError("no JSON: " + (getattr(error, "msg", "") or "nested too deep")) from None
    if not isinstance(record, dict):
        raise ValueError("no JSON object")
    text = next((record[key] for key in _TEXT if isinstance(record.get(key), str) and record[key].strip()), None)
    if text is None:
        raise ValueError(f"no text under any of {', '.join(_TEXT)}")
    found = {name: _value(record, keys) for name, keys in _KEYS.items()}
    published = stated_day(found["date"]) if found["date"] else None
    if found["date"] and published is None:
        raise ValueError(f"{found['date'][:40]!r} is no date: write YYYY-MM-DD")
    url = found["url"] if _WEB.match(found["url"]) else ""
    name = found["id"] or url or digest(found["title"], text)
    return Given(name, text, found["title"], published, found["outlet"], url, found["licence"])


def _value(record: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    """The first of these keys that says something, as text."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""
