"""Who a document speaks of: one object for each person, state, body or group, however often it is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from comity.model import Mention, MentionKind
from comity.text.words import fold, words

__all__ = ["Actor", "Cast", "Named", "View"]


_PARTS = dict.fromkeys(("PRI", "GUM", "VIR", "ASM", "MNP"), "USA")
"""Territories whose officials are those of the state that they belong to."""
_NAMESAKES = 100
"""How many persons with a name in common are compared: more than a report has."""


def _heir(title: str) -> bool | None:
    """Whether a title is that of an heir to a throne; None where it is no title of a court."""
    courtly = set(title.lower().split()) & {"king", "emir", "sultan", "queen", "emperor", "prince", "princess"}
    return bool(courtly & {"prince", "princess"}) if courtly else None


class View(Protocol):
    """What the reader needs of ``comity.identity.view.IdentityView``."""

    def __hash__(self) -> int:
        """A view does not change while it is used."""

    @property
    def countries(self) -> Any:
        """The country table."""

    def holder(self, title: str, country: str, on: date | None) -> Any:
        """The official who held an office at a date, or None."""

    def officials_named(self, name: str, country: str | None = None, on: date | None = None) -> list[Any]:
        """Officials by full name, alias or surname."""

    def offices_of(self, official_id: str, on: date | None = None) -> list[Any]:
        """The offices that an official held on a day, or ever."""


@dataclass(slots=True, eq=False)
class Actor:
    """Someone or something that a document speaks of; one object however often it is named."""

    kind: MentionKind
    country: str
    name: str
    title: str = ""
    gender: str = ""
    sure: bool = True
    """Whether the text itself says which country; False where it was guessed from the context."""

    def mention(self) -> Mention:
        """As reports name it."""
        return Mention(self.kind, self.country, self.name, self.title if self.kind == "official" else "")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a tree: tokens ``first`` to before ``after``, who it is, and how it is written (``sort``)."""

    first: int
    after: int
    actor: Actor
    sort: str
    """person, title, country, adjective, capital, metonym, body, organization, group, place."""
    name: int = -1
    """Of a person with a title the first token of the name itself."""


@dataclass(slots=True)
class Cast:
    """All actors of a document and where they are named."""

    published: date | None
    view: View
    persons: list[Actor] = field(default_factory=list)
    by_word: dict[str, list[Actor]] = field(default_factory=dict)
    states: dict[str, Actor] = field(default_factory=dict)
    bodies: dict[tuple[str, str, str], Actor] = field(default_factory=dict)
    named: list[list[Named]] = field(default_factory=list)
    beside: list[list[Named]] = field(default_factory=list)
    """Of each paragraph the bodies that only the title of a person names."""
    at: list[dict[int, Named]] = field(default_factory=list)
    release: bool = False
    """Whether a government itself publishes the document."""
    dateline: bool = False
    """Whether ``home`` is that of the dateline or the issuer, not a guess."""
    mentioned: frozenset[str] = frozenset()
    """Codes of all countries that the document names."""
    subject: str = ""
    """The foreign country that the text is about where it only comes from elsewhere."""
    ranking: tuple[str, ...] = ()
    """The same codes, those named most first."""
    home: str = ""
    """Country code to fall back on: that of the dateline, else the one named most."""

    def state(self, country: str) -> Actor:
        """The actor of a country code."""
        country = _PARTS.get(country, country)
        if country not in self.states:
            known = self.view.countries.get(country)
            self.states[country] = Actor("country", country, known.name if known else country)
        return self.states[country]

    def body(self, kind: MentionKind, country: str, name: str) -> Actor:
        """An organization or group of one name."""
        key = (kind, country, fold(name))
        if key not in self.bodies:
            self.bodies[key] = Actor(kind, country, name)
        return self.bodies[key]

    def person(self, name: str, country: str | None, title: str, sure: bool = True) -> Actor:
        """The person of a name: one already met, completed by what is new, or a new one."""
        country = _PARTS.get(country, country) if country else country
        tokens = [fold(word) for word in name.split()]
        if country is None and _heir(title) is not None and len(tokens) == 1:
            kin = [a for a in self.by_word.get(tokens[0], [])[-_NAMESAKES:] if a.sure and _heir(a.title) is not None]
            country = kin[-1].country if kin else None  # King Salman after Crown Prince Mohammed bin Salman
        actor = self._known(tokens, country, title)
        if actor is None:
            actor = self._new(name, country, title)
        if len(tokens) > len(actor.name.split()):
            actor.name = name
        if country is not None and not actor.sure:
            actor.country, actor.sure = country, sure
        actor.title = actor.title or title
        lowered = set(title.lower().split())
        if not actor.gender:
            actor.gender = "f" if lowered & words().female else "m" if lowered & words().male else ""
        for token in tokens:
            held = self.by_word.setdefault(token, [])
            if actor not in held[-_NAMESAKES:]:
                held.append(actor)
        return actor

    def _known(self, tokens: list[str], country: str | None, title: str = "") -> Actor | None:
        """Somebody met before with this surname (or, for one word, any name) and no other given name or country."""
        options = self.by_word.get(tokens[-1], [])[-_NAMESAKES:]
        if len(tokens) > 1:
            options = [*options, *(a for a in self.by_word.get(tokens[0], [])[-_NAMESAKES:] if a not in options)]
        for actor in options:
            theirs = [fold(word) for word in actor.name.split()]
            if country and actor.sure and actor.country and actor.country != country:
                continue
            if title and actor.title and _heir(title) != _heir(actor.title) and len(tokens) == 1:
                continue  # King Salman is not the crown prince
            short, long_ = sorted((tokens, theirs), key=len)
            if set(short) <= set(long_):
                return actor
            if tokens[-1] == theirs[-1] and tokens[0][0] == theirs[0][0] and min(len(tokens[0]), len(theirs[0])) <= 2:
                return actor
        return None

    def _today(self, code: str) -> str:
        """A country, or where it had ended by the dateline the first of those that came after it."""
        country = self.view.countries.get(code)
        if country and country.successors and not country.existed(self.published):
            return str(country.successors[0])
        return code

    def _served(self, official: Any) -> str:
        """The country that an official serves on the day: none for those of an international organization."""
        offices = self.view.offices_of(official.id, self.published) or self.view.offices_of(official.id)
        if offices and all(office.organization and not office.country for office in offices):
            return ""
        return self._today(official.country)

    def _new(self, name: str, country: str | None, title: str) -> Actor:
        sure = country is not None
        found = self.view.officials_named(name, country, self.published) if len(name) < 80 else []
        if country is None and len({o.country for o in found}) > 1:
            found = [o for o in found if o.country in self.mentioned] or found
        if country is None and len(name.split()) == 1:  # "Leader McConnell" is not whoever bore the name anywhere
            found = [o for o in found if o.country in self.mentioned or self.view.offices_of(o.id, self.published)]
        full = name
        if found and (len(found) == 1 or len(name.split()) > 1) and len({o.country for o in found}) == 1:
            country, sure = self._served(found[0]) if country is None else country, True
            if len(name.split()) == 1 and len(found) == 1:
                full = found[0].name
        elif country is None and found and {o.country for o in found} <= self.mentioned and len(found) < _NAMESAKES:
            codes = {self._served(o) for o in found}  # "Mr Assad", the father or the son
            country, sure = (codes.pop(), True) if len(codes) == 1 else (None, False)
        actor = Actor("official", country or "", full, title, sure=sure)
        self.persons.append(actor)
        return actor
