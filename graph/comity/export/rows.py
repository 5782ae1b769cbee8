"""The two rows that every network file is made of: an actor, and a tie (or one act between two actors)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from comity.model import iri

__all__ = ["ActorRow", "Spell", "TieRow"]

Spell = tuple[date | None, date | None]
"""First and last day, both included; None where unknown or open."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor, agreement or policy of the file. ``x``, ``y`` are degrees of longitude and latitude for
    a picture; ``placed`` says whether they mean a place on earth, that of its country."""

    id: str
    kind: str
    label: str
    country: str
    qid: str
    aliases: tuple[str, ...]
    ties: int
    x: float
    y: float
    placed: bool

    @property
    def iri(self) -> str:
        """Its IRI."""
        return iri(self.id)


@dataclass(frozen=True, slots=True)
class TieRow:
    """One act between two actors, or a tie that acts add up to.

    ``id`` is unique in the file; ``iri`` is that of the act, or of the tie. ``kind`` is unique among the ties of one
    pair (``praise``, ``praise#2``). ``spells`` do not overlap; an act has one, or none where its date is unknown.
    ``acts``, ``reports`` and ``sources`` are local ids; ``evidence`` is the sentence or row of the first report.
    """

    id: str
    iri: str
    type: str
    type_iri: str
    kind: str
    family: str
    sign: int
    source: str
    target: str
    directed: bool
    spells: tuple[Spell, ...]
    precision: str
    modality: str
    confidence: float | None
    place: str
    about: str
    quote: str
    acts: tuple[str, ...]
    reports: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: str

    @property
    def earliest(self) -> date | None:
        """First day of the first spell; None where open or unknown."""
        return self.spells[0][0] if self.spells else None

    @property
    def latest(self) -> date | None:
        """Last day of the last spell; None where open or unknown."""
        return self.spells[-1][1] if self.spells else None

    @property
    def weight(self) -> float:
        """How many acts stand behind it."""
        return float(max(len(self.acts), 1))


def merge(spells: list[Spell]) -> tuple[Spell, ...]:
    """Spells in order, those that overlap made one; a spell open on both sides says nothing and goes."""
    low, high = date.min, date.max
    ordered = sorted((first or low, last or high) for first, last in spells if first or last)
    merged: list[tuple[date, date]] = []
    for first, last in ordered:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple((None if first == low else first, None if last == high else last) for first, last in merged)
