"""Quotations: where they stand in a paragraph, and which words of a sentence are quoted."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Quote", "quotes"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks: offsets of the first word and after the last, marks excluded."""

    start: int
    end: int

    @property
    def words(self) -> int:
        """A rough count: five letters a word."""
        return max(1, (self.end - self.start) // 5)


def quotes(text: str) -> list[Quote]:
    """Quotations of a paragraph in which curly marks are straight already.

    A mark after a space or an opening bracket opens, one before a space or punctuation closes; an open quotation
    runs to
    the end of the paragraph, as where a speech goes on in the next one. Single marks count only where no double
    ones are.
    """
    found = _pairs(text, '"')
    return found if found or "'" not in text else _single(text)


def _pairs(text: str, mark: str) -> list[Quote]:
    found: list[Quote] = []
    opened = -1
    at = text.find(mark)
    while at >= 0:
        if opened < 0:
            opened = at + 1
        else:
            if at > opened:
                found.append(Quote(opened, at))
            opened = -1
        at = text.find(mark, at + 1)
    if opened >= 0 and len(text) - opened > 20:
        found.append(Quote(opened, len(text)))
    return found


def _single(text: str) -> list[Quote]:
    found: list[Quote] = []
    at = 0
    while True:
        start = text.find("'", at)
        if start < 0:
            return found
        opens = (start == 0 or text[start - 1] in " (") and text[start + 1 : start + 2].isalnum()
        end = _closing(text, start + 1) if opens else -1
        if end > 0:
            found.append(Quote(start + 1, end))
        at = max(start, end) + 1


def _closing(text: str, start: int) -> int:
    at = text.find("'", start)
    while 0 <= at < start + 400:
        after = text[at + 1 : at + 2]
        if not after.isalnum() and text[at - 1] not in " s":
            return at
        at = text.find("'", at + 1)
    return -1
