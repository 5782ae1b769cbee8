"""SPARQL over a generation: in a worker process with limits, or in this process for questions that Comity wrote.

Both read the union of all graphs unless the query says otherwise (FROM). The union is decided here and nowhere else.
Oxigraph's union does not merge copies: a triple that stands in two graphs is two rows.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from comity.errors import QueryError, StoreError, TimeLimitError
from comity.model import ID, NS
from comity.store.guard import has_dataset, refuse, syntax_message
from comity.store.layout import Generation

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | None

__all__ = ["PREFIXES", "Answer", "Format", "Limits", "Rows", "evaluate", "query", "select"]

Format = Literal["json", "csv", "tsv", "xml", "ttl", "nt", "rdfxml", "jsonld"]
"""The first four for SELECT and ASK, the others for CONSTRUCT and DESCRIBE; a format of the other kind gives the
first of its own (``json``, ``ttl``)."""

PREFIXES = {
    "comity": NS,
    "id": ID,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that a query may use without declaring them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one query may take before its process is killed."""

    seconds: float = 30.0
    bytes: int = 64 * 2**20
    """Size of the serialised result."""
    memory: int = 2 * 2**30
    """Address space of the worker, bytes."""
    query_bytes: int = 64 * 2**10


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a SELECT: variable names, and for each row a tuple of terms, None where unbound."""

    variables: tuple[str, ...]
    rows: list[tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised result: ``kind`` is ``rows`` (SELECT), ``boolean`` (ASK) or ``graph`` (CONSTRUCT, DESCRIBE)."""

    kind: Literal["rows", "boolean", "graph"]
    format: str
    body: bytes

    def rows(self) -> Rows:
        """The rows of a SELECT that was asked for as ``json``, ``xml`` or ``tsv``."""
        import pyoxigraph as ox

        formats = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}
        formats["tsv"] = ox.QueryResultsFormat.TSV
        return _rows(ox.parse_query_results(self.body, formats[self.format]))


def query(generation: Generation, sparql: str, *, format: Format = "json", limits: Limits | None = None) -> Answer:
    """Answer any SPARQL query in a process of its own.

    Raises QueryError (does not parse, not allowed, result too large, needs too much memory), TimeLimitError, and
    StoreError where the graph is damaged.
    """
    limits = limits or Limits()
    refuse(sparql, limits.query_bytes)
    job = {
        "store": str((generation.folder / "graph").resolve()),
        "query": sparql,
        "format": format,
        "prefixes": PREFIXES,
        "union": not has_dataset(sparql),
        "parent": os.getpid(),
        "seconds": limits.seconds,
        "bytes": limits.bytes,
        "memory": limits.memory,
    }
    head, body = _ask_worker(job, limits)
    if "kind" in head:
        return Answer(head["kind"], head["format"], body)
    raise _error(head, sparql, limits)


def _ask_worker(job: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    environment = {"PATH": os.defpath, "MALLOC_ARENA_MAX": "1"}
    with subprocess.Popen(
        [sys.executable, "-I", str(Path(__file__).with_name("worker.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as worker:
        try:
            said, _ = worker.communicate(json.dumps(job).encode() + b"\n", timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise TimeLimitError(f"query: stopped after its limit of {limits.seconds:g} s") from None
        finally:
            worker.kill()
            worker.wait()  # leaving the block does not wait after an interruption
    head, _, body = said.partition(b"\n")
    if worker.returncode == 0 and head:
        return json.loads(head), body
    died = {-signal.SIGXCPU: "time", -signal.SIGABRT: "memory", -signal.SIGSEGV: "deep", -signal.SIGKILL: "memory"}
    return {"error": died.get(worker.returncode, "died")}, b""


def _error(head: dict[str, Any], sparql: str, limits: Limits) -> Exception:
    kind, reason = head["error"], str(head.get("reason", "")).split("\n")[0]
    if kind == "syntax":
        return QueryError(syntax_message(sparql, head["reason"]))
    if kind == "store":
        return StoreError(f"the graph cannot be opened ({reason}); build again")
    if kind == "time":
        return TimeLimitError(f"query: stopped after its limit of {limits.seconds:g} s")
    said = {
        "large": f"the result is larger than {limits.bytes:,} bytes; ask for less (LIMIT)",
        "memory": f"needs more than {limits.memory / 2**30:g} GiB of memory; ask for less",
        "deep": "is nested too deep",
        "died": "its process ended before the answer",
        "evaluation": reason,
    }
    return QueryError(f"query: {said[kind]}")


def evaluate(store: ox.Store, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Evaluate a trusted query in this process, without limits: only what Comity wrote itself.

    Raises QueryError where it does not parse.
    """
    try:
        return store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=not has_dataset(sparql))
    except SyntaxError as error:
        raise QueryError(syntax_message(sparql, str(error))) from error


def select(store: ox.Store, sparql: str) -> Rows:
    """The rows of a trusted SELECT, in this process. Raises QueryError where it is no SELECT or does not parse."""
    return _rows(evaluate(store, sparql))


def _rows(found: object) -> Rows:
    import pyoxigraph as ox

    if not isinstance(found, ox.QuerySolutions):
        raise QueryError("query: is no SELECT, so it has no rows")
    variables = tuple(variable.value for variable in found.variables)
    return Rows(variables, [tuple(solution[name] for name in variables) for solution in found])
