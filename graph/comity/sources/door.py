"""The door of the sources: what a format is, and what reading one input gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import pyarrow as pa

from comity.model import Record, Rejected, Source, to_table

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["HEAD_BYTES", "Batch", "Counts", "Format", "Gathered", "Gathers", "Input", "Skipped", "Survey", "batch_of"]

Gathers = bool | Literal["folder"]

HEAD_BYTES = 8192
"""How much of a file a format sees when it is asked whether the file is its own."""
_PACKED = 10_000


@dataclass(slots=True)
class Counts:
    """What was read of one input. ``rows`` are the source's own statements: reports and rejects together.
    In a reference source they are its records, each of which gives any number of officials, offices and tenures.

    For an input that streams, the figures are complete once its tables have been read to their end.
    """

    rows: int = 0
    reports: int = 0
    rejects: int = 0


@dataclass(slots=True)
class Batch:
    """One input, read.

    ``tables`` maps a name of ``model.STAGED`` to an Arrow table, or, for a source too large for memory, to an
    iterator of Arrow record batches of that schema. ``rejects`` is always among them. ``source`` and ``counts`` are
    final once every iterator has been read to its end (coverage is computed from what is read); the table
    ``sources`` is not in ``tables``: it is ``source``.
    """

    source: Source
    tables: Mapping[str, Any]
    counts: Counts
    notes: tuple[str, ...] = ()
    """What a reader should know about the reading, one line each."""
    also: tuple[Source, ...] = ()
    """Further sources that the input describes and its records name: an export of a graph holds those of the graph."""


class Format(Protocol):
    """One dataset's format: recognises its files by content and reads them into staged tables."""

    @property
    def name(self) -> str:
        """As given to ``--as``, for example ``history-at-state-travels``."""
        ...

    @property
    def title(self) -> str:
        """The dataset's title, for people."""
        ...

    @property
    def gathers(self) -> Gathers:
        """Whether all files of this format under the path that was given are one input (one dataset in many files);
        ``"folder"``: those of each folder are, because the files of two folders do not go together."""
        ...

    def recognise(self, head: bytes, path: Path) -> bool:
        """Whether the file is of this format, by its first ``HEAD_BYTES`` bytes; the name is a last resort."""
        ...

    def read(self, files: Sequence[Path], view: IdentityView) -> Batch:
        """Read the files of one input, in the order given.

        Bad rows and unreadable files among good ones become ``Rejected``. Raises ``InputError`` where nothing at all
        could be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Input:
    """Files that make one input, and the format that reads them. ``path`` names it: its file or common folder."""

    path: Path
    format: Format
    files: tuple[Path, ...]

    def read(self, view: IdentityView) -> Batch:
        """The staged tables of this input."""
        return self.format.read(self.files, view)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no data, and why it was passed over."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What a path holds: every file under it is in exactly one of these, in sorted order."""

    inputs: tuple[Input, ...] = ()
    texts: tuple[Path, ...] = ()
    """Plain text that no dataset's format claims: news, for the text reader."""
    skipped: tuple[Skipped, ...] = ()
    rejects: tuple[Rejected, ...] = ()
    """Empty, binary, dangerous or unknown files."""


@dataclass(slots=True)
class Gathered:
    """Records of a small input as they are found, to be made into a batch at its end."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    rows: int = 0
    packed: dict[str, list[Any]] = field(default_factory=dict)
    """Arrow tables of records that were packed away."""

    def add(self, table: str, record: Record) -> None:
        """Keep one record for a staged table."""
        self.records.setdefault(table, []).append(record)

    def pack(self, table: str) -> None:
        """Put the records of a table away as Arrow, a fifth of their size, once there are many of them."""
        if len(self[table]) >= _PACKED:
            self.packed.setdefault(table, []).append(to_table(table, self.records.pop(table)))

    def reject(self, path: Path, line: int | None, reason: str, text: str = "") -> None:
        """Keep one rejected row."""
        self.add("rejects", Rejected(str(path), line, reason, " ".join(text.split())[:200]))

    def __getitem__(self, table: str) -> list[Record]:
        return self.records.get(table, [])


def batch_of(source: Source, gathered: Gathered, notes: Sequence[str] = ()) -> Batch:
    """The batch of a small input: one Arrow table for each kind of record that was found, and one for rejects."""
    names = sorted({*gathered.records, *gathered.packed, "rejects"})
    tables = {
        name: pa.concat_tables([*gathered.packed.get(name, ()), to_table(name, gathered[name])]) for name in names
    }
    made = {name: tables[name].num_rows if name in tables else 0 for name in ("reports", "rejects")}
    counts = Counts(gathered.rows, made["reports"], made["rejects"])
    return Batch(source, tables, counts, tuple(notes))
