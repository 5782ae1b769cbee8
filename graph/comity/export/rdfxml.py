"""RDF/XML, for tools that read nothing newer."""

from __future__ import annotations

import re
from pathlib import Path

from comity.errors import ComityError
from comity.export.format import Format
from comity.export.quads import triples
from comity.export.turtle import FLAT
from comity.export.view import View

__all__ = ["FORMAT"]

_RAW = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_ESCAPED = re.compile(rb"(?<!\\)(?:\\\\)*\\(?:[bf]|u00(?:0[0-8BCEFbcef]|1[0-9A-Fa-f])|uFFF[EF])")


def _refuse(line: bytes) -> None:
    if _RAW.search(line) or _ESCAPED.search(line):
        subject = line.split(b" ", 1)[0].decode("utf-8", "replace")
        raise ComityError(f"{subject}: holds a control character, which RDF/XML cannot; export turtle or nquads")


def _write(view: View, path: Path) -> None:
    import pyoxigraph

    triples(view, path, pyoxigraph.RdfFormat.RDF_XML, _refuse)


FORMAT = Format(
    "rdfxml",
    "RDF/XML: for older tools",
    ".rdf",
    _write,
    loses=(FLAT, "A text with a control character cannot be written: the export stops and names the thing."),
)
