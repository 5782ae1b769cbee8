"""Reading XML from outside, safely, with the line of every record.

A document type declaration is refused before the parser proper sees the file: expat reads up to the first element and
no further, so that neither entities nor external files are ever expanded. What passes goes to lxml with entities,
network and huge trees switched off.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast
from xml.parsers import expat

from lxml import etree

from comity.errors import InputError

__all__ = ["MAX_BYTES", "Prolog", "child_text", "content", "line_of", "prolog", "read_xml"]

MAX_BYTES = 64 * 1024 * 1024
"""The largest XML file that is read; the record's own files have less than 1 MB."""


class _Seen(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Prolog:
    """What stands before the content of an XML file.

    ``root`` is the name of the first element ("" where none was reached or a DOCTYPE came first), ``doctype`` the line
    of a document type declaration; ``error`` and ``line`` say why the prolog is no XML.
    """

    root: str = ""
    doctype: int | None = None
    error: str = ""
    line: int | None = None


def prolog(head: bytes, *, whole: bool = False) -> Prolog:
    """Read the beginning of an XML file up to its first element or its DOCTYPE, whichever comes first.

    ``whole`` says that ``head`` is all of the file, so that a prolog without an element is an error.
    """
    parser = expat.ParserCreate()
    found = Prolog()

    def element(name: str, _: dict[str, str]) -> None:
        nonlocal found
        found = Prolog(root=name)
        raise _Seen

    def doctype(*_: object) -> None:
        nonlocal found
        found = Prolog(doctype=parser.CurrentLineNumber)
        raise _Seen

    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(head, whole)
    except _Seen:
        return found
    except expat.ExpatError as error:
        return Prolog(error=expat.ErrorString(error.code), line=error.lineno)
    return found


def read_xml(path: Path) -> etree._Element:
    """The root element of an XML file; ``sourceline`` of each element is its line.

    Raises ``InputError`` with file and line where the file is missing, too large, declares a DOCTYPE or is no
    well-formed XML.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(path, f"{size:,} bytes of XML; the limit is {MAX_BYTES:,}")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None
    if not data.strip():
        raise InputError(path, "empty file", 1)
    start = prolog(data, whole=True)
    if start.doctype is not None:
        raise InputError(path, "a DOCTYPE is refused: it may hide entities and outside files", start.doctype)
    if start.error:
        raise InputError(path, f"no well-formed XML: {start.error}", start.line)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(path, f"no well-formed XML: {error.msg}", error.lineno) from None


def line_of(element: etree._Element) -> int | None:
    """The line that an element starts on."""
    return cast("int | None", element.sourceline)


def content(element: etree._Element | None) -> str:
    """All text inside an element, as it stands; "" where there is no such element."""
    return "" if element is None else "".join(str(part) for part in element.itertext(with_tail=False))


def child_text(element: etree._Element, name: str) -> str:
    """The text of a child element with runs of white space as one space, ends stripped; "" where it is missing."""
    return " ".join(content(element.find(name)).split())
