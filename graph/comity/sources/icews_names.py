"""The names of ICEWS: states, people, bodies, and sectors of a country as ``Police (Australia)``."""

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
    from comity.identity.view import IdentityView

__all__ = ["mention_of"]

_BRACKET = re.compile(r"(.+?)\s*\(([^()]+)\)")


@cache
def _kinds() -> Mapping[str, str]:
    with packaged("sources", "data", "icews_sectors.tsv").open(encoding="utf-8") as file:
        return {fold(row["word"]): row["kind"] for row in csv.DictReader(file, delimiter="\t")}


def _sector(name: str) -> MentionKind:
    """``group`` for people without office in common, ``organization`` else; the longest phrase of the list decides."""
    plain = f" {fold(name)} "
    found = max((word for word in _kinds() if f" {word} " in plain), key=len, default="")
    return "group" if _kinds().get(found) == "group" else "organization"


def mention_of(name: str, view: IdentityView) -> Mention:
    """The mention of one name.

    A country by its own name; ``Name (X)`` a sector of country X, of none where X is no country; else a known
    organization, else an official, whose country is known where one official alone has the name.
    """
    if country := view.countries.by_name(name):
        return Mention("country", country.code, country.name)
    if sector := _BRACKET.fullmatch(name):
        of = view.countries.by_name(sector[2])
        return Mention(_sector(sector[1]), of.code if of else "", sector[1] if of else name)
    if organization := view.organization(name):
        return Mention("organization", organization.country, organization.name)
    found = view.officials_named(name)
    return Mention("official", found[0].country if len(found) == 1 else "", name)
