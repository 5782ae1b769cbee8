"""Noise in every cell: no reader falls over it, and every row is still a report, a record or a reject."""

import random
from pathlib import Path

import pytest

from comity.identity.view import IdentityView
from comity.sources import survey

from .events import rows_of
from .layouts import LAYOUTS, Layout, write

ROWS = 60
SPLINTERS = (
    *(b"", b'"', b"\t", b",", b"\0", b"\xff", b"\r", b"\x0b", b"\x1c", b"\\", b"\\u0000", b" ", b"\xc2\xa0", b"''"),
    *(b"9" * 50, b"99999999999999999999999", b"-1", b"1e400", b"nan", b"inf", b"NaN", b"None", b"NA", b"null", b"true"),
    *(b"{}", b"[]", b"0000-00-00", b"10000-01-01", b"-0001-01-01", b"2018-02-30"),
    *(text.encode() for text in ("é", "\u2028", "١٢", "²", "\ud7ff")),
)
"""What breaks readers: numbers beyond every bound, digits of other scripts, separators that are none, empty things."""


def spoil(row: bytes, layout: Layout, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 3)):
        kind, at = dice.randint(0, 3), dice.randint(0, len(row))
        between = layout.delimiter.encode()
        if between and kind == 0:
            cells = row.split(between)
            cells[dice.randrange(len(cells))] = dice.choice(SPLINTERS)
            row = between.join(cells)
        elif kind == 1:
            row = row[:at] + row[at + dice.randint(1, 12) :]
        else:
            row = row[:at] + dice.choice(SPLINTERS) + row[at:]
    return row


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("seed", range(4))
def test_no_noise_stops_a_reader_or_loses_a_row(name: str, seed: int, tmp_path: Path, view: IdentityView) -> None:
    layout, dice = LAYOUTS[name], random.Random(seed)
    rows = [layout.good(number).encode() for number in range(ROWS)]
    rows = [row if number % 3 == 0 else spoil(row, layout, dice) for number, row in enumerate(rows)]
    path, _ = write(layout, rows, tmp_path)
    (item,) = survey(path.parent).inputs
    batch = item.read(view)
    made = {table: len(rows_of(records)) for table, records in batch.tables.items()}
    assert made["rejects"] == batch.counts.rejects
    if batch.source.role == "reports":
        assert batch.counts.rows == made["reports"] + made["rejects"]
    assert batch.counts.rows - batch.counts.rejects >= ROWS // 5
