from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.errors import InputError
from comity.identity.view import IdentityView
from comity.sources import Batch, survey
from comity.sources.icews_names import mention_of

from .events import whole

Write = Callable[[str, str], Path]


def _small(write: Write, rows: str, folder: str = "ICEWS18") -> Path:
    write(f"{folder}/entity2id.txt", "Kim Jong-Un\t0\nSouth Korea\t1\nPolice (Australia)\t2\n")
    write(f"{folder}/relation2id.txt", "Make statement\t0\nConsult\t1\nHost a visit\t2\n")
    return write(f"{folder}/train.txt", rows).parent


def _read(path: Path, view: IdentityView) -> Batch:
    (item,) = survey(path).inputs
    return whole(item.read(view))


@pytest.mark.parametrize(("name", "rows"), [("ICEWS14", 90_730), ("ICEWS18", 468_558)])
def test_every_row_of_the_published_sets_is_a_report_or_a_reject(
    name: str, rows: int, shared: Path, view: IdentityView
) -> None:
    batch = _read(shared / "data" / "icews" / name, view)
    assert batch.counts.rows == rows == batch.tables["reports"].num_rows + batch.tables["rejects"].num_rows
    year = 2000 + int(name[-2:])
    assert batch.source.covers_from == date(year, 1, 1)
    assert all("no act" in reason for reason in batch.tables["rejects"]["reason"].unique().to_pylist())


def test_hours_are_days_and_symmetric_and_turned_acts_stand_right(write: Write, view: IdentityView) -> None:
    batch = _read(_small(write, "0\t0\t1\t0\n0\t1\t1\t24\n0\t2\t1\t48\n"), view)
    state, consult, host = batch.tables["reports"].to_pylist()
    kim, korea = state["agents"][0], "country|KOR|South Korea|"
    assert (state["earliest"], state["recipients"]) == (date(2018, 1, 1), [korea])
    assert (consult["earliest"], consult["agents"], consult["recipients"]) == (date(2018, 1, 2), [kim, korea], [])
    assert (host["kind"], host["agents"], host["recipients"]) == ("visit", [korea], [kim])
    assert state["evidence"] == "Kim Jong-Un | Make statement | South Korea | 2018-01-01"
    assert (state["report"], state["locator"]) == ("report/icews18/train-1", "train.txt 1")


def test_bad_rows_are_rejected_with_their_line_and_the_others_load(write: Write, view: IdentityView) -> None:
    path = _small(write, "0\t0\t1\t24\n0\t0\t1\n\n0\t9\t1\t24\n7\t0\t1\t24\nx\t0\t1\t24\n0\t0\t1\t24000\n0\t0\t2\t48\n")
    batch = _read(path, view)
    assert batch.tables["reports"].num_rows == 2
    assert [(row["line"], row["reason"]) for row in batch.tables["rejects"].to_pylist()] == [
        (2, "3 fields where there are 4"),
        (3, "1 fields where there are 4"),
        (4, "no relation has the id 9"),
        (5, "no name has the id 7"),
        (6, "not four numbers"),
        (7, "time index 24000 is no day of 2018"),
    ]


def test_a_folder_that_does_not_say_its_year_is_an_error(write: Write, view: IdentityView) -> None:
    with pytest.raises(InputError, match="must say the year"):
        _read(_small(write, "0\t0\t1\t24\n", "events"), view)


def test_a_bracket_that_is_no_country_gives_none(view: IdentityView) -> None:
    assert mention_of("Police (Australia)", view).key == "organization|AUS|Police|"
    assert mention_of("Citizen (Mexico)", view).key == "group|MEX|Citizen|"
    assert mention_of("Citizen (Africa)", view).key == "group||Citizen (Africa)|"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Head of Government (Italy)", "organization"),
        ("Military Personnel (Italy)", "organization"),
        ("Women / Children / Social / Welfare / Development / Religion Ministry (Italy)", "organization"),
        ("Media Personnel (Italy)", "group"),
        ("Rebel Commander (Italy)", "group"),
        ("Children (Italy)", "group"),
    ],
)
def test_who_acts_for_a_state_is_a_body_of_it_and_other_people_are_a_group(
    name: str, kind: str, view: IdentityView
) -> None:
    assert (mention_of(name, view).kind, mention_of(name, view).country) == (kind, "ITA")


def test_a_bad_line_among_the_names_costs_its_name_alone(write: Write, view: IdentityView) -> None:
    folder = _small(write, "0\t0\t1\t24\n5\t0\t1\t24\n0\t0\t6\t24\n")
    names = folder / "entity2id.txt"
    names.write_bytes(names.read_bytes() + b"no id here\nCaf\xe9\t5\nN\0ul\t6\n\t7\n")
    batch = _read(folder, view)
    assert batch.tables["reports"].num_rows == 1
    assert [(Path(row["path"]).name, row["line"], row["reason"]) for row in batch.tables["rejects"].to_pylist()] == [
        ("entity2id.txt", 4, "not a name, a tab and an id"),
        ("entity2id.txt", 5, "not UTF-8"),
        ("entity2id.txt", 6, "not a name, a tab and an id"),
        ("entity2id.txt", 7, "not a name, a tab and an id"),
        ("train.txt", 2, "no name has the id 5"),
        ("train.txt", 3, "no name has the id 6"),
    ]
    assert batch.counts.rows == batch.counts.reports + batch.counts.rejects


def test_one_bad_time_index_does_not_make_hours_days_nor_days_begin_at_nought(write: Write, view: IdentityView) -> None:
    hours = "".join(f"0\t0\t1\t{24 * number}\n" for number in range(50))
    batch = _read(_small(write, hours + "0\t0\t1\t13\n"), view)
    assert (batch.counts.reports, batch.counts.rejects) == (50, 1)
    days = "".join(f"0\t0\t1\t{number % 25 + 1}\n" for number in range(250))
    batch = _read(_small(write, days + "0\t0\t1\t0\n0\t0\t1\t-4\n", "ICEWS14"), view)
    assert batch.source.covers_from == date(2014, 1, 1)
    assert (batch.counts.reports, batch.counts.rejects) == (250, 2)
