"""Rows of GDELT's events turned into reports: what one input's reading keeps, and the columns of a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.model import slug
from comity.sources.door import Counts
from comity.sources.gdelt_actors import mention_of, place_of
from comity.sources.rows import Block, Rejects
from comity.sources.rows_reports import (
    Coverage,
    Distinct,
    Refused,
    day_of,
    decide_cameo,
    joined,
    number_of,
    reports,
    sides,
    split_rejects,
)

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["EXTRACTOR", "Reading", "event_reports"]

EXTRACTOR = "gdelt/0.1"
CONFIDENCE = 0.5
"""Of fifty rows checked by hand, both actors and the code are right in about half (79 % · 78.5 % · 81.2 %)."""

_S, _B, _F, _D = pa.string(), pa.bool_(), pa.float64(), pa.date32()


@dataclass
class Reading:
    """What the rows of one input are turned into, and what came of them."""

    source: str
    base: str
    """The file or folder that the input is."""
    view: IdentityView
    rejects: Rejects = field(default_factory=Rejects)
    counts: Counts = field(default_factory=Counts)
    coverage: Coverage = field(default_factory=Coverage)

    def __post_init__(self) -> None:
        view = self.view
        self.codes = Distinct(lambda text: decide_cameo(text.partition(",")[0]), (_S, _S, _B, _B))
        self.days = Distinct(lambda text: (day_of(text),), (_D,))
        self.values = Distinct(lambda text: (number_of(text, -10, 10),), (_F,))
        self.places = Distinct(lambda text: place_of(*_three(text), view), (_S, _S))
        self.actors = Distinct(lambda text: _actor(text, view), (pa.list_(_S), _S))
        self.confidences = Distinct(_share, (_F,))

    def prefix(self, block: Block) -> str:
        """What the ids of the block's reports begin with: the source and, where it has several, the file."""
        inside = block.path.removeprefix(self.base)
        return f"report/{self.source.removeprefix('source/')}/{slug(inside) + '/' if inside else ''}"

    def tally(self, count: int) -> None:
        """Count some reports more."""
        self.counts.reports += count
        self.counts.rejects = self.rejects.count
        self.counts.rows = self.counts.reports + self.counts.rejects


def _three(text: str) -> tuple[str, str, str]:
    kind, name, fips = text.split("\t")
    return kind, name, fips


def _share(text: str) -> tuple[float]:
    """GDELT's own confidence in an extraction, from per cent."""
    if not (text.isascii() and text.isdigit() and int(text) <= 100):
        raise Refused(f"confidence {text[:40]!r} is no percentage")
    return (int(text) / 100,)


def _actor(text: str, view: IdentityView) -> tuple[list[str], str]:
    code, name, country = text.split("\t")
    found = mention_of(code, name, country, view)
    return ([found.key], f"{name} ({code})") if found else ([], "nobody")


def _coded(columns: Any, number: int) -> Any:
    return joined("\t", *(columns[f"{name}{number}"] for name in ("code", "name", "country")))


def event_reports(reading: Reading, block: Block) -> tuple[Any, Any]:
    """The reports of a block of events, and the numbers of their events; what is refused goes to the rejects."""
    columns = block.columns
    what = joined(", quad class ", columns["event"], columns["quad"])
    kind, modality, turned, mutual, bad_code = reading.codes(what)
    day, bad_day = reading.days(columns["day"])
    added, bad_added = reading.days(columns["added"])
    value, bad_value = reading.values(columns["goldstein"])
    place, country, _ = reading.places(joined("\t", columns["geo"], columns["place"], columns["fips"]))
    parties = sides(reading.actors, _coded(columns, 1), _coded(columns, 2), turned, mutual)
    number = columns["id"]
    bad_id = pc.if_else(pc.utf8_is_digit(number), pa.scalar(None, _S), pa.scalar("the event id is no number"))
    reasons = pc.coalesce(bad_id, bad_code, bad_day, bad_added, bad_value, parties.reasons)
    story = [columns["url"]] if "url" in columns else []
    evidence = joined(" | ", parties.one, what, parties.other, *story)
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
        date_precision=pc.if_else(pc.less(day, added), pa.scalar("day"), pa.scalar("publication")),
        place=place,
        place_country=country,
        evidence=evidence,
        locator=joined("", "event ", number),
        reported_on=added,
        extractor=EXTRACTOR,
        confidence=CONFIDENCE,
        code=columns["event"],
        intensity=value,
    )
    good = split_rejects(block, reasons, joined(" | ", number, columns["day"], evidence), reading.rejects)
    if good is not None:
        made, number = made.filter(good), number.filter(good)
    return made, number
