"""Reports of meetings from a remark, and the loop over the records of a file: shared by travels and visits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from comity.errors import InputError
from comity.model import Mention, Report, When
from comity.sources.door import Gathered
from comity.sources.history_common import EXTRACTOR, BadRecord
from comity.sources.history_parties import Parties
from comity.sources.remarks import Met, Sentence, meetings, sentences
from comity.sources.xml import content, line_of, read_xml

if TYPE_CHECKING:
    from comity.identity.countries import Country

__all__ = ["Occasion", "attest", "clauses_of", "day_in", "each", "meeting_reports", "readable", "statements"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"\b(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? (\d{1,2})\b(?![–-]\s?\d)")


@dataclass(frozen=True, slots=True)
class Occasion:
    """The stop or visit that a remark belongs to, as far as its meetings need it."""

    key: str
    source: str
    locator: str
    who: Mention
    host: Country
    """Whose officials the remark names where no country stands beside a title."""
    when: When
    place: str
    clauses: tuple[tuple[Sentence, Met], ...]


def clauses_of(remark: str) -> tuple[tuple[Sentence, Met], ...]:
    """The clauses of a remark that say who was met, each with its sentence."""
    return tuple((sentence, met) for sentence in sentences(remark) for met in meetings(sentence.text))


def _day(occasion: Occasion) -> date:
    assert occasion.when.earliest is not None  # a stop has both its days, or is rejected
    return occasion.when.earliest


def attest(occasion: Occasion, parties: Parties) -> None:
    """Let the remark bear witness to whose officials it names; to be done for all remarks before the first report."""
    for _, met in occasion.clauses:
        parties.attest(met.parties, occasion.host, _day(occasion))


def meeting_reports(occasion: Occasion, parties: Parties) -> Iterator[Report]:
    """One report for each clause and government that the remark says were met; see ``history_travels``."""
    number = 0
    for sentence, met in occasion.clauses:
        mentions = parties.mentions(met.parties, occasion.host, _day(occasion))
        for side in _sides(mentions, met):
            number += 1
            yield _report(occasion, sentence, met, side, number)


def _sides(mentions: Sequence[Mention], met: Met) -> list[tuple[Mention, ...]]:
    if met.together:
        return [tuple(mentions)] if mentions else []
    sides: dict[str, list[Mention]] = {}
    for mention in mentions:
        # Officials of international bodies have no country: each is a side of its own.
        sides.setdefault(mention.country or mention.key, []).append(mention)
    return [tuple(side) for side in sides.values()]


def _report(occasion: Occasion, sentence: Sentence, met: Met, side: tuple[Mention, ...], number: int) -> Report:
    return Report(
        id=f"report/{occasion.key}-met-{number}",
        source=occasion.source,
        act="meeting",
        agents=(occasion.who, *side),
        when=day_in(met.tail, occasion.when),
        place=occasion.place,
        place_country=occasion.host.code,
        evidence=sentence.text,
        start=sentence.start,
        end=sentence.end,
        locator=occasion.locator,
        extractor=EXTRACTOR,
    )


def day_in(words: str, stay: When) -> When:
    """The day that the words name, where it lies within a fortnight of the stay; else the stay."""
    found = _DAY.search(words)
    if not found or not stay.earliest or not stay.latest:
        return stay
    month = _MONTHS.index(found[1][:3].lower()) + 1
    for year in (stay.earliest.year, stay.latest.year):
        try:
            day = date(year, month, int(found[2]))
        except ValueError:
            return stay
        if stay.earliest - timedelta(days=14) <= day <= stay.latest + timedelta(days=14):
            return When.day(day)
    return stay


def readable(files: Sequence[Path], gathered: Gathered) -> Iterator[tuple[Path, etree._Element]]:
    """The root element of each file; an unreadable one among others is rejected.

    Raises ``InputError`` where no file could be read.
    """
    last: InputError | None = None
    some = False
    for path in files:
        try:
            root = read_xml(path)
        except InputError as error:
            last = error
            gathered.reject(path, error.line, error.reason)
            continue
        some = True
        yield path, root
        gathered.rows = max(gathered.rows, statements(gathered))  # so that it is told
    if last is not None and not some:
        raise last


def each(
    gathered: Gathered, path: Path, root: etree._Element, tag: str, read: Callable[[etree._Element], None]
) -> None:
    """Read each record of a file; a bad one is rejected with its line, as is an element that is no such record."""
    for element in root.iterchildren(etree.Element):
        if element.tag != tag:
            if root.tag == "presidents":  # the list begins with two lines about itself
                continue
            gathered.reject(path, line_of(element), f"<{element.tag}> where <{tag}> was expected", content(element))
            continue
        try:
            read(element)
        except BadRecord as error:
            gathered.reject(path, line_of(element), f"{tag}: {error}", content(element))


def statements(gathered: Gathered) -> int:
    """Rows of a record of journeys: a stop states a visit, its remarks one meeting or more; a reject is one row."""
    return len(gathered["reports"]) + gathered.rejects
