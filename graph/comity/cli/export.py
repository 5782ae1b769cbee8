"""``comity export``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from comity.cli.moment import generation_at, moment_options
from comity.cli.output import emit, format_option, graph_option
from comity.errors import UsageError

__all__ = ["export"]


@click.command(epilog="Example: comity export gexf -o tour.gexf --from 2019-07-01 --to 2019-07-31")
@click.argument("name", metavar="[FORMAT]", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="File (or folder) to write.")
@click.option("--explain", is_flag=True, help="Say what the format is and what it cannot hold.")
@click.option("--focus", metavar="THING", help="Only acts in which this actor or thing has a role (local id or IRI).")
@click.option("--types", default="", metavar="A,B", help="Only these kinds of act, families or ties.")
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="First day.")
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), help="Last day.")
@moment_options
@click.option("--modality", multiple=True, help="Also planned, proposed, hypothetical or denied acts (repeatable).")
@click.option("--min-confidence", type=float, help="0 to 1; acts that no source gives a confidence for are left out.")
@graph_option
@format_option
def export(
    name: str | None,
    output: Path | None,
    explain: bool,
    focus: str | None,
    types: str,
    start: datetime | None,
    end: datetime | None,
    as_of: datetime | None,
    known_by: datetime | None,
    modality: tuple[str, ...],
    min_confidence: float | None,
    graph: Path,
    format_: str | None,
) -> int:
    """Write the graph, or a part of it, for another tool; without a format, list them."""
    from comity import export as room

    if name is None:
        emit(("format", "what it is"), [(key, found.summary) for key, found in room.formats().items()], format_)
        return 0
    about = room.explain(name)
    if explain:
        click.echo(about)
        return 0
    if output is None:
        raise UsageError(f"say where to write: comity export {name} -o FILE")
    filters = room.Filters(
        focus=focus,
        types=tuple(word.strip() for word in types.split(",") if word.strip()),
        start=start and start.date(),
        end=end and end.date(),
        modalities=modality or None,
        min_confidence=min_confidence,
    )
    counts = room.write(generation_at(graph, as_of, known_by), name, output, filters)
    click.echo(f"{output}: " + ", ".join(f"{number:,} {what}" for what, number in counts.items()), err=True)
    return 0
