"""What the reading of one input of event data keeps, and its batch: a stream of reports, then the rejects."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from comity.model import Source, slug
from comity.sources.door import Batch, Counts, Told, untold
from comity.sources.rows import Block, Rejects, ShapeOf, file_blocks
from comity.sources.rows_archive import stem
from comity.sources.rows_reports import Coverage, Distinct, day_of, decide_cameo, number_of

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["Reading", "streamed"]


@dataclass
class Reading:
    """The meanings seen so far, the rejects and the counts of one input.

    ``dataset`` begins the id of its source, the name of the file or folder ends it: two files of one dataset are two
    sources with names of their own. ``extractor`` is this reader's name and version.
    """

    dataset: str
    extractor: str
    files: Sequence[Path]
    view: IdentityView
    told: Told = untold
    rejects: Rejects = field(default_factory=Rejects)
    counts: Counts = field(default_factory=Counts)
    coverage: Coverage = field(default_factory=Coverage)

    def __post_init__(self) -> None:
        files = self.files
        self.base = files[0] if len(files) == 1 else Path(os.path.commonpath(files))
        self.name = stem(self.base.name)
        key = slug(self.name)
        self.source = f"source/{key if key.startswith(self.dataset) else f'{self.dataset}-{key}'}"
        text, yes = pa.string(), pa.bool_()
        self.codes = Distinct(lambda value: decide_cameo(value.partition(",")[0]), (text, text, yes, yes))
        self.days = Distinct(lambda value: (day_of(value),), (pa.date32(),))
        self.values = Distinct(lambda value: (number_of(value, -10, 10),), (pa.float64(),))

    def prefix(self, block: Block) -> str:
        """What the ids of the block's reports begin with: the source and, where it has several, the file."""
        inside = block.path.removeprefix(str(self.base))
        return f"report/{self.source.removeprefix('source/')}/{slug(inside) + '/' if inside else ''}"

    def tally(self, made: Any = None) -> None:
        """Count some reports and their days, and the rejects so far."""
        if made is not None:
            self.counts.reports += made.num_rows
            self.coverage.see(made["earliest"])
        self.counts.rejects = self.rejects.count
        self.counts.rows = self.counts.reports + self.counts.rejects
        self.told(self.counts.rows, self.counts.rejects)

    def rows(self, shape_of: ShapeOf, make: Callable[[Block], Any]) -> Iterator[Any]:
        """What ``make`` makes of each block of the files."""
        for path in self.files:
            for block in file_blocks(path, shape_of, self.rejects):
                made = make(block)
                self.tally(made)
                yield made
        self.tally()


def streamed(source: Source, reading: Reading, stream: Iterator[Any]) -> Batch:
    """The batch of an input that streams; its source knows its coverage when the last report has been read."""
    batch = Batch(source, {}, reading.counts)

    def covered() -> Iterator[Any]:
        yield from stream
        batch.source = replace(source, covers_from=reading.coverage.first, covers_to=reading.coverage.last)

    batch.tables = {"reports": covered(), "rejects": reading.rejects}
    return batch
