-- Reports of one profile whose dates meet (told ones: follow each other within the gap) are one group: gaps and islands.
-- An act that happens once for its agreement or policy is one group whatever the dates; a vague date only joins its
-- equal, and an undated report only its own source, until the next step. A report that names neither parties nor an
-- agreement or policy joins nothing.
create or replace temp table report_groups as
    with profiles as (  -- most profiles have one day, or join the same day only: nothing to be sorted
        select profile,
            min(first_day) as first_start,
            max(gap) is not null and min(first_day) <> max(first_day) as apart,
            max(gap) > 0 or max(last_day - first_day) > 0 as chained
        from report_rows
        group by profile
    ),
    spans as (
        select distinct profile, first_day, last_day, gap
        from report_rows semi join (from profiles where apart and chained) using (profile)
    ),
    marked as (
        select profile, first_day, last_day,
            case when first_day - max(last_day) over (partition by profile order by first_day, last_day
                rows between unbounded preceding and 1 preceding) > gap then first_day end as starts
        from spans
    ),
    islands as (
        select profile, first_day, last_day, max(starts) over (partition by profile order by first_day, last_day
            rows between unbounded preceding and current row) as start
        from marked
    ),
    started as (
        select r.n, r.source, r.profile, r.first_day, r.last_day, longest, gap,
            case when not apart then first_start
                when not chained then r.first_day
                else coalesce(start, first_start) end as start
        from report_rows r join profiles p using (profile)
        left join islands i on i.profile = r.profile and i.first_day = r.first_day and i.last_day = r.last_day
    )
    select n, source, first_day, last_day,
        hash(profile, start, case when longest > 0 and gap is not null then (first_day - start) // longest end) as grouped
    from started;

create or replace temp table groups as
    with counted as (
        select
            grouped,
            any_value(n) as n,
            min(first_day) as first_day,
            max(last_day) as last_day,
            min(source) as first_source,
            max(source) as last_source,
            count(*) as reports
        from report_groups
        group by grouped
    ),
    fullest as (  -- a signature told at several levels: the parties with most officials stand for the group
        select grouped, arg_max(r.agents, (len(a.officials), a.names)) as agents,
            arg_max(r.recipients, (len(b.officials), b.names)) as recipients
        from report_rows r join report_groups using (n)
        join parties a on a.parties = r.agents join parties b on b.parties = r.recipients
        where mode = 'once'
        group by grouped
    )
    -- The number of a group is that of the act that it would be: the digest of what it is. It does not depend on the
    -- order of the reports.
    select c.grouped, c.n, c.reports, c.first_day, c.last_day, c.first_source, c.last_source, r.profile, r.block, r.kind,
        r.mode, r.place_country, r."window",
        coalesce(f.agents, r.agents) as agents,
        coalesce(f.recipients, r.recipients) as recipients,
        ('0x' || left(sha256(concat_ws(chr(31), r.kind, r.modality,
            if(r.mode = 'once', a.side_names, a.names), if(r.mode = 'once', b.side_names, b.names), r.content, r.mode,
            if(r.mode = 'once' or c.first_day is null, '', c.first_day::varchar))), 16))::ubigint as act
    from counted c join report_rows r using (n) left join fullest f using (grouped)
    join parties a on a.parties = r.agents join parties b on b.parties = r.recipients;
