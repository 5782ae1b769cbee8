"""``comity identity``: who is who, and taking it back."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from comity.cli.output import emit, format_option, graph_option, output_option

__all__ = ["identity", "judge", "judgement_options"]

_BECAME = """
select report, 'tells of', act from reports where report in ($1, $2)
union all select mention, 'is', thing from mentions where mention in ($1, $2)
order by all
"""
_UNKNOWN = """
select unnest([$1, $2])
except (
    select report from reports union all select actor from actors union all select instrument from instruments
    union all select mention from mentions union all select thing from mentions
    union all select official from officials union all select organization from organizations
    union all select office from offices
)
order by all
"""


@click.group()
def identity() -> None:
    """Look up actors, merge and split them, and see why names were taken to be one."""


@identity.command(epilog='Example: comity identity find "López Obrador"')
@click.argument("name")
@graph_option
@format_option
@output_option
def find(name: str, graph: Path, format_: str | None, output: Path | None) -> int:
    """Actors, agreements and policies whose label, alias or surname is that name."""
    from comity.ask import Names
    from comity.identity.folding import fold
    from comity.store import GraphFolder

    wanted = fold(name)
    things = Names.of(GraphFolder(graph).current()).things
    found = [thing for thing in things if wanted in thing.folded or wanted == fold(thing.surname)]
    emit(("thing", "kind", "label", "country"), [(t.id, t.kind, t.label, t.country) for t in found], format_, output)
    return 0 if found else 4


@identity.command(epilog="Example: comity identity why official/pompeo-michael-r")
@click.argument("thing")
@graph_option
@format_option
@output_option
def why(thing: str, graph: Path, format_: str | None, output: Path | None) -> int:
    """Which names in the sources are this thing, by which rule, and which judgements bear on it."""
    from comity.errors import NotFoundError
    from comity.identity import judgements
    from comity.model import local_id
    from comity.store import GraphFolder

    folder = GraphFolder(graph)
    rows = folder.current().connect().sql("select * from mentions").to_arrow_table().to_pylist()
    told = judgements.why(local_id(thing) or thing, rows, judgements.read(graph))
    if not told.mentions and not told.judgements:
        raise NotFoundError(f"no source names {thing}; comity identity find looks things up")
    columns = ("thing", "mention", "method", "reason", "uses")
    table: list[list[Any]] = [
        [told.thing, row["mention"], row["method"], row["reason"], row["uses"]] for row in told.mentions
    ]
    table += [
        [told.thing, f"{one.left} / {one.right}", f"judged {one.verdict}", f"{one.reason} ({one.by}, {one.on})", None]
        for one in told.judgements
    ]
    emit(columns, table, format_, output, ("reason",))
    return 0


def judgement_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every judgement takes: the two sides, a reason, its author, the graph."""
    for option in (
        graph_option,
        click.option("--by", help="Who says so; default: the user's name."),
        click.option("--reason", required=True, help="Why; kept with the judgement."),
        click.argument("right"),
        click.argument("left"),
    ):
        command = option(command)
    return command


def judge(verdict: Callable[..., Any], graph: Path, left: str, right: str, reason: str, by: str | None) -> int:
    """Record a judgement under the writer's lock, and compile the graph anew."""
    from comity.build import recompile
    from comity.errors import NotFoundError
    from comity.identity import judgements
    from comity.model import local_id
    from comity.store import GraphFolder

    left, right = local_id(left) or left, local_id(right) or right
    folder = GraphFolder(graph)
    with folder.current().connect() as con:
        unknown = [side for (side,) in con.execute(_UNKNOWN, [left, right]).fetchall()]
    judged = {side for one in judgements.read(graph) for side in one.pair}  # what was merged away can come back
    for side in unknown:
        if side not in judged:
            raise NotFoundError(f"nothing called {side} in this graph")
    with folder.lock():
        verdict(graph, left, right, reason, by or getpass.getuser(), date.today().isoformat())
    outcome = recompile(graph)
    counts = outcome.counts
    click.echo(f"recorded; {graph} now holds {counts['actors']:,} actors and {counts['acts']:,} acts", err=True)
    with folder.current().connect() as con:
        for side, verb, thing in con.execute(_BECAME, [left, right]).fetchall():
            click.echo(f"{side} {verb} {thing}", err=True)
    return 0


@identity.command(epilog='Example: comity identity merge official/a official/b --reason "same birth date"')
@judgement_options
def merge(left: str, right: str, reason: str, by: str | None, graph: Path) -> int:
    """Record that two things (local ids or mention keys) are one; split takes it back."""
    from comity.identity import judgements

    return judge(judgements.merge, graph, left, right, reason, by)


@identity.command(epilog='Example: comity identity split official/a official/b --reason "father and son"')
@judgement_options
def split(left: str, right: str, reason: str, by: str | None, graph: Path) -> int:
    """Record that two things are not one: takes a merge back, or forbids one that the rules make."""
    from comity.identity import judgements

    return judge(judgements.split, graph, left, right, reason, by)
