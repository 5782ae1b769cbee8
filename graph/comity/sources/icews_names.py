"""The names of ICEWS: states, regions, people, bodies, and sectors of a country as ``Police (Australia)``."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from comity.identity.folding import fold
from comity.model import Mention, MentionKind
from comity.resources import packaged

if TYPE_CHECKING:
    from comity.identity.countries import Country
    from comity.identity.view import IdentityView

__all__ = ["country_of", "mention_of"]

_BRACKET = re.compile(r"(.+?)\s*(?:\(Govt\)\s*)?\(([^()]+(?:\([^()]*\))?)\)")
_SPELLINGS = {"Congo": "COG", "Holy See Vatican City State": "VAT"}
"""Names of ICEWS's own country list (ISO's short names) that elsewhere would be ambiguous or unknown."""


@cache
def _kinds(table: str) -> Mapping[str, str]:
    with packaged("sources", "data", f"{table}.tsv").open(encoding="utf-8") as file:
        return {fold(row["word"]): row["kind"] for row in csv.DictReader(file, delimiter="\t")}


def _sector(name: str) -> MentionKind:
    """``group`` for people without office in common, ``organization`` else; the longest phrase of the list decides."""
    plain = f" {fold(name)} "
    kinds = _kinds("icews_sectors")
    found = max((word for word in kinds if f" {word} " in plain), key=len, default="")
    return "group" if kinds.get(found) == "group" else "organization"


def country_of(name: str, view: IdentityView) -> Country | None:
    """The country that ICEWS means by a name; ``None`` for regions, bodies and missing values."""
    code = _SPELLINGS.get(name)
    return view.countries.get(code) if code else view.countries.by_name(name)


def mention_of(name: str, view: IdentityView, country: str = "") -> Mention:
    """The mention of one name; ``country`` is the country that the row gives for it, "" where it gives none.

    A country by its own name; ``Name (X)`` a sector of country X, of none where X is no country; a region is a group; a
    known organization; a body where a word of the name says so; else an official. The country of bodies and officials
    is the row's; without one, a body's name may say it ("Lithuanian Air Force", "Senate of Burundi"), and an official
    has one where a single known official has the name.
    """
    if state := country_of(name, view):
        return Mention("country", state.code, state.name)
    given = country_of(country, view) if country else None
    if sector := _BRACKET.fullmatch(name):
        of = country_of(sector[2], view) or given
        return Mention(_sector(sector[1]), of.code if of else "", sector[1] if of else name)
    if _kinds("icews_words").get(fold(name)) == "region":
        return Mention("group", given.code if given else "", name)
    if organization := view.organization(name, given.code if given else None):
        return Mention("organization", organization.country, organization.name)
    found = view.officials_named(name, given.code if given else None)
    if not found and _is_body(name):
        home = given or _home(name, view)
        return Mention("organization", home.code if home else "", name)
    code = given.code if given else found[0].country if len(found) == 1 else ""
    return Mention("official", code, name)


def _is_body(name: str) -> bool:
    words = fold(name).split()
    kinds = _kinds("icews_words")
    return len(words) == 1 or "of" in words or any(kinds.get(word) == "body" for word in words)


def _home(name: str, view: IdentityView) -> Country | None:
    """The country that a body's name begins with or ends in."""
    first, _, _ = name.partition(" ")
    last = name.rpartition(" of ")[2].removeprefix("the ") if " of " in name else ""
    return view.countries.by_name(first) or (view.countries.by_name(last) if last else None)
