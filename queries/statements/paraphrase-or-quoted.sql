with chosen as (
    select act, days(earliest, latest) as date, class as kind, if(quote is null, 'paraphrase', 'verbatim') as form,
        report_count
    from asserted
    where kind in ('praise', 'endorse', 'concern', 'criticise', 'accuse', 'demand', 'threaten', 'pledge', 'deny',
        'state') and during(earliest, latest, $from, $to)
        and act in (select act from parties where role = 'agent' and party = $official)
),
counted as (select act, count(distinct source) as sources from reports group by act)
select date, kind, form, sources, report_count as reports, source, evidence, act as act_iri, report as report_iri
from chosen join counted using (act) join told using (act)
order by date, kind, act, report
