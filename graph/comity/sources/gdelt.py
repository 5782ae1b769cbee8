"""GDELT: events 1.0 and 2.0 as reports of acts, mentions as further reports of them, as published: packed or plain.

A row of events is what one machine read on one day; GDELT itself calls its rows counts of news reports. The day is the
one that the news speaks of where it differs from the day on which GDELT saw it, else only the day of telling is known.
The Goldstein value is kept as read, CAMEO code and quad class stand in the evidence.

No row says how sure the machine was, so an event has no confidence; a mention has its own. How often rows are right
has been looked at: of fifty on Sudan and South Sudan, 79 and 78.5 % had the right actors, 75.4 % the right place and
81.2 % the right code (a paper at the Systems and Information Engineering Design Symposium of 2014, as GDELT cites it).

A mention tells of an event by its number and adds who said it, when and with what confidence. Mentions of events that
the same input holds become reports of the same act; the others are rejects: nothing says what they tell of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.model import Source
from comity.sources.door import HEAD_BYTES, Batch, Format, Told, untold
from comity.sources.gdelt_layout import event_shape, kind_of
from comity.sources.gdelt_mentions import EventIndex
from comity.sources.gdelt_reading import GdeltReading, event_reports
from comity.sources.rows import file_blocks
from comity.sources.rows_archive import plain_head
from comity.sources.rows_reading import streamed

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["FORMAT", "is_knowledge_graph"]


def is_knowledge_graph(head: bytes, path: Path) -> bool:
    """Whether a file is GDELT's Global Knowledge Graph: themes, names and tones of stories, and no acts."""
    return kind_of(plain_head(head, path)) == "gkg"


def _streams(reading: GdeltReading) -> Iterator[Any]:
    """Reports of all events, then of all mentions."""
    events, mentions = _sorted(reading.files)
    with EventIndex() if mentions else nullcontext() as index:
        for made, numbers in _events(reading, events):
            if index is not None:
                index.add(numbers, made)
            yield made
        if index is not None:
            yield from index.reports(mentions, reading)


def _sorted(files: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    events: list[Path] = []
    mentions: list[Path] = []
    for path in files:
        with path.open("rb") as file:
            kind = kind_of(plain_head(file.read(HEAD_BYTES), path))
        (mentions if kind == "mentions" else events).append(path)
    return events, mentions


def _events(reading: GdeltReading, files: Sequence[Path]) -> Iterator[tuple[Any, Any]]:
    for path in files:
        for block in file_blocks(path, event_shape, reading.rejects):
            made, numbers = event_reports(reading, block)
            reading.tally(made)
            yield made, numbers
        reading.tally()


@dataclass(frozen=True)
class _Gdelt:
    name: str = "gdelt"
    title: str = "GDELT events and mentions"
    gathers: bool = True

    def recognise(self, head: bytes, path: Path) -> bool:
        """By the columns of its first line, named or not, packed or plain."""
        return kind_of(plain_head(head, path)) in ("events", "mentions")

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Stream events and mentions. Raises ``InputError`` where a file cannot be opened."""
        reading = GdeltReading(files, view, told)
        return streamed(_source(reading.source, reading.name), reading, _streams(reading))


FORMAT: Format = _Gdelt()


def _source(key: str, name: str) -> Source:
    return Source(
        id=key,
        kind="dataset",
        title=f"GDELT Event Database: {name}",
        publisher="The GDELT Project",
        licence="free for any use with citation of the GDELT Project",
        citation="Leetaru, Kalev, and Philip A. Schrodt. 2013. GDELT: Global Data on Events, Location and Tone, "
        "1979-2012. International Studies Association Annual Convention, San Francisco. https://www.gdeltproject.org/",
        url="https://www.gdeltproject.org/",
    )
