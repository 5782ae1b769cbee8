"""Parameters enter a query as terms in a VALUES block, never as pasted text."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from comity.ask.catalogue import Parameter, Question
from comity.ask.tokens import selects
from comity.errors import UsageError
from comity.model import When

__all__ = ["Term", "bind", "date_term", "integer_term", "iri_term", "text_term"]

Term = ox.NamedNode | ox.Literal

_XSD = "http://www.w3.org/2001/XMLSchema#"


def bind(question: Question, terms: Mapping[str, Term]) -> str:
    """The question's SPARQL with its parameters bound.

    ``terms`` are by parameter name; an optional parameter that is missing stays unbound. The VALUES block stands first
    in the WHERE group, and first in each nested SELECT that uses a parameter, since none reaches in from outside.
    Raises :class:`UsageError` where a required parameter is missing and ``NotFoundError`` for an unknown one.
    """
    bound = {question.parameter(name).variable: term for name, term in terms.items()}
    missing = [parameter for parameter in question.parameters if parameter.required and parameter.name not in terms]
    if missing:
        wanted = ", ".join(f"--{parameter.name} ({_example(parameter)})" for parameter in missing)
        raise UsageError(f"question {question.name!r} needs {wanted}")
    text = question.sparql
    for select in sorted(selects(text), key=lambda found: found.inside, reverse=True):
        here = {name: term for name, term in sorted(bound.items()) if name in select.variables}
        if here:
            text = text[: select.inside] + _values(here) + text[select.inside :]
    return text


def _example(parameter: Parameter) -> str:
    return f"a {parameter.kind}, such as {parameter.example}"


def _values(terms: Mapping[str, Term]) -> str:
    names = " ".join(f"?{name}" for name in terms)
    return f"\n  VALUES ({names}) {{ ({' '.join(map(str, terms.values()))}) }}"


def iri_term(text: str, what: str = "IRI") -> ox.NamedNode:
    """An absolute IRI. Raises :class:`UsageError` where it is none."""
    try:
        if re.search(r"[\x00-\x20<>\"{}|^`\\]", text):  # what no IRI may hold, and what could leave its brackets
            raise ValueError(text)
        return ox.NamedNode(text)
    except ValueError:
        raise UsageError(f"{what}: {text!r} is no IRI") from None


def date_term(text: str, what: str = "date") -> ox.Literal:
    """A full date, ``YYYY-MM-DD``. Raises :class:`UsageError` with the reason where it is none."""
    try:
        when = When.parse(text)
    except ValueError as error:
        raise UsageError(f"{what}: {error}") from None
    if when.precision != "day" or "/" in text or when.earliest is None:
        raise UsageError(f"{what}: {text!r} is no full date, YYYY-MM-DD")
    return ox.Literal(when.earliest.isoformat(), datatype=ox.NamedNode(_XSD + "date"))


def integer_term(text: str, what: str = "integer") -> ox.Literal:
    """A whole number. Raises :class:`UsageError` where it is none."""
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text.strip()):
        raise UsageError(f"{what}: {text!r} is no whole number")
    return ox.Literal(int(text))


def text_term(text: str, what: str = "text") -> ox.Literal:
    """Any text, as a string literal. Raises :class:`UsageError` for text that no SPARQL can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError(f"{what}: is no valid Unicode text") from None
    return ox.Literal(text)
