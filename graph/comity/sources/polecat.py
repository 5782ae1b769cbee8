"""POLECAT: events in the PLOVER ontology, as its weekly and yearly files publish them, tab-separated, plain or packed.

Type and mode say the kind of act (``data/plover.tsv``; a mode that is not listed counts as its type), contexts become
topics, and the contexts that PLOVER reserves for time and truth become the modality. Code, quad class and intensity
are kept as read. Several names in one field, joined by semicolons, are several parties.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.model import ACTS, Mention, Source
from comity.resources import packaged
from comity.sources.door import Batch, Format, Told, untold
from comity.sources.gdelt_actors import role_of
from comity.sources.icews_names import mention_of
from comity.sources.rows import Block, Shape, first_line
from comity.sources.rows_archive import plain_head
from comity.sources.rows_reading import Reading, streamed
from comity.sources.rows_reports import Distinct, Refused, joined, reports, sides, split_rejects

if TYPE_CHECKING:
    from comity.identity.countries import Country
    from comity.identity.view import IdentityView

__all__ = ["FORMAT", "plover"]

_SIDE = ("Name", "Country", "COW", "Title")
_COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(f"{side} {name}" for side in ("Actor", "Recipient") for name in _SIDE),
    *("Primary Actor Sector", "Primary Recipient Sector", "Placename", "City", "Country", "Source", "Publication Date"),
)
_STRAY = ("", "Headline", "Event Text", "Feed", "Story ID")
"""Names that stand in the header of some files whose rows have no such field."""
_MODALITIES = {"hypothetical": "hypothetical", "future": "planned", "negation": "denied"}
_S = pa.string()


@cache
def plover() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """What each type, and each type with a mode, is as an act: columns of the table by (type, mode)."""
    with packaged("sources", "data", "plover.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        return {(row["type"], row["mode"]): row for row in rows}


def _decide(text: str) -> tuple[str, str, bool, bool, list[str]]:
    """Kind, modality, turned (never), whether all stand on one side, topics."""
    kind, mode, contexts = (_present(value) for value in text.split("\t"))
    row = plover().get((kind.upper(), mode.lower())) or plover().get((kind.upper(), ""))
    if row is None:
        raise Refused(f"{kind!r} is no type of PLOVER" if kind else "the event type is missing")
    if not row["act"]:
        raise Refused(f"type {kind}: {row['note']}")
    topics = [topic for one in contexts.split(";") if (topic := one.strip().lower())]
    modality = next((_MODALITIES[topic] for topic in topics if topic in _MODALITIES), row["modality"])
    topics = [topic.replace("_", " ") for topic in topics if topic not in _MODALITIES]
    return row["act"], modality, False, ACTS[row["act"]].symmetric, topics


def _present(value: str) -> str:
    value = value.strip()
    return "" if value in ("None", "NA", "nan") else value


def _country(code: str, cow: str, view: IdentityView) -> Country | None:
    found = view.countries.by_code("iso3", code) if len(code) == 3 and code.isupper() else None
    found = found or (view.countries.by_name(code) if code else None)
    return found or (view.countries.by_code("cow", cow) if cow.removesuffix(".0").isdigit() else None)


def _actors(text: str, view: IdentityView) -> tuple[list[str], str]:
    """The parties of a field of names; a nameless one is the sector of its country, or the country."""
    names, codes, cows, titles, sectors = ([_present(one) for one in value.split(";")] for value in text.split("\t"))
    sector = sectors[0]
    if not names[0]:
        names = [""] * max(len(codes), len(cows))
    found = []
    for at, name in enumerate(names):
        home = _country(_at(codes, at, len(names)), _at(cows, at, len(names)), view)
        found.append(_mention(name, home, _at(titles, at, len(names)), sector, view))
    keys = dict.fromkeys(mention.key for mention in found if mention)
    return list(keys), "; ".join(name for name in names if name) or "nobody named"


def _at(values: list[str], position: int, count: int) -> str:
    """The value that goes with one of ``count`` names: its own, the only one, or none."""
    return values[position] if len(values) == count else values[0] if len(values) == 1 else ""


def _mention(name: str, home: Country | None, title: str, sector: str, view: IdentityView) -> Mention | None:
    if name:
        found = mention_of(name, view, home.name if home else "")
        return Mention("official", found.country, name, title) if found.kind == "official" else found
    role = role_of(sector)
    if home:
        return Mention(role[0], home.code, role[1]) if role else Mention("country", home.code, home.name)
    return Mention("group", "", f"{role[1]} (no country)") if role else None


def _place(text: str, view: IdentityView) -> tuple[str | None, str | None]:
    city, name, country = (_present(value) for value in text.split("\t"))
    home = _country(country, "", view)
    town = city or (name if home is None or name != home.name else "")
    return town or None, home.code if home else None


def _shape(cells: list[str], width: int) -> Shape | str:
    names = [cell.strip() for cell in cells]
    names = ["Intensity" if name == "Event Intensity" else name for name in names]
    if width and width != len(names):
        names = [name for name in names if name not in _STRAY]
        names += [""] * (width - len(names))
    missing = [name for name in _COLUMNS if name not in names]
    if missing:
        return f"the header names no {', '.join(missing)}"
    return Shape(len(names), {name: names.index(name) for name in _COLUMNS}, header=True)


class _Reading(Reading):
    def __init__(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> None:
        super().__init__("polecat", "polecat/0.1", files, view, told)
        yes, lists = pa.bool_(), pa.list_(_S)
        self.acts = Distinct(_decide, (_S, _S, yes, yes, lists))
        self.actors = Distinct(lambda text: _actors(text, view), (lists, _S))
        self.places = Distinct(lambda text: _place(text, view), (_S, _S))


def _coded(columns: Any, side: str) -> Any:
    fields = (columns[f"{side} {name}"] for name in _SIDE)
    return joined("\t", *fields, columns[f"Primary {side} Sector"])


def _reports(reading: _Reading, block: Block) -> Any:
    columns = block.columns
    types = (columns["Event Type"], columns["Event Mode"])
    kind, modality, turned, mutual, topics, bad_code = reading.acts(joined("\t", *types, columns["Contexts"]))
    day, bad_day = reading.days(columns["Event Date"])
    told, bad_told = reading.days(columns["Publication Date"])
    value, bad_value = reading.values(columns["Intensity"])
    place, country, _ = reading.places(joined("\t", *(columns[name] for name in ("City", "Placename", "Country"))))
    parties = sides(reading.actors, _coded(columns, "Actor"), _coded(columns, "Recipient"), turned, mutual)
    number = columns["Event ID"]
    bad_id = pc.if_else(pc.equal(number, ""), pa.scalar("the event id is missing"), pa.scalar(None, _S))
    code = joined("/", *types)
    what = joined(", ", code, columns["Quad Code"])
    evidence = joined(" | ", parties.one, what, parties.other, columns["Source"])
    made = reports(
        len(block),
        report=joined("", reading.prefix(block), block.lines.cast(_S)),
        source=reading.source,
        kind=kind,
        modality=modality,
        agents=parties.agents,
        recipients=parties.recipients,
        earliest=day,
        latest=day,
        date_precision=pc.if_else(pc.less(day, told), pa.scalar("day"), pa.scalar("publication")),
        place=place,
        place_country=country,
        topics=topics,
        evidence=evidence,
        locator=joined("", "event ", number),
        reported_on=told,
        extractor=reading.extractor,
        code=code,
        intensity=value,
    )
    reasons = pc.coalesce(bad_id, bad_code, bad_day, bad_told, bad_value, parties.reasons)
    good = split_rejects(block, reasons, reading.rejects, number, columns["Event Date"], evidence)
    return made if good is None else made.filter(good)


@dataclass(frozen=True)
class _Polecat:
    name: str = "polecat"
    title: str = "POLECAT global event data"
    gathers: bool = True

    def recognise(self, head: bytes, path: Path) -> bool:
        """By its header."""
        names = {cell.strip() for cell in first_line(plain_head(head, path))}
        return {"Event ID", "Event Type", "Event Mode", "Actor Name", "Recipient Name"} <= names

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Stream the reports."""
        reading = _Reading(files, view, told)
        stream = reading.rows(_shape, lambda block: _reports(reading, block))
        return streamed(_source(reading.source, reading.name), reading, stream)


FORMAT: Format = _Polecat()


def _source(key: str, name: str) -> Source:
    return Source(
        id=key,
        kind="dataset",
        title=f"POLECAT: {name}",
        publisher="Harvard Dataverse",
        licence="as stated by the Dataverse record; citation asked for",
        citation="Halterman, Andrew, Benjamin E. Bagozzi, Andreas Beger, Philip A. Schrodt, and Grace I. Scarborough. "
        "2023. PLOVER and POLECAT: A New Political Event Ontology and Dataset. doi:10.7910/DVN/AJGVIT",
        url="https://doi.org/10.7910/DVN/AJGVIT",
    )
