"""Where actors are drawn: countries at their seat of government, officials and bodies on a small spiral around it."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping

from comity import resources

__all__ = ["coordinates", "seeds"]

_GOLDEN = math.pi * (3 - math.sqrt(5))


@functools.cache
def coordinates() -> Mapping[str, tuple[float, float]]:
    """Latitude and longitude in degrees of each country's seat of government, by country code."""
    lines = resources.packaged("network", "data", "places.tsv").read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude, _ in rows}


def seeds(actors: Iterable[tuple[str, str | None]], step: float = 1.1) -> dict[str, tuple[float, float]]:
    """A place for each actor: longitude and latitude in degrees, the same for the same actors in whatever order.

    ``actors`` are local ids with country codes. A country stands at its place; what belongs to it lies on a sunflower
    spiral of ``step`` degrees around (Vogel 1979, Mathematical Biosciences 44:179-189). Actors of no known country lie
    on such a spiral in the empty South Atlantic.
    """
    known = coordinates()
    groups: dict[str, list[str]] = {}
    for actor, country in sorted({(actor, country or "") for actor, country in actors}):
        groups.setdefault(country if country in known else "", []).append(actor)
    places: dict[str, tuple[float, float]] = {}
    for country, members in groups.items():
        latitude, longitude = known.get(country, (-35.0, -20.0))
        own = f"country/{country}"
        others = [member for member in members if member != own]
        if own in members:
            places[own] = (longitude, latitude)
        for turn, member in enumerate(others, 1):
            radius, angle = step * math.sqrt(turn), turn * _GOLDEN
            across = radius * math.cos(angle) / max(0.3, math.cos(math.radians(latitude)))
            places[member] = (round(longitude + across, 4), round(latitude + radius * math.sin(angle), 4))
    return places
