"""How results become findings, and the doors of the room."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyoxigraph as ox
import pytest

from comity.check import findings, validate_graph
from comity.check.finding import Result, grouped
from comity.model import GENERATION
from comity.rdf import write_nquads
from factory import act, actor, generation, report

Change = Callable[[ox.Store, str, str], None]
ID = "https://w3id.org/comity/id/"


def test_one_wrong_country_of_many_officials_is_one_finding(clean: ox.Store, change: Change) -> None:
    for name in ("a", "b", "c"):
        change(clean, "", f"x:official~{name} a comity:Official ; rdfs:label '{name}' ; comity:country x:country~ATL")
    found = [finding for finding in findings(clean) if finding.rule == "shape:Official/country"]
    assert [(f.severity, f.thing, f.value, f.count) for f in found] == [
        ("warning", f"{ID}official/a", f"{ID}country/ATL", 3)
    ]
    assert found[0].examples == tuple(f"{ID}official/{name}" for name in "abc")


def test_a_wrong_value_is_shown_as_text(clean: ox.Store, change: Change) -> None:
    change(clean, "", r"x:country~USA comity:iso2 'U\"S'")
    found = validate_graph(clean)
    assert [(f.rule, f.value) for f in found] == [("shape:Country/iso2", 'U"S')]
    assert str(found[0]) == (
        f'violation: {ID}country/USA: An ISO 3166-1 alpha-2 code is two capital letters. (found: U"S)'
    )


def test_the_most_severe_findings_come_first() -> None:
    results = [
        Result("info", "check:z", "x", "m"),
        Result("violation", "check:b", "x", "m"),
        Result("warning", "check:a", "x", "m"),
        Result("violation", "check:a", "x", "m"),
    ]
    assert [(f.severity, f.rule) for f in grouped(results, 20)] == [
        ("violation", "check:a"),
        ("violation", "check:b"),
        ("warning", "check:a"),
        ("info", "check:z"),
    ]


def test_what_is_over_the_limit_is_counted_in_the_last_finding_of_a_rule() -> None:
    results = [Result("info", "check:a", f"x{i:02}", "same name", cause=f"x{i:02}") for i in range(50)]
    found = grouped(results, 3)
    assert [f.count for f in found] == [48, 1, 1]
    assert "and 47 more findings" in found[0].message
    assert sum(f.count for f in found) == 50


def test_a_thing_that_breaks_a_rule_twice_counts_once() -> None:
    results = [Result("info", "r", "x", "m", value) for value in ("b", "a")]
    assert [(f.count, f.value) for f in grouped(results, 20)] == [(1, "a")]


def test_the_file_of_a_build_and_its_store_give_the_same_findings(
    clean: ox.Store, change: Change, tmp_path: Path
) -> None:
    change(clean, "", "x:country~USA comity:iso2 'usa'")
    clean.dump(tmp_path / "graph.nq", format=ox.RdfFormat.N_QUADS)
    assert validate_graph(tmp_path / "graph.nq") == validate_graph(clean) != []


@pytest.mark.parametrize("deep", [True, False])
def test_findings_join_shapes_and_checks_of_a_generation(tmp_path: Path, deep: bool) -> None:
    tables: dict[str, Any] = {
        "actors": [actor("official/a", "A"), actor("official/b", "B", "MEX")],
        "acts": [act("1", "meeting", ["official/a", "official/b"], day="2019-07-21", modality="perhaps")],
        "reports": [report("report/seed/1", "act/1", "source/seed", locator="1")],
        "sources": [{"source": "source/seed", "kind": "dataset", "title": "Seed", "licence": "CC0-1.0"}],
    }
    con = duckdb.connect()
    for name, rows in tables.items():
        con.register("arrow", pa.Table.from_pylist(rows, schema=GENERATION[name]))
        con.execute(f"create table {name} as from arrow")
    write_nquads(con, tmp_path / "graph.nq")
    made = generation(tmp_path / "1", (tmp_path / "graph.nq").read_text("utf-8"), **tables)
    found = {f.rule for f in findings(made, deep=deep)}
    assert found >= {"shape:Act/modality", "check:official-without-country-or-tenure"}
    assert "check:store" not in found
    (made.folder / "digest.json").write_text(json.dumps({"nquads": "", "quads": made.quads + 1}))
    assert "check:store" in {f.rule for f in findings(made, deep=deep)}
