import csv
import io
import json
from pathlib import Path

import pytest

from comity.cli.output import emit, render, write_atomically

COLUMNS = ("who", "evidence", "n")
ROWS = [("Ebrard", "He said:\n\t“No”, and\x1b[31m left", 1), (None, None, 2.5)]


def test_csv_is_exact() -> None:
    back = list(csv.reader(io.StringIO(render(COLUMNS, ROWS, "csv"))))
    assert back == [list(COLUMNS), ["Ebrard", ROWS[0][1], "1"], ["", "", "2.5"]]


def test_tsv_keeps_a_row_on_its_line() -> None:
    lines = render(COLUMNS, ROWS, "tsv").splitlines()
    assert [len(line.split("\t")) for line in lines] == [3, 3, 3]
    assert "\x1b" not in lines[1]


def test_json_has_a_version_and_null_for_nothing() -> None:
    document = json.loads(render(COLUMNS, ROWS, "json"))
    assert document["version"] == 1
    assert document["rows"][1] == {"who": None, "evidence": None, "n": 2.5}
    lines = [json.loads(line) for line in render(COLUMNS, ROWS, "jsonl").splitlines()]
    assert lines == document["rows"]


def test_a_table_shows_evidence_in_full_below_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    long = "word " * 40
    said = render(("who", "evidence"), [("Ebrard", long)], "table")
    assert said.count("word") == 40
    assert max(map(len, said.splitlines())) <= 60
    assert "(1 row)" in said


def test_a_table_fits_the_terminal_and_acts_on_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    said = render(("a", "b", "c"), [("x" * 80, "\x1b[2Jboo\r", "https://w3id.org/comity/id/act/1")], "table")
    assert max(map(len, said.splitlines())) <= 50
    assert "\x1b" not in said
    assert "act/1" in said


def test_no_rows_are_said_to_be_none() -> None:
    assert render(("a",), [], "table") == "(no rows)\n"


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    emit(COLUMNS, ROWS, None, file)
    before = file.read_text(encoding="utf-8")
    assert before.startswith("who,evidence,n")

    def fail() -> None:
        with write_atomically(file) as half:
            half.write("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert file.read_text(encoding="utf-8") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_days_and_numbers_stay_whole_where_long_columns_can_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    names = ["date", "place", "counterpart", "country", "reports", "source", "act", "report"]
    row = [
        "2019-07-21",
        "Mexico City, Mexico",
        "Marcelo Ebrard",
        "Mexico",
        1,
        "A dispatch of July",
        "act/01be3561b9f12ebe",
    ]
    lines = render(names, [[*row, "report/2019-07-21-pompeo-in-mexico/264"]], "table").splitlines()
    assert lines[2].startswith("2019-07-21  Mexico")
    assert max(map(len, lines)) <= 80
