"""What is in a graph: one row for each input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from comity.build.manifest import Manifest, Staged
from comity.build.stage import rejects_of, unread
from comity.model import Rejected
from comity.store import GraphFolder

__all__ = ["rejects", "sources"]


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


def rejects(graph: Path) -> list[dict[str, Any]]:
    """A row for each rejected row of the inputs that are in, and for each file that the last build could not read.

    ``source`` ("" for a file that is not in), ``path``, ``line`` (None where unknown), ``reason``, ``text`` (its first
    characters). Raises NotFoundError where there is no graph.
    """
    folder = GraphFolder(graph)
    folder.current()
    rows = [
        _rejected(str(item.source["id"]), reject)
        for item in Manifest.current(folder).inputs
        if item.rejects
        for reject in rejects_of(folder.staged / item.key)
    ]
    rows += [_rejected("", reject) for reject in unread(folder)]
    return sorted(rows, key=lambda row: (row["source"], row["path"], row["line"] or 0, row["reason"]))


def _rejected(source: str, reject: Rejected) -> dict[str, Any]:
    return {
        "source": source,
        "path": reject.path,
        "line": reject.line,
        "reason": reject.reason,
        "text": reject.text,
    }


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
