"""``comity ask``, ``query``, ``evidence`` and ``path``."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from comity.cli.moment import announce, generation_at, moment_options
from comity.cli.output import emit, format_option, graph_option, output_option, write_atomically
from comity.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.ask import Evidence, Preference, Question

__all__ = ["ask", "evidence", "path", "query"]


def _names(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of questions for the shell, told by their files' first lines: nothing heavy is imported for a key press."""
    from comity.resources import queries

    found = []
    for topic in queries().iterdir():
        for file in topic.iterdir() if topic.is_dir() else ():
            name = file.name.removesuffix(".rq")
            if file.name.endswith(".rq") and name.startswith(incomplete):
                with file.open(encoding="utf-8") as lines:
                    found.append(CompletionItem(name, help=lines.readline().removeprefix("#+ summary:").strip()))
    return sorted(found, key=lambda item: str(item.value))


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    epilog='Example: comity ask whom-met --official "Mike Pompeo" --from 2019-07-01 --to 2019-07-31',
)
@click.argument("question", required=False, shell_complete=_names)
@click.option("--explain", is_flag=True, help="Print the question's parameters and SPARQL instead of asking.")
@click.option("--test", "testing", is_flag=True, help="Try all questions on their golden data and on this graph.")
@click.option("--catalogue", type=click.Choice(["ttl"]), help="Print all questions as SHACL SPARQL executables.")
@click.option("--with-evidence", is_flag=True, help="Below each row, the sentences or records behind it.")
@moment_options
@graph_option
@format_option
@output_option
@click.pass_context
def ask(
    ctx: click.Context,
    question: str | None,
    explain: bool,
    testing: bool,
    catalogue: str | None,
    with_evidence: bool,
    as_of: datetime | None,
    known_by: datetime | None,
    graph: Path,
    format_: str | None,
    output: Path | None,
) -> int:
    """Answer one of the named questions; without a name, list them all.

    Parameters are given as options of the question's own names, by name or by code in any system:
    --official "Mike Pompeo", --country MEX, --country cow:70, --on 2019-07-22.
    """
    from comity.ask import ask as answer
    from comity.ask import catalogue as questions
    from comity.ask import question as named

    if testing:
        return _test(graph, format_, output)
    if catalogue:
        from comity.ask.describe import turtle

        _write(turtle(questions().values()), output)
        return 0
    if question is None:
        listing = [(found.topic, name, found.summary) for name, found in questions().items()]
        emit(("topic", "question", "asks"), listing, format_, output)
        return 0
    asked = named(question)
    if explain:
        click.echo(_explained(asked))
        return 0
    on = as_of.date().isoformat() if as_of else None
    given: dict[str, Any] = dict(_parameters(asked, ctx.args, on))
    whole = _current(graph)
    if not asked.sql:
        announce(whole, as_of, known_by)
    found = answer(whole, question, as_of=on, known_by=known_by and known_by.date(), **given)
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    columns = list(found.columns)
    rows: list[list[Any]] = [list(row) for row in found.rows]
    if with_evidence:
        columns.append("support")
        for row, behind in zip(rows, found.evidence(), strict=True):
            row.append([_supported(item) for item in behind])
    emit(columns, rows, format_, output)
    return 0


def _test(graph: Path, format_: str | None, output: Path | None) -> int:
    """Try all questions; exit code 3 where a golden answer differs."""
    from comity.ask.trial import trials
    from comity.store import GraphFolder

    done = list(trials(GraphFolder(graph).published()))
    columns = ("question", "golden", "rows", "seconds", "note")
    emit(columns, [[getattr(trial, name) for name in columns] for trial in done], format_, output)
    tried, wrong = (sum(trial.golden in kinds for trial in done) for kinds in (("equal", "differs"), ("differs",)))
    golden = f"{tried - wrong} of {tried} golden answers are equal" if tried else "golden data are in a checkout only"
    answered = sum(bool(trial.rows) for trial in done)
    asked = any(trial.seconds is not None for trial in done)
    there = f"{answered} of {len(done)} questions have rows in {graph}" if asked else f"{graph} is no graph yet"
    click.echo(f"{golden}; {there}", err=True)
    return 3 if wrong else 0


def _current(graph: Path) -> Any:
    from comity.store import GraphFolder

    return GraphFolder(graph).current()


def _parameters(asked: Question, words: Sequence[str], on: str | None = None) -> dict[str, str]:
    """``--name value`` or ``--name=value`` pairs, checked against the question's parameters; ``on`` stands for --on."""
    given: dict[str, str] = {"on": on} if on and any(p.name == "on" for p in asked.parameters) else {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            raise UsageError(f"{word!r} is no option; {_usage(asked)}")
        name, equals, value = word.removeprefix("--").partition("=")
        asked.parameter(name)
        if not equals:
            if not rest:
                raise UsageError(f"--{name} needs a value; {_usage(asked)}")
            value = rest.pop(0)
        given[name] = value
    missing = [f"--{p.name}" for p in asked.parameters if p.required and p.name not in given]
    if missing:
        raise UsageError(f"{asked.name} needs {', '.join(missing)}; {_usage(asked)}")
    return given


def _usage(asked: Question) -> str:
    options = " ".join(
        f"--{p.name} {_quoted(p.example)}" if p.required else f"[--{p.name} {_quoted(p.example)}]"
        for p in asked.parameters
    )
    return f"for example: comity ask {asked.name} {options}".rstrip()


def _quoted(text: str) -> str:
    import shlex

    return shlex.quote(text)


def _explained(asked: Question) -> str:
    lines = [asked.summary, asked.description, ""]
    for parameter in asked.parameters:
        needed = "required" if parameter.required else "optional"
        lines.append(f"  --{parameter.name}  {parameter.kind}, {needed}. {parameter.description}".rstrip())
    tables = ["", "# answered from the tables, by the same in SQL:", "", asked.sql.rstrip()] if asked.sql else []
    return "\n".join([*lines, "", _usage(asked), "", asked.sparql.rstrip(), *tables])


def _supported(item: Evidence) -> str:
    place = item.locator or (f"characters {item.start}-{item.end}" if item.start is not None else "")
    return f"{item.title} [{place}]: {item.evidence or ''}".strip()


@click.command(epilog="Example: comity query 'SELECT ?a ?b { ?a comity:met ?b } ORDER BY ?a ?b LIMIT 5'")
@click.argument("sparql")
@click.option("--limit", "seconds", type=float, default=30.0, show_default=True, help="Time limit in seconds.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "jsonl", "csv", "tsv", "ttl", "nt"]),
    help="Default: table on a terminal, tsv otherwise; ttl for CONSTRUCT and DESCRIBE.",
)
@moment_options
@graph_option
@output_option
def query(
    sparql: str,
    seconds: float,
    format_: str | None,
    as_of: datetime | None,
    known_by: datetime | None,
    graph: Path,
    output: Path | None,
) -> int:
    """Run SPARQL, read only: a query, the name of a .rq file, or - for standard input.

    The prefixes comity: id: rdf: rdfs: skos: wd: xsd: need no declaration. The query runs in a process of its own
    without network, and is stopped at its limit (exit code 5).
    """
    from comity.store import Limits
    from comity.store import query as run

    text = _query_text(sparql)
    graphs = "nt" if format_ == "nt" else "ttl"
    wanted = "json" if format_ in (None, "table", "json", "jsonl", "csv", "tsv") else graphs
    generation = generation_at(graph, as_of, known_by)
    found = run(generation, text, format=wanted, limits=Limits(seconds=seconds))  # type: ignore[arg-type]
    if found.kind == "graph":
        _write(found.body.decode("utf-8"), output)
    elif found.kind == "boolean":
        import json

        emit(("answer",), [[json.loads(found.body)["boolean"]]], format_, output)
    else:
        rows = found.rows()
        emit(rows.variables, [[_value(term) for term in row] for row in rows.rows], format_, output)
    return 0


def _query_text(sparql: str) -> str:
    if sparql == "-":
        return sys.stdin.read()
    if sparql.endswith((".rq", ".sparql")) and "{" not in sparql:
        try:
            return Path(sparql).read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(sparql, error.strerror or "cannot be read") from None
        except UnicodeDecodeError:
            raise InputError(sparql, "is not UTF-8 text") from None
    return sparql


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    with write_atomically(output) as file:
        file.write(text)


def _value(term: Any) -> str | None:
    return None if term is None else term.value


@click.command(epilog="Example: comity evidence act/0123456789abcdef")
@click.argument("iri")
@moment_options
@graph_option
@format_option
@output_option
def evidence(
    iri: str,
    as_of: datetime | None,
    known_by: datetime | None,
    graph: Path,
    format_: str | None,
    output: Path | None,
) -> int:
    """Show the sentences or rows behind an act, an actor, an agreement, a policy, a fact or a tenure."""
    import dataclasses

    from comity.ask import evidence as behind

    items = behind(generation_at(graph, as_of, known_by, quads=False), iri)
    columns = [entry.name for entry in dataclasses.fields(items[0])] if items else ["report"]
    emit(columns, [[getattr(item, name) for name in columns] for item in items], format_, output)
    return 0


@click.command(epilog='Example: comity path "Marcelo Ebrard" "Nayib Bukele"')
@click.argument("first")
@click.argument("last")
@click.option(
    "--prefer",
    type=click.Choice(["shortest", "reports", "recency"]),
    default="shortest",
    show_default=True,
    help="Fewest steps, the best documented way, or the most recent.",
)
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="Only acts from this day on.")
@click.option("--to", "until", type=click.DateTime(["%Y-%m-%d"]), help="Only acts up to this day.")
@click.option("--through-countries", is_flag=True, help="Let the way lead through countries too.")
@moment_options
@graph_option
@format_option
@output_option
def path(
    first: str,
    last: str,
    prefer: Preference,
    since: datetime | None,
    until: datetime | None,
    through_countries: bool,
    as_of: datetime | None,
    known_by: datetime | None,
    graph: Path,
    format_: str | None,
    output: Path | None,
) -> int:
    """Show how two actors are connected: each step an act, with the sentence or record behind it."""
    from comity.ask import path as connect

    steps = connect(
        generation_at(graph, as_of, known_by, quads=False),
        first,
        last,
        prefer=prefer,
        since=since and since.date(),
        until=until and until.date(),
        countries=through_countries,
    )
    columns = ("from", "to", "act", "earliest", "latest", "acts", "reports", "source", "evidence", "iri")
    rows = [
        [
            *(step.from_label, step.to_label, step.kind, step.earliest, step.latest, step.acts, step.reports),
            *((step.evidence[0].title, step.evidence[0].evidence) if step.evidence else (None, None)),
            step.act,
        ]
        for step in steps
    ]
    emit(columns, rows, format_, output)
    return 0
