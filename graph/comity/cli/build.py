"""``comity build``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from comity.cli.llm import llm_options, server_of
from comity.cli.output import emit, graph_option

__all__ = ["Bar", "build"]

_SAID = 20
"""Rejects that are told on the terminal; all of them are in the graph folder."""


class Bar:
    """Progress on a terminal: one line, rewritten, with the rate and the time left; silent elsewhere."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()
        self.step, self.began, self.told = "", 0.0, 0.0

    def __call__(self, step: str, done: int, total: int | None, rejects: int = 0) -> None:
        """Rewrite the line, ten times a second at most; the parameters are those of ``build.Progress``."""
        now = time.monotonic()
        if step != self.step:
            self.step, self.began, self.told = step, now, 0.0
        if not self.shown or (now - self.told < 0.1 and done != total):
            return
        self.told = now
        spent = now - self.began
        rate = f"  {done / spent:,.0f}/s" if done and spent > 0.5 else ""
        left = f"  {spent * (total - done) / done:,.0f} s left" if rate and total and done < total else ""
        of = f" {done:,}/{total:,}" if total else f" {done:,}" if done else ""
        lost = f"  {rejects:,} rejected" if rejects else ""
        click.echo(f"\r\x1b[K{step}{of}{rate}{left}{lost}", err=True, nl=False)

    def close(self) -> None:
        """Wipe the line."""
        if self.shown:
            click.echo("\r\x1b[K", err=True, nl=False)


@click.command(epilog="Example: comity build history-at-state/ news/*.txt --graph july-2019")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--as", "as_", metavar="FORMAT", help="Read as this format instead of recognising it by content.")
@click.option("--sample", is_flag=True, help="Add the dispatches that travel with Comity.")
@click.option("--dry-run", is_flag=True, help="Store nothing: say what each file is, and count its rows and rejects.")
@click.option("--remove", metavar="SOURCE", help="Take one source out, and what it alone supported.")
@llm_options
@graph_option
def build(
    paths: tuple[Path, ...],
    as_: str | None,
    sample: bool,
    dry_run: bool,
    remove: str | None,
    lexicon: Path | None,
    extractor: str,
    llm_url: str | None,
    llm_model: str | None,
    llm_timeout: float,
    graph: Path,
) -> int:
    """Read files and folders into the graph; what is in already is not read again.

    Datasets are recognised by content; other text is read as news: files, web pages, JSON lines, archives of these.
    With --extractor llm a language model reads it, and it is sent to that model's server. A crash or an interruption
    leaves the graph as it was, and running again finishes. Exit code 3: some rows or files were rejected (each is
    named, the rest is in).
    """
    from comity import build as rooms

    if dry_run:
        return _account(paths, as_)
    llm = server_of(extractor, llm_url, llm_model, llm_timeout)
    bar = Bar()
    began = time.monotonic()
    try:
        if remove:
            outcome = rooms.remove(remove, graph, progress=bar)
        elif sample:
            from importlib.resources import as_file

            from comity.resources import packaged

            with as_file(packaged("sample", "dispatches")) as folder:
                outcome = rooms.run([*paths, folder], graph, as_=as_, progress=bar, llm=llm, lexicon=lexicon)
        else:
            outcome = rooms.run(paths, graph, as_=as_, progress=bar, llm=llm, lexicon=lexicon)
    finally:
        bar.close()
    _tell(outcome, graph, time.monotonic() - began)
    return outcome.exit_code


def _account(paths: tuple[Path, ...], as_: str | None) -> int:
    """What is below the paths, in a table; 3 where a row or file would be rejected."""
    from comity import build as rooms

    if not paths:
        raise click.UsageError("name at least one file or folder to count")
    bar = Bar()
    try:
        rows = rooms.account(paths, as_, bar)
    finally:
        bar.close()
    emit(list(rows[0]) if rows else ["path"], [list(row.values()) for row in rows])
    return 3 if any(row["rejects"] or str(row["said"]).startswith("rejected") for row in rows) else 0


def _tell(outcome: object, graph: Path, seconds: float) -> None:
    from comity.build import Outcome

    assert isinstance(outcome, Outcome)
    for reject in outcome.rejects[:_SAID]:
        click.echo(f"rejected: {' '.join(str(reject).split())}", err=True)
    if len(outcome.rejects) > _SAID:
        click.echo(f"rejected: … and {len(outcome.rejects) - _SAID:,} more (comity sources --rejects)", err=True)
    for item in outcome.inputs:
        for note in item.notes:
            click.echo(f"note: {item.path}: {note}", err=True)
        if item.status == "skipped":
            click.echo(f"skipped: {item.path}: {item.reason}", err=True)
    read = [item for item in outcome.inputs if item.status == "staged"]
    fresh = len(read)
    counts = outcome.counts
    if outcome.generation is None:
        click.echo(f"nothing was loaded into {graph}", err=True)
        return
    inputs = "1 input" if fresh == 1 else f"{fresh:,} inputs"
    rows = f" ({sum(item.rows for item in read):,} rows, {sum(item.rejects for item in read):,} rejected)"
    state = "nothing new; " if outcome.unchanged else f"{inputs} read in {seconds:.1f} s{rows if read else ''}; "
    click.echo(
        f"{state}{graph} holds {counts.get('acts', 0):,} acts from {counts.get('reports', 0):,} reports, "
        f"{counts.get('actors', 0):,} actors, {counts.get('quads', 0):,} quads",
        err=True,
    )
    if outcome.findings:
        click.echo(f"{outcome.findings} findings of the shapes: comity check --graph {graph}", err=True)
