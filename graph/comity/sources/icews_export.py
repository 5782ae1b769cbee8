"""ICEWS as its publisher exports it: one row a coded event, 20 columns, tab-separated, plain or packed.

The date is that of the story, not of the act. Each sentence of a symmetric act gives two rows, one a direction; they
are reports of one act. ``NA`` is a missing value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.model import Source
from comity.sources.door import Batch, Format, Told, untold
from comity.sources.icews_names import country_of, mention_of
from comity.sources.rows import Block, Shape, first_lines
from comity.sources.rows_archive import plain_head
from comity.sources.rows_reading import Reading, streamed
from comity.sources.rows_reports import Distinct, joined, reports, sides, split_rejects

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)
_S = pa.string()


def _shape(cells: list[str], _: int) -> Shape | str:
    names = [cell.strip() for cell in cells]
    if names[0] == _COLUMNS[0]:
        missing = [name for name in _COLUMNS[:18] if name not in names]
        if missing:
            return f"the header names no {', '.join(missing)}"
        return Shape(len(cells), {name: names.index(name) for name in _COLUMNS[:18]}, header=True)
    if len(cells) != len(_COLUMNS):
        return f"{len(cells)} fields where there are {len(_COLUMNS)}"
    return Shape(len(cells), {name: at for at, name in enumerate(_COLUMNS[:18])})


class _Reading(Reading):
    def __init__(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> None:
        super().__init__("icews", "icews/0.1", files, view, told)
        self.places = Distinct(lambda text: _place(text, view), (_S, _S))
        self.actors = Distinct(lambda text: _actor(text, view), (pa.list_(_S), _S))


def _actor(text: str, view: IdentityView) -> tuple[list[str], str]:
    name, country = (_present(value) for value in text.split("\t"))
    return ([mention_of(name, view, country).key], name) if name else ([], "nobody")


def _place(text: str, view: IdentityView) -> tuple[str | None, str | None]:
    city, name = (_present(value) for value in text.split("\t"))
    country = country_of(name, view) if name else None
    return city or None, country.code if country else None


def _present(value: str) -> str:
    return "" if value in ("NA", "NULL", "---") else value.strip()


def _reports(reading: _Reading, block: Block) -> Any:
    columns = block.columns
    number, code = columns["Event ID"], columns["CAMEO Code"]
    kind, modality, turned, mutual, bad_code = reading.codes(code)
    day, bad_day = reading.days(columns["Event Date"])
    value, bad_value = reading.values(columns["Intensity"])
    place, country, _ = reading.places(joined("\t", columns["City"], columns["Country"]))
    one, other = (joined("\t", columns[f"{side} Name"], columns[f"{side} Country"]) for side in ("Source", "Target"))
    parties = sides(reading.actors, one, other, turned, mutual)
    bad_id = pc.if_else(pc.utf8_is_digit(number), pa.scalar(None, _S), pa.scalar("the event id is no number"))
    reasons = pc.coalesce(bad_id, bad_code, bad_day, bad_value, parties.reasons)
    what = joined("", columns["Event Text"], " (", code, ")")
    evidence = joined(" | ", parties.one, what, parties.other, columns["Publisher"])
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
        date_precision="publication",
        place=place,
        place_country=country,
        evidence=evidence,
        locator=joined(
            "", "event ", number, ", story ", columns["Story ID"], ", sentence ", columns["Sentence Number"]
        ),
        reported_on=day,
        extractor=reading.extractor,
        code=code,
        intensity=value,
    )
    good = split_rejects(block, reasons, reading.rejects, number, columns["Event Date"], evidence)
    return made if good is None else made.filter(good)


@dataclass(frozen=True)
class _Export:
    name: str = "icews"
    title: str = "ICEWS coded event data"
    gathers: bool = True

    def recognise(self, head: bytes, path: Path) -> bool:
        """By its header, or by twenty fields of which the second is a date and the seventh a code."""
        return any(self._is_ours([cell.strip() for cell in cells]) for cells in first_lines(plain_head(head, path)))

    def _is_ours(self, cells: list[str]) -> bool:
        if cells[:3] == list(_COLUMNS[:3]):
            return True
        if len(cells) != len(_COLUMNS) or not cells[0].isdigit():
            return False
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", cells[1]) and re.fullmatch(r"\d{2,4}|\d\d[a-z]", cells[6]))

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """Stream the reports."""
        reading = _Reading(files, view, told)
        stream = reading.rows(_shape, lambda block: _reports(reading, block))
        return streamed(_source(reading.source, reading.name), reading, stream)


FORMAT: Format = _Export()


def _source(key: str, name: str) -> Source:
    return Source(
        id=key,
        kind="dataset",
        title=f"ICEWS Coded Event Data: {name}",
        publisher="Lockheed Martin; Harvard Dataverse",
        licence="for research and education, as the Dataverse record says",
        citation="Boschee, Elizabeth, Jennifer Lautenschlager, Sean O'Brien, Steve Shellman, James Starz, and Michael "
        "Ward. 2015. ICEWS Coded Event Data. Harvard Dataverse. doi:10.7910/DVN/28075",
        url="https://doi.org/10.7910/DVN/28075",
    )
