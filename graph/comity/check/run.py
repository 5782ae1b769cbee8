"""The doors of this room: quick ones for builds, a thorough one for people."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from comity.check import hygiene, shapes
from comity.check.finding import Finding, grouped, ordered
from comity.check.sample import validate_tables
from comity.rdf import write_nquads
from comity.store import Generation

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["findings", "validate_graph"]


def validate_graph(graph: pyoxigraph.Store | Generation | Path, *, limit: int = 20) -> list[Finding]:
    """Findings of the shapes alone, in a store, a generation, or an N-Quads file (whose name ends in ``.nq``).

    Every quad is looked at; ``validate_tables`` finds the same in the tables of a generation, ten times as fast. The
    quads of a generation are written from its tables, since those of a large store take minutes to come out. ``limit``:
    how many findings there may be of one rule. Raises ``OSError`` where there is no room for the quads.
    """
    with _nquads(graph) as path:
        return grouped(shapes.validate(path), limit)


def findings(graph: pyoxigraph.Store | Generation, *, deep: bool = True, limit: int = 20) -> list[Finding]:
    """Findings of the shapes and of the hygiene checks, the most severe first; ``[]`` where all is well.

    ``deep=False`` leaves out the checks that grow with acts times reports, and looks at one act and report of each sort
    where the graph is a generation. ``limit``: how many findings there may be of one rule; the rest of them is counted
    in the last. Raises ``OSError`` where there is no room for the quads.
    """
    if not isinstance(graph, Generation):
        return ordered([*validate_graph(graph, limit=limit), *grouped(hygiene.run(graph, deep), limit)])
    store = graph.store()
    found = [*_complete(graph, store), *grouped(hygiene.run(store, deep), limit)]
    if deep:
        return ordered([*validate_graph(graph, limit=limit), *found])
    with _folder() as folder, graph.connect(scratch=folder) as con:
        return ordered([*validate_tables(con, folder, limit=limit), *found])


def _complete(generation: Generation, store: pyoxigraph.Store) -> list[Finding]:
    """Whether the store holds as many quads as were written to it. A build does not count: it takes seconds."""
    held, told = len(store), generation.quads
    if held == told:
        return []
    text = f"The store holds {held:,} quads, and {told:,} were written to it; build the graph again."
    return [Finding("violation", "check:store", str(generation.folder), text)]


@contextmanager
def _nquads(graph: pyoxigraph.Store | Generation | Path) -> Iterator[Path]:
    if isinstance(graph, Path):
        yield graph
        return
    with _folder() as folder:
        path = folder / "graph.nq"
        if isinstance(graph, Generation):
            with graph.connect(scratch=folder) as con:
                write_nquads(con, path, in_order=True)
        else:
            import pyoxigraph

            graph.dump(path, format=pyoxigraph.RdfFormat.N_QUADS)
        yield path


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="comity-check-") as folder:
        yield Path(folder)
