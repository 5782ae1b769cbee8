"""Files as they are published: plain, or packed as gzip, bzip2, xz, zip or tar; read as streams.

Guards: a name in an archive that would leave its folder, a link, a device, an archive inside an archive and an
encrypted member are refused; a file that unpacks to more than ``MAX_RATIO`` times its size, or to more than
``MAX_BYTES``, is a bomb and is left at that point.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from comity.errors import InputError
from comity.sources.door import HEAD_BYTES

__all__ = [
    "DAMAGE",
    "MAX_BYTES",
    "MAX_RATIO",
    "Bomb",
    "Part",
    "expected_rows",
    "is_packed",
    "parts",
    "plain_head",
    "stem",
]

MAX_RATIO = 200
"""How many times its packed size a file may unpack to; event data packs about sevenfold."""
MAX_BYTES = 64 * 1024**3
"""The most bytes that are read of one packed file."""
_SMALL = 16 * 1024**2
"""Up to here no ratio is a bomb."""

_USUAL_RATIO = 7
_PARQUET = b"PAR1"
_GZIP, _BZIP2, _XZ, _ZIP = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"PK\x03\x04"
_PACKED = (".gz", ".bz2", ".xz", ".zip", ".tar", ".tgz", ".txz", ".tbz2", ".7z", ".rar", ".zst")
_SUFFIXES = (*_PACKED, ".csv", ".tsv", ".tab", ".txt")

DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError)
"""What the standard library raises in the middle of a damaged file."""


class Bomb(OSError):
    """A file that unpacks to far more than it may."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of rows: a file, or a member of an archive, whose ``name`` is ``archive/member``.

    ``stream`` gives its bytes; it is ``None`` where the member is refused, and ``refused`` says why.
    """

    name: str
    stream: io.BufferedIOBase | None
    refused: str = ""


class _Guarded(io.RawIOBase):
    """A stream that raises ``Bomb`` when more comes out of it than ``packed`` bytes can hold in good faith."""

    def __init__(self, stream: io.BufferedIOBase, packed: int) -> None:
        self._stream = stream
        self._left = min(MAX_BYTES, max(packed * MAX_RATIO, _SMALL))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read1(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise Bomb(f"unpacks to more than {MAX_RATIO} times its size or {MAX_BYTES:,} bytes")
        buffer[: len(data)] = data
        return len(data)


def _guarded(stream: io.BufferedIOBase, packed: int) -> io.BufferedIOBase:
    return io.BufferedReader(_Guarded(stream, packed), 1 << 16)


def stem(name: str) -> str:
    """A file's name without folder, packing and table suffixes: ``20180701.export`` of ``20180701.export.CSV.zip``."""
    bare = PurePosixPath(name).name
    while bare.lower().endswith(_SUFFIXES):
        bare = bare[: bare.rindex(".")]
    return bare or PurePosixPath(name).name


def parts(path: Path) -> Iterator[Part]:
    """The files of rows in a file, each to be read before the next is asked for.

    Raises ``InputError`` where the file cannot be opened; damage further on comes up from the streams (``DAMAGE``).
    """
    try:
        with path.open("rb") as file:
            magic = file.read(262 + 5)
            file.seek(0)
            yield from _parts(path, file, magic)
    except DAMAGE as error:
        raise InputError(path, f"cannot be unpacked: {_reason(error)}") from None


def _reason(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _parts(path: Path, file: io.BufferedIOBase, magic: bytes) -> Iterator[Part]:
    if magic.startswith(_ZIP):
        yield from _zip(path, file)
        return
    stream = _unpacked(file, magic)
    if stream is file and magic[257:262] != b"ustar":
        yield Part(str(path), file)
        return
    if stream is not file:
        stream = _guarded(stream, path.stat().st_size)
    if stream is file or _holds_tar(path):
        yield from _tar(path, stream)
    else:
        yield Part(str(path), stream)


def _unpacked(file: io.BufferedIOBase, magic: bytes) -> io.BufferedIOBase:
    if magic.startswith(_GZIP):
        return cast("io.BufferedIOBase", gzip.GzipFile(fileobj=file))
    if magic.startswith(_BZIP2):
        return cast("io.BufferedIOBase", bz2.BZ2File(file))
    return cast("io.BufferedIOBase", lzma.LZMAFile(cast("IO[bytes]", file))) if magic.startswith(_XZ) else file


def _holds_tar(path: Path) -> bool:
    with path.open("rb") as file:
        return _unpacked(file, file.peek(8)[:8]).read(262)[257:262] == b"ustar"


def _unsafe(name: str) -> str:
    pure = PurePosixPath(name.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or (pure.parts and ":" in pure.parts[0]):
        return "its name leads out of the archive"
    return "an archive inside an archive" if pure.suffix.lower() in _PACKED else ""


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts if part != "..")


def _zip(path: Path, file: io.BufferedIOBase) -> Iterator[Part]:
    with zipfile.ZipFile(file) as archive:
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            if member.is_dir() or (_hidden(member.filename) and not _unsafe(member.filename)):
                continue
            name = f"{path}/{member.filename}"
            refused = "it is encrypted" if member.flag_bits & 1 else _unsafe(member.filename)
            if refused:
                yield Part(name, None, refused)
                continue
            with archive.open(member) as stream:
                yield Part(name, _guarded(cast("io.BufferedIOBase", stream), member.compress_size))


def _tar(path: Path, file: io.BufferedIOBase) -> Iterator[Part]:
    with tarfile.open(fileobj=file, mode="r|") as archive:
        for member in archive:
            if member.isdir() or (_hidden(member.name) and not _unsafe(member.name)):
                continue
            name = f"{path}/{member.name}"
            refused = _unsafe(member.name) if member.isreg() else "it is a link or a device"
            stream = None if refused else archive.extractfile(member)
            yield Part(name, cast("io.BufferedIOBase | None", stream), refused)


def is_packed(head: bytes) -> bool:
    """Whether a file that begins with these bytes is packed, or an archive."""
    return head.startswith((_ZIP, _GZIP, _BZIP2, _XZ)) or head[257:262] == b"ustar"


def plain_head(head: bytes, path: Path) -> bytes:
    """The first bytes of the first file of rows in a file that begins with ``head``, without byte order mark.

    Empty where the file cannot be unpacked.
    """
    if is_packed(head):
        head = _first(path)
    return head.removeprefix(b"\xef\xbb\xbf")


def expected_rows(files: Sequence[Path]) -> int | None:
    """About how many rows some files hold, by their size and the length of the first lines; ``None`` where unknown.

    Rows of XML are no lines, Parquet says how many it has, and no other binary file does.
    """
    total = 0.0
    for path in files:
        try:
            with path.open("rb") as file:
                head, size = file.read(HEAD_BYTES), path.stat().st_size
        except OSError:
            return None
        if head.startswith(_PARQUET):
            total += _parquet_rows(path)
            continue
        plain = plain_head(head, path)
        if plain.lstrip().startswith(b"<") or b"\0" in plain:
            return None
        lines = plain.split(b"\n")[1:-1]
        size = _unpacked_size(path, head) if is_packed(head) else size
        if not is_packed(head) and size <= len(head):
            total += plain.count(b"\n")
            continue
        if not size or not lines:
            return None
        total += size * len(lines) / (sum(map(len, lines)) + len(lines))
    return round(total)


def _parquet_rows(path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path).num_rows)
    except (OSError, pa.ArrowException):
        return 0


def _unpacked_size(path: Path, head: bytes) -> int:
    """The size that a zip or gzip says it unpacks to; of what does not say, a guess; 0 where that is damaged."""
    try:
        if head.startswith(_ZIP):
            with zipfile.ZipFile(path) as archive:
                return sum(member.file_size for member in archive.infolist())
        if head.startswith(_GZIP):
            with path.open("rb") as file:
                file.seek(-4, io.SEEK_END)
                return int.from_bytes(file.read(4), "little")
        return path.stat().st_size * (_USUAL_RATIO if head.startswith((_BZIP2, _XZ)) else 1)
    except DAMAGE:
        return 0


def _first(path: Path) -> bytes:
    found = bytearray()
    try:
        for part in parts(path):
            if part.stream is not None:
                while len(found) < HEAD_BYTES and (piece := part.stream.read1(HEAD_BYTES - len(found))):
                    found += piece
                break
    except (InputError, *DAMAGE):  # what came before the damage tells what it was
        pass
    return bytes(found)
