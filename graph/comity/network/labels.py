"""Names beside points, where there is room: a name that would lie on another or on a point moves or stays away."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

__all__ = ["place_labels"]

_Box = tuple[float, float, float, float]
_TURNS = (0, 4, 2, 6, 1, 7, 3, 5)
_REACH = (3, 12, 24, 38)


def place_labels(
    figure: Any,
    axes: Any,
    at: Mapping[str, tuple[float, float]],
    sizes: Mapping[str, float],
    names: Mapping[str, str],
) -> None:
    """Write ``names`` in order, each at the first free spot around its point; with a fine line where it is far off.

    ``sizes`` are areas of the points in square typographic points, ``at`` their places in data coordinates.
    """
    from matplotlib.patheffects import withStroke

    figure.canvas.draw()
    scale = figure.dpi / 72
    points = {node: tuple(axes.transData.transform(place)) for node, place in at.items()}
    radius = {node: math.sqrt(size) / 2 * scale for node, size in sizes.items()}
    taken = [(x - radius[n], y - radius[n], x + radius[n], y + radius[n]) for n, (x, y) in points.items()]
    frame = figure.bbox
    for node, name in names.items():
        text = name if len(name) <= 34 else name[:33] + "…"
        written = axes.annotate(text, at[node], fontsize=9.5, zorder=5)
        extent = written.get_window_extent(figure.canvas.get_renderer())
        written.remove()
        spot = _spot(points[node], radius[node], extent.width, extent.height, taken, (frame.width, frame.height), scale)
        if spot is None:
            continue
        box, far = spot
        taken.append(box)
        place = axes.transData.inverted().transform((box[0], box[1]))
        shown = axes.text(*place, text, fontsize=9.5, zorder=5, color="#1a1a1a", clip_on=False)
        shown.set_path_effects([withStroke(linewidth=2.5, foreground="white")])
        if far:
            middle = axes.transData.inverted().transform(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
            axes.plot(*zip(at[node], middle, strict=True), color="#777777", linewidth=0.5, zorder=2)


def _spot(
    point: tuple[float, ...],
    radius: float,
    width: float,
    height: float,
    taken: list[_Box],
    frame: tuple[float, float],
    scale: float,
) -> tuple[_Box, bool] | None:
    for reach in _REACH:
        for turn in _TURNS:
            angle = turn * math.tau / 8
            gap = radius + reach * scale
            x = point[0] + math.cos(angle) * (gap + width / 2 * abs(math.cos(angle)))
            y = point[1] + math.sin(angle) * (gap + height / 2)
            box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            inside = box[0] > 2 and box[1] > 2 and box[2] < frame[0] - 2 and box[3] < frame[1] - 2
            if inside and not any(_overlap(box, other) for other in taken):
                return box, reach > _REACH[1]
    return None


def _overlap(one: _Box, two: _Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
