from __future__ import annotations

import pytest

from comity.ask.tokens import selects, tokens


def test_strings_iris_and_comments_are_single_tokens() -> None:
    text = '# a { comment\n?x < <http://x#y> \'it\\\'s }\' """a "quoted" {""" ?v $w'
    found = [(token.kind, token.text) for token in tokens(text)]
    assert ("comment", "# a { comment") in found
    assert ("iri", "<http://x#y>") in found
    assert ("string", "'it\\'s }'") in found
    assert ("string", '"""a "quoted" {"""') in found
    assert [text for kind, text in found if kind == "variable"] == ["?x", "?v", "$w"]


def test_a_select_has_its_columns_its_group_and_its_order() -> None:
    text = """# SELECT ?no {
    SELECT DISTINCT ?a (COUNT(DISTINCT ?b) AS ?n) WHERE { ?a <x> '} ?z' . { SELECT ?c { ?c ?_d ?e } } FILTER(?a < ?b) }
    ORDER BY ?a"""
    outer, inner = selects(text)
    assert outer.columns == ("a", "n")
    assert outer.variables == {"a", "b", "c", "_d", "e"}
    assert outer.ordered
    assert text[outer.inside - 1] == "{"
    assert (inner.columns, inner.variables, inner.ordered) == (("c",), {"c", "_d", "e"}, False)


def test_an_order_of_a_later_group_does_not_count() -> None:
    assert not selects("SELECT ?a { { SELECT ?b { ?b ?c ?d } ORDER BY ?b } }")[0].ordered


@pytest.mark.parametrize("text", ["SELECT ?a", "SELECT ?a { ?a", "SELECT ?a { '}' "])
def test_a_group_that_does_not_close_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="group"):
        selects(text)
