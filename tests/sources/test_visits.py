from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from comity.identity.view import IdentityView
from comity.sources import Batch, survey

from . import samples

Write = Callable[[str, str], Path]


def _rows(write: Write, view: IdentityView, *records: str) -> list[dict[str, Any]]:
    (found,) = survey(write("v.xml", samples.visits(*records))).inputs
    batch = found.read(view)
    assert batch.counts.rejects == 0
    rows: list[dict[str, Any]] = batch.tables["reports"].to_pylist()
    return rows


def test_a_visit_is_of_the_leader_on_behalf_of_the_country(write: Write, view: IdentityView) -> None:
    (row,) = _rows(write, view, samples.visit("9", "President Ana Soto", "Working visit."))
    assert row["kind"] == "visit"
    assert row["agents"] == ["official|CHL|Ana Soto|President"]
    assert row["recipients"] == ["country|USA|United States|"]
    assert row["on_behalf_of"] == ["country|CHL|Chile|"]
    assert (row["place"], row["place_country"]) == (None, "USA")
    assert (row["evidence"], row["locator"]) == ("Working visit.", "visit 9/description")


def test_a_meeting_with_the_president_is_with_that_of_the_day(write: Write, view: IdentityView) -> None:
    rows = _rows(
        write,
        view,
        samples.visit("1", "President Soto", "Private visit. Met with President Bush at Camp David March 3."),
        samples.visit("2", "President Soto", "Met with President Bush.", start="1990-03-01"),
        samples.visit("3", "President Soto", "Met with the President.", start="1958-03-01"),
        samples.visit("4", "President Soto", "Met with Vice President Gore.", start="1998-03-01"),
        samples.visit("5", "President Soto", "Met with President Bush.", start="1975-03-01"),
    )
    met = [row for row in rows if row["kind"] == "meeting"]
    assert [row["agents"][1] for row in met] == [
        "official|USA|George W. Bush|pocom:bush-george-w",
        "official|USA|George H.W. Bush|pocom:bush-george-h-w",
        "official|USA|Dwight D. Eisenhower|pocom:eisenhower-dwight-d",
        "official|USA|Gore|Vice President",
    ]
    assert (met[0]["place"], met[0]["earliest"], met[0]["latest"]) == ("Camp David", date(2005, 3, 3), date(2005, 3, 3))


def test_another_foreign_leader_counts_where_the_country_is_named(write: Write, view: IdentityView) -> None:
    rows = _rows(
        write, view, samples.visit("1", "President Soto", "Met with Peruvian President Luna and Prime Minister Ek.")
    )
    assert [row["agents"] for row in rows if row["kind"] == "meeting"] == [
        ["official|CHL|Soto|President", "official|PER|Luna|President"]
    ]


def test_a_cancelled_meeting_is_none(write: Write, view: IdentityView) -> None:
    text = "Private visit. Meeting scheduled with President Bush cancelled."
    assert len(_rows(write, view, samples.visit("1", "President Soto", text))) == 1


def test_the_record_is_read_whole(record: dict[str, Batch]) -> None:
    batch = record["history-at-state-visits"]
    kinds = batch.tables["reports"]["kind"].to_pylist()
    assert (kinds.count("visit"), batch.counts.rows, batch.counts.rejects) == (3264, len(kinds), 0)
    assert kinds.count("meeting") > 700
    assert all(batch.tables["reports"]["agents"].to_pylist())
