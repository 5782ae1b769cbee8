from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from comity.cli import run
from comity.model import NS

Capture = pytest.CaptureFixture[str]
JULY = ("--from", "2019-07-01", "--to", "2019-07-31")
SPRING = ("--compare", "2019-05-01..2019-06-30")


def rows(capsys: Capture, graph: Path, *words: str) -> list[dict[str, str]]:
    capsys.readouterr()
    assert run(["network", *words, "--graph", str(graph), "--format", "csv"]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_two_windows_show_who_rose_and_which_dyads_turned(sample_graph: Path, capsys: Capture) -> None:
    rose = rows(capsys, sample_graph, "countries", *JULY, *SPRING, "--measures", "degree")
    ecuador = next(row for row in rose if row["label"] == "Ecuador")
    assert (ecuador["before"], ecuador["gained"]) == ("", ""), "absent before, so neither risen nor fallen"
    assert int(ecuador["after"]) > 1
    turned = rows(capsys, sample_graph, "countries", *JULY, *SPRING, "--ties")
    found = {(row["one"], row["two"]): row["turned"] for row in turned}
    assert found["country/ECU", "country/USA"] == "began"
    assert all(row["evidence"].startswith("act/") for row in turned)


def test_layers_of_one_network_are_compared(sample_graph: Path, capsys: Capture) -> None:
    found = {(row["layer"], row["other"]): row for row in rows(capsys, sample_graph, "countries", "--layers", "family")}
    assert 0 < float(found["agree", "consult"]["shared"]) <= 1
    assert int(found["agree", "statement"]["actors"]) >= 5


def test_a_ranking_is_made_again_without_each_source_and_kind(sample_graph: Path, capsys: Capture) -> None:
    found = rows(capsys, sample_graph, "countries", "--sensitivity", "--top", "3", "--measures", "strength")
    assert (found[0]["without"], found[0]["correlation"], found[0]["kept"]) == ("nothing", "1", "3")
    assert any(row["without"] == "acts: meeting" for row in found)
    assert any(row["without"].startswith("source/2019-07-21") for row in found)


def test_a_query_of_ones_own_is_a_network(sample_graph: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "met.rq"
    file.write_text(
        "SELECT ?source ?target (?act AS ?evidence) { ?act a comity:Meeting ; comity:participant ?source, ?target "
        "FILTER(str(?source) < str(?target)) FILTER NOT EXISTS { ?source a comity:Country } }"
    )
    found = rows(capsys, sample_graph, "--query", str(file), "--measures", "degree")
    pompeo = next(row for row in found if row["id"] == "official/pompeo-michael-r")
    assert (pompeo["label"], pompeo["country"]) == ("Mike Pompeo", "USA")
    assert int(pompeo["degree"]) >= 3
    ties = rows(capsys, sample_graph, "--query", str(file), "--ties", "--top", "2")
    assert len(ties) == 2
    assert all(row["evidence"].startswith("act/") for row in ties)
    file.write_text("SELECT ?a { ?a a comity:Official }")
    assert run(["network", "--query", str(file), "--graph", str(sample_graph)]) == 2
    assert "?source and ?target" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["countries", "--summary", "--layers", "kind"], "--summary and --layers are different tables"),
        (["countries", "--ties", "--sensitivity"], "--ties and --sensitivity are different tables"),
        (["countries", "--compare", "2019"], "give a window, as 2018-01-01..2018-12-31"),
        (["countries", "--by", "year"], "--by needs --from and --to"),
        (["countries", "--directed"], "--directed is of --query"),
        (["--query", "x.rq", "--from", "2019-01-01"], "--from does not go with it"),
        (["countries", "--query", "x.rq"], "a projection does not go with it"),
        (["countries", "--summary", "--write-back", "x.ttl"], "measures of actors"),
        (["officials", "--write-back", "x.rdf"], "written as .ttl or .nq"),
    ],
)
def test_options_that_do_not_go_together_are_one_line(
    sample_graph: Path, words: list[str], said: str, capsys: Capture
) -> None:
    capsys.readouterr()
    assert run(["network", *words, "--graph", str(sample_graph)]) == 2
    assert said in capsys.readouterr().err


def test_timeline_and_heat_map_are_pictures(sample_graph: Path, tmp_path: Path, capsys: Capture) -> None:
    pytest.importorskip("matplotlib", reason="pictures need the extra comity[draw]")
    pictures = ("--timeline", str(tmp_path / "t.svg"), "--heatmap", str(tmp_path / "h.svg"), "--by", "quarter")
    rows(capsys, sample_graph, "countries", *pictures)
    assert "<!-- consult -->" in (tmp_path / "t.svg").read_text("utf-8")
    assert "<!-- El Salvador -->" in (tmp_path / "h.svg").read_text("utf-8")


def test_a_run_is_written_beside_the_graph_and_says_what_it_is(
    sample_graph: Path, tmp_path: Path, capsys: Capture
) -> None:
    table = rows(capsys, sample_graph, "officials", "--as-of", "2019-12-31", "--write-back", str(tmp_path / "run.ttl"))
    store = ox.Store()
    store.load(path=tmp_path / "run.ttl")
    asked = f"""PREFIX comity: <{NS}> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?actor ?value {{ ?run a prov:Activity ; prov:used ?graph ; prov:generated ?source .
            ?fact comity:source ?source ; comity:subject ?actor ; comity:property comity:betweenness .
            ?actor comity:betweenness ?value }}"""
    found = {str(row["actor"].value).split("/id/")[1]: float(row["value"].value) for row in store.query(asked)}
    assert found == {row["id"]: pytest.approx(float(row["betweenness"]), abs=1e-6) for row in table}
    told = next(quad.object.value for quad in store if quad.predicate.value == f"{NS}citation")
    assert told.endswith("-as-of-2019-12-31"), "the graph that was measured is named with its day"


def test_a_panel_by_month_and_as_of_a_day(sample_graph: Path, capsys: Capture) -> None:
    capsys.readouterr()
    words = ["panel", "dyad", "--period", "month", "--from", "2019-05", "--to", "2019-07", "--as-of", "2019-06-10"]
    assert run([*words, "--graph", str(sample_graph), "--format", "csv"]) == 0
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {(row["year"], row["month"]) for row in found} == {("2019", "5"), ("2019", "6")}
    assert run(["panel", "--from", "2019-13", "--graph", str(sample_graph)]) == 2
    assert "no year (2019)" in capsys.readouterr().err


def test_a_run_goes_into_the_next_generation_with_its_source(
    sample_graph: Path, tmp_path: Path, capsys: Capture
) -> None:
    own = Path(shutil.copytree(sample_graph, tmp_path / "own", symlinks=True))
    run_file = str(tmp_path / "run.ttl")
    table = rows(capsys, own, "countries", "--measures", "betweenness,degree", "--write-back", run_file)
    assert run(["build", run_file, "--graph", str(own)]) in (0, 3)
    asked = """SELECT ?actor ?value ?run { ?actor comity:betweenness ?value FILTER(?value > 0.1)
        ?fact comity:subject ?actor ; comity:property comity:betweenness ; comity:source/rdfs:label ?run }"""
    capsys.readouterr()
    assert run(["query", asked, "--graph", str(own), "--format", "csv"]) == 0
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["actor"].rpartition("/id/")[2]: float(row["value"]) for row in found} == {
        row["id"]: pytest.approx(float(row["betweenness"]), abs=1e-6)
        for row in table
        if float(row["betweenness"]) > 0.1
    }
    assert {row["run"] for row in found} == {"Run of the network countries"}


@pytest.mark.parametrize("projection", ["officials", "countries", "agreements"])
def test_a_run_beside_its_graph_makes_nobody_twice(
    projection: str, sample_graph: Path, tmp_path: Path, capsys: Capture
) -> None:
    import comity

    graph = Path(shutil.copytree(sample_graph, tmp_path / "own", symlinks=True))
    rows(capsys, graph, projection, "--write-back", str(tmp_path / "run.ttl"))
    assert run(["build", str(tmp_path / "run.ttl"), "--graph", str(graph)]) == 0
    listed = "select actor as id, label from actors union all select instrument, label from instruments order by all"
    before, after = (comity.open(one).tables.sql(listed).fetchall() for one in (sample_graph, graph))
    assert after == before
    told = comity.open(graph).tables.sql("select distinct subject from facts where property = 'degree'").fetchall()
    assert {one for (one,) in told} == {row["id"] for row in rows(capsys, graph, projection)}
