"""``comity network``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from comity.cli.output import emit, format_option, graph_option, output_option
from comity.errors import UsageError

__all__ = ["network"]


@click.command(
    epilog="Example: comity network officials --from 2019-01-01 --to 2019-12-31 --measures betweenness,degree"
)
@click.argument("projection", required=False)
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="First day of the window.")
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the window.")
@click.option("--known-by", type=click.DateTime(["%Y-%m-%d"]), help="Only what had been reported by this day.")
@click.option("--by", type=click.Choice(["year", "quarter", "month"]), help="One row a window instead of one an actor.")
@click.option(
    "--measures", "which", help="Comma-separated: degree, strength, betweenness, community, constraint, core."
)
@click.option("--summary", is_flag=True, help="Measures of the whole network instead of its actors.")
@click.option("--ties", is_flag=True, help="List the ties, with the acts behind them, instead of the actors.")
@click.option("--minimum-reports", type=click.IntRange(1), help="Only acts with at least so many reports.")
@click.option("--without-source", multiple=True, metavar="SOURCE", help="Leave a source out (repeatable).")
@click.option("--without-act", multiple=True, metavar="KIND", help="Leave a kind of act out (repeatable).")
@click.option("--draw", type=click.Path(path_type=Path), metavar="FILE", help="Draw it: .png, .svg or .pdf.")
@graph_option
@format_option
@output_option
def network(
    projection: str | None,
    start: datetime | None,
    end: datetime | None,
    known_by: datetime | None,
    by: str | None,
    which: str | None,
    summary: bool,
    ties: bool,
    minimum_reports: int | None,
    without_source: tuple[str, ...],
    without_act: tuple[str, ...],
    draw: Path | None,
    graph: Path,
    format_: str | None,
    output: Path | None,
) -> int:
    """Measure a declared network: a projection's name or the path of your own .toml; without one, list them."""
    from comity import network as room
    from comity.store import GraphFolder

    if projection is None:
        listing = [(name, room.load(name).summary) for name in room.names()]
        emit(("projection", "what it holds"), listing, format_, output)
        return 0
    generation = GraphFolder(graph).current()
    options: dict[str, Any] = {
        "known_by": known_by and known_by.date(),
        "minimum_reports": minimum_reports,
        "without_sources": without_source,
        "without_acts": without_act,
    }
    if by:
        if not (start and end):
            raise UsageError("--by needs --from and --to")
        table = _windows(room.windows(generation, projection, by, start.date(), end.date(), **options))
        emit(table[0], table[1], format_, output)
        return 0
    found = room.project(generation, projection, start=start and start.date(), end=end and end.date(), **options)
    if draw:
        from comity.network import draw as pictures

        pictures.network(found, draw)
        click.echo(f"drew {len(found)} actors and {found.number_of_edges()} ties: {draw}", err=True)
    if ties:
        columns, rows = _ties(found)
    elif summary:
        shown = room.summary(found)
        columns, rows = list(shown.columns), [list(row) for row in shown.rows]
    else:
        shown = room.measures(found, which.split(",")) if which else room.measures(found)
        columns, rows = list(shown.columns), [list(row) for row in shown.rows]
    emit(columns, rows, format_, output)
    return 0


def _windows(found: list[tuple[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    from comity.network import summary

    tables = [(label, {row[0]: row[1] for row in summary(graph).rows}) for label, graph in found]
    columns = list(dict.fromkeys(name for _, values in tables for name in values))
    return ["window", *columns], [[label, *(values.get(name) for name in columns)] for label, values in tables]


def _ties(found: Any) -> tuple[list[str], list[list[Any]]]:
    columns = ["source", "target", "weight", "sign", "acts", "reports", "first", "last", "evidence"]
    rows = [
        [found.nodes[left]["label"], found.nodes[right]["label"], *(data.get(name) for name in columns[2:])]
        for left, right, data in found.edges(data=True)
    ]
    return columns, rows
