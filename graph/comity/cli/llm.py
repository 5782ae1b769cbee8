"""The options of commands that read text: by rules, with phrases of one's own, or by a language model."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from comity.errors import UsageError

if TYPE_CHECKING:
    from comity.text.llm import Server

__all__ = ["llm_options", "server_of"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_OPTIONS = (
    click.option(
        "--lexicon",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Phrases of your own beside the packaged ones (TOML).",
    ),
    click.option("--extractor", type=click.Choice(["rules", "llm"]), default="rules", show_default=True),
    click.option("--llm-url", metavar="URL", help="Server that speaks OpenAI's protocol: http://localhost:8080/v1"),
    click.option("--llm-model", metavar="NAME", help="Model of that server; its key, if any, in COMITY_LLM_KEY."),
    click.option("--llm-timeout", type=click.FloatRange(1), default=120, show_default=True, help="Seconds a request."),
)


def llm_options(command: _Command) -> _Command:
    """``--lexicon``, ``--extractor``, ``--llm-url``, ``--llm-model``, ``--llm-timeout``; :func:`server_of` makes sense
    of the last."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def server_of(extractor: str, llm_url: str | None, llm_model: str | None, llm_timeout: float) -> Server | None:
    """The server of the model that was asked for; ``None`` where rules read. Raises UsageError on half of it."""
    given = bool(llm_url), bool(llm_model)
    if extractor == "rules" and not any(given):
        return None
    if extractor == "rules" or not (llm_url and llm_model):
        raise UsageError("reading by a language model needs all of --extractor llm, --llm-url and --llm-model")
    from comity.text.llm import Server

    return Server(llm_url, llm_model, os.environ.get("COMITY_LLM_KEY", ""), llm_timeout)
