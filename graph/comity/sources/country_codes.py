"""Tables of country codes, a country a row: they check our own table.

Nothing of them enters the graph, which has one country table. Each row is looked up there by its ISO alpha-3 code, or,
where it has none, by the first other code that it has; what our table says differently is told in the notes, one line
a code. A row without a code by which to find its country is rejected. A table with a column of years or days is data
about countries and none of codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import Source, slug
from comity.sources.delimited import columns_of, read_table
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold
from comity.sources.states import whole

if TYPE_CHECKING:
    from comity.identity.countries import Country, CountryTable, System
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SOURCE = Source(
    id="source/country-codes",
    kind="dataset",
    title="Country codes",
    licence="as its publisher says; nothing of it enters the graph",
    citation="A table of country codes, given by the user to check Comity's own",
    role="reference",
)
_COLUMNS: Mapping[System, tuple[str, ...]] = {
    "iso3": ("iso3", "iso3c", "iso_a3"),
    "iso2": ("iso2", "iso2c", "iso_a2"),
    "iso_numeric": ("iso_numeric", "iso3n"),
    "m49": ("m49", "un"),
    "cow": ("cow", "cown"),
    "cow_abbrev": ("cow_abbrev", "cowc"),
    "gw": ("gw", "gwn"),
    "fips": ("fips",),
}
"""The columns of each system, as such tables name them."""
_NUMBERS: tuple[System, ...] = ("iso_numeric", "m49", "cow", "gw")
_TIMES = {"year", "month", "day", "date", "start", "end", "begin"}
_NARROW = 8
"""A table of few columns is one of codes when it has two systems; a wide one needs four."""


def _systems(columns: Sequence[str]) -> dict[System, str]:
    """The column of each system that a table has."""
    return {
        system: name for system, names in _COLUMNS.items() if (name := next((n for n in names if n in columns), ""))
    }


@dataclass(frozen=True)
class _Codes:
    name: str = "country-codes"
    title: str = _SOURCE.title
    gathers: bool = False

    def recognise(self, head: bytes, path: Path) -> bool:
        """By columns of several code systems, ISO alpha-3 among them, and none of times."""
        columns = columns_of(head, path)
        found = _systems(columns)
        least = 2 if len(columns) <= _NARROW else 4
        return "iso3" in found and len(found) >= least and not _TIMES & {name.lower() for name in columns}

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Notes on every code that our country table contradicts."""
        gathered = Gathered(told)
        (path,) = files
        notes: list[str] = []
        listed: set[str] = set()
        table = read_table(path, gathered)
        systems = _systems(table.columns)
        for line, row in table:
            codes = {system: _plain(system, row[name]) for system, name in systems.items() if row[name]}
            if not codes:
                gathered.reject(path, line, "no code by which to find its country", " ".join(row.values()))
                continue
            country = _found(codes, view.countries)
            listed |= {country.code} if country else set()
            notes += [f"{path.name}:{line}: differs from the country table: {one}" for one in _told(codes, country)]
        made = replace(
            _SOURCE,
            id=f"{_SOURCE.id}-{slug(path.stem)}",
            title=f"Country codes: {path.name}",
            covers_countries=tuple(sorted(listed)),
        )
        return batch_of(made, gathered, notes)


FORMAT: Format = _Codes()


def _plain(system: System, text: str) -> str:
    """A number without leading zeros and without the ``.0`` of R."""
    if system not in _NUMBERS:
        return text
    try:
        return whole(text)
    except (ValueError, OverflowError):
        return text


def _told(codes: Mapping[System, str], country: Country | None) -> Iterator[str]:
    if country is None:
        said = ", ".join(f"{system} {code}" for system, code in codes.items())
        yield f"no country {codes['iso3']!r}" if "iso3" in codes else f"no country has {said}"
        return
    for system, given in codes.items():
        known = {_plain(system, code.value) for code in country.codes.get(system, ())}
        if given not in known:
            yield f"{country.code} has {system} {', '.join(sorted(known)) or 'none'}, here {given}"


def _found(codes: Mapping[System, str], table: CountryTable) -> Country | None:
    if "iso3" in codes:
        return table.get(codes["iso3"])
    return next((found for system, code in codes.items() if (found := table.by_code(system, code))), None)
