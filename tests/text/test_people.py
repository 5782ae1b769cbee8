import pytest

from comity.identity.view import packaged_view
from comity.model import Mention
from comity.text import read_document


def mentions(text: str) -> list[Mention]:
    reports = read_document(text, "own", view=packaged_view()).reports
    return [m for r in reports for m in (*r.agents, *r.recipients)]


def named(text: str) -> list[tuple[str, str]]:
    return [(m.name, m.country) for m in mentions(text) if m.kind == "official"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Finnish Foreign Minister Pekka Haavisto met Sweden's Ann Linde.",
            [("Pekka Haavisto", "FIN"), ("Ann Linde", "SWE")],
        ),
        (
            "The foreign ministers of Greece and Macedonia, Nikos Kotzias and Nikola Dimitrov, signed the deal.",
            [("Nikos Kotzias", "GRC"), ("Nikola Dimitrov", "MKD")],
        ),
        (
            "South Korean President Moon Jae-in met Chinese Foreign Minister Wang Yi.",
            [("Moon Jae-in", "KOR"), ("Wang Yi", "CHN")],
        ),
        (
            "Anwar Gargash, the UAE minister of state for foreign affairs, met King Felipe VI of Spain.",
            [("Anwar Gargash", "ARE"), ("Felipe VI", "ESP")],
        ),
        (
            "The European Union's foreign policy chief, Catherine Ashton, met Iran's Mohammad Javad Zarif.",
            [("Catherine Ashton", ""), ("Mohammad Javad Zarif", "IRN")],
        ),
    ],
)
def test_titles_on_either_side_of_a_name_give_its_country(text: str, people: list[tuple[str, str]]) -> None:
    assert named(text) == people


def test_a_surname_stands_for_the_person_named_before() -> None:
    text = "Norwegian Prime Minister Jens Stoltenberg flew to Chad. Stoltenberg thanked Chad."
    assert named(text) == [("Jens Stoltenberg", "NOR"), ("Jens Stoltenberg", "NOR")]


def test_she_is_the_woman_named_before() -> None:
    text = "Danish Prime Minister Mette Frederiksen flew to Oslo. She thanked Norway."
    assert named(text) == [("Mette Frederiksen", "DNK"), ("Mette Frederiksen", "DNK")]


def test_the_holder_of_an_office_is_known_by_the_day() -> None:
    text = "PARIS, 5 March 2010 - The French president accused Chad of lying."
    assert named(text) == [("Nicolas Sarkozy", "FRA")]


def test_the_two_leaders_are_those_who_met() -> None:
    text = (
        "Polish President Andrzej Duda met Lithuanian President Gitanas Nauseda in Vilnius. "
        "The two leaders criticised Belarus."
    )
    assert [name for name, _ in named(text)][2:] == ["Andrzej Duda", "Gitanas Nauseda"]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Seoul accused Pyongyang of lying.", ["KOR", "PRK"]),
        ("North Korea shelled an island. The South accused the North of lying.", ["PRK", "KOR", "PRK"]),
        ("Brazil's Senate ratified the treaty.", ["BRA"]),
        ("Catalan separatists threatened Spain.", ["ESP", "ESP"]),
        ("The Kremlin criticised Chad.", ["RUS", "TCD"]),
        ("Palestinian leaders said they would boycott all contact with the United States.", ["PSE", "USA"]),
    ],
)
def test_capitals_bodies_and_peoples_stand_for_their_state(text: str, countries: list[str]) -> None:
    assert [m.country for m in mentions(text)] == countries


@pytest.mark.parametrize(
    "text",
    [
        "President Biden met the head of the Mexican American Legal Defense Fund.",
        "Vice President Harris will travel to Paris, Texas, to meet mayors.",
        "President Biden met with Governor Pedro Pierluisi of Puerto Rico.",
        "President Biden spoke with Georgia Governor Brian Kemp about the storm.",
    ],
)
def test_what_only_sounds_foreign_is_at_home(text: str) -> None:
    release = "---\ndate: 2022-05-03\nsource_url: https://www.whitehouse.gov/x/\n---\n\n" + text
    assert {m.country for m in mentions(release)} <= {"USA", ""}


def test_whom_police_hit_belongs_where_it_stands() -> None:
    (guards,) = [m for m in mentions("Gunmen killed five policemen in northern Nigeria.") if m.name != "Gunmen"]
    assert guards.country == "NGA"
