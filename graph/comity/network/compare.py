"""Networks against networks: what changed between two windows, how layers differ, whether a ranking is firm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.model import ACTS
from comity.network import balance, blocs
from comity.network.build import project
from comity.network.measures import measures
from comity.network.projection import Projection, load
from comity.network.table import Table

if TYPE_CHECKING:
    import networkx as nx

    from comity.store import Generation

__all__ = ["dyads_changed", "layers", "ranks_changed", "sensitivity", "spearman"]


def dyads_changed(before: nx.Graph[str], after: nx.Graph[str]) -> Table:
    """Pairs whose sign differs between two networks: ``turned`` says how.

    The sign of a pair is that of its cooperative less its conflictual acts, both ways together; 0 is even or unsigned,
    None is no tie. Pairs that turned from cooperation to conflict come first, the other way second, then those that
    began or ended, each by the pair's names.
    """
    one, two = _signs(before), _signs(after)
    labels = _labels(before, after)
    turned = {(1, -1): "to conflict", (-1, 1): "to cooperation"}
    rows = []
    for pair in sorted(one.keys() | two.keys()):
        first, second = one.get(pair), two.get(pair)
        if first == second:
            continue
        named = "began" if first is None else "ended" if second is None else turned.get((first, second), "evened out")
        if named == "evened out" and first == 0:
            named = "took a side"
        evidence = sorted({*_evidence(after, pair)} or {*_evidence(before, pair)})
        called = (labels[pair[0]], labels[pair[1]])
        rows.append((*pair, *called, first, second, named, evidence[0] if evidence else None))
    order = ("to conflict", "to cooperation", "took a side", "evened out", "began", "ended")
    rows.sort(key=lambda row: (order.index(row[6]), row[0], row[1]))
    return Table(("one", "two", "label", "other_label", "before", "after", "turned", "evidence"), tuple(rows))


def _labels(*graphs: nx.Graph[str]) -> dict[str, str | None]:
    return {node: data.get("label") for graph in graphs for node, data in graph.nodes(data=True)}


def _signs(graph: nx.Graph[str]) -> dict[tuple[str, str], int]:
    plain = {(min(left, right), max(left, right)): 0 for left, right in graph.edges() if left != right}
    return plain | balance.signs(graph)


def _evidence(graph: nx.Graph[str], pair: tuple[str, str]) -> Iterable[str]:
    for left, right in (pair, pair[::-1]):
        yield from (graph.get_edge_data(left, right) or {}).get("evidence", ())


def ranks_changed(before: nx.Graph[str], after: nx.Graph[str], measure: str = "betweenness") -> Table:
    """Who rose and who fell: rank by a measure in each network (None: absent) and the places gained, most gained first.

    Ranks begin at 1; equal values share the best of their places.
    """
    one, two = _ranks(before, measure), _ranks(after, measure)
    labels = _labels(before, after)
    rows = [
        (
            node,
            labels[node],
            one.get(node),
            two.get(node),
            one[node] - two[node] if node in one and node in two else None,
        )
        for node in sorted(one.keys() | two.keys())
    ]
    rows.sort(key=lambda row: (row[4] is None, -(row[4] or 0), row[3] or 0, row[0]))
    return Table(("id", "label", "before", "after", "gained"), tuple(rows))


def _values(graph: nx.Graph[str], measure: str) -> dict[str, float]:
    table = measures(graph, [measure])
    sign = -1.0 if measure == "constraint" else 1.0
    return {row["id"]: sign * row[measure] for row in table if row[measure] is not None}


def _ranks(graph: nx.Graph[str], measure: str) -> dict[str, int]:
    values = _values(graph, measure)
    places: dict[float, int] = {}
    for at, value in enumerate(sorted(values.values(), reverse=True), 1):
        places.setdefault(value, at)
    return {node: places[value] for node, value in values.items()}


def layers(graphs: Mapping[str, nx.Graph[str]]) -> Table:
    """Each two of several networks of the same actors (meetings, agreements, statements) compared.

    ``shared``: share of the pairs tied in either that are tied in both (Jaccard 1901), 0 to 1. ``blocs``: agreement of
    their blocs over the actors that both hold (adjusted Rand index), 1 the same, about 0 chance; None for fewer than
    two such actors. ``strength``: rank correlation of the actors' strengths, -1 to 1 (Spearman 1904).
    """
    rows = []
    for (name, one), (other, two) in combinations(sorted(graphs.items()), 2):
        left, right = (set(_signs(graph)) for graph in (one, two))
        either, both = left | right, sorted(set(one) & set(two))
        found = [blocs.communities(graph) for graph in (one, two)]
        firm = blocs.agreement_of(found[0], found[1]) if len(both) > 1 else None
        powers = [_values(graph, "strength") for graph in (one, two)]
        rank = spearman([powers[0][n] for n in both], [powers[1][n] for n in both])
        rows.append((name, other, len(both), len(left & right) / len(either) if either else None, firm, rank))
    return Table(("layer", "other", "actors", "shared", "blocs", "strength"), tuple(rows))


def spearman(left: list[float], right: list[float]) -> float | None:
    """Rank correlation, -1 to 1, equal values sharing the mean of their ranks; None where one side is constant.

    Spearman 1904, American Journal of Psychology 15:72-101.
    """
    ranks = [_mean_ranks(values) for values in (left, right)]
    middle = (len(left) + 1) / 2
    above = [[rank - middle for rank in found] for found in ranks]
    spread = [sum(x * x for x in found) for found in above]
    if not spread[0] or not spread[1]:
        return None
    together = sum(x * y for x, y in zip(*above, strict=True))
    return float(together / (spread[0] * spread[1]) ** 0.5)


def _mean_ranks(values: list[float]) -> list[float]:
    places: dict[float, list[int]] = {}
    for at, value in enumerate(sorted(values), 1):
        places.setdefault(value, []).append(at)
    return [sum(places[value]) / len(places[value]) for value in values]


def sensitivity(
    generation: Generation,
    projection: str | Path | Projection,
    measure: str = "betweenness",
    *,
    sources: Iterable[str] | None = None,
    top: int = 10,
    **options: Any,
) -> Table:
    """Does the ranking hold without one source, or without one kind or family of act? A row for each left out.

    ``correlation``: rank correlation of the measure with the full network, over its actors (an actor that vanishes
    counts 0). ``kept``: how many of the ``top`` actors stay among the first ``top``. ``first``: who then leads.
    ``sources`` are those to leave out; without it the twenty with most reports. Options are those of
    :func:`comity.network.project`. Leaving out one at a time is the jackknife: Quenouille 1956, Biometrika 43:353-360.
    """
    declared = load(projection)
    full = _values(project(generation, declared, **options), measure)
    leading = set(_first(full, top))
    left_out: list[tuple[str, dict[str, Any]]] = [("nothing", {})]
    chosen = list(sources) if sources is not None else _sources(generation)
    left_out += [(one, {"without_sources": [*options.get("without_sources", ()), one]}) for one in chosen]
    families = list(dict.fromkeys(ACTS[kind].family for kind in declared.kinds))
    families = families if len(families) > 1 else []
    for what, named in (("family", families), ("acts", declared.kinds)):
        left_out += [(f"{what}: {one}", {"without_acts": [*options.get("without_acts", ()), one]}) for one in named]
    rows = []
    for name, without in left_out:
        graph = project(generation, declared, **(options | without))
        found = _values(graph, measure)
        order = _first(found, top)
        rank = spearman(list(full.values()), [found.get(node, 0.0) for node in full])
        first = graph.nodes[order[0]].get("label") if order else None
        rows.append((name, len(graph), graph.number_of_edges(), rank, len(leading & set(order)), first))
    return Table(("without", "actors", "ties", "correlation", "kept", "first"), tuple(rows))


def _first(values: Mapping[str, float], top: int) -> list[str]:
    return sorted(values, key=lambda node: (-values[node], node))[:top]


def _sources(generation: Generation) -> list[str]:
    rows = generation.connect().execute(
        "select source from reports group by source order by count(*) desc, source limit 20"
    )
    return sorted(source for (source,) in rows.fetchall())
