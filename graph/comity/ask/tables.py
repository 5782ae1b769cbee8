"""What the readers of this room take from the tables of a generation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from comity.ask.names import Thing

if TYPE_CHECKING:
    from comity.store import Generation

__all__ = ["offices_held", "things"]


def things(generation: Generation) -> list[Thing]:
    """The actors and instruments of a generation, by local id."""
    with generation.connect() as con:
        rows = con.execute(
            """
            SELECT actor, kind, label, country, surname, aliases, qid FROM actors
            UNION ALL
            SELECT instrument, kind, label, array_to_string(parties, '+'), NULL, NULL, NULL FROM instruments
            ORDER BY 1
            """
        ).fetchall()
    return [
        Thing(id_, kind, label or id_, country or "", surname or "", tuple(aliases or ()), qid or "")
        for id_, kind, label, country, surname, aliases, qid in rows
    ]


def offices_held(generation: Generation, officials: Sequence[str]) -> Mapping[str, str]:
    """For some officials, by local id, the title of the office that each held last."""
    with generation.connect() as con:
        rows = con.execute(
            """
            SELECT t.official, arg_max(o.title, coalesce(t.earliest, DATE '0001-01-01'))
            FROM tenures t JOIN offices o USING (office)
            WHERE t.official IN (SELECT unnest($1::VARCHAR[]))
            GROUP BY t.official
            """,
            [list(officials)],
        ).fetchall()
    return {official: title for official, title in rows if title}
