-- Acts of which only some reports are known yet ("partial"): their time and parties from these alone, by the rules of
-- the acts themselves. The other fields are settled part by part (see the module), then all is put together.

-- Stated dates come before vague ones, these before days of telling, of which the peak counts (model.peak_day);
-- intervals are narrowed to what they share.
create or replace temp table times_anew as
    with dated as (
        select act, earliest, latest, date_precision, coalesce(earliest, latest) as first_day,
            coalesce(latest, earliest) as last_day,
            case when earliest is null and latest is null then 3
                when date_precision = 'publication' or code is not null then 2
                when earliest is null or latest is null or date_precision in ('week', 'month', 'year')
                    or latest - earliest > 31 then 1
                else 0 end as trust
        from partial
    ),
    best as (
        select act, trust, max(earliest) as shared_start, min(latest) as shared_end, min(earliest) as hull_start,
            max(latest) as hull_end, min((last_day - first_day, date_precision)) as exactest
        from dated group by act, trust
        qualify trust = min(trust) over (partition by act)
    ),
    telling as (
        select act, first_day from dated where trust = 2
    ),
    peaks as (
        {peak_day}
    )
    select act,
        case trust when 3 then null when 2 then peak
            else if(shared_end < shared_start, hull_start, shared_start) end as earliest,
        case trust when 3 then null when 2 then peak
            else if(shared_end < shared_start, hull_end, shared_end) end as latest,
        case when trust = 3 then 'unknown' when trust = 2 then 'publication'
            when shared_end < shared_start then 'interval'
            when shared_end - shared_start = exactest[1] or (trust = 1 and exactest[1] = 0) then exactest[2]
            when shared_end = shared_start then 'day'
            else 'interval' end as date_precision
    from best left join peaks using (act);

-- All parties that these reports name; a country stands back for an official of it on the same side.
create or replace temp table parties_anew as
    with named as (
        select distinct act, 'agent' as side, unnest(agents) as actor from partial
        union select distinct act, 'recipient', unnest(recipients) from partial
    ),
    behind as (
        select distinct act, side, if(contains(country, '/'), country, 'country/' || country) as actor
        from named join main.actors using (actor) where actors.kind = 'official' and country is not null
    )
    select act,
        coalesce(list_sort(list(actor) filter (side = 'agent' and behind.actor is null)), []) as agents,
        coalesce(list_sort(list(actor) filter (side = 'recipient' and behind.actor is null)), []) as recipients,
        list(actor) filter (side = 'agent' and behind.actor is not null) as behind
    from named left join behind using (act, side, actor)
    group by act;

create or replace temp table lists_anew as
    select act, any_value(kind) as kind, any_value(modality) as modality,
        list_sort(list_distinct(flatten(list(coalesce(topics, []))))) as topics,
        flatten(list(coalesce(on_behalf_of, []))) as on_behalf_of
    from partial group by act;
