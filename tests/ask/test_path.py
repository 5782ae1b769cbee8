from __future__ import annotations

from datetime import date

import pytest

from comity.ask import Preference, Step, path
from comity.errors import NotFoundError, UsageError
from comity.store import Generation


def acts(steps: list[Step]) -> list[str]:
    return [step.act for step in steps]


def test_the_shortest_path_has_an_act_and_evidence_for_each_step(summer: Generation) -> None:
    first, second = path(summer, "Ebrard", "Bukele")
    assert (first.from_label, first.to_label, second.to_label) == ("Marcelo Ebrard", "Alexandra Hill", "Nayib Bukele")
    steps = path(summer, "Mike Pompeo", "Bukele")
    assert acts(steps) == ["act/m1"]
    assert [item.report for item in steps[0].evidence] == ["report/r2", "report/r1"]


@pytest.mark.parametrize(
    ("prefer", "through"),
    [
        ("shortest", "official/hill"),
        ("reports", "official/pompeo-michael-r"),
        ("recency", "official/pompeo-michael-r"),
    ],
)
def test_a_preference_picks_among_the_paths(summer: Generation, prefer: Preference, through: str) -> None:
    assert path(summer, "Ebrard", "Bukele", prefer=prefer)[0].to_actor == through


def test_the_best_told_act_stands_for_a_pair_and_the_rest_are_counted(summer: Generation) -> None:
    step = path(summer, "Pompeo", "Ebrard")[0]
    assert (step.act, step.acts, step.reports) == ("act/m3", 2, 3)


def test_what_two_did_together_stands_for_them_before_what_one_did_to_the_other(summer: Generation) -> None:
    step = path(summer, "Ebrard", "Hill")[0]
    assert (step.act, step.acts) == ("act/m4", 2)


def test_plans_and_summits_tie_nobody(summer: Generation) -> None:
    assert {"act/m6", "act/big"}.isdisjoint(acts(path(summer, "Ebrard", "Bukele")))


def test_a_window_keeps_to_its_acts(summer: Generation) -> None:
    assert acts(path(summer, "Ebrard", "Bukele", since=date(2019, 7, 1), until=date(2019, 7, 31))) == [
        "act/m2",
        "act/m1",
    ]


def test_a_path_leads_through_countries_only_where_it_may(summer: Generation) -> None:
    assert acts(path(summer, "Ebrard", "country/USA")) == ["act/s1"]
    assert len(path(summer, "Bukele", "country/USA", countries=True)) == 3


def test_no_path_and_no_actor_are_not_found(summer: Generation) -> None:
    with pytest.raises(NotFoundError, match="no documented path of at most 6 steps"):
        path(summer, "Ebrard", "official/lopez-ana")
    with pytest.raises(NotFoundError, match="of at most 2 steps"):
        path(summer, "Bukele", "country/USA", longest=2)
    with pytest.raises(NotFoundError, match="no actor 'Nobody'"):
        path(summer, "Ebrard", "Nobody")
    with pytest.raises(UsageError, match="are the same actor"):
        path(summer, "Pompeo", "Mike Pompeo")
