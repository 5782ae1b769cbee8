"""Measures of a network: one row an actor, or one row a measure of the whole. Each says what it is and whose."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from comity.errors import UsageError
from comity.network import balance, blocs
from comity.network.between import betweenness, sources_of
from comity.network.table import Table

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["NODE_MEASURES", "core_periphery", "measures", "summary"]

_USUAL = ("degree", "strength", "betweenness", "community")


def degree(graph: nx.Graph[str]) -> dict[str, int]:
    """With how many others an actor is tied; both directions of one pair count once.

    0 to n-1. Freeman 1978, Social Networks 1:215-239.
    """
    others: dict[str, set[str]] = {node: set() for node in graph}
    for left, right in graph.edges():
        others[left].add(right)
        others[right].add(left)
    return {node: len(found - {node}) for node, found in others.items()}


def strength(graph: nx.Graph[str]) -> dict[str, float]:
    """Sum of the weights of an actor's ties (both directions).

    0 and up. Barrat and others 2004, PNAS 101:3747-3752.
    """
    return {node: float(value) for node, value in graph.degree(weight="weight")}


def constraint(graph: nx.Graph[str]) -> dict[str, float]:
    """How far an actor's contacts are each other's contacts: low for brokers, high inside a closed circle.

    Greater than 0, seldom over 1.2; missing for actors without ties. Burt 1992, Structural Holes, chapter 2.
    """
    import networkx as nx

    plain = blocs.undirected(graph)
    found: dict[str, float] = nx.constraint(plain, weight="weight")
    return {node: value for node, value in found.items() if value == value}


def core(graph: nx.Graph[str]) -> dict[str, int]:
    """The largest k such that the actor lies in a group whose members each have k ties inside it: core against edge.

    0 to n-1. Seidman 1983, Social Networks 5:269-287.
    """
    import networkx as nx

    return dict(nx.core_number(blocs.undirected(graph)))


def core_periphery(graph: nx.Graph[str]) -> tuple[list[str], float | None]:
    """The core of the best division into a core and a periphery, and how well the network fits one.

    The core is the group for which the ties missing inside it and those present among the others are fewest, the actors
    of highest degree: Lip 2011, arXiv:1102.5511, which is exact. The fit is the correlation of the ties with the ideal
    (all ties inside the core, none in the periphery, those between the two left aside): -1 to 1, 1 where the ideal is
    met; None where there are no two groups or nothing varies. Directions and weights are dropped. Borgatti and Everett
    1999, Social Networks 21:375-395.
    """
    plain = blocs.undirected(graph)
    order = sorted(plain, key=lambda node: (-plain.degree(node), node))
    size = sum(plain.degree(node) > at for at, node in enumerate(order))
    core, edge = order[:size], order[size:]
    inside, outside = (plain.subgraph(group).number_of_edges() for group in (core, edge))
    pairs, others = (len(group) * (len(group) - 1) // 2 for group in (core, edge))
    ties = inside + outside
    spread = pairs * others * ties * (pairs + others - ties)
    fit = (inside * (others - outside) - outside * (pairs - inside)) / spread**0.5 if spread else None
    return core, fit


def in_core(graph: nx.Graph[str]) -> dict[str, int]:
    """1 for an actor of the core, 0 for one of the periphery: :func:`core_periphery`, Borgatti and Everett 1999."""
    core = set(core_periphery(graph)[0])
    return {node: int(node in core) for node in graph}


NODE_MEASURES: Mapping[str, Callable[[nx.Graph[str]], Mapping[str, Any]]] = {
    "degree": degree,
    "strength": strength,
    "betweenness": betweenness,
    "community": blocs.communities,
    "constraint": constraint,
    "core": core,
    "in_core": in_core,
}
"""Measures with one value an actor, by name."""


def measures(graph: nx.Graph[str], which: Iterable[str] = _USUAL) -> Table:
    """One row an actor: ``id``, ``label``, ``kind``, ``country`` and the measures asked for.

    Sorted by the first measure that is no bloc, highest first (lowest first for constraint), then by id. Raises
    ``UsageError`` for a measure that does not exist.
    """
    wanted = tuple(dict.fromkeys(which))
    for name in wanted:
        if name not in NODE_MEASURES:
            near = difflib.get_close_matches(name, NODE_MEASURES, n=1) or [", ".join(NODE_MEASURES)]
            raise UsageError(f"no measure {name!r}; try {near[0]}")
    values = [NODE_MEASURES[name](graph) for name in wanted]
    rows = [
        (node, data.get("label"), data.get("kind"), data.get("country"), *(found.get(node) for found in values))
        for node, data in graph.nodes(data=True)
    ]
    key = next((at for at, name in enumerate(wanted) if name != "community"), None)
    if key is not None:
        up = 1 if wanted[key] == "constraint" else -1
        rows.sort(key=lambda row: (row[4 + key] is None, up * (row[4 + key] or 0), row[0]))
    return Table(("id", "label", "kind", "country", *wanted), tuple(rows))


def density(graph: nx.Graph[str]) -> float | None:
    """Share of the possible ties that exist, 0 to 1; None for fewer than two actors.

    In a network of two sides only ties from side to side are possible. Wasserman and Faust 1994, chapter 4.
    """
    import networkx as nx

    sides = [node for node, data in graph.nodes(data=True) if data.get("bipartite") == 0]
    if 0 < len(sides) < len(graph):
        return graph.number_of_edges() / (len(sides) * (len(graph) - len(sides)))
    return float(nx.density(graph)) if len(graph) > 1 else None


def reciprocity(graph: nx.Graph[str]) -> float | None:
    """Share of the directed ties that are returned, 0 to 1; None for a network without directions or ties.

    Garlaschelli and Loffredo 2004, Physical Review Letters 93:268701 (the plain ratio r).
    """
    if not graph.is_directed() or not graph.number_of_edges():
        return None
    ties = {(left, right) for left, right in graph.edges() if left != right}
    return sum((right, left) in ties for left, right in ties) / len(ties) if ties else None


def summary(graph: nx.Graph[str], seeds: int = 10) -> Table:
    """The network as a whole: one row a measure, with its value (None where it has no meaning) and range."""
    import networkx as nx

    found = blocs.communities(graph)
    centre, fit = core_periphery(graph)
    sources = sources_of(graph)
    acts = {act for _, _, data in graph.edges(data=True) for act in data.get("evidence", ())}
    rows: list[tuple[str, Any, str]] = [
        ("actors", len(graph), "0 and up"),
        ("ties", graph.number_of_edges(), "0 and up"),
        ("acts", len(acts), "0 and up"),
        ("density", density(graph), "0 to 1"),
        ("reciprocity", reciprocity(graph), "0 to 1"),
        ("parts", nx.number_connected_components(blocs.undirected(graph)), "1 to actors"),
        ("blocs", len(set(found.values())), "1 to actors"),
        ("modularity", blocs.modularity(graph, found), "-0.5 to 1"),
        ("bloc stability", blocs.stability(graph, seeds), f"0 (chance) to 1, {seeds} seeds"),
        ("core actors", len(centre), "0 to actors"),
        ("core-periphery fit", fit, "-1 to 1"),
        ("betweenness sources", len(graph) if sources is None else len(sources), "1 to actors"),
    ]
    if graph.graph.get("signed"):
        rows += _balance_rows(graph)
    return Table(("measure", "value", "range"), tuple(rows))


def _balance_rows(graph: nx.Graph[str]) -> list[tuple[str, Any, str]]:
    counted = balance.triads(graph)
    total = sum(counted.values())
    rows: list[tuple[str, Any, str]] = [(f"triads {signs}", number, "0 and up") for signs, number in counted.items()]
    share = (counted["+++"] + counted["+--"]) / total if total else None
    rows.append(("balanced triads", share, "0 to 1"))
    if worst := balance.frustration(graph):
        count, pairs, exact = worst
        rows.append(("frustration", count, f"0 to {pairs // 2}" + ("" if exact else ", upper bound")))
    return rows
