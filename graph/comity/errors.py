"""The errors that Comity raises, one small tree.

::

    ComityError            exit 1   something is wrong with what was asked or given
    ├── InputError         exit 1   a file cannot be read at all: carries path and, where known, line
    ├── UsageError         exit 2   a command or parameter makes no sense
    ├── NotFoundError      exit 4   no such question, official, IRI, graph …
    ├── TimeLimitError     exit 5   a query ran past its limit
    ├── QueryError         exit 1   SPARQL that does not parse or is not allowed
    └── StoreError         exit 1   the graph on disk is locked, damaged or the disk is full

A bad row or sentence is no exception but a value: :class:`comity.model.Rejected`.
"""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "ComityError",
    "InputError",
    "NotFoundError",
    "QueryError",
    "StoreError",
    "TimeLimitError",
    "UsageError",
]


class ComityError(Exception):
    """Root of the tree. ``str(error)`` is one line that a user can act on."""

    exit_code = 1


class InputError(ComityError):
    """A file that cannot be read at all; the message begins with ``path:line`` where the line is known."""

    def __init__(self, path: str | Path, reason: str, line: int | None = None) -> None:
        self.path, self.reason, self.line = str(path), reason, line
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {reason}")


class UsageError(ComityError):
    """A command line or a parameter that makes no sense."""

    exit_code = 2


class NotFoundError(ComityError):
    """Nothing by that name; the message offers near matches where there are any."""

    exit_code = 4


class TimeLimitError(ComityError):
    """A query ran past its time limit and was stopped."""

    exit_code = 5


class QueryError(ComityError):
    """SPARQL that does not parse, or asks for what is not allowed (SERVICE, updates)."""


class StoreError(ComityError):
    """The graph on disk is locked by another writer, damaged, or the disk is full."""
