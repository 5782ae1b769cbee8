"""Bad lines among good ones: each is a reject with its line and reason, and every line around it loads."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.identity.view import IdentityView

from .events import HEADER_ICEWS, gdelt, icews, read

Mutate = Callable[[list[bytes], random.Random], bytes]

_FIELDS = {"gdelt": (61, 26, 30, 1), "icews": (20, 6, 7, 1)}
"""Number of fields; where code, intensity and day stand."""


def _line(cells: list[bytes]) -> bytes:
    return b"\t".join(cells)


def _with(cells: list[bytes], at: int, value: bytes) -> bytes:
    return _line([*cells[:at], value, *cells[at + 1 :]])


def _mutations(code: int, value: int, day: int) -> dict[str, tuple[Mutate, str]]:
    """What is done to a line, and how the reason begins."""
    dates = [b"20180231", b"yesterday", b"", b"99999999", b"2018-13-01", b"00000000"]
    codes = [b"13y", b"999", b"", b"---", b"4O", b"X"]
    return {
        "a field less": (lambda cells, dice: _line(cells[: -dice.randint(1, 5)]), ""),
        "a field more": (lambda cells, dice: _line([*cells, *[b"x"] * dice.randint(1, 3)]), ""),
        "not UTF-8": (lambda cells, dice: _with(cells, 5, b"caf\xe9"), "not UTF-8"),
        "a NUL": (lambda cells, dice: _with(cells, dice.randint(0, 8), b"a\0b"), "a NUL character"),
        "a carriage return": (lambda cells, dice: _with(cells, 4, b"a\rb"), "a carriage return"),
        "no date": (lambda cells, dice: _with(cells, day, dice.choice(dates)), ""),
        "no code": (lambda cells, dice: _with(cells, code, dice.choice(codes)), ""),
        "no number": (lambda cells, dice: _with(cells, value, dice.choice([b"warm", b"1e9", b"nan"])), "intensity"),
        "a byte order mark": (lambda cells, dice: b"\xef\xbb\xbf" + _line(cells), "a byte order mark inside the file"),
        "nothing": (lambda cells, dice: b"", ""),
    }


def _mutated(rows: list[bytes], name: str) -> tuple[list[bytes], dict[int, str]]:
    """The rows with every fifth changed, and the beginning of the reason by the index of each changed row."""
    _, code, value, day = _FIELDS[name]
    mutations = sorted(_mutations(code, value, day).items())
    dice = random.Random(20180612)
    bad: dict[int, str] = {}
    for at in range(2, len(rows), 5):
        _, (mutate, reason) = mutations[(at // 5) % len(mutations)]
        rows[at] = mutate(rows[at].split(b"\t"), dice)
        bad[at] = reason
    return rows, bad


@pytest.mark.parametrize("name", ["gdelt", "icews"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_two_hundred_bad_lines_are_rejected_and_the_others_load(
    name: str, ending: bytes, tmp_path: Path, view: IdentityView
) -> None:
    make = gdelt if name == "gdelt" else icews
    rows, bad = _mutated([make(str(number)).encode() for number in range(1000)], name)
    assert len(bad) == 200
    path = tmp_path / f"{name}.tab"
    path.write_bytes(b"\xef\xbb\xbf" + (HEADER_ICEWS.encode() + ending if name == "icews" else b"") + ending.join(rows))
    batch, reports, rejects = read(path, view)
    first = 2 if name == "icews" else 1
    assert batch.counts.rows == 1000
    assert sorted(row["line"] for row in rejects) == [at + first for at in bad]  # type: ignore[type-var]
    for row in rejects:
        assert str(row["path"]) == str(path)
        assert str(row["reason"]).startswith(bad[int(str(row["line"])) - first])
        assert row["reason"]
    loaded = [str(row["locator"]).removeprefix("event ").split(",")[0] for row in reports]
    assert loaded == [str(at) for at in range(1000) if at not in bad]
    assert [int(str(row["report"]).rpartition("/")[2]) for row in reports] == [
        at + first for at in range(1000) if at not in bad
    ]


def test_a_line_of_ten_megabytes_is_one_reject(tmp_path: Path, view: IdentityView) -> None:
    for number, (before, after) in enumerate(((3, 3), (40_000, 2), (0, 1))):
        rows = [gdelt(str(n)).encode() for n in range(before + after)]
        if before == 0:
            rows.insert(1, b"9" * 10_000_000)
        else:
            rows.insert(before, b"9" * 10_000_000)
        path = tmp_path / f"{number}.csv"
        path.write_bytes(b"\n".join(rows))
        _, reports, (reject,) = read(path, view)
        assert len(reports) == before + after
        assert (reject["line"], reject["reason"]) == (max(before, 1) + 1, "a line of more than 1,048,576 bytes")
        assert len(str(reject["text"])) == 200


def test_quotation_marks_stand_for_themselves(tmp_path: Path, view: IdentityView) -> None:
    odd = gdelt("2").replace("UNITED STATES", '"UNITED STATES')
    path = tmp_path / "a.csv"
    path.write_text(f"{gdelt('1')}\n{odd}\n{gdelt('3')}\n", "utf-8")
    _, reports, rejects = read(path, view)
    assert ([row["locator"] for row in reports], rejects) == (["event 1", "event 2", "event 3"], [])
    assert str(reports[1]["evidence"]).startswith('"UNITED STATES (USA)')


def test_lines_are_counted_over_many_blocks(tmp_path: Path, view: IdentityView) -> None:
    rows = [gdelt(str(number)).encode() for number in range(60_000)]
    rows[59_990] = b"short\tline"
    path = tmp_path / "many.csv"
    path.write_bytes(b"\n".join(rows) + b"\n")
    assert path.stat().st_size > 16 << 20
    _, reports, (reject,) = read(path, view)
    assert (reject["line"], reject["reason"]) == (59_991, "2 fields where there are 61")
    assert reports[-1]["report"] == "report/gdelt-many/60000"
