"""An opened graph: the face of Comity in Python."""

from __future__ import annotations

import html
from copy import copy
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from comity.store import PREFIXES, GraphFolder

if TYPE_CHECKING:
    import duckdb
    import networkx as nx
    import rdflib

    from comity.ask import Answer, Evidence, Preference, Step
    from comity.network import Table
    from comity.panel import Comparison, Panel
    from comity.panel.build import Unit

__all__ = ["Graph", "Records"]

_Record = TypeVar("_Record")
_SHOWN = 50
"""Records that a notebook shows."""


class Records(list[_Record]):
    """A list of records of one dataclass, which a notebook shows as a table."""

    def _repr_html_(self) -> str:
        from comity.network.table import html_table

        first: Any = self[0] if self else None
        names = [entry.name for entry in fields(first)] if first is not None else []
        rows = [[_shown(getattr(record, name)) for name in names] for record in self[:_SHOWN]]
        return html_table(names, rows, len(self))


def _shown(value: Any) -> Any:
    """A cell; of the evidence that a step carries, the words."""
    return [item.evidence for item in value] if isinstance(value, tuple) else value


class Graph:
    """The newest published generation of a graph, read only.

    It stays the same generation while builds go on beside it; open again to see what they published. Raises
    :class:`comity.errors.NotFoundError` where there is no graph at ``path``.
    """

    def __init__(self, path: Path) -> None:
        self.folder = path
        self.generation = GraphFolder(path).current()
        self._dataset: rdflib.Dataset | None = None

    def at(self, *, as_of: date | str | None = None, known_by: date | str | None = None) -> Graph:
        """The graph as it was true on ``as_of`` and as sources had told it by ``known_by``.

        Making a moment of a large graph takes a while the first time. Raises ``UsageError`` for what is no date.
        """
        from comity.ask import moment

        then = copy(self)
        then.generation, then._dataset = moment(self.generation, as_of=as_of, known_by=known_by), None
        return then

    @property
    def dataset(self) -> rdflib.Dataset:
        """The whole graph as an ``rdflib.Dataset`` on Oxigraph; plain patterns see the union of all its graphs.

        Pass queries as strings: a prepared query, or ``initBindings``, falls back to rdflib's own, far slower engine.
        """
        if self._dataset is None:
            import rdflib
            from oxrdflib import OxigraphStore

            store = OxigraphStore(store=self.generation.store())
            self._dataset = rdflib.Dataset(store=store, default_union=True)
            for prefix, space in PREFIXES.items():
                self._dataset.bind(prefix, space)
        return self._dataset

    @property
    def tables(self) -> duckdb.DuckDBPyConnection:
        """A new DuckDB connection with a view for each table: acts, reports, ties, actors, tenures, facts …"""
        return self.generation.connect()

    def ask(
        self,
        question: str,
        /,
        *,
        as_of: date | str | None = None,
        known_by: date | str | None = None,
        **parameters: object,
    ) -> Answer:
        """Answer a named question; parameters by name or code (``from_`` stands for ``from``).

        ``as_of``, ``known_by``: what was true, and what sources had said, on a day.

        Raises ``NotFoundError`` (no such question or name), ``UsageError`` (a value that makes no sense).
        """
        from comity.ask import ask

        return ask(self.generation, question, as_of=as_of, known_by=known_by, limits=None, **parameters)

    def query(self, sparql: str, *, seconds: float = 30.0) -> Table | bool | rdflib.Graph:
        """Run SPARQL: a table for SELECT, true or false for ASK, an ``rdflib.Graph`` for CONSTRUCT and DESCRIBE.

        It runs in a process of its own. Raises ``QueryError`` and ``TimeLimitError``.
        """
        import json

        from comity.network import Table
        from comity.store import Limits, query

        found = query(self.generation, sparql, limits=Limits(seconds=seconds))
        if found.kind == "boolean":
            return bool(json.loads(found.body)["boolean"])
        if found.kind == "graph":
            import rdflib

            return rdflib.Graph().parse(data=found.body, format="turtle")
        rows = found.rows()
        values = tuple(tuple(None if term is None else term.value for term in row) for row in rows.rows)
        return Table(rows.variables, values)

    def evidence(self, thing: str) -> Records[Evidence]:
        """What stands behind an act, actor, agreement, policy, fact or tenure: sentences and records."""
        from comity.ask import evidence

        return Records(evidence(self.generation, thing))

    def path(
        self,
        first: str,
        last: str,
        *,
        prefer: Preference = "shortest",
        since: date | None = None,
        until: date | None = None,
        countries: bool = False,
    ) -> Records[Step]:
        """How two actors are connected, each step an act with its evidence; options: :func:`comity.ask.path`."""
        from comity.ask import path

        found = path(self.generation, first, last, prefer=prefer, since=since, until=until, countries=countries)
        return Records(found)

    def network(
        self, projection: str | Path, *, start: date | None = None, end: date | None = None, **options: Any
    ) -> nx.Graph[str]:
        """A declared projection as a ``networkx`` graph; options are those of :func:`comity.network.project`.

        :func:`comity.network.measures` measures it, :func:`comity.network.picture` shows it.
        """
        from comity.network import project

        return project(self.generation, projection, start=start, end=end, **options)

    def panel(self, unit: Unit = "dyad", **options: Any) -> Panel:
        """Acts counted by ``dyad``, ``monad`` or ``leader`` and year or month; options: :func:`comity.panel.build`.

        Its ``table`` is a ``pyarrow.Table``; ``.table.to_pandas()`` gives a data frame, :func:`comity.panel.write` a
        file with its codebook.
        """
        from comity.panel import build

        return build(self.generation, unit, **options)

    def compare(self, sources: str | list[str], record: str, **options: Any) -> Comparison:
        """How well sources agree with a record of the same acts; options are those of :func:`comity.panel.compare`.

        Its ``summary()`` is a table by actor, its ``rows()`` one of what agrees and what does not.
        """
        from comity.panel import compare

        return compare(self.generation, [sources] if isinstance(sources, str) else sources, record, **options)

    def export(self, name: str, out: str | Path, **filters: Any) -> dict[str, int]:
        """Write the graph, or the part that passes :class:`comity.export.Filters`, for another tool; gives counts."""
        from comity.export import Filters, write

        return write(self.generation, name, Path(out), Filters(**filters))

    @property
    def sources(self) -> list[dict[str, Any]]:
        """What is in: a dictionary for each source, with licence, coverage, rows, reports and rejects."""
        from comity.build import sources

        return sources(self.folder)

    def __repr__(self) -> str:
        return f"Graph({str(self.folder)!r}, generation {self.generation.number}, {self.generation.quads:,} quads)"

    def _repr_html_(self) -> str:
        counts = self.tables.sql(
            "select (select count(*) from acts), (select count(*) from reports), (select count(*) from actors)"
        ).fetchall()
        acts, reports, actors = counts[0]
        return (
            f"<p><b>Comity graph</b> {html.escape(str(self.folder))}, generation {self.generation.number}: "
            f"{acts:,} acts from {reports:,} reports, {actors:,} actors, {self.generation.quads:,} quads</p>"
        )
