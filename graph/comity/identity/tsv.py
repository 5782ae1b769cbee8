"""The reference tables on disk: tab-separated UTF-8 with a header; list fields hold values joined by ``; ``.

A value may carry the interval in which it holds, as EDTF after an ``@``: ``345@1878-07-13/1918-11-30``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from comity.model import UNKNOWN, When
from comity.resources import packaged

__all__ = ["Dated", "holds", "read_table", "split_dated", "split_list", "write_table"]

_DATED = re.compile(r"(.+)@([\d.][\d./-]*)")
_parse = lru_cache(maxsize=None)(When.parse)


class Dated(NamedTuple):
    """A code or name with the interval in which it holds (``UNKNOWN``: no interval is stated)."""

    value: str
    when: When = UNKNOWN


def holds(when: When, on: date) -> bool:
    """Whether ``on`` lies in the interval; an unknown interval always holds."""
    return (when.earliest is None or when.earliest <= on) and (when.latest is None or on <= when.latest)


def split_list(cell: str) -> tuple[str, ...]:
    """The values of a list field."""
    return tuple(cell.split("; ")) if cell else ()


def split_dated(cell: str) -> tuple[Dated, ...]:
    """The values of a list field with their intervals. Raises ``ValueError`` where an interval is no EDTF."""
    return tuple(_dated(value) for value in split_list(cell))


def _dated(value: str) -> Dated:
    found = _DATED.fullmatch(value)
    return Dated(found[1], _parse(found[2])) if found else Dated(value)


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of the packaged table ``identity/data/<name>.tsv`` by column. Lines that begin with ``#`` are comments.

    Raises ``ValueError`` where a row has not as many fields as the header.
    """
    text = packaged("identity", "data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(header, line.split("\t"), strict=True))


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """The text of a table, in the form that :func:`read_table` reads."""
    lines = ["\t".join(columns), *("\t".join(row.get(column, "") for column in columns) for row in rows)]
    return "\n".join(lines) + "\n"
