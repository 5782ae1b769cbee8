"""Lists of states (Correlates of War, Gleditsch and Ward): they check our own table of countries.

Nothing of them enters the graph, which has one country table. Each row is looked up there, and what differs is said in
the notes, one line a difference: a code that the table does not know, another abbreviation, a state that begins or
ends on another day. Rows whose code or date cannot be read are rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import Source
from comity.sources.delimited import columns_of, read_table
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold

if TYPE_CHECKING:
    from comity.identity.countries import CountryTable, System
    from comity.identity.view import IdentityView

__all__ = ["COW", "GW", "whole"]

_COW = Source(
    id="source/cow-states",
    kind="dataset",
    title="Correlates of War: State System Membership",
    publisher="Correlates of War Project",
    licence="free with citation",
    citation="Correlates of War Project. 2017. State System Membership List, v2016. https://correlatesofwar.org",
    url="https://correlatesofwar.org/data-sets/state-system-membership/",
    role="reference",
)
_GW = Source(
    id="source/gw-states",
    kind="dataset",
    title="Gleditsch and Ward: List of Independent States",
    publisher="Kristian Skrede Gleditsch and Michael D. Ward",
    licence="free with citation",
    citation="Gleditsch, Kristian S., and Michael D. Ward. 1999. A Revised List of Independent States since the "
    "Congress of Vienna. International Interactions 25(4): 393-413.",
    url="http://ksgleditsch.com/statelist.html",
    role="reference",
)
_OLD = date(1816, 1, 1)
"""Both lists begin here: a state that begins on this day is older, and our table then says no beginning."""
_LAST = 2011
"""Both lists end with a last day some years back for states that exist still; from here on an end says nothing."""


@dataclass(frozen=True, slots=True)
class _Spell:
    """One row of a list: a state by its number, from a day to a day."""

    number: str
    abbreviation: str
    name: str
    first: date
    last: date


@dataclass(frozen=True)
class _List:
    name: str
    title: str
    source: Source
    system: System
    columns: tuple[str, ...]
    gathers: bool = False

    def recognise(self, head: bytes, path: Path) -> bool:
        """By its columns."""
        return set(self.columns).issubset(columns_of(head, path))

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Notes on every row that our country table contradicts."""
        gathered = Gathered(told)
        (path,) = files
        spells: list[_Spell] = []
        notes: list[str] = []
        for line, row in read_table(path, gathered, self.columns):
            try:
                spell = _spell(self.system, row)
            except (ValueError, OverflowError) as error:
                gathered.reject(path, line, str(error), " ".join(row.values()))
                continue
            spells.append(spell)
            notes += [f"{path.name}:{line}: {note}" for note in _differences(self.system, spell, view.countries)]
        if not spells:
            return batch_of(self.source, gathered, notes)
        first, last = min(spell.first for spell in spells), max(spell.last for spell in spells)
        found = (view.countries.by_code(self.system, spell.number, spell.first) for spell in spells)
        listed = tuple(sorted({country.code for country in found if country}))
        source = replace(self.source, covers_from=first, covers_to=last, covers_countries=listed)
        return batch_of(source, gathered, notes)


def _spell(system: str, row: Mapping[str, str]) -> _Spell:
    if system == "gw":
        first, last = date.fromisoformat(row["startdate"]), date.fromisoformat(row["enddate"])
        spell = _Spell(whole(row["gwcode"]), row["stateabb"], row["statename"], first, last)
    else:
        days = [[int(whole(row[f"{side}{part}"])) for part in ("year", "month", "day")] for side in ("st", "end")]
        first, last = (date(year, month, day) for year, month, day in days)
        spell = _Spell(whole(row["ccode"]), row["stateabb"], row["statenme"], first, last)
    if last < first:
        raise ValueError(f"ends ({last}) before it starts ({first})")
    return spell


def whole(text: str) -> str:
    """A number as R writes it: ``255.0`` is 255."""
    number = float(text)
    if number != int(number):
        raise ValueError(f"{text!r} is no whole number")
    return str(int(number))


def _differences(system: System, spell: _Spell, table: CountryTable) -> Iterator[str]:
    """What our table says differently of one spell of a state."""
    said = f"{spell.name} ({system.upper()} {spell.number}, {spell.first} to {spell.last})"
    country = table.by_code(system, spell.number, spell.first)
    if country is None:
        yield f"differs from the country table: no country has the code of {said}"
        return
    ends = [when for code in country.codes.get(system, ()) for when in [code.when] if code.value == spell.number]
    if ends and ends[0].known:
        firsts = {when.earliest for when in ends}
        if spell.first != _OLD and spell.first not in firsts:
            known = ", ".join(sorted(str(day) for day in firsts if day)) or "no day"
            yield f"differs from the country table: {said}; {country.code} has the code from {known}"
        lasts = {when.latest for when in ends}
        if spell.last.year < _LAST and spell.last not in lasts:
            known = ", ".join(sorted(str(day) for day in lasts if day)) or "no end"
            yield f"differs from the country table: {said}; {country.code} has the code until {known}"
    abbreviation = country.code_of("cow_abbrev", spell.first)
    if abbreviation and abbreviation != spell.abbreviation:
        yield f"differs from the country table: {said} is {spell.abbreviation} here and {abbreviation} there"


COW: Format = _List(
    "cow-states", _COW.title, _COW, "cow", ("stateabb", "ccode", "statenme", "styear", "stmonth", "endyear")
)
GW: Format = _List("gw-states", _GW.title, _GW, "gw", ("gwcode", "stateabb", "statename", "startdate", "enddate"))
