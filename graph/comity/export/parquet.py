"""Parquet: a folder with one file a table, typed, the head of the export in each file's metadata."""

from __future__ import annotations

from pathlib import Path

from comity.export.folder import start
from comity.export.format import Format
from comity.export.view import TABLES, View

__all__ = ["FORMAT"]


def _write(view: View, path: Path) -> None:
    import pyarrow.parquet as pq

    start(path, view.about)
    for name in TABLES:
        batches = view.table(name)
        schema = batches.schema.with_metadata({"comity": view.about.json()})
        with pq.ParquetWriter(path / f"{name}.parquet", schema, compression="zstd") as out:
            for batch in batches:
                out.write_batch(batch.replace_schema_metadata(schema.metadata))


FORMAT = Format("parquet", "Parquet, one typed file a table", "", _write, folder=True)
