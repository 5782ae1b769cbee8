"""Turtle: the graph for readers, without named graphs, sorted."""

from __future__ import annotations

from pathlib import Path

from comity.export.format import Format
from comity.export.quads import triples
from comity.export.view import View

__all__ = ["FLAT", "FORMAT"]

FLAT = "Named graphs are lost: which source a statement stands in is said only by comity:source of its report."


def _write(view: View, path: Path) -> None:
    import pyoxigraph

    triples(view, path, pyoxigraph.RdfFormat.TURTLE)


FORMAT = Format("turtle", "Turtle: the graph with prefixes, to be read", ".ttl", _write, loses=(FLAT,))
