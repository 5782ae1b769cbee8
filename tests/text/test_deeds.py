"""Deeds by kinds of wording: as nouns, with the particle before its object, by those who act for no state."""

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document


def told(text: str) -> list[tuple[str, set[str], set[str]]]:
    reports = read_document(text, "own", view=packaged_view()).reports
    return [(r.act, {m.country for m in r.agents}, {m.country for m in r.recipients}) for r in reports]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The arrest of two Swedish diplomats by Iran came to light on Friday.", ("detain", {"IRN"}, {"SWE"})),
        ("India's release of 20 Pakistani fishermen was announced in Delhi.", ("retreat", {"IND"}, {"PAK"})),
        ("The stationing of Russian warheads in Belarus began in June.", ("deploy", {"RUS"}, {"BLR"})),
        ("The deportation of nine Russian attaches by Norway followed.", ("expel", {"NOR"}, {"RUS"})),
        ("Slovakia's gift of thirteen jets to Ukraine was sealed in March.", ("aid", {"SVK"}, {"UKR"})),
        ("Syria was the target of an Israeli air strike on Sunday.", ("attack", {"ISR"}, {"SYR"})),
        ("The seizure by Iran of fifteen British sailors set off a crisis.", ("detain", {"IRN"}, {"GBR"})),
        ("Norway ordered the arrest of two Chilean officers.", ("detain", {"NOR"}, {"CHL"})),
        ("Norway replied with the expulsion of a Chilean envoy.", ("expel", {"NOR"}, {"CHL"})),
        ("Norway announced the reopening of its border with Russia.", ("lift-sanction", {"NOR"}, {"RUS"})),
        ("Peru ordered the closure of its border with Chile.", ("sanction", {"PER"}, {"CHL"})),
        ("The halt to flights to Turkey by Russia emptied the hotels.", ("sanction", {"RUS"}, {"TUR"})),
    ],
)
def test_a_deed_may_be_a_noun_with_those_who_do_and_suffer_it(text: str, want: tuple[str, set[str], set[str]]) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Singapore phased in a carbon charge.", "adopt"),
        ("Georgia's parliament voted through a law on foreign agents.", "adopt"),
        ("Britain chipped in 10 million pounds for Nepal.", "aid"),
    ],
)
def test_a_particle_may_be_parsed_as_a_preposition(text: str, act: str) -> None:
    assert act in [found for found, _, _ in told(text)]


def test_a_measure_is_against_whom_it_was_imposed_on() -> None:
    assert ("lift-sanction", {"USA"}, {"SDN"}) in told(
        "The sanctions imposed on Sudan by the United States were eased on Monday."
    )


def test_a_state_before_what_it_is_given_receives_it() -> None:
    assert ("aid", {"KOR"}, {"UKR"}) in told("Seoul sent Ukraine mine-clearing gear.")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("A mob torched the Saudi consulate in Basra.", "protest"),
        ("Students smeared the gate of the Chinese embassy in Hanoi with paint.", "protest"),
        ("Turkish gunners torched a Syrian depot.", "attack"),
    ],
)
def test_what_a_crowd_does_to_an_embassy_is_a_protest(text: str, act: str) -> None:
    assert [found for found, _, _ in told(text)] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "A Swedish retailer captured a tenth of the Polish market.",
        "The Spanish utility deployed 300 wind turbines in Chile.",
        "The Indian bowler destroyed the Australian middle order.",
        "Uruguay's goalkeeper let a shot by Argentina go.",
        "Goldman lent a Turkish builder 50 million dollars.",
        "Locusts invaded fields in Ethiopia.",
        "Spain beat England in the final in Berlin.",
        "Malaysia lifted its quota.",
    ],
)
def test_trade_sport_and_weather_do_no_deeds_of_states(text: str) -> None:
    deeds = {"attack", "deploy", "retreat", "aid", "lift-sanction", "detain"}
    assert not deeds & {act for act, _, _ in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The Central Bank of Russia froze the accounts of a Polish firm.",
        "Nepal's state airline stopped flights to India.",
    ],
)
def test_what_belongs_to_a_state_acts_for_it(text: str) -> None:
    assert [act for act, _, _ in told(text)] == ["sanction"]


def test_their_are_those_to_whom_the_verb_before_is_done() -> None:
    assert ("protest", {"PER"}, {"CHL", "ECU"}) in told(
        "Peruvian Foreign Minister Ana Rojas warned Chile and Ecuador of consequences and summoned their envoys "
        "for a reprimand."
    )


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Eleven Romanian embassy employees were given a week to quit Russia.", ("expel", {"RUS"}, {"ROU"})),
        ("Nicaraguan judges were added to an American blacklist.", ("sanction", {"USA"}, {"NIC"})),
        ("Sudan was struck from the American list of sponsors of terrorism.", ("lift-sanction", {"USA"}, {"SDN"})),
        ("Taiwanese pineapples are no longer allowed into China.", ("sanction", {"CHN"}, {"TWN"})),
        ("Iranian airlines were banished from French airports.", ("sanction", {"FRA"}, {"IRN"})),
        ("Relief came to Sri Lanka from China.", ("aid", {"CHN"}, {"LKA"})),
    ],
)
def test_who_does_it_may_stand_in_the_list_the_land_or_the_gift(
    text: str, want: tuple[str, set[str], set[str]]
) -> None:
    assert want in told(text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Chile had two Bolivian envoys thrown out.", ("expel", {"CHL"}, {"BOL"})),
        ("The Colombian president had a Peruvian trawler impounded.", ("detain", {"COL"}, {"PER"})),
    ],
)
def test_who_has_it_done_does_it(text: str, want: tuple[str, set[str], set[str]]) -> None:
    assert want in told(text)


def test_what_follows_an_advance_hits_the_land_it_went_into() -> None:
    assert ("attack", {"RWA"}, {"COD"}) in told("Rwandan soldiers crossed into Congo and seized the town of Bunagana.")
