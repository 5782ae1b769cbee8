"""What the lists of leaders share: offices by country and role, and tenures that end where the next begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from comity.identity.folding import fold
from comity.model import Office, Tenure, When

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["ROLES", "closed", "office_of", "role_of", "term"]

ROLES = {"head-of-state": "Head of state", "head-of-government": "Head of government"}
"""The titles of offices of which a list knows the role and nothing more."""


def office_of(country: str, role: str, source: str, locator: str) -> Office:
    """The office of a country that is known by its role alone."""
    return Office(
        id=f"office/{country.lower()}-{role}",
        title=ROLES[role],
        country=country,
        role=role,
        source=source,
        locator=locator,
    )


def term(first: date | None, last: date | None) -> When:
    """From the first day to the last. Raises ``ValueError`` where it ends before it starts."""
    return When.between(first, last)


def closed(tenures: Iterable[Tenure]) -> Iterator[Tenure]:
    """The tenures; of one office, one without an end ends by the day on which a later one starts.

    Lists leave the end out now and then, and would make a holder of 1850 one of today.
    """
    by_office: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        by_office[tenure.office].append(tenure)
    for office in sorted(by_office):
        found = sorted(by_office[office], key=lambda one: (one.when.earliest or date.min, one.id))
        starts = sorted({one.when.earliest for one in found if one.when.earliest})
        for one in found:
            first = one.when.earliest
            later = next((day for day in starts if first and day > first), None)
            if first and one.when.latest is None and later:
                said = f"no end is given; the next to hold the office starts on {later}"
                yield replace(
                    one, when=When(first, later, "derived"), evidence="; ".join(filter(None, (one.evidence, said)))
                )
            else:
                yield one


def role_of(title: str, country: str, view: IdentityView) -> str:
    """The role of an office by its title, "of" its country left out: "President of Chile" is a head of state's.

    ``other`` where the title says none: "President of the Senate".
    """
    head, of, rest = title.partition(" of ")
    named = view.countries.by_name(rest) if of else None
    bare = fold(head if named and named.code == country else title)
    for known in view.titles():
        if fold(known.text) == bare and (not known.countries or country in known.countries):
            return known.role
    return "other"
