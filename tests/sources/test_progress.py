"""Every reader tells of its rows while it reads them: how many, how many rejected, and of how many about."""

from pathlib import Path

import pytest

from comity.identity.view import IdentityView
from comity.sources import survey
from comity.sources.rows_archive import expected_rows

from .events import whole
from .layouts import LAYOUTS, Layout, write
from .test_bad_lines import EVENTS

MANY = 2_500


@pytest.mark.parametrize("name", [*LAYOUTS, *EVENTS])
def test_every_reader_tells_its_rows_as_they_come(name: str, tmp_path: Path, view: IdentityView) -> None:
    layout: Layout = {**LAYOUTS, **EVENTS}[name]
    path, _ = write(layout, [layout.good(number % 200).encode() for number in range(MANY)], tmp_path)
    (item,) = survey(path.parent).inputs
    told: list[tuple[int, int]] = []
    batch = whole(item.read(view, lambda rows, rejects: told.append((rows, rejects))))
    assert told
    assert told == sorted(told)
    assert told[0][0] > 0
    assert told[-1][0] <= batch.counts.rows
    assert told[-1][1] <= batch.counts.rejects
    assert 0.5 < (expected_rows(item.files) or 0) / batch.counts.rows < 2


def test_what_knows_its_length_says_it_and_what_has_no_lines_says_nothing(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"day": ["2018-06-12"] * 20_000}), tmp_path / "t.parquet")
    assert expected_rows([tmp_path / "t.parquet"]) == 20_000
    (tmp_path / "trips.xml").write_text("<trips>\n" + "<trip>\n</trip>\n" * 9_000 + "</trips>\n")
    assert expected_rows([tmp_path / "trips.xml"]) is None
    (tmp_path / "t.xlsx").write_bytes(b"PK\3\4\0\0" * 5_000)
    assert expected_rows([tmp_path / "t.xlsx"]) is None
