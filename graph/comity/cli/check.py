"""``comity check``."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.output import emit, format_option, graph_option, output_option

__all__ = ["check"]


@click.command(epilog="Example: comity check --quick --format jsonl")
@click.option("--quick", is_flag=True, help="Leave out the checks that grow with acts times reports.")
@graph_option
@format_option
@output_option
def check(quick: bool, graph: Path, format_: str | None, output: Path | None) -> int:
    """Validate the graph against the shapes and hygiene checks of the ontology; exit code 3 where anything violates."""
    from comity.check import findings
    from comity.store import GraphFolder

    found = findings(GraphFolder(graph).current(), deep=not quick)
    columns = ("severity", "rule", "count", "thing", "message", "value")
    emit(columns, [[getattr(item, name) for name in columns] for item in found], format_, output)
    violations = sum(item.severity == "violation" for item in found)
    click.echo(f"{violations} violations, {len(found) - violations} other findings", err=True)
    return 3 if violations else 0
