"""Tables as text from outside: CSV, TSV and the like, plain or packed, with the line of every record.

Nothing is guessed and nothing is lost: a record that is no record of the table (ragged, not in its encoding, with a
NUL, longer than a megabyte, a quotation mark that is never closed) is a reject with its line, and reading goes on at
the next line. So one stray quotation mark costs one record and not the rest of the file.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, cast

from comity.errors import InputError
from comity.sources.door import HEAD_BYTES, Gathered
from comity.sources.rows_archive import DAMAGE, is_packed, parts, plain_head

__all__ = [
    "INNER_MARK",
    "MAX_BYTES",
    "MAX_LINE",
    "Table",
    "columns_of",
    "lines_of",
    "open_plain",
    "read_table",
    "sniff",
]

MAX_LINE = 1024 * 1024
"""The longest line that is read; a longer one is rejected."""
MAX_BYTES = 8 * 1024**3
"""The most bytes that one file may hold, after unpacking."""
INNER_MARK = "a byte order mark inside the file"
"""Why a line that begins with one is rejected: two files were put together, and its first cell is not what it seems."""
_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20
_DELIMITERS = ",\t;|"


def columns_of(head: bytes, path: Path) -> tuple[str, ...]:
    """The column names in the first line of a file, plain or packed; none where that is no whole line of text.

    ``head`` is how the file begins. The delimiter is the one that it uses.
    """
    head = plain_head(head, path)
    line, newline, _ = head.partition(b"\n")
    try:
        text = line.decode("utf-8").rstrip("\r")
        found = next(csv.reader([text], delimiter=sniff(head)), []) if newline else []
    except (UnicodeDecodeError, csv.Error):
        return ()
    return tuple(name.strip() for name in found)


@contextmanager
def open_plain(path: Path) -> Iterator[IO[bytes]]:
    """A file's bytes, unpacked where it is packed or an archive of one file.

    Raises ``InputError`` where it cannot be opened, holds several files, or what it holds is refused.
    """
    try:
        with path.open("rb") as file:
            packed = is_packed(file.read(HEAD_BYTES))
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None
    if packed and len(list(islice(parts(path), 2))) > 1:
        raise InputError(path, "holds several files: unpack it, and name the folder")
    found = parts(path)
    part = next(found, None)
    if part is None or part.stream is None:
        raise InputError(path, part.refused if part else "an empty archive")
    with closing(found):  # type: ignore[type-var]
        yield cast("IO[bytes]", part.stream)


def lines_of(path: Path, gathered: Gathered, limit: int = MAX_LINE) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers. What cannot be read of it is a reject: long lines, a damaged rest."""
    number = total = 0
    with open_plain(path) as file:
        try:
            while line := file.readline(limit):
                number += 1
                total += len(line)
                if len(line) == limit and not line.endswith(b"\n"):
                    total += _skip(file)
                    gathered.rows += 1
                    gathered.reject(path, number, f"longer than {limit:,} bytes", line[:200].decode("utf-8", "replace"))
                elif number > 1 and line.startswith(_BOM):
                    gathered.rows += 1
                    gathered.reject(path, number, INNER_MARK, line[:200].decode("utf-8", "replace"))
                elif total > MAX_BYTES:
                    gathered.rows += 1
                    gathered.reject(path, number, f"unpacks to more than {MAX_BYTES:,} bytes; the rest was not read")
                    return
                else:
                    yield number, line
        except DAMAGE as error:
            gathered.rows += 1
            gathered.reject(path, number + 1, f"damaged from here on: {error}")


def _skip(file: IO[bytes]) -> int:
    skipped = 0
    while rest := file.readline(_CHUNK):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            break
    return skipped


class _Feed:
    """Lines for the parser. ``used`` are those of the record at hand; ``give_back`` lets them be read again."""

    def __init__(self, lines: Iterator[tuple[int, bytes]], encoding: str) -> None:
        self._lines, self._encoding = lines, encoding
        self._again: deque[tuple[int, str]] = deque()
        self.used: list[tuple[int, str]] = []

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self._again:
            number, text = self._again.popleft()
        else:
            number, line = next(self._lines)
            text = line.decode(self._encoding, "surrogateescape")
            if number == 1:
                text = text.removeprefix("\ufeff")
            if text.endswith("\r\n"):
                text = f"{text[:-2]}\n"
        self.used.append((number, text))
        return text

    def give_back(self) -> None:
        """All lines of this record but the first are read once more."""
        self._again.extendleft(reversed(self.used[1:]))


class Table:
    """The records of one delimited file. Iterating gives the line of each record and its cells by column name.

    Cells are stripped of white space around them. ``gathered.rows`` counts every record, rejects included. ``names``
    are the columns of a file without header line; an empty ``delimiter`` stands for the one that the file uses. Raises
    ``InputError`` where there is nothing in the file.
    """

    def __init__(
        self,
        path: Path,
        gathered: Gathered,
        delimiter: str = "",
        encoding: str = "utf-8",
        names: Sequence[str] | None = None,
    ) -> None:
        self.path, self._gathered, self._encoding = path, gathered, encoding
        self._delimiter = delimiter or _delimiter_of(path)
        self._feed = _Feed(lines_of(path, gathered), encoding)
        self.columns: tuple[str, ...] = tuple(names or ())
        if names is None:
            found = next(self._records(count=False), None)
            if found is None:
                raise InputError(path, "no header line", 1)
            self.columns = tuple(name.strip() for name in found[1])

    def __iter__(self) -> Iterator[tuple[int, dict[str, str]]]:
        for line, cells in self._records():
            yield line, {name: cell.strip() for name, cell in zip(self.columns, cells, strict=True)}

    def _records(self, *, count: bool = True) -> Iterator[tuple[int, list[str]]]:
        feed = self._feed
        reader = csv.reader(feed, delimiter=self._delimiter)
        while True:
            feed.used.clear()
            cells: list[str] = []
            try:
                cells = next(reader)
                reason = self._wrong(cells)
            except StopIteration:
                return
            except csv.Error as error:
                reason = str(error)
            if not cells and not reason:  # a blank line is no record
                continue
            if not reason:
                self._gathered.rows += count
                yield feed.used[0][0], cells
                continue
            if len(feed.used) > 1:  # a quotation mark opened a field that swallowed the lines below
                reason = f"a quotation mark is not closed ({reason})"
                feed.give_back()
            self._gathered.rows += 1
            line, text = feed.used[0]
            self._gathered.reject(self.path, line, reason, text.encode("utf-8", "replace").decode("utf-8"))

    def _wrong(self, cells: list[str]) -> str:
        """Why these cells are no record; "" where they are one."""
        if not cells:
            return ""
        if self.columns and len(cells) != len(self.columns):
            return f"{len(cells)} fields where there are {len(self.columns)} columns"
        joined = "".join(cells)
        if not joined.strip():
            return "all cells are empty"
        if "\0" in joined:
            return "a NUL byte"
        if not joined.isascii() and any("\ud800" <= letter <= "\udfff" for letter in joined):
            return f"not {self._encoding.upper()}"
        return ""


def read_table(path: Path, gathered: Gathered, needed: Sequence[str] = ()) -> Table:
    """The table of a file with a header line. Raises ``InputError`` where a needed column is missing."""
    table = Table(path, gathered)
    for name in needed:
        if name not in table.columns:
            raise InputError(path, f"no column {name!r}; there are {', '.join(table.columns)}", 1)
    return table


def _delimiter_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return sniff(plain_head(file.read(HEAD_BYTES), path))
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None


def sniff(head: bytes) -> str:
    """The delimiter of a table's first line: the one of comma, tab, semicolon and bar that stands there most often."""
    first = head.removeprefix(_BOM).partition(b"\n")[0].decode("utf-8", "replace")
    return max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
