"""``comity compare``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.output import emit, format_option, graph_option, output_option

if TYPE_CHECKING:
    from comity.panel.compare import By

__all__ = ["compare"]

_DATE = click.DateTime(["%Y-%m-%d"])


@click.command(epilog="Example: comity compare icews14 icews18 history-at-state-travels --in-office")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.argument("record", metavar="RECORD")
@click.option("--acts", default="visit", show_default=True, metavar="A,B", help="These kinds of act or families.")
@click.option("--by", type=click.Choice(["official", "country"]), default="official", show_default=True)
@click.option(
    "--within", type=click.IntRange(0), default=2, show_default=True, metavar="DAYS", help="How far dates may differ."
)
@click.option("--from", "start", type=_DATE, metavar="DATE", help="First day.")
@click.option("--to", "end", type=_DATE, metavar="DATE", help="Last day.")
@click.option("--in-office", is_flag=True, help="Officials only while heads of state or government, foreign ministers.")
@click.option(
    "--minimum-reports", type=click.IntRange(1), default=1, metavar="N", help="Only what has at least so many reports."
)
@click.option("--rows", is_flag=True, help="Each stay instead: hit, miss or extra, with the acts behind it.")
@graph_option
@format_option
@output_option
def compare(
    sources: tuple[str, ...],
    record: str,
    acts: str,
    by: By,
    within: int,
    start: datetime | None,
    end: datetime | None,
    in_office: bool,
    minimum_reports: int,
    rows: bool,
    graph: Path,
    format_: str | None,
    output: Path | None,
) -> int:
    """How well SOURCEs agree with a RECORD of the same acts: precision, recall and F1, by actor.

    The acts of an actor with one country whose days follow each other are one stay. A stay of the record is a hit where
    the sources tell of the actor and the country within some days of it, else a miss; what the sources alone tell of is
    an extra. Only days that both sides cover count, and actors of whom the record tells.
    """
    from comity import panel as room
    from comity.store import GraphFolder

    found = room.compare(
        GraphFolder(graph).current(),
        sources,
        record,
        acts=[word.strip() for word in acts.split(",") if word.strip()],
        by=by,
        within=within,
        start=start and start.date(),
        end=end and end.date(),
        in_office=in_office,
        minimum_reports=minimum_reports,
    )
    table = found.rows() if rows else found.summary()
    emit(table.columns, table.rows, format_, output)
    return 0
