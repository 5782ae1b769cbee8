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
from typing import TYPE_CHECKING

from comity.ask.bind import Term, date_term, integer_term, iri_term, text_term
from comity.ask.catalogue import Parameter
from comity.errors import NotFoundError, UsageError
from comity.identity.countries import SYSTEMS, CountryTable, System, countries
from comity.identity.folding import fold
from comity.identity.names import compatible, given_names, surname_of
from comity.model import ACTS, NS, iri, local_id

if TYPE_CHECKING:
    from comity.store import Generation

__all__ = ["Names", "Thing"]

_GROUPS: Mapping[str, frozenset[str]] = {
    "actor": frozenset(("official", "country", "organization", "group")),
    "instrument": frozenset(("agreement", "policy")),
}

_LISTED = 8
"""How many candidates an error lists."""


@dataclass(frozen=True)
class Thing:
    """An actor or instrument that can be named: its local id, kind, label and what else it is called."""

    id: str
    kind: str
    label: str
    country: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()
    qid: str = ""

    @cached_property
    def folded(self) -> frozenset[str]:
        """Label and aliases, folded."""
        return frozenset(fold(name) for name in (self.label, *self.aliases) if name)


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
        fits = [thing for thing in self.things if thing.kind in kinds]
        if kind in ("country", "actor"):
            named = kind == "actor" and any(fold(text) in thing.folded for thing in fits)
            if code := self._country(text, codes=not named):  # EU the body, not EU the FIPS code of an island
                return f"country/{code}"
        return self._one(text, kind, fits)

    def _one(self, text: str, kind: str, fits: Sequence[Thing]) -> str:
        wanted = fold(text)
        words = set(wanted.split())
        ways: tuple[Callable[[Thing], bool], ...] = (
            lambda thing: thing.qid == text or wanted in thing.folded,
            lambda thing: bool(thing.surname) and fold(thing.surname) == wanted,
            lambda thing: _same_person(wanted, thing),
            lambda thing: any(words <= set(name.split()) for name in thing.folded),
        )
        for way in ways if wanted else ():
            if found := [thing for thing in fits if way(thing)]:
                if len(found) == 1:
                    return found[0].id
                raise UsageError(f"{text!r} may be any of {len(found)}: {self._list(found)}")
        raise NotFoundError(f"no {kind} {text!r} in this graph{_near(wanted, fits)}")

    def _list(self, found: Sequence[Thing]) -> str:
        shown = sorted(found, key=lambda thing: thing.id)[:_LISTED]
        held = self.offices([thing.id for thing in shown if thing.kind == "official"])
        parts = []
        for thing in shown:
            about = ", ".join(filter(None, (thing.country, held.get(thing.id, ""))))
            parts.append(f"{thing.id} ({thing.label}{', ' + about if about else ''})")
        more = len(found) - len(shown)
        return "; ".join(parts) + (f"; and {more} more" if more else "")

    def _act(self, text: str, what: str) -> Term:
        kind = ACTS.get(text)
        if kind is None:
            near = difflib.get_close_matches(text, list(ACTS), n=3)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise UsageError(f"{what}: {text!r} is no kind of act{hint}")
        return iri_term(NS + kind.class_name, what)

    def _country(self, text: str, codes: bool) -> str | None:
        """Code of the country that a name or a code means."""
        table = countries()
        system, colon, code = text.partition(":")
        if colon and codes:
            return self._prefixed(table, system.strip().lower().replace("-", "_"), code.strip())
        if table.get(text):
            return text
        if named := table.by_name(text):
            return named.code
        for way in _bare_systems(text) if codes else ():
            if found := table.by_code(way, text):
                if text.isdecimal():
                    self.notes.append(f"{text} read as the {_SYSTEM_NAMES[way]} number of {found.name}")
                return found.code
        return None

    def _prefixed(self, table: CountryTable, system: str, code: str) -> str:
        if system not in SYSTEMS:
            raise UsageError(f"{system!r} is no system of country codes; they are {', '.join(SYSTEMS)}")
        found = table.by_code(system, code)
        if found is None:
            raise NotFoundError(f"no country has {system} code {code!r}")
        return found.code


def _same_person(wanted: str, thing: Thing) -> bool:
    """Whether the surnames agree and the given names may be one person's: "Mike Pompeo", "Michael R. Pompeo"."""
    if thing.kind != "official" or " " not in wanted:
        return False
    surname = surname_of(thing.label, thing.surname)
    asked, known = given_names(wanted, surname), given_names(thing.label, surname)
    return surname_of(wanted) == surname.split(" ")[-1] and bool(asked and known) and compatible(asked, known)


def _near(wanted: str, fits: Iterable[Thing]) -> str:
    by_name = {name: thing for thing in fits for name in thing.folded}
    close = difflib.get_close_matches(wanted, sorted(by_name), n=3, cutoff=0.75)
    labels = sorted({by_name[name].label for name in close})
    return f"; did you mean {' or '.join(labels)}?" if labels else ""


_SYSTEM_NAMES = {"cow": "Correlates of War", "gw": "Gleditsch-Ward"}


def _bare_systems(text: str) -> tuple[System, ...]:
    """The systems in which a code without a prefix is looked up, first to last."""
    if text.isdecimal():
        return ("cow", "gw")
    if re.fullmatch(r"Q[0-9]+", text):
        return ("qid",)
    if re.fullmatch(r"[A-Z]{3}", text):
        return ("iso3", "cow_abbrev", "cameo")
    return ("iso2", "fips") if re.fullmatch(r"[A-Z]{2}", text) else ()
