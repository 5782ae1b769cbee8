"""From acts to pairs of actors, as SQL over the tables of a generation.

One relation, ``pairs(source, target, act, kind, sign, earliest, latest, reports, parties)``: one row for each act and
each pair of nodes it ties, never two. Mutual (symmetric) acts tie all participants to one another, the others agents
to recipients.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.errors import UsageError
from comity.model import ACTS, FAMILIES
from comity.network.projection import Projection

__all__ = ["Window", "kinds_values", "pairs_sql"]


@dataclass(frozen=True, slots=True)
class Window:
    """Which acts count: a span of days, what was reported by a day, and what is left out for a sensitivity test.

    An act counts where its interval meets ``start``–``end`` (both included); acts of unknown date count only where
    neither is given. ``known_by`` keeps the reports made by that day. ``without_sources`` (local ids) and
    ``without_acts`` (kinds and families) leave some out. Raises ``UsageError`` for a kind that does not exist.
    """

    start: date | None = None
    end: date | None = None
    known_by: date | None = None
    without_sources: tuple[str, ...] = ()
    without_acts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in self.without_acts:
            if name not in ACTS and name not in FAMILIES:
                near = difflib.get_close_matches(name, (*ACTS, *FAMILIES), n=1) or ["meeting"]
                raise UsageError(f"no kind or family of act {name!r}; try {near[0]}")

    def counts(self, kind: str) -> bool:
        """Whether acts of a kind count."""
        return kind not in self.without_acts and ACTS[kind].family not in self.without_acts


def kinds_values(kinds: tuple[str, ...] = tuple(ACTS)) -> str:
    """A ``values`` list of kind, family, sign and symmetry, for the kinds named."""
    rows = (ACTS[name] for name in kinds)
    return ", ".join(f"('{k.name}', '{k.family}', {k.sign}, {str(k.symmetric).lower()})" for k in rows)


_NODES = {
    "actor": "{actor}",
    "official": "case when {known}.class = 'official' then {actor} end",
    "organization": "case when {known}.class in ('organization', 'group') then {actor} end",
    # a group (armed, protesting) does not act for the state it stands in, so it is not folded into it
    "country": """case when {actor} like 'country/%' then {actor}
                       when {known}.class in ('official', 'organization') then coalesce(
                            'country/' || replace({known}.home, 'country/', ''),
                            case when len(on_behalf_of) = 1 and on_behalf_of[1] like 'country/%'
                                 then on_behalf_of[1] end) end""",
}


def _chosen(projection: Projection, window: Window, values: dict[str, Any]) -> str:
    kinds = tuple(filter(window.counts, projection.kinds))
    start, end = window.start, window.end
    if not start and not end:
        start, end = projection.start, projection.end
    values |= {"modality": list(projection.modality), "minimum": projection.minimum_reports}
    tests = ["list_contains($modality, a.modality)", "reports >= $minimum"]
    if start:
        values["start"] = start
        tests.append("coalesce(a.latest, a.earliest) is not null and coalesce(a.latest >= $start, true)")
    if end:
        values["end"] = end
        tests.append("coalesce(a.earliest, a.latest) is not null and coalesce(a.earliest <= $end, true)")
    listed = kinds_values(kinds) or "(null, null, 0, false)"
    told, reports = "", "a.report_count"
    if window.known_by or window.without_sources:
        values |= {"known_by": window.known_by, "without": list(window.without_sources)}
        told = """join (select act, count(*) as reports from reports
                        where ($known_by::date is null or reported_on <= $known_by)
                          and not list_contains($without::varchar[], source) group by act) c using (act)"""
        reports = "c.reports"
    return f"""
        kinds(kind, family, sign, mutual) as (values {listed}),
        chosen as (select a.act, a.kind, a.agents, a.recipients, a.on_behalf_of, a.agreement, a.earliest, a.latest,
                          k.sign, k.mutual, {reports} as reports
                   from acts a join kinds k on k.kind = a.kind {told} where {" and ".join(tests)})"""


def pairs_sql(projection: Projection, window: Window) -> tuple[str, dict[str, Any]]:
    """The ``with`` clause that ends in ``pairs``, and the values of its parameters.

    Needs the views ``acts`` and ``actors``, and ``reports`` where the window speaks of reports. Beside ``pairs`` it
    names ``chosen`` (the acts that count) and ``seated(act, side, node)`` (who took part).
    """
    values: dict[str, Any] = {}
    node = _NODES["country" if projection.actors == "agreement" else projection.actors]
    head = f"""with {_chosen(projection, window, values)},
        known as (select actor, kind as class, country as home from actors),
        roles as (select act, on_behalf_of, 'agent' as side, unnest(agents) as actor from chosen union all
                  select act, on_behalf_of, case when mutual then 'agent' else 'recipient' end, unnest(recipients)
                  from chosen),
        seated as (select * from (select distinct act, side, {node.format(actor="actor", known="a")} as node
                                  from roles left join known a using (actor)) where node is not null)"""
    if projection.actors == "agreement":
        body = """select s.node as source, c.agreement as target, act, kind, sign, earliest, latest, reports, 2
                  from seated s join chosen c using (act) where c.agreement is not null group by all"""
    else:
        body = f"{_mutual(projection.directed, node)} union all {_one_way(projection.directed, node)}"
    if projection.countries:
        values["countries"] = list(projection.countries)
        head += """, allowed as (select actor from known where list_contains($countries, replace(home, 'country/', ''))
                    union select 'country/' || unnest($countries::varchar[]))"""
        both = "" if projection.actors == "agreement" else "semi join allowed b on b.actor = target"
        body = f"select w.* from ({body}) w({_COLUMNS}) semi join allowed a on a.actor = source {both}"
    return f"{head}, pairs({_COLUMNS}) as ({body})", values


_COLUMNS = "source, target, act, kind, sign, earliest, latest, reports, parties"
_ACT = "act, kind, sign, earliest, latest, reports"


def _mutual(directed: bool, node: str) -> str:
    """All participants of an act with one another; ``parties`` is how many they are."""
    return f"""
        (with seat as (select distinct {_ACT}, {node.format(actor="actor", known="a")} as node
                       from (select *, unnest(list_concat(agents, recipients)) as actor from chosen where mutual)
                       left join known a using (actor)),
              party as (select *, count(*) over (partition by act) as parties from seat where node is not null)
         select s.node, t.node, s.* exclude (node) from party s join party t using (act)
         where s.node {"<>" if directed else "<"} t.node)"""


def _one_way(directed: bool, node: str) -> str:
    """Agents with recipients. Both are unnested from one row, since joining acts back would take twice the time."""
    ends = "one, two" if directed else "least(one, two), greatest(one, two)"
    return f"""
        (with aimed as (select * exclude (recipients), unnest(recipients) as whom from
                        (select {_ACT}, on_behalf_of, unnest(agents) as who, recipients from chosen where not mutual)),
              placed as (select {_ACT}, {node.format(actor="who", known="a")} as one,
                                {node.format(actor="whom", known="b")} as two
                         from aimed left join known a on a.actor = who left join known b on b.actor = whom)
         select distinct {ends}, {_ACT}, 2 from placed where one <> two)"""
