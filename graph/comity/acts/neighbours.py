"""Which reports of a generation must be coalesced again when a few more come in.

No act reaches across a neighbourhood: reports of one kind and modality, whose agents stand on the same sides and whose
recipients do. So it is enough to coalesce the neighbourhoods of the new reports anew, and those of reports whose
mentions mean something else now that the new ones are known; all other acts stay as they were. That does not hold where
reports were judged: a judgement joins whatever it likes.
"""

from __future__ import annotations

import duckdb

from comity.acts.coalescing import begin, step

__all__ = ["index_before", "moved_reports", "near_reports"]


def index_before(con: duckdb.DuckDBPyConnection) -> None:
    """Create tables in schema ``before`` that say where each of its reports stands.

    Reads ``before.reports``, ``before.mentions`` and ``before.actors``, tables of a generation, and nothing of what is
    staged, so that it may run while the new mentions are resolved (on a cursor of its own).
    """
    step(con, "sides", table="table before.", mentions="before.mentions", actors="before.actors")
    step(con, "near_before")


def moved_reports(con: duckdb.DuckDBPyConnection) -> None:
    """Create table ``moved_reports`` (``report``): those of ``before`` that name something that is another thing now.

    Needs ``index_before``, and ``mentions`` and ``actors`` of the generation that is being made.
    """
    begin(con)
    step(con, "moved")


def near_reports(con: duckdb.DuckDBPyConnection) -> None:
    """Create table ``near_reports`` (``report``): all of ``before`` that must be coalesced with ``staged_reports``.

    ``staged_reports`` holds the new reports, and those of ``moved_reports`` as they were staged.
    """
    for name in ("actors", "parties", "near_now"):
        step(con, name)
