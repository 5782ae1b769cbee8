"""Signed balance: do friends of friends agree, and how far is the network from two camps?"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["frustration", "signs", "triads"]

_EXACT_UP_TO = 16


def signs(graph: nx.Graph[str]) -> dict[tuple[str, str], int]:
    """The sign of each pair, +1 where cooperation outnumbers conflict both ways taken together, -1 the other way round.

    Pairs that are even, or have only acts without sign, are left out.
    """
    sums: dict[tuple[str, str], int] = {}
    for left, right, data in graph.edges(data=True):
        if left != right:
            pair = (min(left, right), max(left, right))
            sums[pair] = sums.get(pair, 0) + data.get("positive", 0) - data.get("negative", 0)
    return {pair: (1 if total > 0 else -1) for pair, total in sorted(sums.items()) if total}


def triads(graph: nx.Graph[str]) -> dict[str, int]:
    """Triangles by their signs: ``+++`` and ``+--`` are balanced, ``++-`` and ``---`` are not.

    Each from 0 to the number of triangles whose three pairs have a sign. Cartwright and Harary 1956, Psychological
    Review 63:277-293.
    """
    pairs = signs(graph)
    near: dict[str, set[str]] = {}
    for left, right in pairs:
        near.setdefault(left, set()).add(right)
    found = dict.fromkeys(("+++", "++-", "+--", "---"), 0)
    for first, others in near.items():
        for second, third in combinations(sorted(others), 2):
            if (second, third) in pairs:
                three = (pairs[first, second], pairs[first, third], pairs[second, third])
                found["+" * three.count(1) + "-" * three.count(-1)] += 1
    return found


def frustration(graph: nx.Graph[str]) -> tuple[int, int, bool] | None:
    """How many pairs must change sign until the network falls into two camps: count, pairs, whether it is exact.

    From 0 (balanced) to at most half of the pairs; None without signed pairs. Each connected part of up to 16 actors is
    searched in full; larger ones are descended from a deterministic start, which gives an upper bound. Aref and Wilson
    2018, Journal of Complex Networks 6:163-189.
    """
    import networkx as nx

    pairs = signs(graph)
    if not pairs:
        return None
    signed: nx.Graph[str] = nx.Graph()
    signed.add_weighted_edges_from((left, right, sign) for (left, right), sign in pairs.items())
    count, exact = 0, True
    for part in nx.connected_components(signed):
        piece = signed.subgraph(part)
        ties = [(left, right, data["weight"]) for left, right, data in piece.edges(data=True)]
        if len(part) <= _EXACT_UP_TO:
            count += _searched(sorted(part), ties)
        else:
            count, exact = count + _descended(piece), False
    return count, len(pairs), exact


def _searched(nodes: list[str], ties: list[tuple[str, str, int]]) -> int:
    at = {node: index for index, node in enumerate(nodes)}
    indexed = [(at[left], at[right], sign < 0) for left, right, sign in ties]
    return min(
        sum(bool((camps >> left ^ camps >> right) & 1) != apart for left, right, apart in indexed)
        for camps in range(1 << (len(nodes) - 1))
    )


def _descended(piece: nx.Graph[str]) -> int:
    """Spread camps along a breadth-first tree, then move single actors while that helps."""
    camp: dict[str, int] = {}
    queue = [min(piece)]
    camp[queue[0]] = 1
    for node in queue:
        for other in sorted(piece[node]):
            if other not in camp:
                camp[other] = camp[node] * piece[node][other]["weight"]
                queue.append(other)
    moved = True
    while moved:
        moved = False
        for node in queue:
            if sum(camp[node] * camp[other] * data["weight"] for other, data in piece[node].items()) < 0:
                camp[node], moved = -camp[node], True
    return sum(camp[left] * camp[right] != data["weight"] for left, right, data in piece.edges(data=True))
