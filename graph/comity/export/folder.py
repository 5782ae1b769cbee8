"""Formats that are folders: CSV files and the head that goes with them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from comity.export.about import About

__all__ = ["start", "write_csv"]


def start(path: Path, about: About) -> None:
    """Make the folder with ``about.json``, which also marks it as one that a later export may replace."""
    path.mkdir()
    (path / "about.json").write_text(about.pretty(), encoding="utf-8", newline="\n")


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write a CSV file (RFC 4180 quoting, UTF-8, LF); gives the number of rows. None is an empty cell."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow(["" if value is None else value for value in row])
            count += 1
    return count
