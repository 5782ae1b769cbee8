"""The catalogue as linked data: read by rdflib, and each query of it parsed by Oxigraph."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH

from comity.ask import Question, catalogue
from comity.ask.describe import BASE, turtle


@pytest.fixture(scope="module")
def described() -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle(catalogue().values()), format="turtle")


def test_every_question_is_an_executable_with_its_words(described: rdflib.Graph) -> None:
    found = {str(subject): subject for subject in described.subjects(RDF.type, SH.SPARQLExecutable)}
    assert set(found) == {BASE + name for name in catalogue()}
    for name, asked in catalogue().items():
        assert described.value(found[BASE + name], RDFS.comment) == rdflib.Literal(asked.summary, lang="en")


def test_every_query_runs_with_the_prefixes_that_it_declares(described: rdflib.Graph) -> None:
    declared = {
        str(described.value(one, SH.prefix)): str(described.value(one, SH.namespace))
        for one in described.objects(rdflib.URIRef(BASE + "prefixes"), SH.declare)
    }
    store = ox.Store()
    for subject in described.subjects(RDF.type, SH.SPARQLExecutable):
        text = str(described.value(subject, SH.select))
        assert "PREFIX" not in text
        answer = store.query(text, prefixes=declared)
        assert isinstance(answer, ox.QuerySolutions)
        asked = catalogue()[str(subject).removeprefix(BASE)]
        assert tuple(variable.value for variable in answer.variables) == asked.columns


def test_parameters_say_what_they_take(described: rdflib.Graph) -> None:
    official = rdflib.URIRef(BASE + "whom-met/official")
    assert (rdflib.URIRef(BASE + "whom-met"), SH.parameter, official) in described
    assert described.value(official, SH.optional) == rdflib.Literal(False)
    assert described.value(rdflib.URIRef(BASE + "whom-met/from"), SH.datatype) == rdflib.XSD.date
    assert len(list(described.subjects(RDF.type, SH.Parameter))) == sum(len(q.parameters) for q in catalogue().values())


def test_quotation_marks_and_backslashes_survive() -> None:
    asked = Question(
        "a-b", "time", 'What is "x\\y"?', "", (), (), (), ("x",), 'SELECT ?x { ?x ?p "a\\\\b" }\nORDER BY ?x'
    )
    graph = rdflib.Graph().parse(data=turtle([asked]), format="turtle")
    (summary,) = graph.objects(None, RDFS.comment)
    assert str(summary) == asked.summary
    (text,) = graph.objects(None, SH.select)
    assert str(text) == asked.sparql + "\n"
