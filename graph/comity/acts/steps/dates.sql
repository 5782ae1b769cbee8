-- The time of an act. Stated dates come before vague ones, these before dates of telling. Intervals that meet are
-- narrowed to what they share; dates that do not meet (within the rule's window) span an interval. An act that is only
-- told happened no later than the first day on which it was told.
create or replace temp table act_times as
    with told_by as (
        select a.act, a.leads, r.dating, r.first_day, r.last_day, s.earliest, s.latest, s.date_precision,
            case r.dating when 'stated' then 0 when 'vague' then 1 when 'told' then 2 else 3 end as trust
        from report_rows r join report_acts a using (report) join reports s using (report)
    ),
    best as (
        select *, min(trust) over (partition by act) as used from told_by
    ),
    measured as (
        select act, any_value(used) as used,
            max(earliest) as shared_start,
            min(latest) as shared_end,
            min(earliest) as hull_start,
            max(latest) as hull_end,
            min(first_day) filter (leads) as lead_told,
            min(first_day) as first_told,
            min((last_day - first_day, date_precision)) as exactest
        from best where trust = used
        group by act
    )
    select act,
        case when used = 2 then coalesce(lead_told, first_told)
            when used = 3 then null
            when shared_end < shared_start then hull_start else shared_start end as earliest,
        case when used = 2 then coalesce(lead_told, first_told)
            when used = 3 then null
            when shared_end < shared_start then hull_end else shared_end end as latest,
        case used when 3 then 'unknown' when 2 then 'publication' else
            case when shared_end < shared_start then 'interval'
                when shared_end - shared_start = exactest[1] then exactest[2]
                when shared_end = shared_start then 'day'
                when used = 1 and exactest[1] = 0 then exactest[2]
                else 'interval' end
        end as date_precision
    from measured;
