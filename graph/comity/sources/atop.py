"""ATOP (Alliance Treaty Obligations and Provisions) as dyad-years: who owed whom what, by year.

A row is an observation and no act: in that year the two states were bound by one or more alliances, with these kinds of
obligation together. The rows name no alliance and no day. What they do allow is read, and no more: consecutive years of
one pair are a spell of commitments, one agreement of the two (``Alliance commitments``, from that year), with the fact
``status`` (its years and obligations), the report that it entered into force *in that year*, and, where the spell ends
before the data do, the fact ``termEnd`` on 31 December of the last year, derived and said to be. A spell that starts in
the first year of the data may be older: its entry into force then has an open beginning. Each pair stands twice, once
from either side; the two rows are put together, and a pair listed from one side only is said in the notes.

So rows are dyad-years while reports are spells, and the dataset is reference: its rows are not reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import Fact, Mention, Report, Source, When
from comity.sources.delimited import columns_of, read_table
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold

if TYPE_CHECKING:
    from comity.identity.countries import CountryTable
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SOURCE = Source(
    id="source/atop-dyad-years",
    kind="dataset",
    title="Alliance Treaty Obligations and Provisions (ATOP): dyad-years",
    publisher="Rice University",
    licence="free with citation",
    citation="Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell, and Andrew G. Long. 2002. Alliance "
    "Treaty Obligations and Provisions, 1815-1944. International Interactions 28(3): 237-260.",
    url="http://www.atopdata.org",
    role="reference",
)
_EXTRACTOR = "atop/0.1"
_COLUMNS = ("ccode1", "ccode2", "year")
_OBLIGATIONS = {
    "atop_defense": "defence",
    "atop_offense": "offence",
    "atop_neutral": "neutrality",
    "atop_nonagg": "non-aggression",
    "atop_consul": "consultation",
}
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Spell:
    """Consecutive years of one pair, each with its obligations, and the line of the first."""

    pair: _Pair
    years: tuple[int, ...]
    obligations: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class _Atop:
    name: str = "atop-dyad-years"
    title: str = _SOURCE.title
    gathers: bool = False

    def recognise(self, head: bytes, path: Path) -> bool:
        """By the columns of the pair, the year and the obligations."""
        return {*_COLUMNS, *_OBLIGATIONS}.issubset(columns_of(head, path))

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """One agreement for each spell of commitments between two states."""
        gathered = Gathered(told)
        (path,) = files
        years: dict[_Pair, dict[int, tuple[str, int]]] = defaultdict(dict)
        sides: dict[_Pair, set[_Pair]] = defaultdict(set)

        @cache
        def stranger(code: int, year: int) -> bool:
            """Whether nobody has the number; that of a state under occupation (Yugoslavia in 1942) is known."""
            known = view.countries.by_code("cow", code, date(year, 12, 31)) or view.countries.by_code("cow", code)
            return known is None

        for line, row in read_table(path, gathered, (*_COLUMNS, *_OBLIGATIONS)):
            try:
                one, other, year = (int(float(row[name])) for name in _COLUMNS)
                date(year, 1, 1)
                duties = ", ".join(word for name, word in _OBLIGATIONS.items() if float(row[name] or 0) > 0)
                if strange := [code for code in (one, other) if stranger(code, year)]:
                    raise ValueError(f"unknown state {strange[0]} in {year}")
            except (ValueError, OverflowError) as error:
                gathered.reject(path, line, f"no dyad-year: {error}", " ".join(row.values()))
                continue
            if not duties:
                continue  # a pair without any obligation in that year
            pair = (min(one, other), max(one, other))
            sides[pair].add((one, other))
            years[pair].setdefault(year, (duties, line))
        return _batch(path, gathered, years, sides, view.countries)


FORMAT: Format = _Atop()


def _batch(
    path: Path,
    gathered: Gathered,
    years: Mapping[_Pair, Mapping[int, tuple[str, int]]],
    sides: Mapping[_Pair, set[_Pair]],
    table: CountryTable,
) -> Batch:
    if not years:
        return batch_of(_SOURCE, gathered)
    first = min(min(found) for found in years.values())
    last = max(max(found) for found in years.values())
    spells = [spell for pair in sorted(years) for spell in _spells(pair, years[pair])]
    for spell in spells:
        codes = [table.by_code("cow", code, date(spell.years[0], 12, 31)) for code in spell.pair]
        if None in codes or len({country.code for country in codes if country}) < 2:
            said = f"{spell.pair[0]} and {spell.pair[1]} were no two states in {spell.years[0]}"
            gathered.reject(path, spell.line, said)
            continue
        states = tuple(Mention("country", country.code, country.name) for country in codes if country)
        for record in _records(spell, tuple(sorted(states)), first, last):
            gathered.add("reports" if isinstance(record, Report) else "facts", record)
    single = sum(1 for found in sides.values() if len(found) == 1)
    notes = [
        f"{gathered.rows:,} dyad-years make {len(spells):,} spells of commitments of {len(years):,} pairs of states",
        *([f"{single} pairs are listed from one side only"] if single else []),
    ]
    return batch_of(replace(_SOURCE, covers_from=date(first, 1, 1), covers_to=date(last, 12, 31)), gathered, notes)


def _spells(pair: _Pair, years: Mapping[int, tuple[str, int]]) -> Iterator[_Spell]:
    run: list[int] = []
    for year in [*sorted(years), 0]:
        if run and year != run[-1] + 1:
            duties = tuple(dict.fromkeys(years[one][0] for one in run))
            yield _Spell(pair, tuple(run), duties, years[run[0]][1])
            run = []
        run.append(year)


def _records(spell: _Spell, states: tuple[Mention, ...], first: int, last: int) -> Iterator[Report | Fact]:
    began, ended = spell.years[0], spell.years[-1]
    key = f"{spell.pair[0]}-{spell.pair[1]}-{began}"
    name = f"Alliance commitments of {states[0].name} and {states[1].name}"
    agreement = Mention("agreement", "+".join(state.country for state in states), name, f"atop:{key}")
    evidence = (
        f"ccode1 {spell.pair[0]}, ccode2 {spell.pair[1]}, years {began} to {ended}: {'; then '.join(spell.obligations)}"
    )
    year = When.year(began)
    yield Report(
        id=f"report/atop/{key}",
        source=_SOURCE.id,
        act="enter-into-force",
        agents=states,
        when=When.between(None, year.latest) if began == first else year,
        agreement=agreement,
        evidence=evidence,
        locator=f"line {spell.line}",
        extractor=_EXTRACTOR,
    )
    fact = Fact(
        id=f"fact/atop/{key}-status",
        source=_SOURCE.id,
        subject=agreement,
        property="status",
        value=f"in force {began} to {'the end of the data' if ended == last else ended}: {spell.obligations[-1]}",
        evidence=evidence,
        locator=f"line {spell.line}",
        extractor=_EXTRACTOR,
    )
    yield fact
    if ended < last:
        yield replace(
            fact,
            id=f"fact/atop/{key}-end",
            property="termEnd",
            value=f"{ended}-12-31",
            datatype="date",
            derived=f"the last day of {ended}, the last year of the spell; the rows give years and no days",
        )
