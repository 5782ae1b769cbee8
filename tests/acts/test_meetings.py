"""Meetings: who must agree, how far dates may lie apart, and that no third report glues two of them."""

from datetime import date

import pytest

DAY = "2019-07-21"


def test_the_same_meeting_told_by_country_and_by_official_is_one_act(report, tell):
    told = tell(
        report("meeting", "USA Pompeo", "MEX", on=DAY, place="MEX", source="source/seed"),
        report("meeting", "USA Pompeo", "MEX Ebrard", on=DAY, place="MEX", source="source/record"),
    )
    assert told.one["report_count"] == 2
    assert told.one["source_count"] == 2
    assert told.one["agents"] == ["official/ebrard-mex", "official/pompeo-usa"]
    assert told.one["on_behalf_of"] == ["country/MEX"]
    assert (told.one["earliest"], told.one["latest"]) == (date(2019, 7, 21), date(2019, 7, 21))
    assert told.one["date_precision"] == "day"


@pytest.mark.parametrize(
    ("one", "other", "acts"),
    [
        (["USA Pompeo", "MEX Ebrard"], ["MEX Ebrard", "USA Pompeo"], 1),
        (["USA Pompeo", "MEX Ebrard"], ["USA Pompeo", "MEX Lopez Obrador"], 2),
        (["USA Pompeo", "MEX Ebrard"], ["USA Pompeo", "MEX Ebrard", "MEX Lopez Obrador"], 1),
        (["USA Pompeo", "MEX Ebrard"], ["USA", "MEX"], 1),
        (["USA Pompeo", "MEX"], ["USA", "MEX Ebrard"], 1),
        (["USA Pompeo", "MEX Ebrard"], ["USA Pompeo", "MEX:Foreign Ministry"], 1),
        (["USA Pompeo", "MEX Ebrard"], ["USA Pompeo", "SLV"], 2),
        (["USA Pompeo", "MEX Ebrard"], ["USA Pompeo", "MEX", "SLV"], 2),
        (["USA Pompeo", "*rebels"], ["USA Pompeo", "*rebels"], 1),
        (["USA Pompeo", "*rebels"], ["USA Pompeo", "*students"], 2),
    ],
)
def test_parties_agree_where_their_countries_do_and_no_official_contradicts(report, tell, one, other, acts):
    told = tell(report("meeting", *one, on=DAY), report("meeting", *other, on=DAY))
    assert len(told.acts) == acts


@pytest.mark.parametrize(("other", "acts"), [("2019-07-22", 1), ("2019-07-24", 2), ("2019-08-20", 2)])
@pytest.mark.parametrize("agent", ["MEX", "MEX Ebrard"])
def test_dates_that_two_sources_state_may_lie_one_day_apart(report, tell, agent, other, acts):
    told = tell(
        report("meeting", "USA Pompeo", "MEX Ebrard", on=DAY),
        report("meeting", "USA Pompeo", agent, on=other, source="source/other"),
    )
    assert len(told.acts) == acts
    if acts == 1:
        assert (told.one["earliest"], told.one["latest"]) == (date(2019, 7, 21), date(2019, 7, 22))
        assert told.one["date_precision"] == "interval"


@pytest.mark.parametrize("agent", ["MEX", "MEX Ebrard"])
def test_two_dates_that_one_source_states_are_two_meetings(report, tell, agent):
    told = tell(
        report("meeting", "USA Pompeo", "MEX Ebrard", on="2019-07-21"),
        report("meeting", "USA Pompeo", agent, on="2019-07-22"),
    )
    assert len(told.acts) == 2


@pytest.mark.parametrize(
    ("place", "on", "source", "acts"),
    [
        ("Guadalajara", "2019-07-20/2019-07-21", "source/wire", 2),
        ("Mexico City", "2019-07-21/2019-07-22", "source/wire", 2),
        ("Mexico City, Palacio", "2019-07-20/2019-07-21", "source/wire", 1),
        ("Guadalajara", "2019-07-21/2019-07-22", "source/other", 1),
    ],
)
def test_two_stops_that_one_source_names_are_two_visits(report, tell, place, on, source, acts):
    told = tell(
        report("visit", "USA Pompeo", to="MEX", on="2019-07-20/2019-07-21", place="Mexico City"),
        report("visit", "USA Pompeo", to="MEX", on=on, place=place, source=source),
    )
    assert len(told.acts) == acts


def test_reports_that_name_nobody_and_nothing_join_nothing(report, tell):
    assert len(tell(report("sign", on="2019-06"), report("sign", on="2019-06")).acts) == 2


def test_intervals_that_overlap_are_narrowed_to_what_they_share(report, tell):
    told = tell(
        report("meeting", "USA Pompeo", "MEX Ebrard", on="2019-07-20/2019-07-21"),
        report("meeting", "USA Pompeo", "MEX", on="2019-07-21/2019-07-23"),
        report("meeting", "USA", "MEX", on="2019-07"),
    )
    assert (told.one["earliest"], told.one["latest"]) == (date(2019, 7, 21), date(2019, 7, 21))
    assert told.one["date_precision"] == "day"


@pytest.mark.parametrize(("place", "acts"), [("MEX", 1), ("", 1), ("SLV", 2)])
def test_two_countries_of_the_place_keep_two_meetings_apart(report, tell, place, acts):
    here = report("meeting", "USA Pompeo", "MEX Ebrard", on=DAY, place="MEX")
    assert len(tell(here, report("meeting", "USA Pompeo", "MEX Ebrard", on=DAY, place=place)).acts) == acts


def test_a_country_level_report_joins_the_best_meeting_and_glues_none(report, tell):
    told = tell(
        report("meeting", "USA Pompeo", "MEX Ebrard", on="2019-07-21", name="ebrard"),
        report("meeting", "USA Pompeo", "MEX Lopez Obrador", on="2019-07-22", name="obrador"),
        report("meeting", "USA Pompeo", "MEX", on="2019-07-22", name="vague"),
        report("meeting", "USA", "MEX", on="2019-07-21", name="vaguer"),
    )
    assert told.sets == {frozenset({"ebrard", "vaguer"}), frozenset({"obrador", "vague"})}


def test_two_half_specific_reports_that_fit_others_too_stay_apart(report, tell):
    told = tell(
        report("meeting", "USA Pompeo", "MEX", on=DAY, name="left"),
        report("meeting", "USA", "MEX Ebrard", on=DAY, name="one"),
        report("meeting", "USA", "MEX Lopez Obrador", on=DAY, name="other"),
    )
    assert told.sets == {frozenset({"left"}), frozenset({"one"}), frozenset({"other"})}


def test_symmetric_rows_in_both_directions_are_one_act(report, tell):
    told = tell(
        report("meeting", "USA Trump", to="PRK Kim Jong-un", on="2018-06-12", code="044"),
        report("meeting", "PRK Kim Jong-un", to="USA Trump", on="2018-06-12", code="044"),
    )
    assert told.one["agents"] == ["official/kim-jong-un-prk", "official/trump-usa"]
    assert told.one["recipients"] == []


def test_a_directed_act_keeps_its_direction(report, tell):
    told = tell(
        report("visit", "USA Trump", to="MEX", on=DAY),
        report("visit", "MEX Ebrard", to="USA", on=DAY),
    )
    assert len(told.acts) == 2


@pytest.mark.parametrize("change", [{"act": "visit"}, {"modality": "planned"}, {"modality": "denied"}])
def test_another_kind_or_modality_is_another_act(report, tell, change):
    fields = {"act": "meeting", "modality": "asserted"}
    told = tell(
        *(
            report(f["act"], "USA Pompeo", "MEX Ebrard", on=DAY, modality=f["modality"])
            for f in (fields, fields | change)
        )
    )
    assert len(told.acts) == 2


def test_a_month_joins_the_meeting_of_the_month_and_chains_none(report, tell):
    told = tell(
        report("meeting", "USA Pompeo", "MEX Ebrard", on="2019-07-02", name="first"),
        report("meeting", "USA Pompeo", "MEX Ebrard", on="2019-07-21", name="second"),
        report("meeting", "USA Pompeo", "MEX Ebrard", on="2019-07", name="month"),
        report("meeting", "USA Pompeo", "MEX Ebrard", on="2019-06", name="june"),
    )
    assert told.sets == {frozenset({"first", "month"}), frozenset({"second"}), frozenset({"june"})}


def test_undated_reports_are_one_act_within_their_source_alone(report, tell):
    told = tell(
        report("meeting", "USA Pompeo", "MEX Ebrard", name="a", source="source/one"),
        report("meeting", "USA Pompeo", "MEX Ebrard", name="b", source="source/one"),
        report("meeting", "USA Pompeo", "MEX Ebrard", name="c", source="source/two"),
    )
    assert told.sets == {frozenset("ab"), frozenset("c")}
    assert {act["date_precision"] for act in told.acts} == {"unknown"}


def test_event_data_may_tell_a_meeting_again_for_days_but_not_for_ever(report, tell):
    days = [f"2018-06-{day}" for day in (10, 12, 15)] + ["2018-06-24"]
    told = tell(*(report("meeting", "USA Trump", "PRK Kim", on=day, code="044", name=day[-2:]) for day in days))
    assert told.sets == {frozenset({"10", "12", "15"}), frozenset({"24"})}
    assert sorted(act["earliest"].day for act in told.acts) == [10, 24]
    assert {act["date_precision"] for act in told.acts} == {"publication"}


def test_what_is_only_told_happened_on_the_day_of_most_telling(report, tell):
    days = [f"2018-06-{day}" for day in (10, 12, 12, 13, 15, 15)]
    told = tell(*(report("meeting", "USA Trump", "PRK Kim", on=day, code="044") for day in days))
    assert (told.one["earliest"], told.one["latest"]) == (date(2018, 6, 12), date(2018, 6, 12))
    assert told.one["date_precision"] == "publication"


def test_a_chain_of_telling_is_cut_where_the_rule_says(report, tell):
    days = [date(2018, 6, 1 + 2 * n).isoformat() for n in range(14)]
    told = tell(*(report("meeting", "USA", "PRK", on=day, code="040", name=day) for day in days))
    assert sorted(len(names) for names in told.sets) == [7, 7]


def test_what_most_reports_say_is_what_the_act_says(report, tell):
    def place(name: str, source: str):
        return report("meeting", "USA Pompeo", "MEX Ebrard", on=DAY, place=name, source=source)

    told = tell(
        place("Mexico City", "source/one"),
        place("Mexico City", "source/two"),
        place("Foreign Ministry", "source/three"),
        report("meeting", "USA", "MEX", on=DAY),
    )
    assert told.one["place"] == "Mexico City"
    assert told.one["report_count"] == 4
