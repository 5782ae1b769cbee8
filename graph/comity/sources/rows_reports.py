"""From columns of text to the staged table of reports, by Arrow alone: Python sees each distinct value once.

A :class:`Distinct` decides what a value means (a code, a date, an actor) and remembers it; a row costs a look-up in a
dictionary of integers. What is refused carries its reason as a column, so that bad rows leave in bulk as well.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from comity.model import STAGED
from comity.sources import cameo
from comity.sources.rows import Block, Rejects

__all__ = [
    "Coverage",
    "Distinct",
    "Refused",
    "Sides",
    "day_of",
    "decide_cameo",
    "joined",
    "number_of",
    "reports",
    "sides",
    "split_rejects",
]

_EMPTY = pa.array([[]], pa.list_(pa.string()))


class Refused(ValueError):
    """A value that a row cannot stand with; the message is the reason of the reject."""


class Distinct:
    """What the distinct values of a column mean. ``decide`` gives a tuple of ``types`` or raises ``Refused``."""

    def __init__(self, decide: Callable[[str], tuple[Any, ...]], types: Sequence[Any]) -> None:
        self._decide = decide
        self._types = (*types, pa.string())
        self._values = pa.array([], pa.string())
        self._meanings = [pa.array([], kind) for kind in self._types]

    def _meaning(self, value: str) -> tuple[Any, ...]:
        try:
            return (*self._decide(value), None)
        except Refused as refused:
            return (*(None for _ in self._types[1:]), str(refused))

    def _learn(self, values: Any) -> None:
        found = list(zip(*map(self._meaning, values.to_pylist()), strict=True))
        self._values = pa.concat_arrays([self._values, values])
        self._meanings = [
            pa.concat_arrays([known, pa.array(new, kind)])
            for known, new, kind in zip(self._meanings, found, self._types, strict=True)
        ]

    def __call__(self, column: Any) -> list[Any]:
        """One array for each of ``types``, and last the reasons: null where the value was accepted."""
        coded = column.dictionary_encode()
        at = pc.index_in(coded.dictionary, self._values)
        if at.null_count:
            self._learn(coded.dictionary.filter(pc.is_null(at)))
            at = pc.index_in(coded.dictionary, self._values)
        rows = at.take(coded.indices)
        return [meaning.take(rows) for meaning in self._meanings]


@dataclass
class Coverage:
    """First and last day of what was read."""

    first: date | None = None
    last: date | None = None

    def see(self, days: Any) -> None:
        """Widen to a column of days."""
        if len(days) > days.null_count:
            ends = pc.min_max(days)
            first, last = ends["min"].as_py(), ends["max"].as_py()
            self.first = min(self.first or first, first)
            self.last = max(self.last or last, last)


def decide_cameo(code: str) -> tuple[str, str, bool, bool]:
    """Kind, modality, whether the target acted, whether all stand on one side. Refuses what names no act."""
    found = cameo.codes().get(code)
    if found is None:
        raise Refused(f"{code!r} is no CAMEO code" if code else "the event code is missing")
    if not found.act:
        raise Refused(f"code {code} ({found.name}): {found.note}")
    return found.act, found.modality, found.turned, found.symmetric


def day_of(text: str) -> date:
    """The day of ``20180731``, ``2018-07-31`` or a time that begins so. Refuses what is no day of the record's time."""
    plain = text[:10].replace("-", "")[:8]
    try:
        day = date(int(plain[:4]), int(plain[4:6]), int(plain[6:8])) if plain.isdigit() and plain.isascii() else None
    except ValueError:
        day = None
    if day is None or not 1800 <= day.year <= 2100:
        raise Refused(f"{text[:40]!r} is no date" if text else "the date is missing")
    return day


def number_of(text: str, lowest: float, highest: float) -> float | None:
    """A number within bounds, ``None`` for an empty field. Refuses any other text."""
    if not text or text in ("NA", "None"):
        return None
    try:
        number = float(text)
    except ValueError:
        raise Refused(f"intensity {text[:40]!r} is no number") from None
    if not lowest <= number <= highest:
        raise Refused(f"intensity {text} lies outside {lowest:g} to {highest:g}")
    return number


def joined(separator: str, *columns: Any) -> Any:
    """Text columns and constant texts, joined row by row."""
    parts = [pa.scalar(column) if isinstance(column, str) else column for column in columns]
    return pc.binary_join_element_wise(*parts, separator)


def _interleaved(one: Any, other: Any) -> Any:
    """The elements of two int32 arrays in turn."""
    tensor = pa.RecordBatch.from_arrays([one, other], names=["one", "other"]).to_tensor(row_major=True)
    return pa.Array.from_buffers(pa.int32(), 2 * len(one), [None, pa.py_buffer(memoryview(tensor))])


@dataclass(frozen=True, slots=True)
class Sides:
    """Who did it and to whom, as lists of mention keys; the labels of the row's two actors; reasons against rows."""

    agents: Any
    recipients: Any
    one: Any
    other: Any
    reasons: Any


def sides(actors: Distinct, one: Any, other: Any, turned: Any, mutual: Any) -> Sides:
    """The parties of each row, from the texts of its two actors.

    ``actors`` decides a list of mention keys and a label for a text. ``turned``: the second is the agent. ``mutual``:
    both are agents. A row that names nobody has a reason.
    """
    count = len(one)
    coded = pa.concat_arrays([one, other]).dictionary_encode()
    known, labels, reasons = actors(coded.dictionary)
    lists = pa.concat_arrays([_EMPTY, known])
    refused = pa.concat_arrays([pa.nulls(1, pa.string()), reasons])
    at = pc.add(coded.indices, pa.scalar(1, pa.int32()))
    first, second = at.slice(0, count), at.slice(count)
    why = pc.coalesce(refused.take(first), refused.take(second))
    turned, mutual, nobody = pc.fill_null(turned, False), pc.fill_null(mutual, False), pa.scalar(0, pa.int32())
    agent, recipient = pc.if_else(turned, second, first), pc.if_else(turned, first, second)
    lengths = pc.fill_null(pc.list_value_length(lists), 0)
    empty = pc.equal(pc.add(lengths.take(agent), lengths.take(recipient)), 0)
    why = pc.coalesce(why, pc.if_else(empty, pa.scalar("names no actor"), pa.scalar(None, pa.string())))
    beside = pc.if_else(pc.and_(mutual, pc.not_equal(agent, recipient)), recipient, nobody)
    values = lists.take(_interleaved(agent, beside)).flatten()
    ends = pc.cumulative_sum(pc.add(lengths.take(agent), lengths.take(beside)))
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends])
    return Sides(
        pa.ListArray.from_arrays(offsets, values),
        lists.take(pc.if_else(mutual, nobody, recipient)),
        labels.take(coded.indices.slice(0, count)),
        labels.take(coded.indices.slice(count)),
        why,
    )


def split_rejects(block: Block, reasons: Any, rejects: Rejects, *shown: Any) -> Any:
    """Hand the rows with a reason to the rejects, with the text columns ``shown`` as what was rejected.

    Gives the mask of the others, or ``None`` where all are good.
    """
    if reasons.null_count == len(reasons):
        return None
    bad = pc.is_valid(reasons)
    text = pc.utf8_slice_codeunits(joined(" | ", *(column.filter(bad) for column in shown)), 0, 200)
    rejects.add_columns(block.path, block.lines.filter(bad), reasons.filter(bad), text)
    return pc.invert(bad)


def reports(count: int, **columns: Any) -> Any:
    """A record batch of the staged schema. A column may be an array or one value for all; what is left out is null."""
    made = []
    for entry in STAGED["reports"]:
        value = columns.pop(entry.name, None)
        if isinstance(value, pa.Array):
            made.append(value)
        elif value is None and pa.types.is_list(entry.type):
            offsets = pa.py_buffer(array("i", bytes(4 * (count + 1))))
            starts = pa.Array.from_buffers(pa.int32(), count + 1, [None, offsets])
            made.append(pa.ListArray.from_arrays(starts, pa.array([], pa.string())))
        else:
            made.append(
                pa.nulls(count, entry.type) if value is None else pa.repeat(pa.scalar(value, entry.type), count)
            )
    assert not columns, f"no columns of reports: {sorted(columns)}"
    return pa.RecordBatch.from_arrays(made, schema=STAGED["reports"])
