"""From acts to pairs of actors, as SQL over the tables of a generation.

One relation, ``pairs(source, target, act, kind, sign, earliest, latest, reports, parties)``: one row for each act and
each pair of nodes it ties. Mutual (symmetric) acts tie all participants to one another, the others agents
to recipients.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.model import ACTS
from comity.network.projection import Projection

__all__ = ["Window", "kinds_values", "pairs_sql"]


@dataclass(frozen=True, slots=True)
class Window:
    """Which acts count: a span of days, what was reported by a day, and what is left out for a sensitivity test.

    An act counts where its interval meets ``start``–``end`` (both included); acts of unknown date count only where
    neither is given. ``known_by`` keeps the reports made by that day. ``without_sources`` (local ids) and
    ``without_acts`` (kinds) leave some out.
    """

    start: date | None = None
    end: date | None = None
    known_by: date | None = None
    without_sources: tuple[str, ...] = ()
    without_acts: tuple[str, ...] = ()


def kinds_values(kinds: tuple[str, ...] = tuple(ACTS)) -> str:
    """A ``values`` list of kind, family, sign and symmetry, for the kinds named."""
    rows = (ACTS[name] for name in kinds)
    return ", ".join(f"('{k.name}', '{k.family}', {k.sign}, {str(k.symmetric).lower()})" for k in rows)


_NODES = {
    "actor": "p.actor",
    "official": "case when a.kind = 'official' then p.actor end",
    "organization": "case when a.kind in ('organization', 'group') then p.actor end",
    # a group (armed, protesting) does not act for the state it stands in, so it is not folded into it
    "country": """case when p.actor like 'country/%' then p.actor
                       when a.kind in ('official', 'organization') then coalesce(
                            'country/' || replace(a.country, 'country/', ''),
                            case when len(p.on_behalf_of) = 1 and p.on_behalf_of[1] like 'country/%'
                                 then p.on_behalf_of[1] end) end""",
}


def _chosen(projection: Projection, window: Window, values: dict[str, Any]) -> str:
    kinds = tuple(kind for kind in projection.kinds if kind not in window.without_acts)
    values |= {"modality": list(projection.modality), "minimum": projection.minimum_reports}
    tests = ["list_contains($modality, a.modality)", "reports >= $minimum"]
    if window.start:
        values["start"] = window.start
        tests.append("coalesce(a.latest, a.earliest) is not null and coalesce(a.latest >= $start, true)")
    if window.end:
        values["end"] = window.end
        tests.append("coalesce(a.earliest, a.latest) is not null and coalesce(a.earliest <= $end, true)")
    counted = "select act, report_count as reports from acts"
    if window.known_by or window.without_sources:
        values |= {"known_by": window.known_by, "without": list(window.without_sources)}
        counted = """select act, count(*) as reports from reports
                     where ($known_by::date is null or reported_on <= $known_by)
                       and not list_contains($without::varchar[], source) group by act"""
    listed = kinds_values(kinds) or "(null, null, 0, false)"
    return f"""
        kinds(kind, family, sign, mutual) as (values {listed}),
        counted as ({counted}),
        chosen as (select a.*, k.sign, k.mutual, c.reports from acts a
                   join kinds k on k.kind = a.kind join counted c on c.act = a.act where {" and ".join(tests)})"""


def pairs_sql(projection: Projection, window: Window) -> tuple[str, dict[str, Any]]:
    """The ``with`` clause that ends in ``pairs``, and the values of its parameters.

    Needs the views ``acts`` and ``actors``, and ``reports`` where the window speaks of reports.
    """
    values: dict[str, Any] = {}
    node = _NODES["country" if projection.actors == "agreement" else projection.actors]
    head = f"""with {_chosen(projection, window, values)},
        roles as (select act, on_behalf_of, 'agent' as side, unnest(agents) as actor from chosen union all
                  select act, on_behalf_of, case when mutual then 'agent' else 'recipient' end, unnest(recipients)
                  from chosen),
        placed as (select distinct p.act, p.side, {node} as node from roles p left join actors a on a.actor = p.actor),
        seated as (select *, count(*) over (partition by act, side) as size from placed where node is not null)"""
    columns = "c.act, c.kind, c.sign, c.earliest, c.latest, c.reports"
    if projection.actors == "agreement":
        body = f"""select distinct s.node as source, c.agreement as target, {columns}, 2 as parties
                   from seated s join chosen c using (act) where c.agreement is not null"""
        return f"{head}, pairs as ({body})", values
    order = "<>" if projection.directed else "<"
    ends = "s.node, t.node" if projection.directed else "least(s.node, t.node), greatest(s.node, t.node)"
    body = f"""select s.node as source, t.node as target, {columns}, s.size as parties
               from chosen c join seated s on s.act = c.act and s.side = 'agent'
               join seated t on t.act = c.act and t.side = 'agent'
               where c.mutual and s.node {order} t.node
               union all
               select distinct {ends}, {columns}, 2 as parties
               from chosen c join seated s on s.act = c.act and s.side = 'agent'
               join seated t on t.act = c.act and t.side = 'recipient'
               where not c.mutual and s.node <> t.node"""
    return f"{head}, pairs(source, target, act, kind, sign, earliest, latest, reports, parties) as ({body})", values
