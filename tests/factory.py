"""A small generation made by hand: tables as Parquet, and where quads are given a graph on disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from comity.model import GENERATION
from comity.store import Generation


def act(id_: str, kind: str, agents: list[str], recipients: list[str] | None = None, **more: Any) -> dict[str, Any]:
    """A row of table ``acts``: ``day`` is short for one day, ``reports`` for the number of reports."""
    row = {
        "act": id_ if "/" in id_ else f"act/{id_}",
        "kind": kind,
        "modality": "asserted",
        "agents": agents,
        "recipients": recipients or [],
        "on_behalf_of": [],
        "topics": [],
        "date_precision": "unknown",
        "report_count": more.pop("reports", 1),
        "source_count": 1,
        "confidence": 1.0,
    }
    if day := more.pop("day", None):
        row |= {"earliest": date.fromisoformat(day), "latest": date.fromisoformat(day), "date_precision": "day"}
    return row | more


def actor(id_: str, label: str | None, country: str | None = None, **more: Any) -> dict[str, Any]:
    return {"actor": id_, "kind": id_.split("/")[0], "label": label, "country": country, "aliases": []} | more


def report(id_: str, act_id: str, source: str, **more: Any) -> dict[str, Any]:
    return {"report": id_, "act": act_id, "source": source, "confidence": 1.0, "extractor": "test/1"} | more


def generation(folder: Path, quads: str = "", **tables: list[dict[str, Any]]) -> Generation:
    """Write every table of a generation, those not given empty, and the graph of some N-Quads."""
    import hashlib
    import json

    import pyoxigraph

    (folder / "tables").mkdir(parents=True)
    for name, schema in GENERATION.items():
        table = pa.Table.from_pylist(tables.get(name, []), schema=schema)
        pq.write_table(table, folder / "tables" / f"{name}.parquet")
    store = pyoxigraph.Store(str(folder / "graph"))
    store.bulk_load(quads, format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    digest = hashlib.sha256("".join(sorted(quads.splitlines(keepends=True))).encode()).hexdigest()
    (folder / "digest.json").write_text(json.dumps({"nquads": digest, "quads": len(store)}))
    return Generation(1, folder)
