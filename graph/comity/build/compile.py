"""Compiling: all staged inputs into a new generation, verified before it is published.

Nothing here touches the published generation: everything is written beside it, and a failure at any step removes what
was written. Equal inputs give equal tables and equal N-Quads, in whatever order they came.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import duckdb

from comity import acts, rdf
from comity.build.manifest import Manifest, Staged, fingerprint
from comity.build.outcome import Progress
from comity.build.resolving import resolve
from comity.build.tables import load, resolve_facts, table_digest, working_database, write
from comity.check import validate_tables
from comity.errors import StoreError
from comity.store import Generation, GraphFolder, loading
from comity.store.disk import disk_errors, free_bytes, remove, size_bytes

__all__ = ["compile_generation"]

_STEPS = ("reading tables", "names", "acts", "tables", "graph", "publishing")
_BYTES_A_ROW = 4096
"""Disk that one staged row takes while it is compiled: about 15 quads of 100 bytes as text and 150 in the store."""
_QUADS_A_ROW = {
    **{"acts": 8.5, "reports": 8.5, "ties": 0.7, "actors": 3.5, "instruments": 4.0},
    **{"offices": 5.0, "tenures": 8.5, "facts": 10.0},
}
"""About how many quads a row of each table makes: only to say how far the graph is."""


def compile_generation(
    graph: GraphFolder, inputs: Sequence[Staged], recipe: str, progress: Progress, *, forget: bool = False
) -> Manifest:
    """Compile and publish; needs the graph's lock. Raises StoreError where the disk is full or verification fails."""
    with disk_errors(graph.path):
        _check_room(graph, inputs)
        new = graph.new_generation()
        try:
            manifest = _compile(graph, new, inputs, recipe, progress)
            progress(_STEPS[5], 5, len(_STEPS))
            graph.publish(new, forget=forget)
        except BaseException:
            remove(new.folder)
            raise
    progress(_STEPS[5], len(_STEPS), len(_STEPS))
    return manifest


def _check_room(graph: GraphFolder, inputs: Sequence[Staged]) -> None:
    rows = sum(max(item.rows, item.reports) for item in inputs)
    staged = sum(size_bytes(graph.staged / item.key) for item in inputs)
    needed, free = max(3 * staged, rows * _BYTES_A_ROW), free_bytes(graph.path)
    if free < needed:
        raise StoreError(
            f"{graph.path}: the disk is too full: the graph may need {needed / 1e6:,.0f} MB while it is made, "
            f"{free / 1e6:,.0f} MB are free (nothing changed)"
        )


def _compile(
    graph: GraphFolder, new: Generation, inputs: Sequence[Staged], recipe: str, progress: Progress
) -> Manifest:
    with working_database(new.folder) as con:
        progress(_STEPS[0], 0, len(_STEPS))
        load(con, graph.staged, inputs)
        progress(_STEPS[1], 1, len(_STEPS))
        resolve(con, graph.path)
        progress(_STEPS[2], 2, len(_STEPS))
        _acts(con)
        progress(_STEPS[3], 3, len(_STEPS))
        counts = write(con, new.tables)
    progress(_STEPS[4], 4, len(_STEPS))
    digest = _make_graph(graph, new, counts, progress)
    manifest = Manifest(tuple(inputs), recipe, _versions(), counts, digest)
    manifest.write(new.folder)
    return manifest


def _acts(con: duckdb.DuckDBPyConnection) -> None:
    acts.coalesce(con)
    acts.ties(con)
    resolve_facts(con)


def _make_graph(graph: GraphFolder, new: Generation, counts: dict[str, int], progress: Progress) -> str:
    """Load the quads of the tables while they are written, and meanwhile look at the shapes; gives the digest."""
    expected = round(sum(share * counts.get(table, 0) for table, share in _QUADS_A_ROW.items()))

    def told(quads: int) -> None:
        progress("quads", quads, max(expected, quads + 1))

    with new.connect(scratch=new.folder) as con, loading(new.folder / "graph") as loader:
        lines = rdf.stream_nquads(con, loader.out, new.folder, in_order=True, told=told).quads
        counts["findings"] = _violations(con, new.folder)
        digest = table_digest(con)
        counts["quads"] = loader.finish()
    if counts["quads"] != lines:
        raise StoreError(f"{graph.path}: {lines} quads were written and {counts['quads']} loaded; nothing changed")
    (new.folder / "digest.json").write_text(json.dumps({"nquads": digest, "quads": lines}) + "\n")
    return digest


def _violations(con: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Number of violations found; they are told, and do not keep a generation from its readers."""
    found = validate_tables(con, folder)
    return sum(finding.count for finding in found if finding.severity == "violation")


def _versions() -> dict[str, str]:
    return {room: fingerprint(room) for room in ("model", "sources", "text", "identity", "acts", "rdf", "ontology")}
