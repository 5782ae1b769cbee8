"""What is in a graph: one row for each input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from comity.build.manifest import Manifest, Staged
from comity.store import GraphFolder

__all__ = ["sources"]


def sources(graph: Path) -> list[dict[str, Any]]:
    """A row for each input of the published generation, sorted by source.

    ``source`` (local id), ``kind`` (``reports`` or ``reference``), ``format``, ``title``, ``rows``, ``reports``,
    ``rejects``, ``licence``, ``publisher``, ``covers_from``, ``covers_to``, ``covers_countries``, ``citation``,
    ``url``, ``path``. Raises NotFoundError where there is no graph.
    """
    folder = GraphFolder(graph)
    folder.current()
    rows = [_row(item) for item in Manifest.current(folder).inputs]
    return sorted(rows, key=lambda row: (row["source"], row["path"]))


def _row(item: Staged) -> dict[str, Any]:
    source = item.source
    return {
        "source": source["id"],
        "kind": source["role"],
        "format": item.format,
        "title": source["title"],
        "rows": item.rows,
        "reports": item.reports,
        "rejects": item.rejects,
        "licence": source["licence"],
        "publisher": source["publisher"],
        "covers_from": source["covers_from"],
        "covers_to": source["covers_to"],
        "covers_countries": list(source["covers_countries"]),
        "citation": source["citation"],
        "url": source["url"],
        "path": item.path,
    }
