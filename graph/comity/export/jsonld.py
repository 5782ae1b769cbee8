"""JSON-LD with the context of Comity inside, so that nothing is fetched to read it.

One object a thing, in sorted order: the things of the default graph, then each named graph as an object with its own
``@graph``. Terms are those of ``ontology/context.jsonld``; a value that its term's type does not fit is written out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from comity import resources
from comity.export.format import Format
from comity.export.quads import by_graph, lines, quads
from comity.export.view import View
from comity.model import ID, NS

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["FORMAT", "Terms", "compact_id", "described", "json_text", "value_of"]

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Terms:
    """Terms of a context by the IRI of their property, for those that hold plain values or sets."""

    def __init__(self, context: dict[str, Any]) -> None:
        self.context = context
        self._terms: dict[str, tuple[str, str | None]] = {}
        for term, meant in context.items():
            found = {"@id": meant} if isinstance(meant, str) else meant
            name = found.get("@id") if isinstance(found, dict) and not term.startswith("@") else None
            plain = isinstance(found, dict) and found.keys() <= {"@id", "@type", "@container"}
            if not name or name.startswith("@") or not plain or found.get("@container", "@set") != "@set":
                continue
            kind = found.get("@type")
            self._terms[self.full(name)] = (term, self.full(kind) if kind and not kind.startswith("@") else kind)

    @classmethod
    def packaged(cls) -> Terms:
        """The terms of ``ontology/context.jsonld``."""
        return cls(json.loads((resources.ontology() / "context.jsonld").read_text("utf-8"))["@context"])

    def full(self, name: str) -> str:
        """The IRI of a compact one."""
        prefix, _, rest = name.partition(":")
        space = self.context.get(prefix)
        return space + rest if isinstance(space, str) and rest and not rest.startswith("//") else name

    def class_name(self, name: str) -> str:
        """A class as the vocabulary of the context shortens it."""
        short = name.removeprefix(NS)
        return short if self.context.get("@vocab") == NS and short.isalpha() and short not in self.context else name

    def term(self, name: str) -> tuple[str, str | None]:
        """The term of a property and the type it gives its values; the IRI itself where there is none."""
        return self._terms.get(name, (name, None))


def _write(view: View, path: Path) -> None:
    terms = Terms.packaged()
    with lines(view) as found, by_graph(found) as ordered, path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"@context": {json_text(terms.context)},\n"@graph": [')
        comma = ""
        for graph, things in groupby(quads(ordered), key=lambda quad: str(quad.graph_name)):
            if graph == "DEFAULT":
                _objects(out, terms, things, comma)
            else:
                out.write(f'{comma}\n{{"@id": {json_text(compact_id(graph[1:-1]))}, "@graph": [')
                _objects(out, terms, things, "")
                out.write("\n]}")
            comma = ","
        out.write("\n]}\n")


def _objects(out: TextIO, terms: Terms, things: Iterable[ox.Quad], comma: str) -> None:
    for thing in _grouped(things):
        out.write(f"{comma}\n{json_text(described(terms, thing))}")
        comma = ","


def _grouped(things: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    for _, group in groupby(things, key=lambda quad: str(quad.subject)):
        yield list(group)


def described(terms: Terms, thing: list[ox.Quad]) -> dict[str, Any]:
    """The object of a thing, from all quads of which it is the subject."""
    found: dict[str, Any] = {"@id": compact_id(str(thing[0].subject)[1:-1])}
    for quad in thing:
        name = quad.predicate.value
        if name == _TYPE:
            term, value = "@type", terms.class_name(str(quad.object)[1:-1])
        else:
            term, kind = terms.term(name)
            value = value_of(quad.object, kind)
        found.setdefault(term, []).append(value)
    return {term: value[0] if isinstance(value, list) and len(value) == 1 else value for term, value in found.items()}


def value_of(value: Any, kind: str | None) -> Any:
    """A term as a value under a term of the context that gives its values the type ``kind``."""
    import pyoxigraph as ox

    if not isinstance(value, ox.Literal):
        name = compact_id(str(value)[1:-1])
        return name if kind == "@id" else {"@id": name}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == (kind or _STRING):
        return value.value
    return {"@value": value.value} if datatype == _STRING else {"@value": value.value, "@type": datatype}


def compact_id(name: str) -> str:
    """An IRI, or where it is one of Comity's and safe as such, ``id:`` and the local id."""
    local = name.removeprefix(ID)
    return f"id:{local}" if local != name and not local.startswith("//") else name


def json_text(value: Any) -> str:
    """A value on one line."""
    return json.dumps(value, ensure_ascii=False)


FORMAT = Format("jsonld", "JSON-LD with its context inside: named graphs, one object a thing", ".jsonld", _write)
