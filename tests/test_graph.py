"""The graph in Python, as a notebook shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

import comity
from comity import network
from comity.cli import run
from comity.graph import Graph
from comity.network import Table
from comity.panel import Panel


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("sample") / "graph"
    assert run(["build", "--sample", "--graph", str(folder)]) in (0, 3), "findings are another test's business"
    return comity.open(folder)


def shown(thing: object) -> html.HtmlElement:
    text = thing._repr_html_()  # type: ignore[attr-defined]
    return html.fromstring(f"<div>{text}</div>")


def test_a_graph_says_what_it_holds(graph: Graph) -> None:
    acts = graph.tables.sql("select count(*) from acts").fetchall()[0][0]
    assert f"{acts:,} acts from" in shown(graph).text_content()
    assert repr(graph).startswith("Graph(")
    assert graph.sources[0]["licence"]


def test_answers_evidence_and_paths_are_tables(graph: Graph) -> None:
    answer = graph.ask("whom-met", official="Mike Pompeo", from_="2019-07-01", to="2019-07-31")
    assert len(shown(answer).xpath("//tbody/tr")) == len(answer) > 2
    steps = graph.path("Marcelo Ebrard", "Nayib Bukele")
    page = shown(steps)
    assert len(page.xpath("//tbody/tr")) == len(steps)
    assert steps[0].evidence[0].evidence in page.text_content()
    behind = graph.evidence(steps[0].act)
    assert behind[0].evidence in shown(behind).text_content()


def test_a_table_is_escaped_and_says_what_it_leaves_out() -> None:
    table = Table(("name", "value"), (("<script>alert(1)</script>", 0.123456), *((str(n), None) for n in range(70))))
    page = shown(table)
    assert not page.xpath("//script")
    assert page.xpath("//tbody/tr[1]/td/text()") == ["<script>alert(1)</script>", "0.1235"]
    assert "and 21 more rows" in page.text_content()
    assert not shown(Table(("a",), ())).xpath("//td")


def test_a_query_is_a_table_or_a_graph(graph: Graph) -> None:
    rows = graph.query("SELECT ?a ?b { ?a comity:met ?b } ORDER BY ?a ?b LIMIT 3")
    assert isinstance(rows, Table)
    assert len(shown(rows).xpath("//tbody/tr")) == 3
    assert graph.query("ASK { ?a comity:met ?b }") is True
    assert len(graph.dataset.query("SELECT ?a { ?a comity:met ?b } LIMIT 3")) == 3


def test_a_network_is_measured_and_drawn(graph: Graph, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="pictures need the extra comity[draw]")
    ties = graph.network("officials")
    picture = network.picture(ties)
    assert picture._repr_png_().startswith(b"\x89PNG")
    picture.save(tmp_path / "x.png")
    assert (tmp_path / "x.png").read_bytes() == picture.png
    assert network.picture(ties, network.heatmap).png != picture.png
    assert len(shown(network.measures(ties)).xpath("//tbody/tr")) == len(ties)


def test_a_panel_is_a_table_with_its_span(graph: Graph) -> None:
    made = graph.panel(period="month", start=2019, end=2019)
    assert isinstance(made, Panel)
    assert repr(made) == f"Panel(dyad-month, 2019-01 to 2019-12, {len(made):,} rows)"
    page = shown(made)
    assert page.xpath("//th/text()")[:4] == ["ccode1", "ccode2", "year", "month"]
    assert len(page.xpath("//tbody/tr")) == min(20, len(made))


def test_the_graph_of_another_day_knows_less(graph: Graph, tmp_path: Path) -> None:
    then = graph.at(known_by="2019-06-30")
    assert then.network("officials").number_of_edges() < graph.network("officials").number_of_edges()
    assert then.panel().about["version"] == f"{graph.generation.digest[:16]}-known-by-2019-06-30"
    counts = graph.export("graphml", tmp_path / "x.graphml", types=("meeting",))
    assert counts["acts"] > then.export("graphml", tmp_path / "y.graphml", types=("meeting",))["acts"]
