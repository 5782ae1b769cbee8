import pytest

from comity.errors import QueryError
from comity.store.guard import has_dataset, refuse, syntax_message

REFUSED = [
    ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not allowed"),
    ("SELECT * { service silent ?x { ?s ?p ?o } }", "SERVICE is not allowed"),
    ("PREFIX : <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }", "SERVICE is not allowed"),
    ("SELECT * { ?s ?p ?o.SERVICE<http://x>{} }", "SERVICE is not allowed"),
    ("SELECT * { ?s ?p 1SERVICE<http://x>{} }", "SERVICE is not allowed"),
    ("SELECT * { \\u0053ERVICE <http://x> {} }", "SERVICE is not allowed"),
    ("SELECT * { FILTER(?a<?b)SERVICE?x{ ?c ?d ?e } }", "SERVICE is not allowed"),
    ("LOAD <file:///etc/passwd>", "LOAD is not allowed"),
    ("DROP ALL", "DROP is not allowed"),
    ("PREFIX a: <http://a/>\nINSERT DATA { a:a a:b a:c }", "query 2:1: INSERT is not allowed"),
    ("# SELECT\nclear default", "CLEAR is not allowed"),
    ("  ", "is empty"),
    ("ASK " + "{" * 100 + "}" * 100, "more than 64 brackets"),
    ("ASK { FILTER(" + "!" * 5000 + "true) }", "5000 times !"),
    ("SELECT * {" + "OPTIONAL { ?s ?p ?o } " * 1000 + "}", "1000 times OPTIONAL"),
    ("ASK { ?s <p> 'x" + "x" * 70_000 + "' }", "bytes long"),
]
ALLOWED = [
    "SELECT ?service { ?service a comity:Act }",
    "SELECT * { ?s ex:service 'SERVICE <x> { }' } # SERVICE",
    'SELECT * { ?s ?p """a "quoted" SERVICE\n{{{""" }',
    "SELECT * { ?s <http://example.org/SERVICE/drop> ?o }",
    "PREFIX drop: <http://x/> SELECT ?load { drop:insert ?p ?load }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { VALUES ?x { " + "<http://e/a-b> " * 500 + "} ?x ?p ?o }",
]


@pytest.mark.parametrize(("sparql", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_not_allowed_is_refused_with_its_reason(sparql: str, reason: str) -> None:
    with pytest.raises(QueryError, match=r"^query") as caught:
        refuse(sparql, 65_536)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("sparql", ALLOWED, ids=range(len(ALLOWED)))
def test_words_inside_iris_strings_comments_and_names_are_no_keywords(sparql: str) -> None:
    refuse(sparql, 65_536)


def test_a_dataset_clause_is_seen_and_a_variable_of_that_name_is_not() -> None:
    assert has_dataset("SELECT * FROM <http://g> { ?s ?p ?o }")
    assert has_dataset("SELECT * from named <http://g> { ?s ?p ?o }")
    assert not has_dataset("SELECT ?from { ?s comity:from ?from . FILTER(?from < 'FROM') }")


def test_a_syntax_error_names_line_column_and_word() -> None:
    assert (
        syntax_message("SELECT * {\n ?s FOO ?o }", "error at 2:5: expected x") == "query 2:5: cannot be read at 'FOO'"
    )
    assert syntax_message("SELECT * {", "error at 1:11: expected }") == "query 1:11: ends too early"
