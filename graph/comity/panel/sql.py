"""The SQL of panels, from pairs of countries to rows.

A period is a number: the year, or the month counted from the year 0. Three macros say what it means: ``period_of`` a
day, and ``first_of`` and ``last_of`` a period.
"""

from __future__ import annotations

__all__ = ["ACTORS_OF", "COUNTED", "COVER", "FRAME", "GRID", "PERIODS", "SPANS", "WHOLE"]

PERIODS = {
    "year": """create temp macro period_of(day) as year(day);
        create temp macro first_of(period) as make_date(period, 1, 1);
        create temp macro last_of(period) as make_date(period, 12, 31)""",
    "month": """create temp macro period_of(day) as year(day) * 12 + month(day) - 1;
        create temp macro first_of(period) as make_date(period // 12, period % 12 + 1, 1);
        create temp macro last_of(period) as last_day(first_of(period))""",
}
"""The macros of each kind of period."""

_PERIOD = "case when period_of(earliest) = period_of(latest) then period_of(earliest) end as period"

SPANS = f"select source, target, act, kind, sign, earliest as day, {_PERIOD} from pairs"
"""After ``pairs_sql``: each act and pair, with the period that holds its whole interval."""

ACTORS_OF = f"""select distinct s.node as source, c.act, c.kind, c.sign, c.earliest as day, {_PERIOD}
    from seated s join chosen c on c.act = s.act where s.side = 'agent' or {{everyone}}"""
"""After ``pairs_sql``: each act and each country that took part in it."""

COUNTED = {
    "dyad": """create temp table counted as
        with coded as (select a.number as one, b.number as two, p.* from placed p
            join member a on a.country = p.source and p.day between a.first and a.last
            join member b on b.country = p.target and p.day between b.first and b.last where p.period is not null)
        select {ends}, act, kind, sign, day, period from coded""",
    "monad": """create temp table counted as
        select m.number as one, 0 as two, act, kind, sign, day, period from placed p
        join member m on m.country = p.source and p.day between m.first and m.last where p.period is not null""",
    "leader": """create temp table counted as
        with leader as (select distinct t.official, 'country/' || replace(o.country, 'country/', '') as country,
                coalesce(t.earliest, date '0001-01-01') as first, coalesce(t.latest, date '9999-12-31') as last
            from tenures t join offices o on o.office = t.office
            where o.role in ('head-of-state', 'head-of-government', 'foreign-minister') and o.country is not null),
        seated as (select l.official, m.number, m.short, l.country, greatest(l.first, m.first) as first,
                least(l.last, m.last) as last from leader l join member m on m.country = l.country
                and l.first <= m.last and m.first <= l.last),
        coded as (select distinct p.*, a.number as n1, b.number as n2, a.short as s1, b.short as s2,
                a.country as c1, b.country as c2 from placed p
            join seated a on a.official = p.source and p.day between a.first and a.last
            join seated b on b.official = p.target and p.day between b.first and b.last where p.period is not null)
        select source as one, target as two, act, kind, sign, day, period, n1, n2, s1, s2, c1, c2 from coded""",
}
"""By unit: acts placed with the members (or the leaders in office) of the day. Leaders are heads of state and of
government and foreign ministers."""

WHOLE = """create temp table whole as
    with columns_of(name, kind) as (values {pairs}),
    periods as (select unnest(range($first::int, $last::int + 1)) as period),
    told as (select distinct source, kind from reports)
    select distinct s.source, y.period, s.covers_countries as countries, c.name
        from sources s join told t on t.source = s.source join columns_of c on c.kind = t.kind
        join periods y on s.covers_from <= first_of(y.period)
            and least(s.covers_to, $as_of::date) >= last_of(y.period)"""
"""Which source covers which column and the whole of which period, for which countries."""

COVER = """create temp table covered as
    with named as (select period, name, unnest(case when len(coalesce(countries, [])) = 0 then ['*']
              else list_transform(countries, lambda c: 'country/' || replace(c, 'country/', '')) end)
              as country from whole)
    select distinct w.period, m.number, w.name from named w join member m
        on (w.country = '*' or m.country = w.country)
        and m.first <= last_of(w.period) and m.last >= first_of(w.period)
"""
"""After ``WHOLE``: which columns are covered for which state and period."""

_ALIVE = """alive as (select number, y.period, max_by(short, first) as short, max_by(country, first) as country,
        list({{'first': greatest(first, first_of(y.period)),
               'last': least(last, last_of(y.period))}}) as spells
        from member m join (select unnest(range($first::int, $last::int + 1)) as period) y
        on m.first <= last_of(y.period) and m.last >= first_of(y.period) group by number, y.period)"""

_BOTH = """select a.number as one, b.number as two, one as number1, two as number2, a.period,
        a.short as short1, b.short as short2,
        replace(a.country, 'country/', '') as country1, replace(b.country, 'country/', '') as country2
        from alive a join alive b on a.period = b.period and a.number {order} b.number"""

_SAME_DAY = """ where len(list_filter(a.spells, lambda x: len(list_filter(b.spells,
        lambda y: x.first <= y.last and y.first <= x.last)) > 0)) > 0"""

_ONE = """select a.number as one, 0 as two, one as number1, two as number2, a.period, a.short as short1,
        replace(a.country, 'country/', '') as country1 from alive a"""

_SEEN = " semi join counted c on c.one = a.number and c.period = a.period"

GRID = {
    ("dyad", True): f"{_BOTH}{_SAME_DAY}",
    ("dyad", False): f"{_BOTH} semi join counted c on c.one = a.number and c.two = b.number and c.period = a.period",
    ("monad", True): _ONE,
    ("monad", False): f"{_ONE}{_SEEN}",
    ("leader", False): """select one, two, period, arg_min(n1, day) as number1, arg_min(n2, day) as number2,
        arg_min(s1, day) as short1, arg_min(s2, day) as short2, replace(arg_min(c1, day), 'country/', '') as country1,
        replace(arg_min(c2, day), 'country/', '') as country2 from counted group by one, two, period""",
}
"""Which rows there are, by unit and by whether rows without acts are asked for."""

_FRAME = """
with {alive}, grid as ({{grid}}),
known as (select number, period, list(name) as columns from covered group by number, period),
summed as (select one, two, period, {{sums}} from counted c group by one, two, period)
select {{keys}}, {{values}}
from (from grid where period between $first and $last) g
left join summed s on s.one = g.one and s.two = g.two and s.period = g.period
left join known k1 on k1.number = g.number1 and k1.period = g.period
left join known k2 on k2.number = g.number2 and k2.period = g.period
order by g.one, g.two, g.period
"""

FRAME = _FRAME.format(alive=_ALIVE)
"""The whole panel; ``grid``, ``sums``, ``keys`` and ``values`` are filled in."""
