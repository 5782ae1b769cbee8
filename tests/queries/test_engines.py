"""Each question on two engines, with other parameters than its golden ones: Oxigraph and rdflib give equal rows.

The values come from the golden data themselves: each parameter in turn is left out (where it may be) and takes other
values of its kind, so that filters that the golden answer never enters are entered here.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from comity.ask.bind import Term, bind, date_term, integer_term, iri_term, text_term
from comity.ask.catalogue import Parameter, Question, catalogue
from comity.ask.trial import plain
from comity.model import ID
from comity.store import select

HERE = Path(__file__).parent
QUESTIONS = sorted(catalogue().values(), key=lambda question: question.name)
VALUES = 2
"""Other values that each parameter takes."""
XSD = "http://www.w3.org/2001/XMLSchema#"


def folder(question: Question) -> Path:
    return HERE / question.topic / question.name


@cache
def stores(path: Path) -> tuple[ox.Store, rdflib.Dataset]:
    store, dataset = ox.Store(), rdflib.Dataset(default_union=True)
    store.load(path=str(path), format=ox.RdfFormat.TRIG)
    dataset.parse(path, format="trig")
    return store, dataset


def others(parameter: Parameter, store: ox.Store, golden: str | None) -> list[str]:
    """Other values of a parameter's kind that stand in the data, a few of them, always the same."""
    things = sorted({term.value for quad in store for term in (quad.subject, quad.object) if _thing(term)})
    literals = [quad.object for quad in store if isinstance(quad.object, ox.Literal)]
    match parameter.kind:
        case "date":
            found = sorted(
                {term.value for term in literals if term.datatype.value == f"{XSD}date" and len(term.value) == 10}
            )
        case "integer":
            found = [str(int(golden or "2019") + by) for by in (-30, -1, 1, 365)]
        case "text":
            found = sorted({word for term in literals for word in re.findall(r"[A-Za-z]{4,}", term.value)})
        case "iri" | "act":
            found = [thing for thing in things if thing.startswith(("act/", "report/", "fact/"))]
        case "actor":
            found = [thing for thing in things if thing.startswith(("official/", "country/", "organization/"))]
        case "instrument":
            found = [thing for thing in things if thing.startswith(("agreement/", "policy/"))]
        case kind:
            found = [thing for thing in things if thing.startswith(f"{kind}/")]
    found = [value for value in found if value != golden]
    return random.Random(parameter.name).sample(found, min(VALUES, len(found)))


def _thing(term: Any) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(ID)


def variations(question: Question, store: ox.Store) -> Iterator[Mapping[str, str]]:
    """The golden parameters with one of them left out, or another; and those that are needed alone."""
    golden = {name: str(value) for name, value in json.loads((folder(question) / "params.json").read_text()).items()}
    golden = {name: value.removeprefix(ID) for name, value in golden.items()}
    yield {parameter.name: golden[parameter.name] for parameter in question.parameters if parameter.required}
    for parameter in question.parameters:
        if not parameter.required and parameter.name in golden:
            yield {name: value for name, value in golden.items() if name != parameter.name}
        for value in others(parameter, store, golden.get(parameter.name)):
            yield golden | {parameter.name: value}


def term(parameter: Parameter, value: str) -> Term:
    makers = {"date": date_term, "integer": integer_term, "text": text_term}
    maker = makers.get(parameter.kind)
    return maker(value) if maker else iri_term(value if ":" in value.split("/")[0] else ID + value)


def by_rdflib(dataset: rdflib.Dataset, sparql: str) -> list[list[str]]:
    from decimal import Decimal

    numbers = {f"{XSD}{kind}" for kind in ("integer", "decimal", "double")}

    def cell(value: Any) -> str:
        if isinstance(value, rdflib.Literal) and str(value.datatype) in numbers:
            return f"{Decimal(value).normalize():f}"
        return "" if value is None else str(value).removeprefix(ID)

    return [[cell(value) for value in row] for row in dataset.query(sparql)]


@pytest.mark.filterwarnings("ignore:.*use Dataset:DeprecationWarning")  # raised inside rdflib itself
@pytest.mark.parametrize("question", QUESTIONS, ids=[question.name for question in QUESTIONS])
def test_two_engines_agree_whatever_the_parameters(question: Question) -> None:
    store, dataset = stores(folder(question) / "data.trig")
    with_rows = 0
    for given in variations(question, store):
        sparql = bind(question, {name: term(question.parameter(name), value) for name, value in given.items()})
        _, rows = plain(select(store, sparql))
        assert by_rdflib(dataset, sparql) == rows, given
        with_rows += bool(rows)
    assert with_rows, "no variation has an answer, so nothing was compared"
