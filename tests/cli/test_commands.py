import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from comity.cli import run
from comity.model import iri

Capture = pytest.CaptureFixture[str]


def table(capsys: Capture) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def asked(capsys: Capture, *words: str, graph: Path, code: int = 0) -> list[dict[str, str]]:
    capsys.readouterr()
    assert run([*words, "--graph", str(graph), "--format", "csv"]) == code
    return table(capsys)


@pytest.fixture
def own_graph(sample_graph: Path, tmp_path: Path) -> Path:
    """A copy of the sample's graph that a test may change."""
    return Path(shutil.copytree(sample_graph, tmp_path / "own", symlinks=True))


def test_whom_met_lists_the_tour_with_evidence(sample_graph: Path, capsys: Capture) -> None:
    words = ("ask", "whom-met", "--official", "Mike Pompeo", "--from", "2019-07-01", "--to", "2019-07-31")
    rows = asked(capsys, *words, graph=sample_graph)
    assert {"Marcelo Ebrard", "Nayib Bukele", "Lenín Moreno"} <= {row["counterpart"] for row in rows}
    assert all(row["evidence"] for row in rows)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["whom-met"], 2, "needs --official"),
        (["whom-met", "--official"], 2, "needs a value"),
        (["whom-met", "--official", "Mike Pompeo", "--from", "2019-02-30"], 2, "2019-02-30"),
        (["whom-met", "--official", "Nobody Atall"], 4, "Nobody Atall"),
        (["whom-met", "--oficial", "x"], 4, "--official"),
        (["whom-met", "stray"], 2, "stray"),
    ],
)
def test_a_wrong_parameter_gets_one_line(
    words: list[str], code: int, said: str, sample_graph: Path, capsys: Capture
) -> None:
    assert run(["ask", *words, "--graph", str(sample_graph)]) == code
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_question_explains_itself(capsys: Capture) -> None:
    assert run(["ask", "whom-met", "--explain"]) == 0
    said = capsys.readouterr().out
    assert "--official" in said
    assert "SELECT" in said


def test_all_questions_are_right_and_most_have_rows_on_the_sample(sample_graph: Path, capsys: Capture) -> None:
    rows = asked(capsys, "ask", "--test", graph=sample_graph)
    assert len(rows) >= 50
    assert {row["golden"] for row in rows} == {"equal"}
    assert sum(row["rows"] not in ("", "0") for row in rows) >= 40
    for row in rows:
        assert (row["rows"] == "0") == row["note"].startswith("empty on the demo graph: "), row


def test_a_golden_answer_that_differs_is_told_by_the_exit_code(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from comity.ask import trial

    golden = trial.golden_folder()
    assert golden is not None
    copy = Path(shutil.copytree(golden, tmp_path / "golden"))
    answer = copy / "meetings" / "whom-met" / "answer.csv"
    answer.write_text(answer.read_text(encoding="utf-8").replace("Bukele", "Nobody"), encoding="utf-8")
    monkeypatch.setattr(trial, "golden_folder", lambda: copy)
    rows = asked(capsys, "ask", "--test", graph=tmp_path / "none", code=3)
    assert [row["question"] for row in rows if row["golden"] == "differs"] == ["whom-met"]
    assert all(row["rows"] == "" for row in rows)
    monkeypatch.setattr(trial, "golden_folder", lambda: None)
    assert {row["golden"] for row in asked(capsys, "ask", "--test", graph=tmp_path / "none")} == {"none"}


def test_two_clocks_change_what_is_answered(sample_graph: Path, capsys: Capture) -> None:
    words = ("ask", "whom-met", "--official", "Mike Pompeo", "--from", "2019-07-01", "--to", "2019-07-31")
    known = {row["counterpart"] for row in asked(capsys, *words, "--known-by", "2019-07-21", graph=sample_graph)}
    assert "Marcelo Ebrard" in known
    assert "Nayib Bukele" not in known  # told on the 22nd
    assert not asked(capsys, *words, "--as-of", "2019-07-19", graph=sample_graph)
    held = ("ask", "who-held-office", "--office", "foreign-minister", "--country", "Mexico")
    (minister,) = asked(capsys, *held, "--as-of", "2019-07-21", graph=sample_graph)
    assert (minister["official"], minister["until"]) == ("Marcelo Ebrard", "")
    assert asked(capsys, "path", "Mike Pompeo", "Nayib Bukele", "--known-by", "2019-07-22", graph=sample_graph)
    asked(capsys, "path", "Mike Pompeo", "Nayib Bukele", "--known-by", "2019-06-01", graph=sample_graph, code=4)
    count = "SELECT (COUNT(*) AS ?n) { ?act a comity:Meeting }"
    (early,) = asked(capsys, "query", count, "--as-of", "2019-01-01", graph=sample_graph)
    (now,) = asked(capsys, "query", count, graph=sample_graph)
    assert int(early["n"]) < int(now["n"])


def test_the_catalogue_is_linked_data(capsys: Capture) -> None:
    assert run(["ask", "--catalogue", "ttl"]) == 0
    assert "sh:SPARQLExecutable" in capsys.readouterr().out


def test_evidence_follows_an_answer(sample_graph: Path, capsys: Capture) -> None:
    (row, *_) = asked(capsys, "ask", "whom-met", "--official", "Nayib Bukele", graph=sample_graph)
    (found, *_) = asked(capsys, "evidence", row["act"], graph=sample_graph)
    assert found["evidence"] == row["evidence"]
    assert found["title"]


def test_a_path_shows_each_step(sample_graph: Path, capsys: Capture) -> None:
    steps = asked(capsys, "path", "Marcelo Ebrard", "Nayib Bukele", graph=sample_graph)
    assert steps[0]["from"] == "Marcelo Ebrard"
    assert steps[-1]["to"] == "Nayib Bukele"
    assert all(step["evidence"] for step in steps)


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("SELECT * WHERE {", "1:"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("DROP ALL", "1:"),
    ],
)
def test_a_query_that_is_no_query_is_refused(sparql: str, said: str, sample_graph: Path, capsys: Capture) -> None:
    assert run(["query", sparql, "--graph", str(sample_graph)]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_queries_come_from_files_and_answer_in_their_kind(sample_graph: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "count.rq"
    file.write_text("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a comity:Meeting }", encoding="utf-8")
    (row,) = asked(capsys, "query", str(file), graph=sample_graph)
    assert int(row["n"]) > 3
    assert asked(capsys, "query", "ASK { ?a a comity:Meeting }", graph=sample_graph) == [{"answer": "True"}]
    assert run(["query", f"DESCRIBE <{iri('country/MEX')}>", "--format", "ttl", "--graph", str(sample_graph)]) == 0
    assert "Mexico" in capsys.readouterr().out
    assert run(["query", "nosuch.rq", "--graph", str(sample_graph)]) == 1


def test_a_merge_of_officials_is_taken_back(own_graph: Path, capsys: Capture) -> None:
    def things() -> set[str]:
        rows = asked(capsys, "identity", "find", "Bukele", graph=own_graph)
        return {row["thing"] for row in rows}

    before = things()
    assert before == {"official/bukele-nayib"}
    pair = ["official/bukele-nayib", "official/hill-alexandra"]
    assert run(["identity", "merge", *pair, "--reason", "a test", "--by", "me", "--graph", str(own_graph)]) == 0
    told = asked(capsys, "identity", "why", pair[0], graph=own_graph)
    assert any(row["method"] == "judged same" and "a test" in row["reason"] for row in told)
    merged = asked(capsys, "ask", "whom-met", "--official", "Nayib Bukele", graph=own_graph)
    assert run(["identity", "split", *pair, "--reason", "a mistake", "--by", "me", "--graph", str(own_graph)]) == 0
    again = asked(capsys, "ask", "whom-met", "--official", "Nayib Bukele", graph=own_graph)
    assert merged != again
    assert things() == before


def test_reports_of_one_act_are_split_and_merged_again(own_graph: Path, capsys: Capture) -> None:
    query = (
        "SELECT ?act (COUNT(?r) AS ?n) { ?r comity:reports ?act } GROUP BY ?act HAVING (COUNT(?r) > 1) ORDER BY ?act"
    )
    (found, *_) = asked(capsys, "query", query, graph=own_graph)
    before = asked(capsys, "acts", "why", found["act"], graph=own_graph)
    left, right = before[0]["report"], before[1]["report"]
    assert all(row["how"] and row["rule"] for row in before)

    def act_of(report: str) -> str:
        (row,) = asked(capsys, "query", f"SELECT ?act {{ <{iri(report)}> comity:reports ?act }}", graph=own_graph)
        return row["act"]

    assert act_of(left) == act_of(right)
    assert (
        run(["acts", "split", left, right, "--reason", "two occasions", "--by", "me", "--graph", str(own_graph)]) == 0
    )
    assert act_of(left) != act_of(right)
    assert (
        run(["acts", "merge", left, right, "--reason", "one after all", "--by", "me", "--graph", str(own_graph)]) == 0
    )
    assert act_of(left) == act_of(right)


def test_the_declared_networks_are_measured(sample_graph: Path, tmp_path: Path, capsys: Capture) -> None:
    assert {row["projection"] for row in asked(capsys, "network", graph=sample_graph)} >= {
        "officials",
        "countries",
        "agreements",
    }
    rows = asked(capsys, "network", "officials", graph=sample_graph)
    assert {"degree", "betweenness", "community"} <= set(rows[0])
    whole = {row["measure"] for row in asked(capsys, "network", "countries", "--summary", graph=sample_graph)}
    assert "density" in whole
    ties = asked(capsys, "network", "agreements", "--ties", graph=sample_graph)
    assert all(row["evidence"] for row in ties)


def test_exports_are_listed_explained_and_written(sample_graph: Path, tmp_path: Path, capsys: Capture) -> None:
    listed = {row["format"] for row in asked(capsys, "export", graph=sample_graph)}
    assert {"nquads", "turtle", "jsonld", "gexf", "graphml"} <= listed
    assert run(["export", "gexf", "--explain"]) == 0
    assert run(["export", "gexf", "--graph", str(sample_graph)]) == 2
    out = tmp_path / "x.gexf"
    assert run(["export", "gexf", "-o", str(out), "--graph", str(sample_graph)]) == 0
    assert out.stat().st_size > 1000


def test_a_panel_leaves_empty_what_no_source_covers(sample_graph: Path, capsys: Capture) -> None:
    rows = asked(capsys, "panel", "dyad", "--from", "2019", "--to", "2019", graph=sample_graph)
    (mexico,) = [row for row in rows if (row["ccode1"], row["ccode2"]) == ("2", "70")]
    assert int(mexico["n_consult"]) > 0


def test_checking_finds_no_violation_in_the_sample(sample_graph: Path, capsys: Capture) -> None:
    assert all(row["severity"] != "violation" for row in asked(capsys, "check", graph=sample_graph))


def test_sources_are_listed_with_counts_that_add_up(sample_graph: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert run(["sources", "--format", "jsonl", "--graph", str(sample_graph)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) >= 12
    assert all(row["rows"] == row["reports"] + row["rejects"] for row in rows)


def test_reading_shows_acts_and_why(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "own.txt"
    file.write_text(
        "PARIS, 5 March 2021 - French President Emmanuel Macron met German Chancellor Angela Merkel on Friday.\n"
    )
    assert run(["read", str(file), "--format", "jsonl", "--explain"]) == 0
    said = capsys.readouterr()
    (record, *_) = [json.loads(line) for line in said.out.splitlines()]
    assert (record["document"], record["act"], record["date"]) == ("own", "meeting", "2021-03-05")
    assert "meet" in said.err
    assert run(["read", str(tmp_path / "nosuch.txt")]) == 1


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("empty.txt", b"", (1,)),
        ("binary.txt", bytes(range(256)) * 8, (1,)),
        ("cut.xml", b"<visits><visit><id>1</id><start-date>2010-01", (1, 3)),
        ("outside.xml", b'<!DOCTYPE v [<!ENTITY e SYSTEM "file:///etc/passwd">]><visits>&e;</visits>', (1,)),
        ("nosuch.txt", None, (4,)),
    ],
)
def test_bad_input_is_one_line_and_touches_nothing(
    name: str, content: bytes | None, codes: tuple[int, ...], own_graph: Path, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    before = (own_graph / "manifest.json").read_bytes()
    assert run(["build", str(file), "--graph", str(own_graph)]) in codes
    said = [line for line in capsys.readouterr().err.splitlines() if name in line]
    assert len(said) == 1
    assert "root:" not in said[0]
    assert (own_graph / "manifest.json").read_bytes() == before


def test_a_format_that_is_none_is_told_before_where_to_write(sample_graph: Path, capsys: Capture) -> None:
    assert run(["export", "gexff", "--graph", str(sample_graph)]) == 4
    assert capsys.readouterr().err == "comity: no format 'gexff'; try gexf\n"
