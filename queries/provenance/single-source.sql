with chosen as (
    select act, days(earliest, latest) as date, class as kind, report_count
    from asserted
    where during(earliest, latest, $from, $to) and act in (select act from parties where party = $actor)
        and act in (select act from reports group by act having count(distinct source) = 1)
)
select date, kind, report_count as reports, source, evidence, act as act_iri, report as report_iri
from chosen join told using (act)
order by date, kind, act, report
