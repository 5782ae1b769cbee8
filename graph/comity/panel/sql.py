"""The SQL of panels, from pairs of countries to rows."""

from __future__ import annotations

__all__ = ["ACTORS_OF", "COUNTED", "COVER", "FRAME", "GRID", "SPANS"]

_YEAR = "case when year(earliest) = year(latest) then year(earliest) end as year"

SPANS = f"select source, target, act, kind, sign, earliest as day, {_YEAR} from pairs"
"""After ``pairs_sql``: each act and pair, with the year that holds its whole interval."""

ACTORS_OF = f"""select distinct s.node as source, c.act, c.kind, c.sign, c.earliest as day, {_YEAR}
    from seated s join chosen c on c.act = s.act where s.side = 'agent' or {{everyone}}"""
"""After ``pairs_sql``: each act and each country that took part in it."""

COUNTED = {
    "dyad": """create temp table counted as
        with coded as (select a.number as one, b.number as two, p.* from placed p
            join member a on a.country = p.source and p.day between a.first and a.last
            join member b on b.country = p.target and p.day between b.first and b.last where p.year is not null)
        select {ends}, act, kind, sign, day, year from coded""",
    "monad": """create temp table counted as
        select m.number as one, 0 as two, act, kind, sign, day, year from placed p
        join member m on m.country = p.source and p.day between m.first and m.last where p.year is not null""",
}

COVER = """create temp table covered as
    with columns_of(name, kind) as (values {pairs}),
    years as (select unnest(range($first::int, $last::int + 1)) as year),
    told as (select distinct source, kind from reports),
    whole as (select distinct y.year, s.covers_countries as countries, c.name
        from sources s join told t on t.source = s.source join columns_of c on c.kind = t.kind
        join years y on s.covers_from <= make_date(y.year, 1, 1) and s.covers_to >= make_date(y.year, 12, 31)),
    named as (select year, name, unnest(case when len(coalesce(countries, [])) = 0 then ['*']
              else list_transform(countries, lambda c: 'country/' || replace(c, 'country/', '')) end)
              as country from whole)
    select distinct w.year, m.number, w.name from named w join member m
        on (w.country = '*' or m.country = w.country)
        and m.first <= make_date(w.year, 12, 31) and m.last >= make_date(w.year, 1, 1)
"""
"""Which columns are covered for which state and year: some source that tells of a kind counts the whole year."""

_ALIVE = """alive as (select number, y.year, max_by(short, first) as short, max_by(country, first) as country,
        list({{'first': greatest(first, make_date(y.year, 1, 1)),
               'last': least(last, make_date(y.year, 12, 31))}}) as spells
        from member m join (select unnest(range($first::int, $last::int + 1)) as year) y
        on m.first <= make_date(y.year, 12, 31) and m.last >= make_date(y.year, 1, 1) group by number, y.year)"""

_BOTH = """select a.number as one, b.number as two, a.year, a.short as short1, b.short as short2,
        replace(a.country, 'country/', '') as country1, replace(b.country, 'country/', '') as country2
        from alive a join alive b on a.year = b.year and a.number {order} b.number"""

_SAME_DAY = """ where len(list_filter(a.spells, lambda x: len(list_filter(b.spells,
        lambda y: x.first <= y.last and y.first <= x.last)) > 0)) > 0"""

_ONE = """select a.number as one, 0 as two, a.year, a.short as short1,
        replace(a.country, 'country/', '') as country1 from alive a"""

_SEEN = " semi join counted c on c.one = a.number and c.year = a.year"

GRID = {
    ("dyad", True): f"{_BOTH}{_SAME_DAY}",
    ("dyad", False): f"{_BOTH} semi join counted c on c.one = a.number and c.two = b.number and c.year = a.year",
    ("monad", True): _ONE,
    ("monad", False): f"{_ONE}{_SEEN}",
}
"""Which rows there are, by unit and by whether rows without acts are asked for."""

_FRAME = """
with {alive}, grid as ({{grid}}),
known as (select number, year, list(name) as columns from covered group by number, year),
summed as (select one, two, year, {{sums}} from counted c group by one, two, year)
select {{keys}}, {{values}}
from grid g left join summed s on s.one = g.one and s.two = g.two and s.year = g.year
left join known k1 on k1.number = g.one and k1.year = g.year
left join known k2 on k2.number = g.two and k2.year = g.year
order by g.one, g.two, g.year
"""

FRAME = _FRAME.format(alive=_ALIVE)
"""The whole panel; ``grid``, ``sums``, ``keys`` and ``values`` are filled in."""
