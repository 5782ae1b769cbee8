"""Questions that add up many acts, answered from the tables: a ``.sql`` beside the ``.rq`` says the same to DuckDB.

The SPARQL is the definition and works in any store. Where an answer reads a tenth of all acts, Oxigraph looks each of
them up on disk, in seconds to minutes; DuckDB scans the columns that it needs, in tenths of a second. Tests hold the
two to equal rows. ``answers.sql`` is what a ``.sql`` may use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from threading import Timer
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from comity.errors import QueryError, TimeLimitError
from comity.model import ACTS, ID
from comity.resources import packaged

if TYPE_CHECKING:
    import duckdb

    from comity.ask.bind import Term
    from comity.ask.catalogue import Question
    from comity.store import Generation, Limits, Rows

__all__ = ["answered", "prepare"]

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_IRI = "_iri"
_AT_A_TIME = 10_000


def answered(generation: Generation, asked: Question, terms: Mapping[str, Term], limits: Limits) -> Rows:
    """The rows of a question that has a ``.sql``, as its SPARQL would give them.

    Raises TimeLimitError, and QueryError where the answer is larger, or needs more memory, than the limits allow.
    """
    import duckdb

    values = {name: _value(terms[name]) if name in terms else None for name in asked.sql_parameters}
    with generation.connect() as con, _stopped_after(con, limits.seconds):
        prepare(con)
        try:
            found = con.execute(asked.sql, values)
            names = [entry[0] for entry in found.description or ()]
            rows: list[tuple[Cell, ...]] = list(_rows(found, names, limits))
        except duckdb.InterruptException:
            raise TimeLimitError(f"query: stopped after its limit of {limits.seconds:g} s") from None
        except duckdb.OutOfMemoryException:
            raise QueryError("query: needs more memory than it may have; ask for less") from None
    from comity.store import Rows

    return Rows(tuple(name.removesuffix(_IRI) for name in names), rows)


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Make the views and macros that a ``.sql`` may use, over the tables of a generation."""
    from comity.identity.countries import countries

    kinds = [(kind.name, kind.class_name, kind.symmetric, kind.sign) for kind in ACTS.values()]
    con.execute(
        'create temp table kinds as select unnest($1) as kind, unnest($2) as "class", unnest($3) as mutual, '
        "unnest($4) as sign",
        [list(column) for column in zip(*kinds, strict=True)],
    )
    table = [(f"country/{country.code}", country.name, _cow(country)) for country in countries()]
    con.execute(
        "create temp table lands as select unnest($1) as country, unnest($2) as label, unnest($3::varchar[][]) as cow "
        "union all select actor, coalesce(label, actor), [] from actors where kind = 'country' "
        "and actor not in (select unnest($1))",
        [list(column) for column in zip(*table, strict=True)],
    )
    con.execute(packaged("ask", "answers.sql").read_text("utf-8").format(id=ID))


def _cow(country: Any) -> list[str]:
    return sorted({code.value for code in country.codes.get("cow", ())})


@contextmanager
def _stopped_after(con: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = Timer(seconds, con.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # a thread that still holds the connection when Python ends makes DuckDB complain


def _value(term: Term) -> str | int | date:
    if isinstance(term, ox.NamedNode):
        return term.value.removeprefix(ID)
    match term.datatype.value.removeprefix(_XSD):
        case "date":
            return date.fromisoformat(term.value)
        case "integer":
            return int(term.value)
        case _:
            return term.value


def _rows(found: duckdb.DuckDBPyConnection, names: list[str], limits: Limits) -> Iterator[tuple[Cell, ...]]:
    things = [name.endswith(_IRI) for name in names]
    size = 0
    while some := found.fetchmany(_AT_A_TIME):
        for row in some:
            size += sum(len(str(value)) for value in row)
            yield tuple(map(_term, row, things))
        if size > limits.bytes:
            raise QueryError(f"query: the result is larger than {limits.bytes:,} bytes; ask for less")


def _term(value: Any, thing: bool) -> Cell:
    if value is None:
        return None
    if thing:
        return ox.NamedNode(ID + quote(value, safe="/:+"))
    if isinstance(value, date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(_XSD + "date"))
    return ox.Literal(value)
