"""TriG: Turtle with named graphs, the default graph first, then the others by name."""

from __future__ import annotations

from pathlib import Path

from comity.export.format import Format
from comity.export.quads import PREFIXES, by_graph, lines, quads
from comity.export.view import View

__all__ = ["FORMAT"]


def _write(view: View, path: Path) -> None:
    import pyoxigraph as ox

    with lines(view) as found, by_graph(found) as ordered, path.open("wb") as out:
        ox.serialize(quads(ordered), out, ox.RdfFormat.TRIG, prefixes=PREFIXES)


FORMAT = Format("trig", "TriG: Turtle with the named graph of each source", ".trig", _write)
