with years as (
    select year::bigint as year, count(distinct source) as sources
    from range(greatest($from, 1800), least($to, 2199) + 1) years(year) left join (
        select source, covers_from, covers_to from sources
        where len(coalesce(covers_countries, [])) = 0 or list_has_any([land_id(code) for code in covers_countries], [$country, $other])
    ) on covers_from <= make_date(year, 1, 1) and covers_to >= make_date(year, 12, 31)
    group by year
),
counted as (
    select year(earliest) as year, count(*) filter (kind <> 'sign') as met, count(*) filter (kind = 'sign') as signed,
        min(act) as act
    from asserted
    where kind in ('meeting', 'call', 'negotiation', 'sign') and earliest is not null
        and act in (select act from sides where side = $country) and act in (select act from sides where side = $other)
    group by all
),
numbers as (select country as land, unnest(cow) as number from lands)
select distinct year, here.number as cow, there.number as other_cow, if(sources > 0, 'yes', 'no') as covered,
    coalesce(met, if(sources > 0, 0, null)) as meetings, coalesce(signed, if(sources > 0, 0, null)) as agreements,
    act as act_iri
from years left join counted using (year)
    left join numbers here on here.land = $country left join numbers there on there.land = $other
order by year
