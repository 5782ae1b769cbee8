"""Lasting facts about agreements and policies: term, half-way mark and end, and what follows then."""

from __future__ import annotations

from collections.abc import Sequence

from comity.model import Fact
from comity.model.records import Source
from comity.text.acts import Act
from comity.text.instruments import Instruments
from comity.text.parse import Tree
from comity.text.segment import Segment

__all__ = ["terms"]


def terms(
    instruments: Instruments, acts: list[Act], segments: Sequence[Segment], trees: list[Tree], text: str, source: Source
) -> list[Fact]:
    """The facts of one document."""
    return []
