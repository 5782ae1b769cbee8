"""SQLite: one file with every table, ready for Datasette, and full-text search over evidence and names."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from comity.export.format import Format
from comity.export.view import TABLES, View

__all__ = ["FORMAT"]

_KEYS = {"actors": "actor", "instruments": "instrument", "acts": "act", "reports": "report", "sources": "source"}
_INDEXES = ("reports(act)", "reports(source)", "ties(from_actor)", "ties(to_actor)", "ties(act)", "acts(earliest)")
_SEARCH = {"actors": ("actor", "label"), "reports": ("report", "evidence")}


def _type(column: Any) -> str:
    text = str(column.type)
    return {"int64": "INTEGER", "double": "REAL"}.get(text, "TEXT")


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _rows(batches: Any) -> Iterator[list[Any]]:
    for batch in batches:
        for row in batch.to_pylist():
            yield [_cell(value) for value in row.values()]


def _table(con: sqlite3.Connection, view: View, name: str) -> None:
    batches = view.table(name)
    columns = [f'"{column.name}" {_type(column)}' for column in batches.schema]
    if name in _KEYS:
        columns.append(f'PRIMARY KEY ("{_KEYS[name]}")')
    con.execute(f'CREATE TABLE "{name}" ({", ".join(columns)}) STRICT')
    marks = ", ".join("?" for _ in batches.schema)
    con.executemany(f'INSERT INTO "{name}" VALUES ({marks})', _rows(batches))


def _write(view: View, path: Path) -> None:
    con = sqlite3.connect(path)
    try:
        con.execute("PRAGMA journal_mode = OFF")
        con.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) STRICT")
        about = {name: json.dumps(value, ensure_ascii=False) for name, value in view.about.record().items()}
        con.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        for name in TABLES:
            _table(con, view, name)
        for index in _INDEXES:
            name = index.replace("(", "_").rstrip(")")
            con.execute(f"CREATE INDEX {name} ON {index}")
        for table, (key, text) in _SEARCH.items():
            con.execute(f"CREATE VIRTUAL TABLE {table}_search USING fts5({key} UNINDEXED, {text})")
            con.execute(f"INSERT INTO {table}_search SELECT {key}, {text} FROM {table} WHERE {text} IS NOT NULL")
        con.commit()
    finally:
        con.close()


FORMAT = Format(
    name="sqlite",
    summary="SQLite with full-text search, for Datasette and SQL",
    suffix=".sqlite",
    write=_write,
    loses=("Lists are JSON arrays in a cell; dates are ISO text.",),
)
