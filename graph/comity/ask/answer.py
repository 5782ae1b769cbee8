"""Ask a named question: names become terms, terms enter the query, rows come back with their evidence."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from comity.ask.bind import bind
from comity.ask.catalogue import Question, question
from comity.ask.moments import left_out, moment
from comity.ask.names import Names
from comity.model import ID

if TYPE_CHECKING:
    from datetime import date

    from comity.ask.evidence import Evidence
    from comity.store import Generation, Limits

__all__ = ["Answer", "Value", "ask"]

Value = str | int | float | None
Cell = ox.NamedNode | ox.BlankNode | ox.Literal | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SHOWN = 50
"""Rows that a notebook shows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that answer a question, in the order of the query, and how they were asked for."""

    question: Question
    columns: tuple[str, ...]
    terms: list[tuple[Cell, ...]] = field(repr=False)
    """The RDF terms, row by row; None where unbound."""
    sparql: str = field(repr=False)
    """The query as it ran, parameters bound."""
    generation: Generation = field(repr=False)
    """What was asked: a whole generation, or a moment of one."""
    notes: tuple[str, ...] = ()
    """What the asker should know, such as how a bare number was read."""

    @property
    def rows(self) -> list[tuple[Value, ...]]:
        """The rows as plain values: text, numbers, and IRIs; None where unbound."""
        return [tuple(map(_value, row)) for row in self.terms]

    def to_rows(self) -> list[dict[str, Value]]:
        """Each row as a dictionary by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def evidence(self) -> list[list[Evidence]]:
        """For each row, what stands behind the acts, facts and reports that it names; empty where it names none."""
        from comity.ask.evidence import evidence_of

        named = [_evidenced(row) for row in self.terms]
        found = evidence_of(self.generation, sorted({id_ for row in named for id_ in row}))
        return [[item for id_ in row for item in found.get(id_, ())] for row in named]

    def __len__(self) -> int:
        return len(self.terms)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self._text(), "text/html": self._repr_html_()}

    def _text(self) -> str:
        lines = ["\t".join(self.columns)]
        lines += ["\t".join(_plain(value) for value in row) for row in self.rows[:_SHOWN]]
        return "\n".join(lines + self._more())

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(column)}</th>" for column in self.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{html.escape(_plain(value))}</td>' for value in row)}</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = "".join(f"<p>{line}</p>" for line in self._more())
        caption = html.escape(self.question.summary)
        return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def _more(self) -> list[str]:
        left = len(self.terms) - _SHOWN
        return [f"… and {left} more rows"] if left > 0 else []


def ask(
    generation: Generation,
    name: str,
    *,
    as_of: date | str | None = None,
    known_by: date | str | None = None,
    limits: Limits | None = None,
    **given: object,
) -> Answer:
    """Answer a named question of the catalogue on one generation.

    Parameters are given by name, as names or codes (``official="Mike Pompeo"``, ``country="MEX"``); None leaves an
    optional one out. ``from`` is a word of Python: pass it as ``from_``, or in a dictionary. ``as_of`` asks what was
    true on a day, ``known_by`` what sources had said by a day (:func:`comity.ask.moment`); a question's own ``on`` is
    the day of ``as_of`` where it is not given.
    Raises NotFoundError (no such question, parameter or name), UsageError (a value that makes no sense, or means
    several) and TimeLimitError.
    """
    from comity.ask import tabled
    from comity.store import Limits, query

    asked = question(name)
    names = Names.of(generation)
    parameters = {key.removesuffix("_"): str(value) for key, value in given.items() if value is not None}
    if as_of is not None and any(parameter.name == "on" for parameter in asked.parameters):
        parameters.setdefault("on", str(as_of))
    terms = {key: names.term(asked.parameter(key), value) for key, value in parameters.items()}
    sparql = bind(asked, terms)
    then = moment(generation, as_of=as_of, known_by=known_by, graph=not asked.sql)
    if unknown := left_out(then):
        names.notes.append(f"{unknown:,} reports are left out: nobody knows when they were made")
    found = (
        tabled.answered(then, asked, terms, limits or Limits())
        if asked.sql
        else query(then, sparql, limits=limits).rows()
    )
    return Answer(asked, found.variables, list(found.rows), sparql, then, tuple(names.notes))


def _value(term: Cell) -> Value:
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return term.value
    match term.datatype.value.removeprefix(_XSD):
        case "integer":
            return int(term.value)
        case "decimal" | "double" | "float":
            number = Decimal(term.value)
            return int(number) if number == number.to_integral_value() else float(number)
        case _:
            return term.value


def _plain(value: Value) -> str:
    return "" if value is None else str(value)


def _evidenced(row: Sequence[Cell]) -> list[str]:
    """Local ids of the acts that a row names, else of its reports and facts."""
    ids = [term.value.removeprefix(ID) for term in row if isinstance(term, ox.NamedNode)]
    acts = [id_ for id_ in ids if id_.startswith("act/")]
    return acts or [id_ for id_ in ids if id_.startswith(("report/", "fact/", "tenure/"))]
