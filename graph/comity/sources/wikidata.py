"""Wikidata items: who held which position (P39), diplomatic relations (P530), signatories (P1891), participants (P710).

A person's P39 is a tenure (start P580, end P582, as exact as Wikidata says), the position an office, in the country
that it belongs to (P1001, P17), else that of the person (P27). A country's P530 with another is their establishment of
relations, from P580. Signatories of a treaty sign it on the day of signature (P585 of the statement or of the treaty,
else P580): all of one day together. Participants (P710) of what is called a meeting, summit, conference or talks, by
its class, label or description, meet; of other things they only take part, and such statements are rejected.

Labels come from the input: a position or treaty that is not itself in it goes by its number. Rows are statements.
Wikidata says nothing by silence, so the source is reference, whatever it holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import Mention, Office, Official, Record, Report, Source, Tenure, When, slug
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold
from comity.sources.leaders_common import role_of
from comity.sources.spill import aside
from comity.sources.wikidata_items import Item, Items, Statement, is_wikidata

if TYPE_CHECKING:
    from comity.identity.countries import Country
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SOURCE = Source(
    id="source/wikidata",
    kind="dataset",
    title="Wikidata",
    publisher="Wikimedia Foundation",
    licence="CC0-1.0",
    citation="Wikidata contributors. Wikidata, the free knowledge base. https://www.wikidata.org",
    url="https://www.wikidata.org",
    role="reference",
)
_EXTRACTOR = "wikidata/0.1"
_HELD, _RELATION, _SIGNATORY, _PARTICIPANT = "P39", "P530", "P1891", "P710"
_READ = (_HELD, _RELATION, _SIGNATORY, _PARTICIPANT)
_BESIDE = ("P17", "P27", "P31", "P276", "P569", "P570", "P580", "P582", "P585", "P1001")
_ACTING = "acting"
_MEETING = re.compile(r"\b(?:meeting|summit|conference|talks|congress)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Wikidata:
    name: str = "wikidata"
    title: str = "Wikidata items (JSON)"
    gathers: bool = True

    def recognise(self, head: bytes, path: Path) -> bool:
        """By the beginning of an entity document, or of the first item of a dump."""
        return is_wikidata(head, path)

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Officials, offices, tenures, and the acts of countries."""
        gathered = Gathered(told)
        with aside() as con:
            items = Items(con, files)
            items.read(gathered, _READ, _BESIDE)
            return _Reader(items, gathered, view).batch()


FORMAT: Format = _Wikidata()


class _Reader:
    def __init__(self, items: Items, gathered: Gathered, view: IdentityView) -> None:
        self.items, self.gathered, self.view = items, gathered, view
        self.official = ""
        self.offices: set[str] = set()
        self.first, self.last = date.max, date.min
        self.unnamed: set[str] = set()

    def batch(self) -> Batch:
        """All that the items say."""
        for item in self.items.counted():
            for statement in item.statements.get(_HELD, ()):
                self._try(item, _HELD, statement, self._tenure)
            for statement in item.statements.get(_RELATION, ()):
                self._try(item, _RELATION, statement, self._relation)
            self._together(item, _SIGNATORY)
            self._together(item, _PARTICIPANT)
        notes = [f"{len(self.unnamed):,} items are named by number: they are not in the input"] if self.unnamed else []
        known = self.first <= self.last
        source = replace(_SOURCE, covers_from=self.first, covers_to=self.last) if known else _SOURCE
        return batch_of(source, self.gathered, notes)

    def _try(self, item: Item, name: str, statement: Statement, made: Callable[[Item, Statement], None]) -> None:
        try:
            made(item, statement)
        except ValueError as error:
            self.gathered.reject(item.path, item.line, f"{item.id} {name} {statement.item()}: {error}", item.label)

    def _label(self, id_: str) -> str:
        found = self.items.get(id_)
        if found is None or found.label == id_:
            self.unnamed.add(id_)
            return id_
        return found.label

    def _country(self, *ids: str, on: date | None = None) -> Country | None:
        found = (self.view.countries.by_code("qid", id_, on) for id_ in ids)
        return next((country for country in found if country), None)

    def _seen(self, *times: When) -> None:
        for day in (day for when in times for day in (when.earliest, when.latest) if day):
            self.first, self.last = min(self.first, day), max(self.last, day)

    def _put(self, table: str, record: Record) -> None:
        self.gathered.add(table, record)
        self.gathered.pack(table)

    # Positions held ----------------------------------------------------------------------------------------------

    def _tenure(self, item: Item, statement: Statement) -> None:
        first, last = statement.when("P580"), statement.when("P582")
        if not first.known and not last.known:
            first = last = statement.when("P585")
        when = When.between(first.earliest, last.latest)
        if not when.known:
            raise ValueError("no date: the tenure could be at any time")
        position = self.items.get(statement.item())
        homes = item.items("P27")
        ours = self._country(*(position.items("P1001", "P17") if position else ()), *homes, on=when.earliest)
        home = self._country(*homes) or ours
        if ours is None or home is None:
            raise ValueError("no known country of the position or the person")
        office = self._office(statement.item(), ours.code)
        official = self._official(item, home.code)
        status = _ACTING if any(_ACTING in self._label(id_) for id_ in statement.items("P5102")) else ""
        near = {"P1365": "replaces", "P1366": "replaced by"}
        said = [f"{words} {self._label(id_)}" for name, words in near.items() for id_ in statement.items(name)]
        span = f"{first.edtf() or '?'} to {last.edtf() or '?'}"
        self._seen(first, last)
        self._put(
            "tenures",
            Tenure(
                id=f"tenure/wikidata-{slug(statement.id)}",
                official=official,
                office=office,
                when=when,
                status=status,
                evidence="; ".join((f"{item.label}, position held {self._label(statement.item())}, {span}", *said)),
                source=_SOURCE.id,
                locator=f"{item.id} {_HELD}, statement {statement.id}",
            ),
        )

    def _office(self, id_: str, country: str) -> str:
        key = f"office/wikidata-{id_.lower()}-{country.lower()}"
        if key not in self.offices:
            title = self._label(id_)
            known = self.items.get(id_)
            role = role_of(title, country, self.view)
            aliases = known.aliases if known else ()
            self.offices.add(key)
            self._put("offices", Office(key, title, country, role, aliases, source=_SOURCE.id, locator=id_))
        return key

    def _official(self, item: Item, country: str) -> str:
        key = f"official/wikidata-{item.id.lower()}"
        if key != self.official:  # items come one after the other, each once
            self.official = key
            self._put(
                "officials",
                Official(
                    id=key,
                    name=item.label,
                    country=country,
                    aliases=item.aliases,
                    born=_year(item, "P569"),
                    died=_year(item, "P570"),
                    qid=item.id,
                    source=_SOURCE.id,
                    locator=item.id,
                ),
            )
        return key

    # Acts of countries -------------------------------------------------------------------------------------------

    def _relation(self, item: Item, statement: Statement) -> None:
        when = statement.when("P580")
        pair = [self._country(id_, on=when.earliest) for id_ in (item.id, statement.item())]
        states = tuple(sorted(Mention("country", one.code, one.name) for one in pair if one))
        if len(states) < 2:
            raise ValueError("one side is no known country")
        ended = statement.when("P582")
        self._seen(when)
        said = f"{item.label}: diplomatic relation with {pair[1].name if pair[1] else statement.item()}"
        self._report(item, _RELATION, statement.id, "establish-relations", states, when, said, ended.edtf() or "")

    def _together(self, item: Item, name: str) -> None:
        """Those who signed, or met, on one day: one act."""
        parts: dict[When, list[tuple[Statement, Mention]]] = defaultdict(list)

        def part(_: Item, statement: Statement) -> None:
            if name == _PARTICIPANT and not self._is_meeting(item):
                raise ValueError("takes part in what is called no meeting")
            when = statement.when("P585")
            when = when if when.known else item.when("P585")
            if not when.known:
                first, last = item.when("P580"), item.when("P582")
                when = When.between(first.earliest, (last if last.known else first).latest) if first.known else when
            parts[when].append((statement, self._actor(statement.item(), when.earliest)))

        for statement in item.statements.get(name, ()):
            self._try(item, name, statement, part)
        act, agreement = ("sign", self._agreement(item)) if name == _SIGNATORY else ("meeting", None)
        for when, found in parts.items():
            agents = tuple(sorted({mention for _, mention in found}))
            self._seen(when)
            for statement, mention in found:
                said = f"{item.label}: {'signatory' if act == 'sign' else 'participant'} {mention.name}"
                self._report(item, name, statement.id, act, agents, when, said, agreement=agreement)

    def _is_meeting(self, item: Item) -> bool:
        classes = (found.label for id_ in item.items("P31") if (found := self.items.get(id_)))
        return any(_MEETING.search(text) for text in (item.label, item.description, *classes))

    def _agreement(self, item: Item) -> Mention:
        return Mention("agreement", "", item.label, f"wikidata:{item.id}")

    def _actor(self, id_: str, on: date | None) -> Mention:
        country = self._country(id_, on=on)
        if country is not None:
            return Mention("country", country.code, country.name)
        known = self.items.get(id_)
        if known is None or known.label == id_:
            raise ValueError("no known country, and its item is not in the input")
        if _HELD in known.statements or "P27" in known.statements:
            home = self._country(*known.items("P27"))
            return Mention("official", home.code if home else "", known.label, f"wikidata:{id_}")
        return Mention("organization", "", known.label)

    def _report(
        self,
        item: Item,
        name: str,
        statement: str,
        act: str,
        agents: tuple[Mention, ...],
        when: When,
        said: str,
        ended: str = "",
        agreement: Mention | None = None,
    ) -> None:
        place = self._country(*item.items("P17")) if act == "meeting" else None
        venue = next((self._label(id_) for id_ in item.items("P276") if self.items.get(id_)), "") if place else ""
        self._put(
            "reports",
            Report(
                id=f"report/wikidata/{slug(statement)}",
                source=_SOURCE.id,
                act=act,
                agents=agents,
                when=when,
                agreement=agreement,
                place=venue,
                place_country=place.code if place else "",
                evidence=said + (f", until {ended}" if ended else ""),
                locator=f"{item.id} {name}, statement {statement}",
                extractor=_EXTRACTOR,
            ),
        )


def _year(item: Item, name: str) -> str:
    try:
        return item.when(name).edtf() or ""
    except ValueError:
        return ""
