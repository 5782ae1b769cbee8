"""Blocs: communities of actors tied more among themselves than chance would have it, and how firm they are."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["agreement_of", "communities", "modularity", "stability"]


def undirected(graph: nx.Graph[str], cooperative: bool = False) -> nx.Graph[str]:
    """The graph without directions, weights of both ways summed; of cooperation only where asked."""
    import networkx as nx

    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(graph.nodes(data=True))
    for left, right, data in graph.edges(data=True):
        weight = data.get("weight", 1.0)
        if cooperative and "positive" in data:
            weight *= data["positive"] / max(data["acts"], 1)
        if weight > 0 and left != right:
            before = plain.get_edge_data(left, right, {"weight": 0.0})["weight"]
            plain.add_edge(left, right, weight=before + weight)
    return plain


def communities(graph: nx.Graph[str], seed: int = 1) -> dict[str, int]:
    """The bloc of each actor, numbered from 1 by falling size; an actor without ties is a bloc of its own.

    Louvain: Blondel and others 2008, Journal of Statistical Mechanics P10008; directions are dropped, and in a signed
    network only cooperation binds. One seed gives one answer: :func:`stability` says how far other seeds agree.
    """
    parts = _louvain(undirected(graph, cooperative=bool(graph.graph.get("signed"))), seed)
    return {node: number for number, part in enumerate(parts, 1) for node in part}


def _louvain(plain: nx.Graph[str], seed: int) -> list[list[str]]:
    import networkx as nx

    found = nx.community.louvain_communities(plain, weight="weight", seed=seed) if plain.number_of_edges() else []
    parts = [sorted(part) for part in found] or [[node] for node in plain]
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def modularity(graph: nx.Graph[str], blocs: dict[str, int]) -> float | None:
    """How much more weight lies inside the blocs than in a random network of the same strengths.

    Range -0.5 to 1; None without ties. Newman and Girvan 2004, Physical Review E 69:026113.
    """
    import networkx as nx

    plain = undirected(graph, cooperative=bool(graph.graph.get("signed")))
    if not plain.number_of_edges():
        return None
    parts: dict[int, set[str]] = {}
    for node, bloc in blocs.items():
        parts.setdefault(bloc, set()).add(node)
    return float(nx.community.modularity(plain, [parts[bloc] for bloc in sorted(parts)], weight="weight"))


def stability(graph: nx.Graph[str], seeds: int = 10) -> float | None:
    """Mean agreement of the blocs that ``seeds`` different seeds find, each pair of them compared.

    1 where all agree, about 0 where they agree as by chance; None for fewer than two actors. The agreement is the
    adjusted Rand index: Hubert and Arabie 1985, Journal of Classification 2:193-218.
    """
    if len(graph) < 2:
        return None
    found = [communities(graph, seed) for seed in range(1, seeds + 1)]
    pairs = [agreement_of(left, right) for left, right in combinations(found, 2)]
    return sum(pairs) / len(pairs)


def agreement_of(left: dict[str, int], right: dict[str, int]) -> float:
    """Adjusted Rand index of two divisions into blocs, over the actors that both hold; 1 where they are the same."""
    shared = sorted(left.keys() & right.keys())
    both = sum(comb(n, 2) for n in Counter((left[node], right[node]) for node in shared).values())
    lefts = sum(comb(n, 2) for n in Counter(left[node] for node in shared).values())
    rights = sum(comb(n, 2) for n in Counter(right[node] for node in shared).values())
    pairs = comb(len(shared), 2)
    chance = lefts * rights / pairs if pairs else 0.0
    most = (lefts + rights) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)
