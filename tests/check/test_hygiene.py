"""Each hygiene check on a graph that keeps its rule, on one that breaks it, and on one that nearly does."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from comity.check.hygiene import checks, run

Change = Callable[[ox.Store, str, str], None]

_SECOND = "x:tenure~second a comity:Tenure ; comity:official x:official~pompeo ; comity:office x:office~secretary ;"
_CUBA = "x:country~CUB a comity:Country ; rdfs:label 'Cuba' ;"
_SAME = "a comity:Official ; rdfs:label 'Mike Pompeo' ; comity:country"
_LATE = "x:act~meeting comity:earliest '2019-08-02'^^xsd:date ; comity:latest '2019-08-03'^^xsd:date"
_WHEN = "x:act~meeting comity:earliest ?e ; comity:latest ?l"

# Check, what is taken out, what is put in, thing found ("" where nothing is to be found).
CASES = [
    (
        "agreement-ends-before-it-starts",
        "x:agreement~migration comity:termEnd ?e",
        "x:agreement~migration comity:termEnd '2019-05-05'^^xsd:date",
        "agreement/migration",
    ),
    (  # one of two sources is wrong: both values stand
        "agreement-ends-before-it-starts",
        "",
        "x:agreement~migration comity:termEnd '2019-05-05'^^xsd:date",
        "",
    ),
    (
        "country-ends-before-it-starts",
        "x:country~YUG comity:to ?t",
        "x:country~YUG comity:to '1918-11-30'^^xsd:date",
        "country/YUG",
    ),
    ("country-ends-before-it-starts", "", "x:country~YUG comity:from '2003-01-01'^^xsd:date", ""),
    ("tenure-overlaps-itself", "", f"{_SECOND} comity:earliest '2021-01-19'^^xsd:date", "tenure/pompeo"),
    ("tenure-overlaps-itself", "", f"{_SECOND} comity:earliest '2021-01-20'^^xsd:date", ""),
    ("tenure-overlaps-itself", "", f"{_SECOND} comity:earliest '2017-01-20'^^xsd:date", ""),
    ("tenure-overlaps-itself", "", f"{_SECOND} comity:earliest '2018-04-26'^^xsd:date", ""),
    ("country-without-code", "", f"{_CUBA} comity:from '1902-05-20'^^xsd:date", "country/CUB"),
    ("country-without-code", "", f"{_CUBA} comity:gw '40'", ""),
    ("country-without-code", "", f"{_CUBA} skos:exactMatch <http://www.wikidata.org/entity/Q241>", ""),
    ("country-code-shared", "", f"{_CUBA} comity:iso3 'MEX'", "country/CUB"),
    ("country-code-shared", "", f"{_CUBA} comity:iso3 'MEX' ; comity:to '1898-01-01'^^xsd:date", ""),
    ("official-without-country-or-tenure", "x:official~ebrard comity:country ?c", "", "official/ebrard"),
    ("official-without-country-or-tenure", "x:official~pompeo comity:country ?c", "", ""),
    ("official-perhaps-twice", "", f"x:official~mike {_SAME} x:country~USA", "official/mike"),
    ("official-perhaps-twice", "", f"x:official~mike {_SAME} x:country~MEX", ""),
    ("same-elsewhere-twice", "", "x:country~USA skos:exactMatch <http://www.wikidata.org/entity/Q96>", "country/MEX"),
    ("same-elsewhere-twice", "", "x:country~MEX skos:exactMatch <http://example.org/mexico>", ""),
    ("tie-to-itself", "", "GRAPH graph:ties { x:country~MEX comity:met x:country~MEX }", "country/MEX"),
    ("tie-to-itself", "", "x:country~MEX comity:successor x:country~MEX", ""),
    (  # what is left of the two countries is a proposal, and a proposal is not asserted
        "tie-without-act",
        "x:act~meeting comity:onBehalfOf ?b",
        "GRAPH graph:ties { x:country~USA comity:demandedOf x:country~MEX }",
        "country/USA",
    ),
    ("tie-without-act", "", "GRAPH graph:ties { x:country~USA comity:met x:country~MEX }", ""),
    ("tie-without-act", "", "GRAPH graph:ties { x:official~pompeo comity:represents x:country~MEX }", ""),
    ("act-after-its-report", _WHEN, _LATE, "act/meeting"),
    ("act-after-its-report", f"{_WHEN} ; comity:modality ?m", f"{_LATE} ; comity:modality 'planned'", ""),
    (
        "act-after-its-report",
        _WHEN,
        _LATE + " . GRAPH x:source~record { x:report~later comity:reports x:act~meeting ; "
        "comity:reportedOn '2019-09-01'^^xsd:date }",
        "",
    ),
    ("act-outside-coverage", _WHEN, _LATE, "report/meeting"),
    ("act-outside-coverage", f"{_WHEN} ; comity:modality ?m", f"{_LATE} ; comity:modality 'denied'", ""),
]


@pytest.mark.parametrize(("name", "delete", "insert", "thing"), CASES)
def test_each_check_finds_what_breaks_its_rule_and_nothing_else(
    clean: ox.Store, change: Change, name: str, delete: str, insert: str, thing: str
) -> None:
    change(clean, delete, insert)
    found = [result for result in run(clean, deep=True) if result.rule == f"check:{name}"]
    assert [result.thing for result in found] == ([f"https://w3id.org/comity/id/{thing}"] if thing else [])
    assert all(result.message for result in found)


def test_a_graph_in_which_nothing_is_wrong_has_no_result(clean: ox.Store) -> None:
    assert list(run(clean, deep=True)) == []


def test_each_check_has_a_case_that_breaks_it_and_one_that_does_not() -> None:
    names = {check.name for check in checks()}
    assert {name for name, *_, thing in CASES if thing} == names
    assert {name for name, *_, thing in CASES if not thing} == names


def test_each_check_states_its_rule_in_a_sentence() -> None:
    for check in checks():
        assert check.rule[0].isupper()
        assert check.rule.endswith(".")


def test_deep_checks_run_only_where_asked_for(clean: ox.Store, change: Change) -> None:
    change(clean, _WHEN, _LATE)
    assert list(run(clean, deep=False)) == []
