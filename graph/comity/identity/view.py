"""Who held which office when, and whom a name may mean: the read-only face of identity that readers of text use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache

from comity.identity.countries import CountryTable, countries
from comity.identity.folding import fold, fold_sorted
from comity.identity.names import compatible, given_names, surname_of
from comity.identity.reference import Reference, Title, packaged_reference, titles
from comity.identity.tsv import holds
from comity.model import Office, Official, Organization, Tenure, When

__all__ = ["RANKS", "IdentityView", "packaged_view"]

_QUALIFIERS = ("us", "acting", "current", "then")


class IdentityView:
    """Reference records, indexed. Answers are exact on folded text; where several fit there is no single answer.

    ``reference`` defaults to the packaged tables; readers of staged inputs hand over ``packaged_reference() + staged``.
    """

    def __init__(self, reference: Reference | None = None, table: CountryTable | None = None) -> None:
        self.reference = packaged_reference() if reference is None else reference
        self.countries = countries() if table is None else table
        self._officials = {official.id: official for official in self.reference.officials}
        self._offices = {office.id: office for office in self.reference.offices}
        self._meant: dict[tuple[str, str], list[Office]] = {}
        self._held: dict[str, list[Tenure]] = defaultdict(list)
        self._of: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in self.reference.tenures:
            if tenure.office in self._offices and tenure.official in self._officials:
                self._held[tenure.office].append(tenure)
                self._of[tenure.official].append(tenure)

    def titles(self) -> Sequence[Title]:
        """The titles that news puts before and after names, longest first."""
        return titles()

    def official(self, official_id: str) -> Official | None:
        """The official of a local id."""
        return self._officials.get(official_id)

    @property
    def offices(self) -> Mapping[str, Office]:
        """All offices by local id."""
        return self._offices

    # Offices -----------------------------------------------------------------------------------------------------

    @cached_property
    def _titled(self) -> Mapping[tuple[str, str], list[Office]]:
        index: dict[tuple[str, str], list[Office]] = defaultdict(list)
        for office in self._offices.values():
            for title in dict.fromkeys((fold(office.title), *map(fold, office.aliases))):
                index[office.country, title].append(office)
        return index

    @cached_property
    def _ranked(self) -> Mapping[tuple[str, str], list[Office]]:
        index: dict[tuple[str, str], list[Office]] = defaultdict(list)
        for office in self._offices.values():
            index[office.country, office.role].append(office)
        return index

    @cached_property
    def _roles(self) -> Mapping[str, list[Title]]:
        index: dict[str, list[Title]] = defaultdict(list)
        for title in titles():
            index[fold(title.text)].append(title)
        return index

    @cached_property
    def _country_words(self) -> Mapping[str, tuple[str, ...]]:
        words: dict[str, set[str]] = defaultdict(set)
        for text, country, sort in self.countries.names():
            if sort in ("name", "demonym"):
                words[country.code].add(fold(text))
        return {code: tuple(sorted(found, key=lambda text: (-len(text), text))) for code, found in words.items()}

    def offices_titled(self, title: str, country: str) -> list[Office]:
        """The offices of a country (``""``: of international bodies) that a title names, by title, alias or role.

        "Mexican Foreign Secretary", "Foreign Minister of Mexico" and "acting President" lose their qualifiers first.
        """
        key = (title, country)
        if key not in self._meant:
            forms = self._plain_titles(title, country)
            found = (self._titled.get((country, form)) or self._by_role(form, country) for form in forms)
            self._meant[key] = next((offices for offices in found if offices), [])
        return self._meant[key]

    def _plain_titles(self, title: str, country: str) -> Iterable[str]:
        folded = fold(title)
        yield folded
        bare = folded
        for word in (*self._country_words.get(country, ()), *_QUALIFIERS):
            bare = bare.removeprefix(f"{word} ").removesuffix(f" of {word}")
        bare = bare.removeprefix("acting ")
        if bare != folded:
            yield bare

    def _by_role(self, title: str, country: str) -> list[Office]:
        for known in self._roles.get(title, ()):
            if (known.countries and country not in known.countries) or known.role not in RANKS:
                continue
            found = self._ranked.get((country, known.role), [])
            if not found and title == "head of government":  # a president heads the government where nobody else does
                found = self._ranked.get((country, "head-of-state"), [])
            if found:
                return found
        return []

    def offices_of(self, official_id: str, on: date | None = None) -> list[Office]:
        """The offices that an official held on a day (``None``: ever), in the order of tenure."""
        tenures = sorted(self._of.get(official_id, ()), key=_order)
        held = [self._offices[tenure.office] for tenure in tenures if on is None or holds(tenure.when, on)]
        return list({office.id: office for office in held}.values())

    def tenures_of(self, official_id: str) -> list[Tenure]:
        """All tenures of an official, earliest first."""
        return sorted(self._of.get(official_id, ()), key=_order)

    def holders(self, title: str, country: str, on: date | None) -> list[Official]:
        """Everybody who held an office of that title on a day; ``None`` asks for those whose tenure is open."""
        found = {
            tenure.official
            for office in self.offices_titled(title, country)
            for tenure in self._held[office.id]
            if (holds(tenure.when, on) if on is not None else tenure.when.latest is None)
        }
        return [self._officials[key] for key in sorted(found)]

    def holders_between(self, title: str, country: str, when: When) -> list[Official]:
        """Everybody who held an office of that title on some day of an interval."""
        offices = self.offices_titled(title, country)
        found = {t.official for office in offices for t in self._held[office.id] if t.when.meets(when)}
        return [self._officials[key] for key in sorted(found)]

    def holder(self, title: str, country: str, on: date | None) -> Official | None:
        """The one holder of an office on a day, by title, alias or role.

        A name may follow the title ("President Obrador"), and must then be the holder's. ``None`` where nobody is known
        or two are, as on the day of a handover. ``country`` is a country code, ``""`` for international bodies.
        """
        found = self.holders(title, country, on)
        if found:
            return found[0] if len(found) == 1 else None
        words = title.split()
        for cut in range(len(words) - 1, 0, -1):
            holders = self.holders(" ".join(words[:cut]), country, on)
            named = [official for official in holders if self._answers_to(official, " ".join(words[cut:]))]
            if named:
                return named[0] if len(named) == 1 else None
        return None

    def _answers_to(self, official: Official, name: str) -> bool:
        return official in self._named(name, official.country)

    # Names -------------------------------------------------------------------------------------------------------

    @cached_property
    def _by_name(self) -> Mapping[str, list[Official]]:
        index: dict[str, list[Official]] = defaultdict(list)
        for official in self._officials.values():
            names = (official.name, *official.aliases)
            keys = {fold(name) for name in names} | {fold_sorted(name) for name in names}
            surname = _surname(official)
            spelled = {fold(name).split()[-1] for name in names if surname not in fold(name)}  # Schroeder, Rakhmonov
            for key in sorted(keys | spelled | {surname}):
                index[key].append(official)
        return index

    @cached_property
    def _by_surname(self) -> Mapping[str, list[Official]]:
        index: dict[str, list[Official]] = defaultdict(list)
        for official in self._officials.values():
            index[_surname(official)].append(official)
        return index

    def _named(self, name: str, country: str | None) -> list[Official]:
        folded = fold(name)
        found = self._by_name.get(folded) or self._by_name.get(fold_sorted(name)) or self._spelled(folded)
        return [official for official in found if country is None or official.country == country]

    def _spelled(self, folded: str) -> list[Official]:
        words = folded.split()
        found: list[Official] = []
        for cut in range(1, len(words)):
            for official in self._by_surname.get(" ".join(words[cut:]), ()):
                given = given_names(official.name, _surname(official))
                if given and compatible(tuple(words[:cut]), given):
                    found.append(official)
        return found

    def officials_named(self, name: str, country: str | None = None, on: date | None = None) -> list[Official]:
        """The officials whom a full name, alias or surname may mean; those in office on the day first.

        ``country`` ``None`` asks everywhere, ``""`` too (international bodies employ anybody's nationals). Accents,
        case, name order, initials and short forms (Mike, Michael R.) do not matter.
        """
        found = self._named(name, country or None)
        return sorted(found, key=lambda official: (not self.in_office(official.id, on), official.id))

    def in_office(self, official_id: str, on: date | None) -> bool:
        """Whether an official held any office on a day (``None``: holds one still)."""
        return any(
            holds(tenure.when, on) if on is not None else tenure.when.latest is None
            for tenure in self._of.get(official_id, ())
        )

    @cached_property
    def _organizations(self) -> Mapping[str, list[Organization]]:
        index: dict[str, list[Organization]] = defaultdict(list)
        for organization in self.reference.organizations:
            for name in dict.fromkeys((fold(organization.name), *map(fold, organization.aliases))):
                index[name].append(organization)
        return index

    def organization(self, name: str, country: str | None = None) -> Organization | None:
        """The organization of a name or acronym; an acronym that is a word ("ICE", "WHO") must be in capitals.

        ``None`` where nothing, or more than one (of the country, if given), has the name.
        """
        found = self._organizations.get(fold(name), [])
        if fold(name) in _WORDS and not name.isupper():
            return None
        if country is not None:
            found = [one for one in found if one.country == country] or [one for one in found if not one.country]
        distinct = {one.id: one for one in found}
        return next(iter(distinct.values())) if len(distinct) == 1 else None

    def find(self, text: str, country: str | None = None, on: date | None = None) -> list[tuple[str, str, str]]:
        """Everything that a text may mean: local id, label, and why; countries, then bodies, then officials.

        With ``country``, a title too ("Secretary of State", ``USA``) finds its holders on the day.
        """
        found = []
        if state := self.countries.by_name(text, on):
            found.append((f"country/{state.code}", state.name, "name of a country"))
        if body := self.organization(text, country):
            found.append((body.id, body.name, "name of an organization"))
        for official in self.officials_named(text, country, on):
            offices = ", ".join(office.title for office in self.offices_of(official.id, on)[-2:])
            found.append((official.id, official.name, offices or "holds no known office then"))
        if country is not None:
            found += [(one.id, one.name, f"held the office {text}") for one in self.holders(text, country, on)]
        return found

    def organizations(self) -> Sequence[Organization]:
        """All organizations, for gazetteers."""
        return self.reference.organizations


RANKS = frozenset({"head-of-state", "head-of-government", "foreign-minister"})
"""Roles of which a country has one office; a title of any other role must name its office."""

_WORDS = frozenset({"ice", "who", "is", "saf", "mid", "sre", "alba", "unasur", "au", "commonwealth"})


def _surname(official: Official) -> str:
    return surname_of(official.name, official.surname)


def _order(tenure: Tenure) -> tuple[date, str]:
    return tenure.when.earliest or date.min, tenure.id


@lru_cache(maxsize=1)
def packaged_view() -> IdentityView:
    """The view over the packaged reference tables alone, built once."""
    return IdentityView()
