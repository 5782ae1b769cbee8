"""When an appointment of the Office of the Historian was held, and how it stood.

The record gives up to four dates, of day, month or year: appointed, arrived, started (entry on duty, or presentation
of credentials) and ended. A term begins with ``started``, else ``arrived``, else ``appointed``, and ends with
``ended``. A chief of mission without a recorded end is taken to have ended, at the latest, when the next one of the
same mission started (precision ``derived``). What was never held (declined, not confirmed) keeps the day of
appointment alone, so that it never reads as an open term.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from comity.model import UNKNOWN, Precision, When
from comity.sources.history_common import BadRecord
from comity.sources.xml import child_text, content

__all__ = ["Dates", "evidence_of", "read_dates", "status_of", "term_of"]

_ACTING = ("ad-interim", "pro-tem", "acting-")
_LEADS_TO_DATE = re.compile(r"\b(?:on|of|by|and|or|in|before|about|after|until|approximately|effective)\.?$", re.I)
_STATUSES = (
    (re.compile(r"declin", re.I), "declined"),
    (re.compile(r"not commissioned|nominat|nominaion|not confirmed|rejected", re.I), "not commissioned"),
    (re.compile(r"did not present|not received", re.I), "did not present credentials"),
    (re.compile(r"did not (?:serve|proceed|enter|assume|go)|before proceeding|died|never", re.I), "did not serve"),
)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one appointment, each unknown where the record has none."""

    appointed: When
    arrived: When
    started: When
    ended: When

    @property
    def first(self) -> When:
        """When the term began, by the best date there is."""
        begun = next((when for when in (self.started, self.arrived, self.appointed) if when.earliest), UNKNOWN)
        if _before(self.ended, begun) and self.appointed.known and not _before(self.ended, self.appointed):
            return self.appointed  # a slip in the date of entry ("1886" for 1866): the appointment still fits
        return begun


def read_dates(element: etree._Element) -> Dates:
    """The dates of a ``chief`` or ``principal``. Raises ``BadRecord`` where one is no date."""
    return Dates(*(_date(element, name) for name in ("appointed", "arrived", "started", "ended")))


def _date(element: etree._Element, name: str) -> When:
    inside = element.find(name)
    text = "" if inside is None else child_text(inside, "date")
    if not text:
        return UNKNOWN
    try:
        return When.parse(text)
    except ValueError as error:
        raise BadRecord(f"<{name}>: {error}") from None


def term_of(dates: Dates, status: str, successor: date | None) -> When:
    """The interval in which the office was held; ``successor`` is the first day of the next chief, where known.

    Raises ``BadRecord`` where it ends before it starts.
    """
    first, last = dates.first, dates.ended
    if status not in ("", "acting"):
        if last.known and dates.started.known and not _before(last, first):
            return When.between(first.earliest, last.latest)
        return dates.appointed if dates.appointed.known else UNKNOWN
    if _before(last, first):
        raise BadRecord(f"ends ({last.edtf()}) before it starts ({first.edtf()})")
    if last.latest is None and first.earliest and successor and successor >= first.earliest:
        return When(first.earliest, successor, "derived")
    return When(first.earliest, last.latest, _precision(first, last))


def _before(last: When, first: When) -> bool:
    return last.latest is not None and first.earliest is not None and last.latest < first.earliest


def _precision(first: When, last: When) -> Precision:
    units = {when.precision for when in (first, last) if when.known}
    if not units:
        return "unknown"
    if "year" in units:
        return "year"
    if "month" in units:
        return "month"
    return "day" if first.earliest == last.latest else "interval"


def status_of(element: etree._Element, role: str, served: bool) -> str:
    """``acting`` for holders ad interim; for nominees who never held the office, why not; else ""."""
    if served:
        return "acting" if any(part in role for part in _ACTING) else ""
    notes = " ".join(content(note) for note in element.iter("note"))
    return next((status for pattern, status in _STATUSES if pattern.search(notes)), "did not serve")


def evidence_of(element: etree._Element) -> str:
    """The notes of an appointment, one after the other; a note that leads to its date ("Left post on") with it."""
    parts: list[str] = []
    for name in ("appointed", "arrived", "started", "ended"):
        inside = element.find(name)
        if inside is None:
            continue
        note, day = child_text(inside, "note"), child_text(inside, "date")
        if note:
            parts.append(f"{note} {day}" if day and _LEADS_TO_DATE.search(note) else note)
    parts += [text for note in element.findall("note") if (text := " ".join(content(note).split()))]
    return "; ".join(parts)
