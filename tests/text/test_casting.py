"""Who a text speaks of, and of which country: casting, labels and homes on texts of two or three sentences."""

from datetime import date

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document
from comity.text.casting import cast_of
from comity.text.gazetteer import gazetteer
from comity.text.parse import parse
from comity.text.people import Cast


def cast(text: str, city: str = "", day: date | None = None) -> Cast:
    view = packaged_view()
    return cast_of(list(parse(text.split("\n"))), view, gazetteer(view), day, city)


def home_of_person(name: str, text: str, city: str = "") -> str:
    return next(a.country for a in cast(text, city).persons if a.name.endswith(name))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Guinea-Bissau's junta freed him.", {"GNB"}),
        ("Bissau-Guinean troops left.", {"GNB"}),
        ("The Government of Cote d'Ivoire agreed.", {"CIV"}),
        ("Asuncion, Yaounde and Brasilia agreed.", {"PRY", "CMR", "BRA"}),
        ("U.S.-backed rebels left.", set()),
        ("Male voters in San Jose agreed.", set()),
    ],
)
def test_names_of_states_are_whole_words_with_or_without_accents(text: str, names: set[str]) -> None:
    assert {n.actor.country for n in cast(text).named[0] if n.sort != "place"} - {""} == names


def test_one_cast_has_one_actor_for_all_that_a_person_is_called() -> None:
    found = cast("Kenyan Foreign Minister Amina Mohamed left.\nMs Mohamed said that Amina Mohamed was tired.")
    assert [(a.name, a.country, a.gender) for a in found.persons] == [("Amina Mohamed", "KEN", "f")]


@pytest.mark.parametrize(
    ("title", "city", "text", "country"),
    [
        ("of the dateline", "SUVA", "Prime Minister Ratu Tora rejected Australia's offer.", "FJI"),
        (
            "not whom he faces",
            "HONOLULU",
            "China freed them.\nLi Tora, a spokesman, demanded that Washington stop.",
            "CHN",
        ),
        (
            "no premier in America",
            "SUVA",
            "The White House adviser landed in Fiji.\nPrime Minister Ratu Tora spoke.",
            "FJI",
        ),
        (
            "dateline acts too",
            "SUVA",
            "An American envoy landed in Fiji.\nFiji left. Opposition leader Ratu Tora spoke.",
            "FJI",
        ),
        ("in the town named first", "MENDOZA", "Brazil left.\nIn Asuncion his heir, Luis Tora, spoke.", "PRY"),
        ("a senator at home", "MANILA", "The Philippine Senate voted.\nSenator Luis Tora spoke to America.", "PHL"),
        ("a senator abroad", "KYIV", "Ukraine waited.\nSenator Luis Tora spoke.", "USA"),
    ],
)
def test_who_has_no_country_of_his_own_is_at_home(title: str, city: str, text: str, country: str) -> None:
    assert home_of_person("Tora", text, city) == country, title


def test_a_surname_that_two_of_one_state_share_is_of_that_state() -> None:
    assert home_of_person("Assad", "Syria waited.\nMr Assad spoke.", "CAIRO") == "SYR"


def test_a_chamber_is_that_of_the_state_whose_chamber_the_text_names() -> None:
    found = cast("The Philippine Senate met.\nThe Senate refused.", "MANILA")
    assert {n.actor.country for names in found.named for n in names} == {"PHL"}


def test_a_bare_surname_is_not_whoever_bore_it_in_another_state_and_time() -> None:
    """Jack McConnell led Scotland until 2007."""
    text = "WASHINGTON, May 12, 2021 - President Joe Biden met Leader McConnell in the Oval Office on Wednesday."
    reports = read_document(text, "x", view=packaged_view()).reports
    assert not any(actor.country == "GBR" for report in reports for actor in (*report.agents, *report.recipients))


def test_a_state_that_ended_long_ago_is_a_region_in_news() -> None:
    text = "Texas Governor Greg Abbott met Mexican President Claudia Sheinbaum in Saltillo, Mexico, on Monday."
    (report,) = read_document(text, "own", view=packaged_view()).reports
    assert {actor.country for actor in report.agents} == {"USA", "MEX"}
