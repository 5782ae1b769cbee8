-- Reports of the same parties, place and content whose dates meet (told ones: follow each other within the gap) are one
-- group (gaps and islands). An act that happens once for its agreement is one group whatever the dates; a vague date
-- only joins its equal, and an undated report only its own source, until the next step. A report that names neither
-- parties nor an agreement or policy joins nothing.
create or replace temp table report_groups as
    with profiles as (
        select *,
            case when once then -agent_sides else agents end as a,
            case when once then -recipient_sides else recipients end as b,
            coalesce(agreement, '') || '|' || coalesce(policy, '') || '|' || coalesce(place_country, '') || '|'
                || coalesce(figure, '') || '|' || coalesce(place_name, '') || '|' || coalesce(said, '') as content,
            case when once then 'once'
                when alone then 'alone ' || report
                when dating = 'vague' then 'vague ' || first_day || ' ' || last_day
                when dating = 'undated' then 'undated ' || source
                else dating end as mode
        from report_rows
    ),
    marked as (
        select report, kind, modality, a, b, content, mode, first_day, last_day, longest, gap,
            coalesce(gap is not null and not once and first_day - max(last_day) over (
                partition by kind, modality, a, b, content, mode order by first_day, last_day
                rows between unbounded preceding and 1 preceding) > gap, false)::integer as starts
        from profiles
    ),
    islands as (
        select *, sum(starts) over (
            partition by kind, modality, a, b, content, mode order by first_day, last_day
            range between unbounded preceding and current row) as island
        from marked
    ),
    anchored as (
        select *, min(first_day) over (partition by kind, modality, a, b, content, mode, island) as start
        from islands
    )
    select report, mode, content,
        hash(kind, modality, a, b, content, mode, island,
            case when longest > 0 and gap is not null then (first_day - start) // longest end) as grouped
    from anchored;

create or replace temp table groups as
    select
        grouped,
        any_value(kind) as kind,
        any_value(modality) as modality,
        max(agents) as agents,
        max(recipients) as recipients,
        any_value(agent_sides) as agent_sides,
        any_value(recipient_sides) as recipient_sides,
        any_value(agreement) as agreement,
        any_value(policy) as policy,
        any_value(place_country) as place_country,
        any_value(place_name) as place_name,
        min(source) as first_source,
        max(source) as last_source,
        any_value(said) as said,
        any_value(figure) as figure,
        any_value(content) as content,
        any_value(mode) as mode,
        min(first_day) as first_day,
        max(last_day) as last_day,
        count(*) as reports
    from report_rows join report_groups using (report)
    group by grouped;
