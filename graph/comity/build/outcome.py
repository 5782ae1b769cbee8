"""What a build did, for the command line to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from comity.model import Rejected

__all__ = ["InputOutcome", "Outcome", "Progress", "quiet"]


class Progress(Protocol):
    """Told as work goes on."""

    def __call__(self, step: str, done: int, total: int | None, rejects: int = 0) -> None:
        """The step in words; how much of it is done, and of how much, as far as can be told; rows rejected in it."""


def quiet(step: str, done: int, total: int | None, rejects: int = 0) -> None:
    """A :class:`Progress` that says nothing."""


@dataclass(frozen=True, slots=True)
class InputOutcome:
    """What became of one input.

    ``staged``: read now. ``unchanged``: the same content was read before. ``rejected``: nothing could be read of it.
    ``skipped``: no data (a licence text, a hidden file). ``reason`` is said for the last two.
    """

    path: str
    status: Literal["staged", "unchanged", "rejected", "skipped"]
    format: str = ""
    source: str = ""
    rows: int = 0
    reports: int = 0
    rejects: int = 0
    reason: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. ``generation`` is the number of the current generation, None where there is still none."""

    generation: int | None
    unchanged: bool
    """Whether the graph already was what was asked for; then nothing was written."""
    inputs: tuple[InputOutcome, ...] = ()
    rejects: tuple[Rejected, ...] = ()
    """Of the inputs of this build, whole files and single rows, those read earlier included."""
    counts: dict[str, int] = field(default_factory=dict)
    """Rows of each table of the generation; ``quads``; ``findings`` of the checks."""

    @property
    def findings(self) -> int:
        """Violations that the checks found in the generation."""
        return self.counts.get("findings", 0)

    @property
    def exit_code(self) -> int:
        """1 where inputs were given and none could be loaded, 3 where there are rejects or findings, else 0."""
        if self.inputs and not any(item.status in ("staged", "unchanged") for item in self.inputs):
            return 1
        return 3 if self.rejects or self.findings else 0
