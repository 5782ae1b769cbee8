"""A document as it was given: its text, what stood beside it, and how it is read.

Files, web pages and lines of a corpus all become a :class:`Given` before they are read. What stood beside the text (the
record's date, the page's title) is handed to the reader as a head of the kind that Markdown has; offsets of evidence
never count that head: they count in :attr:`Given.text`.
"""

from __future__ import annotations

import codecs
import email.utils
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.text.people import View
    from comity.text.reading import Reading

__all__ = ["MAX_CHARACTERS", "Given", "Reader", "decode", "read_given", "stated_day"]

MAX_CHARACTERS = 1_000_000
"""The longest document that is read; a longer one is a collection and not one report."""

Reader = Callable[..., "Reading"]
"""``read_document``, or another door with the same parameters."""

_KEYS = ("title", "date", "outlet", "url", "licence")
_LONGEST_VALUE = 480
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Given:
    """A document before it is read.

    ``name`` is what its identifiers are made of. ``text`` is what is read, and what ``start`` and ``end`` of its
    reports count in. The others are what stood beside the text: "" or ``None`` where nothing did.
    """

    name: str
    text: str
    title: str = ""
    published: date | None = None
    outlet: str = ""
    url: str = ""
    licence: str = ""
    extracted: bool = False
    """Whether ``text`` was taken out of a page and stands nowhere else."""

    def head(self) -> str:
        """What stood beside the text, as front matter; "" where nothing did."""
        day = self.published.isoformat() if self.published else ""
        values = (self.title, day, self.outlet, self.url, self.licence)
        lines = [f"{key}: {clean}" for key, value in zip(_KEYS, values, strict=True) if (clean := _one_line(value))]
        return "---\n" + "\n".join(lines) + "\n---\n\n" if lines else ""


def _one_line(value: str) -> str:
    """A value that cannot leave its line of the head, nor be mistaken for another."""
    plain = "".join(char if char.isprintable() else " " for char in value)
    return " ".join(plain.split()).strip("'\"")[:_LONGEST_VALUE]


def read_given(given: Given, view: View, reader: Reader) -> Reading:
    """Read a document by ``reader``; offsets and identifiers count in ``given.text`` alone.

    Raises ``ValueError`` with the reason where the document is too long to be one report.
    """
    if len(given.text) > MAX_CHARACTERS:
        raise ValueError(f"{len(given.text):,} characters long; one report has at most {MAX_CHARACTERS:,}")
    text, head = _UNFIT.sub("\ufffd", given.text), given.head()
    reading = reader(head + text, given.name, view=view)
    return _without(reading, len(head)) if head else reading


def _without(reading: Reading, length: int) -> Reading:
    """A reading whose offsets are counted from ``length`` on."""

    def moved(offset: int | None) -> int | None:
        return None if offset is None else max(0, offset - length)

    reports = []
    for report in reading.reports:
        before = f"/{report.start}-"
        begin, end = moved(report.start), moved(report.end)
        name = report.id.replace(before, f"/{begin}-", 1) if report.start is not None else report.id
        reports.append(replace(report, id=name, start=begin, end=end))
    facts = [replace(fact, start=moved(fact.start), end=moved(fact.end)) for fact in reading.facts]
    reading.reports, reading.facts = reports, facts
    return reading


def decode(data: bytes) -> str:
    """The characters of a text of unknown encoding: UTF-8, UTF-16 or Windows-1252.

    A few bad bytes in what is else UTF-8 become U+FFFD. Raises ``ValueError`` with the reason where it is no text.
    """
    if not data.strip():
        raise ValueError("is empty")
    if (wide := _wide(data)) is not None:
        try:
            return data.decode(wide)
        except UnicodeDecodeError:
            raise ValueError("begins as UTF-16 and is none") from None
    if b"\0" in data:
        raise ValueError("is no text: it has NUL bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "replace")
    bad = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) > 5 * bad:
        return text
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise ValueError("is no text: neither UTF-8 nor Windows-1252") from None


def _wide(data: bytes) -> str | None:
    """The name of the UTF-16 that the bytes are in, by their mark or by where their NULs stand."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) < 8 or max(even, odd) < len(sample) // 2 * 0.7 or min(even, odd) > len(sample) // 100:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def stated_day(value: str) -> date | None:
    """The day of a date as corpora, feeds and pages write it; ``None`` where it is none."""
    iso = _ISO.match(value)
    try:
        if iso:
            return date(*(int(part) for part in iso.groups()))
        return email.utils.parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        from comity.text.dates import absolute

        return absolute(value[:200])
