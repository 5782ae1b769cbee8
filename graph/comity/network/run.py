"""A run of measures as RDF, to lie beside the graph: which network, of which graph, by which software, what came out.

Published generations are never written, so a run is a file of its own. Each value is a ``comity:FactReport`` whose
source is the run; PROV-O describes the run: what it used, what it made, and by which software. ``comity build FILE``
takes it into the next generation like any other source; any RDF store takes it next to ``comity export nquads``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import StoreError, UsageError
from comity.model import digest
from comity.network.table import Table
from comity.rdf import PREFIXES, literal, named, number

if TYPE_CHECKING:
    import networkx as nx

    from comity.store import Generation

__all__ = ["write_run"]

_PREFIXES = PREFIXES | {"prov": "http://www.w3.org/ns/prov#", "dct": "http://purl.org/dc/terms/"}
_ABOUT = ("id", "label", "kind", "country")


def write_run(
    generation: Generation, graph: nx.Graph[str], found: Table, out: Path, filters: Mapping[str, Any] | None = None
) -> int:
    """Write the measures ``found`` of a network, and the run that made them, to Turtle or N-Quads; gives their number.

    ``filters`` is what the network was narrowed by; values of None, empty ones and dates are taken as they come. Equal
    runs have equal names and equal bytes. In N-Quads the values stand in the named graph of the run. Raises
    ``UsageError`` for another ending than ``.ttl`` or ``.nq``, ``StoreError`` where the disk refuses.
    """
    if out.suffix not in (".ttl", ".nq"):
        raise UsageError(f"{out}: a run is written as .ttl or .nq")
    lines = list(_Run(generation, graph, found, filters or {}).lines())
    part = out.with_name(f".{out.stem}.part{out.suffix}")
    try:
        part.write_bytes(_turtle(lines) if out.suffix == ".ttl" else "".join(f"{line} .\n" for line in lines).encode())
        part.replace(out)
    except OSError as error:
        raise StoreError(f"{out}: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)
    return len(found) * len(_measured(found))


def _turtle(lines: list[str]) -> bytes:
    import pyoxigraph as ox

    quads = ox.parse("".join(f"{line} .\n" for line in lines), format=ox.RdfFormat.N_QUADS)
    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
    assert text is not None, "without an output, bytes are returned"
    return text


def _measured(found: Table) -> list[str]:
    return [name for name in found.columns if name not in _ABOUT]


class _Run:
    """The statements of one run, as lines of N-Quads without their full stops."""

    def __init__(self, generation: Generation, graph: nx.Graph[str], found: Table, filters: Mapping[str, Any]) -> None:
        from comity import __version__

        self.found, self.software = found, f"comity {__version__}"
        self.used = f"dataset/{generation.version}"
        kept = {name: _plain(value) for name, value in filters.items() if value not in (None, (), [], "")}
        self.what = {
            "projection": graph.graph.get("projection"),
            "acts": graph.graph.get("kinds"),
            "filters": kept,
            "measures": _measured(found),
            "graph": generation.version,
            "software": self.software,
        }
        self.key = digest(json.dumps(self.what, sort_keys=True))
        self.activity, self.source = f"{self.used}/run/{self.key}", f"source/run-{self.key}"
        narrowed = ", ".join(f"{name} {value}" for name, value in kept.items())
        self.title = f"Run of the network {self.what['projection']}" + (f" ({narrowed})" if narrowed else "")

    def lines(self) -> Iterator[str]:
        """All statements: of the run, its source, the actors' names, and a fact report a value."""
        told = f"{self.title}, measured by {self.software} on graph {self.used.removeprefix('dataset/')}"
        yield _line(self.activity, "rdf:type", _iri("prov:Activity"))
        yield _line(self.activity, "rdfs:label", literal(self.title))
        yield _line(self.activity, "dct:description", literal(json.dumps(self.what, ensure_ascii=False)))
        yield _line(self.activity, "prov:used", named(self.used))
        yield _line(self.activity, "prov:generated", named(self.source))
        yield _line(self.activity, "prov:wasAssociatedWith", named(f"{self.activity}/software"))
        yield _line(f"{self.activity}/software", "rdf:type", _iri("prov:SoftwareAgent"))
        yield _line(f"{self.activity}/software", "rdfs:label", literal(self.software))
        yield _line(self.source, "rdf:type", _iri("comity:Source"))
        yield _line(self.source, "rdfs:label", literal(self.title))
        yield _line(self.source, "comity:sourceKind", literal("dataset"))
        yield _line(self.source, "comity:citation", literal(told))
        for at, row in enumerate(self.found):
            yield from self._actor(row)
            for name in _measured(self.found):
                if row[name] is not None:
                    yield from self._fact(f"fact/run-{self.key}/{at}-{name}", row["id"], name, row[name], told)

    def _actor(self, row: Mapping[str, Any]) -> Iterator[str]:
        if row["label"]:
            yield _line(row["id"], "rdfs:label", literal(row["label"]))
        if row["country"] and row["kind"] != "country":
            yield _line(row["id"], "comity:country", named(f"country/{row['country'].removeprefix('country/')}"))

    def _fact(self, fact: str, actor: str, name: str, value: float | int, told: str) -> Iterator[str]:
        term = number(value)
        own = f" {named(self.source)}"
        yield _line(actor, f"comity:{name}", term)
        yield _line(fact, "rdf:type", _iri("comity:FactReport")) + own
        yield _line(fact, "comity:subject", named(actor)) + own
        yield _line(fact, "comity:property", _iri(f"comity:{name}")) + own
        yield _line(fact, "comity:value", literal(term.split('"')[1])) + own
        yield _line(fact, "comity:source", named(self.source)) + own
        yield _line(fact, "comity:derivedFrom", literal(told)) + own
        yield _line(fact, "comity:extractor", literal(self.software.replace(" ", "/"))) + own


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _iri(name: str) -> str:
    prefix, local = name.split(":", 1)
    return f"<{_PREFIXES[prefix]}{local}>"


def _line(subject: str, predicate: str, term: str) -> str:
    return f"{named(subject)} {_iri(predicate)} {term}"
