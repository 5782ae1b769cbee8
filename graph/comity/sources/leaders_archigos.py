"""Archigos: who effectively led each state, from day to day, 1869 to 2015 (Goemans, Gleditsch and Chiozza).

Archigos asks who held power, and not which office: its leaders are heads of state, of government, generals and general
secretaries. Each state therefore has an office "Effective leader" here. Whose office that was by law is for other
sources to say; identity joins the people, by country, name and the days of their tenure.

A leader "Still in Office" when the data end has the last day of the data as the last day known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import Office, Official, Source, Tenure, slug
from comity.sources.delimited import columns_of, read_table
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold
from comity.sources.leaders_common import term

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SOURCE = Source(
    id="source/archigos",
    kind="dataset",
    title="Archigos: A Database of Political Leaders",
    publisher="H. E. Goemans, Kristian Skrede Gleditsch and Giacomo Chiozza",
    licence="free with citation",
    citation="Goemans, Henk E., Kristian Skrede Gleditsch, and Giacomo Chiozza. 2009. Introducing Archigos: A Dataset "
    "of Political Leaders. Journal of Peace Research 46(2): 269-283.",
    url="https://www.rochester.edu/college/faculty/hgoemans/data.htm",
    role="reference",
)
_INITIALS = re.compile(r"\.(?=[A-Z])")  # "G.W. Bush" has two initials
_COLUMNS = ("obsid", "leadid", "leader", "startdate", "enddate")
_STATES = ("gwcode", "ccode")
"""The number of the state, Gleditsch and Ward's, as copies and as the release itself call it."""


@dataclass(frozen=True)
class _Archigos:
    name: str = "archigos"
    title: str = _SOURCE.title
    gathers: bool = False

    def recognise(self, head: bytes, path: Path) -> bool:
        """By its columns."""
        columns = columns_of(head, path)
        return set(_COLUMNS).issubset(columns) and any(name in columns for name in _STATES)

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Officials, an office of each state, and tenures."""
        gathered = Gathered(told)
        (path,) = files
        reader = _Reader(path, gathered, view)
        for line, row in read_table(path, gathered, _COLUMNS):
            try:
                reader.read(line, row)
            except (ValueError, OverflowError) as error:
                gathered.reject(path, line, str(error), " ".join(row.values()))
        return reader.batch()


class _Reader:
    def __init__(self, path: Path, gathered: Gathered, view: IdentityView) -> None:
        self.path, self.gathered, self.countries = path, gathered, view.countries
        self.officials: dict[str, Official] = {}
        self.taken: set[str] = set()
        self.offices: dict[str, Office] = {}
        self.days: list[date] = []

    def read(self, line: int, row: Mapping[str, str]) -> None:
        """One row. Raises ``ValueError`` where it makes no tenure."""
        first, last = date.fromisoformat(row["startdate"]), date.fromisoformat(row["enddate"])
        when = term(first, last)
        code = str(int(float(next(row[name] for name in _STATES if name in row))))
        country = self.countries.by_code("gw", code, first)
        if country is None:
            raise ValueError(f"unknown state {code} in {first.year}")
        if not row["leader"] or not row["leadid"] or not row["obsid"]:
            raise ValueError("no leader, leadid or obsid")
        official = self._official(row, country.code, line)
        office = Office(
            id=f"office/{country.code.lower()}-effective-leader",
            title="Effective leader",
            country=country.code,
            role="other",
            source=_SOURCE.id,
            locator="leader",
        )
        self.offices.setdefault(office.id, office)
        self.days += [first, last]
        self.gathered.add(
            "tenures",
            Tenure(
                id=f"tenure/archigos-{slug(row['obsid'])}",
                official=official.id,
                office=office.id,
                when=when,
                evidence="; ".join(f"{name}: {row[name]}" for name in ("entry", "exit", "exitcode") if row.get(name)),
                source=_SOURCE.id,
                locator=f"line {line}, obsid {row['obsid']}",
            ),
        )

    def _official(self, row: Mapping[str, str], country: str, line: int) -> Official:
        """One official a ``leadid``; two of one name in one country are told apart by the year of birth."""
        known = self.officials.get(row["leadid"])
        if known:
            return known
        born = str(int(float(row["yrborn"]))) if row.get("yrborn") else ""
        name = _INITIALS.sub(". ", row["leader"])
        base = f"official/{slug(name)}-{country.lower()}"
        found = base if base not in self.taken else f"{base}-{born or slug(row['leadid'])}"
        if found in self.taken:
            found = f"{base}-{slug(row['leadid'])}"
        self.taken.add(found)
        made = Official(
            found, name, country, born=born, source=_SOURCE.id, locator=f"line {line}, leadid {row['leadid']}"
        )
        self.officials[row["leadid"]] = made
        return made

    def batch(self) -> Batch:
        """All that was read."""
        for official in self.officials.values():
            self.gathered.add("officials", official)
        for _, office in sorted(self.offices.items()):
            self.gathered.add("offices", office)
        source = replace(_SOURCE, covers_from=min(self.days), covers_to=max(self.days)) if self.days else _SOURCE
        return batch_of(source, self.gathered)


FORMAT: Format = _Archigos()
