with chosen as (
    select act, case when kind in ('meeting', 'call', 'visit', 'negotiation') then 'm'
        when kind in ('agree', 'sign') then 'a' else 's' end as layer
    from asserted
    where kind in ('meeting', 'call', 'visit', 'negotiation', 'agree', 'sign', 'praise', 'endorse', 'concern',
        'criticise', 'accuse', 'demand', 'threaten', 'pledge', 'state') and during(earliest, latest, $from, $to)
),
sided as materialized (select act, layer, state from chosen join states using (act)),
counted as (
    select here.state as one, there.state as two, count(*) filter (here.layer = 'm') as meetings,
        count(*) filter (here.layer = 'a') as agreements, count(*) filter (here.layer = 's') as statements, min(act) as act
    from sided here join sided there using (act)
    where here.state < there.state and ($country is null or $country in (here.state, there.state))
    group by all
)
select here.label as country, there.label as other, meetings, agreements, statements,
    if(meetings > 0 and agreements > 0 and statements > 0, 'no', 'yes') as differ,
    act as act_iri
from counted join labels here on here.thing = one join labels there on there.thing = two
order by country, other
