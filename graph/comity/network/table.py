"""A small table: named columns and rows, what measures and summaries return."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Table", "html_table"]

_SHOWN = 50
"""Rows that a notebook shows."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows in a fixed order; iterating gives one dictionary a row. A notebook shows it as a table."""

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

    def _repr_html_(self) -> str:
        return html_table(self.columns, self.rows[:_SHOWN], len(self.rows))


def html_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], total: int, caption: str = "") -> str:
    """Rows as a table of HTML, everything escaped; below it how many of the ``total`` rows it leaves out."""
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(_cell(cell))}</td>' for cell in row)}</tr>" for row in rows)
    named = f"<caption>{html.escape(caption)}</caption>" if caption else ""
    more = f"<p>… and {total - len(rows):,} more rows</p>" if total > len(rows) else ""
    return f"<table>{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return ", ".join(_cell(item) for item in value)
    return str(value)
