from collections.abc import Callable
from pathlib import Path

from comity.identity.view import IdentityView
from comity.sources import Batch
from comity.sources.country_codes import FORMAT as CODES
from comity.sources.states import COW, GW

Write = Callable[[str, str], Path]
HEAD = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"


def read_cow(write: Write, view: IdentityView, row: str) -> Batch:
    path = write("cow.csv", HEAD + row)
    assert COW.recognise(path.read_bytes(), path)
    return COW.read([path], view)


def test_a_row_that_agrees_with_the_country_table_says_nothing(write: Write, view: IdentityView) -> None:
    batch = read_cow(write, view, "CHL,155.0,Chile,1839.0,1.0,1.0,2016.0,12.0,31.0,2016\n")
    assert batch.notes == ()
    assert (batch.counts.rows, batch.counts.reports, batch.source.role) == (1, 0, "reference")


def test_an_unknown_code_and_another_beginning_are_told_with_their_line(write: Write, view: IdentityView) -> None:
    rows = "CHL,155,Chile,1839,4,2,2016,12,31,2016\nXXX,999,Atlantis,1839,4,1,2016,12,31,2016\n"
    first, second = read_cow(write, view, rows).notes
    assert first.startswith("cow.csv:2: differs from the country table: Chile (COW 155, 1839-04-02")
    assert second.startswith("cow.csv:3: differs from the country table: no country has the code of Atlantis")


def test_a_row_without_a_date_is_rejected(write: Write, view: IdentityView) -> None:
    batch = read_cow(write, view, "CHL,155,Chile,1839,13,1,2016,12,31,2016\n")
    assert [row["line"] for row in batch.tables["rejects"].to_pylist()] == [2]


def test_german_numbers_of_gleditsch_and_ward_differ_from_those_of_the_correlates(
    shared: Path, view: IdentityView
) -> None:
    path = shared / "data" / "states-and-leaders" / "gw_states.csv"
    batch = GW.read([path], view)
    assert batch.counts.rows == 216
    assert any("(GW 260," in note for note in batch.notes)


def test_a_table_of_codes_is_checked_in_any_delimiter(write: Write, view: IdentityView) -> None:
    path = write("codes.csv", "m49;iso3;name\n152.0;CHL;Chile\n153;PER;Peru\n1;QQQ;None\n")
    assert CODES.recognise(path.read_bytes(), path)
    assert CODES.read([path], view).notes == (
        "codes.csv:3: differs from the country table: PER has m49 604, here 153",
        "codes.csv:4: differs from the country table: no country 'QQQ'",
    )
