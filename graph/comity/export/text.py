"""Text for formats of markup: characters that XML has no place for, lists on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape, quoteattr

__all__ = ["attributes", "body", "clean", "day", "joined", "shown"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with every character that XML 1.0 forbids as U+FFFD."""
    return _NOT_XML.sub("�", text)


def body(text: str) -> str:
    """Text as the content of an element."""
    return escape(clean(text), {"\r": "&#13;"})


def attributes(values: Mapping[str, str | int | float | None]) -> str:
    """Attributes of an element, each with a space before it; those of None left out."""
    found = ((name, value) for name, value in values.items() if value is not None)
    return "".join(f" {name}={quoteattr(clean(shown(value)))}" for name, value in found)


def shown(value: str | int | float) -> str:
    """A value as XML writes it: ``true`` and ``false`` in small letters."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def joined(items: Iterable[str]) -> str:
    """A list on one line, as ``a | b``: brackets and commas lose characters in Gephi."""
    return " | ".join(items)


def day(value: date | None) -> str | None:
    """A day in ISO form."""
    return value.isoformat() if value else None
