"""The command line: joins the rooms, and holds no rule of any.

Data goes to standard output, messages to standard error. Exit codes: 0 ok, 1 failure, 2 usage, 3 findings or rejects,
4 not found, 5 time limit, 130 interrupted. Commands are imported when they are called, so that ``comity --help`` costs
no more than click.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from comity import __version__
from comity.errors import ComityError

__all__ = ["cli", "main"]

_COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("comity.cli.build", "Read sources into a graph: files, folders, datasets, news."),
    "sources": ("comity.cli.sources", "List what is in: release, licence, coverage, rows, rejects."),
    "read": ("comity.cli.read", "Show what the reader finds in a text; stores nothing."),
    "eval": ("comity.cli.evaluate", "Score the reader against gold annotations."),
    "ask": ("comity.cli.ask", "Answer one of the named questions; without a name, list them."),
    "query": ("comity.cli.ask", "Run a SPARQL query, read only."),
    "evidence": ("comity.cli.ask", "Show the sentences or rows behind an act, a tie or a fact."),
    "path": ("comity.cli.ask", "Show how two actors are connected, with evidence for each step."),
    "network": ("comity.cli.network", "Measure a declared network: brokers, blocs, density."),
    "panel": ("comity.cli.panel", "Dyad-year tables: acts by pair of states and year, for statistics."),
    "compare": ("comity.cli.compare", "What one source tells of another's record: precision and recall, by actor."),
    "export": ("comity.cli.export", "Write the graph for another tool."),
    "check": ("comity.cli.check", "Validate the graph: shapes and hygiene."),
    "identity": ("comity.cli.identity", "Look up, merge and split actors, and see why."),
    "acts": ("comity.cli.acts", "Explain how reports became one act."),
}

_NAMES = {"eval": "evaluate"}
"""Functions that go by another name than their command."""


class _LazyGroup(click.Group):
    """A group whose commands are imported only when they run; ``--help`` uses the table above."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(importlib.import_module(_COMMANDS[cmd_name][0]), _NAMES.get(cmd_name, cmd_name))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], _COMMANDS, 2)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(error.message + hint, error.ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.command(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command that touches a graph takes --graph DIR (or COMITY_GRAPH; default ./comity-graph). "
    "Start with: comity build --sample, then comity ask.",
)
@click.version_option(__version__, prog_name="comity")
def cli() -> None:
    """Comity: who met whom, who signed what, which policy touches whom, who said so, and when.

    Reads diplomatic news and the field's event datasets into one graph, and answers with the evidence for every row.
    """


def _say(message: str) -> None:
    click.echo(f"comity: {' '.join(message.split())}", err=True)


def run(args: list[str] | None = None) -> int:
    """Run one command line and return its exit code; every failure is one line on standard error."""
    try:
        result: Any = cli.main(args=args, prog_name="comity", standalone_mode=False)
    except ComityError as error:
        _say(str(error))
        return error.exit_code
    except click.UsageError as error:
        hint = f" (see: {error.ctx.command_path} --help)" if error.ctx else ""
        _say(error.format_message() + hint)
        return 2
    except click.ClickException as error:
        _say(error.format_message())
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted; what was published before is untouched")
        return 130
    except BrokenPipeError:
        # The reader of the pipe has gone (`| head`): say nothing, and keep Python from flushing into it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _say(f"{error.strerror or error}{where}")
        return 1
    except Exception as error:
        if os.environ.get("COMITY_DEBUG"):
            raise
        _say(f"internal error, please report it: {type(error).__name__}: {error} (COMITY_DEBUG=1 shows where)")
        return 1
    return result if isinstance(result, int) else 0


class _WithoutPandas:
    """Keeps pandas out of this process: pyarrow imports it, where it is there, for the first list that it is given.

    That takes a third of a second, and only ``panel`` writes anything by it.
    """

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Nothing, so that others look; for pandas an error."""
        if name == "pandas":
            raise ModuleNotFoundError("pandas is not used here", name=name)


def main() -> None:
    """Entry point of the ``comity`` command."""
    if "panel" not in sys.argv:
        sys.meta_path.insert(0, _WithoutPandas())
    sys.exit(run())
