with chosen as (
    select * from asserted
    where during(earliest, latest, $from, $to)
        and (kind = 'visit' or (kind = 'meeting' and land_id(place_country) = $country))
),
seats as materialized (
    select act, role, party, party = $country or coalesce(people.country = $country, false) as home
    from parties left join people on people.actor = party where act in (select act from chosen)
),
found as (
    select act, host, party as guest, 'named as host' as basis from chosen join seats using (act)
    where kind = 'meeting' and host is not null and role = 'participant' and not home and party <> host
    union
    select act, here.party, there.party, if(kind = 'visit', 'visit', 'met at home')
    from chosen join seats here using (act) join seats there using (act)
    where here.home and if(kind = 'visit', here.role = 'recipient' and there.role = 'agent',
        chosen.host is null and here.role = 'participant' and there.role = 'participant' and not there.home)
)
select distinct days(earliest, latest) as date, where_text(place, land.label) as place,
    coalesce(inviter.label, whole(found.host)) as host, coalesce(visitor.label, whole(guest)) as traveller, basis,
    report_count as reports, source, evidence, act as act_iri, report as report_iri
from found join chosen using (act) join told using (act) left join labels inviter on inviter.thing = found.host
    left join labels visitor on visitor.thing = guest left join labels land on land.thing = land_id(place_country)
order by date, host, traveller, act_iri, report_iri
