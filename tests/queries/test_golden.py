"""Each question against a small graph and an answer that were written by hand, on both engines."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from comity.ask.catalogue import Question, catalogue
from comity.ask.trial import expected, golden_query, plain
from comity.model import ID
from comity.store import select

HERE = Path(__file__).parent
QUESTIONS = sorted(catalogue().values(), key=lambda question: question.name)
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=[question.name for question in QUESTIONS])

NUMERIC = {f"http://www.w3.org/2001/XMLSchema#{kind}" for kind in ("integer", "decimal", "double")}


def folder(question: Question) -> Path:
    return HERE / question.topic / question.name


def on_oxigraph(path: Path, sparql: str) -> tuple[list[str], list[list[str]]]:
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TRIG)
    return plain(select(store, sparql))


def on_rdflib(path: Path, sparql: str) -> tuple[list[str], list[list[str]]]:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format="trig")
    found = dataset.query(sparql)
    assert found.vars is not None

    def cell(value: Any) -> str:
        if isinstance(value, rdflib.Literal) and str(value.datatype) in NUMERIC:
            return f"{Decimal(value).normalize():f}"
        return "" if value is None else str(value).removeprefix(ID)

    return [str(name) for name in found.vars], [[cell(value) for value in row] for row in found]


@every_question
def test_a_question_gives_its_golden_answer(question: Question) -> None:
    head, rows = on_oxigraph(folder(question) / "data.trig", golden_query(question, folder(question)))
    assert (head, rows) == expected(folder(question))


@every_question
@pytest.mark.filterwarnings("ignore:.*use Dataset:DeprecationWarning")  # raised inside rdflib itself
def test_rdflib_gives_the_same_answer(question: Question) -> None:
    head, rows = on_rdflib(folder(question) / "data.trig", golden_query(question, folder(question)))
    assert (head, rows) == expected(folder(question))


@every_question
def test_a_golden_answer_has_rows_and_the_data_hold_more_than_it(question: Question) -> None:
    _, rows = expected(folder(question))
    data = (folder(question) / "data.trig").read_text(encoding="utf-8")
    assert rows
    assert re.search(r"^# not in the answer: ", data, re.MULTILINE), "say which data must not be in the answer"


WITHOUT_EVIDENCE = {"never-visited"}
"""Questions about what nobody tells of."""


@every_question
def test_an_answer_names_what_its_evidence_stands_behind(question: Question) -> None:
    _, rows = expected(folder(question))
    named = [cell for row in rows for cell in row if cell.startswith(("act/", "report/", "fact/", "tenure/"))]
    assert bool(named) == (question.name not in WITHOUT_EVIDENCE)


def test_every_golden_folder_has_its_question() -> None:
    known = {(question.topic, question.name) for question in QUESTIONS}
    assert {(path.parent.parent.name, path.parent.name) for path in HERE.glob("*/*/data.trig")} == known


def test_all_fifty_competency_questions_have_a_question() -> None:
    assert {number for question in QUESTIONS for number in question.numbers} == set(range(1, 51))


@every_question
def test_every_property_of_a_question_is_in_the_ontology(question: Question, terms: set[str]) -> None:
    used = set(re.findall(r"\bcomity:(\w+)", question.sparql))
    assert not used - terms


@pytest.fixture(scope="module")
def terms() -> set[str]:
    """Local names of all classes and properties that the ontology declares."""
    from comity import resources

    graph = rdflib.Graph()
    for name in ("comity.ttl", "acts.ttl"):
        graph.parse(data=resources.ontology().joinpath(name).read_text(encoding="utf-8"), format="turtle")
    return {str(subject).rpartition("#")[2] for subject in graph.subjects() if isinstance(subject, rdflib.URIRef)}
