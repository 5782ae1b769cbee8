"""The rows of any table: CSV, TSV, JSON lines, Parquet, Excel; each row as its line and its cells as text.

A cell that holds a date is text in ISO form, a whole number has no ``.0``, and what is missing (``NA`` in R's tables is
for the mapping to say) is empty. Nested JSON is reached with dots: ``actor.name``.
"""

from __future__ import annotations

import io
import json
import math
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from comity.errors import InputError
from comity.sources.delimited import Table, lines_of
from comity.sources.door import Gathered

__all__ = ["KINDS", "Shape", "kind_of", "rows_of"]

KINDS = ("csv", "tsv", "jsonl", "parquet", "excel")
_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".txt": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".xlsx": "excel",
    ".xlsm": "excel",
}
_PACKING = (".gz", ".zip", ".bz2", ".xz")
_MAX_UNPACKED = 1024**3
"""The most bytes that a workbook may unpack to."""

Row = Mapping[str, str]


class Shape:
    """How a table is laid out: its kind, and what only some kinds have."""

    __slots__ = ("columns", "delimiter", "encoding", "kind", "sheet")

    def __init__(
        self, kind: str = "", delimiter: str = "", encoding: str = "utf-8", sheet: str = "", columns: Sequence[str] = ()
    ) -> None:
        self.kind, self.delimiter, self.encoding, self.sheet, self.columns = kind, delimiter, encoding, sheet, columns


def kind_of(path: Path) -> str:
    """The kind of a table by its suffix, under that of a packing too (``.gz``, ``.zip``); "" where it is none."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _PACKING:
        suffixes.pop()
    return _SUFFIXES.get(suffixes[-1], "") if suffixes else ""


def rows_of(path: Path, shape: Shape, gathered: Gathered) -> tuple[tuple[str, ...], Iterator[tuple[int, Row]]]:
    """The column names (none for JSON lines, which has no header) and the rows.

    ``gathered.rows`` counts every row and takes the rejects. Raises ``InputError`` where it is no such table.
    """
    kind = shape.kind or kind_of(path)
    if kind in ("csv", "tsv"):
        delimiter = shape.delimiter or ("\t" if kind == "tsv" else "")
        table = Table(path, gathered, delimiter, shape.encoding, tuple(shape.columns) or None)
        return table.columns, iter(table)
    if kind == "jsonl":
        return (), _json_lines(path, gathered)
    if kind == "parquet":
        return _parquet(path, gathered)
    if kind == "excel":
        return _excel(path, shape.sheet, gathered)
    raise InputError(path, f"no table by its name; say in the mapping which 'format' it has: {', '.join(KINDS)}")


def _json_lines(path: Path, gathered: Gathered) -> Iterator[tuple[int, Row]]:
    for number, line in lines_of(path, gathered):
        if not line.strip():
            continue
        gathered.rows += 1
        try:
            value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            if not isinstance(value, dict):
                raise ValueError("no JSON object")
            yield number, dict(_flat(value, ""))
        except UnicodeDecodeError:
            gathered.reject(path, number, "not UTF-8")
        except (ValueError, RecursionError) as error:
            reason = "no JSON: " + getattr(error, "msg", str(error) or "too deep")
            gathered.reject(path, number, reason, line[:200].decode("utf-8", "replace"))


def _flat(value: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        name = f"{above}{key}"
        if isinstance(inner, dict):
            yield from _flat(inner, f"{name}.")
        else:
            yield name, _text(inner)


def _text(value: object) -> str:
    """A cell as text."""
    if value is None:
        return ""
    if isinstance(value, float):
        return "" if math.isnan(value) else str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ";".join(_text(item) for item in value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip()
    return str(value).strip()


def _parquet(path: Path, gathered: Gathered) -> tuple[tuple[str, ...], Iterator[tuple[int, Row]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except (OSError, pa.ArrowException) as error:
        raise InputError(path, f"no Parquet: {' '.join(str(error).split())[:200]}") from None

    def rows() -> Iterator[tuple[int, Row]]:
        number = 0
        try:
            for batch in file.iter_batches(batch_size=8192):
                for row in batch.to_pylist():
                    number += 1
                    gathered.rows += 1
                    yield number, {name: _text(value) for name, value in row.items()}
        except (OSError, pa.ArrowException) as error:
            gathered.rows += 1
            gathered.reject(path, number + 1, f"damaged from here on: {' '.join(str(error).split())[:200]}")

    return tuple(file.schema_arrow.names), rows()


def _excel(path: Path, sheet: str, gathered: Gathered) -> tuple[tuple[str, ...], Iterator[tuple[int, Row]]]:
    try:
        import openpyxl
    except ImportError:
        raise InputError(path, "reading Excel needs openpyxl: pip install 'comity[excel]'") from None
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size > _MAX_UNPACKED:
            raise InputError(path, f"the workbook unpacks to {size:,} bytes; the limit is {_MAX_UNPACKED:,}")
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
    except InputError:
        raise
    except Exception as error:  # openpyxl raises what it meets: KeyError, ValueError, BadZipFile, ParseError
        raise InputError(path, f"no Excel workbook (.xlsx): {' '.join(str(error).split())[:200]}") from None
    if sheet and sheet not in book.sheetnames:
        raise InputError(path, f"no sheet {sheet!r}; there are {', '.join(book.sheetnames)}")
    found = (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)
    names = tuple(_text(cell) for cell in next(found, ()))
    while names and not names[-1]:
        names = names[:-1]
    if not names:
        raise InputError(path, "no header line", 1)

    def rows() -> Iterator[tuple[int, Row]]:
        for number, cells in enumerate(found, 2):
            texts = [_text(cell) for cell in cells]
            if not any(texts):
                continue
            gathered.rows += 1
            if any(texts[len(names) :]):
                gathered.reject(path, number, f"{len(texts)} cells where there are {len(names)} columns")
                continue
            yield number, dict(zip(names, texts + [""] * (len(names) - len(texts)), strict=False))

    return names, rows()
