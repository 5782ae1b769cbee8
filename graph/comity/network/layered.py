"""One projection taken apart: a network for each family or kind of act, and how many acts fell when."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import UsageError
from comity.model import ACTS
from comity.network.build import changed, project
from comity.network.pairs import Window, pairs_sql
from comity.network.projection import Projection, load

if TYPE_CHECKING:
    import networkx as nx

    from comity.store import Generation

__all__ = ["LAYERS", "SPANS", "counts", "layered"]

LAYERS = ("family", "kind")
SPANS = ("year", "quarter", "month", "week", "day")


def layered(
    generation: Generation, projection: str | Path | Projection, by: str = "family", **options: Any
) -> dict[str, nx.Graph[str]]:
    """The network of each ``family`` or ``kind`` of act of a projection, by name; layers without a tie are left out.

    Options are those of :func:`comity.network.project`. :func:`comity.network.layers` compares them. Raises
    ``UsageError`` for another ``by``.
    """
    if by not in LAYERS:
        raise UsageError(f"layers are by {' or '.join(LAYERS)}, not by {by!r}")
    declared = load(projection)
    kinds: dict[str, list[str]] = {}
    for kind in declared.kinds:
        kinds.setdefault(ACTS[kind].family if by == "family" else kind, []).append(kind)
    layers = {name: dataclasses.replace(declared, acts=tuple(own), families=()) for name, own in kinds.items()}
    found = {name: project(generation, layer, **options) for name, layer in layers.items()}
    return {name: graph for name, graph in found.items() if graph.number_of_edges()}


def counts(
    generation: Generation,
    projection: str | Path | Projection,
    by: str = "month",
    *,
    start: date | None = None,
    end: date | None = None,
    known_by: date | None = None,
    minimum_reports: int | None = None,
    modality: Iterable[str] | None = None,
    without_sources: Iterable[str] = (),
    without_acts: Iterable[str] = (),
) -> dict[date, dict[str, int]]:
    """How many acts that make ties fell in each ``year``, ``quarter``, ``month``, ``week`` or ``day``, by family.

    Keys are the first days of the spans that have acts; by kind where the projection has only one family. An act counts
    where it begins; acts of unknown date are left out.
    """
    if by not in SPANS:
        raise UsageError(f"a timeline is by {', '.join(SPANS)}, not by {by!r}")
    declared = changed(projection, minimum_reports, modality)
    window = Window(start, end, known_by, tuple(without_sources), tuple(without_acts))
    head, values = pairs_sql(declared, window)
    name = "family" if len({ACTS[kind].family for kind in declared.kinds}) > 1 else "kind"
    rows = generation.connect().execute(
        f"""{head}, told as (select distinct act, kind, coalesce(earliest, latest) as day from pairs)
            select date_trunc('{by}', day)::date as span, {name}, count(*) from told join kinds using (kind)
            where day is not null group by all order by all""",
        values,
    )
    found: dict[date, dict[str, int]] = {}
    for span, what, number in rows.fetchall():
        found.setdefault(span, {})[what] = number
    return found
