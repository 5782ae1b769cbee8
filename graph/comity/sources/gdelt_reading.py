"""Rows of GDELT's events turned into reports: what one input's reading keeps, and the columns of a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.sources.door import Told, untold
from comity.sources.gdelt_actors import mention_of, place_of
from comity.sources.rows import Block
from comity.sources.rows_reading import Reading
from comity.sources.rows_reports import (
    Distinct,
    Refused,
    joined,
    reports,
    sides,
    split_rejects,
)

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["GdeltReading", "event_reports"]


_S, _F = pa.string(), pa.float64()


class GdeltReading(Reading):
    """What is kept of one input of GDELT."""

    def __init__(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> None:
        super().__init__("gdelt", "gdelt/0.1", files, view, told)
        self.places = Distinct(lambda value: place_of(*_three(value), view), (_S, _S))
        self.actors = Distinct(lambda value: _actor(value, view), (pa.list_(_S), _S))
        self.confidences = Distinct(_share, (_F,))


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


def event_reports(reading: GdeltReading, block: Block) -> tuple[Any, Any]:
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
        extractor=reading.extractor,
        code=columns["event"],
        intensity=value,
    )
    good = split_rejects(block, reasons, reading.rejects, number, columns["day"], evidence)
    if good is not None:
        made, number = made.filter(good), number.filter(good)
    return made, number
