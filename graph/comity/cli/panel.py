"""``comity panel``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.moment import generation_at, moment_options
from comity.cli.output import emit, format_option, graph_option

if TYPE_CHECKING:
    from comity.panel.build import By, Period, Unit
    from comity.panel.members import StateSystem

__all__ = ["panel"]


def _moment(ctx: click.Context, param: click.Parameter, value: str | None) -> int | date | None:
    """A year, ``2019``, or a month, ``2019-07``."""
    if value is None:
        return None
    year, dash, month = value.partition("-")
    try:
        return date(int(year), int(month), 1) if dash else date(int(year), 1, 1).year
    except ValueError:
        raise click.BadParameter(f"{value!r} is no year (2019) and no month (2019-07)", ctx, param) from None


@click.command(epilog="Example: comity panel dyad --from 1990 --to 2020 --by family --balanced -o dyads.dta")
@click.argument("unit", type=click.Choice(["dyad", "monad", "leader"]), default="dyad")
@click.option("--directed", is_flag=True, help="Both orders of a dyad: acts from the first to the second.")
@click.option(
    "--system", type=click.Choice(["cow", "gw"]), default="cow", show_default=True, help="Codes and membership."
)
@click.option("--by", type=click.Choice(["kind", "family", "index"]), default="family", show_default=True)
@click.option("--any", "any_", is_flag=True, help="0/1 instead of counts.")
@click.option("--types", default="", metavar="A,B", help="Only these kinds of act or families.")
@click.option(
    "--period", type=click.Choice(["year", "month"]), default="year", show_default=True, help="What a row counts over."
)
@click.option("--from", "start", metavar="YEAR", callback=_moment, help="First year, or month (2019-07).")
@click.option("--to", "end", metavar="YEAR", callback=_moment, help="Last year, or month.")
@click.option("--balanced", is_flag=True, help="A row for each dyad of states and year, also without acts.")
@moment_options
@click.option("--minimum-reports", type=click.IntRange(1), default=1, help="Only acts with at least so many reports.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=".csv, .parquet or .dta, with a codebook."
)
@graph_option
@format_option
def panel(
    unit: Unit,
    directed: bool,
    system: StateSystem,
    by: By,
    any_: bool,
    types: str,
    period: Period,
    start: int | date | None,
    end: int | date | None,
    balanced: bool,
    as_of: datetime | None,
    known_by: datetime | None,
    minimum_reports: int,
    output: Path | None,
    graph: Path,
    format_: str | None,
) -> int:
    """Tables of acts by pair of states, state or pair of leaders, and year or month.

    A 0 stands only where some source covers that dyad and period; where none does the cell is empty.
    """
    from comity import panel as room

    found = room.build(
        generation_at(graph, as_of, known_by, quads=False),
        unit,
        directed=directed,
        system=system,
        by=by,
        any_=any_,
        types=[word.strip() for word in types.split(",") if word.strip()],
        period=period,
        start=start,
        end=end,
        balanced=balanced,
        as_of=as_of and as_of.date(),
        minimum_reports=minimum_reports,
    )
    if output is None:
        emit(found.table.column_names, list(zip(*(c.to_pylist() for c in found.table.columns), strict=True)), format_)
    else:
        room.write(found, output)
        click.echo(f"{output}: {len(found):,} rows, and its codebook", err=True)
    for what, number in found.left_out.items():
        if number:
            click.echo(f"left out, {what}: {number:,} acts", err=True)
    return 0
