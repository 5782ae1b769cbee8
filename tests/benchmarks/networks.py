"""Networks and panels of a large graph; prints, asserts nothing.

    python tests/benchmarks/networks.py GRAPH

GRAPH is the folder of a graph, as of ICEWS18 (``comity build FOLDER --graph GRAPH``). Each job runs five times in one
process, after its imports; the median and the best of the wall time are printed. Betweenness is compared with plain
NetworkX, of the same k and seed, on the officials' network and on that of all actors.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx

from comity import network, panel
from comity.network.between import betweenness
from comity.store import GraphFolder

ALL = ("consult", "agree", "policy", "statement", "relations", "material")
TIMES = 5


def timed(name: str, job: Callable[[], Any], times: int = TIMES) -> tuple[Any, float]:
    """Run a job, print its median and best seconds; gives its result and the best."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        found = job()
        taken.append(time.perf_counter() - start)
    print(f"{name}: {statistics.median(taken):.2f} s (best {min(taken):.2f} s)", flush=True)
    return found, min(taken)


def against_networkx(name: str, graph: nx.Graph, k: int) -> None:
    """Print how much faster our betweenness is than NetworkX's, and how far the two differ."""
    k = min(k, len(graph))
    size = f"{len(graph):,} nodes, {graph.number_of_edges():,} ties, k = {k}"
    ours, fast = timed(f"betweenness of {name}", lambda: betweenness(graph, k=k, seed=1), 3)
    plain, slow = timed(
        "  plain networkx", lambda: nx.betweenness_centrality(graph, k=None if k == len(graph) else k, seed=1), 1
    )
    furthest = max(abs(ours[node] - plain[node]) for node in graph)
    print(f"  {size}: {slow / fast:.1f} x, largest difference {furthest:.1e}")


def main(folder: str) -> None:
    generation = GraphFolder(Path(folder)).current()
    acts = generation.connect().sql("select count(*) from acts").fetchall()[0][0]
    print(f"{acts:,} acts, {generation.quads:,} quads")
    countries, _ = timed("network of countries", lambda: network.project(generation, "countries"))
    print(f"  {len(countries)} countries, {countries.number_of_edges():,} directed ties")
    officials, _ = timed("network of officials", lambda: network.project(generation, "officials"))
    print(f"  {len(officials):,} officials, {officials.number_of_edges():,} ties")
    timed("measures of officials", lambda: network.measures(officials), 1)
    for options in ({}, {"directed": True}, {"balanced": True}):
        made, _ = timed(
            f"panel by dyad and month {options}", lambda o=options: panel.build(generation, period="month", **o)
        )
        print(f"  {len(made):,} rows")
    against_networkx("officials who met", officials, 256)
    widely = network.Projection("officials, all acts", "", "official", families=ALL)
    against_networkx("officials by all acts", network.project(generation, widely), 256)
    everyone = network.Projection("actors", "", "actor", families=ALL)
    against_networkx("all actors", network.project(generation, everyone), 64)


if __name__ == "__main__":
    main(sys.argv[1])
