"""The quads of a view as sorted lines, with the head of the file among them; what every RDF format starts from."""

from __future__ import annotations

import heapq
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from comity.export.view import View
from comity.model import ID, NS

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["PREFIXES", "by_graph", "lines", "ordered", "quads", "triples"]

PREFIXES = {
    "comity": NS,
    "id": ID,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "wd": "http://www.wikidata.org/entity/",
    "dct": "http://purl.org/dc/terms/",
    "void": "http://rdfs.org/ns/void#",
}
"""Prefixes that the files declare."""

_CHUNK = 500_000
_SUBJECT = re.compile(rb"<" + re.escape(ID).encode() + rb"([^>]*)> ")
_TIE = re.compile(
    rb"<" + re.escape(ID).encode() + rb"([^>]*)> <" + re.escape(NS).encode() + rb"([^>]*)> <" + re.escape(ID).encode()
    + rb"([^>]*)> <" + re.escape(ID).encode() + rb"graph/ties> \.\n"
)  # fmt: skip
_GRAPH = re.compile(rb'<[^>]*> <[^>]*> (?:<[^>]*>|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?) (<[^>]*>) \.\n')
_THINGS = ("official/", "country/", "organization/", "group/", "agreement/", "policy/", "source/")


@contextmanager
def lines(view: View) -> Iterator[Iterator[bytes]]:
    """The quads of the view as lines of N-Quads sorted by byte, those of its head among them."""
    from comity.store import dump

    with tempfile.TemporaryFile(prefix="comity-export-") as whole:
        dump(view.generation.store(), whole)
        whole.seek(0)
        keep = _kept(view) if view.filtered else None
        yield heapq.merge((line for line in whole if keep is None or keep(line)), _head(view))


def _kept(view: View) -> Callable[[bytes], bool]:
    """Acts, reports and ties that pass; things they speak of; what belongs to no thing (offices, tenures …) stays."""
    told, things = view.ids()
    ties = view.bonds()

    def keep(line: bytes) -> bool:
        if tie := _TIE.fullmatch(line):
            one, name, two = (part.decode() for part in tie.groups())
            return (name, one, two) in ties
        found = _SUBJECT.match(line)
        if found is None:
            return True
        subject = found[1].decode()
        if subject.startswith(("act/", "report/")):
            return subject in told
        return subject in things if subject.startswith(_THINGS) else True

    return keep


def _head(view: View) -> list[bytes]:
    import pyoxigraph as ox

    about = view.about
    here, text = ox.NamedNode(about.iri), ox.Literal
    terms: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (f"{PREFIXES['rdf']}type", ox.NamedNode(f"{PREFIXES['void']}Dataset")),
        (f"{PREFIXES['dct']}title", text(about.title)),
        (f"{PREFIXES['dct']}identifier", text(about.version)),
        (f"{PREFIXES['dct']}description", text(about.json())),
        *((f"{PREFIXES['dct']}license", text(licence)) for licence in about.licences),
        *((f"{PREFIXES['dct']}bibliographicCitation", text(citation)) for citation in about.citations),
    ]
    quads = (ox.Quad(here, ox.NamedNode(name), value) for name, value in terms)
    return sorted((ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))


def by_graph(found: Iterable[bytes]) -> AbstractContextManager[BinaryIO]:
    """The lines as a file sorted by graph first (the default graph before all others), then by byte."""
    return ordered(found, _graph_of)


@contextmanager
def ordered(found: Iterable[bytes], key: Callable[[bytes], Any]) -> Iterator[BinaryIO]:
    """The lines as a file sorted by a key, then by byte; sorted on disk, in parts that fit into memory."""
    with ExitStack() as stack:
        source, parts = iter(found), []
        while chunk := sorted((key(line), line) for line in islice(source, _CHUNK)):
            part = stack.enter_context(tempfile.TemporaryFile(prefix="comity-export-"))
            part.writelines(line for _, line in chunk)
            part.seek(0)
            parts.append((key(line), line) for line in part)
        whole = stack.enter_context(tempfile.TemporaryFile(prefix="comity-export-"))
        whole.writelines(line for _, line in heapq.merge(*parts))
        whole.seek(0)
        yield whole


def _graph_of(line: bytes) -> bytes:
    found = _GRAPH.fullmatch(line)
    return found[1] if found else b""


def quads(found: Iterable[bytes]) -> Iterator[pyoxigraph.Quad]:
    """Lines as quads, a batch parsed at a time."""
    import pyoxigraph as ox

    source = iter(found)
    while batch := b"".join(islice(source, 10_000)):
        yield from ox.parse(batch, format=ox.RdfFormat.N_QUADS)


def triples(view: View, path: Path, form: pyoxigraph.RdfFormat, refuse: Callable[[bytes], None] | None = None) -> None:
    """Write the view's triples without their graphs, each once, in sorted order.

    ``refuse`` sees each line first and may raise.
    """
    import pyoxigraph as ox

    def once(found: Iterator[bytes]) -> Iterator[ox.Triple]:
        before = None
        for quad in quads(_seen(found, refuse)):
            if quad.triple != before:
                before = quad.triple
                yield before

    with lines(view) as found, path.open("wb") as out:
        ox.serialize(once(found), out, form, prefixes=PREFIXES)


def _seen(found: Iterator[bytes], refuse: Callable[[bytes], None] | None) -> Iterator[bytes]:
    for line in found:
        if refuse is not None:
            refuse(line)
        yield line
