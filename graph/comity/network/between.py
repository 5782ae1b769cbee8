"""Betweenness, exact or from sampled sources, by matrix products where SciPy is at hand, else by NetworkX."""

from __future__ import annotations

import importlib
import importlib.util
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["betweenness", "sources_of"]

_EXACT_UP_TO = 1_000
_SOURCES = 256
_BATCH = 64


def sources_of(graph: nx.Graph[str], k: int | None = None, seed: int = 1) -> list[str] | None:
    """The nodes that shortest paths are counted from; None for all of them.

    ``k`` is their number; without it all nodes of up to 1,000, else 256. They are those that NetworkX draws.
    """
    nodes = list(graph)
    size = k if k is not None else (len(nodes) if len(nodes) <= _EXACT_UP_TO else _SOURCES)
    return None if size >= len(nodes) else random.Random(seed).sample(nodes, size)


def betweenness(graph: nx.Graph[str], k: int | None = None, seed: int = 1) -> dict[str, float]:
    """Share of the shortest paths between two others that run through an actor: who links whom.

    Range 0 to 1; ties count one step whatever their weight. Freeman 1977, Sociometry 40:35-41; by Brandes 2001, Journal
    of Mathematical Sociology 25:163-177; from ``k`` sampled sources after Brandes and Pich 2007, International Journal
    of Bifurcation and Chaos 17:2303-2318. Equal to ``networkx.betweenness_centrality`` of the same k and seed.
    """
    import networkx as nx

    sources = sources_of(graph, k, seed)
    if len(graph) < 3:
        return dict.fromkeys(graph, 0.0)
    if importlib.util.find_spec("scipy") is None:
        size = None if sources is None else len(sources)
        return dict(nx.betweenness_centrality(graph, k=size, seed=seed))
    return _by_matrices(graph, sources)


def _by_matrices(graph: nx.Graph[str], sources: list[str] | None) -> dict[str, float]:
    import numpy as np

    sparse: Any = importlib.import_module("scipy.sparse")
    nodes = list(graph)
    at = {node: index for index, node in enumerate(nodes)}
    # by hand: for a large graph networkx's own conversion takes longer than the paths from sixteen sources
    ends = np.fromiter((at[other] for node in nodes for other in graph[node]), dtype=np.int32)
    starts = np.concatenate(([0], np.cumsum([len(graph[node]) for node in nodes])))
    steps: Any = sparse.csr_array((np.ones(len(ends)), ends, starts), shape=(len(nodes), len(nodes)))
    back = steps.T.tocsr()
    chosen = [at[node] for node in (nodes if sources is None else sources)]
    total = np.zeros(len(nodes))
    for first in range(0, len(chosen), _BATCH):
        total += _through(steps, back, np.asarray(chosen[first : first + _BATCH]))
    pairs = len(nodes) - 2
    scale = np.full(len(nodes), 1.0 / (len(chosen) * pairs))
    own = len(chosen) - 1  # a source cannot lie between itself and others, so it has one chance fewer
    scale[chosen] = 1.0 / (own * pairs) if own else np.nan
    return dict(zip(nodes, (total * scale).tolist(), strict=True))


def _through(steps: Any, back: Any, sources: Any) -> Any:
    """For each node the summed dependency of a batch of sources on it (Brandes 2001), all sources level by level."""
    import numpy as np

    shape = (steps.shape[0], len(sources))
    columns = np.arange(len(sources))
    paths, seen = np.zeros(shape), np.zeros(shape, dtype=bool)
    paths[sources, columns], seen[sources, columns] = 1.0, True
    front, levels = paths.copy(), [seen.copy()]
    while True:
        front = back @ front
        front[seen] = 0.0
        new = front > 0
        if not new.any():
            break
        levels.append(new)
        seen |= new
        paths += front
    depend = np.zeros(shape)
    for depth in range(len(levels) - 1, 0, -1):
        share = np.where(levels[depth], (1.0 + depend) / np.where(levels[depth], paths, 1.0), 0.0)
        depend += np.where(levels[depth - 1], paths * (steps @ share), 0.0)
    depend[sources, columns] = 0.0
    return depend.sum(axis=1)
