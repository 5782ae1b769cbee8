"""FollowTheMoney, one JSON object a line: ``Person``, ``Position`` and ``Occupancy``, as OpenSanctions and others
publish politically exposed persons.

A person is an official, a position an office, an occupancy a tenure. Entities may stand in any order, in several files
of one folder, and nested inside each other (``targets.nested``). Other schemata (companies, sanctions, addresses) are
no part of Comity; how many there were is said in the notes. An occupancy whose holder or post is not there, a person
without a name or country, and a date that cannot be read are rejected with their line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import Office, Official, Source, Tenure, When, slug
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold
from comity.sources.ftm_entities import Entities, Found
from comity.sources.leaders_common import role_of
from comity.sources.rows_archive import plain_head
from comity.sources.spill import aside

if TYPE_CHECKING:
    from comity.identity.countries import CountryTable
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SOURCE = Source(
    id="source/followthemoney",
    kind="dataset",
    title="FollowTheMoney: persons, positions and occupancies",
    licence="as its publisher says (OpenSanctions: CC-BY-NC-4.0)",
    citation="Entities in the FollowTheMoney model. https://followthemoney.tech",
    url="https://followthemoney.tech",
    role="reference",
)
_SCHEMA = re.compile(rb'"schema"\s*:\s*"[A-Z][A-Za-z]+"')
_ITEM = re.compile(r"Q[1-9]\d*")
_OWN = {"suhh": "SUN", "yucs": "YUG", "csxx": "SCG", "cshh": "CSK", "ddde": "DDR", "dd": "DDR", "xk": "XKX"}
"""Codes of FollowTheMoney that are no ISO 3166-1 alpha-2."""


@dataclass(frozen=True)
class _Ftm:
    name: str = "followthemoney"
    title: str = _SOURCE.title
    gathers: bool = True

    def recognise(self, head: bytes, path: Path) -> bool:
        """By ``schema`` and ``properties`` in the first object."""
        text = plain_head(head, path).lstrip()
        return text.startswith(b"{") and b'"properties"' in text and bool(_SCHEMA.search(text))

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Officials, offices and tenures."""
        gathered = Gathered(told)
        with aside() as con:
            entities = Entities(con, gathered, files)
            entities.read()
            return _Reader(entities, gathered, view).batch()


FORMAT: Format = _Ftm()


class _Reader:
    def __init__(self, entities: Entities, gathered: Gathered, view: IdentityView) -> None:
        self.entities, self.gathered, self.view = entities, gathered, view
        self.source = _SOURCE
        self.first, self.last = date.max, date.min
        if len(entities.datasets) == 1:
            (only,) = entities.datasets
            self.source = replace(_SOURCE, id=f"{_SOURCE.id}-{slug(only)}", title=f"FollowTheMoney: {only}")

    def batch(self) -> Batch:
        """All that was read."""
        self._each("Person", "officials", self._official)
        self._each("Position", "offices", self._office)
        self._each("Occupancy", "tenures", self._tenure)
        without = self.entities.without_office()
        notes = [
            f"{count:,} entities of schema {schema} are no part of Comity"
            for schema, count in sorted(self.entities.others.items())
        ]
        notes += [f"{without:,} persons hold no office here"] if without else []
        if self.first <= self.last:
            self.source = replace(self.source, covers_from=self.first, covers_to=self.last)
        return batch_of(self.source, self.gathered, notes)

    def _each(self, schema: str, table: str, made: Callable[[Found], Official | Office | Tenure]) -> None:
        for one in self.entities.each(schema):
            try:
                record = made(one)
            except ValueError as error:
                self.gathered.reject(one.path, one.line, f"{schema} {one.id}: {error}", one.first("name"))
                continue
            self.entities.made(schema, one.id, record.id)
            self.gathered.add(table, record)
            self.gathered.pack(table)

    def _country(self, one: Found, *names: str) -> str:
        codes = one.all(*names)
        for code in codes:
            known = _country(code, self.view.countries)
            if known:
                return known
        raise ValueError(f"unknown country {', '.join(codes)!r}" if codes else "no country")

    def _official(self, one: Found) -> Official:
        names = one.all("name", "alias")
        if not names:
            raise ValueError("no name")
        item = next((value for value in (one.first("wikidataId"), one.id) if _ITEM.fullmatch(value)), "")
        return Official(
            id=f"official/wikidata-{item.lower()}" if item else f"official/ftm-{slug(one.id)}",
            name=names[0],
            country=self._country(one, "country", "citizenship", "nationality", "jurisdiction"),
            surname=one.first("lastName"),
            aliases=names[1:],
            born=one.first("birthDate"),
            died=one.first("deathDate"),
            qid=item,
            source=self.source.id,
            locator=f"{one.path.name} line {one.line}, id {one.id}",
        )

    def _office(self, one: Found) -> Office:
        titles = one.all("name", "alias")
        if not titles:
            raise ValueError("no name")
        country = self._country(one, "country", "jurisdiction")
        return Office(
            id=f"office/ftm-{slug(one.id)}",
            title=titles[0],
            country=country,
            role=role_of(titles[0], country, self.view),
            aliases=titles[1:],
            source=self.source.id,
            locator=f"{one.path.name} line {one.line}, id {one.id}",
        )

    def _tenure(self, one: Found) -> Tenure:
        if not one.official:
            raise ValueError(f"no holder {one.first('holder')!r}")
        if not one.office:
            raise ValueError(f"no post {one.first('post')!r}")
        first, last = (_when(one.first(name)) for name in ("startDate", "endDate"))
        when = When.between(first.earliest, last.latest)
        for day in filter(None, (when.earliest, when.latest)):
            self.first, self.last = min(self.first, day), max(self.last, day)
        self.entities.hold(one.official)
        ended = one.first("status") == "ended" and when.latest is None
        return Tenure(
            id=f"tenure/ftm-{slug(one.id)}",
            official=one.official,
            office=one.office,
            when=when,
            status="ended" if ended else "",
            evidence="; ".join(
                f"{name}: {one.first(name)}" for name in ("startDate", "endDate", "status") if one.first(name)
            ),
            source=self.source.id,
            locator=f"{one.path.name} line {one.line}, id {one.id}",
        )


def _country(code: str, table: CountryTable) -> str:
    """Our code of FollowTheMoney's: ISO alpha-2 in small letters, a part after a hyphen (gb-sct) left out."""
    code = code.lower()
    if code in _OWN:
        return _OWN[code]
    found = table.by_code("iso2", code.partition("-")[0].upper())
    return found.code if found else ""


def _when(text: str) -> When:
    return When.parse(text[:10]) if text else When()
