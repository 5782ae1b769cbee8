"""What the reader carries from a sentence to a report."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.model import UNKNOWN, Modality, When
from comity.text.figures import Amount
from comity.text.instruments import Instrument
from comity.text.people import Actor
from comity.text.places import Place
from comity.text.quotes import Quote

__all__ = ["Act", "Found", "Line"]


@dataclass(slots=True, eq=False)
class Act:
    """One act as one sentence tells it. ``number`` is the paragraph, ``start`` and ``end`` offsets in it."""

    act: str
    number: int
    token: int
    start: int
    end: int
    agents: list[Actor] = field(default_factory=list)
    recipients: list[Actor] = field(default_factory=list)
    modality: Modality = "asserted"
    when: When = UNKNOWN
    place: Place | None = None
    instrument: Instrument | None = None
    quotes: list[Quote] = field(default_factory=list)
    amount: Amount | None = None
    condition: str = ""
    confidence: float = 1.0
    sentence: tuple[int, int] = (0, 0)
    phrase: str = ""
    depth: int = 0
    """Verbs above the trigger: of the acts of one sentence the main clause's comes first."""
    heading: bool = False


Found = Act


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trace: where, which words, which frame, and what became of it."""

    start: int
    words: str
    act: str
    phrase: str
    verdict: str

    def __str__(self) -> str:
        return f"{self.start:>6}  {self.words:<16} {self.act:<20} {self.phrase[:40]:<40} {self.verdict}"
