"""What a model said, held against the text: verbatim evidence, actors that are named, dates of the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity.model import ACTS, UNKNOWN, When
from comity.text.llm.prompt import Passage

if TYPE_CHECKING:
    from comity.text.llm.schema import Actor, Event
    from comity.text.people import View

__all__ = ["Checker"]

_LONGEST = 2000
_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛´`", "'") | dict.fromkeys("“”„‟«»", '"'))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Checker:
    """Knows the document and the passage that the model saw."""

    text: str
    passage: Passage
    published: date | None
    view: View

    def problem(self, event: Event) -> str:
        """Why an answer does not count, in words that help to mend it; "" where it does."""
        where = self.locate(event.evidence)
        if where is None:
            return f"the evidence is not in the passage, letter by letter: {event.evidence[:80]!r}"
        if not event.agents:
            return "no agent"
        if ACTS[event.act].symmetric and event.recipients:
            return f"{event.act} is an act of both sides: all parties are agents"
        for actor in (*event.agents, *event.recipients):
            if reason := self._actor(actor, *where):
                return reason
        if event.quote and find(self.text, event.quote, *where) is None:
            return f"the quotation is not in the evidence, letter by letter: {event.quote[:80]!r}"
        for name in (event.place and event.place.name, event.instrument and event.instrument.name):
            if name and find(self.text, name, 0, len(self.text)) is None:
                return f"{name[:80]!r} is not in the text"
        if event.place and event.place.country and event.place.country not in self.view.countries:
            return f"{event.place.country[:20]!r} is no country code"
        return self._date(event)

    def locate(self, evidence: str) -> tuple[int, int] | None:
        """Offsets in the document of words of the passage; ``None`` where they do not stand there."""
        return find(self.text, evidence, self.passage.start, self.passage.end)

    def when(self, event: Event) -> When:
        """The date of an answer that has no problem."""
        return When.parse(event.date) if event.date else UNKNOWN

    def _actor(self, actor: Actor, start: int, end: int) -> str:
        if actor.country is not None and actor.country not in self.view.countries:
            return f"{actor.country[:20]!r} is no country code (ISO 3166-1 alpha-3)"
        if find(self.text, actor.words, start, end) is None:
            return f"{actor.words[:80]!r} is not in the evidence"
        if actor.kind == "country":
            if actor.country is None:
                return f"the country {actor.name[:80]!r} has no code"
            meant = self.view.countries.by_name(actor.words, self.published)
            if meant is not None and meant.code == actor.country:
                return ""
        return "" if find(self.text, actor.name, 0, end) else f"{actor.name[:80]!r} is not named in the text up to here"

    def _date(self, event: Event) -> str:
        try:
            when = self.when(event)
        except ValueError as error:
            return str(error)
        first, last = when.earliest or when.latest, when.latest or when.earliest
        if first is None or last is None:
            return ""
        if first.year < 1500 or last.year > 2200:
            return f"{event.date} is no date of a news story"
        if self.published and event.modality == "asserted" and first > self.published + timedelta(days=1):
            return f"{event.date} is after publication ({self.published}), so the act is planned and not asserted"
        return ""


def find(text: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    """Where words stand between two offsets, spaces and quotation marks alike however written; first place or
    ``None``."""
    words = words.strip()
    if not words or len(words) > _LONGEST:
        return None
    at = text.find(words, start, end)
    if at >= 0:
        return at, at + len(words)
    pattern = r"\s+".join(re.escape(part) for part in words.translate(_QUOTES).split())
    match = re.compile(pattern).search(text.translate(_QUOTES), start, end)
    return match.span() if match else None
