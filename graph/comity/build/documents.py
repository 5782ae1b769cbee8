"""Documents in files: one a file, one a line of a corpus, one a member of an archive.

What a file holds is decided by its content: a web page, a corpus of JSON lines, an archive or packed file of any of
these, else plain text or Markdown. Archives are read as streams and never unpacked onto the disk; members that would
leave the archive, links, archives inside archives and files that unpack to far more than their size are refused.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Literal, cast

from comity.errors import InputError
from comity.model import Rejected, slug
from comity.sources import HEAD_BYTES, Skipped
from comity.sources.rows_archive import DAMAGE, Part, is_packed, parts
from comity.sources.texts import PACKED_TEXTS, bare_name, passed_over
from comity.text.corpus import document_of, is_corpus, lines_of
from comity.text.given import Given, decode
from comity.text.html import Pages, is_html

__all__ = ["MAX_BYTES", "Document", "Texts", "documents", "documents_in", "holds_many"]

MAX_BYTES = 8_000_000
"""The most bytes of one document; it has at most a million characters, a page at most two million bytes."""

Found = Rejected | Skipped


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it lies in a file.

    ``name`` is what its identifiers are made of; ``label`` what it goes by where only documents are looked at: its
    file's name, or its id in the corpus. ``member`` is its place in an archive, ``line`` the one in a corpus.
    """

    path: Path
    name: str
    label: str
    kind: Literal["text", "page", "record"]
    data: bytes
    member: str = ""
    line: int | None = None

    @property
    def where(self) -> str:
        """The file, and the member in it."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @property
    def inside(self) -> str:
        """What tells it from the other documents of its file; "" where it is the only one."""
        record = f"#{self.label}" if self.kind == "record" else ""
        return (f"/{self.member}" if self.member else "") + record

    def given(self, pages: Pages) -> Given:
        """Its text and what stood beside it. Raises InputError where it has none."""
        try:
            if self.kind == "page":
                return pages.document(self.data, self.name)
            if self.kind == "text":
                return Given(self.name, decode(self.data))
            found = document_of(self.data)
        except ValueError as error:
            raise InputError(self.where, str(error), self.line) from None
        return Given(
            self.name, found.text, found.title, found.published, found.outlet, found.url, found.licence, found.extracted
        )


@dataclass(frozen=True, slots=True)
class Texts:
    """A file of text, with one document or many; the parameters are those of :func:`documents`."""

    path: Path
    name: str
    alone: bool = True

    def documents(self) -> Iterator[Document | Found]:
        """What the file holds. Raises InputError where it cannot be opened at all."""
        return documents(self.path, self.name, self.alone)


def holds_many(path: Path) -> bool:
    """Whether a file is a corpus or packed, so that any number of documents may be in it."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return False
    return is_packed(head) or is_corpus(head)


def documents(path: Path, name: str, alone: bool = True) -> Iterator[Document | Found]:
    """The documents of a file, in its order, and what of it is none.

    ``name`` is the file's own as a document. ``alone`` says that this file was named and not found in a folder: then
    the members of an archive go by their own names, else by the archive's and their own. Raises InputError where the
    file cannot be opened at all.
    """
    name = bare_name(name)
    if path.suffix.lower() in (".gz", ".xz", ".bz2") and name.lower().endswith(PACKED_TEXTS):
        name = name[: name.rindex(".")]
    seen: dict[str, str] = {}
    try:
        path.open("rb").close()
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None
    try:
        for part in parts(path):
            for found in _of_part(path, part, name, alone):
                if isinstance(found, Document):
                    first = seen.setdefault(slug(found.name), _place(found))
                    if first != _place(found):
                        found = Rejected(found.where, found.line, f"the name {found.label[:80]!r} is that of {first}")
                yield found
    except DAMAGE as error:
        raise InputError(path, f"damaged from here on: {error or type(error).__name__}") from None


def _place(document: Document) -> str:
    return document.where if document.line is None else f"{document.where}:{document.line}"


def _of_part(path: Path, part: Part, name: str, alone: bool) -> Iterator[Document | Found]:
    member = part.name.removeprefix(f"{path}/") if part.name != str(path) else ""
    if part.stream is None:
        yield Rejected(part.name, None, part.refused)
        return
    if not member:
        yield from documents_in(part.stream, path, name)
        return
    stream = part.stream
    head = stream.read(HEAD_BYTES)
    reason = passed_over(member, head)
    if not reason and not member.lower().endswith(PACKED_TEXTS):
        reason = "no document by its name"
    if reason:
        yield Skipped(Path(part.name), reason)
        return
    inner = PurePosixPath(member).with_suffix("").as_posix()
    yield from documents_in(stream, path, inner if alone else f"{name}/{inner}", member, head)


def documents_in(
    stream: Any, path: Path, name: str, member: str = "", head: bytes | None = None
) -> Iterator[Document | Found]:
    """The documents of a stream of bytes, of which ``head`` has been read already."""
    head = stream.read(HEAD_BYTES) if head is None else head
    where = f"{path}/{member}" if member else str(path)
    if not is_corpus(head):
        data = head + stream.read(MAX_BYTES + 1 - len(head))
        if len(data) > MAX_BYTES:
            yield Rejected(where, None, f"more than {MAX_BYTES:,} bytes; that is a collection and not one document")
            return
        if _is_json(data):
            yield Rejected(where, 1, "JSON, and not of documents: one object a line, with its text under 'text'")
            return
        yield Document(path, name, PurePosixPath(name).name, "page" if is_html(head) else "text", data, member)
        return
    whole = cast(BinaryIO, io.BufferedReader(_Rewound(head, stream), 1 << 20))
    for number, line in lines_of(whole):
        try:
            record = document_of(line)
        except ValueError as error:
            yield Rejected(where, number, str(error), (line or b"")[:200].decode("utf-8", "replace"))
            continue
        yield Document(path, f"{name}/{record.name}", record.name, "record", line or b"", member, number)


def _is_json(data: bytes) -> bool:
    """Whether it is data for programs: read as prose it would give nonsense."""
    if data.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


class _Rewound(io.RawIOBase):
    """A stream that begins again with what has been read of it."""

    def __init__(self, head: bytes, stream: Any) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)
