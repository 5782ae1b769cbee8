"""JSON lines: the head of the file first, then one object a row, each with its ``type``; unknown values left out."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from comity.export.format import Format
from comity.export.view import TABLES, View

__all__ = ["FORMAT"]


def _plain(value: Any) -> str:
    assert isinstance(value, datetime.date)
    return value.isoformat()


def _write(view: View, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(json.dumps({"type": "dataset", **view.about.record()}, ensure_ascii=False) + "\n")
        for table in TABLES:
            kind = {"type": table.removesuffix("s")}
            for batch in view.table(table):
                for row in batch.to_pylist():
                    found = {name: value for name, value in row.items() if value is not None and value != []}
                    out.write(json.dumps(kind | found, ensure_ascii=False, default=_plain) + "\n")


FORMAT = Format("jsonl", "JSON lines: every row of every table, one object a line", ".jsonl", _write)
