"""How answers leave the command line: one table, printed in the format that was asked for."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

__all__ = ["FORMATS", "emit", "format_option", "graph_option", "output_option", "write_atomically"]

FORMATS = ("table", "json", "jsonl", "csv", "tsv")

_ID = "https://w3id.org/comity/id/"  # not from comity.model, whose import costs more than all of --help
_Command = TypeVar("_Command", bound=Callable[..., Any])


def graph_option(command: _Command) -> _Command:
    """``--graph DIR``, or ``COMITY_GRAPH``, or ``./comity-graph``."""
    return click.option(
        "--graph",
        "graph",
        type=click.Path(path_type=Path),
        envvar="COMITY_GRAPH",
        default="comity-graph",
        show_default=True,
        metavar="DIR",
        help="Folder of the graph (or COMITY_GRAPH).",
    )(command)


def format_option(command: _Command) -> _Command:
    """``--format``: a table on a terminal, else tab-separated."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        default=None,
        help="Default: table on a terminal, tsv otherwise.",
    )(command)


def output_option(command: _Command) -> _Command:
    """``-o FILE``: written beside and renamed, so that nothing half-written stays."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), default=None, metavar="FILE", help="Write to FILE."
    )(command)


@contextlib.contextmanager
def write_atomically(path: Path) -> Iterator[TextIO]:
    """A text file that appears under its name only when it is complete."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def emit(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    format_: str | None = None,
    output: Path | None = None,
    below: Sequence[str] = (),
) -> None:
    """Print rows under their columns; ``None`` is an empty cell (``null`` in JSON).

    ``below``: columns that a table shows below their row, in full, beside those that it always does.
    """
    if output is not None:
        with write_atomically(output) as file:
            file.write(render(columns, rows, format_ or _format_of(output), below))
        return
    chosen = format_ or ("table" if sys.stdout.isatty() else "tsv")
    click.echo(render(columns, rows, chosen, below), nl=False)


def _format_of(path: Path) -> str:
    ending = path.suffix.removeprefix(".")
    return ending if ending in FORMATS else "tsv"


def render(columns: Sequence[str], rows: Sequence[Sequence[Any]], format_: str, below: Sequence[str] = ()) -> str:
    """The text of a table in one of :data:`FORMATS`."""
    if format_ == "table":
        return _table(columns, rows, (*_BELOW, *below))
    if format_ in ("json", "jsonl"):
        objects = [dict(zip(columns, row, strict=True)) for row in rows]
        if format_ == "json":
            document = {"version": 1, "columns": list(columns), "rows": objects}
            return json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n"
        return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in objects)
    text = io.StringIO()
    if format_ == "csv":
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[_cell(value) for value in row] for row in rows])
        return text.getvalue()
    lines = [columns, *([_flat(_cell(value)) for value in row] for row in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list | tuple):
        return "; ".join(_cell(item) for item in value)
    return str(value)


def _flat(text: str) -> str:
    """A cell on one line: what would break the line or act on the terminal becomes a space."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


_BELOW = ("evidence", "support")
"""Columns of running text: in a table they stand below their row, in full, and not in a column of their own."""


_LOCAL = re.compile(r"[a-z]+/\S+")
_DAY, _NARROW = 10, 8
"""Width of a day, and of a column that was narrowed."""


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]], running: Sequence[str]) -> str:
    if not rows:
        return "(no rows)\n"
    beside = [i for i, name in enumerate(columns) if name not in running]
    below = [i for i, name in enumerate(columns) if name in running]
    names = [columns[i] for i in beside]
    cells = [[_flat(_cell(row[i])).removeprefix(_ID) for i in beside] for row in rows]
    room = max(40, shutil.get_terminal_size((120, 24)).columns)
    widths = [max(len(name), *(len(row[i]) for row in cells)) for i, name in enumerate(names)]
    ids = [all(_LOCAL.fullmatch(cell) for cell in column if cell) for column in zip(*cells, strict=True)]
    widths = _fit(widths, room - 2 * (len(widths) - 1), ids)
    text = io.StringIO()
    for line in (names, ["─" * width for width in widths]):
        text.write(_line(line, widths))
    for row, line in zip(rows, cells, strict=True):
        text.write(_line(line, widths))
        for i in below:
            text.write(_quoted(row[i], room))
    text.write(f"({len(rows)} row{'s' if len(rows) != 1 else ''})\n")
    return text.getvalue()


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_clip(cell, width).ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip() + "\n"


def _quoted(value: Any, room: int) -> str:
    parts = value if isinstance(value, list | tuple) else [value]
    lines = (
        textwrap.fill(_flat(_cell(part)), room, initial_indent="    │ ", subsequent_indent="    │ ") for part in parts
    )
    return "".join(f"{line}\n" for line in lines if line)


def _fit(widths: list[int], room: int, ids: Sequence[bool]) -> list[int]:
    """Narrow columns until the table fits: ids first, then other long ones, days and other short ones at last."""
    for floors in (
        [_NARROW if id_ else width for width, id_ in zip(widths, ids, strict=True)],
        [width if width <= _DAY else _NARROW for width in widths],
        [_NARROW] * len(widths),
    ):
        widths = _narrowed(widths, floors, room)
    return widths


def _narrowed(widths: list[int], floors: list[int], room: int) -> list[int]:
    widths = list(widths)
    while (excess := sum(widths) - room) > 0:
        loose = sorted((i for i, width in enumerate(widths) if width > floors[i]), key=lambda i: -widths[i])
        if not loose:
            break
        step = widths[loose[0]] - widths[loose[1]] if len(loose) > 1 else excess
        widths[loose[0]] -= min(max(1, step), excess, widths[loose[0]] - floors[loose[0]])
    return widths


def _clip(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"
