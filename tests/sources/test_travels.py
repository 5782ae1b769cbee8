from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.errors import InputError
from comity.identity.view import IdentityView
from comity.model import STAGED
from comity.sources import Batch, survey

from . import samples

Write = Callable[[str, str], Path]


def _read(path: Path, view: IdentityView) -> Batch:
    (found,) = survey(path).inputs
    return found.read(view)


def _reports(batch: Batch, kind: str) -> list[dict[str, Any]]:
    return [row for row in batch.tables["reports"].to_pylist() if row["kind"] == kind]


def _meetings(write: Write, view: IdentityView, *records: str) -> list[list[str]]:
    batch = _read(write("t.xml", samples.trips(*records)), view)
    return [row["agents"][1:] for row in _reports(batch, "meeting")]


def test_a_stop_is_a_visit_on_behalf_of_the_united_states(write: Write, view: IdentityView) -> None:
    batch = _read(write("t.xml", samples.trips(samples.trip("7", "Toured\n      the port. "))), view)
    (visit,) = _reports(batch, "visit")
    assert visit["report"] == "report/history-at-state-travels/7"
    assert visit["agents"] == ["official|USA|Jane Doe|pocom:doe-jane"]
    assert visit["recipients"] == ["country|CHL|Chile|"]
    assert visit["on_behalf_of"] == ["country|USA|United States|"]
    assert (visit["earliest"], visit["latest"]) == (date(2005, 3, 1), date(2005, 3, 2))
    assert (visit["place"], visit["place_country"]) == ("Valdivia", "CHL")
    assert (visit["evidence"], visit["start"], visit["end"]) == ("Toured the port.", 0, 22)
    assert visit["locator"] == "trip 7/remarks"


def test_those_met_of_one_government_are_one_meeting_and_of_two_are_two(write: Write, view: IdentityView) -> None:
    remark = "Met with President Soto, Foreign Minister Paz, and Peruvian President Luna."
    assert _meetings(write, view, samples.trip("1", remark)) == [
        ["official|CHL|Soto|President", "official|CHL|Paz|Foreign Minister"],
        ["official|PER|Luna|President"],
    ]


def test_a_trilateral_meeting_is_one(write: Write, view: IdentityView) -> None:
    remark = "Held a trilateral meeting with President Soto and Peruvian President Luna."
    assert _meetings(write, view, samples.trip("1", remark)) == [
        ["official|CHL|Soto|President", "official|PER|Luna|President"]
    ]


def test_a_minister_tied_to_a_foreigner_is_of_the_same_country(write: Write, view: IdentityView) -> None:
    remark = "Met with Peruvian President Luna and Foreign Minister Rey, and with Prime Minister Ek."
    assert _meetings(write, view, samples.trip("1", remark)) == [
        ["official|PER|Luna|President", "official|PER|Rey|Foreign Minister"],
        ["official|CHL|Ek|Prime Minister"],
    ]


def test_nobody_of_the_own_government_is_a_counterpart(write: Write, view: IdentityView) -> None:
    remark = (
        "Met with President Bush, U.S. Ambassador Poe, and Secretary of Defense Roe; met with Vice President Cheney."
    )
    assert _meetings(write, view, samples.trip("1", remark)) == []


def test_officials_of_international_bodies_have_no_country(write: Write, view: IdentityView) -> None:
    remark = "Met with President Soto and UN Secretary-General Annan."
    assert ["official||Annan|Secretary-General"] in _meetings(write, view, samples.trip("1", remark))


def test_unnamed_officials_stand_for_their_country_unless_one_is_named(write: Write, view: IdentityView) -> None:
    remark = "Met with senior officials. Also met with President Soto and other Chilean officials."
    assert _meetings(write, view, samples.trip("1", remark)) == [
        ["country|CHL|Chile|"],
        ["official|CHL|Soto|President"],
    ]


def test_a_name_attested_elsewhere_is_not_taken_for_the_hosts(write: Write, view: IdentityView) -> None:
    elsewhere = [samples.trip(str(i), "Met with Chairman Arko.", country="Peru", slug="peru") for i in range(2, 7)]
    found = _meetings(write, view, samples.trip("1", "Met with Chairman Arko."), *elsewhere)
    assert found[0] == ["official|PER|Arko|Chairman"]


def test_a_day_in_the_clause_is_the_day_of_the_meeting(write: Write, view: IdentityView) -> None:
    record = samples.trip("1", "Met with President Soto, March 2.")
    (meeting,) = _reports(_read(write("t.xml", samples.trips(record)), view), "meeting")
    assert (meeting["earliest"], meeting["latest"], meeting["date_precision"]) == (date(2005, 3, 2),) * 2 + ("day",)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (samples.trip("1", "", start="2019-02-30"), "<start-date> '2019-02-30' is no date"),
        (samples.trip("1", "", start="2005-03-09"), "ends (2005-03-02) before it starts (2005-03-09)"),
        (samples.trip("1", "", country="Ruritania", slug="ruritania"), "unknown country 'Ruritania'"),
        (samples.trip("", ""), "id is missing or empty"),
        ("\n<visit/>", "<visit> where <trip> was expected"),
    ],
)
def test_a_malformed_stop_is_rejected_with_its_line_and_the_others_load(
    write: Write, view: IdentityView, record: str, reason: str
) -> None:
    path = write("t.xml", samples.trips(samples.trip("5", "x"), record, samples.trip("6", "y")))
    batch = _read(path, view)
    (reject,) = batch.tables["rejects"].to_pylist()
    assert reason in reject["reason"]
    assert reject["path"] == str(path)
    line = path.read_text().splitlines()[reject["line"] - 1]
    assert line.strip().startswith(("<trip", "<visit"))
    assert [row["report"][-1] for row in _reports(batch, "visit")] == ["5", "6"]
    assert batch.counts.rejects == 1


def test_a_truncated_file_is_rejected_and_the_files_around_it_load(
    write: Write, view: IdentityView, tmp_path: Path
) -> None:
    write("a.xml", samples.trips(samples.trip("1", "x")))
    write("b.xml", samples.trips(samples.trip("2", "x"))[:-30])
    write("c.xml", samples.trips(samples.trip("3", "x")))
    batch = _read(tmp_path, view)
    (reject,) = batch.tables["rejects"].to_pylist()
    assert Path(reject["path"]).name == "b.xml"
    assert reject["line"] > 1
    assert len(_reports(batch, "visit")) == 2


def test_a_truncated_file_alone_is_an_error(write: Write, view: IdentityView) -> None:
    with pytest.raises(InputError, match=r"b\.xml:\d+: no well-formed XML"):
        _read(write("b.xml", samples.trips(samples.trip("2", "x"))[:-30]), view)


def test_presidents_are_officials_with_tenures(write: Write, view: IdentityView) -> None:
    path = write(
        "p.xml",
        """<presidents><source-url>x</source-url>
        <president n="1"><id>poe-ann</id><name>Ann van Poe</name><birth-year>1900</birth-year><death-year/>
          <took-office-date>1950-01-20</took-office-date><left-office-date>1954-01-20</left-office-date></president>
        <president n="2"><id>poe-ann</id><name>Ann van Poe</name>
          <took-office-date>1958-01-20</took-office-date><left-office-date still-in-office="true"/></president>
        </presidents>""",
    )
    tables = _read(path, view).tables
    assert [row["surname"] for row in tables["officials"].to_pylist()] == ["van Poe"]
    assert [(row["earliest"].year, row["latest"]) for row in tables["tenures"].to_pylist()] == [
        (1950, date(1954, 1, 20)),
        (1958, None),
    ]
    assert tables["offices"].to_pylist()[0]["role"] == "head-of-state"


def test_the_record_is_read_whole(record: dict[str, Batch]) -> None:
    batch = record["history-at-state-travels"]
    assert batch.counts.rejects == 0
    assert len(_reports(batch, "visit")) == 4271
    assert batch.counts.rows == batch.counts.reports == batch.tables["reports"].num_rows
    assert batch.tables["tenures"].num_rows == 47
    assert (batch.source.covers_from, batch.source.licence) == (date(1866, 1, 9), "CC0-1.0")
    for name, table in batch.tables.items():
        assert table.schema == STAGED[name]
    ids = batch.tables["reports"]["report"].to_pylist()
    assert len(ids) == len(set(ids))


def test_the_july_2019_tour_is_there_with_whom_was_met(record: dict[str, Batch]) -> None:
    tour = [
        (row["place"], row["agents"][1:])
        for row in _reports(record["history-at-state-travels"], "meeting")
        if row["agents"][0].endswith("pocom:pompeo-michael-r")
        and date(2019, 7, 20) <= row["earliest"] <= date(2019, 7, 21)
    ]
    assert tour == [
        ("Guayaquil", ["official|ECU|Lenín Moreno|President", "official|ECU|José Valencia|Foreign Minister"]),
        ("Mexico City", ["official|MEX|Marcelo Ebrard|Foreign Secretary"]),
        ("San Salvador", ["official|SLV|Nayib Bukele|President"]),
    ]


def test_most_remarks_that_tell_of_a_meeting_give_one(record: dict[str, Batch]) -> None:
    batch = record["history-at-state-travels"]
    words = ("met with", "meeting with", "conferred with", "held talks")
    telling = {
        row["locator"]
        for row in _reports(batch, "visit")
        if any(word in (row["evidence"] or "").lower() for word in words)
    }
    given = {row["locator"] for row in _reports(batch, "meeting")}
    assert len(telling & given) / len(telling) > 0.94
