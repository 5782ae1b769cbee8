from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

import networkx as nx
import pytest

from comity import network
from comity.errors import UsageError
from comity.network import balance, between, blocs, compare
from comity.network.measures import density, reciprocity
from comity.store import Generation


def test_the_broker_of_the_summer_is_first(summer: Generation) -> None:
    table = network.measures(network.project(summer, "officials"), ["betweenness", "degree", "community"])
    assert table.columns == ("id", "label", "kind", "country", "betweenness", "degree", "community")
    assert table.rows[0][0] == "official/ebrard"
    assert table.rows[0][4:6] == (pytest.approx(2 / 3), 3)
    with pytest.raises(UsageError, match="try degree"):
        network.measures(nx.Graph(), ["degre"])


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("k", [None, 7])
def test_betweenness_equals_that_of_networkx(directed: bool, k: int | None) -> None:
    graph = nx.gnp_random_graph(60, 0.06, seed=3, directed=directed)
    expected = nx.betweenness_centrality(graph, k=k, seed=1)
    found = between.betweenness(graph, k=k, seed=1)
    assert found == pytest.approx(expected, abs=1e-12)
    assert max(found.values()) > 0


def test_two_cliques_are_two_firm_blocs() -> None:
    graph = nx.barbell_graph(5, 0)
    found = blocs.communities(graph)
    assert {frozenset(n for n in graph if found[n] == bloc) for bloc in (1, 2)} == {
        frozenset(range(5)),
        frozenset(range(5, 10)),
    }
    assert blocs.stability(graph) == 1.0
    assert blocs.modularity(graph, found) == pytest.approx(nx.community.modularity(graph, [range(5), range(5, 10)]))


def test_agreement_of_divisions_is_the_adjusted_rand_index() -> None:
    left, right = dict(enumerate((1, 1, 1, 2, 2, 2))), dict(enumerate((1, 1, 2, 2, 3, 3)))
    assert blocs.agreement_of(left, right) == pytest.approx(0.24242424)
    assert blocs.agreement_of(left, {k: 9 - v for k, v in left.items()}) == 1.0


def signed(*ties: tuple[str, str, int]) -> nx.Graph:
    graph = nx.Graph(signed=True)
    for left, right, sign in ties:
        graph.add_edge(left, right, weight=1.0, acts=1, positive=int(sign > 0), negative=int(sign < 0))
    return graph


def test_balance_counts_triads_and_the_pairs_in_the_way() -> None:
    camps = signed(("a", "b", 1), ("c", "d", 1), *((x, y, -1) for x in "ab" for y in "cd"))
    assert balance.triads(camps) == {"+++": 0, "++-": 0, "+--": 4, "---": 0}
    assert balance.frustration(camps) == (0, 6, True)
    rivals = signed(("a", "b", -1), ("b", "c", -1), ("a", "c", -1))
    assert balance.triads(rivals)["---"] == 1
    assert balance.frustration(rivals) == (1, 3, True)


def test_frustration_of_a_large_network_is_an_upper_bound_and_says_so() -> None:
    ring = signed(*((f"n{i:02}", f"n{(i + 1) % 20:02}", -1 if i == 0 else 1) for i in range(20)))
    assert balance.frustration(ring) == (1, 20, False)


def test_the_summary_holds_density_and_reciprocity(summer: Generation) -> None:
    whole = {row["measure"]: row["value"] for row in network.summary(network.project(summer, "countries"))}
    assert whole["density"] == pytest.approx(8 / 12)
    assert whole["reciprocity"] == 1.0
    assert whole["acts"] == 7
    officials = {row["measure"]: row["value"] for row in network.summary(network.project(summer, "officials"))}
    assert officials["reciprocity"] is None


def test_constraint_and_core_of_a_star_with_a_triangle() -> None:
    graph = nx.Graph([("hub", "a"), ("hub", "b"), ("hub", "c"), ("a", "b")])
    table = network.measures(graph, ["constraint", "core"])
    assert table.rows[0][0] == "hub"
    assert {row["id"]: row["core"] for row in table} == {"hub": 2, "a": 2, "b": 2, "c": 1}


def test_a_core_whose_members_all_meet_and_a_periphery_that_does_not_fit_the_ideal() -> None:
    graph = nx.relabel_nodes(nx.complete_graph(4), "c{}".format)
    graph.add_edges_from((f"c{at}", f"p{at}") for at in range(4))
    assert network.core_periphery(graph) == (["c0", "c1", "c2", "c3"], 1.0)
    graph.add_edge("p0", "p1")  # of 6 pairs in the core 6 are tied, of 6 in the periphery 1
    assert network.core_periphery(graph)[1] == pytest.approx((6 * 5) / (6 * 6 * 7 * 5) ** 0.5)
    assert {row["in_core"] for row in network.measures(graph, ["in_core"]) if row["id"].startswith("p")} == {0}


@pytest.mark.parametrize("seed", range(5))
def test_no_other_core_has_fewer_ties_out_of_place(seed: int) -> None:
    graph = nx.relabel_nodes(nx.gnp_random_graph(9, 0.4, seed=seed), str)

    def misplaced(core: set[str]) -> int:
        absent = sum(not graph.has_edge(*pair) for pair in combinations(sorted(core), 2))
        return absent + graph.subgraph(set(graph) - core).number_of_edges()

    fewest = min(misplaced(set(group)) for size in range(10) for group in combinations(graph, size))
    assert misplaced(set(network.core_periphery(graph)[0])) == fewest


def test_an_empty_network_has_measures_without_values(summer: Generation) -> None:
    empty = network.project(summer, "officials", without_acts=["meeting"])
    assert len(network.measures(empty)) == 0
    whole = {row["measure"]: row["value"] for row in network.summary(empty)}
    assert whole["actors"] == 0
    assert whole["density"] is None


WHOLE = (network.core_periphery, density, reciprocity, blocs.modularity, blocs.stability)
OTHERS = (balance.triads, balance.frustration, compare.spearman, compare.sensitivity, compare.layers)


@pytest.mark.parametrize(
    "measure", [*network.NODE_MEASURES.values(), *WHOLE, *OTHERS], ids=lambda found: found.__name__
)
def test_a_measure_says_what_it_is_its_range_and_whose(measure: Callable[..., Any]) -> None:
    said = " ".join((measure.__doc__ or "").split())
    assert re.search(r"\b(18|19|20)\d\d\b", said), "its source, with the year"
    assert re.search(r"[Rr]ange|\d (to|and|for|where)|from [01]|From 0|Greater than 0|how many|0 to", said), "its range"
