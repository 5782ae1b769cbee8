import json
import socket
import threading
import time
from dataclasses import replace

import pytest

from comity.errors import QueryError, StoreError, TimeLimitError
from comity.store import Generation, Limits, memory, query, select

ALL = "SELECT ?s ?o { ?s <http://e/p> ?o } ORDER BY ?o"
BOMBS = {
    "cartesian count": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "cartesian order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "group concat": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "concat doubling": 'SELECT ?z { BIND("xxxxxxxxxxxxxxxx" AS ?a0) '
    + " ".join(f"BIND(CONCAT({','.join([f'?a{i}'] * 16)}) AS ?a{i + 1})" for i in range(16))
    + " BIND(STRLEN(?a16) AS ?z) }",
}


def test_a_query_reads_the_union_of_all_graphs(small: Generation) -> None:
    answer = query(small, ALL)
    assert answer.kind == "rows"
    found = answer.rows()
    assert found.variables == ("s", "o")
    assert [row[1].value for row in found.rows] == ["1", "2", "3"]


def test_from_narrows_the_union(small: Generation) -> None:
    rows = query(small, "SELECT ?o FROM <http://e/g1> { ?s <http://e/p> ?o }").rows().rows
    assert [row[0].value for row in rows] == ["2"]


def test_a_store_in_memory_answers_like_the_worker(small: Generation) -> None:
    quads = b'<http://e/a> <http://e/p> "1" .\n<http://e/a> <http://e/p> "2" <http://e/g1> .\n'
    quads += b'<http://e/b> <http://e/p> "3" <http://e/g2> .\n'
    assert select(memory(quads), ALL) == query(small, ALL).rows()
    assert select(small.store(), ALL) == query(small, ALL).rows()


@pytest.mark.parametrize(
    ("sparql", "format", "body"),
    [
        ("SELECT ?o { <http://e/b> <http://e/p> ?o }", "csv", b"o\r\n3\r\n"),
        ("SELECT ?o { <http://e/b> <http://e/p> ?o }", "tsv", b'?o\n"3"\n'),
        ("ASK { <http://e/b> ?p ?o }", "csv", b"true\n"),
        ("CONSTRUCT { ?s comity:met ?o } { ?s <http://e/q> ?o }", "nt", None),
        ("DESCRIBE <http://e/b>", "json", None),
    ],
)
def test_results_come_in_the_format_asked_for(small: Generation, sparql: str, format: str, body: bytes | None) -> None:
    answer = query(small, sparql, format=format)  # type: ignore[arg-type]
    if body is not None:
        assert answer.body == body
    elif format == "nt":
        assert answer.body == b"<http://e/b> <https://w3id.org/comity/ns#met> <http://e/a> .\n"
    else:
        assert (answer.kind, answer.format) == ("graph", "ttl")
        assert b"<http://e/b>" in answer.body


def test_ask_in_json_is_a_boolean(small: Generation) -> None:
    answer = query(small, "ASK { <http://e/none> ?p ?o }")
    assert answer.kind == "boolean"
    assert json.loads(answer.body)["boolean"] is False


@pytest.mark.parametrize("name", BOMBS)
def test_a_query_bomb_is_killed_within_its_limit(small: Generation, name: str) -> None:
    begin = time.monotonic()
    with pytest.raises((TimeLimitError, QueryError)) as caught:
        query(small, BOMBS[name], limits=Limits(seconds=1.0))
    assert time.monotonic() - begin < 3.0
    assert "\n" not in str(caught.value)


def test_the_time_limit_has_its_own_error(small: Generation) -> None:
    with pytest.raises(TimeLimitError, match=r"limit of 0\.5 s") as caught:
        query(small, BOMBS["cartesian count"], limits=Limits(seconds=0.5))
    assert caught.value.exit_code == 5


def test_a_result_beyond_the_size_cap_is_an_error_never_a_cut_answer(small: Generation) -> None:
    with pytest.raises(QueryError, match="larger than 1,000 bytes"):
        query(small, "SELECT * { ?s ?p ?o }", limits=Limits(bytes=1000))


def test_nesting_that_breaks_the_parser_ends_only_the_worker(
    small: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.store.guard._refuse_depth", lambda bare: None)
    with pytest.raises(QueryError, match=r"^query"):
        query(small, "ASK " + "{" * 20_000 + "}" * 20_000)


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT * WHERE {", "query 1:17: ends too early"),
        ("SELECT * {\n ?s ?p ?o . FOO }", "query 2:"),
        ("SELECT * { ?s nope:p ?o }", "not declared"),
        ("DROP ALL", "DROP is not allowed"),
    ],
)
def test_a_wrong_query_is_one_line_with_its_place(small: Generation, sparql: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        query(small, sparql)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_worker_reaches_no_network(small: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the refusal of SERVICE, the worker's own network namespace still has no way out."""
    import sys

    if sys.platform != "linux":
        pytest.skip("network namespaces are Linux's")
    monkeypatch.setattr("comity.store.sparql.refuse", lambda sparql, limit: None)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1.5)
        reached: list[bool] = []

        def listen() -> None:
            try:
                server.accept()[0].close()
                reached.append(True)
            except TimeoutError:
                pass

        waiting = threading.Thread(target=listen)
        waiting.start()
        with pytest.raises((QueryError, TimeLimitError)):
            query(
                small,
                f"SELECT * {{ SERVICE <http://127.0.0.1:{server.getsockname()[1]}/> {{ ?s ?p ?o }} }}",
                limits=Limits(seconds=1.0),
            )
        waiting.join()
    assert not reached


def test_a_damaged_store_is_a_store_error(tmp_path: object, small: Generation) -> None:
    with pytest.raises(StoreError, match="build again"):
        query(replace(small, folder=small.folder / "none"), ALL)
    with pytest.raises(StoreError, match="damaged"):
        replace(small, folder=small.folder / "none").store()
