"""GDELT's mentions joined on disk to the events they tell of: memory does not grow with the number of events."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from comity.model import STAGED
from comity.sources.gdelt_layout import mention_shape
from comity.sources.gdelt_reading import GdeltReading
from comity.sources.rows import Block, file_blocks
from comity.sources.rows_reports import joined, reports

__all__ = ["EventIndex"]

_KEPT = (
    *("kind", "modality", "agents", "recipients", "earliest", "latest", "date_precision"),
    *("place", "place_country", "code", "intensity", "reported_on"),
)
_MEMORY = "400MB"


class EventIndex:
    """The acts of the events read so far, by event number; a context manager that deletes its file at the end."""

    def __enter__(self) -> EventIndex:
        self._folder = tempfile.TemporaryDirectory(prefix="comity-")
        self._con = duckdb.connect(f"{self._folder.name}/events.duckdb", config={"memory_limit": _MEMORY})
        kept = STAGED["reports"].empty_table().select(list(_KEPT)).add_column(0, "event", pa.array([], pa.string()))
        self._con.register("batch", kept)
        self._con.execute("create table events as from batch")
        return self

    def __exit__(self, *_: object) -> None:
        self._con.close()
        self._folder.cleanup()

    def add(self, numbers: Any, made: Any) -> None:
        """Keep some events: their numbers and their reports."""
        table = pa.table([numbers, *(made[name] for name in _KEPT)], names=["event", *_KEPT])
        self._con.register("batch", table)
        self._con.execute("insert into events from batch")
        self._con.unregister("batch")

    def reports(self, files: Sequence[Path], reading: GdeltReading) -> Iterator[Any]:
        """The reports that mentions make; a mention whose event was not read is a reject."""
        self._con.execute(
            "create table known as select * from events "
            "qualify row_number() over (partition by event order by reported_on, earliest) = 1"
        )
        for path in files:
            for block in file_blocks(path, mention_shape, reading.rejects):
                made = self._matched(block, reading)
                reading.tally(made)
                yield made
            reading.tally()

    def _matched(self, block: Block, reading: GdeltReading) -> Any:
        columns = block.columns
        told, bad_day = reading.days(columns["added"])
        sure, bad_sure = reading.confidences(columns["confidence"])
        rows = pa.table(
            {"line": block.lines, "event": columns["id"], "told": told, "sure": sure}
            | {name: columns[name] for name in ("outlet", "url", "sentence")}
            | {"reason": pc.coalesce(bad_day, bad_sure)}
        )
        self._con.register("batch", rows)
        found: Any = self._con.sql(
            "select batch.*, known.* exclude (event, reported_on), known.event is null as missing "
            "from batch left join known using (event) order by line"
        ).to_arrow_table()
        self._con.unregister("batch")
        missing = joined("", "mentions event ", found["event"].combine_chunks(), ", which this input does not hold")
        reason = pc.coalesce(
            found["reason"].combine_chunks(),
            pc.if_else(found["missing"].combine_chunks(), missing, pa.scalar(None, pa.string())),
        )
        if reason.null_count < len(reason):
            bad = pc.is_valid(reason)
            lost = found.filter(bad)
            text = joined(" | ", lost["event"].combine_chunks(), lost["url"].combine_chunks())
            reading.rejects.add_columns(
                block.path, lost["line"].combine_chunks(), reason.filter(bad), pc.utf8_slice_codeunits(text, 0, 200)
            )
            found = found.filter(pc.invert(bad))
        return _made(found, reading.prefix(block), reading)


def _made(found: Any, prefix: str, reading: GdeltReading) -> Any:
    one = {name: found[name].combine_chunks() for name in found.column_names}
    return reports(
        found.num_rows,
        **{name: one[name] for name in _KEPT if name in one},
        report=joined("", prefix, one["line"].cast(pa.string())),
        source=reading.source,
        evidence=joined(" | ", one["outlet"], joined("", "sentence ", one["sentence"]), one["url"]),
        locator=joined("", "event ", one["event"]),
        reported_on=one["told"],
        extractor=reading.extractor,
        confidence=one["sure"],
    )
