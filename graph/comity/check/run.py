"""The two doors of this room: a quick one for builds, a thorough one for people."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from comity.check import hygiene, shapes
from comity.check.finding import Finding, Result, grouped

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["findings", "validate_graph"]


class _Opens(Protocol):
    """A published generation, as far as this room knows it."""

    def store(self) -> pyoxigraph.Store: ...


def validate_graph(graph: pyoxigraph.Store | _Opens | Path, *, limit: int = 20) -> list[Finding]:
    """Findings of the shapes alone, in a store, a generation, or an N-Quads file (whose name ends in ``.nq``).

    A build gives the file that it is about to load: writing the quads of a large store out again takes longer than
    validating them. The interpreter's lock is released while the engine works, so a thread can validate while another
    loads. ``limit``: how many findings there may be of one rule. Raises ``OSError`` where there is no room for the dump
    of a store.
    """
    return grouped(_shape_results(graph), limit)


def findings(graph: pyoxigraph.Store | _Opens, *, deep: bool = True, limit: int = 20) -> list[Finding]:
    """Findings of the shapes and of the hygiene checks, the most severe first; ``[]`` where all is well.

    ``deep=False`` leaves out the checks that grow with acts times reports. ``limit``: how many findings there may be of
    one rule; the rest of them is counted in the last. Raises ``OSError`` where there is no room for a dump.
    """
    store = _store(graph)
    return grouped([*_shape_results(store), *hygiene.run(store, deep)], limit)


def _shape_results(graph: pyoxigraph.Store | _Opens | Path) -> list[Result]:
    if isinstance(graph, Path):
        return list(shapes.validate(graph))
    import pyoxigraph

    with tempfile.TemporaryDirectory(prefix="comity-check-") as folder:
        nquads = Path(folder) / "graph.nq"
        _store(graph).dump(nquads, format=pyoxigraph.RdfFormat.N_QUADS)
        return list(shapes.validate(nquads))


def _store(graph: pyoxigraph.Store | _Opens) -> pyoxigraph.Store:
    import pyoxigraph

    return graph if isinstance(graph, pyoxigraph.Store) else graph.store()
