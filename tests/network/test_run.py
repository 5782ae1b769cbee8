from __future__ import annotations

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from comity import network
from comity.errors import UsageError
from comity.model import ID, NS
from comity.store import Generation

PROV = "http://www.w3.org/ns/prov#"


def test_every_value_has_a_report_whose_source_is_the_run(summer: Generation, tmp_path: Path) -> None:
    graph = network.project(summer, "officials", end=date(2019, 12, 31))
    table = network.measures(graph, ["degree", "betweenness", "constraint"])
    number = network.write_run(summer, graph, table, tmp_path / "run.nq", {"end": date(2019, 12, 31)})
    assert number == len(table) * 3
    quads = list(ox.parse(path=tmp_path / "run.nq", format=ox.RdfFormat.N_QUADS))
    (made,) = [quad.object for quad in quads if quad.predicate.value == f"{PROV}generated"]
    (used,) = [quad.object.value for quad in quads if quad.predicate.value == f"{PROV}used"]
    assert used == f"{ID}dataset/{summer.digest[:16]}"
    told = {quad.subject for quad in quads if quad.graph_name == made and quad.predicate.value == f"{NS}source"}
    assert len(told) == number
    pompeo = next(row for row in table if row["id"] == "official/pompeo")
    values = {
        quad.predicate.value.removeprefix(NS): quad.object.value
        for quad in quads
        if quad.subject.value == f"{ID}official/pompeo" and quad.graph_name == ox.DefaultGraph()
    }
    assert values["degree"] == str(pompeo["degree"])
    assert float(values["betweenness"]) == pytest.approx(pompeo["betweenness"], abs=1e-9)
    assert values["country"] == f"{ID}country/USA"


def test_the_same_run_has_the_same_bytes_and_another_another_name(summer: Generation, tmp_path: Path) -> None:
    graph = network.project(summer, "officials")
    table = network.measures(graph, ["degree"])
    for name, filters in (("a", {}), ("b", {"known_by": None}), ("c", {"known_by": date(2019, 8, 1)})):
        network.write_run(summer, graph, table, tmp_path / f"{name}.ttl", filters)
    texts = [(tmp_path / f"{name}.ttl").read_bytes() for name in "abc"]
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]
    assert b"(known_by 2019-08-01)" in texts[2]
    with pytest.raises(UsageError, match=r"\.ttl or \.nq"):
        network.write_run(summer, graph, table, tmp_path / "x.json")


def test_turtle_and_nquads_say_the_same(summer: Generation, tmp_path: Path) -> None:
    graph = network.project(summer, "countries")
    for ending, form in (("ttl", ox.RdfFormat.TURTLE), ("nq", ox.RdfFormat.N_QUADS)):
        network.write_run(summer, graph, network.measures(graph), tmp_path / f"run.{ending}")
        found = {quad.triple for quad in ox.parse(path=tmp_path / f"run.{ending}", format=form)}
        assert len(found) > 50
        if ending == "ttl":
            expected = found
    assert found == expected
