"""A generation seen through filters: what every writer reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from comity.export.about import About
from comity.export.filters import Filters
from comity.export.rows import ActorRow, TieRow, merge
from comity.export.select import ACTORS, EDGES, STEPS, kinds
from comity.model import ID
from comity.network.places import coordinates, seeds

if TYPE_CHECKING:
    from comity.store import Generation

__all__ = ["TABLES", "View"]

_ROWS = 2_000

TABLES = ("actors", "instruments", "offices", "tenures", "acts", "ties", "reports", "facts", "sources")
"""The tables of a generation that table formats write, in this order."""

_ORDER = {
    "actors": "select * from actors where not $filtered or actor in (select thing from roles) order by actor",
    "instruments": "select * from instruments where not $filtered or instrument in (select thing from roles) "
    "order by instrument",
    "offices": "select * from offices order by office",
    "tenures": "select * from tenures where not $filtered or official in (select thing from roles) order by tenure",
    "acts": "select * from kept order by act",
    "ties": """select t.*, k.date_precision, k.confidence, coalesce(o.reports, []) as reports,
        coalesce(o.sources, []) as sources from tied t join kept k on k.act = t.act left join told_of o on o.act = t.act
        order by t.tie, t.from_actor, t.to_actor, t.act""",
    "reports": "select * from told order by report",
    "facts": "select * from facts where not $filtered or subject in (select thing from roles) order by fact",
    "sources": "select * from sources where not $filtered or source in (select source from told) order by source",
}


class View:
    """The acts, reports, ties and actors of a generation that pass the filters, in stable order.

    ``network`` says what ``Filters.modalities`` of None means: asserted acts only (True), or all. Raises ``UsageError``
    for a type that does not exist.
    """

    def __init__(self, generation: Generation, filters: Filters, *, network: bool) -> None:
        self.generation, self.filters = generation, filters
        self._con = generation.connect()
        names = {name for (name,) in self._con.execute("select distinct tie from ties").fetchall()}
        filters.check_types(names)
        modalities = filters.modalities or (("asserted",) if network else None)
        values: dict[str, tuple[str, Any]] = {
            "focus": ("varchar", filters.focus),
            "types": ("varchar[]", list(filters.types)),
            "start": ("date", filters.start),
            "end": ("date", filters.end),
            "known_by": ("date", filters.known_by),
            "modalities": ("varchar[]", list(modalities) if modalities else None),
            "confidence": ("double", filters.min_confidence),
        }
        self._con.execute(kinds())
        for step in STEPS:
            used = {name: value for name, value in values.items() if f"${name}" in step}
            for name, (kind, _) in used.items():
                step = step.replace(f"${name}", f"${name}::{kind}")
            self._con.execute(step, {name: value for name, (_, value) in used.items()})

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return bool(self.filters.given)

    @cached_property
    def about(self) -> About:
        """What the file says about itself."""
        from comity import __version__

        name = self.generation.version
        rows = self._con.execute(f"select licence, citation, title from ({_ORDER['sources']})", self._flag("sources"))
        found = rows.fetchall()
        return About(
            iri=f"{ID}dataset/{name}",
            version=name,
            title="Comity: diplomatic ties with their evidence",
            licences=tuple(sorted({licence for licence, _, _ in found if licence})),
            citations=tuple(sorted({citation or title for _, citation, title in found if citation or title})),
            filters=self.filters.given,
            counts=self._counts(),
            software=f"comity {__version__}",
        )

    def _counts(self) -> dict[str, int]:
        sql = "select (select count(*) from {0}), (select count(distinct act) from {1})"
        acts, paired = self._con.execute(sql.format("kept", "pairs")).fetchall()[0]
        drawn = self._con.execute("select count(distinct (tie, source, target)) from bonds").fetchall()[0][0]
        pairs = self._con.execute("select count(*) from pairs").fetchall()[0][0]
        reports = self._con.execute("select count(*) from told").fetchall()[0][0]
        return {"acts": acts, "acts_of_one_party": acts - paired, "reports": reports, "ties": pairs + drawn}

    @cached_property
    def latest(self) -> date | None:
        """The last day on which a source of the file was published or told of an act; None where none has a day."""
        sql = f"""select max(day) from (select max(reported_on) as day from told
                  union all select max(published) from ({_ORDER["sources"]}))"""
        found: date | None = self._con.execute(sql, self._flag("sources")).fetchall()[0][0]
        return found

    @cached_property
    def directed(self) -> bool:
        """Whether any tie of the file has a direction; where none has, the file's graph has none either."""
        sql = "select exists (from pairs where directed) or exists (from bonds where directed)"
        return bool(self._con.execute(sql).fetchall()[0][0])

    def actors(self) -> Iterator[ActorRow]:
        """The actors, agreements and policies that stand at an end of a tie, by id."""
        rows = self._con.execute(ACTORS).fetchall()
        at, known = seeds((row[0], row[3]) for row in rows), coordinates()
        for id_, kind, label, country, qid, aliases, ties in rows:
            x, y = at[id_]
            x = round((x + 180) % 360 - 180, 4)  # the spiral around a seat near the antimeridian crosses it
            yield ActorRow(id_, kind, label, country, qid, tuple(aliases), ties, x, y, country in known)

    def ties(self) -> Iterator[TieRow]:
        """Every act between two actors, and every tie whose act does not name both; by source, target, type, date."""
        found = self._con.execute(EDGES)
        names = [column[0] for column in found.description]
        while rows := found.fetchmany(_ROWS):
            for row in rows:
                values = dict(zip(names, row, strict=True))
                values["spells"] = merge([(spell["f"], spell["l"]) for spell in values["spells"]])
                for name in ("acts", "reports", "sources"):
                    values[name] = tuple(values[name])
                yield TieRow(**values)

    def table(self, name: str) -> Any:
        """One of ``TABLES`` as a ``pyarrow.RecordBatchReader``, filtered, in the order of its ids."""
        return self._con.sql(_ORDER[name], params=self._flag(name)).to_arrow_reader(_ROWS)

    def ids(self) -> tuple[set[str], set[str]]:
        """Local ids of the acts and reports kept, and of the things (actors, agreements, policies) they speak of."""
        acts = "select act from kept union all select report from told"
        things = "select distinct thing from roles union select distinct source from told"
        return self._column(acts), self._column(things)

    def _column(self, sql: str) -> set[str]:
        return {row[0] for row in self._con.execute(sql).fetchall()}

    def bonds(self) -> set[tuple[str, str, str]]:
        """Name and both ends of each derived tie that an act kept supports."""
        return set(self._con.execute("select distinct tie, from_actor, to_actor from tied").fetchall())

    def _flag(self, name: str) -> dict[str, bool]:
        return {"filtered": self.filtered} if "$filtered" in _ORDER[name] else {}
