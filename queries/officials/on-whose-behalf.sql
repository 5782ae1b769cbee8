with chosen as (
    select * from asserted
    where during(earliest, latest, $from, $to) and act in (select act from parties where party = $official)
),
found as (
    select act, unnest(on_behalf_of) as principal, 'named by the report' as basis, null as office from chosen
    union
    select act, land_id(offices.country), 'office held that day', offices.title
    from chosen join tenures on tenures.official = $official and tenures.earliest <= chosen.earliest
            and (tenures.latest is null or tenures.latest >= chosen.latest)
        join offices using (office)
    where len(coalesce(on_behalf_of, [])) = 0 and chosen.latest is not null and offices.country is not null
        and offices.title is not null
)
select distinct days(earliest, latest) as date, class as kind, coalesce(label, whole(principal)) as behalf, basis,
    office, report_count as reports, source, evidence, act as act_iri, report as report_iri
from found join chosen using (act) join told using (act) left join labels on thing = principal
order by date, kind, behalf, office, act_iri, report_iri
