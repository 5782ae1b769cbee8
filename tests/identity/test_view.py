import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest

from comity.identity import IdentityView, Reference, packaged_reference, packaged_view
from comity.identity.folding import fold, fold_sorted
from comity.identity.names import compatible, given_names
from comity.model import Office, Official, Tenure, When

VIEW = packaged_view()
TOUR = date(2019, 7, 21)


def holder(title: str, country: str, on: date | None = TOUR) -> str | None:
    official = VIEW.holder(title, country, on)
    return official.name if official else None


@pytest.mark.parametrize(
    ("title", "country", "expected"),
    [
        ("the Secretary of State", "USA", "Mike Pompeo"),
        ("U.S. Secretary of State", "USA", "Mike Pompeo"),
        ("Secretary of State", "VAT", "Pietro Parolin"),
        ("President Obrador", "MEX", "Andrés Manuel López Obrador"),
        ("President López Obrador", "MEX", "Andrés Manuel López Obrador"),
        ("the president", "MEX", "Andrés Manuel López Obrador"),
        ("Foreign Secretary", "MEX", "Marcelo Ebrard"),
        ("Mexican Foreign Secretary", "MEX", "Marcelo Ebrard"),
        ("Foreign Minister", "MEX", "Marcelo Ebrard"),
        ("canciller", "MEX", "Marcelo Ebrard"),
        ("foreign minister of Mexico", "MEX", "Marcelo Ebrard"),
        ("Foreign Secretary", "GBR", "Jeremy Hunt"),
        ("Chancellor", "DEU", "Angela Merkel"),
        ("Chancellor", "CRI", "Manuel Ventura"),
        ("President", "SLV", "Nayib Bukele"),
        ("President", "GTM", "Jimmy Morales"),
        ("President", "PAN", "Laurentino Cortizo"),
        ("Taoiseach", "IRL", "Leo Varadkar"),
        ("acting Secretary of Homeland Security", "USA", "Kevin McAleenan"),
        ("National Security Adviser", "USA", "John Bolton"),
        ("head of government", "MEX", "Andrés Manuel López Obrador"),
        ("UN Secretary-General", "", "António Guterres"),
        ("Secretary General of the OAS", "", "Luis Almagro"),
        ("EU foreign policy chief", "", "Federica Mogherini"),
        ("pope", "VAT", "Francis"),
    ],
)
def test_title_country_and_day_find_the_holder(title: str, country: str, expected: str) -> None:
    assert holder(title, country) == expected


def test_nobody_holds_an_office_that_does_not_exist_or_under_a_wrong_name() -> None:
    assert holder("Prime Minister", "USA") is None
    assert holder("Foreign Secretary", "FRA") is None
    assert holder("President Pompeo", "USA") is None
    assert holder("President Calderón", "MEX") is None
    assert holder("President", "ATA") is None
    assert holder("", "USA") is None


def test_a_handover_day_has_two_holders_and_only_a_name_decides() -> None:
    day = date(2021, 1, 20)
    assert holder("President", "USA", day) is None
    assert [official.name for official in VIEW.holders("President", "USA", day)] == ["Joe Biden", "Donald Trump"]
    assert holder("President Biden", "USA", day) == "Joe Biden"
    assert holder("President Trump", "USA", day) == "Donald Trump"


def test_offices_change_hands() -> None:
    assert holder("Secretary of State", "USA", date(2018, 3, 1)) == "Rex Tillerson"
    assert holder("Secretary of State", "USA", date(2018, 4, 10)) is None
    assert holder("President", "USA", date(1991, 5, 5)) == "George H. W. Bush"
    assert holder("President", "USA", date(2001, 9, 12)) == "George W. Bush"
    assert holder("Foreign Minister", "SUN", date(1987, 1, 1)) == "Eduard Shevardnadze"
    assert holder("President", "SCG", date(1999, 4, 1)) == "Slobodan Milošević"


def test_a_name_in_any_spelling_finds_the_official() -> None:
    def ids(name: str, country: str | None = None, on: date | None = TOUR) -> list[str]:
        return [official.id.removeprefix("official/") for official in VIEW.officials_named(name, country, on)]

    assert ids("Pompeo") == ids("Michael R. Pompeo") == ids("MIKE POMPEO", "USA") == ["pompeo-michael-r"]
    assert ids("Obrador", "MEX") == ids("AMLO") == ids("Andres Manuel Lopez Obrador") == ["lopez-obrador-andres-manuel"]
    assert ids("Moon Jae-in") == ids("Jae-in Moon") == ["moon-jae-in"]
    assert ids("Binyamin Netanyahu") == ids("Netanyahu", "ISR") == ["netanyahu-benjamin"]
    assert ids("Gadhafi") == ids("Moammar Gadhafi") == ids("Muammar al-Qadhafi") == ["gaddafi-muammar"]
    assert ids("Kim Jong-un") == ids("Kim Jong Un", "PRK") == ["kim-jong-un"]
    assert ids("Kim Jong-il") == ["kim-jong-il"]
    assert ids("Pompeo", "MEX") == []
    assert ids("Mxyzptlk") == []


def test_those_in_office_come_first_and_ambiguity_stays() -> None:
    at_war = [official.name for official in VIEW.officials_named("Bush", "USA", date(2003, 3, 20))]
    assert at_war == ["George W. Bush", "George H. W. Bush"]
    assert VIEW.officials_named("George Bush", "USA", date(1990, 8, 2))[0].name == "George H. W. Bush"
    assert [official.name for official in VIEW.officials_named("George W. Bush")] == ["George W. Bush"]
    assert {o.country for o in VIEW.officials_named("Fernández")} >= {"ARG", "DOM"}


def test_offices_of_an_official_follow_the_day() -> None:
    rice = VIEW.officials_named("Condoleezza Rice")[0]
    assert [office.title for office in VIEW.offices_of(rice.id)] == ["National Security Advisor", "Secretary of State"]
    assert [office.title for office in VIEW.offices_of(rice.id, date(2006, 1, 1))] == ["Secretary of State"]
    assert VIEW.offices_of("official/nobody") == []


def test_organizations_go_by_name_and_acronym_and_words_need_capitals() -> None:
    def name(text: str, country: str | None = None) -> str | None:
        found = VIEW.organization(text, country)
        return found.name if found else None

    assert name("U.N.") == name("the United Nations") == "United Nations"
    assert name("ICE") == "U.S. Immigration and Customs Enforcement"
    assert name("ice") is None
    assert name("who") is None
    assert name("WHO") == "World Health Organization"
    assert name("Foreign Ministry", "MEX") == "Secretariat of Foreign Affairs"
    assert name("Foreign Ministry", "CUB") is None


def test_a_view_holds_staged_records_beside_the_packaged_ones() -> None:
    office = Office("office/utopia-president", "President", "UTO", "head-of-state")
    official = Official("official/hythloday-raphael", "Raphael Hythloday", "UTO", "Hythloday")
    tenure = Tenure("tenure/x", official.id, office.id, When.parse("2016/.."))
    view = IdentityView(packaged_reference() + Reference.of([official], [], [office], [tenure]))
    assert view.holder("President", "UTO", TOUR) is official
    assert view.holder("Secretary of State", "USA", TOUR) is not None


def test_titles_come_longest_first_with_their_roles() -> None:
    texts = [title.text for title in VIEW.titles()]
    assert texts.index("vice president") < texts.index("president")
    assert {title.role for title in VIEW.titles() if title.text == "secretary of state"} == {"foreign-minister"}


def test_the_reference_is_consistent_and_names_its_source() -> None:
    reference = packaged_reference()
    officials = {official.id: official for official in reference.officials}
    offices = {office.id: office for office in reference.offices}
    assert len(officials) == len(reference.officials) > 1000
    assert len(offices) == len(reference.offices) > 250
    assert len({tenure.id for tenure in reference.tenures}) == len(reference.tenures) > 1100
    for official in officials.values():
        assert official.country in VIEW.countries, official.id
        assert fold(official.surname) in fold(official.name), official.id
        assert official.id.startswith("official/")
    for tenure in reference.tenures:
        assert tenure.official in officials
        assert tenure.office in offices
        assert tenure.when.earliest is not None
        assert tenure.source == "source/comity-reference"
    organizations = {organization.id for organization in reference.organizations}
    for office in reference.offices:
        assert bool(office.country) != bool(office.organization), office.id
        assert not office.organization or office.organization in organizations, office.id


def test_no_two_people_head_one_state_at_the_same_time() -> None:
    reference = packaged_reference()
    held: dict[str, list[Tenure]] = {}
    for tenure in reference.tenures:
        held.setdefault(tenure.office, []).append(tenure)
    for office, tenures in held.items():
        ordered = sorted(tenures, key=lambda tenure: tenure.when.earliest or date.min)
        for one, other in pairwise(ordered):
            assert one.when.latest is not None, (office, one.id)
            assert other.when.earliest is not None
            # Where only the year of a change is known, both held the office at some time in it.
            allowed = 366 if one.when.latest.year == other.when.earliest.year and _of_a_year(one, other) else 31
            assert (one.when.latest - other.when.earliest).days <= allowed, (one.id, other.id)


def _of_a_year(one: Tenure, other: Tenure) -> bool:
    return (one.when.latest or date.min).timetuple().tm_yday >= 365 and other.when.earliest == date(
        (other.when.earliest or date.min).year, 1, 1
    )


def test_folding_forgets_case_accents_articles_and_punctuation() -> None:
    assert fold("The Côte d’Ivoire") == "cote divoire"
    assert fold("St. Kitts & Nevis") == "saint kitts and nevis"
    assert fold("The") == "the"
    assert fold_sorted("Moon Jae-in") == fold_sorted("Jae-in Moon")


@pytest.mark.parametrize(
    ("left", "right", "surname", "expected"),
    [
        ("Michael R. Pompeo", "Mike Pompeo", "pompeo", True),
        ("M. Pompeo", "Mike Pompeo", "pompeo", True),
        ("George W. Bush", "George H. W. Bush", "bush", False),
        ("George Bush", "George W. Bush", "bush", True),
        ("Kim Jong Un", "Kim Jong-il", "kim", False),
        ("Jae-in Moon", "Moon Jaein", "moon", True),
        ("Hillary Clinton", "Bill Clinton", "clinton", False),
        ("Joseph R. Biden Jr.", "Joe Biden", "biden", True),
    ],
)
def test_given_names_may_or_may_not_be_one_persons(left: str, right: str, surname: str, expected: bool) -> None:
    assert compatible(given_names(left, surname), given_names(right, surname)) is expected


def test_the_view_loads_no_heavy_library() -> None:
    code = (
        "import sys; from comity.identity import packaged_view; packaged_view().countries;"
        "print(sorted({'spacy', 'pandas', 'networkx', 'rdflib', 'pyoxigraph', 'rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_find_lists_whatever_a_text_may_mean() -> None:
    assert VIEW.find("Mexico", on=TOUR) == [("country/MEX", "Mexico", "name of a country")]
    assert VIEW.find("NATO")[0][0] == "organization/nato"
    assert VIEW.find("Pompeo", on=TOUR) == [("official/pompeo-michael-r", "Mike Pompeo", "Secretary of State")]
    assert VIEW.find("Secretary of State", "USA", TOUR) == [
        ("official/pompeo-michael-r", "Mike Pompeo", "held the office Secretary of State")
    ]
    assert VIEW.find("Mxyzptlk", "USA", TOUR) == []
