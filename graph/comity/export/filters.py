"""What of a generation goes into a file."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.errors import UsageError
from comity.model import ACTS, FAMILIES, MODALITIES, local_id

__all__ = ["Filters"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which acts and ties a file holds; the actors are those they speak of. Without filters, all.

    ``focus``: a local id or IRI; acts in which it has any role, for a country also those of its officials and bodies.
    ``types``: kinds of act, families, names of ties. ``start``, ``end``: acts whose interval meets that span; those of
    unknown date only where neither is given. ``known_by``: what was reported by that day. ``modalities``: None stands
    for asserted acts in network files and all in tables. ``min_confidence``: 0 to 1; what has none is left out. Raises
    ``UsageError``.
    """

    focus: str | None = None
    types: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    known_by: date | None = None
    modalities: tuple[str, ...] | None = None
    min_confidence: float | None = None

    def __post_init__(self) -> None:
        if self.focus is not None:
            found = local_id(self.focus)
            if found is None:
                raise UsageError(f"focus {self.focus!r} is neither an IRI of Comity nor a local id such as country/MEX")
            object.__setattr__(self, "focus", found)
        for modality in self.modalities or ():
            if modality not in MODALITIES:
                raise UsageError(f"no modality {modality!r}; there are {', '.join(MODALITIES)}")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise UsageError(f"confidence lies between 0 and 1, {self.min_confidence} does not")
        if self.start and self.end and self.end < self.start:
            raise UsageError(f"the span ends ({self.end}) before it starts ({self.start})")

    def check_types(self, ties: set[str]) -> None:
        """Raise ``UsageError`` for a type that is no kind, family or one of these names of ties."""
        known = {*ACTS, *FAMILIES, *ties}
        for name in self.types:
            if name not in known:
                near = difflib.get_close_matches(name, sorted(known), n=1) or ["meeting"]
                raise UsageError(f"no type {name!r}; try {near[0]}")

    @property
    def given(self) -> dict[str, Any]:
        """The filters that are set, as plain values for the head of a file."""
        values = {
            "focus": self.focus,
            "types": list(self.types) or None,
            "from": self.start and self.start.isoformat(),
            "to": self.end and self.end.isoformat(),
            "known_by": self.known_by and self.known_by.isoformat(),
            "modalities": list(self.modalities) if self.modalities is not None else None,
            "min_confidence": self.min_confidence,
        }
        return {name: value for name, value in values.items() if value is not None}
