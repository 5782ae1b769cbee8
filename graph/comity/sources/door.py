"""The door of the sources: what a format is, and what reading one input gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from comity.model import STAGED, Record, Rejected, Source, to_table
from comity.sources.spill import Spilled

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = [
    "HEAD_BYTES",
    "Batch",
    "Counts",
    "Format",
    "Gathered",
    "Gathers",
    "Input",
    "Skipped",
    "Survey",
    "Told",
    "batch_of",
    "untold",
]

Gathers = bool | Literal["folder"]

HEAD_BYTES = 8192
"""How much of a file a format sees when it is asked whether the file is its own."""
_PACKED = 10_000
_SAID_EVERY = 1_000


class Told(Protocol):
    """Told, as rows are read, how many there are and how many of them are rejected."""

    def __call__(self, rows: int, rejects: int) -> None:
        """So many up to now."""


def untold(rows: int, rejects: int) -> None:
    """A :class:`Told` that keeps it to itself."""


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

    ``tables`` maps a name of ``model.STAGED`` to an Arrow table, or, for a source too large for memory, to something
    that gives Arrow record batches of that schema. ``rejects`` is always among them. ``source`` and ``counts`` are
    final once all of them have been read to its end (coverage is computed from what is read); the table
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

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Read the files of one input, in the order given; ``told`` hears of the rows, now or as tables are read.

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

    def read(self, view: IdentityView, told: Told = untold) -> Batch:
        """The staged tables of this input."""
        return self.format.read(self.files, view, told)


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


class Gathered:
    """Records of an input as they are found, to be made into a batch at its end; ``told`` of its rows as they come.

    Rejects, and tables that are packed, do not stay in memory once there are many of them.
    """

    def __init__(self, told: Told = untold) -> None:
        self.rejects = 0
        self._rows = self._said = 0
        self._told = told
        self._records: dict[str, list[Record]] = {}
        self._packed: dict[str, Spilled] = {}

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return self._rows

    @rows.setter
    def rows(self, rows: int) -> None:
        self._rows = rows
        if rows - self._said >= _SAID_EVERY:
            self._said = rows
            self._told(rows, self.rejects)

    def add(self, table: str, record: Record) -> None:
        """Keep one record for a staged table."""
        self._records.setdefault(table, []).append(record)

    def pack(self, table: str) -> None:
        """Put the records of a table away, once there are many of them: what ``[table]`` gives is only the rest."""
        if len(self[table]) >= _PACKED:
            if table not in self._packed:
                self._packed[table] = Spilled(STAGED[table])
            self._packed[table].add(to_table(table, self._records.pop(table)))

    def reject(self, path: Path, line: int | None, reason: str, text: str = "") -> None:
        """Keep one rejected row."""
        self.rejects += 1
        self.add("rejects", Rejected(str(path), line, reason, " ".join(text.split())[:200]))
        self.pack("rejects")

    def __getitem__(self, table: str) -> list[Record]:
        return self._records.get(table, [])

    def tables(self) -> dict[str, Any]:
        """A table for each kind of record that was found, and one for rejects: Arrow, or ``Spilled`` where packed."""
        for name, spilled in self._packed.items():
            spilled.add(to_table(name, self._records.pop(name, ())))
        names = sorted({*self._records, *self._packed, "rejects"})
        return {name: self._packed.get(name) or to_table(name, self[name]) for name in names}


def batch_of(source: Source, gathered: Gathered, notes: Sequence[str] = ()) -> Batch:
    """The batch of what was gathered."""
    tables = gathered.tables()
    reports = tables["reports"].num_rows if "reports" in tables else 0
    return Batch(source, tables, Counts(gathered.rows, reports, gathered.rejects), tuple(notes))
