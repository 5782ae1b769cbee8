"""The two clocks, as options of every command that reads a graph: ``--as-of`` and ``--known-by``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from comity.store import Generation

__all__ = ["announce", "generation_at", "moment_options"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_MANY = 1_000_000
"""Quads above which making a moment takes so long that the user is told."""
_QUADS_A_SECOND = 60_000


def moment_options(command: _Command) -> _Command:
    """``--as-of DATE`` and ``--known-by DATE``."""
    known = click.option(
        "--known-by", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only what sources had said by this day."
    )
    true = click.option(
        "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only what was true on this day."
    )
    return true(known(command))


def announce(whole: Generation, as_of: datetime | None, known_by: datetime | None) -> None:
    """Say that a large moment takes a while, once, where one is asked for."""
    if (as_of or known_by) and whole.quads > _MANY:
        seconds = whole.quads / _QUADS_A_SECOND
        click.echo(f"note: the first question to a moment compiles it, in up to {seconds:,.0f} s", err=True)


def generation_at(
    graph: Path, as_of: datetime | None = None, known_by: datetime | None = None, *, quads: bool = True
) -> Generation:
    """The published generation, or the moment of it; ``quads`` false where its tables alone are read."""
    from comity.ask import left_out, moment
    from comity.store import GraphFolder

    whole = GraphFolder(graph).current()
    if as_of is None and known_by is None:
        return whole
    if quads:
        announce(whole, as_of, known_by)
    made = moment(whole, as_of=as_of and as_of.date(), known_by=known_by and known_by.date(), graph=quads)
    if unknown := left_out(made):
        click.echo(f"note: {unknown:,} reports are left out: nobody knows when they were made", err=True)
    return made
