"""A small table: named columns and rows, what measures and summaries return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["Table"]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows in a fixed order; iterating gives one dictionary a row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def head(self, rows: int) -> Table:
        """The first ``rows`` rows."""
        return Table(self.columns, self.rows[:rows])

    def column(self, name: str) -> list[Any]:
        """The values of one column. Raises ``ValueError`` where there is no such column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]
