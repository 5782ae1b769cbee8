with matters as (
    select act, agreement as matter from acts union select act, policy from acts
    union select act, party from parties where role = 'recipient'
),
said as (
    select act, party as who, matter, kind in ('praise', 'endorse') as favourable, latest, quote
    from asserted join parties using (act) join matters using (act)
    where role = 'agent' and ($official is null or party = $official) and matter is not null
        and kind in ('praise', 'endorse', 'concern', 'criticise', 'accuse', 'reject')
)
select distinct coalesce(speaker.label, whole(who)) as speaker, coalesce(about.label, whole(matter)) as about,
    one.latest as favourable, one.quote as said, two.latest as unfavourable, two.quote as answered, source, evidence,
    one.act as act_iri, report as report_iri, two.act as other_act_iri
from said one join said two using (who, matter) join told on told.act = one.act
    left join labels speaker on speaker.thing = who left join labels about on about.thing = matter
where one.favourable and not two.favourable
order by speaker, about, favourable, unfavourable, act_iri, other_act_iri, report_iri
