with sided as materialized (
    select act, sign, earliest, state from asserted join states using (act)
    where sign <> 0 and earliest between $since and $to
),
summed as (
    select here.state as one, there.state as two, sum(here.sign) filter (here.earliest < $from) as before,
        sum(here.sign) filter (here.earliest >= $from) as after,
        max(act) filter (here.earliest >= $from and here.sign < 0) as act
    from sided here join sided there using (act) where here.state < there.state
    group by all
)
select here.label as country, there.label as other, before, after, act as act_iri
from summed join labels here on here.thing = one join labels there on there.thing = two
where before > 0 and after < 0
order by after, country, other, act
