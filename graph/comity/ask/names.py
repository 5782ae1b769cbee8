"""Values of parameters by name or code: "Mike Pompeo", "MEX", "cow:70", "Safe Third Country" → the IRI meant.

A name is looked up exactly (accents, case and punctuation aside), then by surname, then by its words. Several
candidates are an error that lists them, never a guess.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from comity.ask.bind import Term, date_term, integer_term, iri_term, text_term
from comity.ask.catalogue import Parameter
from comity.errors import NotFoundError, UsageError
from comity.model import ACTS, NS, iri, local_id, slug

if TYPE_CHECKING:
    from comity.store import Generation

__all__ = ["Names", "Thing"]

_GROUPS: Mapping[str, frozenset[str]] = {
    "actor": frozenset(("official", "country", "organization", "group")),
    "instrument": frozenset(("agreement", "policy")),
}

_LISTED = 8
"""How many candidates an error lists."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An actor or instrument that can be named: its local id, kind, label and what else it is called."""

    id: str
    kind: str
    label: str
    country: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()
    qid: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Label and aliases."""
        return (self.label, *self.aliases)


class _Country(Protocol):
    """What this module needs of ``comity.identity.Country``."""

    @property
    def code(self) -> str: ...


class _Countries(Protocol):
    """What this module needs of ``comity.identity.countries.CountryTable``."""

    def get(self, code: str) -> _Country | None: ...

    def by_name(self, text: str, on: None) -> _Country | None: ...

    def by_code(self, system: str, code: str, on: None) -> _Country | None: ...


@dataclass
class Names:
    """Looks up names among the actors and instruments of one generation, and countries also in the country table.

    ``notes`` collects what the user should be told ("70 read as COW number: Mexico").
    """

    things: Sequence[Thing]
    offices: Callable[[Sequence[str]], Mapping[str, str]] = lambda ids: {}
    """Titles held by some officials, for telling candidates apart."""
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, generation: Generation) -> Names:
        """The names of a published generation."""
        from comity.ask.tables import offices_held, things

        return cls(things(generation), lambda ids: offices_held(generation, ids))

    def term(self, parameter: Parameter, text: str) -> Term:
        """The term that ``text`` means for a parameter.

        Raises :class:`UsageError` where it is malformed or ambiguous, :class:`NotFoundError` where nothing is so named.
        """
        what = f"--{parameter.name}"
        match parameter.kind:
            case "date":
                return date_term(text, what)
            case "integer":
                return integer_term(text, what)
            case "text":
                return text_term(text, what)
            case "act":
                return self._act(text, what)
            case "iri":
                local = local_id(text)
                return iri_term(iri(local) if local else text, what)
            case kind:
                return iri_term(iri(self.find(text, kind)), what)

    def find(self, text: str, kind: str = "actor") -> str:
        """The local id of what is named so; ``kind`` as in a parameter. A local id or an IRI stands for itself."""
        text = text.strip()
        kinds = _GROUPS.get(kind, frozenset((kind,)))
        local = local_id(text)
        if local and local.split("/")[0] in kinds:
            return local
        if kind in ("country", "actor") and (code := self._country(text, codes=kind == "country")):
            return f"country/{code}"
        fits = [thing for thing in self.things if thing.kind in kinds]
        return self._one(text, kind, fits)

    def _one(self, text: str, kind: str, fits: Sequence[Thing]) -> str:
        wanted = slug(text)
        words = set(wanted.split("-"))
        ways: tuple[Callable[[Thing], bool], ...] = (
            lambda thing: thing.qid == text or wanted in self._slugs[thing.id],
            lambda thing: bool(thing.surname) and slug(thing.surname) == wanted,
            lambda thing: words <= self._words[thing.id],
        )
        for way in ways if text else ():
            if found := [thing for thing in fits if way(thing)]:
                if len(found) == 1:
                    return found[0].id
                raise UsageError(f"{text!r} may be any of {len(found)}: {self._list(found)}")
        raise NotFoundError(f"no {kind} {text!r} in this graph{self._near(wanted, fits)}")

    @cached_property
    def _slugs(self) -> Mapping[str, frozenset[str]]:
        return {thing.id: frozenset(map(slug, filter(None, thing.names))) for thing in self.things}

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {id_: frozenset(word for name in names for word in name.split("-")) for id_, names in self._slugs.items()}

    def _list(self, found: Sequence[Thing]) -> str:
        shown = sorted(found, key=lambda thing: thing.id)[:_LISTED]
        held = self.offices([thing.id for thing in shown if thing.kind == "official"])
        parts = []
        for thing in shown:
            about = ", ".join(filter(None, (thing.country, held.get(thing.id, ""))))
            parts.append(f"{thing.id} ({thing.label}{', ' + about if about else ''})")
        more = len(found) - len(shown)
        return "; ".join(parts) + (f"; and {more} more" if more else "")

    def _near(self, wanted: str, fits: Iterable[Thing]) -> str:
        by_slug = {name: thing for thing in fits for name in self._slugs[thing.id]}
        close = difflib.get_close_matches(wanted, sorted(by_slug), n=3, cutoff=0.75)
        labels = sorted({by_slug[name].label for name in close})
        return f"; did you mean {' or '.join(labels)}?" if labels else ""

    def _act(self, text: str, what: str) -> Term:
        kind = ACTS.get(text)
        if kind is None:
            near = difflib.get_close_matches(text, list(ACTS), n=3)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise UsageError(f"{what}: {text!r} is no kind of act{hint}")
        return iri_term(NS + kind.class_name, what)

    def _country(self, text: str, codes: bool) -> str | None:
        """Code of the country that a name or a code means."""
        table: _Countries = _country_table()
        system, colon, code = text.partition(":")
        if colon and codes:
            found = table.by_code(system.lower().replace("-", "_"), code.strip(), None)
            if found is None:
                raise NotFoundError(f"no country has {system} code {code!r}")
            return found.code
        if named := table.by_name(text, None):
            return named.code
        for way in _bare_systems(text) if codes else ("iso3",) if text.isupper() else ():
            if found := table.by_code(way, text, None):
                if text.isdecimal():
                    self.notes.append(f"{text} read as {_SYSTEM_NAMES[way]}: {found.code}")
                return found.code
        return None


_SYSTEM_NAMES = {"cow": "a Correlates of War number", "gw": "a Gleditsch-Ward number"}


def _bare_systems(text: str) -> tuple[str, ...]:
    """The systems in which a code without a prefix is looked up, first to last."""
    if text.isdecimal():
        return ("cow", "gw")
    if re.fullmatch(r"Q[0-9]+", text):
        return ("qid",)
    if re.fullmatch(r"[A-Z]{3}", text):
        return ("iso3", "cow_abbrev", "cameo")
    return ("iso2", "fips") if re.fullmatch(r"[A-Z]{2}", text) else ()


def _country_table() -> _Countries:
    from comity.identity.countries import countries

    return countries()
