with met as materialized (
    select distinct act, party, earliest <= $to as now
    from asserted join parties using (act)
    where kind = 'meeting' and latest >= $from and (earliest <= $to or $until is null or earliest <= $until)
        and role = 'participant' and starts_with(party, 'official/')
),
pairs as (
    select one.party as one, two.party as two, act, one.now from met one join met two using (act)
    where one.party < two.party
),
counted as (
    select one, two, count(*) filter (now) as meetings, count(*) filter (not now) as afterwards,
        max(act) filter (now) as act
    from pairs group by one, two having count(*) filter (now) > 0
)
select here.label as official, there.label as other, meetings, if(afterwards > 0, 'yes', 'no') as again, act as act_iri
from counted join labels here on here.thing = one join labels there on there.thing = two
order by meetings desc, official, other, one, two
