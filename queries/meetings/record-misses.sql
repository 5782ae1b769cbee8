with chosen as (
    select act, days(earliest, latest) as date, class as kind, place, place_country, report_count
    from asserted
    where kind in ('meeting', 'visit') and during(earliest, latest, $from, $to)
        and act in (select act from parties where party = $official and role in ('participant', 'agent'))
        and act not in (select act from reports join sources using (source) where sources.kind = 'document')
),
others as (
    select distinct act, party as other from parties
    where party <> $official and role in ('participant', 'recipient') and act in (select act from chosen)
)
select distinct date, chosen.kind, coalesce(who.label, whole(other)) as counterpart,
    where_text(place, land.label) as place, report_count as reports, told.source, evidence, act as act_iri,
    report as report_iri
from chosen join others using (act) join told using (act)
    join sources on sources.source = told.origin and sources.kind = 'dataset'
    left join labels who on who.thing = other left join labels land on land.thing = land_id(place_country)
order by date, kind, counterpart, act_iri, report_iri
