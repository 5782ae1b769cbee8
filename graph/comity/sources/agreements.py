"""Agreements and references between them in the many-datasets layout: DESTA, HUGGO, GPTAD, TOTA, TREND, LABPTA, AIGGO.

An agreement gives facts: ``status`` with its dates as written, and ``signedOn``, ``inForce`` and ``termEnd`` where the
table has a full day. Where its identifier names the two states it is between, the signature and the entry into force
are reported too, as acts of both; of the others the table does not say who signed, and the memberships do.

A reference "Amends" (or "Amended by", turned round) is the fact ``amends``, "Replaces" the fact ``replaces``. That one
treaty cites another says nothing about its standing: such rows are counted in the notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import Fact, Mention, Report, Source, When
from comity.sources.agreements_common import EXTRACTOR, agreement_of, bilateral, dataset_of, when_of
from comity.sources.delimited import columns_of, read_table
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["AGREEMENTS", "REFERENCES"]

_AGREEMENT = {"treatyID", "Title", "Begin"}
_DATES = (
    ("Signature", "signed", "signedOn", "sign"),
    ("Force", "in force", "inForce", "enter-into-force"),
    ("End", "ended", "termEnd", ""),
)
_REFERENCES = {
    "amends": ("amends", False),
    "amended by": ("amends", True),
    "replaces": ("replaces", False),
    "replaced by": ("replaces", True),
    "supersedes": ("replaces", False),
    "superseded by": ("replaces", True),
}
_SILENT = ("cites", "cited by")


@dataclass(frozen=True)
class _Agreements:
    name: str = "many-agreements"
    title: str = "Agreements, many-datasets layout"
    gathers: bool = False

    def recognise(self, head: bytes, path: Path) -> bool:
        """By its columns; a table with ``stateID`` is one of memberships."""
        columns = columns_of(head, path)
        return _AGREEMENT.issubset(columns) and "stateID" not in columns

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Facts of every agreement, and acts of those whose two parties are known."""
        gathered = Gathered(told)
        (path,) = files
        table = read_table(path, gathered, sorted(_AGREEMENT))
        source = dataset_of(table.columns, path).source("agreements", "reference")
        days: list[date] = []
        for line, row in table:
            try:
                dates = {column: when_of(row.get(column, "")) for column, *_ in _DATES}
            except ValueError as error:
                gathered.reject(path, line, str(error), row["Title"])
                continue
            identifier = row.get("manyID") or row["treatyID"]
            if not identifier:
                gathered.reject(path, line, "no manyID and no treatyID", row["Title"])
                continue
            parties = bilateral(row["treatyID"], view.countries) or bilateral(identifier, view.countries)
            agreement = agreement_of(identifier, row["Title"], parties)
            for fact in _facts(source, line, row, agreement, dates):
                gathered.add("facts", fact)
            for report in _reports(source, line, row, agreement, dates):
                gathered.add("reports", report)
            begun = [when for column, when in dates.items() if column != "End"]  # an end may lie decades ahead
            days += [day for when in begun for day in (when.earliest, when.latest) if day]
        return batch_of(_covering(source, days), gathered)


def _covering(source: Source, days: Sequence[date]) -> Source:
    return replace(source, covers_from=min(days), covers_to=max(days)) if days else source


def _facts(
    source: Source, line: int, row: Mapping[str, str], agreement: Mention, dates: Mapping[str, When]
) -> Iterator[Fact]:
    base = f"fact/{source.id.removeprefix('source/')}/{line}"
    told = [f"{words} {dates[column].edtf()}" for column, words, _, _ in _DATES if dates[column].known]
    evidence = "; ".join(f"{column}: {row[column]}" for column, *_ in _DATES if row.get(column))
    fact = Fact(
        id=f"{base}-status",
        source=source.id,
        subject=agreement,
        property="status",
        value="; ".join(told) or "without any date",
        evidence=evidence or f"Title: {row['Title']}",
        locator=f"line {line}",
        extractor=EXTRACTOR,
    )
    yield fact
    for column, _, name, _ in _DATES:
        when = dates[column]
        if when.precision == "day" and when.earliest:
            said = f"{column}: {row[column]}"
            day = when.earliest.isoformat()
            yield replace(fact, id=f"{base}-{name}", property=name, value=day, datatype="date", evidence=said)


def _reports(
    source: Source, line: int, row: Mapping[str, str], agreement: Mention, dates: Mapping[str, When]
) -> Iterator[Report]:
    if not agreement.country:
        return
    for column, _, _, act in _DATES:
        if act and dates[column].known:
            yield Report(
                id=f"report/{source.id.removeprefix('source/')}/{line}-{act}",
                source=source.id,
                act=act,
                agents=tuple(Mention("country", code, code) for code in agreement.country.split("+")),
                when=dates[column],
                agreement=agreement,
                evidence=f"{column}: {row[column]}",
                locator=f"line {line}",
                extractor=EXTRACTOR,
            )


@dataclass(frozen=True)
class _References:
    name: str = "many-references"
    title: str = "References between agreements, many-datasets layout"
    gathers: bool = False

    def recognise(self, head: bytes, path: Path) -> bool:
        """By the columns ``treatyID1``, ``treatyID2`` and ``RefType``."""
        return {"treatyID1", "treatyID2", "RefType"}.issubset(columns_of(head, path))

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Which agreement amends or replaces which."""
        gathered = Gathered(told)
        (path,) = files
        table = read_table(path, gathered, ("treatyID1", "treatyID2", "RefType"))
        source = dataset_of(table.columns, path).source("references", "reference")
        silent: Counter[str] = Counter()
        for line, row in table:
            kind = row["RefType"].lower()
            if kind in _SILENT:
                silent[row["RefType"]] += 1
                continue
            if kind not in _REFERENCES:
                gathered.reject(path, line, f"unknown kind of reference {row['RefType']!r}")
                continue
            name, turned = _REFERENCES[kind]
            pair = [row["treatyID1"], row["treatyID2"]]
            if not all(pair):
                gathered.reject(path, line, "a treatyID is missing")
                continue
            later, earlier = reversed(pair) if turned else pair
            gathered.add("facts", _reference(source, line, name, _known(later, view), _known(earlier, view), row))
        notes = [f"{count} rows {kind!r} say nothing lasting of a treaty" for kind, count in sorted(silent.items())]
        return batch_of(source, gathered, notes)


def _known(identifier: str, view: IdentityView) -> Mention:
    return agreement_of(identifier, identifier, bilateral(identifier, view.countries))


def _reference(source: Source, line: int, name: str, later: Mention, earlier: Mention, row: Mapping[str, str]) -> Fact:
    return Fact(
        id=f"fact/{source.id.removeprefix('source/')}/{line}",
        source=source.id,
        subject=later,
        property=name,
        value=earlier.key,
        datatype="mention",
        evidence=f"{row['treatyID1']} {row['RefType']} {row['treatyID2']}",
        locator=f"line {line}",
        extractor=EXTRACTOR,
    )


AGREEMENTS: Format = _Agreements()
REFERENCES: Format = _References()
