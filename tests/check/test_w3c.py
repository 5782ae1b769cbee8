"""The compiled SHACL engine on the W3C test suite."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import RDF, SH, Namespace

from comity.check.shapes import shapes_text

shacl = pytest.importorskip("shacl", reason="the compiled SHACL engine has no wheel for this machine")

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")


def _file(iri: Any) -> Path:
    return Path(str(iri).removeprefix("file://"))


def _plain(term: Any) -> str:
    return "_" if term is None or isinstance(term, rdflib.BNode) else term.n3()


def _expected(graph: rdflib.Graph, report: Any) -> Counter[tuple[str, ...]]:
    rows: Counter[tuple[str, ...]] = Counter()
    for result in graph.objects(report, SH.result):
        said = (SH.focusNode, SH.value, SH.resultSeverity, SH.sourceConstraintComponent)
        rows[tuple(_plain(graph.value(result, name)) for name in said)] += 1
    return rows


def _found(data: Path, shapes: Path) -> Counter[tuple[str, ...]]:
    text = shapes.read_text(encoding="utf-8")
    compiled = shacl.Shapes.from_text(text, format="turtle", base=shapes.as_uri())
    report = compiled.validate_text(data.read_text(encoding="utf-8"), format="turtle", base=data.as_uri())
    graph = rdflib.Graph().parse(data=report.serialize("ntriples"), format="nt")
    return _expected(graph, next(graph.subjects(RDF.type, SH.ValidationReport)))


def _tests(folder: Path) -> list[tuple[str, rdflib.Graph, Any]]:
    found = []
    for path in sorted(folder.glob("core/*/*.ttl")):
        graph = rdflib.Graph().parse(path, publicID=path.as_uri(), format="turtle")
        found += [(path.stem, graph, test) for test in graph.subjects(RDF.type, SHT.Validate)]
    return found


def test_the_compiled_engine_passes_the_w3c_core_suite(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    tests = _tests(shared / "conformance" / "shacl")
    assert len(tests) >= 98
    wrong = {}
    for name, graph, test in tests:
        action = graph.value(test, MF.action)
        data, shapes = (_file(graph.value(action, part)) for part in (SHT.dataGraph, SHT.shapesGraph))
        expected, found = _expected(graph, graph.value(test, MF.result)), _found(data, shapes)
        if expected != found:
            wrong[name] = (expected - found, found - expected)
    assert not wrong


def test_our_shapes_use_nothing_that_the_core_suite_does_not_try(shared: Path) -> None:
    tried = {term for _, graph, _ in _tests(shared / "conformance" / "shacl") for triple in graph for term in triple}
    ours = {term for triple in rdflib.Graph().parse(data=shapes_text(), format="turtle") for term in triple}
    assert {term for term in ours if term in SH} - tried == set()
