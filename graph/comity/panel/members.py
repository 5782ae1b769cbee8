"""Who was a state when: members of the Correlates of War and of the Gleditsch-Ward system, by number and day."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from comity.identity.countries import countries
from comity.model import When

__all__ = ["SYSTEMS", "Member", "StateSystem", "members"]

StateSystem = Literal["cow", "gw"]
SYSTEMS: tuple[StateSystem, ...] = get_args(StateSystem)

_FIRST, _LAST = date(1816, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Member:
    """One spell of membership: the system's number and abbreviation, our code of the country, first and last day."""

    number: int
    abbreviation: str
    country: str
    first: date
    last: date


@functools.cache
def members(system: StateSystem) -> tuple[Member, ...]:
    """All spells of a system, by number and first day.

    Both systems begin on 1 January 1816; a spell still open ends in 9999. Gleditsch-Ward has no abbreviations of its
    own in the table: our codes stand in.
    """
    return tuple(sorted(_spells(system), key=lambda m: (m.number, m.first, m.country)))


def _spells(system: StateSystem) -> Iterator[Member]:
    for country in countries():
        for code in country.codes.get(system, ()):
            spells = (code.when,) if code.when.known else country.spells or (When(_FIRST, None, "interval"),)
            for spell in spells:
                first, last = max(spell.earliest or _FIRST, _FIRST), spell.latest or _LAST
                short = country.code_of("cow_abbrev", first) if system == "cow" else None
                yield Member(int(code.value), short or country.code, country.code, first, last)
