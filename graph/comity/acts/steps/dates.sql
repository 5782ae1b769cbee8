-- The time of an act of several reports. Stated dates come before vague ones, these before dates of telling. Intervals
-- that meet are narrowed to what they share; dates that do not meet (within the rule's window) span an interval. An act
-- that is only told is dated by its peak day (model.peak_day).
create or replace temp table act_times as
    with measured as (
        select act, trust,
            max(earliest) as shared_start,
            min(latest) as shared_end,
            min(earliest) as hull_start,
            max(latest) as hull_end,
            min((last_day - first_day, date_precision)) as exactest
        from (
            select act, first_day, last_day, earliest, latest, date_precision,
                case dating when 'stated' then 0 when 'vague' then 1 when 'told' then 2 else 3 end as trust
            from report_acts semi join several using (act)
        )
        group by act, trust
    ),
    best as (
        select * from measured qualify trust = min(trust) over (partition by act)
    ),
    telling as (
        select act, first_day
        from report_acts semi join several using (act)
        where dating = 'told'
    ),
    peaks as (
        {peak_day}
    )
    select act,
        case when trust = 2 then peak
            when trust = 3 then null
            when shared_end < shared_start then hull_start else shared_start end as earliest,
        case when trust = 2 then peak
            when trust = 3 then null
            when shared_end < shared_start then hull_end else shared_end end as latest,
        case trust when 3 then 'unknown' when 2 then 'publication' else
            case when shared_end < shared_start then 'interval'
                when shared_end - shared_start = exactest[1] then exactest[2]
                when shared_end = shared_start then 'day'
                when trust = 1 and exactest[1] = 0 then exactest[2]
                else 'interval' end
        end as date_precision
    from best left join peaks using (act);
