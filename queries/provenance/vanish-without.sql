with origins as (
    select source, contains(lower(coalesce(title, source)), lower($source))
        or coalesce(contains(lower(publisher), lower($source)), false) as fits
    from sources
),
chosen as (
    select act, days(earliest, latest) as date, class as kind, report_count
    from asserted
    where during(earliest, latest, $from, $to)
        and ($actor is null or act in (select act from parties where party = $actor))
        and act in (select act from reports join origins using (source) group by act having bool_and(fits))
)
select date, kind, report_count as reports, source, evidence, act as act_iri, report as report_iri
from chosen join told using (act)
order by date, kind, act, report
