from __future__ import annotations

import pytest

from comity.ask.catalogue import Parameter, ParameterKind
from comity.ask.names import Names
from comity.errors import ComityError, NotFoundError, UsageError
from comity.model import ID, NS
from comity.store import Generation


@pytest.fixture(scope="module")
def names(summer: Generation) -> Names:
    return Names.of(summer)


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Michael R. Pompeo", "official", "official/pompeo-michael-r"),
        ("Mike Pompeo", "official", "official/pompeo-michael-r"),
        ("pompeo", "official", "official/pompeo-michael-r"),
        ("Pompeo, Michael", "official", "official/pompeo-michael-r"),
        ("Q473239", "official", "official/pompeo-michael-r"),
        ("official/pompeo-michael-r", "official", "official/pompeo-michael-r"),
        (f"{ID}official/pompeo-michael-r", "actor", "official/pompeo-michael-r"),
        ("Marcelo Ebrard Casaubon", "official", "official/ebrard"),
        ("bukele", "official", "official/bukele"),
        ("dhs", "organization", "organization/dhs"),
        ("Homeland Security", "actor", "organization/dhs"),
        ("90-day agreement", "agreement", "agreement/deal"),
        ("third country", "policy", "policy/safe"),
        ("Safe Third Country", "instrument", "policy/safe"),
        ("Mexico", "country", "country/MEX"),
        ("México", "actor", "country/MEX"),
        ("MEX", "country", "country/MEX"),
        ("70", "country", "country/MEX"),
        ("cow:70", "country", "country/MEX"),
        ("gw:70", "country", "country/MEX"),
        ("fips:ES", "country", "country/SLV"),
        ("iso2:ES", "country", "country/ESP"),
        ("Q96", "country", "country/MEX"),
        ("iso-numeric:484", "country", "country/MEX"),
        ("YUG", "country", "country/YUG"),
        ("70", "actor", "country/MEX"),
        ("Q96", "actor", "country/MEX"),
        ("cow:70", "actor", "country/MEX"),
        ("MX", "actor", "country/MEX"),
        ("DHS", "actor", "organization/dhs"),
    ],
)
def test_a_name_or_code_means_one_thing(names: Names, text: str, kind: str, found: str) -> None:
    assert names.find(text, kind) == found


def test_a_bare_number_says_in_which_system_it_was_read(summer: Generation) -> None:
    names = Names.of(summer)
    names.find("70", "country")
    assert names.notes == ["70 read as the Correlates of War number of Mexico"]


def test_several_candidates_are_listed_with_country_and_office(names: Names) -> None:
    with pytest.raises(UsageError) as caught:
        names.find("lopez", "official")
    assert str(caught.value) == (
        "'lopez' may be any of 2: official/lopez-ana (Ana López, MEX, Minister of Labour); "
        "official/lopez-jose (José López, SLV)"
    )


@pytest.mark.parametrize(
    ("text", "kind", "error", "reason"),
    [
        ("Marcelo Ebrad", "official", NotFoundError, "did you mean Marcelo Ebrard"),
        ("Peter Pompeo", "official", NotFoundError, "no official 'Peter Pompeo'"),
        ("", "official", NotFoundError, "no official ''"),
        ("policy/safe", "agreement", NotFoundError, "no agreement"),
        ("Atlantis", "country", NotFoundError, "no country 'Atlantis'"),
        ("cow:99999", "country", NotFoundError, "no country has cow code '99999'"),
        ("nato:70", "country", UsageError, "'nato' is no system of country codes"),
    ],
)
def test_what_is_not_found_says_so(names: Names, text: str, kind: str, error: type[ComityError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        names.find(text, kind)


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("act", "praise", f"<{NS}Praise>"),
        ("iri", "act/m1", f"<{ID}act/m1>"),
        ("iri", "http://example.org/x", "<http://example.org/x>"),
        ("official", "Pompeo", f"<{ID}official/pompeo-michael-r>"),
        ("date", "2019-07-21", '"2019-07-21"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", "45", '"45"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("text", 'a "b"', '"a \\"b\\""'),
    ],
)
def test_each_kind_of_parameter_becomes_its_term(names: Names, kind: ParameterKind, text: str, term: str) -> None:
    assert str(names.term(Parameter("x", kind, True, ""), text)) == term


def test_an_unknown_kind_of_act_offers_near_ones(names: Names) -> None:
    with pytest.raises(UsageError, match="'praises' is no kind of act; did you mean praise"):
        names.term(Parameter("act", "act", True, ""), "praises")
