"""Panels as files: CSV, Parquet or Stata, each with its codebook and the citations that it owes."""

from __future__ import annotations

import csv
import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from comity.errors import StoreError, UsageError
from comity.panel.build import Panel

__all__ = ["codebook", "write"]


def codebook(panel: Panel) -> str:
    """What each column means, how the panel was made, what was left out and whom to cite, as Markdown."""
    lines = ["# Codebook", "", "| column | meaning |", "|---|---|"]
    lines += [f"| `{column.name}` | {column.label} |" for column in panel.columns]
    lines += [
        "",
        "An empty cell of a count is a dyad or state and period that no source covers; 0 is covered and none.",
        "",
    ]
    lines += ["## Made with", ""]
    lines += [f"- {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in panel.about.items()]
    lines += [f"- {name}: {count}" for name, count in panel.left_out.items()]
    lines += ["", "## Cite", "", *(f"- {citation}" for citation in panel.citations or ("No source.",))]
    return "\n".join(lines) + "\n"


def _csv(panel: Panel, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(panel.table.column_names)
        for batch in panel.table.to_batches(max_chunksize=10_000):
            columns = [column.to_pylist() for column in batch.columns]
            writer.writerows(["" if cell is None else cell for cell in row] for row in zip(*columns, strict=True))


def _parquet(panel: Panel, path: Path) -> None:
    import pyarrow.parquet as pq

    head = {"about": panel.about, "left_out": panel.left_out, "citation": list(panel.citations)}
    labels = {column.name: column.label for column in panel.columns}
    metadata = {"comity": json.dumps({**head, "labels": labels}, ensure_ascii=False)}
    pq.write_table(panel.table.replace_schema_metadata(metadata), path, compression="zstd")


def _stata(panel: Panel, path: Path) -> None:
    try:
        pd: Any = importlib.import_module("pandas")
    except ImportError:
        raise UsageError("Stata files need pandas: pip install 'comity[stata]'") from None
    frame: Any = panel.table.to_pandas()
    frame["first_day"] = pd.to_datetime(frame["first_day"])
    frame["first_act"] = frame["first_act"].fillna("").astype(object)
    frame.to_stata(
        path,
        version=118,
        write_index=False,
        convert_dates={"first_day": "td"},
        variable_labels={column.name: column.label[:80] for column in panel.columns},
        data_label=f"Comity {panel.about['unit']}-{panel.about['period']}, version {panel.about['version']}"[:80],
        time_stamp=pd.Timestamp("1970-01-01").to_pydatetime(),  # equal panels, equal bytes
    )


_WRITERS: dict[str, Callable[[Panel, Path], None]] = {".csv": _csv, ".parquet": _parquet, ".dta": _stata}


def write(panel: Panel, path: Path) -> Path:
    """Write a panel by its ending (``.csv``, ``.parquet``, ``.dta``) and its codebook beside it; gives the codebook.

    Both appear in one rename each. Raises ``UsageError`` for another ending or where pandas is missing for Stata, and
    ``StoreError`` where the disk refuses.
    """
    chosen = _WRITERS.get(path.suffix)
    if chosen is None:
        raise UsageError(f"{path}: a panel ends in {', '.join(_WRITERS)}")
    beside = path.with_name(f"{path.stem}.codebook.md")
    parts = [p.with_name(f".{p.stem}.part{p.suffix}") for p in (path, beside)]
    try:
        chosen(panel, parts[0])
        parts[1].write_text(codebook(panel), encoding="utf-8", newline="\n")
        parts[1].replace(beside)
        parts[0].replace(path)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from None
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
    return beside
