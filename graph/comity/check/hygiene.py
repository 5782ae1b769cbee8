"""The hygiene checks of ``ontology/checks``: one rule a file, SELECT ?thing ?message over the union of all graphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from comity import resources
from comity.check.finding import Result, Severity

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["Check", "checks", "run"]

_FIELD = re.compile(r"^#\+ (\w+): (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, its rule in English, and its query.

    A ``deep`` check joins acts to their reports or ties to their acts, which takes minutes where acts go into millions.
    """

    name: str
    rule: str
    severity: Severity
    deep: bool
    query: str


@cache
def checks() -> tuple[Check, ...]:
    """All checks, by name."""
    folder = resources.ontology().joinpath("checks")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda file: file.name)
    return tuple(_check(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8")) for file in files)


def _check(name: str, text: str) -> Check:
    fields = dict(_FIELD.findall(text))
    rule = text.splitlines()[0].removeprefix("# ")
    return Check(name, rule, cast(Severity, fields["severity"]), fields.get("deep") == "yes", text)


def run(store: pyoxigraph.Store, deep: bool) -> Iterator[Result]:
    """What the checks find in a store; those that are deep only where ``deep`` says so."""
    for check in checks():
        if check.deep and not deep:
            continue
        rows = cast("pyoxigraph.QuerySolutions", store.query(check.query, use_default_graph_as_union=True))
        for row in rows:
            thing, message = (cast("pyoxigraph.NamedNode | pyoxigraph.Literal", row[name]) for name in (0, 1))
            yield Result(check.severity, f"check:{check.name}", thing.value, message.value, cause=thing.value)
