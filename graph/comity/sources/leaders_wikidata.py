"""Heads of state and of government with Wikidata items: ``iso3, country, role, person, person_qid, start, end``.

A current table, its history and copies of it are one input: a tenure that stands in several counts once, with the end
that any of them gives. Names are as the table has them, whatever language that is; the item tells who is meant. It is
often said when a tenure starts and not when it ends: such a tenure ends by the start of the next in that office, and
says so. A start on 1 January may stand for a year, which these tables do not tell apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import Office, Official, Source, Tenure
from comity.sources.delimited import columns_of, read_table
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold
from comity.sources.leaders_common import ROLES, closed, office_of, term

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SOURCE = Source(
    id="source/wikidata-leaders",
    kind="dataset",
    title="Heads of state and government, from Wikidata",
    publisher="Wikidata",
    licence="CC0-1.0",
    citation="Wikidata contributors. Heads of state and heads of government by country. https://www.wikidata.org",
    url="https://www.wikidata.org",
    role="reference",
)
_COLUMNS = ("iso3", "role", "person", "person_qid", "start", "end")
_ITEM = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True)
class _Leaders:
    name: str = "wikidata-leaders"
    title: str = _SOURCE.title
    gathers: bool = True

    def recognise(self, head: bytes, path: Path) -> bool:
        """By its columns."""
        return set(_COLUMNS).issubset(columns_of(head, path))

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Officials, offices and tenures of all the tables together."""
        gathered = Gathered(told)
        reader = _Reader(view)
        for path in files:
            for line, row in read_table(path, gathered, _COLUMNS):
                try:
                    reader.read(path, line, row)
                except ValueError as error:
                    gathered.reject(path, line, str(error), " ".join(row.values()))
        return reader.batch(gathered)


class _Reader:
    def __init__(self, view: IdentityView) -> None:
        self.countries = view.countries
        self.officials: dict[str, Official] = {}
        self.offices: dict[str, Office] = {}
        self.tenures: dict[str, Tenure] = {}
        self.repeated = 0

    def read(self, path: Path, line: int, row: Mapping[str, str]) -> None:
        """One row. Raises ``ValueError`` where it makes no tenure."""
        first, last = _day(row["start"]), _day(row["end"])
        if first is None and last is None:
            raise ValueError("neither a start nor an end: the tenure could be at any time")
        when = term(first, last)
        country = self.countries.get(row["iso3"]) or self.countries.by_code("iso3", row["iso3"], first)
        role = row["role"].replace("_", "-")
        if country is None:
            raise ValueError(f"unknown country {row['iso3']!r}")
        if role not in ROLES:
            raise ValueError(f"unknown role {row['role']!r}")
        if not _ITEM.fullmatch(row["person_qid"]):
            raise ValueError(f"{row['person_qid']!r} is no Wikidata item")
        where = f"{path.name} line {line}"
        official = self._official(row, country.code, where)
        office = office_of(country.code, role, _SOURCE.id, "role")
        self.offices.setdefault(office.id, office)
        made = Tenure(
            id=f"tenure/{country.code.lower()}-{role}-{row['person_qid'].lower()}-{first or 'undated'}",
            official=official.id,
            office=office.id,
            when=when,
            evidence=f"{row['person']}, {row['role']}, {row['start'][:10] or '?'} to {row['end'][:10] or '?'}",
            source=_SOURCE.id,
            locator=where,
        )
        known = self.tenures.get(made.id)
        self.repeated += known is not None
        if known is None or (known.when.latest is None and made.when.latest is not None):
            self.tenures[made.id] = made

    def _official(self, row: Mapping[str, str], country: str, where: str) -> Official:
        """One official an item. Who led several countries belongs to that of the first row."""
        item = row["person_qid"]
        known = self.officials.get(item)
        if known is None:
            name = row["person"] or item
            known = Official(
                f"official/wikidata-{item.lower()}", name, country, qid=item, source=_SOURCE.id, locator=where
            )
        elif row["person"] and row["person"] not in (known.name, *known.aliases):
            known = replace(known, aliases=(*known.aliases, row["person"]))
        self.officials[item] = known
        return known

    def batch(self, gathered: Gathered) -> Batch:
        """All that was read."""
        for _, official in sorted(self.officials.items()):
            gathered.add("officials", official)
        for _, office in sorted(self.offices.items()):
            gathered.add("offices", office)
        tenures = list(closed(self.tenures.values()))
        for tenure in tenures:
            gathered.add("tenures", tenure)
        derived = sum(tenure.when.precision == "derived" for tenure in tenures)
        days = [day for tenure in tenures for day in (tenure.when.earliest, tenure.when.latest) if day]
        source = replace(_SOURCE, covers_from=min(days), covers_to=max(days)) if days else _SOURCE
        notes = [
            *([f"{self.repeated:,} rows tell of a tenure that another row has"] if self.repeated else []),
            *([f"{derived:,} tenures without an end were ended by the next in their office"] if derived else []),
        ]
        return batch_of(source, gathered, notes)


def _day(text: str) -> date | None:
    """The day of a timestamp; ``None`` where there is none. Raises ``ValueError``."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(f"{text!r} is no date") from None


FORMAT: Format = _Leaders()
