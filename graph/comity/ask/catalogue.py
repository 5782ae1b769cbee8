"""The named questions: one ``queries/<topic>/<question>.rq`` each, with its front matter in lines that begin ``#+``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from comity import resources
from comity.ask.tokens import selects
from comity.errors import InputError, NotFoundError

__all__ = ["PARAMETER_KINDS", "TOPICS", "Parameter", "ParameterKind", "Question", "catalogue", "parse", "question"]

ParameterKind = Literal[
    "actor",
    "official",
    "country",
    "organization",
    "instrument",
    "agreement",
    "policy",
    "act",
    "date",
    "integer",
    "text",
    "iri",
]
"""What a value may be; ``actor`` is any kind of actor, ``instrument`` an agreement or a policy."""
PARAMETER_KINDS: tuple[ParameterKind, ...] = get_args(ParameterKind)

TOPICS = ("officials", "meetings", "agreements", "policies", "statements", "time", "networks", "provenance")
"""The folders of ``queries/``, in the order of a listing."""

_SUFFIX: Mapping[str, str] = {"date": "date", "integer": "integer", "text": "literal"}
_NAME = re.compile(r"[a-z][a-z0-9]*")
_NAMED = re.compile(r"[a-z0-9-]+")
_SQL_PARAMETER = re.compile(r"\$([a-z][a-z0-9]*)")
_KEYS = {"summary", "description", "tags", "parameters", "questions", "empty-on-demo"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question: how it is called on the command line and what it may be."""

    name: str
    kind: ParameterKind
    required: bool
    example: str
    description: str = ""

    @property
    def variable(self) -> str:
        """Its SPARQL variable, without ``?``: ``_official_iri`` where required, ``__from_date`` where not."""
        return f"{'_' if self.required else '__'}{self.name}_{_SUFFIX.get(self.kind, 'iri')}"


@dataclass(frozen=True, slots=True)
class Question:
    """One named question: what it asks, in words and in SPARQL."""

    name: str
    topic: str
    summary: str
    """The question in the asker's words."""
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    numbers: tuple[int, ...]
    """Which of the fifty competency questions it answers."""
    columns: tuple[str, ...]
    sparql: str
    sql: str = ""
    """The same from the tables (``ask.tabled``), where the answer adds up many acts; empty where the graph answers."""
    empty_on_demo: str = ""
    """Why it has no rows with its example parameters on the graph of the sample; empty where it has some."""

    @property
    def sql_parameters(self) -> frozenset[str]:
        """Names of the parameters that the ``.sql`` uses, ``$from`` as ``from``."""
        return frozenset(_SQL_PARAMETER.findall(self.sql))

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name. Raises :class:`NotFoundError` with near matches."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise NotFoundError(
            f"question {self.name!r} has no parameter --{name}{_near(name, [p.name for p in self.parameters], '--')}"
        )


def _near(name: str, names: list[str], prefix: str = "") -> str:
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return "; did you mean " + " or ".join(prefix + match for match in close) + "?"
    return f"; it takes {', '.join(prefix + known for known in names)}" if prefix and names else ""


def parse(text: str, topic: str, name: str, path: str = "", sql: str = "") -> Question:
    """A question from its file's text, and from that of the ``.sql`` beside it where there is one.

    Raises :class:`InputError` where a file breaks a rule of the catalogue.
    """
    path = path or f"{topic}/{name}.rq"
    front = _front_matter(text, path)
    parameters = tuple(_parameter(entry, path) for entry in front.get("parameters", ()))
    try:
        found = selects(text)
    except ValueError as error:
        raise InputError(path, str(error)) from None
    if not found:
        raise InputError(path, "a question is one SELECT")
    made = Question(
        name=name,
        topic=topic,
        summary=str(front["summary"]),
        description=str(front.get("description", "")),
        tags=tuple(map(str, front.get("tags", ()))),
        parameters=parameters,
        numbers=tuple(map(int, front.get("questions", ()))),
        columns=found[0].columns,
        sparql=text,
        sql=sql,
        empty_on_demo=str(front.get("empty-on-demo", "")),
    )
    _check(made, found[0].variables, found[0].ordered, path)
    return made


def _front_matter(text: str, path: str) -> dict[str, Any]:
    import yaml  # parsed only when a question is looked at

    lines = [line[3:] if line.startswith("#+ ") else line[2:] for line in text.splitlines() if line.startswith("#+")]
    try:
        front = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise InputError(path, f"front matter is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(front, dict) or not front.get("summary"):
        raise InputError(path, "front matter lacks a summary")
    if unknown := sorted(set(front) - _KEYS):
        raise InputError(path, f"front matter has unknown keys: {', '.join(unknown)}")
    return front


def _parameter(entry: Any, path: str) -> Parameter:
    try:
        made = Parameter(
            name=str(entry["name"]),
            kind=entry["kind"],
            required=bool(entry.get("required", False)),
            example=str(entry["example"]),
            description=str(entry.get("description", "")),
        )
    except (KeyError, TypeError, AttributeError):
        raise InputError(path, f"a parameter needs name, kind and example: {entry!r}") from None
    if not _NAME.fullmatch(made.name) or made.kind not in PARAMETER_KINDS:
        raise InputError(path, f"parameter {made.name!r} of kind {made.kind!r} is not of the catalogue's form")
    return made


def _check(made: Question, variables: frozenset[str], ordered: bool, path: str) -> None:
    declared = {parameter.variable for parameter in made.parameters}
    used = {name for name in variables if name.startswith("_")}
    if declared != used:
        names = ", ".join(f"?{name}" for name in sorted(declared ^ used))
        raise InputError(path, f"parameters and variables differ: {names}")
    if made.sql and (odd := {parameter.name for parameter in made.parameters} ^ made.sql_parameters):
        raise InputError(path, f"parameters and those of the .sql differ: {', '.join(sorted(odd))}")
    if not ordered:
        raise InputError(path, "the SELECT has no ORDER BY, so its answer would change from run to run")
    if made.topic not in TOPICS:
        raise InputError(path, f"{made.topic!r} is no topic; the topics are {', '.join(TOPICS)}")


def _files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for topic in TOPICS:
        directory = folder / topic
        if directory.is_dir():
            yield from ((topic, file) for file in sorted(directory.iterdir(), key=lambda f: f.name))


def _sql(topic: str, name: str) -> str:
    beside = resources.queries().joinpath(topic, f"{name}.sql")
    return beside.read_text(encoding="utf-8") if beside.is_file() else ""


@cache
def catalogue() -> Mapping[str, Question]:
    """All questions by name, topic by topic. Raises :class:`InputError` where one of their files breaks a rule."""
    found: dict[str, Question] = {}
    for topic, file in _files(resources.queries()):
        if file.name.endswith(".rq"):
            name = file.name.removesuffix(".rq")
            if name in found:
                raise InputError(f"{topic}/{file.name}", f"{found[name].topic} has a question of that name too")
            found[name] = parse(file.read_text(encoding="utf-8"), topic, name, sql=_sql(topic, name))
    return found


@cache
def _alone(name: str) -> Question | None:
    """One question without reading the others; None where only the whole catalogue can tell."""
    files = [(topic, resources.queries().joinpath(topic, f"{name}.rq")) for topic in TOPICS if _NAMED.fullmatch(name)]
    found = [(topic, file) for topic, file in files if file.is_file()]
    if len(found) != 1:
        return None
    topic, file = found[0]
    return parse(file.read_text(encoding="utf-8"), topic, name, sql=_sql(topic, name))


def question(name: str) -> Question:
    """The question of that name. Raises :class:`NotFoundError` with near matches."""
    if (alone := _alone(name)) is not None:
        return alone
    found = catalogue()
    if name in found:
        return found[name]
    hint = _near(name, list(found)) or "; comity ask lists them"
    raise NotFoundError(f"no question {name!r}{hint}")
