"""Anybody's table as reports, by a mapping file: YAML that says which column is what.

``comity build my-data.yaml`` reads the table that the file names; ``comity build table.csv --as my-data.yaml`` reads
any table the same way. A mapping, whole::

    comity-mapping: 1            # always: what this file is
    file: meetings.csv           # relative to this file; a list, or a pattern: data/*.csv
    format: csv                  # csv, tsv, jsonl, parquet or excel; by the file's name where it is left out
    delimiter: ";"               # of csv; found out where it is left out
    encoding: cp1252             # utf-8 where it is left out
    columns: [day, who, whom]    # only where the table has no header line
    sheet: Sheet2                # of Excel; the first where it is left out
    missing: [NA, "."]           # cells that mean nothing, beside empty ones
    source:
      title: Meetings of foreign ministers
      id: ministers              # source/ministers; the mapping's own name where it is left out
      publisher: University of Somewhere
      licence: CC-BY-4.0
      citation: Doe, Jane. 2024. Meetings of Foreign Ministers.
      url: https://example.org/data
      published: 2024-05-01
      covers: {from: 1990-01-01, to: 2020-12-31, countries: [MEX, USA]}   # where silence means "none"
    report:                      # one row, one report
      act: meeting               # one of the kinds of act, or by a column:
    # act: {column: type, values: {Summit: meeting, Phone: call}, otherwise: meeting}
      when: {column: date, format: "%d/%m/%Y"}
      agents:
        - official: {column: minister}
          title: Foreign Minister
          of: {column: ccode1, system: cow}
      recipients:
        - country: {column: ccode2, system: cow}

Wherever a text may stand, so may a column: ``place: Geneva`` or ``place: {column: city}``. A column may have ``values``
(what each of its texts means; one that is not listed rejects the row, unless ``otherwise`` says what it means) and a
``separator`` (a cell with several: ``topics: {column: subjects, separator: ";"}``).

The fields of ``report``:

``act``, ``agents``
    must be given. ``modality``: asserted (where it is left out), planned, proposed, hypothetical, denied.
``agents``, ``recipients``, ``on_behalf_of``, ``host``
    lists of parties. A party is ``country``, or ``official`` (with ``title`` and ``of``, the country), or
    ``organization`` or ``group`` (with ``of``). Acts of equals (meeting, sign …) take recipients as participants.
``country``, ``of``, ``place_country``
    a code of our table or a name, or a column with its ``system``: any (code of ours or name), name, iso2, iso3,
    iso_numeric, cow, cow_abbrev, gw, fips, cameo, m49, qid, state. Codes mean what they meant on the day of the row.
``when``, ``reported_on``
    ``{column: …}`` in ISO form (2019, 2019-07, 2019-07-21, 2019-07-20/2019-07-21) or with a ``format`` of strptime; or
    ``{year: {column: y}, month: {column: m}, day: {column: d}}``; or ``{from: {column: …}, to: {column: …}}``.
``agreement``, ``policy``
    a name, or ``{name: …, parties: [{country: …}], signed: …, id: …}`` (``proposer`` for a policy). ``id`` is the
    table's own identifier; what has the same is the same.
``place``, ``topics``, ``quote``, ``condition``, ``amount``, ``unit``, ``amount_of``, ``intensity``, ``confidence``
    texts and numbers. ``code``: the table's own code of the act.
``evidence``
    the text that the row rests on; the cells that were read, with their columns, where it is left out.
``id``
    the row's own identifier; its line where it is left out.

Each row is one report or one reject with its line and the field that could not be read. Errors in the mapping itself
are one sentence with its line, and nothing is read then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from comity.model import Report, slug, to_table
from comity.sources.door import Batch, Counts, Format, Gathered, Told, untold
from comity.sources.mapping_cells import BadCell
from comity.sources.mapping_plan import KEY, Plan, read_plan
from comity.sources.mapping_rows import rows_of
from comity.sources.rows_archive import plain_head

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["FORMAT", "described", "reader"]

_CHUNK = 10_000


@dataclass(frozen=True)
class _Mapping:
    """Reads the table that a mapping names, or, bound to a mapping, any table."""

    name: str = "mapping"
    title: str = "Any table, by a mapping file"
    gathers: bool = False
    bound: Path | None = None

    def recognise(self, head: bytes, path: Path) -> bool:
        """By its name, so that any other YAML is refused with what it lacks; else by the key ``comity-mapping``."""
        if path.suffix.lower() in (".yaml", ".yml"):
            return True
        return any(line.startswith(f"{KEY}:".encode()) for line in plain_head(head, path).splitlines())

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """A report for each row, in batches. Raises ``InputError`` where the mapping or a whole table is no good."""
        mapping = self.bound or files[0]
        tables = [file for file in files if file.resolve() != mapping.resolve()] if self.bound else []
        return _Reader(read_plan(mapping, files=tables), view, told).batch()


FORMAT: Format = _Mapping()


def described(path: Path) -> tuple[Path, ...]:
    """The tables that a mapping file names. Raises ``InputError`` where the mapping is no good."""
    return read_plan(path).files


def reader(mapping: Path) -> Format:
    """A format that reads any table as this mapping says."""
    return _Mapping(gathers=True, bound=mapping)


class _Reader:
    def __init__(self, plan: Plan, view: IdentityView, told: Told) -> None:
        self.plan, self.countries = plan, view.countries
        self.gathered, self.counts = Gathered(told), Counts()
        self.ids: set[str] = set()
        self.first: date | None = None
        self.last: date | None = None
        # Columns are checked now, before anything is staged.
        self.used: dict[str, None] = dict.fromkeys(cell.column for cell in plan.cells() if cell.column)
        for file in plan.files:
            columns, _ = rows_of(file, plan.shape, Gathered())
            for cell in plan.cells():
                cell.check(plan.path, columns, file.name)

    def batch(self) -> Batch:
        """The batch, whose source and counts are complete when its tables have been read."""
        made = Batch(self.plan.source, {}, self.counts)
        made.tables = {"reports": self._reports(made), "rejects": self._rejects()}
        return made

    def _reports(self, made: Batch) -> Iterator[Any]:
        chunk: list[Report] = []
        for report in self._read():
            chunk.append(report)
            if len(chunk) == _CHUNK:
                yield from to_table("reports", chunk).to_batches()
                self._count(made, len(chunk))
                chunk = []
        if chunk:
            yield from to_table("reports", chunk).to_batches()
        self._count(made, len(chunk))

    def _count(self, made: Batch, reports: int) -> None:
        self.counts.rows, self.counts.rejects = self.gathered.rows, self.gathered.rejects
        self.counts.reports += reports
        source = self.plan.source
        made.source = replace(
            source, covers_from=source.covers_from or self.first, covers_to=source.covers_to or self.last
        )

    def _rejects(self) -> Iterator[Any]:
        rows = self.gathered.tables()["rejects"]
        yield from rows.to_batches() if isinstance(rows, pa.Table) else rows

    def _read(self) -> Iterator[Report]:
        several = len(self.plan.files) > 1
        columns = tuple(self.used)
        for file in self.plan.files:
            before = f"{slug(file.stem)}-" if several else ""
            _, rows = rows_of(file, self.plan.shape, self.gathered)
            for line, row in rows:
                if self.plan.missing:
                    row = {name: "" if text in self.plan.missing else text for name, text in row.items()}
                try:
                    key = self._key(row, f"{before}{line}")
                    place = f"{file.name} line {line}" if several else f"line {line}"
                    report = self.plan.report(row, key, place, columns, self.countries)
                except (BadCell, ValueError, OverflowError) as error:
                    self.gathered.reject(file, line, str(error), "; ".join(row.get(name, "") for name in columns))
                    continue
                self.ids.add(key)
                self._seen(report)
                yield report

    def _key(self, row: Any, line: str) -> str:
        written = self.plan.id.of(row) if self.plan.id else ""
        if self.plan.id and not written:
            raise BadCell(f"{self.plan.id.name}: the row has no identifier")
        key = slug(written) if written else line
        if key in self.ids:
            raise BadCell(f"report.id: {written!r} is the identifier of another row too")
        return key

    def _seen(self, report: Report) -> None:
        for day in (report.when.earliest, report.when.latest):
            if day:
                self.first = min(self.first or day, day)
                self.last = max(self.last or day, day)
