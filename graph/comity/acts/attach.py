"""Joining groups of reports that are not equally specific, without chains.

Candidates are ranked from the most to the least specific. Going down the ranks, a group joins the best act that it is
compatible with, and leads an act of its own where there is none. So a group is only ever compared with the leader of an
act: two meetings are never glued by a third report that fits both.

This is the one step that walks rows in Python: each depends on the one before. It sees pairs of neighbouring groups
only, streamed in order, a few for a hundred reports.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator

import duckdb
import pyarrow as pa

__all__ = ["attach"]

_NESTED = "select low, high from pairs where nested order by low, apart, offset_days, high"
_CROSSING = "select low, high from pairs where agreeing and not nested order by low, high"


def _pairs(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[int, int]]:
    result = con.execute(query)
    while rows := result.fetchmany(10_000):
        yield from rows


def _lead(con: duckdb.DuckDBPyConnection, acts: array[int]) -> None:
    """Put the leader of each rank into ``acts``, which starts with each rank leading itself."""
    for low, high in _pairs(con, _NESTED):
        if acts[low] == low and acts[high] == high:
            acts[low] = high


def _cross(con: duckdb.DuckDBPyConnection, acts: array[int]) -> dict[int, int]:
    """Acts of which each names officials that the other lacks, and that fit no other act: the lower and the higher."""
    crossing = [(low, high) for low, high in _pairs(con, _CROSSING) if acts[low] == low and acts[high] == high]
    partners = Counter(rank for pair in crossing for rank in pair)
    return {low: high for low, high in crossing if partners[low] == partners[high] == 1}


def attach(con: duckdb.DuckDBPyConnection) -> None:
    """Fill ``joined(low, high)`` from ``candidates`` and ``pairs``: which rank joins the act that which rank leads.

    At the end two acts of which each names officials that the other lacks ("Pompeo and Mexico", "the United States and
    Ebrard") become one where neither fits any other.
    """
    ((count,),) = con.execute("select count(*) from candidates").fetchall()
    acts = array("q", range(count + 1))
    _lead(con, acts)
    crossed = _cross(con, acts)
    low = array("q", (rank for rank in range(1, count + 1) if acts[rank] != rank or rank in crossed))
    high = array("q", (crossed.get(acts[rank], acts[rank]) for rank in low))
    joined = pa.table({"low": pa.array(low, pa.int64()), "high": pa.array(high, pa.int64())})
    con.register("joined_arrow", joined)
    con.execute("create or replace temp table joined as select low, high from joined_arrow")
    con.unregister("joined_arrow")
