"""What a stated confidence means: the share of such reports that were right on annotated text.

The reader rates each act by how its parties were found, by noun or verb, and by how exact its phrase is. That rating
is no probability. ``confidence.tsv`` says for each family of acts and each band of ratings how many reports of texts
that nobody tuned on had the right act and the right countries on both sides; what a report states is that share, drawn
towards the share of its band over all families where a family has few. ``tests/benchmarks/calibrate.py`` writes the
table and prints how it does on documents that it was not made from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from comity.model import ACTS
from comity.resources import packaged

__all__ = ["BANDS", "Table", "band_of", "calibrated"]

BANDS = (0.0, 0.45, 0.6, 0.75, 0.85)
"""Where the bands of ratings begin."""
_PULL = 8.0
"""How many reports of the whole band weigh as much as those of the family."""


def band_of(rating: float) -> int:
    """The number of the band that a rating falls into."""
    return max(n for n, start in enumerate(BANDS) if rating >= start)


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of right reports and of all reports by family and band."""

    counts: dict[tuple[str, int], tuple[int, int]]

    @classmethod
    def of(cls, judged: Iterable[tuple[str, float, bool]]) -> Table:
        """The table of some reports: act, rating, and whether it was right."""
        counts: dict[tuple[str, int], tuple[int, int]] = {}
        for act, rating, right in judged:
            key = (ACTS[act].family, band_of(rating))
            good, all_ = counts.get(key, (0, 0))
            counts[key] = (good + right, all_ + 1)
        return cls(counts)

    def share(self, act: str, rating: float) -> float:
        """The confidence of a report of this act and rating."""
        band = band_of(rating)
        whole = _share(list(self.counts.values()), 0.75)
        level = _share([c for (_, b), c in self.counts.items() if b == band], whole)
        return _share([self.counts.get((ACTS[act].family, band), (0, 0))], level)


def _share(counts: list[tuple[int, int]], towards: float) -> float:
    good, all_ = sum(c[0] for c in counts), sum(c[1] for c in counts)
    return (good + _PULL * towards) / (all_ + _PULL)


@cache
def _packaged() -> Table:
    counts = {}
    for line in packaged("text", "confidence.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        family, start, right, of = line.split("\t")
        counts[family, band_of(float(start))] = (int(right), int(of))
    return Table(counts)


@cache
def calibrated(act: str, rating: float) -> float:
    """The confidence that a report states, between 0 and 1."""
    return round(_packaged().share(act, rating), 3)
