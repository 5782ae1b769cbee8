with sides_of as (
    select act, side from sides where role = 'participant'
    union all select act, unnest(on_behalf_of) from acts
),
chosen as (
    select * from asserted
    where kind = 'sign' and during(earliest, latest, $from, $to)
        and act in (select act from sides_of where side = $country)
        and act in (select act from sides_of where side = $other)
),
held as (
    select official, title as capacity, earliest as since, latest as until
    from tenures join offices using (office) where title is not null
)
select distinct days(earliest, latest) as date, matter.label as agreement, coalesce(who.label, whole(party)) as signer,
    capacity, report_count as reports, source, evidence, act as act_iri, report as report_iri
from chosen join (from parties where role = 'participant') signers using (act) join told using (act)
    left join labels matter on matter.thing = agreement left join labels who on who.thing = party
    left join held on official = party and since <= earliest and (until is null or until >= latest)
order by date, agreement, signer, capacity, act_iri, report_iri
