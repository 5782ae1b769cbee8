"""Every file of the shared samples: what it is, and that its rows are its reports, records and rejects."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from comity.build import account
from comity.identity.view import packaged_view
from comity.sources import survey

FORMATS = {
    "agreements/agreements-*": "many-agreements",
    "agreements/memberships-*": "many-memberships",
    "agreements/references-*": "many-references",
    "codes/countrycode.csv": "country-codes",
    "gdelt": "gdelt",
    "history-at-state/pocom": "history-at-state-pocom",
    "history-at-state/travels": "history-at-state-travels",
    "history-at-state/visits": "history-at-state-visits",
    "icews/ICEWS*": "icews-graph",
    "icews/events.2018.sample.tab": "icews",
    "states-and-leaders/archigos.csv": "archigos",
    "states-and-leaders/atop_alliance.csv.gz": "atop-dyad-years",
    "states-and-leaders/cow_states.csv": "cow-states",
    "states-and-leaders/gw_states.csv": "gw-states",
    "states-and-leaders/wikidata-leaders": "wikidata-leaders",
    "states-and-leaders/wikidata-leaders/*_*.csv": "country-codes",
    "white-house/statements-2022.tar.xz": "text",
}
PASSED_OVER = {
    "README.md": "accompanying paper",
    "history-at-state/LICENSE.md": "accompanying paper",
    "gdelt/gkg*": "GDELT's knowledge graph",
    "codes/CAMEO2PLOVER-2021.txt": "a code book",
    "codes/cameo-codes.csv": "a code book",
    "codes/gdelt_cameo_codes.json": "a code book",
}


@pytest.fixture(scope="module")
def rows(shared: Path) -> dict[Path, dict[str, Any]]:
    data = shared / "data"
    return {Path(row["path"]).relative_to(data): row for row in account([data])}


def test_every_file_of_the_samples_is_what_it_is(rows: dict[Path, dict[str, Any]]) -> None:
    assert len(rows) == 37
    for path, row in rows.items():
        passed = next((said for pattern, said in PASSED_OVER.items() if _matches(path, pattern)), "")
        if passed:
            assert str(row["said"]).startswith(f"skipped: {passed}"), path
        else:
            assert [form for pattern, form in FORMATS.items() if _matches(path, pattern)] == [row["format"]], path


def _matches(path: Path, pattern: str) -> bool:
    return len(path.parts) == pattern.count("/") + 1 and path.match(pattern)


def test_rows_are_reports_records_and_rejects(rows: dict[Path, dict[str, Any]]) -> None:
    data = [row for row in rows.values() if row["rows"] is not None]
    assert len(data) == 27
    for row in data:
        assert row["rows"] == row["reports"] + row["records"] + row["rejects"] > 0, row["path"]
        assert row["rejects"] < row["rows"] / 6, row["path"]
    total = {name: sum(row[name] for row in data) for name in ("rows", "reports", "records", "rejects")}
    assert total["rows"] == total["reports"] + total["records"] + total["rejects"] > 900_000


def test_an_input_with_rejects_says_the_first(rows: dict[Path, dict[str, Any]]) -> None:
    for row in rows.values():
        assert ("first reject: " in str(row["said"])) == bool(row["rejects"]), row["path"]
    assert re.search(r"7 files; first reject: \w+\.tsv:\d+: ", rows[Path("gdelt")]["said"])


_LINE = re.compile(r"(?:^|\b)line (\d+)")


@pytest.mark.parametrize(
    ("name", "silent"),
    [
        ("agreements/agreements-AIGGO.csv", 0),
        ("agreements/agreements-TREND.csv", 0),
        ("states-and-leaders/archigos.csv", 0),
        ("agreements/memberships-GPTAD_MEM.csv", 0),
        ("agreements/references-DESTA_REF.csv", 516),
    ],
)
def test_every_line_of_a_table_leads_to_a_record_or_a_reject(name: str, silent: int, shared: Path) -> None:
    path = shared / "data" / name
    (item,) = survey(path).inputs
    batch = item.read(packaged_view())
    told: set[int] = set()
    for table, records in batch.tables.items():
        for record in _each(records):
            place = record["line"] if table == "rejects" else (_LINE.search(str(record["locator"])) or [0, 0])[1]
            told.add(int(place))
    lines = _records_of(path)
    missing = lines - told
    assert len(missing) == silent
    assert sum(int(note.split()[0]) for note in batch.notes if "say nothing lasting" in note) == silent


def _each(records: Any) -> Iterator[dict[str, Any]]:
    for batch in records.to_batches() if isinstance(records, pa.Table) else records:
        yield from batch.to_pylist()


def _records_of(path: Path) -> set[int]:
    """The first line of each record of a CSV file, counted by another reader."""
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        at, found = reader.line_num, set()
        for cells in reader:
            if cells:
                found.add(at + 1)
            at = reader.line_num
    return found
