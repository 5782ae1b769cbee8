"""``comity acts``: how reports became acts."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.output import emit, format_option, graph_option, output_option

__all__ = ["acts"]


@click.group()
def acts() -> None:
    """Explain how reports became one act."""


@acts.command(epilog="Example: comity acts why act/0123456789abcdef")
@click.argument("act")
@graph_option
@format_option
@output_option
def why(act: str, graph: Path, format_: str | None, output: Path | None) -> int:
    """Which reports are taken to tell of this act, and by which rule."""
    from comity.acts import why as explain
    from comity.errors import NotFoundError
    from comity.model import local_id
    from comity.store import GraphFolder

    rows = explain(GraphFolder(graph).current().connect(), local_id(act) or act)
    if not rows:
        raise NotFoundError(f"no act {act}")
    columns = list(rows[0])
    emit(columns, [[row[name] for name in columns] for row in rows], format_, output)
    return 0
