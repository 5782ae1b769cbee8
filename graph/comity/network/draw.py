"""Pictures of networks: a map-like network, a timeline of acts, a heat map of dyads. Needs the extra ``comity[draw]``.

The picture's format follows the file's ending (PNG, SVG, PDF). The same graph gives the same picture.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import UsageError
from comity.network.labels import place_labels
from comity.network.measures import strength
from comity.network.places import coordinates, seeds

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Picture", "heatmap", "network", "picture", "timeline"]

_PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#8C6D1F")
_OTHER, _COOPERATION, _CONFLICT = "#8a8a8a", "#0072B2", "#D55E00"
_DPI = 160
"""Dots per inch of a file; a notebook shows pictures at half of it."""
_STYLE: dict[Any, Any] = {
    "font.size": 9,
    "svg.hashsalt": "comity",
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def _pyplot() -> Any:
    try:
        import matplotlib
    except ImportError:
        raise UsageError("pictures need matplotlib: pip install 'comity[draw]'") from None
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    plt.rcParams.update(_STYLE)
    return plt


def _save(plt: Any, figure: Any, out: Path, dpi: int = _DPI) -> None:
    part = out.with_name(f".{out.stem}.part{out.suffix or '.png'}")
    metadata = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(out.suffix)
    try:
        figure.savefig(part, dpi=dpi, facecolor="white", metadata=metadata)
        part.replace(out)
    except ValueError as error:
        raise UsageError(f"{out}: {str(error).splitlines()[0]}") from None
    finally:
        part.unlink(missing_ok=True)
        plt.close(figure)


class Picture:
    """A picture in memory, as PNG; a notebook shows it, ``save`` writes it."""

    def __init__(self, png: bytes) -> None:
        self.png = png

    def save(self, path: Path | str) -> None:
        """Write the PNG."""
        Path(path).write_bytes(self.png)

    def _repr_png_(self) -> bytes:
        return self.png

    def __repr__(self) -> str:
        return f"<picture, {len(self.png):,} bytes of PNG>"


def picture(graph: nx.Graph[str], how: Callable[..., None] | None = None, **options: Any) -> Picture:
    """A network as a picture for a notebook; ``how`` is :func:`network` (without it) or :func:`heatmap`."""
    with tempfile.TemporaryDirectory(prefix="comity-draw-") as folder:
        out = Path(folder, "picture.png")
        (how or network)(graph, out, **{"dpi": _DPI // 2, **options})
        return Picture(out.read_bytes())


def network(graph: nx.Graph[str], out: Path, *, title: str = "", labels: int = 14, dpi: int = _DPI) -> None:
    """Draw actors near their country, ties between them, and the names of the ``labels`` strongest.

    Size is an actor's strength, width a tie's weight; in a signed network blue is cooperation and red conflict. Raises
    ``UsageError`` where matplotlib is missing or does not know the ending.
    """
    plt = _pyplot()
    figure, axes = plt.subplots(figsize=(12, 8), layout="constrained")
    axes.set_axis_off()
    axes.set_title(title or str(graph.graph.get("summary", "")), loc="left", fontsize=13)
    power = strength(graph)
    ranked = sorted(graph, key=lambda node: (-power[node], node))
    if not ranked:
        axes.text(0.5, 0.5, "no ties", ha="center", va="center", transform=axes.transAxes)
        return _save(plt, figure, out, dpi)
    at = _positions(graph)
    most = max(power.values()) or 1.0
    sizes = {node: 18 + 320 * power[node] / most for node in ranked}
    colours = _colours(graph, power)
    _ties(axes, graph, at)
    below = ranked[::-1]  # the strongest lie on top
    axes.scatter(
        *zip(*(at[node] for node in below), strict=True),
        s=[sizes[node] for node in below],
        color=[colours[node][1] for node in below],
        edgecolors="white",
        linewidths=0.8,
        zorder=3,
    )
    _legend(axes, graph, colours)
    axes.margins(0.12, 0.1)
    names = {node: str(graph.nodes[node].get("label") or node) for node in ranked[:labels]}
    place_labels(figure, axes, at, sizes, names)
    return _save(plt, figure, out, dpi)


def _positions(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Places on the map, pulled towards even spacing: regions keep their side, crowded ones get room."""
    owners = [(node, str(data.get("country") or "")) for node, data in graph.nodes(data=True)]
    known = coordinates()
    spots = [known[country] for country in {country for _, country in owners if country in known}]
    wide = max((max(p[axis] for p in spots) - min(p[axis] for p in spots) for axis in (0, 1)), default=10.0)
    at = seeds(owners, step=max(wide, 6.0) / 26)
    for node, country in owners:  # those of no country stand at the mean of their neighbours, not in the sea
        near = [at[other] for other in graph[node] if other != node and graph.nodes[other].get("country") in known]
        if country not in known and near:
            turn = sum(map(ord, node)) % 12 * math.tau / 12
            at[node] = (
                sum(x for x, _ in near) / len(near) + wide / 30 * math.cos(turn),
                sum(y for _, y in near) / len(near) + wide / 30 * math.sin(turn),
            )
    return _apart(at)


def _apart(at: dict[str, tuple[float, float]], rounds: int = 120) -> dict[str, tuple[float, float]]:
    """Move points that stand closer than a small share of the picture away from each other, in a fixed order."""
    nodes = sorted(at)
    if len(nodes) > 600:
        return at
    low = [min(at[node][axis] for node in nodes) for axis in (0, 1)]
    span = [max(at[node][axis] for node in nodes) - low[axis] or 1.0 for axis in (0, 1)]
    ratio = (1.5, 1.0)  # the picture is wider than high
    points = [[(at[node][axis] - low[axis]) / span[axis] * ratio[axis] for axis in (0, 1)] for node in nodes]
    least = min(0.09, 0.75 / math.sqrt(len(nodes)))
    for _ in range(rounds):
        for one in range(len(points)):
            for two in range(one):
                across, up = points[one][0] - points[two][0], points[one][1] - points[two][1]
                length = math.hypot(across, up)
                if length < least:
                    across, up, length = (across, up, length) if length > 1e-9 else (0.6, 0.8, 1.0)
                    push = (least - min(length, least)) / 2 / length or least / 2
                    for axis, part in ((0, across), (1, up)):
                        points[one][axis] += part * push
                        points[two][axis] -= part * push
    return {node: (point[0], point[1]) for node, point in zip(nodes, points, strict=True)}


def _colours(graph: nx.Graph[str], power: Mapping[str, float]) -> dict[str, tuple[str, str]]:
    """Group and colour of each actor: its country, or its kind where countries themselves are drawn."""
    kinds = {node: str(data.get("kind") or "") for node, data in graph.nodes(data=True)}
    by_kind = "country" in kinds.values()
    groups = {node: kinds[node] if by_kind else data.get("country") or "" for node, data in graph.nodes(data=True)}
    total: dict[str, float] = {}
    for node, key in groups.items():
        total[key] = total.get(key, 0.0) + power[node]
    first = sorted((key for key in total if key), key=lambda key: (-total[key], key))[: len(_PALETTE)]
    shades = dict(zip(first, _PALETTE, strict=False))
    return {node: (key, shades[key]) if key in shades else ("others", _OTHER) for node, key in groups.items()}


def _ties(axes: Any, graph: nx.Graph[str], at: Mapping[str, tuple[float, float]]) -> None:
    from matplotlib.collections import LineCollection

    ties = [(left, right, data) for left, right, data in graph.edges(data=True) if left != right]
    most = max((data.get("weight", 1.0) for _, _, data in ties), default=1.0) or 1.0
    signed = graph.graph.get("signed")
    lines = sorted(ties, key=lambda tie: tie[2].get("weight", 1.0))
    colours = [
        (_COOPERATION if data.get("sign", 0) >= 0 else _CONFLICT) if signed else "#5b6770" for _, _, data in lines
    ]
    widths = [0.4 + 3.2 * math.sqrt(data.get("weight", 1.0) / most) for _, _, data in lines]
    axes.add_collection(
        LineCollection(
            [(at[left], at[right]) for left, right, _ in lines],
            linewidths=widths,
            colors=colours,
            alpha=max(0.12, min(0.55, 12 / math.sqrt(len(lines) + 1) / 4)),
            zorder=1,
        )
    )


def _legend(axes: Any, graph: nx.Graph[str], colours: Mapping[str, tuple[str, str]]) -> None:
    from matplotlib.lines import Line2D

    groups = dict(sorted(set(colours.values()), key=lambda pair: ((*_PALETTE, _OTHER).index(pair[1]), pair[0])))
    shown = [
        Line2D([], [], marker="o", linestyle="", color=colour, label=_group(graph, name))
        for name, colour in groups.items()
    ]
    if graph.graph.get("signed"):
        shown += [
            Line2D([], [], color=_COOPERATION, label="cooperation"),
            Line2D([], [], color=_CONFLICT, label="conflict"),
        ]
    axes.legend(handles=shown, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=9)


def _group(graph: nx.Graph[str], code: str) -> str:
    named = graph.nodes.get(f"country/{code}", {}).get("label")
    if named is None and code.isupper():
        from comity.identity import countries

        country = countries().get(code)
        named = country.name if country else None
    return str(named or code)


def timeline(counts: Mapping[date, Mapping[str, int]], out: Path, *, title: str = "", unit: str = "acts") -> None:
    """Draw how many acts of each family or kind fell in each span, as stacked bars; keys are the spans' first days."""
    plt = _pyplot()
    figure, axes = plt.subplots(figsize=(12, 4.5), layout="constrained")
    days = sorted(counts)
    names = sorted({name for found in counts.values() for name in found})
    gaps = [(b - a).days for a, b in pairwise(days)]
    span = min(gaps, default=30)
    widths = [
        0.95 * min(gap, 1.15 * span) for gap in (*gaps, span)
    ]  # months are not of one length, and some are absent
    base = [0] * len(days)
    for at, name in enumerate(names):
        heights = [counts[day].get(name, 0) for day in days]
        shade = (*_PALETTE, _OTHER)[at % (len(_PALETTE) + 1)]
        axes.bar(days, heights, width=widths[: len(days)], bottom=base, label=name, color=shade, align="edge")
        base = [low + height for low, height in zip(base, heights, strict=True)]
    axes.set_title(title, loc="left", fontsize=13)
    axes.set_ylabel(unit)
    axes.yaxis.get_major_locator().set_params(integer=True)
    if names:
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    _save(plt, figure, out)


def heatmap(graph: nx.Graph[str], out: Path, *, title: str = "", actors: int = 25, dpi: int = _DPI) -> None:
    """Draw the ties among the strongest actors as a square: rows act, columns are acted upon.

    In a signed network the colour is the mean sign, red conflict to blue cooperation; else it is the weight. Grey
    squares are pairs without a tie.
    """
    plt = _pyplot()
    import numpy as np

    power = strength(graph)
    chosen = sorted(graph, key=lambda node: (-power[node], node))[:actors]
    square = np.full((len(chosen), len(chosen)), np.nan)
    signed = bool(graph.graph.get("signed"))
    for row, left in enumerate(chosen):
        for column, right in enumerate(chosen):
            if data := graph.get_edge_data(left, right):
                square[row, column] = data["sign"] if signed else data["weight"]
    figure, axes = plt.subplots(figsize=(10, 8.5), layout="constrained")
    options = {"cmap": "RdBu", "vmin": -1, "vmax": 1} if signed else {"cmap": "viridis_r", "vmin": 0}
    axes.set_facecolor("0.88")
    image = axes.imshow(square, **options)
    names = [str(graph.nodes[node].get("label") or node) for node in chosen]
    axes.set_xticks(range(len(names)), names, rotation=55, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(names)), names)
    if graph.is_directed():
        axes.set_ylabel("from")
        axes.set_xlabel("to")
    axes.set_title(title or str(graph.graph.get("summary", "")), loc="left", fontsize=13)
    figure.colorbar(image, ax=axes, shrink=0.7, label="mean sign" if signed else "weight")
    _save(plt, figure, out, dpi)
