"""``comity sources``: what is in, in short, whole, or one source on a card."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from comity.cli.output import emit, format_option, graph_option, output_option

__all__ = ["sources"]

_SHORT = ("source", "rows", "reports", "rejects", "years", "countries", "licence")
_MANY = 20
"""More documents than this are one line of the short table."""
_LICENCE = 20
"""The most letters of a licence in the short table: the name of the source needs the room."""

Row = Mapping[str, Any]


@click.command(epilog="Example: comity sources; comity sources gdelt; comity sources --format jsonl")
@click.argument("name", required=False)
@click.option("--all", "all_", is_flag=True, help="Every column of every source, also in a table.")
@click.option("--rejects", is_flag=True, help="List the rejected rows instead: file, line, reason.")
@graph_option
@format_option
@output_option
def sources(name: str | None, all_: bool, rejects: bool, graph: Path, format_: str | None, output: Path | None) -> int:
    """List what is in the graph: rows read, reports made, rows rejected, years, countries, licence.

    With NAME (its id, the end of it, its path or its format) a source is told in full: citation, coverage, files. A
    table is short; the other formats have every column.
    """
    from comity import build as rooms
    from comity.errors import NotFoundError

    rows: Sequence[Row] = rooms.sources(graph)
    named = {row["source"] for row in rows if name and _is_named(row, name)}
    rows = rooms.rejects(graph) if rejects else rows
    if name:
        rows = [row for row in rows if row["source"] in named or row["path"] == name]
        if not rows and not (rejects and named):
            raise NotFoundError(f"{graph}: no source {name!r}; `comity sources` lists them")
    chosen = format_ or ("table" if output is None and sys.stdout.isatty() else "tsv")
    if chosen == "table" and output is None and not rejects and not all_:
        if name:
            _cards(rows)
        else:
            emit(_SHORT, _short(rows), "table")
            click.echo("comity sources NAME tells one in full: citation, coverage, files", err=True)
        return 0
    columns = list(rows[0]) if rows else ["source"]
    emit(columns, [[row[column] for column in columns] for row in rows], format_, output)
    return 0


def _is_named(row: Row, name: str) -> bool:
    source = str(row["source"])
    return name in (source, source.removeprefix("source/"), row["path"], row["format"])


def _short(rows: Sequence[Row]) -> list[list[Any]]:
    """Datasets, then documents: each, or, of many, their sum."""
    documents = [row for row in rows if row["format"] == "text"]
    table = [_line(row, str(row["source"]).removeprefix("source/")) for row in rows if row["format"] != "text"]
    if len(documents) <= _MANY:
        return table + [_line(row, str(row["source"]).removeprefix("source/")) for row in documents]
    days = [str(row[name]) for row in documents for name in ("first", "last") if row[name]]
    licences = sorted({str(row["licence"]) for row in documents})
    whole = {
        **{name: sum(row[name] for row in documents) for name in ("rows", "reports", "rejects")},
        "first": min(days, default=None),
        "last": max(days, default=None),
        "countries": {country for row in documents for country in row["countries"]},
        "licence": licences[0] if len(licences) == 1 else f"{len(licences)} licences",
    }
    return [*table, _line(whole, f"({len(documents):,} documents)")]


def _line(row: Row, source: str) -> list[Any]:
    first, last = (str(row[name] or "")[:4].lstrip("0") for name in ("first", "last"))
    years = first if first == last else f"{first}–{last}"
    licence = str(row["licence"])
    licence = licence if len(licence) <= _LICENCE else f"{licence[: _LICENCE - 1]}…"
    counts = (f"{row[name]:,}" for name in ("rows", "reports", "rejects"))
    return [source, *counts, years, len(row["countries"]) or "", licence]


def _cards(rows: Sequence[Row]) -> None:
    for row in rows:
        for name, value in row.items():
            text = f"{len(value)}: {', '.join(value)}" if isinstance(value, list) and value else value
            if text not in (None, "", []):
                click.echo(f"{name:<17}{text}")
        click.echo()
