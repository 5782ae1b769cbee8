"""What is in a graph: one row for each input."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from comity.build.manifest import Manifest, Staged
from comity.build.stage import rejects_of, unread
from comity.model import Rejected
from comity.store import Generation, GraphFolder

__all__ = ["rejects", "sources"]

_Told = tuple[date | None, date | None, tuple[str, ...]]
_NOTHING: _Told = (None, None, ())
_TOLD = """
with dated as (
    select source, coalesce(earliest, latest, reported_on) as first, coalesce(latest, earliest, reported_on) as last
    from reports
    union all select source, coalesce(earliest, latest), coalesce(latest, earliest) from tenures
),
named as (
    select distinct source, unnest(list_concat(agents, recipients)) as actor from reports
),
placed as (
    select named.source, actors.country from named join actors using (actor)
    union select tenures.source, offices.country from tenures join offices using (office)
    union select source, country from officials
    union select facts.source, unnest(instruments.parties) from facts join instruments on instrument = subject
),
days as (select source, min(first) as first, max(last) as last from dated group by source),
homes as (
    select source, list(distinct replace(country, 'country/', '')) as countries
    from placed where country <> '' group by source
)
select source, first, last, countries from days full join homes using (source) order by source
"""


def sources(graph: Path) -> list[dict[str, Any]]:
    """A row for each input of the published generation, sorted by source.

    ``source`` (local id), ``kind`` (``reports`` or ``reference``), ``format``, ``title``, ``rows``, ``reports``,
    ``rejects``, ``licence``, ``publisher``, ``first`` and ``last`` day that it tells of, ``countries`` that it names,
    ``covers_from``, ``covers_to``, ``covers_countries`` (days and countries of which its silence says "none"; a text
    covers nothing), ``citation``, ``url``, ``path``. Raises NotFoundError where there is no graph.
    """
    folder = GraphFolder(graph)
    told = _told(folder.current())
    rows = [_row(item, told.get(str(item.source["id"]), _NOTHING)) for item in Manifest.current(folder).inputs]
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


def _told(generation: Generation) -> dict[str, _Told]:
    """What each source tells of, from the tables of a generation."""
    with generation.connect() as con:
        rows = con.execute(_TOLD).fetchall()
    return {source: (first, last, tuple(sorted(countries or ()))) for source, first, last, countries in rows}


def _citation(source: dict[str, Any]) -> str:
    """How to cite it: as it says, else publisher, day and title of a document."""
    if source["citation"] or source["kind"] != "document":
        return str(source["citation"])
    return ". ".join(str(source[name]) for name in ("publisher", "published", "title", "url") if source[name])


def _row(item: Staged, told: _Told) -> dict[str, Any]:
    source = item.source
    first, last, countries = told
    covered = tuple(source["covers_countries"])
    return {
        "source": source["id"],
        "kind": source["role"],
        "format": item.format,
        "title": source["title"],
        "rows": item.rows,
        "reports": item.reports,
        "rejects": item.rejects,
        "licence": source["licence"] or "none stated",
        "publisher": source["publisher"],
        "first": str(first) if first else source["covers_from"],
        "last": str(last) if last else source["covers_to"],
        "countries": list(countries or covered),
        "covers_from": source["covers_from"],
        "covers_to": source["covers_to"],
        "covers_countries": list(covered),
        "citation": _citation(source),
        "url": source["url"],
        "path": item.path,
    }
