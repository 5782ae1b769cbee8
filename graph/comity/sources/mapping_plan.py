"""A mapping file, understood: where the table lies, what its source is, and how a row becomes a report."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from comity.errors import InputError
from comity.model import ACTS, MODALITIES, UNKNOWN, Mention, Modality, Report, Source, slug
from comity.sources.mapping_cells import BadCell, Cell, CountryCell, Party, Row, WhenCell, cell, country, party, when
from comity.sources.mapping_rows import KINDS, Shape
from comity.sources.mapping_yaml import NO_MAPPING, Section, read_yaml

if TYPE_CHECKING:
    from comity.identity.countries import CountryTable

__all__ = ["EXTRACTOR", "KEY", "Plan", "read_plan"]

KEY = "comity-mapping"
EXTRACTOR = "mapping/0.1"
_TEXTS = ("place", "quote", "unit", "amount_of", "condition", "evidence", "code")
_NUMBERS = ("amount", "intensity", "confidence")
_PARTIES = ("agents", "recipients", "on_behalf_of", "host")


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement or policy: its name, its parties or proposer, its day of signature or own identifier."""

    kind: str
    name: Cell
    parties: tuple[CountryCell, ...] = ()
    signed: WhenCell | None = None
    id: Cell | None = None

    def of(self, row: Row, table: CountryTable, on: date | None, space: str) -> Mention | None:
        """The mention of a row, ``None`` where the name is empty. Raises ``BadCell``."""
        name, identifier = self.name.of(row), self.id.of(row) if self.id else ""
        if not name and not identifier:
            return None
        codes = {one.code for cells in self.parties for one in cells.all_of(row, table, on)}
        signed = (self.signed.of(row).edtf() or "") if self.signed else ""
        detail = f"{space}:{identifier}" if identifier else signed
        kind = "agreement" if self.kind == "agreement" else "policy"
        return Mention(kind, "+".join(sorted(codes)), name or identifier, detail)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a mapping file says."""

    path: Path
    files: tuple[Path, ...]
    shape: Shape
    missing: frozenset[str]
    source: Source
    act: Cell
    parties: dict[str, tuple[Party, ...]]
    when: WhenCell | None
    reported_on: WhenCell | None
    instruments: tuple[Instrument, ...]
    place_country: CountryCell | None
    texts: dict[str, Cell]
    topics: Cell | None
    modality: Cell | None
    id: Cell | None

    @property
    def space(self) -> str:
        """What follows ``source/`` in the source's id."""
        return self.source.id.removeprefix("source/")

    def cells(self) -> Iterator[Cell]:
        """Every cell that the mapping reads."""
        yield from (one for one in (self.act, self.topics, self.modality, self.id, *self.texts.values()) if one)
        for time in (self.when, self.reported_on):
            if time:
                yield from time.cells()
        countries = [self.place_country, *(one.country for found in self.parties.values() for one in found)]
        for one in (one for found in self.parties.values() for one in found):
            yield one.names.cell if isinstance(one.names, CountryCell) else one.names
            if one.title:
                yield one.title
        for instrument in self.instruments:
            yield from (one for one in (instrument.name, instrument.id) if one)
            yield from instrument.signed.cells() if instrument.signed else ()
            countries += instrument.parties
        yield from (one.cell for one in countries if one)

    def report(self, row: Row, key: str, locator: str, used: Sequence[str], table: CountryTable) -> Report:
        """The report of a row; ``used`` are the columns that its evidence is made of. Raises ``BadCell``."""
        time = self.when.of(row) if self.when else UNKNOWN
        on = time.earliest or time.latest
        act = self.act.of(row)
        if not act:
            raise BadCell(f"{self.act.name}: the cell is empty")
        sides = {
            side: tuple(dict.fromkeys(mention for one in found for mention in one.all_of(row, table, on)))
            for side, found in self.parties.items()
        }
        kind = ACTS[act]
        if not sides["agents"]:
            raise BadCell("report.agents: no agent is named")
        if kind.symmetric:
            sides["agents"] = tuple(dict.fromkeys((*sides["agents"], *sides.pop("recipients"))))
        texts = {name: one.of(row) for name, one in self.texts.items()}
        numbers = {name: _number(name, texts.pop(name, "")) for name in _NUMBERS}
        named = {one.kind: one.of(row, table, on, self.space) for one in self.instruments}
        places = self.place_country.all_of(row, table, on) if self.place_country else ()
        modality = (self.modality.of(row) if self.modality else "") or "asserted"
        told = self.reported_on.of(row).earliest if self.reported_on else None
        confidence = numbers["confidence"]
        evidence = texts.pop("evidence", "") or "; ".join(f"{name}: {row[name]}" for name in used if row.get(name))
        return Report(
            id=f"report/{self.space}/{key}",
            source=self.source.id,
            act=act,
            agents=sides["agents"],
            recipients=sides.get("recipients", ()),
            on_behalf_of=sides["on_behalf_of"],
            host=next(iter(sides["host"]), None),
            when=time,
            modality=cast("Modality", modality),
            place_country=places[0].code if places else "",
            agreement=named.get("agreement"),
            policy=named.get("policy"),
            topics=self.topics.all_of(row) if self.topics else (),
            amount=numbers["amount"],
            intensity=numbers["intensity"],
            confidence=1.0 if confidence is None else confidence,
            evidence=evidence,
            locator=locator,
            reported_on=told,
            extractor=EXTRACTOR,
            **texts,  # type: ignore[arg-type]
        )


def _number(name: str, text: str) -> float | None:
    if not text:
        return None
    try:
        found = float(text.replace(",", "") if text.count(",") and "." in text else text)
    except ValueError:
        raise BadCell(f"report.{name}: {text!r} is no number") from None
    if name == "confidence" and not 0 <= found <= 1:
        raise BadCell(f"report.confidence: {text!r} does not lie between 0 and 1")
    if found != found or found in (float("inf"), float("-inf")):
        raise BadCell(f"report.{name}: {text!r} is no finite number")
    return found


def read_plan(path: Path, *, files: Sequence[Path] = ()) -> Plan:
    """The plan of a mapping file. ``files`` are its tables, where they are not those that it names itself.

    Raises ``InputError`` with file, line and one sentence.
    """
    top = read_yaml(path)
    if KEY not in top:
        raise top.error("", NO_MAPPING)
    top.text(KEY, choices=("1",))
    named = top.texts("file")
    if not named and not files:
        raise top.error("", "file is missing: the table, relative to this mapping (or build TABLE --as MAPPING)")
    shape = Shape(
        top.text("format", "", choices=("", *KINDS)),
        top.text("delimiter", ""),
        _encoding(top),
        top.text("sheet", ""),
        top.texts("columns"),
    )
    if len(shape.delimiter) > 1:
        raise top.error("delimiter", "one character is wanted here")
    missing = frozenset(top.texts("missing"))
    source = _source(top.section("source"), path)
    plan = _report(top.section("report"), path, tuple(files) or _files(top, path, named), shape, missing, source)
    top.done()
    return plan


def _files(top: Section, path: Path, named: Sequence[str]) -> tuple[Path, ...]:
    found: list[Path] = []
    for name in named:
        matches = sorted(path.parent.glob(name)) if any(mark in name for mark in "*?[") else [path.parent / name]
        if not matches or not all(match.is_file() for match in matches):
            raise top.error("file", f"there is no file {name!r} beside this mapping")
        found += matches
    return tuple(dict.fromkeys(found))


def _encoding(top: Section) -> str:
    name = top.text("encoding", "utf-8")
    try:
        if "\n\t,".encode(name) != b"\n\t,":
            raise LookupError
        return codecs.lookup(name).name
    except (LookupError, UnicodeError):
        raise top.error("encoding", f"{name!r} is not read here; utf-8, cp1252, latin-1 … are") from None


def _source(section: Section, path: Path) -> Source:
    from comity.identity.countries import countries

    covers = section.section("covers") if "covers" in section else None
    codes = covers.texts("countries") if covers else ()
    for code in codes:
        if covers and code not in countries():
            raise covers.error("countries", f"{code!r} is no code of the country table")
    found = Source(
        id=f"source/{slug(section.text('id', path.stem))}",
        kind="dataset",
        title=section.text("title"),
        publisher=section.text("publisher", ""),
        licence=section.text("licence", ""),
        citation=section.text("citation", ""),
        url=section.text("url", ""),
        published=_day(section, "published"),
        covers_from=_day(covers, "from") if covers else None,
        covers_to=_day(covers, "to") if covers else None,
        covers_countries=codes,
    )
    if covers:
        covers.done()
    section.done()
    return found


def _day(section: Section, key: str) -> date | None:
    text = section.text(key, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise section.error(key, f"{text!r} is no day of the form YYYY-MM-DD") from None


def _report(
    section: Section, path: Path, files: tuple[Path, ...], shape: Shape, missing: frozenset[str], source: Source
) -> Plan:
    act = cell(section, "act", choices=tuple(ACTS))
    if act is None:
        raise section.error("", "report.act is missing: the kind of act, or the column that tells it")
    if act.column and not act.values:
        raise section.error("act", "a column needs 'values': what each of its texts is as an act")
    if "agents" not in section:
        raise section.error("", "report.agents is missing: who acts")
    texts = {name: found for name in (*_TEXTS, *_NUMBERS) if (found := cell(section, name))}
    for name in _NUMBERS:
        if name in texts and not texts[name].column:
            _constant_number(section, name, texts[name].constant)
    plan = Plan(
        path=path,
        files=files,
        shape=shape,
        missing=missing,
        source=source,
        act=act,
        parties={side: tuple(party(one) for one in section.sections(side)) for side in _PARTIES},
        when=when(section, "when"),
        reported_on=when(section, "reported_on"),
        instruments=tuple(_instrument(section, kind) for kind in ("agreement", "policy") if kind in section),
        place_country=country(section, "place_country"),
        texts=texts,
        topics=cell(section, "topics"),
        modality=cell(section, "modality", choices=MODALITIES),
        id=cell(section, "id"),
    )
    if plan.modality and plan.modality.column and not plan.modality.values:
        raise section.error("modality", f"a column needs 'values': which of {', '.join(MODALITIES)} each text is")
    section.done()
    return plan


def _constant_number(section: Section, name: str, text: str) -> None:
    try:
        _number(name, text)
    except BadCell as error:
        raise InputError(section.path, str(error), section.line) from None


def _instrument(section: Section, kind: str) -> Instrument:
    if not section.is_section(kind):
        return Instrument(kind, Cell(section.of(kind), section.line, constant=section.text(kind)))
    inner = section.section(kind)
    if "column" in inner:
        return Instrument(kind, cast("Cell", cell(section, kind)))
    name = cell(inner, "name")
    if name is None:
        raise inner.error("", f"{inner.name}.name is missing")
    sides = "parties" if kind == "agreement" else "proposer"
    parties: list[CountryCell] = []
    for one in inner.sections(sides):
        named = country(one, "country")
        if named is None:
            raise one.error("", f"{one.name}.country is missing")
        one.done()
        parties.append(named)
    made = Instrument(kind, name, tuple(parties), when(inner, "signed"), cell(inner, "id"))
    inner.done()
    return made
