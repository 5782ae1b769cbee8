"""RDF of any syntax from outside, parsed in a child process with limits; quads as plain values.

A document type declaration is refused before any parser sees the file; JSON-LD contexts are never fetched. A file that
needs more memory or time than it may is refused as a whole and leaves nothing behind; bad lines of N-Quads and
N-Triples are rejected one by one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from comity.errors import InputError
from comity.sources.delimited import open_plain
from comity.sources.rows_archive import DAMAGE, plain_head
from comity.sources.xml import prolog

__all__ = ["MAX_QUADS", "Quad", "Term", "parse", "syntax_of"]

MAX_QUADS = 5_000_000
"""The most quads of one file: it is held in memory while it is read. A larger graph is built from its sources."""
_MEMORY = 2 * 1024**3
_SECONDS = 300
_BYTES = 4 * 1024**3
_WORKER = Path(__file__).with_name("parse_worker.py")

_LINE = re.compile(rb"^\s*(?:<[^<>\s]+>|_:\S+)\s+<[^<>\s]+>\s+[<_\"]")
_TURTLE = re.compile(rb"^\s*@?(?:prefix\s+[\w.-]*:|base)\s*<", re.IGNORECASE)
_JSON = re.compile(rb'^[\[{]\s*(?:\{\s*)?"@(?:context|graph|id|type)"')
_TERM = re.compile(r'<([^>]*)>|(_:[^\s]+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@[A-Za-z0-9-]+)?')
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"\'\\]))')
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Term:
    """An IRI or blank node (``text``, no ``datatype``), or a literal with its datatype's IRI."""

    text: str
    datatype: str = ""
    literal: bool = False


Quad = tuple[str, str, Term, str]
"""Subject, predicate, object, graph ("" for the default graph)."""


def syntax_of(head: bytes, path: Path) -> str:
    """The syntax that a file begins in, plain or packed; "" where it is none.

    ``nquads`` (N-Triples too), ``trig`` (Turtle too), ``rdfxml``, ``jsonld``.
    """
    text = plain_head(head, path).lstrip()
    if text.startswith((b"<?xml", b"<rdf:RDF", b"<RDF", b"<!")):
        root = prolog(text)
        return "rdfxml" if root.root.rpartition(":")[2] == "RDF" or (root.doctype and b"rdf:RDF" in text) else ""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(b"#")]
    if lines and _LINE.match(lines[0]) and lines[0].rstrip().endswith(b"."):
        return "nquads"
    if _TURTLE.match(b"\n".join(lines[:1])):
        return "trig"
    return "jsonld" if _JSON.match(text) else ""


def parse(path: Path, rejects: list[tuple[int, str]]) -> Iterator[Quad]:
    """The quads of a file; bad lines are added to ``rejects``.

    Raises ``InputError`` where the file is refused, cannot be parsed as a whole, or goes beyond its limits.
    """
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None
    syntax = syntax_of(head, path)
    if not syntax:
        raise InputError(path, "no syntax of RDF that its first lines give away (N-Quads, TriG, RDF/XML, JSON-LD)", 1)
    if syntax == "rdfxml":
        _refuse_doctype(path)
    job = {
        "format": syntax,
        "base": f"urn:comity:file:{path.stem}" if syntax != "nquads" else None,
        "memory": _MEMORY,
        "seconds": _SECONDS,
        "bytes": _BYTES,
        "parent": os.getpid(),
    }
    with TemporaryFile() as said:
        with (
            subprocess.Popen(
                [sys.executable, "-I", str(_WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
            ) as child,
            ThreadPoolExecutor(1) as pool,
        ):
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps(job).encode() + b"\n")
            fed = pool.submit(_feed, path, child.stdin)
            try:
                yield from _quads(path, child.stdout)
            finally:
                child.kill()
        fed.result()
        _hear(path, said, rejects)


def _feed(path: Path, out: IO[bytes]) -> None:
    """Give a file to the child, unpacked; a child that has heard enough hangs up. Raises ``InputError`` on damage."""
    with suppress(BrokenPipeError), out:
        try:
            with open_plain(path) as file:
                shutil.copyfileobj(file, out, 1 << 20)
        except BrokenPipeError:
            raise
        except DAMAGE as error:
            raise InputError(path, f"cannot be unpacked: {error or type(error).__name__}") from None


def _refuse_doctype(path: Path) -> None:
    with open_plain(path) as file:
        seen = file.read(1 << 20)
        start = prolog(seen)
    if start.doctype is not None:
        raise InputError(path, "a DOCTYPE is refused: it may hide entities and outside files", start.doctype)
    if not start.root:
        raise InputError(path, f"no well-formed XML: {start.error or 'no element in the first megabyte'}", start.line)


def _quads(path: Path, lines: IO[bytes]) -> Iterator[Quad]:
    for number, line in enumerate(lines, 1):
        if number > MAX_QUADS:
            raise InputError(path, f"more than {MAX_QUADS:,} quads; build a graph of this size from its sources")
        terms = _TERM.findall(line.decode("utf-8", "replace"))
        subject, predicate, value = terms[0], terms[1], terms[2]
        graph = terms[3][0] or terms[3][1] if len(terms) > 3 else ""
        yield subject[0] or subject[1], predicate[0], _term(line, *value), graph


def _term(line: bytes, iri: str, blank: str, text: str, datatype: str) -> Term:
    if iri or blank:
        return Term(iri or blank)
    return Term(_ESCAPE.sub(_unescaped, text) if "\\" in text else text, datatype, literal=True)


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _PLAIN[found[3]]


def _hear(path: Path, said: IO[bytes], rejects: list[tuple[int, str]]) -> None:
    """What the child said at its end; a child that said nothing was stopped by its limits."""
    said.seek(0)
    try:
        answer = json.loads(said.read().splitlines()[-1])
    except (ValueError, IndexError):
        raise InputError(
            path, f"parsing takes more than {_MEMORY // 1024**2:,} MiB or {_SECONDS} s; the file is refused"
        ) from None
    if answer["error"]:
        raise InputError(path, f"no well-formed RDF: {' '.join(answer['error'].split())}", answer.get("line"))
    rejects += [(line, f"no quad: {' '.join(reason.split())}") for line, reason in answer["rejects"]]
