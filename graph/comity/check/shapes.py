"""SHACL over N-Quads on disk, all graphs taken as one.

Two engines. ``shacl`` (compiled, MIT or Apache-2.0) reads and validates 1.7 million quads in 3 s; it has wheels for
macOS, Windows and Linux on x86-64. Elsewhere pySHACL, the reference, does the same far more slowly. Tests hold the two
equal on our shapes, and the first equal to the W3C suite for the features that our shapes use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from comity import resources
from comity.check.finding import Result, Severity

if TYPE_CHECKING:
    import rdflib

__all__ = ["by_compiled", "by_reference", "shapes_text", "validate"]

_SH = "http://www.w3.org/ns/shacl#"
_LOCAL = re.compile(r"[^#/<>]+(?=>?$)")
_IRI = re.compile(r"<([^<>]*)>")


@cache
def shapes_text() -> str:
    """All shapes of the ontology as one Turtle document."""
    folder = resources.ontology().joinpath("shapes")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".ttl")), key=lambda file: file.name)
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def validate(nquads: Path) -> Iterator[Result]:
    """What in an N-Quads file (its name ends in ``.nq``) breaks a shape, by the fastest engine that is installed."""
    try:
        import shacl  # noqa: F401
    except ImportError:
        return by_reference(nquads)
    return by_compiled(nquads)


def by_compiled(nquads: Path) -> Iterator[Result]:
    """The same by the compiled engine."""
    for found in _compiled().validate_file(str(nquads)).results:
        thing, value = _plain(found.focus_node), _plain(found.value or "")
        path = _IRI.sub(lambda iri: _local(iri[1]), found.path or "")
        yield _result(found.severity, found.root_shape, path, thing, found.message or found.component, value)


@cache
def _compiled() -> Any:
    import shacl

    return shacl.Shapes.from_turtle(shapes_text())


def by_reference(nquads: Path) -> Iterator[Result]:
    """The same by pySHACL."""
    import pyoxigraph
    import pyshacl
    import rdflib

    quads = pyoxigraph.parse(path=nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    union = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
    data = rdflib.Graph().parse(data=union, format="nt")
    shapes = rdflib.Graph().parse(data=shapes_text(), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    sh = rdflib.Namespace(_SH)
    for found in report.objects(None, sh.result):
        said = {name: report.value(found, sh[name]) for name in ("focusNode", "value", "resultPath")}
        severity = str(report.value(found, sh.resultSeverity)).removeprefix(_SH)
        shape = _root(shapes, report.value(found, sh.sourceShape))
        path = said["resultPath"]
        steps = "" if path is None else _step(report, path)
        bad = "" if said["value"] is None else str(said["value"])
        message = str(report.value(found, sh.resultMessage))
        yield _result(severity, str(shape), steps, str(said["focusNode"]), message, bad)


def _root(shapes: rdflib.Graph, shape: Any) -> Any:
    """The named shape that a nested one belongs to."""
    import rdflib

    while isinstance(shape, rdflib.BNode):
        shape = next(shapes.subjects(rdflib.URIRef(_SH + "property"), shape))
    return shape


def _step(report: rdflib.Graph, path: Any) -> str:
    import rdflib

    if isinstance(path, rdflib.URIRef):
        return _local(str(path))
    return "^" + _local(str(report.value(path, rdflib.URIRef(_SH + "inversePath"))))


def _result(severity: str, shape: str, path: str, thing: str, message: str, value: str) -> Result:
    rule = f"shape:{_local(shape)}" + (f"/{path}" if path else "")
    # A thing that is itself wrong is its own value; what it points to is the cause that it shares with others.
    value = "" if value == thing else value
    cause = value if value.startswith(("http://", "https://")) else ""
    return Result(cast(Severity, severity.lower()), rule, thing, message, value, cause)


def _local(iri: str) -> str:
    found = _LOCAL.search(iri)
    return found[0] if found else iri


def _plain(term: str) -> str:
    """The text of a term in N-Triples syntax: an IRI without brackets, a literal without quotes and datatype."""
    if term.startswith("<"):
        return term[1:-1]
    if not term.startswith('"'):
        return term
    import pyoxigraph

    line = f"<x:s> <x:p> {term} ."
    quad = next(iter(pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_TRIPLES)))
    return str(cast(pyoxigraph.Literal, quad.object).value)
