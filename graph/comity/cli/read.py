"""``comity read``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.cli.output import emit, output_option, write_atomically
from comity.errors import InputError

if TYPE_CHECKING:
    from comity.model import Report
    from comity.text import Reading

__all__ = ["read"]


@click.command(epilog="Example: comity read dispatch.txt --format jsonl")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out what is less sure.")
@click.option("--explain", is_flag=True, help="Which frame fired on which words, and why candidates were dropped.")
@output_option
def read(
    files: tuple[Path, ...], format_: str | None, min_confidence: float, explain: bool, output: Path | None
) -> int:
    """Show what the reader finds in a text, one act a line; stores nothing.

    Files are plain text or Markdown with front matter (date, title); - is standard input.
    """
    import sys

    code = 0
    table: list[list[Any]] = []
    lines: list[str] = []
    for path, name, reading in _readings(files):
        for reject in reading.rejects:
            click.echo(f"rejected: {reject}", err=True)
            code = 3
        kept = [report for report in reading.reports if report.confidence >= min_confidence]
        if explain:
            click.echo(f"{path}\n" + "\n".join(f"  {line}" for line in reading.trace), err=True)
        lines += [_line(report, name) for report in kept]
        table += [_row(report, name) for report in kept]
    if (format_ or ("table" if sys.stdout.isatty() else "jsonl")) == "table":
        emit(("document", "act", "modality", "agents", "recipients", "date", "evidence"), table, "table", output)
    elif output:
        with write_atomically(output) as file:
            file.writelines(f"{line}\n" for line in lines)
    else:
        for line in lines:
            click.echo(line)
    return code


def _readings(files: tuple[Path, ...]) -> Iterator[tuple[Path, str, Reading]]:
    from comity.identity.view import packaged_view
    from comity.text import read_document

    view = packaged_view()
    for path in _expanded(files):
        name = "stdin" if str(path) == "-" else path.stem
        yield path, name, read_document(_text(path), name, view=view)


def _expanded(files: tuple[Path, ...]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix in (".txt", ".md") and p.is_file())
        else:
            yield path


def _text(path: Path) -> str:
    import sys

    data = sys.stdin.buffer.read() if str(path) == "-" else _bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(path, "is not UTF-8 text", line) from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None


def _line(report: Report, document: str) -> str:
    from comity.text import event_record

    return json.dumps(event_record(report, document), ensure_ascii=False)


def _row(report: Report, document: str) -> list[Any]:
    return [
        document,
        report.act,
        report.modality,
        [mention.name for mention in report.agents],
        [mention.name for mention in report.recipients],
        report.when.edtf(),
        report.evidence,
    ]
