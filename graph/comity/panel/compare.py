"""One source against another: what a record tells that other sources tell too, actor by actor.

A *stay* is what one side says of an actor and a country in one stretch of days: the acts of an actor with that country
whose days follow each other within the window. So the stops of one journey in one country are one stay, and so are two
tellings of it. Stays of both sides with the same actor and country are matched one to one, closest first, where they
lie within the window.

Neither side sees how reports were coalesced across sources: each counts by its own reports and its own dates. What is
told by the news alone is dated by the day on which most reports of the act tell of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, get_args

from comity.errors import NotFoundError, UsageError
from comity.model import ACTS, FAMILIES, peak_day
from comity.network.table import Table

if TYPE_CHECKING:
    from comity.store import Generation

__all__ = ["Comparison", "Stay", "compare"]

By = Literal["official", "country"]

_STAYS = f"""
with scope as (  -- what both sides cover, and the days asked for
    select greatest(coalesce(o.covers_from, $start), coalesce(r.covers_from, $start), $start) as first,
        least(coalesce(o.covers_to, $end), coalesce(r.covers_to, $end), $end) as last
    from sources o, sources r where list_contains($sources, o.source) and r.source = $record
),
told as (
    select act, source = $record as recorded, agents, recipients, place_country, earliest, latest,
        date_precision = 'publication' as news, list_contains($mutual, kind) as mutual
    from reports
    where modality = 'asserted' and list_contains($kinds, kind) and earliest is not null and latest is not null
        and (source = $record or list_contains($sources, source))
        and exists (select 1 from scope where earliest >= first and latest <= last)
),
days as (  -- one row an act and side: its days, for news the peak
    select act, recorded, any_value(mutual) as mutual, list_distinct(flatten(list(agents))) as agents,
        list_distinct(flatten(list(recipients))) as recipients, min(place_country) as place_country,
        case when bool_and(news) then peak else min(earliest) filter (not news) end as first,
        case when bool_and(news) then peak else max(latest) filter (not news) end as last,
        count(*) as reports
    from told join ({peak_day("told", "act, recorded", "earliest")}) using (act, recorded)
    group by act, recorded, peak
),
home as (
    select actor, case when actor like 'country/%' then actor else 'country/' || replace(country, 'country/', '') end
        as country from actors
),
sides as (  -- one row an actor, and what it acted with
    select act, recorded, first, last, reports, place_country,
        unnest(if(mutual, list_distinct(list_concat(agents, recipients)), agents)) as actor,
        if(mutual, list_distinct(list_concat(agents, recipients)), recipients) as others
    from days
),
met as (
    select s.act, s.recorded, s.first, s.last, s.reports, s.actor, s.place_country, any_value(h.country) as own,
        coalesce(list(distinct o.country) filter (o.country is distinct from h.country), []) as countries
    from (select *, unnest(if(len(others) > 0, others, [null])) as other from sides) s
    left join home h using (actor) left join home o on o.actor = s.other and s.other <> s.actor
    group by all
),
there as (
    select act, recorded, first, last, reports, if($by = 'country', own, actor) as actor,
        unnest(case when len(countries) > 0 then countries when place_country is distinct from own then [place_country]
            else [] end) as country
    from met where if($by = 'country', own is not null, actor like 'official/%')
)
select actor, country, recorded, first, last, sum(reports)::bigint as reports, act
from (select distinct * from there) where country is not null
group by all order by actor, country, recorded, first, last, act
"""

_TENURES = """
select t.official, t.earliest, t.latest from tenures t join offices o using (office)
where o.role in ('head-of-state', 'head-of-government', 'foreign-minister') and t.earliest is not null
"""


@dataclass(frozen=True, slots=True)
class Stay:
    """What one side tells of an actor and a country in one stretch of days, by which acts."""

    actor: str
    country: str
    first: date
    last: date
    reports: int
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The stays of both sides, matched: ``pairs`` of the record's and the sources', one of them None where alone."""

    pairs: tuple[tuple[Stay | None, Stay | None], ...]
    labels: dict[str, str]

    def rows(self) -> Table:
        """One row a stay: ``hit`` (both tell of it), ``miss`` (the record alone), ``extra`` (the sources alone)."""
        return Table(
            (
                *("actor", "country", "found", "record_from", "record_to", "told_from", "told_to", "reports"),
                *("record_acts", "acts"),
            ),
            tuple(
                (
                    self._label(recorded or told),
                    (recorded or told).country.removeprefix("country/"),  # type: ignore[union-attr]
                    "hit" if recorded and told else "miss" if recorded else "extra",
                    *((recorded.first, recorded.last) if recorded else (None, None)),
                    *((told.first, told.last, told.reports) if told else (None, None, 0)),
                    recorded.acts if recorded else (),
                    told.acts if told else (),
                )
                for recorded, told in self.pairs
            ),
        )

    def summary(self) -> Table:
        """One row an actor, most recorded first, and one for all.

        ``precision``: of the stays that the sources tell of, the share that the record has; ``recall``: of those that
        the record has, the share that the sources tell of; ``f1``: their harmonic mean. None where there is nothing to
        divide by.
        """
        counts: dict[str, Counter[str]] = {}
        for recorded, told in self.pairs:
            found = "hit" if recorded and told else "miss" if recorded else "extra"
            counts.setdefault(self._label(recorded or told), Counter())[found] += 1
        ranked = sorted(counts.items(), key=lambda one: (-one[1]["hit"] - one[1]["miss"], one[0]))
        total: Counter[str] = sum(counts.values(), Counter())
        return Table(
            ("actor", "recorded", "told", "hits", "precision", "recall", "f1"),
            tuple(_scored(name, found) for name, found in [*ranked, ("all", total)]),
        )

    def _label(self, stay: Stay | None) -> str:
        return self.labels.get(stay.actor) or stay.actor if stay else ""


def _scored(name: str, found: Counter[str]) -> tuple[Any, ...]:
    hits, recorded, told = found["hit"], found["hit"] + found["miss"], found["hit"] + found["extra"]
    shares = (hits / of if of else None for of in (told, recorded, (told + recorded) / 2))
    return (name, recorded, told, hits, *(share if share is None else round(share, 4) for share in shares))


def compare(
    generation: Generation,
    sources: Sequence[str],
    record: str,
    *,
    acts: Iterable[str] = ("visit",),
    by: By = "official",
    within: int = 2,
    start: date | None = None,
    end: date | None = None,
    in_office: bool = False,
    minimum_reports: int = 1,
) -> Comparison:
    """What ``sources`` tell of the acts that ``record`` has, both as source ids (``source/icews14``, or ``icews14``).

    ``acts``: kinds and families. ``by``: the actors are officials, or the countries for which all act. ``within``: days
    that two sides may lie apart. Only days count that the record and one of the sources cover, and only actors of whom
    the record tells in them. ``in_office``: officials count only while they were head of state or government or foreign
    minister. ``minimum_reports``: what the sources tell with fewer does not count. Raises ``UsageError`` and
    ``NotFoundError``.
    """
    if by not in get_args(By):
        raise UsageError(f"actors are by {', '.join(get_args(By))}, not by {by!r}")
    if within < 0:
        raise UsageError(f"a window of {within} days is none")
    con = generation.connect()
    known = [source for (source,) in con.execute("select source from sources order by 1").fetchall()]
    asked, kept = [_source(name, known) for name in sources], _source(record, known)
    if kept in asked:
        raise UsageError(f"{kept} is compared with itself")
    kinds = _kinds(acts)
    rows = con.execute(
        _STAYS,
        {
            "sources": asked,
            "record": kept,
            "kinds": kinds,
            "mutual": [kind for kind in kinds if ACTS[kind].symmetric],
            "by": by,
            "start": start or date.min,
            "end": end or date.max,
        },
    ).fetchall()
    if in_office:
        terms: dict[str, list[tuple[date, date]]] = {}
        for official, first, last in con.execute(_TENURES).fetchall():
            terms.setdefault(official, []).append((first, last or date.max))
        rows = [row for row in rows if any(low <= row[4] and row[3] <= high for low, high in terms.get(row[0], ()))]
    recorded = {row[0] for row in rows if row[2]}
    pairs: list[tuple[Stay | None, Stay | None]] = []
    for _, same in groupby((row for row in rows if row[0] in recorded), key=lambda row: row[:2]):
        found = list(same)
        told = [stay for stay in _stays(found, False, within) if stay.reports >= minimum_reports]
        pairs += _matched(list(_stays(found, True, within)), told, within)
    pairs.sort(key=lambda pair: _order(pair[0] or pair[1]))
    labels = dict(con.execute("select actor, label from actors where label is not null").fetchall())
    return Comparison(tuple(pairs), labels)


def _source(name: str, known: Sequence[str]) -> str:
    found = name if name in known else f"source/{name}"
    if found not in known:
        raise NotFoundError(f"no source {name!r} in this graph; there are {', '.join(known)}")
    return found


def _kinds(names: Iterable[str]) -> list[str]:
    chosen: list[str] = []
    for name in names:
        if name not in ACTS and name not in FAMILIES:
            raise UsageError(f"no kind or family of act {name!r}; families are {', '.join(FAMILIES)}")
        chosen += [kind for kind, act in ACTS.items() if name in (kind, act.family)]
    return list(dict.fromkeys(chosen))


def _stays(rows: Sequence[Sequence[Any]], recorded: bool, within: int) -> Iterator[Stay]:
    """The stays of one side, from its acts in the order of their days."""
    open_: Stay | None = None
    for actor, country, side, first, last, reports, act in rows:
        if side is not recorded:
            continue
        if open_ and (first - open_.last).days <= within:
            acts = tuple(dict.fromkeys((*open_.acts, act)))
            open_ = Stay(actor, country, open_.first, max(open_.last, last), open_.reports + reports, acts)
            continue
        if open_:
            yield open_
        open_ = Stay(actor, country, first, last, reports, (act,))
    if open_:
        yield open_


def _matched(recorded: list[Stay], told: list[Stay], within: int) -> Iterator[tuple[Stay | None, Stay | None]]:
    near = [
        (max(0, (two.first - one.last).days, (one.first - two.last).days), abs((two.first - one.first).days), i, j)
        for i, one in enumerate(recorded)
        for j, two in enumerate(told)
    ]
    left, right = set(range(len(recorded))), set(range(len(told)))
    for apart, _, i, j in sorted(near):
        if apart <= within and i in left and j in right:
            left.remove(i)
            right.remove(j)
            yield recorded[i], told[j]
    yield from ((recorded[i], None) for i in left)
    yield from ((None, told[j]) for j in right)


def _order(stay: Stay | None) -> tuple[Any, ...]:
    return (stay.actor, stay.first, stay.country, stay.last) if stay else ()
