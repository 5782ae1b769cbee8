from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.ask.bind import bind, date_term, integer_term, iri_term, text_term
from comity.ask.catalogue import parse
from comity.errors import NotFoundError, UsageError

QUESTION = parse(
    """#+ summary: What is said of a thing?
#+ parameters:
#+   - {name: thing, kind: iri, required: true, example: "act/1"}
#+   - {name: words, kind: text, example: "x"}
#+   - {name: from, kind: date, example: "2019-01-01"}

SELECT ?b ?n
WHERE {
  # a comment with a { and WHERE {
  ?_thing_iri <urn:says> ?b .
  FILTER(!BOUND(?__words_literal) || STR(?b) = ?__words_literal)
  FILTER(!BOUND(?__from_date) || ?b >= ?__from_date)
  { SELECT ?_thing_iri (COUNT(?c) AS ?n) WHERE { ?_thing_iri <urn:says> ?c } GROUP BY ?_thing_iri }
}
ORDER BY ?b
""",
    "time",
    "said",
)


def rows(sparql: str, *texts: str) -> list[str]:
    store = ox.Store()
    thing, other, says = (ox.NamedNode(f"urn:{name}") for name in ("thing", "other", "says"))
    store.extend(ox.Quad(thing, says, ox.Literal(text)) for text in texts)
    store.add(ox.Quad(other, says, ox.Literal("secret")))
    found = store.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    return [solution["b"].value for solution in found]


def test_a_required_parameter_stands_in_each_select_that_uses_it() -> None:
    sparql = bind(QUESTION, {"thing": iri_term("urn:thing")})
    assert sparql.count("VALUES (?_thing_iri) { (<urn:thing>) }") == 2
    assert rows(sparql, "a", "b") == ["a", "b"]


def test_a_missing_required_parameter_is_named_with_an_example() -> None:
    with pytest.raises(UsageError, match=r"needs --thing \(a iri, such as act/1\)"):
        bind(QUESTION, {"words": text_term("x")})


def test_an_unknown_parameter_offers_those_there_are() -> None:
    with pytest.raises(NotFoundError, match="no parameter --form; did you mean --from"):
        bind(QUESTION, {"thing": iri_term("urn:thing"), "form": text_term("x")})


@pytest.mark.parametrize("text", ["x> ex:a ?b } #", "a b", 'x"', "x|y", "x\ny", "<x", "x{y", "x\x00", "no scheme", ""])
def test_what_is_no_iri_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no IRI"):
        iri_term(text)


NASTY = [
    "x> ex:a ?b } #",
    '"',
    "'",
    '"""',
    "\\",
    '\\"',
    "a\nb\r\tc",
    "x|y",
    '" } UNION { ?x <urn:says> ?b } #',
    "?b",
    "é😀\u2028",
]


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_is_found_as_itself_and_nothing_else(text: str) -> None:
    sparql = bind(QUESTION, {"thing": iri_term("urn:thing"), "words": text_term(text)})
    assert rows(sparql, text, "plain") == [text]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_found_as_itself(text: str) -> None:
    sparql = bind(QUESTION, {"thing": iri_term("urn:thing"), "words": text_term(text)})
    assert rows(sparql, text, text + "x") == [text]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2019-02-30", "'2019-02-30' is no date of the calendar"),
        ("2019-07", "'2019-07' is no full date, YYYY-MM-DD"),
        ("2019-07-01/2019-07-02", "is no full date"),
        ('2019-07-01"^^<x>', "is no date of the form"),
        ("yesterday", "is no date of the form"),
    ],
)
def test_a_wrong_date_is_one_line(text: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason.replace("(", r"\(")) as caught:
        date_term(text, "--from")
    assert str(caught.value).startswith("--from: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "1.5", "1 }", "x", "١"])
def test_a_wrong_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no whole number"):
        integer_term(text)


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(UsageError, match="no valid Unicode"):
        text_term("\ud800")
