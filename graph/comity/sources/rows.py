"""Rows of tab-separated text in bulk: blocks of Arrow columns with the line of every row, no Python object a row.

What is no row of the file's shape is a reject with its line: a wrong number of fields, bytes that are not UTF-8, a NUL,
a stray carriage return, a line of more than a megabyte. Lines around it are read; an empty line is a row of empty
fields, which no format accepts. Quotation marks mean
nothing: the formats read here have none, and those in their text stand for themselves.
"""

from __future__ import annotations

import io
from array import array
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv

from comity.errors import InputError
from comity.model import STAGED
from comity.sources.delimited import INNER_MARK
from comity.sources.rows_archive import DAMAGE, Part, parts

__all__ = ["MAX_LINE", "Block", "Rejects", "Shape", "ShapeOf", "blocks", "file_blocks", "first_line", "first_lines"]

MAX_LINE = 1 << 20
"""The longest line, in bytes."""
_TRIED = 20
"""How many lines may be spoiled at the beginning of a file before it is no longer known."""
_CHUNK = 16 << 20
_PARSE = 1 << 20  # what stays in the cache of a processor
_SHOWN = 800
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of one file: how many fields a row has, which of them are read under which name, and whether its first
    line names the columns."""

    fields: int
    columns: Mapping[str, int]
    header: bool = False


ShapeOf = Callable[[list[str], int], Shape | str]
"""Gives the shape of a file, or says why it has none, from the fields of its first line and the number of fields of its
second (0 where there is none)."""


@dataclass(slots=True)
class Rejects:
    """Rejected rows, kept as Arrow batches of the staged schema."""

    batches: list[Any] = field(default_factory=list)
    count: int = 0
    _rows: list[tuple[str, int | None, str, str]] = field(default_factory=list)

    def add(self, path: str, line: int | None, reason: str, text: bytes | str = "") -> None:
        """One reject; of its text the first 200 characters are kept."""
        shown = text[:_SHOWN].decode("utf-8", "replace") if isinstance(text, bytes) else text
        self._rows.append((path, line, reason, " ".join(shown[:400].replace("\0", "␀").split())[:200]))
        self.count += 1

    def add_columns(self, path: str, lines: Any, reasons: Any, texts: Any) -> None:
        """Rejects of one file, as Arrow arrays of lines, reasons and texts."""
        self._flush()
        count = len(lines)
        paths = pa.repeat(pa.scalar(path, pa.string()), count)
        self.batches.append(pa.RecordBatch.from_arrays([paths, lines, reasons, texts], schema=STAGED["rejects"]))
        self.count += count

    def _flush(self) -> None:
        if self._rows:
            columns = list(zip(*self._rows, strict=True))
            arrays = [pa.array(values, kind.type) for values, kind in zip(columns, STAGED["rejects"], strict=True)]
            self.batches.append(pa.RecordBatch.from_arrays(arrays, schema=STAGED["rejects"]))
            self._rows = []

    def __iter__(self) -> Iterator[Any]:
        self._flush()
        return iter(self.batches)


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of one file, in order: their line numbers (int64) and the shape's columns (strings, "" if empty)."""

    path: str
    lines: Any
    columns: Mapping[str, Any]

    def __len__(self) -> int:
        return len(self.lines)


def first_line(head: bytes) -> list[str]:
    """The fields of the first line of a file's beginning."""
    return next(first_lines(head))


def first_lines(head: bytes) -> Iterator[list[str]]:
    """The fields of each of the first lines: a file is what most of them are, though its very first may be spoiled."""
    for line in head.removeprefix(_BOM).split(b"\n", _TRIED)[:_TRIED]:
        try:
            yield line.rstrip(b"\r").decode("utf-8").split("\t")
        except UnicodeDecodeError:
            yield line.decode("latin-1").split("\t")


def file_blocks(path: Path, shape_of: ShapeOf, rejects: Rejects) -> Iterator[Block]:
    """The rows of all parts of a file, plain or packed; a file that cannot be opened is a reject."""
    try:
        for part in parts(path):
            yield from blocks(part, shape_of, rejects)
    except InputError as error:
        rejects.add(str(path), error.line, error.reason)


def blocks(part: Part, shape_of: ShapeOf, rejects: Rejects) -> Iterator[Block]:
    """The rows of a file."""
    if part.stream is None:
        rejects.add(part.name, None, part.refused)
        return
    shape: Shape | str | None = None
    line = 1
    for chunk in _chunks(part.stream):
        data = chunk.data
        if shape is None and data:
            data = data.removeprefix(_BOM)
            start = data.find(b"\n") + 1
            tabs = data.count(b"\t", start, data.find(b"\n", start)) if start < len(data) else -1
            shape = shape_of(first_line(data), tabs + 1)
            shape = _likelier(shape, shape_of, data)
            if isinstance(shape, Shape) and shape.header:
                line, data = 2, data[data.find(b"\n") + 1 :]
        if isinstance(shape, str):
            rejects.add(part.name, line, shape, data[:_SHOWN])
            return
        if data and shape:
            line += yield from _block(part.name, line, data, shape, rejects)
        if chunk.lost:
            rejects.add(part.name, line, chunk.lost, chunk.text)
            line += 1


def _likelier(shape: Shape | str, shape_of: ShapeOf, data: bytes) -> Shape | str:
    """The shape that most of the first lines have, where the very first is no header and has another."""
    if isinstance(shape, Shape) and shape.header:
        return shape
    lines = [cells for cells in first_lines(data) if cells != [""]]
    if not lines:
        return shape
    width = Counter(map(len, lines)).most_common(1)[0][0]
    if width == len(first_line(data)):
        return shape
    other = shape_of(next(cells for cells in lines if len(cells) == width), 0)
    return other if isinstance(other, Shape) else shape


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Whole lines, each ending in a line feed; then why the next line is lost, if it is, and how it begins."""

    data: bytes
    lost: str = ""
    text: bytes = b""


def _chunks(stream: io.BufferedIOBase) -> Iterator[_Chunk]:
    while True:
        pieces, damage = _read(stream, _CHUNK)
        rest = b""
        if pieces and not pieces[-1].endswith(b"\n") and not damage:
            rest, damage = _rest_of_line(stream)
        if damage or len(rest) > MAX_LINE:
            data = b"".join(pieces)
            cut = data.rfind(b"\n") + 1
            yield _Chunk(data[:cut], damage or f"a line of more than {MAX_LINE:,} bytes", (data[cut:] + rest)[:_SHOWN])
            if damage:
                return
            continue
        if not pieces:
            return
        last = rest or pieces[-1]
        yield _Chunk(b"".join((*pieces, rest, b"" if last.endswith(b"\n") else b"\n")))


def _read(stream: io.BufferedIOBase, size: int) -> tuple[list[bytes], str]:
    """Up to ``size`` bytes, what came before any damage included, and the damage."""
    pieces: list[bytes] = []
    try:
        while size > 0 and (piece := stream.read1(size)):
            pieces.append(piece)
            size -= len(piece)
    except DAMAGE as error:
        return pieces, f"damaged from here on: {error or type(error).__name__}"
    return pieces, ""


def _rest_of_line(stream: io.BufferedIOBase) -> tuple[bytes, str]:
    """The line to its end; of one that is too long the beginning, and the stream stands behind it."""
    try:
        rest = stream.readline(MAX_LINE + 1)
        more = rest
        while len(more) > MAX_LINE and not more.endswith(b"\n"):
            more = stream.readline(MAX_LINE + 1)
    except DAMAGE as error:
        return b"", f"damaged from here on: {error or type(error).__name__}"
    return rest, ""


def _block(path: str, first: int, data: bytes, shape: Shape, rejects: Rejects) -> Generator[Block, None, int]:
    """The rows of some whole lines; gives back how many lines there were."""
    numbers: Sequence[int] | None = None
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    if _doubtful(data):
        total = data.count(b"\n")
        data, numbers = _mended(path, first, data, rejects)
        if not data:
            return total
    bad: list[int] = []

    def ragged(row: Any) -> str:
        number = row.number - 1
        bad.append(number)
        line = first + number if numbers is None else numbers[number]
        rejects.add(path, line, f"{row.actual_columns} fields where there are {row.expected_columns}", row.text)
        return "skip"

    table = _parsed(data, shape, ragged)
    count: int = table.num_rows + len(bad)
    if numbers is None and not bad:
        numbered = pa.py_buffer(array("q", range(first, first + count)))  # taken as it is: pa.array looks at each
        lines = pa.Array.from_buffers(pa.int64(), count, [None, numbered])
    else:
        dropped = set(bad)
        among = range(first, first + count) if numbers is None else numbers
        lines = pa.array([number for at, number in enumerate(among) if at not in dropped], pa.int64())
    if len(lines):
        yield Block(path, lines, {name: table[name].combine_chunks() for name in shape.columns})
    return count if numbers is None else total


def _parsed(data: bytes, shape: Shape, ragged: Callable[[Any], str]) -> Any:
    at = {position: name for name, position in shape.columns.items()}
    names = [at.get(position, f"-{position}") for position in range(shape.fields)]
    return pacsv.read_csv(
        pa.BufferReader(data),
        read_options=pacsv.ReadOptions(column_names=names, use_threads=False, block_size=_PARSE),
        parse_options=pacsv.ParseOptions(
            delimiter="\t", quote_char=False, double_quote=False, ignore_empty_lines=False, invalid_row_handler=ragged
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(shape.columns, pa.string()),
            include_columns=list(shape.columns),
            check_utf8=False,
        ),
    )


def _doubtful(data: bytes) -> bool:
    """Whether some line may be no line of text; says so of few blocks, at the speed of memory."""
    if b"\0" in data or b"\r" in data:
        return True
    if not data.isascii():
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return True
        if data.startswith(_BOM) or b"\n" + _BOM in data:
            return True
    start = 0
    while start < len(data):
        found = data.rfind(b"\n", start, start + MAX_LINE)
        if found < 0:
            return True
        start = found + 1
    return False


def _mended(path: str, first: int, data: bytes, rejects: Rejects) -> tuple[bytes, list[int]]:
    """The sound lines of a block and their numbers; the others become rejects."""
    kept: list[bytes] = []
    numbers: list[int] = []
    for number, line in enumerate(data[:-1].split(b"\n"), first):
        reason = _fault(line)
        if reason:
            rejects.add(path, number, reason, line)
        else:
            kept.append(line)
            numbers.append(number)
    return (b"\n".join(kept) + b"\n" if kept else b""), numbers


def _fault(line: bytes) -> str:
    if len(line) > MAX_LINE:
        return f"a line of more than {MAX_LINE:,} bytes"
    if b"\0" in line:
        return "a NUL character in the line"
    if b"\r" in line:
        return "a carriage return inside the line"
    if line.startswith(_BOM):
        return INNER_MARK
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"not UTF-8 (byte 0x{line[error.start]:02x} at {error.start + 1})"
    return ""
