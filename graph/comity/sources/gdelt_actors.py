"""Actors and places as GDELT codes them: CAMEO countries and roles for actors, FIPS 10-4 for places.

An actor's country is a CAMEO code (``CHL`` Chile), a place's a FIPS code (``CI`` Chile, ``CH`` China): the two are
never mixed. Names are those that the machine found ("BEIJING", "PRESIDENT", "ANGELA MERKEL"), in capitals.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from comity.model import Mention, MentionKind
from comity.resources import packaged

if TYPE_CHECKING:
    from comity.identity.countries import Country, System
    from comity.identity.view import IdentityView

__all__ = ["mention_of", "place_of", "role_of"]

_CITIES = ("3", "4")
"""Geo_Type of a town or landmark, in the United States and elsewhere; 2 and 5 are states and provinces, 1 countries."""


@cache
def _rows(name: str) -> Mapping[str, Mapping[str, str]]:
    with packaged("sources", "data", f"{name}.tsv").open(encoding="utf-8") as file:
        return {row["code"]: row for row in csv.DictReader(file, delimiter="\t")}


@lru_cache(maxsize=2048)
def _country(system: System, code: str, view: IdentityView) -> Country | None:
    return view.countries.by_code(system, code)


def role_of(code: str) -> tuple[MentionKind, str] | None:
    """What a role code stands for ("MIL": an organization, "Military"); ``None`` for any other code."""
    row = _rows("gdelt_roles").get(code)
    return ("organization" if row["kind"] == "organization" else "group", row["name"]) if row else None


def mention_of(code: str, name: str, country: str, view: IdentityView) -> Mention | None:
    """Who an actor is; ``None`` where the row names nobody.

    ``code`` is the country, then threes of letters: known groups, peoples, religions, roles. A known body by its code;
    an official where the name is that of exactly one official (of the country, if given); a
    country where nothing but the country is said; a role of a country ("Military"); else the name as it stands.
    """
    if not (code or name):
        return None
    home = _country("cameo", country, view) if country else None
    rest = code.removeprefix(country)
    chunks = [rest[at : at + 3] for at in range(0, len(rest), 3)]
    body = _body(chunks, view)
    if body and not home:
        return body
    if person := _person(name, country, home, view):
        return person
    role = next((role for chunk in chunks if (role := role_of(chunk))), None)
    if home:
        where = home.code
        return Mention(role[0], where, role[1]) if role else body or Mention("country", where, home.name)
    if role:
        return Mention("group", "", f"{role[1]} ({name.title() if country and name else 'no country'})")
    state = view.countries.by_name(name) if name else None
    if state and not country:
        return Mention("country", state.code, state.name)
    return Mention("group", "", (name or code).title())


def _body(chunks: list[str], view: IdentityView) -> Mention | None:
    row = next((row for chunk in chunks if (row := _rows("gdelt_bodies").get(chunk))), None)
    found = view.organization(row["name"]) if row else None
    if found:
        return Mention("organization", found.country, found.name)
    return Mention("organization", "", row["name"]) if row else None


def _person(name: str, country: str, home: Country | None, view: IdentityView) -> Mention | None:
    if " " not in name or (country and home is None):
        return None
    found = view.officials_named(name, home.code if home else None)
    return Mention("official", found[0].country, found[0].name) if len(found) == 1 else None


def place_of(kind: str, name: str, fips: str, view: IdentityView) -> tuple[str | None, str | None]:
    """Town and country code of a place; FIPS codes of seas, islets and disputed rocks are no country."""
    country = _country("fips", fips, view) if fips else None
    town = name.split(",")[0].strip() if kind in _CITIES else ""
    return town or None, country.code if country else None
