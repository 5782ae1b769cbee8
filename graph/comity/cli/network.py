"""``comity network``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.cli.moment import generation_at, moment_options
from comity.cli.output import emit, format_option, graph_option, output_option
from comity.errors import InputError, UsageError

if TYPE_CHECKING:
    import networkx as nx

    from comity.network import Table
    from comity.store import Generation

__all__ = ["network"]

_DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.Path(path_type=Path)
_VIEWS = ("by", "summary", "compare", "layers", "sensitivity")


@click.command(
    epilog="Example: comity network officials --from 2019-01-01 --to 2019-12-31 --measures betweenness,degree"
)
@click.argument("projection", required=False)
@click.option("--query", type=_FILE, metavar="FILE.rq", help="A SELECT with ?source ?target as the network.")
@click.option("--directed", is_flag=True, help="With --query: a tie has a direction.")
@click.option("--from", "start", type=_DAY, help="First day of the window.")
@click.option("--to", "end", type=_DAY, help="Last day of the window.")
@moment_options
@click.option("--modality", multiple=True, help="Planned, proposed, hypothetical or denied acts (repeatable).")
@click.option("--minimum-reports", type=click.IntRange(1), help="Only acts with at least so many reports.")
@click.option("--without-source", multiple=True, metavar="SOURCE", help="Leave a source out (repeatable).")
@click.option("--without-act", multiple=True, metavar="KIND", help="Leave a kind or family of act out (repeatable).")
@click.option(
    "--measures", "which", help="Comma-separated: degree, strength, betweenness, community, constraint, core, in_core."
)
@click.option("--summary", is_flag=True, help="Measures of the whole network instead of its actors.")
@click.option("--ties", is_flag=True, help="List the ties, with the acts behind them, instead of the actors.")
@click.option("--by", type=click.Choice(["year", "quarter", "month"]), help="One row a window; span of the timeline.")
@click.option(
    "--compare", metavar="FROM..TO", help="Against an earlier window: who rose; with --ties, which dyads turned."
)
@click.option("--layers", type=click.Choice(["family", "kind"]), help="Compare its acts by family or kind.")
@click.option("--sensitivity", is_flag=True, help="Does the ranking hold without one source or one kind of act?")
@click.option("--top", type=click.IntRange(1), help="Only the first rows; how many actors --sensitivity follows.")
@click.option("--draw", type=_FILE, metavar="FILE", help="Draw the network: .png, .svg or .pdf.")
@click.option("--timeline", type=_FILE, metavar="FILE", help="Draw how many of its acts fell when.")
@click.option("--heatmap", type=_FILE, metavar="FILE", help="Draw the ties of its strongest actors as a square.")
@click.option("--write-back", type=_FILE, metavar="FILE", help="Write the measures and their run as RDF: .ttl or .nq.")
@graph_option
@format_option
@output_option
def network(
    projection: str | None, query: Path | None, graph: Path, format_: str | None, output: Path | None, **given: Any
) -> int:
    """Measure a declared network: a projection's name or the path of your own .toml; without one, list them.

    One row an actor; --ties, --summary, --by, --compare, --layers and --sensitivity show other tables.
    """
    from comity import network as room

    if projection is None and query is None:
        listing = [(name, room.load(name).summary) for name in room.names()]
        emit(("projection", "what it holds"), listing, format_, output)
        return 0
    _check(projection, query, given)
    generation = generation_at(graph, given["as_of"], given["known_by"], quads=query is not None)
    table = _queried(generation, query, given) if query else _declared(generation, str(projection), given)
    shown = table.head(given["top"]) if given["top"] and not given["sensitivity"] else table
    emit(shown.columns, shown.rows, format_, output)
    return 0


def _check(projection: str | None, query: Path | None, given: Mapping[str, Any]) -> None:
    chosen = [f"--{name}" for name in _VIEWS if given[name] and not (name == "by" and given["timeline"])]
    if len(chosen) > 1:
        raise UsageError(f"{' and '.join(chosen)} are different tables; ask for one")
    if given["ties"] and chosen not in ([], ["--compare"]):
        raise UsageError(f"--ties and {chosen[0]} are different tables; ask for one")
    if given["write_back"] and (chosen or given["ties"]):
        raise UsageError("--write-back is of the measures of actors; ask for those")
    if not query:
        if given["directed"]:
            raise UsageError("--directed is of --query; a projection says itself whether it has a direction")
        return
    narrowing = ("start", "end", "modality", "minimum_reports", "without_source", "without_act", "timeline")
    unfit = [name for name in (*narrowing, "by", "compare", "layers", "sensitivity") if given[name]]
    if projection or unfit:
        named = {"start": "from", "end": "to"}
        what = f"--{named.get(unfit[0], unfit[0]).replace('_', '-')}" if unfit else "a projection"
        raise UsageError(f"--query is a network of its own, {what} does not go with it: say so in the query")


def _options(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "start": _day(given["start"]),
        "end": _day(given["end"]),
        "modality": given["modality"] or None,
        "minimum_reports": given["minimum_reports"],
        "without_sources": given["without_source"],
        "without_acts": given["without_act"],
    }


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _declared(generation: Generation, projection: str, given: Mapping[str, Any]) -> Table:
    from comity import network as room

    options = _options(given)
    whole = options.pop("start"), options.pop("end")
    if given["timeline"]:
        _timeline(generation, projection, given["timeline"], given["by"], whole, options)
    elif given["by"]:
        if not all(whole):
            raise UsageError("--by needs --from and --to")
        return _windows(room.windows(generation, projection, given["by"], *whole, **options))
    options |= {"start": whole[0], "end": whole[1]}
    measure = _measures(given)[0]
    if given["sensitivity"]:
        return room.sensitivity(generation, projection, measure, top=given["top"] or 10, **options)
    if given["layers"]:
        return room.layers(room.layered(generation, projection, given["layers"], **options))
    found = room.project(generation, projection, **options)
    if given["compare"]:
        start, end = _span(given["compare"])
        before = room.project(generation, projection, **options | {"start": start, "end": end})
        return room.dyads_changed(before, found) if given["ties"] else room.ranks_changed(before, found, measure)
    return _shown(generation, found, given, options)


def _queried(generation: Generation, query: Path, given: Mapping[str, Any]) -> Table:
    from comity import network as room
    from comity.store import query as run

    try:
        text = query.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(query, getattr(error, "strerror", None) or "is not UTF-8 text") from None
    answer = run(generation, text)
    rows = answer.rows() if answer.kind == "rows" else None
    if rows is None or not {"source", "target"} <= set(rows.variables):
        raise UsageError(f"{query}: a network needs a SELECT with ?source and ?target")
    plain = (
        {name: None if term is None else term.value for name, term in zip(rows.variables, row, strict=True)}
        for row in rows.rows
    )
    found = room.from_rows(plain, directed=given["directed"], generation=generation)
    return _shown(generation, found, given, {"query": text})


def _shown(generation: Generation, found: nx.Graph[str], given: Mapping[str, Any], filters: dict[str, Any]) -> Table:
    """The table of one network; its pictures and its run are made on the way."""
    from comity import network as room
    from comity.network import draw

    for name, picture in (("draw", draw.network), ("heatmap", draw.heatmap)):
        if given[name]:
            picture(found, given[name])
            click.echo(f"drew {len(found)} actors and {found.number_of_edges()} ties: {given[name]}", err=True)
    if given["ties"]:
        return _ties(found)
    if given["summary"]:
        return room.summary(found)
    table = room.measures(found, _measures(given)) if given["which"] else room.measures(found)
    if given["write_back"]:
        number = room.write_run(generation, found, table, given["write_back"], filters)
        click.echo(f"{given['write_back']}: {number:,} values and the run that made them", err=True)
    return table


def _measures(given: Mapping[str, Any]) -> list[str]:
    return [word.strip() for word in (given["which"] or "betweenness").split(",") if word.strip()]


def _span(text: str) -> tuple[date, date]:
    try:
        start, end = (date.fromisoformat(day) for day in text.split(".."))
    except ValueError:
        raise UsageError(f"--compare {text}: give a window, as 2018-01-01..2018-12-31") from None
    return start, end


def _timeline(
    generation: Generation, projection: str, out: Path, by: str | None, whole: tuple[Any, Any], options: dict[str, Any]
) -> None:
    from comity import network as room
    from comity.network import draw

    counts = room.counts(generation, projection, by or "month", start=whole[0], end=whole[1], **options)
    draw.timeline(counts, out, title=room.load(projection).summary)
    click.echo(f"drew {sum(sum(found.values()) for found in counts.values()):,} acts: {out}", err=True)


def _windows(found: list[tuple[str, Any]]) -> Table:
    from comity.network import Table, summary

    tables = [(label, {row[0]: row[1] for row in summary(graph).rows}) for label, graph in found]
    columns = list(dict.fromkeys(name for _, values in tables for name in values))
    rows = tuple((label, *(values.get(name) for name in columns)) for label, values in tables)
    return Table(("window", *columns), rows)


def _ties(found: nx.Graph[str]) -> Table:
    from comity.network import Table

    columns = ("source", "target", "weight", "sign", "acts", "reports", "first", "last", "evidence")
    rows = tuple(
        (found.nodes[left]["label"], found.nodes[right]["label"], *(data.get(name) for name in columns[2:]))
        for left, right, data in found.edges(data=True)
    )
    return Table(columns, rows)
