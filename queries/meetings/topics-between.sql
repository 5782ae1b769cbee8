with chosen as (
    select act, earliest, latest, unnest(list_distinct(topics)) as topic
    from asserted
    where kind in ('meeting', 'call', 'negotiation') and during(earliest, latest, $from, $to)
        and act in (select act from sides where side = $country) and act in (select act from sides where side = $other)
)
select topic, count(*) as meetings, min(earliest) as first, max(latest) as last, min(act) as act_iri
from chosen group by topic
order by meetings desc, topic
