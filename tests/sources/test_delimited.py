from pathlib import Path

import pytest

from comity.errors import InputError
from comity.sources.delimited import Table, read_table, sniff
from comity.sources.door import Gathered


def read(path: Path, data: bytes) -> tuple[list[tuple[int, dict[str, str]]], list[str], int]:
    path.write_bytes(data)
    gathered = Gathered()
    rows = list(read_table(path, gathered, ["a"]))
    return rows, [str(row).removeprefix(f"{path}:") for row in gathered["rejects"]], gathered.rows


def test_bad_records_are_rejected_with_their_line_and_the_good_ones_around_them_read(tmp_path: Path) -> None:
    data = b'\xef\xbb\xbfa,b\r\n1,2\r\n3\r\n"x,4\r\n5, 6\r\n\xff,7\r\n8,\x00\r\n,\r\n\r\n9,"q\nr"\n' + b"z" * 2_000_000
    rows, rejects, count = read(tmp_path / "t.csv", data + b"\n10,11\n")
    assert rows == [
        (2, {"a": "1", "b": "2"}),
        (5, {"a": "5", "b": "6"}),
        (10, {"a": "9", "b": "q\nr"}),
        (13, {"a": "10", "b": "11"}),
    ]
    assert rejects == [
        "3: 1 fields where there are 2 columns",
        "4: a quotation mark is not closed (1 fields where there are 2 columns)",
        "6: not UTF-8",
        "7: a NUL byte",
        "8: all cells are empty",
        "12: longer than 1,048,576 bytes",
    ]
    assert count == len(rows) + len(rejects)


def test_a_stray_quotation_mark_costs_one_record_of_a_long_file(tmp_path: Path) -> None:
    data = b"a,b\n" + b"1,2\n" * 50 + b'3,"x\n' + b"1,2\n" * 60_000
    rows, rejects, _ = read(tmp_path / "t.csv", data)
    assert len(rows) == 60_050
    assert [reject.partition(":")[0] for reject in rejects] == ["52"]


def test_a_missing_column_or_an_empty_file_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"x,b\n1,2\n")
    with pytest.raises(InputError, match="no column 'a'; there are x, b"):
        read_table(path, Gathered(), ["a"])
    path.write_bytes(b"")
    with pytest.raises(InputError, match="no header line"):
        Table(path, Gathered())


def test_the_delimiter_is_the_commonest_mark_of_the_first_line() -> None:
    assert [sniff(head) for head in (b"a;b;c,d\n", b"a\tb\n", b"alone\n")] == [";", "\t", ","]
