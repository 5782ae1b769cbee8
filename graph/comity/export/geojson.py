"""GeoJSON (RFC 7946): actors as points at their country, ties as lines, split where they cross the antimeridian."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from comity.export.fields import ACTOR_FIELDS, TIE_FIELDS, values
from comity.export.format import Format
from comity.export.view import View

__all__ = ["FORMAT", "line"]

Point = tuple[float, float]


def line(one: Point, two: Point) -> dict[str, Any]:
    """The short way from one place to another: a LineString, or a MultiLineString where it crosses 180 degrees."""
    west, east = sorted((one, two))
    if east[0] - west[0] <= 180:
        return {"type": "LineString", "coordinates": [one, two]}
    gap = west[0] + 360 - east[0]
    share = (180 - east[0]) / gap if gap else 0.0
    cut = round(east[1] + (west[1] - east[1]) * share, 4)
    parts: list[list[Point]] = [[east, (180.0, cut)], [(-180.0, cut), west]]
    if one == west:  # the line runs from the first end to the second
        parts = [[west, (-180.0, cut)], [(180.0, cut), east]]
    return {"type": "MultiLineString", "coordinates": parts}


def _write(view: View, path: Path) -> None:
    places: dict[str, Point] = {}
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"type": "FeatureCollection", "about": {view.about.json()}, "features": [')
        comma = "\n"
        for actor in view.actors():
            if actor.placed:
                places[actor.id] = (actor.x, actor.y)
            point = {"type": "Point", "coordinates": places[actor.id]} if actor.placed else None
            head = {"id": actor.id, "name": actor.label or actor.id}
            out.write(comma + _feature(actor.id, point, head | values(ACTOR_FIELDS, actor)))
            comma = ",\n"
        for tie in view.ties():
            ends = (places.get(tie.source), places.get(tie.target))
            shape = line(ends[0], ends[1]) if ends[0] and ends[1] and ends[0] != ends[1] else None
            head = {"id": tie.id, "source": tie.source, "target": tie.target, "kind": tie.kind}
            out.write(comma + _feature(tie.id, shape, head | {"weight": tie.weight} | values(TIE_FIELDS, tie)))
            comma = ",\n"
        out.write("\n]}\n")


def _feature(id_: str, shape: dict[str, Any] | None, properties: dict[str, Any]) -> str:
    found = {"type": "Feature", "id": id_, "geometry": shape, "properties": properties}
    return json.dumps(found, ensure_ascii=False)


FORMAT = Format(
    name="geojson",
    summary="GeoJSON for maps: actors at their country's seat, ties as lines",
    suffix=".geojson",
    write=_write,
    network=True,
    loses=(
        "An official or body stands near the seat of its country, not where it was; the place of an act is text.",
        "Actors without country, agreements and policies have no geometry, nor has a tie to one of them or to itself.",
        "Acts of one party alone are counted in the head, not drawn; three parties become three ties.",
        "Days are text; of several spells only the first and last day stay.",
    ),
)
