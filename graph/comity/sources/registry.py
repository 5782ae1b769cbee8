"""Which formats there are, and which of them a file is."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from comity.errors import InputError, NotFoundError, UsageError
from comity.model import Rejected
from comity.sources import gdelt, history_pocom, history_travels, history_visits, icews, icews_export, mapping, polecat
from comity.sources.code_books import is_code_book
from comity.sources.door import HEAD_BYTES, Format, Input, Skipped, Survey
from comity.sources.mapping_rows import kind_of
from comity.sources.reference_formats import FORMATS as _REFERENCE
from comity.sources.rows_archive import is_packed
from comity.sources.texts import DOCUMENTS, HTML, holds_texts, passed_over
from comity.sources.xml import prolog

__all__ = ["formats", "recognise", "survey"]

_FORMATS: tuple[Format, ...] = (
    history_travels.FORMAT,
    history_visits.FORMAT,
    history_pocom.FORMAT,
    icews.FORMAT,
    icews.ARCHIVE,
    icews_export.FORMAT,
    gdelt.FORMAT,
    polecat.FORMAT,
)
_FORMATS += _REFERENCE
_MAP = "; a mapping file can say what its columns are (comity build TABLE --as MAPPING.yaml)"


def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are asked."""
    return _FORMATS


def _named(name: str, more: tuple[Format, ...] = ()) -> Format:
    if name.lower().endswith((".yaml", ".yml")):
        if not Path(name).is_file():
            raise UsageError(f"no mapping file {name}")
        return mapping.reader(Path(name))
    for known in (*_FORMATS, *more):
        if known.name == name:
            return known
    names = [known.name for known in (*_FORMATS, *more)]
    near = f"; try {', '.join(found)}" if (found := get_close_matches(name, names, 2)) else ""
    raise UsageError(f"no format {name!r}{near} (there are {', '.join(names)}, and mapping files)")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None


def recognise(path: Path, as_: str | None = None, more: tuple[Format, ...] = ()) -> Format | None:
    """The format of one file, by its content; ``None`` where no format claims it.

    ``as_`` names the format instead, or the mapping file that says how to read a table: ``UsageError`` where there is
    none of that name.
    """
    if as_ is not None:
        return _named(as_, more)
    head = _head(path)
    return next((known for known in (*_FORMATS, *more) if known.recognise(head, path)), None)


def survey(path: Path, as_: str | None = None, more: tuple[Format, ...] = ()) -> Survey:
    """Everything that a file or folder holds: inputs, texts, files passed over and files refused.

    Folders are walked in sorted order; links to folders are not followed. A file that is named itself is never passed
    over for its name. ``more`` are formats of higher rooms, asked last. Raises ``NotFoundError`` where there is
    nothing at ``path``.
    """
    if not path.exists():
        raise NotFoundError(f"{path}: no such file or folder")
    claimed: dict[tuple[str, Path], tuple[Format, list[Path]]] = {}
    described: set[Path] = set()
    inputs: list[Input] = []
    texts: list[Path] = []
    skipped: list[Skipped] = []
    rejects: list[Rejected] = []
    for file in _walk(path, skipped):
        try:
            known = recognise(file, as_, more)
            tables = mapping.described(file) if known is mapping.FORMAT else ()
            if known is None and gdelt.is_knowledge_graph(_head(file), file):
                skipped.append(Skipped(file, "GDELT's knowledge graph: themes and names of stories, no acts"))
                continue
            if known is None and is_code_book(_head(file), file):
                skipped.append(Skipped(file, "a code book: it says what codes mean, and reports nothing"))
                continue
            refused = _refusal(file) if known is None else None
        except InputError as error:
            tables = ()
            known, refused = None, Rejected(str(file), error.line, error.reason)
        described.update(table.resolve() for table in tables)
        if known is not None and known.gathers:
            own = file.parent if known.gathers == "folder" else path
            claimed.setdefault((known.name, own), (known, []))[1].append(file)
        elif known is not None:
            inputs.append(Input(file, known, (file, *tables)))
        elif refused is not None:
            rejects.append(refused)
        else:
            texts.append(file)
    gathered = [_gathered(known, files, as_) for _, (known, files) in sorted(claimed.items(), key=lambda one: one[0])]
    inputs = [one for one in (*gathered, *inputs) if one.files[0].resolve() not in described]
    texts = [text for text in texts if text.resolve() not in described]
    rejects = [one for one in rejects if Path(one.path).resolve() not in described]
    return Survey(tuple(inputs), tuple(texts), tuple(skipped), tuple(rejects))


def _gathered(known: Format, files: list[Path], as_: str | None) -> Input:
    """All files of a format under one folder; the mapping that reads them is one of the files that decide the input."""
    extra = (Path(as_),) if as_ and known.name == mapping.FORMAT.name else ()
    tables = [file for file in files if file.resolve() not in {one.resolve() for one in extra}]
    return Input(_common(tables or files), known, (*tables, *extra))


def _common(files: list[Path]) -> Path:
    return files[0] if len(files) == 1 else Path(os.path.commonpath(files))


def _start(file: Path) -> bytes:
    """The first bytes of a file; none where it cannot be read, which is said when it is asked for its format."""
    try:
        return _head(file)
    except InputError:
        return b""


def _walk(path: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """The files that may be data, in sorted order; the others are added to ``skipped``."""
    if not path.is_dir():
        yield path
        return
    for folder, names, files in os.walk(path):
        skipped += [Skipped(Path(folder, name), "hidden folder") for name in sorted(names) if name.startswith(".")]
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder, name)
            reason = passed_over(name, _start(file))
            if reason:
                skipped.append(Skipped(file, reason))
            else:
                yield file


def _refusal(file: Path) -> Rejected | None:
    """Why a file that no format claims is no text either; ``None`` where it reads as text."""
    head = _head(file)
    if not head.strip():
        return Rejected(str(file), 1, "empty file")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if is_packed(head) and holds_texts(file):
        return None
    if text.startswith((b"<?xml", b"<")) and not HTML.match(text):
        start = prolog(head)
        if start.doctype is not None:
            return Rejected(str(file), start.doctype, "a DOCTYPE is refused: it may hide entities and outside files")
        if start.error:
            return Rejected(str(file), start.line, f"no well-formed XML: {start.error}")
        return Rejected(str(file), 1, f"no known format (XML, root element {start.root or 'not reached'})")
    if b"\0" in head or sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head) > len(head) // 50:
        return Rejected(str(file), None, f"no known format (binary file){_MAP if kind_of(file) else ''}")
    if kind_of(file) == "jsonl" and DOCUMENTS.match(text):
        return None
    if kind_of(file) and file.suffix.lower() != ".txt":
        return Rejected(str(file), 1, f"no known format{_MAP}")
    if text.startswith((b"{", b"[{")):
        return Rejected(str(file), 1, "no known format (JSON)")
    return None
