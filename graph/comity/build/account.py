"""What reading would give: every file below some paths, what it is, and its rows counted; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from comity import rdf
from comity.build.documents import Document, Texts
from comity.build.outcome import Progress, quiet
from comity.build.stage import rows_told
from comity.errors import InputError
from comity.identity.view import packaged_view
from comity.sources import Input, survey

__all__ = ["COLUMNS", "account"]

COLUMNS = ("path", "format", "rows", "reports", "records", "rejects", "said")
"""Of each row: ``rows`` = ``reports`` + ``records`` + ``rejects``. A source of reports makes one of each sound row; in
a reference source a sound row is a record (an official, a state, an agreement), whatever that says of acts."""


def account(paths: Sequence[Path], as_: str | None = None, progress: Progress = quiet) -> list[dict[str, Any]]:
    """A row for each input, for each file of texts and for each file that is passed over or refused, by path.

    Datasets are read to their end and their tables counted, texts are only counted (reading prose takes the build's
    time). ``said`` is why a file is passed over or refused, or what a reader should know.

    Raises NotFoundError where there is nothing at a path, UsageError where there is no such format.
    """
    rows: list[dict[str, Any]] = []
    for path in sorted(set(paths)):
        found = survey(path, as_, more=(rdf.FORMAT,))
        for number, item in enumerate(found.inputs):
            progress("reading", number, len(found.inputs))
            rows.append(_input(item, progress))
        rows += [_texts(text) for text in found.texts]
        rows += [_row(one.path, "", said=f"skipped: {one.reason}") for one in found.skipped]
        rows += [_row(one.path, "", said=f"rejected: {one.reason}") for one in found.rejects]
    return sorted(rows, key=lambda row: (row["path"], row["format"]))


def _row(path: Path | str, form: str, said: str = "", **counts: int | None) -> dict[str, Any]:
    given = dict.fromkeys(COLUMNS) | {"path": str(path), "format": form, "said": said} | counts
    return {name: given[name] for name in COLUMNS}


def _input(item: Input, progress: Progress) -> dict[str, Any]:
    """The rows of one input: those of its tables, and as many as the reader counted, or it is a mistake of ours."""
    try:
        batch = item.read(packaged_view(), rows_told(item, progress))
        lost: list[dict[str, Any]] = []
        made = {name: _length(rows, lost if name == "rejects" else None) for name, rows in batch.tables.items()}
    except InputError as error:
        return _row(item.path, item.format.name, f"rejected: {error.reason}")
    counts, rejects = batch.counts, made.get("rejects", 0)
    reference = batch.source.role == "reference"
    reports = 0 if reference else made.get("reports", 0)
    records = counts.rows - counts.rejects if reference else 0
    assert rejects == counts.rejects, f"{item.path}: {rejects} rejects, {counts.rejects} counted"
    assert counts.rows == reports + records + rejects, f"{item.path}: {counts.rows} rows, {reports} reports"
    said = [f"{len(item.files):,} files"] if len(item.files) > 1 else []
    said += [f"first reject: {_place(row)}: {row['reason']}" for row in lost]
    counted = {"rows": counts.rows, "reports": reports, "records": records, "rejects": rejects}
    return _row(item.path, item.format.name, "; ".join(said), **counted)


def _length(rows: Any, first: list[dict[str, Any]] | None = None) -> int:
    """How many rows there are; ``first`` is given the first of them, where there is one."""
    count = 0
    for batch in rows.to_batches() if isinstance(rows, pa.Table) else rows:
        if first is not None and not count and batch.num_rows:
            first += batch.slice(0, 1).to_pylist()
        count += batch.num_rows
    return count


def _place(row: dict[str, Any]) -> str:
    name = Path(row["path"] or "").name
    return f"{name}:{row['line']}" if row["line"] else name


def _texts(path: Path) -> dict[str, Any]:
    found: Counter[str] = Counter()
    try:
        for one in Texts(path, path.stem).documents():
            found[type(one).__name__ if not isinstance(one, Document) else "documents"] += 1
    except InputError as error:
        return _row(path, "text", f"rejected: {error.reason}")
    said = f"{found['documents']:,} document{'s' if found['documents'] != 1 else ''}, for the reader of news"
    passed = found["Skipped"]
    return _row(path, "text", f"{said}; {passed:,} other members passed over" if passed else said)
