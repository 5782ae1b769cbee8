"""Comity: the knowledge graph of diplomatic ties, with the evidence for every fact.

``comity.open("comity-graph")`` opens a graph that ``comity build`` made::

    >>> import comity
    >>> graph = comity.open("comity-graph")                       # doctest: +SKIP
    >>> graph.ask("whom-met", official="Mike Pompeo")             # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.graph import Graph

__all__ = ["__version__", "open"]

__version__ = "0.1.0"


def open(path: str | Path = "comity-graph") -> Graph:
    """Open the newest published generation of a graph, read only.

    Raises :class:`comity.errors.NotFoundError` where there is no graph at ``path``.
    """
    from comity.graph import Graph

    return Graph(Path(path))
