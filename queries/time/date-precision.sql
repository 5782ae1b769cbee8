with ways(precision, how) as (
    values ('day', 'exact'), ('week', 'week only'), ('month', 'month only'), ('year', 'year only'),
    ('interval', 'between two days'), ('derived', 'computed from another date'), ('publication', 'date of the report'),
    ('unknown', 'not known')
)
select precision, how, class as kind, count(*) as acts, min(act) as act_iri
from acts join kinds using (kind) join ways on precision = date_precision
where during(earliest, latest, $from, $to) and act in (select act from parties where party = $actor)
group by all
order by precision, kind
