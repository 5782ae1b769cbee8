"""Signatures, statements, policies and figures: what keeps two of them apart."""

from datetime import date

import pytest


def test_a_signature_is_once_for_its_agreement_whatever_the_dates_and_levels(report, tell):
    told = tell(
        report("sign", "USA", "MEX", on="2019-06", agreement="Migration"),
        report("sign", "USA Pompeo", "MEX Ebrard", on="2019-06-07", agreement="Migration"),
        report("sign", "MEX", "USA", agreement="Migration"),
        report("sign", "USA", "MEX", on="2019-06-08", agreement="Trade", name="trade"),
    )
    assert frozenset({"trade"}) in told.sets
    (act,) = (act for act in told.acts if act["report_count"] == 3)
    assert act["agents"] == ["official/ebrard-mex", "official/pompeo-usa"]
    assert act["on_behalf_of"] == ["country/MEX", "country/USA"]
    assert (act["earliest"], act["date_precision"]) == (date(2019, 6, 7), "day")


def test_each_party_ratifies_for_itself(report, tell):
    told = tell(
        report("ratify", "MEX", on="2019-06-19", agreement="USMCA"),
        report("ratify", "USA", on="2020-01-29", agreement="USMCA"),
        report("ratify", "MEX", on="2019-06-20", agreement="USMCA"),
    )
    assert sorted(act["report_count"] for act in told.acts) == [1, 2]


def test_the_june_signature_told_for_months_is_one_and_early_rumours_are_not_it(report, tell):
    days = ["2018-05-22", "2018-05-30", "2018-06-12", "2018-06-15", "2018-06-24", "2018-07-04", "2018-10-25"]
    told = tell(*(report("sign", "USA Trump", to="PRK Kim", on=day, code="057", name=day) for day in days))
    assert told.sets == {frozenset(days[:2]), frozenset(days[2:6]), frozenset(days[6:])}
    (june,) = (act for act in told.acts if act["report_count"] == 4)
    assert (june["earliest"], june["latest"]) == (date(2018, 6, 12), date(2018, 6, 12))


def test_a_signature_of_an_unnamed_agreement_joins_the_named_one_of_those_days(report, tell):
    told = tell(
        report("sign", "USA Trump", "PRK Kim", on="2018-06-12", agreement="Singapore", source="source/wire"),
        report("sign", "USA Trump", to="PRK Kim", on="2018-06-14", code="057"),
        report("sign", "USA", to="PRK", on="2018-06-20", code="057"),
        report("sign", "USA", to="PRK", on="2018-09-20", code="057"),
    )
    assert sorted(act["report_count"] for act in told.acts) == [1, 3]


@pytest.mark.parametrize(
    ("change", "acts"),
    [
        ({}, 1),
        ({"agents": ["USA Trump"]}, 2),
        ({"to": "SLV"}, 2),
        ({"act": "endorse"}, 2),
        ({"on": "2019-07-22"}, 2),
        ({"agreement": "Migration"}, 1),
        ({"quote": "they have made real progress on this"}, 1),
    ],
)
def test_praise_is_one_act_within_speaker_target_kind_and_day(report, tell, change, acts):
    def said(agents=("USA Pompeo",), act="praise", to="MEX", on="2019-07-21", **fields):
        return report(act, *agents, to=to, on=on, **fields)

    assert len(tell(said(), said(**change)).acts) == acts


@pytest.mark.parametrize(
    ("quote", "acts"),
    [
        ("They’ve made real progress, importantly, they’ve made a real commitment", 1),
        ("they've made a REAL commitment towards that progress", 1),
        ("I’ll talk with the president and the teams back in Washington", 2),
    ],
)
def test_cuts_of_one_quotation_are_one_statement_and_two_quotations_are_two(report, tell, quote, acts):
    whole = "They’ve made real progress…importantly, they’ve made a real commitment towards that progress"
    told = tell(*(report("state", "USA Pompeo", on="2019-07-21", quote=each) for each in (whole, quote)))
    assert len(told.acts) == acts


def test_bare_statements_of_one_text_are_told_apart_by_their_sentences(report, tell):
    told = tell(
        report("state", "USA Pompeo", on="2019-07-21", evidence="He pointed out that the job is far from over."),
        report("state", "USA Pompeo", on="2019-07-21", evidence="He said talks would go on."),
        report("state", "USA Pompeo", on="2019-07-21", evidence="He said talks would go on.", source="source/copy"),
        report("state", "USA Pompeo", to="MEX", on="2019-07-21", code="010"),
        report("state", "USA Pompeo", to="MEX", on="2019-07-21", code="010"),
    )
    assert sorted(act["report_count"] for act in told.acts) == [1, 2, 2]


def test_a_policy_affects_a_country_once_and_each_country_for_itself(report, tell):
    told = tell(
        report("affect", "USA", to="MEX", policy="Safe third country", modality="proposed"),
        report("affect", "USA", to="MEX", policy="Safe third country", modality="proposed", on="2019-07-22"),
        report("affect", "USA", to="SLV", policy="Safe third country", modality="proposed"),
        report("affect", "USA", to="MEX", policy="Safe third country", modality="hypothetical"),
    )
    assert sorted(act["report_count"] for act in told.acts) == [1, 1, 2]


def test_two_figures_are_two_acts_and_a_missing_one_joins(report, tell):
    told = tell(
        report("deploy", "MEX", on="2019-07-21", amount=20000.0, unit="people", name="a"),
        report("deploy", "MEX", on="2019-07-21", amount=15000.0, unit="people", name="b"),
        report("deploy", "MEX", on="2019-07-21", name="c"),
        report("deploy", "MEX", on="2019-07-21", amount=20000.0, unit="people", name="d"),
    )
    assert told.sets == {frozenset("acd"), frozenset("b")}


def test_figures_of_two_months_are_two_observations(report, tell):
    told = tell(
        *(
            report("report", "USA:DHS", on=month, amount=30.0, unit="percent")
            for month in ("2019-06", "2019-05", "2019-06")
        )
    )
    assert sorted(act["report_count"] for act in told.acts) == [1, 2]


def test_an_official_of_no_country_is_a_party_and_replaces_nobody(report, tell):
    told = tell(report("criticise", " Ban", to=" Annan", on="2018-01-08"))
    assert (told.one["agents"], told.one["recipients"]) == (["official/ban"], ["official/annan"])
    assert told.one["on_behalf_of"] == []
