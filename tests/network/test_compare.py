from __future__ import annotations

import random
from datetime import date

import networkx as nx
import pytest

from comity import network
from comity.network import compare
from comity.store import Generation


def signed(*ties: tuple[str, str, int, str]) -> nx.Graph:
    graph = nx.Graph(signed=True)
    for left, right, sign, act in ties:
        graph.add_edge(left, right, weight=1.0, acts=1, positive=int(sign > 0), negative=int(sign < 0), evidence=[act])
    return graph


def test_a_dyad_that_turned_to_conflict_comes_first_with_its_evidence() -> None:
    before = signed(("a", "b", 1, "act/1"), ("b", "c", -1, "act/2"), ("c", "d", 1, "act/3"), ("d", "e", 1, "act/9"))
    after = signed(("a", "b", -1, "act/4"), ("b", "c", 1, "act/5"), ("a", "e", 1, "act/6"), ("d", "e", 1, "act/8"))
    table = compare.dyads_changed(before, after)
    assert tuple((*row[:2], *row[4:]) for row in table.rows) == (
        ("a", "b", 1, -1, "to conflict", "act/4"),
        ("b", "c", -1, 1, "to cooperation", "act/5"),
        ("a", "e", None, 1, "began", "act/6"),
        ("c", "d", 1, None, "ended", "act/3"),
    )


def test_the_summer_turned_from_threat_to_cooperation(summer: Generation) -> None:
    may = network.project(summer, "countries", end=date(2019, 5, 31))
    july = network.project(summer, "countries", start=date(2019, 7, 1), end=date(2019, 7, 31))
    found = {(row["one"], row["two"]): row["turned"] for row in compare.dyads_changed(may, july)}
    assert found["country/MEX", "country/USA"] == "to cooperation"
    assert found["country/SLV", "country/USA"] == "began"
    labels = {row["one"]: row["label"] for row in compare.dyads_changed(may, july)}
    assert labels["country/SLV"] == "El Salvador"


def test_who_rose_between_two_networks() -> None:
    before = nx.star_graph(["a", "b", "c", "d"])
    after = nx.star_graph(["b", "a", "c", "e"])
    rows = {row["id"]: (row["before"], row["after"], row["gained"]) for row in compare.ranks_changed(before, after)}
    assert rows == {"a": (1, 2, -1), "b": (2, 1, 1), "c": (2, 2, 0), "d": (2, None, None), "e": (None, 2, None)}


def test_layers_that_are_the_same_and_layers_that_differ() -> None:
    cliques = nx.relabel_nodes(nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4)), str)
    star = nx.relabel_nodes(nx.star_graph(7), str)
    table = compare.layers({"meetings": cliques, "also": cliques.copy(), "statements": star})
    same = next(row for row in table if (row["layer"], row["other"]) == ("also", "meetings"))
    assert (same["actors"], same["shared"], same["blocs"], same["strength"]) == (8, 1.0, 1.0, None)
    other = next(row for row in table if (row["layer"], row["other"]) == ("meetings", "statements"))
    assert other["shared"] == pytest.approx(3 / 16)


def test_spearman_equals_that_of_scipy() -> None:
    stats = pytest.importorskip("scipy.stats", reason="scipy is not installed")
    numbers = random.Random(5)
    left = [float(numbers.randint(0, 9)) for _ in range(50)]
    right = [value + numbers.randint(0, 6) for value in left]
    assert compare.spearman(left, right) == pytest.approx(float(stats.spearmanr(left, right).statistic))
    assert compare.spearman([1.0, 2.0], [3.0, 3.0]) is None


def test_a_ranking_without_one_source_or_kind(summer: Generation) -> None:
    table = compare.sensitivity(summer, "officials", top=2)
    rows = {row["without"]: row for row in table}
    assert list(rows) == ["nothing", "source/a", "source/b", "acts: meeting"]
    assert (rows["nothing"]["correlation"], rows["nothing"]["kept"], rows["nothing"]["first"]) == (
        1.0,
        2,
        "Marcelo Ebrard",
    )
    assert rows["source/b"]["first"] == "Mike Pompeo"
    assert rows["source/b"]["ties"] == 2
    assert (rows["acts: meeting"]["actors"], rows["acts: meeting"]["first"]) == (0, None)
