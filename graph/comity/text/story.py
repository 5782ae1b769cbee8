"""The day that a story has come to: what its times count from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from comity.model import UNKNOWN, When

__all__ = ["NEAR", "Story"]

NEAR = 4
"""Days by which what is told on may be from the day of the story and still move it."""


@dataclass(slots=True)
class Story:
    """What a document told last of when things happened."""

    published: date | None
    previous: date | None = None
    coming: date | None = None
    """The day of the plan told last, from which the next plan counts."""
    era: date | None = None
    """The day or month that the sentence before names with its year: "in March 2019 … in July"."""
    about: date | None = None
    """The start of whatever interval the last dated act had."""
    story: date | None = None
    """The day of what is told in the simple past: at first the dateline's, then that of the last such act."""
    opening: date | None = None
    """The day that the first paragraph names, where it is the dateline's or the day before."""
    aside: When = UNKNOWN
    """The time of old that the paragraph tells of at this place."""
    _told: bool = False
    """Whether an act has fixed the day of the story."""

    def of_old(self, when: When) -> bool:
        """Whether a time is longer than a few days or lies days back."""
        if not (self.published and when.earliest and when.latest):
            return False
        return (when.latest - when.earliest).days > 2 or (self.published - when.latest).days > 9

    def remember(self, when: When, *, story: bool) -> None:
        """The day that "a day earlier" and "that evening" count from, and the day of the story."""
        if when.earliest and when.precision in ("day", "publication", "month", "year"):
            self.about = when.earliest
        if when.precision in ("day", "publication") and when.earliest and when.earliest == when.latest:
            if self.published and when.earliest > self.published:
                self.coming = when.earliest
                return
            self.previous, self.coming = when.earliest, None
            recent = self.published is None or 0 <= (self.published - when.earliest).days < 10
            near = not self._told or self.story is None or abs((self.story - when.earliest).days) < NEAR
            if story and recent and near:
                self.story, self._told = when.earliest, True
