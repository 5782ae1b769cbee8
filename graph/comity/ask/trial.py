"""The questions put to the test: each on its golden data, and each on a graph with its example parameters.

The golden data travel with a checkout alone: ``tests/queries/<topic>/<question>/`` with ``data.trig``, ``params.json``
and ``answer.csv``, written by hand.
"""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from comity import resources
from comity.ask.answer import ask
from comity.ask.bind import Term, bind, date_term, integer_term, iri_term, text_term
from comity.ask.catalogue import Parameter, Question, catalogue
from comity.errors import ComityError, NotFoundError
from comity.model import ID, iri

if TYPE_CHECKING:
    from comity.store import Generation, Limits, Rows

__all__ = ["Trial", "examples", "expected", "golden_folder", "golden_query", "plain", "trials"]

_NUMERIC = {f"http://www.w3.org/2001/XMLSchema#{kind}" for kind in ("integer", "decimal", "double")}


@dataclass(frozen=True, slots=True)
class Trial:
    """How one question did."""

    question: str
    golden: Literal["equal", "differs", "none"]
    """Whether its golden data give its golden answer; none where there is no checkout."""
    rows: int | None
    """Rows on the graph with the question's example parameters; None where it was not asked there."""
    seconds: float | None
    """Wall time on the graph, with reading the names and the start of the query's own process."""
    note: str
    """Why it is empty on the demo graph, or what went wrong."""


def golden_folder() -> Path | None:
    """The folder of the golden data, or None outside a checkout."""
    queries = resources.queries()
    folder = queries.parent / "tests" / "queries" if isinstance(queries, Path) else None
    return folder if folder is not None and folder.is_dir() else None


def golden_query(asked: Question, folder: Path) -> str:
    """The SPARQL of a question with its golden parameters, whose things are given by local id."""
    given: Mapping[str, object] = json.loads((folder / "params.json").read_text(encoding="utf-8"))
    return bind(asked, {name: _term(asked.parameter(name), str(value)) for name, value in given.items()})


def _term(parameter: Parameter, value: str) -> Term:
    makers = {"date": date_term, "integer": integer_term, "text": text_term}
    maker = makers.get(parameter.kind)
    return maker(value) if maker else iri_term(iri(value))


def expected(folder: Path) -> tuple[list[str], list[list[str]]]:
    """The columns and rows of a golden answer: things by local id, numbers without trailing zeros."""
    with (folder / "answer.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return head, rows


def plain(found: Rows) -> tuple[list[str], list[list[str]]]:
    """Rows of an engine in the form of a golden answer."""
    return list(found.variables), [[_text(value) for value in row] for row in found.rows]


def _text(value: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> str:
    if value is None:
        return ""
    if isinstance(value, ox.Literal) and value.datatype.value in _NUMERIC:
        return f"{Decimal(value.value).normalize():f}"
    return value.value.removeprefix(ID)


def _golden(asked: Question) -> Literal["equal", "differs", "none"]:
    from comity.store import select

    whole = golden_folder()
    if whole is None:
        return "none"
    folder = whole / asked.topic / asked.name
    store = ox.Store()
    store.load(path=str(folder / "data.trig"), format=ox.RdfFormat.TRIG)
    return "equal" if plain(select(store, golden_query(asked, folder))) == expected(folder) else "differs"


def examples(asked: Question) -> dict[str, str]:
    """The example values of the parameters that a question needs."""
    return {parameter.name: parameter.example for parameter in asked.parameters if parameter.required}


def trials(generation: Generation | None, limits: Limits | None = None) -> Iterator[Trial]:
    """Try every question, in the order of the catalogue; without a generation on the golden data alone."""
    for asked in catalogue().values():
        golden = _golden(asked)
        if generation is None:
            yield Trial(asked.name, golden, None, None, "")
            continue
        start = time.perf_counter()
        note = f"empty on the demo graph: {asked.empty_on_demo}" if asked.empty_on_demo else ""
        rows: int | None = None
        try:
            rows = len(ask(generation, asked.name, limits=limits, **examples(asked)))
        except NotFoundError as error:
            rows, note = 0, note or str(error)
        except ComityError as error:
            note = str(error)
        yield Trial(asked.name, golden, rows, round(time.perf_counter() - start, 3), "" if rows else note)
