from datetime import date

import pytest

from comity.identity import countries

TABLE = countries()


def code(text: str, on: date | None = None) -> str | None:
    country = TABLE.by_name(text, on)
    return country.code if country else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.", "USA"),
        ("US", "USA"),
        ("the United States of America", "USA"),
        ("u.k.", "GBR"),
        ("ROK", "KOR"),
        ("DPRK", "PRK"),
        ("KSA", "SAU"),
        ("Republic of Congo", "COG"),
        ("the Democratic Republic of the Congo", "COD"),
        ("Korea, North", "PRK"),
        ("Salvadoran", "SLV"),
        ("Salvadorian", "SLV"),
        ("SALVADOREAN", "SLV"),
        ("Holy See", "VAT"),
        ("Vatican City", "VAT"),
        ("Burma", "MMR"),
        ("Myanmar", "MMR"),
        ("Burma/Myanmar", "MMR"),
        ("Swaziland", "SWZ"),
        ("Macedonia", "MKD"),
        ("Ivory Coast", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("the Kremlin", "RUS"),
        ("Seoul", "KOR"),
        ("Whitehall", "GBR"),
        ("Foggy Bottom", "USA"),
        ("San Salvador", "SLV"),
        ("St. Lucia", "LCA"),
        ("Denmark (Greenland)", "GRL"),
        ("Poland (in exile)", "POL"),
        ("Turkiye", "TUR"),
        ("Kosovo", "XKX"),
    ],
)
def test_a_name_in_any_common_form_finds_its_country(text: str, expected: str) -> None:
    assert code(text) == expected


@pytest.mark.parametrize(
    "text", ["Congo", "Korea", "Korean", "Congolese", "Dominican", "us", "car", "Atlantis", "", "()"]
)
def test_an_ambiguous_or_unknown_name_finds_nothing(text: str) -> None:
    assert code(text) is None


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Yugoslavia", date(1985, 1, 1), "YUG"),
        ("Yugoslavia", date(1995, 1, 1), "SCG"),
        ("Yugoslavia", date(2001, 1, 1), "SCG"),
        ("Yugoslavia", None, "YUG"),
        ("Serbia and Montenegro", date(2004, 1, 1), "SCG"),
        ("Serbian", date(2004, 1, 1), "SCG"),
        ("Serbian", date(2019, 1, 1), "SRB"),
        ("Russia", date(1985, 1, 1), "SUN"),
        ("Russia", date(1992, 1, 1), "RUS"),
        ("Moscow", date(1985, 1, 1), "SUN"),
        ("Soviet Union", date(1985, 1, 1), "SUN"),
        ("Zaire", date(1985, 1, 1), "COD"),
        ("Prussia", date(1850, 1, 1), "PRU"),
        ("Hawaii", date(1881, 1, 1), "HAWAI"),
        ("Texas", date(1840, 1, 1), "TEXAS"),
        ("Central American Federation", date(1830, 1, 1), "UPC"),
        ("Austria", date(1850, 1, 1), "AUH"),
        ("Austria", date(1950, 1, 1), "AUT"),
        ("Turkey", date(1900, 1, 1), "OTT"),
        ("Korea", date(1890, 1, 1), "KOREA"),
        ("Yemen", date(1980, 1, 1), "YAR"),
        ("Yemen", date(2019, 1, 1), "YEM"),
        ("Vietnam", date(1965, 1, 1), None),
        ("Republic of China", date(1945, 1, 1), "CHN"),
        ("Republic of China", date(1960, 1, 1), "TWN"),
    ],
)
def test_the_day_decides_between_states_of_one_name(text: str, on: date | None, expected: str | None) -> None:
    assert code(text, on) == expected


@pytest.mark.parametrize(
    ("system", "value", "on", "expected"),
    [
        ("fips", "CH", None, "CHN"),
        ("fips", "RS", None, "RUS"),
        ("fips", "GM", None, "DEU"),
        ("fips", "CI", None, "CHL"),
        ("fips", "KN", None, "PRK"),
        ("iso2", "CH", None, "CHE"),
        ("iso2", "RS", None, "SRB"),
        ("cow", 255, date(1850, 1, 1), "PRU"),
        ("cow", 255, date(1900, 1, 1), "DEU"),
        ("cow", 260, date(1970, 1, 1), "DEU"),
        ("cow", 265, date(1970, 1, 1), "DDR"),
        ("cow", 255, None, "DEU"),
        ("cow", "345", date(1950, 1, 1), "YUG"),
        ("cow", "345", None, "SRB"),
        ("cow", "2.0", None, "USA"),
        ("cow", 20, date(1900, 1, 1), "CAN"),
        ("gw", 365, date(1950, 1, 1), "SUN"),
        ("gw", 678, date(2000, 1, 1), "YEM"),
        ("cameo", "ROM", None, "ROU"),
        ("cameo", "TMP", None, "TLS"),
        ("cameo", "GZS", None, "PSE"),
        ("cameo", "EUR", None, None),
        ("iso_numeric", 4, None, "AFG"),
        ("iso_numeric", "004", None, "AFG"),
        ("iso3", "yug", date(1999, 1, 1), "SCG"),
        ("iso3", "ZAR", date(1980, 1, 1), "COD"),
        ("qid", "Q96", None, "MEX"),
        ("m49", "484", None, "MEX"),
    ],
)
def test_a_code_means_a_country_at_a_time(system: str, value: str | int, on: date | None, expected: str | None) -> None:
    country = TABLE.by_code(system, value, on)  # type: ignore[arg-type]
    assert (country.code if country else None) == expected


def test_a_country_tells_the_code_that_it_had_on_a_day() -> None:
    germany = TABLE.get("DEU")
    assert germany is not None
    assert [germany.code_of("cow", day) for day in (date(1900, 1, 1), date(1970, 1, 1), None)] == ["255", "260", "255"]
    assert germany.code_of("fips") == "GM"


def test_every_row_is_whole_and_its_links_lead_somewhere() -> None:
    assert 285 <= len(TABLE) <= 300
    for country in TABLE:
        assert country.name
        assert country.status in ("state", "territory", "disputed", "former")
        assert all(successor in TABLE for successor in country.successors)
        assert not country.sovereign or country.sovereign in TABLE
        assert country.status != "former" or (country.end is not None and country.successors)
        texts = {term.text for term in country.terms}
        assert country.ambiguous <= texts | {""}, country.code
        if country.status in ("state", "territory"):
            assert country.code_of("iso2")
            assert country.code_of("iso3") == country.code
            assert country.code_of("qid")
        if country.status == "state":
            assert country.demonyms, country.code
            assert country.capitals, country.code
            assert country.code_of("m49"), country.code


def test_the_members_of_the_united_nations_are_all_states_of_the_table() -> None:
    states = {country.code for country in TABLE if country.status == "state"}
    assert len(states) == 194  # 193 members and the Holy See
    assert {"VAT", "MEX", "TUV", "SSD"} <= states


def test_an_iso_code_of_today_is_never_that_of_two_countries() -> None:
    for system in ("iso2", "iso3", "iso_numeric", "qid", "cameo"):
        held: dict[str, str] = {}
        for country in TABLE:
            for value in country.codes.get(system, ()):  # type: ignore[call-overload]
                if country.end is None and value.when.latest is None:
                    assert held.setdefault(value.value, country.code) == country.code, (system, value.value)


def test_names_for_gazetteers_mark_the_words_that_mean_something_else() -> None:
    terms = {(text, country.code, sort) for text, country, sort in TABLE.names()}
    assert {("Mexican", "MEX", "demonym"), ("Los Pinos", "MEX", "metonym"), ("Lima", "PER", "capital")} <= terms
    ambiguous = {word for country in TABLE for word in country.ambiguous}
    assert {"Georgia", "Jordan", "Chad", "Congo", "Korea", "Washington", "Turkey", "Lima"} <= ambiguous


@pytest.mark.parametrize(
    ("territory", "on", "expected"),
    [
        ("korea", date(1890, 1, 1), "KOREA"),
        ("korea", date(1965, 1, 1), "KOR"),
        ("vietnam", date(1966, 10, 26), "RVN"),
        ("vietnam", date(2019, 2, 27), "VNM"),
        ("russia", date(1988, 5, 29), "SUN"),
        ("yugoslavia", date(1999, 1, 1), "SCG"),
        ("czechoslovakia-1993", date(1990, 1, 1), "CSK"),
        ("germany", date(1860, 1, 1), "PRU"),
        ("two-sicilies", date(1850, 1, 1), "SIC"),
        ("congo-kinshasa", None, "COD"),
        ("west-bank", None, "PSE"),
    ],
)
def test_a_territory_of_the_state_department_is_the_state_of_its_day(
    territory: str, on: date | None, expected: str
) -> None:
    country = TABLE.by_state_id(territory, on)
    assert country is not None
    assert country.code == expected
