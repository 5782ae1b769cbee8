"""Networks as NetworkX graphs, from the tables of a generation or from the rows of a query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import UsageError
from comity.model import ID
from comity.network.pairs import Window, pairs_sql
from comity.network.projection import Projection, load

if TYPE_CHECKING:
    import networkx as nx

    from comity.store import Generation

__all__ = ["changed", "from_rows", "project", "windows"]

_COLUMNS = ("source", "target", "weight", "sign", "acts", "positive", "negative", "reports", "first", "last")


def project(
    generation: Generation,
    projection: str | Path | Projection,
    *,
    start: date | None = None,
    end: date | None = None,
    known_by: date | None = None,
    minimum_reports: int | None = None,
    modality: Iterable[str] | None = None,
    without_sources: Iterable[str] = (),
    without_acts: Iterable[str] = (),
) -> nx.Graph[str]:
    """The network of a projection: a ``Graph``, or a ``DiGraph`` where the projection has a direction.

    Nodes are local ids with ``label``, ``kind`` and ``country``; for agreements also ``bipartite`` (0 countries,
    1 agreements). Ties carry ``weight`` (by the projection's rule), ``acts`` (how many), ``reports``, ``positive`` and
    ``negative`` (acts by sign), ``sign`` (mean sign of the acts, -1 to 1), ``first`` and ``last`` (days or None), and
    ``evidence``: the sorted local ids of the acts. Order is that of the ids, whatever the tables' order.
    """
    declared = changed(projection, minimum_reports, modality)
    window = Window(start, end, known_by, tuple(without_sources), tuple(without_acts))
    con = generation.connect()
    head, values = pairs_sql(declared, window)
    weight = {"acts": "count(*)", "reports": "sum(reports)", "shared": "sum(1.0 / greatest(parties - 1, 1))"}
    found = con.sql(
        f"""{head} select source, target, {weight[declared.weight]}::double as weight, avg(sign) as sign,
            count(*) as acts, count(*) filter (sign > 0) as positive,
            count(*) filter (sign < 0) as negative, sum(reports)::bigint as reports,
            min(coalesce(earliest, latest)) as first, max(coalesce(latest, earliest)) as last,
            list_sort(list(act)) as evidence
            from pairs group by source, target order by source, target""",
        params=values,
    ).to_arrow_table()
    graph = _graph(
        declared.directed,
        projection=declared.name,
        summary=declared.summary,
        signed=declared.signed,
        kinds=list(declared.kinds),
    )
    columns = {name: found.column(name).to_pylist() for name in (*_COLUMNS, "evidence")}
    names = sorted({*columns["source"], *columns["target"]})
    graph.add_nodes_from(_nodes(con, names, declared.actors == "agreement"))
    keys = [*_COLUMNS[2:], "evidence"]
    rows = zip(*columns.values(), strict=True)
    graph.add_edges_from((row[0], row[1], dict(zip(keys, row[2:], strict=True))) for row in rows)
    return graph


def changed(
    projection: str | Path | Projection, minimum_reports: int | None = None, modality: Iterable[str] | None = None
) -> Projection:
    """A projection with another minimum of reports or other modalities. Raises ``UsageError``."""
    import dataclasses

    declared = load(projection)
    try:
        return dataclasses.replace(
            declared,
            minimum_reports=declared.minimum_reports if minimum_reports is None else minimum_reports,
            modality=declared.modality if modality is None else tuple(modality),
        )
    except ValueError as error:
        raise UsageError(str(error)) from None


def _graph(directed: bool, **about: Any) -> nx.Graph[str]:
    import networkx as nx

    graph: nx.Graph[str] = nx.DiGraph(**about) if directed else nx.Graph(**about)
    return graph


def _nodes(con: Any, names: list[str], bipartite: bool) -> Iterable[tuple[str, dict[str, Any]]]:
    rows = con.execute(
        """select n.id, coalesce(a.label, i.label), coalesce(a.kind, i.kind, split_part(n.id, '/', 1)), a.country
           from (select unnest($names::varchar[]) as id) n
           left join actors a on a.actor = n.id left join instruments i on i.instrument = n.id order by n.id""",
        {"names": names},
    ).fetchall()
    for id_, label, kind, country in rows:
        own = id_.removeprefix("country/") if kind == "country" else country
        attributes = {"label": label or id_.split("/", 1)[-1], "kind": kind, "country": own}
        if bipartite:
            attributes["bipartite"] = int(kind != "country")
        yield id_, attributes


def windows(
    generation: Generation, projection: str | Path | Projection, by: str, start: date, end: date, **options: Any
) -> list[tuple[str, nx.Graph[str]]]:
    """The network of each ``year``, ``quarter`` or ``month`` from ``start`` to ``end``: label and graph.

    Options are those of :func:`project`. An act whose interval meets two windows stands in both.
    """
    declared = load(projection)
    return [
        (label, project(generation, declared, start=max(first, start), end=min(last, end), **options))
        for label, first, last in _spans(by, start, end)
    ]


def _spans(by: str, start: date, end: date) -> Iterable[tuple[str, date, date]]:
    months = {"year": 12, "quarter": 3, "month": 1}.get(by)
    if months is None:
        raise UsageError(f"windows are by year, quarter or month, not by {by!r}")
    at = start.year * 12 + (start.month - 1) // months * months
    while (first := date(at // 12, at % 12 + 1, 1)) <= end:
        at += months
        last = date(at // 12, at % 12 + 1, 1) - timedelta(days=1)
        quarter = f"{first.year}-Q{first.month // 3 + 1}"
        yield {"year": str(first.year), "quarter": quarter, "month": f"{first:%Y-%m}"}[by], first, last


def from_rows(
    rows: Iterable[Mapping[str, Any]], *, directed: bool = False, generation: Generation | None = None
) -> nx.Graph[str]:
    """The network of any rows with ``source`` and ``target``, and perhaps ``weight``, ``date`` and ``evidence``.

    Rows of one pair add up: ``weight`` is the sum (1 for a row that has none), ``acts`` counts the rows, ``first`` and
    ``last`` are the ends of their dates, ``evidence`` the sorted values. Rows that lack an end are left out. IRIs of
    Comity become local ids, which a ``generation`` gives their label, kind and country. Raises ``UsageError`` where a
    weight is no number.
    """
    ties: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        if row.get("source") is None or row.get("target") is None:
            continue
        source, target = (str(row[end]).removeprefix(ID) for end in ("source", "target"))
        pair = (source, target) if directed else (min(source, target), max(source, target))
        _add(ties.setdefault(pair, _empty()), row)
    graph = _graph(directed, projection="query", summary="The rows of a query", signed=False)
    names = sorted({end for pair in ties for end in pair})
    if generation is None:
        graph.add_nodes_from((name, {"label": name, "kind": "", "country": None}) for name in names)
    else:
        graph.add_nodes_from(_nodes(generation.connect(), names, bipartite=False))
    for pair in sorted(ties):
        tie = ties[pair]
        dates = sorted(tie.pop("dates"))
        tie |= {"evidence": sorted(tie["evidence"]), "first": dates[0] if dates else None}
        graph.add_edge(*pair, **tie, last=dates[-1] if dates else None)
    return graph


def _empty() -> dict[str, Any]:
    return {"weight": 0.0, "acts": 0, "evidence": set(), "dates": set()}


def _add(tie: dict[str, Any], row: Mapping[str, Any]) -> None:
    weight = row.get("weight")
    try:
        tie["weight"] += 1.0 if weight is None else float(weight)
        if row.get("date") is not None:
            tie["dates"].add(date.fromisoformat(str(row["date"])[:10]))
    except ValueError as error:
        raise UsageError(f"a row of the query has no usable weight or date: {error}") from None
    tie["acts"] += 1
    if row.get("evidence") is not None:
        tie["evidence"].add(str(row["evidence"]).removeprefix(ID))
