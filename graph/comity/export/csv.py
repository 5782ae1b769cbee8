"""CSV: a folder with one file a table, exact, lists as JSON arrays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from comity.export.folder import start, write_csv
from comity.export.format import Format
from comity.export.view import TABLES, View

__all__ = ["FORMAT", "write_table"]


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def write_table(view: View, name: str, path: Path) -> int:
    """Write one table of the view as CSV; gives the number of rows."""
    batches = view.table(name)
    names = batches.schema.names
    rows = (map(_cell, row.values()) for batch in batches for row in batch.to_pylist())
    return write_csv(path, names, (list(row) for row in rows))


def _write(view: View, path: Path) -> None:
    start(path, view.about)
    for name in TABLES:
        write_table(view, name, path / f"{name}.csv")


FORMAT = Format(
    name="csv",
    summary="CSV, one file a table, exact",
    suffix="",
    write=_write,
    folder=True,
    loses=(
        "Lists are JSON arrays in a cell; an empty cell is a value that is not known.",
        "Text that begins with = + - @ stays as it is: a spreadsheet may take it for a formula.",
    ),
)
