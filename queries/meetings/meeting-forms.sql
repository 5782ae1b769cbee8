with chosen as (
    select act, kind, days(earliest, latest) as date, place, place_country, report_count, count(state) as countries
    from asserted join states using (act)
    where kind in ('meeting', 'call', 'mediation') and during(earliest, latest, $from, $to)
        and act in (select act from sides where side = $country)
    group by all
)
select date, case when kind = 'call' then 'by telephone' when kind = 'mediation' then 'through a third party'
    when countries > 2 then 'multilateral' when countries = 2 then 'bilateral' else 'within one country' end as form,
    countries, where_text(place, land.label) as place, report_count as reports, source, evidence, act as act_iri,
    report as report_iri
from chosen join told using (act) left join labels land on land.thing = land_id(place_country)
order by date, form, act, report
