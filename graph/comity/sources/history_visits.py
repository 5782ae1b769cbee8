"""Visits of foreign leaders to the United States (Office of the Historian), from 1874.

Each visit is a ``visit`` of the leader to the United States on behalf of the leader's country. Two leaders in one
field ("President Mesic and Prime Minister Racan") are the agents of one visit. A ``meeting`` is reported where the
description says that the visitor met, or held talks with, the President or Vice President; the President is the one
of that day. Other foreign leaders count where their country stands beside them. A "working visit" alone says neither
whom nor where, and gives no meeting. The record has no field for the place: a meeting has the place that follows it in
its clause ("at Camp David"), a visit the country alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from comity.model import Mention, Report, When
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold
from comity.sources.history_common import EXTRACTOR, USA, BadRecord, Places, source_of, stay_of
from comity.sources.history_meetings import day_in, each, readable, statements
from comity.sources.history_parties import Parties, american_on
from comity.sources.remarks import Met, meetings, sentences, visitors
from comity.sources.xml import child_text, content, prolog

if TYPE_CHECKING:
    from comity.identity.countries import Country
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SOURCE = source_of(
    "visits",
    "Visits by Foreign Leaders",
    "https://history.state.gov/departmenthistory/visits",
    covers_countries=("USA",),
)
_PLACE = re.compile(
    r"\s+(?:in|at)\s+(Washington|New York(?: City)?|Camp David|Kennebunkport|Crawford|Hyde Park|San Clemente|"
    r"Palm Springs|Palm Beach|Mar-a-Lago|Los Angeles|San Francisco|Chicago|Houston|Pittsburgh|Honolulu|Seattle|"
    r"Miami|Philadelphia|Boston|Williamsburg|Denver|Atlanta|Newport|Bermuda|Gettysburg|Key Biscayne|Sunnylands)\b"
)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One visit record, read."""

    number: str
    agents: tuple[Mention, ...]
    home: Mention
    when: When
    description: str


@dataclass(frozen=True)
class _Visits:
    name: str = "history-at-state-visits"
    title: str = _SOURCE.title
    gathers: bool = True

    def recognise(self, head: bytes, path: Path) -> bool:
        """By the root element ``visits``."""
        return prolog(head).root == "visits"

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Visits, and the meetings with the President that their descriptions tell of."""
        gathered = Gathered(told)
        places = Places(view.countries)
        parties = Parties(places, view)
        america = places.country("United States", "", None)
        stays: list[When] = []

        def read_one(element: etree._Element) -> None:
            visit = _read(element, places)
            stays.append(visit.when)
            for report in _reports(visit, parties, america):
                gathered.add("reports", report)

        for path, root in readable(files, gathered):
            each(gathered, path, root, "visit", read_one)
        days = [day for stay in stays for day in (stay.earliest, stay.latest) if day]
        source = replace(_SOURCE, covers_from=min(days), covers_to=max(days)) if days else _SOURCE
        gathered.rows = statements(gathered)
        return batch_of(source, gathered)


FORMAT: Format = _Visits()


def _read(element: etree._Element, places: Places) -> _Visit:
    when = stay_of(element)
    number, visitor, written = (child_text(element, name) for name in ("id", "visitor", "from"))
    for label, value in (("id", number), ("visitor", visitor), ("from", written)):
        if not value:
            raise BadRecord(f"<{label}> is missing or empty")
    origin = element.find("from")
    home = places.country(written, "" if origin is None else origin.get("id", ""), when.earliest)
    agents = tuple(Mention("official", home.code, party.name, party.title) for party in visitors(visitor))
    return _Visit(number, agents, Mention("country", home.code, written), when, content(element.find("description")))


def _reports(visit: _Visit, parties: Parties, america: Country) -> Iterator[Report]:
    """The visit, and a meeting for each government that the description says the visitor met."""
    text = visit.description
    lead = len(text) - len(text.lstrip())
    evidence = " ".join(text.split())
    report = Report(
        id=f"report/history-at-state-visits/{visit.number}",
        source=_SOURCE.id,
        act="visit",
        agents=visit.agents,
        recipients=(USA,),
        on_behalf_of=(visit.home,),
        when=visit.when,
        place_country="USA",
        evidence=evidence,
        start=lead if evidence else None,
        end=lead + len(text.strip()) if evidence else None,
        locator=f"visit {visit.number}/description",
        extractor=EXTRACTOR,
    )
    yield report
    number = 0
    for sentence in sentences(text):
        for met in meetings(sentence.text):
            place = _PLACE.match(met.tail)
            for side in _sides(visit, met, parties, america):
                number += 1
                yield replace(
                    report,
                    id=f"{report.id}-met-{number}",
                    act="meeting",
                    agents=(*visit.agents, *side),
                    recipients=(),
                    on_behalf_of=(),
                    when=day_in(met.tail, visit.when),
                    place=place[1] if place else "",
                    evidence=sentence.text,
                    start=sentence.start,
                    end=sentence.end,
                )


def _sides(visit: _Visit, met: Met, parties: Parties, america: Country) -> Iterator[tuple[Mention, ...]]:
    """Those who were met, by government: the American side, then others whose country the words name."""
    assert visit.when.earliest is not None  # a visit has both its days, or is rejected
    hosts = [found for party in met.parties if (found := american_on(party, visit.when.earliest))]
    if hosts:
        yield tuple(hosts)
    others = parties.mentions(met.parties, america, visit.when.earliest)
    for country in sorted({other.country for other in others} - {visit.home.country}):
        yield tuple(other for other in others if other.country == country)
