import gzip
from collections.abc import Callable
from pathlib import Path

from comity.identity.view import IdentityView
from comity.sources.atop import FORMAT

Write = Callable[[str, str], Path]
HEAD = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"


def both(one: int, other: int, year: int, duties: str) -> str:
    return f"{one}.0,{other}.0,{year}.0,{duties}\n{other}.0,{one}.0,{year}.0,{duties}\n"


def test_consecutive_years_of_a_pair_are_one_spell(write: Write, view: IdentityView) -> None:
    rows = both(155, 135, 1950, "1,0,0,0,0") + both(155, 135, 1951, "1,0,0,1,0") + both(155, 135, 1960, "0,0,0,1,0")
    path = write("atop.csv", HEAD + rows + both(2, 20, 1949, "1,0,0,0,0"))
    batch = FORMAT.read([path], view)
    found = batch.tables["reports"].to_pylist()
    assert [(row["agents"][0], str(row["earliest"]), str(row["latest"])) for row in found] == [
        ("country|CAN|Canada|", "None", "1949-12-31"),  # the first year of the data: the beginning is open
        ("country|CHL|Chile|", "1950-01-01", "1950-12-31"),
        ("country|CHL|Chile|", "1960-01-01", "1960-12-31"),
    ]
    facts = [(row["property"], row["value"]) for row in batch.tables["facts"].to_pylist()]
    assert ("status", "in force 1950 to 1951: defence, non-aggression") in facts
    assert ("status", "in force 1960 to the end of the data: non-aggression") in facts
    assert ("termEnd", "1951-12-31") in facts
    assert batch.source.role == "reference"
    assert batch.counts.rows == 8


def test_a_pair_given_from_one_side_and_a_bad_year_are_told(write: Write, view: IdentityView) -> None:
    path = write("atop.csv", HEAD + "155,135,1950,1,0,0,0,0\n155,135,soon,1,0,0,0,0\n155,991,1950,1,0,0,0,0\n")
    batch = FORMAT.read([path], view)
    assert "1 pairs are listed from one side only" in batch.notes
    assert [(row["line"]) for row in batch.tables["rejects"].to_pylist()] == [3, 4]


def test_gzip_is_recognised_and_read(tmp_path: Path, view: IdentityView) -> None:
    path = tmp_path / "atop.csv.gz"
    path.write_bytes(gzip.compress((HEAD + both(155, 135, 1950, "1,0,0,0,0")).encode()))
    assert FORMAT.recognise(path.read_bytes()[:8192], path)
    assert FORMAT.read([path], view).counts.reports == 1


def test_a_damaged_gzip_keeps_what_came_before(tmp_path: Path, view: IdentityView) -> None:
    path = tmp_path / "atop.csv.gz"
    rows = "".join(both(155, 135, 1900 + number, f"1,0,0,0,{number % 2}") for number in range(100))
    packed = gzip.compress((HEAD + rows).encode())
    path.write_bytes(packed[: len(packed) - 12])
    batch = FORMAT.read([path], view)
    assert batch.counts.reports == 1
    assert any("damaged" in row["reason"] for row in batch.tables["rejects"].to_pylist())


def test_years_under_occupation_do_not_break_a_spell(write: Write, view: IdentityView) -> None:
    rows = "".join(both(345, 200, number, "1,0,0,0,0") for number in range(1939, 1946))
    batch = FORMAT.read([write("atop.csv", HEAD + both(2, 20, 1930, "1,0,0,0,0") + rows)], view)
    assert batch.counts.rejects == 0
    assert [str(row["earliest"])[:4] for row in batch.tables["reports"].to_pylist()] == ["None", "1939"]
