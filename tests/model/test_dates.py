from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.model import UNKNOWN, When

days = st.dates(min_value=date(1500, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "text", ["2019-07-21", "2019-07", "2019", "2019-02", "2020-02", "2019-07-20/2019-07-21", "../2010-12-31"]
)
def test_edtf_comes_back_as_it_was(text: str) -> None:
    assert When.parse(text).edtf() == text


@pytest.mark.parametrize("text", ["2019-02-30", "2019-13", "2019-00", "last month", "", "21 July 2019", "2019-7-1"])
def test_what_is_no_date_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        When.parse(text)


def test_an_interval_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        When.parse("2019-07-21/2019-07-20")


def test_an_open_end_stays_open() -> None:
    when = When.parse("2019-07-01/..")
    assert (when.earliest, when.latest, when.precision) == (date(2019, 7, 1), None, "interval")
    assert When.parse("../..") == UNKNOWN
    assert UNKNOWN.edtf() is None


def test_a_month_is_never_turned_into_a_day() -> None:
    when = When.parse("2019-06")
    assert (when.earliest, when.latest, when.precision) == (date(2019, 6, 1), date(2019, 6, 30), "month")


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert When.week(date(2019, 7, 21)) == When(date(2019, 7, 15), date(2019, 7, 21), "week")


@given(st.tuples(days, days).map(sorted), st.tuples(days, days).map(sorted))
def test_two_times_meet_where_a_day_is_in_both(one: list[date], two: list[date]) -> None:
    first, second = When.between(*one), When.between(*two)
    share = max(one[0], two[0]) <= min(one[1], two[1])
    assert first.meets(second) == second.meets(first) == share
    assert first.meets(UNKNOWN)


@given(st.tuples(days, days).map(sorted))
def test_edtf_loses_no_day(ends: list[date]) -> None:
    when = When.between(*ends)
    text = when.edtf()
    assert text is not None
    again = When.parse(text)
    assert (again.earliest, again.latest) == (when.earliest, when.latest)
