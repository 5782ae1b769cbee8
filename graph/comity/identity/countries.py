"""Countries: one table that joins the codes and names of the field, with the time in which each holds.

Every look-up is exact on folded text (see :func:`comity.identity.folding.fold`) and answers ``None`` where a name or
code means several countries at the time: a wrong country is worse than none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal, get_args

from comity.identity.folding import fold
from comity.identity.tsv import Dated, holds, read_table, split_dated, split_list
from comity.model import UNKNOWN, When

__all__ = ["SYSTEMS", "Country", "CountryTable", "Sort", "System", "Term", "countries"]

Sort = Literal["name", "demonym", "capital", "metonym"]
System = Literal["iso2", "iso3", "iso_numeric", "cow", "cow_abbrev", "gw", "fips", "cameo", "m49", "qid", "state"]
SYSTEMS: tuple[System, ...] = get_args(System)
"""The code systems. ``state`` is the territory id of the State Department's historical record."""

_SORTS: Mapping[str, Sort] = {"names": "name", "demonyms": "demonym", "capitals": "capital", "metonyms": "metonym"}
_WORDS = frozenset({"car", "fry", "pa", "roc", "us"})
"""Acronyms that are words too: they count in capitals only."""

_BRACKET = re.compile(r"\s*\([^)]*\)\s*")
_YEAR = re.compile(r"-\d{4}$")


@dataclass(frozen=True, slots=True)
class Term:
    """One word for a country: a name, demonym, capital or metonym, with the interval in which it is used."""

    text: str
    sort: Sort
    when: When = UNKNOWN


@dataclass(frozen=True)
class Country:
    """A state of today or since 1816, or a territory that datasets list.

    ``code`` is ISO 3166-1 alpha-3 for what exists today (``XKX`` Kosovo), else the withdrawn ISO code or our own.
    ``spells`` say when it existed as that country (empty: throughout). ``status`` is ``state``, ``territory``,
    ``disputed`` or ``former``; ``sovereign`` is whose territory it is. ``ambiguous`` lists those of its terms that
    mean something else as often (Georgia, Jordan, Chad): a text reader needs more than the word. Codes are *dated*: a
    country may have had several numbers in one system, and a number several countries.
    """

    code: str
    name: str
    terms: tuple[Term, ...] = field(repr=False)
    codes: Mapping[System, tuple[Dated, ...]] = field(repr=False, hash=False)
    status: str = "state"
    sovereign: str = ""
    disputed: str = field(default="", repr=False)
    spells: tuple[When, ...] = ()
    successors: tuple[str, ...] = ()
    ambiguous: frozenset[str] = field(default=frozenset(), repr=False)

    def _of(self, sort: Sort) -> tuple[str, ...]:
        return tuple(term.text for term in self.terms if term.sort == sort)

    @property
    def names(self) -> tuple[str, ...]:
        """The short name and every other name, acronyms included."""
        return self._of("name")

    @property
    def demonyms(self) -> tuple[str, ...]:
        """Adjectives and words for its people."""
        return self._of("demonym")

    @property
    def capitals(self) -> tuple[str, ...]:
        """Its capital, with variant spellings."""
        return self._of("capital")

    @property
    def metonyms(self) -> tuple[str, ...]:
        """Places and houses that stand for its government."""
        return self._of("metonym")

    @property
    def start(self) -> date | None:
        """First day of its last (or only) spell; ``None`` before 1816 or unknown."""
        return self.spells[-1].earliest if self.spells else None

    @property
    def end(self) -> date | None:
        """Last day; ``None`` where it exists today."""
        return self.spells[-1].latest if self.spells else None

    def existed(self, on: date | None) -> bool:
        """Whether it existed on a day; for ``None``, whether it exists today."""
        if on is None:
            return self.end is None
        return not self.spells or any(holds(spell, on) for spell in self.spells)

    def code_of(self, system: System, on: date | None = None) -> str | None:
        """Its code in a system: the one that holds on the day, else (or for ``None``) the one in use last."""
        found = self.codes.get(system, ())
        if on is not None:
            found = tuple(code for code in found if holds(code.when, on)) or found
        open_ended = [code for code in found if code.when.latest is None]
        return (open_ended or list(found) or [Dated("")])[0].value or None


class CountryTable:
    """All countries, found by our code, by a name, or by a code of a system."""

    def __init__(self, rows: Iterable[Country]) -> None:
        self._by_code = {country.code: country for country in rows}
        self._acronyms: dict[str, list[tuple[Term, Country]]] = defaultdict(list)
        self._terms: dict[str, list[tuple[Term, Country]]] = defaultdict(list)
        for term, country in self._pairs():
            folded = fold(term.text)
            index = self._acronyms if folded in _WORDS and term.text.isupper() else self._terms
            index[folded].append((term, country))

    def _pairs(self) -> Iterator[tuple[Term, Country]]:
        for country in self:
            for term in country.terms:
                yield term, country

    def __iter__(self) -> Iterator[Country]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Country | None:
        """The country of one of our codes (``MEX``, ``YUG``)."""
        return self._by_code.get(code)

    def names(self) -> Iterator[tuple[str, Country, Sort]]:
        """Every term with its country and sort, for gazetteers; the country's ``ambiguous`` lists the unsafe ones."""
        for term, country in self._pairs():
            yield term.text, country, term.sort

    def by_name(self, text: str, on: date | None = None) -> Country | None:
        """The country that a name, demonym, capital or metonym means on a day (``None``: today).

        Case, accents and "the" do not matter; a bracket at the end may be left out and "Korea, South" is "South Korea".
        ``None`` where nothing or more than one country answers: "Congo", "Korea" in 2019.
        """
        for form in _forms(text):
            found = self._terms.get(fold(form), [])
            if not found and form.strip().isupper():
                found = self._acronyms.get(fold(form), [])
            if found:
                return _one(found, on)
        return None

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str], list[tuple[When, Country]]]:
        index: dict[tuple[str, str], list[tuple[When, Country]]] = defaultdict(list)
        for country in self:
            for system, codes in country.codes.items():
                for code in codes:
                    spells = (code.when,) if code.when.known or not country.spells else country.spells
                    index[system, _plain(system, code.value)].extend((spell, country) for spell in spells)
        return index

    def by_code(self, system: System, code: str | int, on: date | None = None) -> Country | None:
        """The country that a code means on a day (``None``: today, else the last that had it).

        A day outside all spells still answers where the code never meant another country. FIPS is not ISO: ``CH`` is
        China in FIPS and Switzerland in ISO. ``None`` where no country, or more than one, answers.
        """
        found = self._codes.get((system, _plain(system, str(code))), [])
        held = [c for spell, c in found if (holds(spell, on) if on is not None else spell.latest is None)]
        return _only(held) if held else _only([country for _, country in found])

    def by_state_id(self, territory: str, on: date | None = None) -> Country | None:
        """The country of a territory id of the State Department's record (``korea-south``, ``czechoslovakia-1993``)."""
        found = self.by_code("state", territory, on)
        return found or self.by_name(_YEAR.sub("", territory).replace("-", " "), on)


def _plain(system: str, code: str) -> str:
    code = code.strip().upper()
    if code.isdigit():
        return str(int(code))
    return code.removesuffix(".0") if system in ("cow", "gw") else code


def _forms(text: str) -> Iterator[str]:
    yield text
    bare = _BRACKET.sub(" ", text).strip()
    if bare and bare != text:
        yield bare
    head, comma, tail = bare.partition(", ")
    if comma:
        yield f"{tail} {head}"


def _only(found: list[Country]) -> Country | None:
    distinct = {country.code: country for country in found}
    return next(iter(distinct.values())) if len(distinct) == 1 else None


def _one(found: list[tuple[Term, Country]], on: date | None) -> Country | None:
    named = [pair for pair in found if pair[0].sort == "name"] or found
    distinct = {country.code for _, country in named}
    if len(distinct) == 1:
        return named[0][1]
    held = [
        country
        for term, country in named
        if country.existed(on) and (holds(term.when, on) if on is not None else term.when.latest is None)
    ]
    if held or on is not None:
        return _only(held)
    return _only([country for term, country in named if term.text == country.name])


def _country(row: Mapping[str, str]) -> Country:
    listed = [(value, sort) for column, sort in _SORTS.items() for value in split_dated(row[column])]
    terms = [Term(row["name"], "name"), *(Term(value.value, sort, value.when) for value, sort in listed)]
    return Country(
        code=row["code"],
        name=row["name"],
        terms=tuple(terms),
        codes={system: split_dated(row[system]) for system in SYSTEMS if row[system]},
        status=row["status"],
        sovereign=row["sovereign"],
        disputed=row["disputed"],
        spells=tuple(When.parse(spell) for spell in split_list(row["existence"])),
        successors=split_list(row["successors"]),
        ambiguous=frozenset(split_list(row["ambiguous"])),
    )


@lru_cache(maxsize=1)
def countries() -> CountryTable:
    """The packaged table, read once."""
    return CountryTable(_country(row) for row in read_table("countries"))
