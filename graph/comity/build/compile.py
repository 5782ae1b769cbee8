"""Compiling: all staged inputs into a new generation, verified before it is published.

Nothing here touches the published generation: everything is written beside it, and a failure at any step removes what
was written. Equal inputs give equal tables and equal N-Quads, in whatever order they came.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import duckdb

from comity import acts, rdf
from comity.build import difference
from comity.build.difference import Made
from comity.build.manifest import Manifest, Staged, fingerprint
from comity.build.outcome import Progress
from comity.build.resolving import resolve
from comity.build.tables import load, memory_for, resolve_facts, rows_digest, table_digest, working_database, write
from comity.check import validate_tables, violations
from comity.errors import StoreError
from comity.model import GENERATION
from comity.store import Generation, GraphFolder, Loader, loading
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
    # What is to be forgotten would stay in a copied store: it keeps the words of quads that were taken out.
    old = None if forget else difference.before(graph, inputs)
    with disk_errors(graph.path):
        _check_room(graph, inputs, old)
        new = graph.new_generation()
        try:
            manifest = _record(new, inputs, recipe, _make(graph, new, inputs, old, progress))
            _begin(progress, 5)
            graph.publish(new, forget=forget)
        except BaseException:
            remove(new.folder)
            raise
    progress(_STEPS[5], len(_STEPS), len(_STEPS))
    return manifest


def _check_room(graph: GraphFolder, inputs: Sequence[Staged], old: difference.Before | None) -> None:
    known = {item.key for item in old.manifest.inputs} if old else set()
    inputs = [item for item in inputs if item.key not in known]
    rows = sum(max(item.rows, item.reports) for item in inputs)
    staged = sum(size_bytes(graph.staged / item.key) for item in inputs)
    needed, free = max(3 * staged, rows * _BYTES_A_ROW), free_bytes(graph.path)
    needed += 2 * size_bytes(old.generation.tables) if old else 0
    if free < needed:
        raise StoreError(
            f"{graph.path}: the disk is too full: the graph may need {needed / 1e6:,.0f} MB while it is made, "
            f"{free / 1e6:,.0f} MB are free (nothing changed)"
        )


def _make(
    graph: GraphFolder, new: Generation, inputs: Sequence[Staged], old: difference.Before | None, progress: Progress
) -> Made:
    if old is not None:
        made = difference.add(graph, new, old, inputs, lambda step: _begin(progress, step))
        if made is not None:
            return made
        new = graph.new_generation()  # whatever stands there
    return _compile(graph, new, inputs, progress)


def _begin(progress: Progress, step: int) -> None:
    progress(_STEPS[step], step, len(_STEPS))


def _compile(graph: GraphFolder, new: Generation, inputs: Sequence[Staged], progress: Progress) -> Made:
    with loading(new.folder / "graph") as loader:
        with working_database(new.folder, memory_for(sum(item.reports for item in inputs))) as con:
            _begin(progress, 0)
            load(con, graph.staged, inputs)
            with _reports_loading(con, loader, new.folder) as early:
                _begin(progress, 1)
                resolve(con, graph.path)
                _begin(progress, 2)
                _acts(con)
                _begin(progress, 3)
                counts = write(con, new.tables)
                _begin(progress, 4)
                reports = early.result()
        return _make_graph(graph, new, counts, loader, reports, progress)


@contextmanager
def _reports_loading(con: duckdb.DuckDBPyConnection, loader: Loader, folder: Path) -> Iterator[Future[int]]:
    """Load what reports say while the block finds out which acts they tell of; gives the number of quads in the end.

    Loading is most of a build, and the loader would have nothing to do for the first quarter of it.
    """
    with con.cursor() as own, ThreadPoolExecutor(1) as pool:
        early = pool.submit(rdf.stream_reports, own, loader.out, folder, "staged_reports")
        try:
            yield early
        except BaseException:
            loader.stop()
            own.interrupt()
            raise


def _acts(con: duckdb.DuckDBPyConnection) -> None:
    acts.coalesce(con)
    acts.ties(con)
    resolve_facts(con)


def _make_graph(
    graph: GraphFolder, new: Generation, counts: dict[str, int], loader: Loader, reports: int, progress: Progress
) -> Made:
    """Load the other quads while they are written, and meanwhile look at the shapes and take the digests.

    ``reports`` quads are on their way already.
    """
    expected = round(sum(share * counts.get(table, 0) for table, share in _QUADS_A_ROW.items()))

    def told(quads: int) -> None:
        progress("quads", reports + quads, max(expected, reports + quads + 1))

    with new.connect(scratch=new.folder) as con:
        lines = reports
        lines += rdf.stream_nquads(con, loader.out, new.folder, in_order=True, after_reports=True, told=told).quads
        loader.end()
        findings = violations(validate_tables(con, new.folder))
        digests = {name: rows_digest(con, name, name) for name in GENERATION}
        quads = loader.finish()
    if quads != lines:
        raise StoreError(f"{graph.path}: {lines} quads were written and {quads} loaded; nothing changed")
    return Made(digests, quads, findings)


def _record(new: Generation, inputs: Sequence[Staged], recipe: str, made: Made) -> Manifest:
    """Write what the generation holds and was made from: ``digest.json`` and ``manifest.json``."""
    digest = table_digest(made.digests)
    tables = {name: [count, f"{number:032x}"] for name, (count, number) in made.digests.items()}
    holds = {"nquads": digest, "quads": made.quads, "tables": tables}
    (new.folder / "digest.json").write_text(json.dumps(holds) + "\n")
    counts = {name: count for name, (count, _) in made.digests.items()}
    counts |= {"quads": made.quads, "findings": made.findings}
    manifest = Manifest(tuple(inputs), recipe, _versions(), counts, digest)
    manifest.write(new.folder)
    return manifest


def _versions() -> dict[str, str]:
    return {room: fingerprint(room) for room in ("model", "sources", "text", "identity", "acts", "rdf", "ontology")}
