with sided as materialized (
    select act, role, party from parties
    where act in (select act from acts where kind in ('meeting', 'call', 'visit', 'negotiation'))
),
pairs as materialized (
    select distinct act, one.party as one, two.party as two
    from sided one join sided two using (act)
    where one.role in ('participant', 'agent') and two.role in ('participant', 'recipient') and one.party <> two.party
),
chosen as (
    select acts.*, class, one, two
    from acts join kinds using (kind) join pairs using (act)
    where modality = 'planned' and kind in ('meeting', 'call', 'visit', 'negotiation')
        and (one < two or exists (from sided agent where agent.act = acts.act and role = 'agent' and party = one))
        and during(earliest, latest, $from, $to)
),
held as (
    select kind, one, two, earliest, latest from asserted join pairs using (act)
    where earliest is not null and latest is not null
),
never as (
    select * from chosen where not exists (
        from held
        where (held.kind, held.one, held.two) = (chosen.kind, chosen.one, chosen.two)
            and (chosen.latest is null or held.earliest <= chosen.latest)
            and (chosen.earliest is null or held.latest >= chosen.earliest)
    )
),
denied as (select distinct kind, one, two, 'yes' as denied from acts join pairs using (act) where modality = 'denied')
select distinct days(earliest, latest) as date, class as kind, coalesce(here.label, whole(one)) as actor,
    coalesce(there.label, whole(two)) as other, coalesce(denied, 'no') as denied, report_count as reports, source,
    evidence, act as act_iri, report as report_iri
from never join told using (act) left join denied using (kind, one, two)
    left join labels here on here.thing = one left join labels there on there.thing = two
order by date, kind, actor, other, act_iri, report_iri
