"""Travels abroad of the President and the Secretary of State (Office of the Historian), from 1866.

Each stop is a ``visit``: the traveller went to the country, on behalf of the United States. Its evidence is the whole
remark. Where the remark says who was met, each clause and each government gives one ``meeting``: "Met with President
Moreno and Foreign Minister Valencia" is one meeting with the Ecuadorian side, both named; "Met with Israeli Prime
Minister Sharon and Palestinian Chairman Arafat" is two meetings, since nothing says that those two sat together. Only
where the words do say so ("trilateral meeting", "conference with") are all in one. Attending a summit is no meeting
with anybody: it stays in the evidence of the visit. Meetings within the traveller's own government are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from comity.model import Mention, Office, Official, Report, Tenure, When
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold
from comity.sources.history_common import EXTRACTOR, USA, BadRecord, Places, day_of, source_of, stay_of
from comity.sources.history_meetings import Occasion, attest, clauses_of, each, meeting_reports, readable, statements
from comity.sources.history_parties import Parties
from comity.sources.xml import child_text, content, prolog

if TYPE_CHECKING:
    from comity.identity.countries import Country
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SOURCE = source_of(
    "travels",
    "Travels Abroad of the President and the Secretary of State",
    "https://history.state.gov/departmenthistory/travels",
    covers_countries=("USA",),
)
_PRESIDENT = Office(
    id="office/usa-president",
    title="President of the United States",
    country="USA",
    role="head-of-state",
    aliases=("President", "U.S. President", "US President", "American President"),
    source=_SOURCE.id,
    locator="presidents",
)


@dataclass(frozen=True, slots=True)
class _Stop:
    """One trip record, read."""

    number: str
    traveller: Mention
    when: When
    host: Country
    country: Mention
    place: str
    remark: str


@dataclass(frozen=True)
class _Travels:
    name: str = "history-at-state-travels"
    title: str = _SOURCE.title
    gathers: bool = True

    def recognise(self, head: bytes, path: Path) -> bool:
        """By the root element: ``trips``, ``presidents``, or the table of the travellers' roles."""
        root = prolog(head).root
        return root in ("trips", "presidents") or (root == "code-table" and b"travel-role-code" in head)

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Stops as visits and meetings, presidents as officials with tenures."""
        gathered = Gathered(told)
        places = Places(view.countries)
        reader = _Reader(gathered, places, Parties(places, view))
        for path, root in readable(files, gathered):
            if root.tag == "trips":
                each(gathered, path, root, "trip", reader.trip)
            elif root.tag == "presidents":
                each(gathered, path, root, "president", reader.president)
        reader.finish()
        days = [day for stop in reader.stays for day in (stop.earliest, stop.latest) if day]
        source = replace(_SOURCE, covers_from=min(days), covers_to=max(days)) if days else _SOURCE
        gathered.rows = statements(gathered)
        return batch_of(source, gathered)


FORMAT: Format = _Travels()


class _Reader:
    def __init__(self, gathered: Gathered, places: Places, parties: Parties) -> None:
        self.gathered, self.places, self.parties = gathered, places, parties
        self.stays: list[When] = []
        self.occasions: list[Occasion] = []

    def trip(self, trip: etree._Element) -> None:
        """One stop: its visit and the meetings of its remark."""
        stop = self._stop(trip)
        self.stays.append(stop.when)
        self.gathered.add("reports", _visit(stop))
        occasion = Occasion(
            key=f"history-at-state-travels/{stop.number}",
            source=_SOURCE.id,
            locator=f"trip {stop.number}/remarks",
            who=stop.traveller,
            host=stop.host,
            when=stop.when,
            place=stop.place,
            clauses=clauses_of(stop.remark),
        )
        self.occasions.append(occasion)
        attest(occasion, self.parties)

    def finish(self) -> None:
        """Report the meetings, now that all stops have borne witness to who is whose."""
        for occasion in self.occasions:
            for report in meeting_reports(occasion, self.parties):
                self.gathered.add("reports", report)

    def _stop(self, trip: etree._Element) -> _Stop:
        when = stay_of(trip)
        number, who, name = child_text(trip, "id"), trip.get("who", ""), child_text(trip, "name")
        for label, value in (("id", number), ("who", who), ("name", name)):
            if not value:
                raise BadRecord(f"{label} is missing or empty")
        at = trip.find("country")
        written = child_text(trip, "country")
        country = self.places.country(written, "" if at is None else at.get("id", ""), when.earliest)
        traveller = Mention("official", "USA", name, f"pocom:{who}")
        place = child_text(trip, "locale")
        return _Stop(
            number,
            traveller,
            when,
            country,
            Mention("country", country.code, written),
            place,
            content(trip.find("remarks")),
        )

    def president(self, element: etree._Element) -> None:
        """One presidency: the official (once), the office and the tenure."""
        number, key, name = element.get("n", ""), child_text(element, "id"), child_text(element, "name")
        if not key or not name:
            raise BadRecord("id or name is missing or empty")
        left = element.find("left-office-date")
        in_office = left is not None and left.get("still-in-office") == "true"
        when = When.between(
            day_of(element, "took-office-date"), None if in_office else day_of(element, "left-office-date")
        )
        locator = f"president {number}"
        official = Official(
            id=f"official/{key}",
            name=name,
            country="USA",
            surname=_surname(name),
            born=child_text(element, "birth-year"),
            died=child_text(element, "death-year"),
            source=_SOURCE.id,
            locator=locator,
        )
        if not any(isinstance(known, Official) and known.id == official.id for known in self.gathered["officials"]):
            self.gathered.add("officials", official)
        if not self.gathered["offices"]:
            self.gathered.add("offices", _PRESIDENT)
        self.gathered.add(
            "tenures",
            Tenure(
                f"tenure/usa-president-{number}", official.id, _PRESIDENT.id, when, source=_SOURCE.id, locator=locator
            ),
        )


def _surname(name: str) -> str:
    words = re.sub(r",? (?:Jr|Sr)\.?$", "", name).split()
    return " ".join(words[-2:]) if len(words) > 1 and words[-2] in ("Van", "van", "de") else words[-1]


def _visit(stop: _Stop) -> Report:
    evidence = " ".join(stop.remark.split())
    lead = len(stop.remark) - len(stop.remark.lstrip())
    return Report(
        id=f"report/history-at-state-travels/{stop.number}",
        source=_SOURCE.id,
        act="visit",
        agents=(stop.traveller,),
        recipients=(stop.country,),
        on_behalf_of=(USA,),
        when=stop.when,
        place=stop.place,
        place_country=stop.host.code,
        evidence=evidence,
        start=lead if evidence else None,
        end=lead + len(stop.remark.strip()) if evidence else None,
        locator=f"trip {stop.number}/remarks",
        extractor=EXTRACTOR,
    )
