"""``comity acts``: how reports became acts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from comity.cli.identity import judge, judgement_options
from comity.cli.output import emit, format_option, graph_option, output_option

__all__ = ["acts"]


@click.group()
def acts() -> None:
    """Explain how reports became one act, and say otherwise."""


@acts.command(epilog="Example: comity acts why act/0123456789abcdef")
@click.argument("act")
@graph_option
@format_option
@output_option
def why(act: str, graph: Path, format_: str | None, output: Path | None) -> int:
    """Which reports are taken to tell of this act, and by which rule."""
    from comity.acts import why as explain
    from comity.errors import NotFoundError
    from comity.identity import judgements
    from comity.model import local_id
    from comity.store import GraphFolder

    rows = explain(GraphFolder(graph).current().connect(), local_id(act) or act, judgements.read(graph))
    if not rows:
        raise NotFoundError(f"no act {act}")
    table = format_ == "table" or (format_ is None and output is None and sys.stdout.isatty())
    columns = [name for name in rows[0] if not (table and name == "rule")]
    emit(columns, [[row[name] for name in columns] for row in rows], format_, output, ("how",))
    if table:  # one rule for all, in full
        click.echo(f"rule: {rows[0]['rule']}", err=output is not None)
    return 0


@acts.command(epilog='Example: comity acts merge report/a/1 report/b/2 --reason "the same dinner"')
@judgement_options
def merge(left: str, right: str, reason: str, by: str | None, graph: Path) -> int:
    """Record that two reports tell of one act; split takes it back."""
    from comity.identity import judgements

    return judge(judgements.merge, graph, left, right, reason, by)


@acts.command(epilog='Example: comity acts split report/a/1 report/b/2 --reason "two dinners"')
@judgement_options
def split(left: str, right: str, reason: str, by: str | None, graph: Path) -> int:
    """Record that two reports tell of different acts: takes a merge back, or undoes one that the rules make."""
    from comity.identity import judgements

    return judge(judgements.split, graph, left, right, reason, by)
