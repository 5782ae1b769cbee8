-- Which candidates may tell of the same act, less specific (low) beside more specific (high).
create or replace temp table pairs as
    with placed as (  -- buckets of 32 days, so that only neighbours in time are compared
        select rank, block,
            unnest(range((first_day - date '1000-01-01' - slack) // 32,
                (last_day - date '1000-01-01' + slack) // 32 + 1)) as bucket
        from (select *, greatest("window", told) as slack from candidates where first_day is not null)
    ),
    near as (
        select distinct low.rank as low, high.rank as high
        from placed low join placed high using (block, bucket)
        where low.rank > high.rank
        union
        select low.rank, high.rank  -- once for its instrument: dates do not matter
        from candidates low join candidates high using (block, mode, agreement)
        where mode = 'once' and low.rank > high.rank
        union
        select low.rank, high.rank
        from candidates low join candidates high using (block, mode, policy)
        where mode = 'once' and low.rank > high.rank
    ),
    -- The window is for sources that disagree; one source that gives two dates, or two places, means two acts. Two stays
    -- at one place that share a day (out and back again) are two as well.
    compared as (
        select low.rank as low, high.rank as high,
            low.first_source = high.last_source and low.last_source = high.first_source as one_source,
            low.mode = 'once' and high.mode = 'once'
                and (low.agreement = high.agreement or low.policy = high.policy) as by_instrument,
            greatest(0, low.first_day - high.last_day, high.first_day - low.last_day) as apart,
            abs(low.first_day - high.first_day) as offset_days,
            case when 'told' in (low.mode, high.mode) then low.told
                when low.mode like 'vague%' or high.mode like 'vague%' then 0
                when one_source then 0
                else low."window" end as allowed,
            list_distinct(list_transform(list_intersect(low.officials, high.officials),
                lambda o: o[1:2] || split_part(o[3:], '|', 1))) as shared,
            low.named_sides as low_named,
            high.named_sides as high_named
        from near join candidates low on low.rank = near.low join candidates high on high.rank = near.high
        where coalesce(low.place_country = high.place_country, true)
            and (not one_source or low.place_name is null or high.place_name is null
                or low.first_day = high.first_day and low.last_day = high.last_day
                    and (contains(low.place_name, high.place_name) or contains(high.place_name, low.place_name)))
            and coalesce(low.agreement = high.agreement, true)
            and coalesce(low.policy = high.policy, true)
            and coalesce(low.figure = high.figure, true)
            and (low.said is null and high.said is null
                or same_words(low.said, high.said)
                or (low.words = 'quote' and (low.said is null or high.said is null)))
    )
    select low, high, coalesce(apart, 0) as apart, coalesce(offset_days, 0) as offset_days,
        list_has_all(high_named, low_named) and list_has_all(shared, low_named) as nested,
        list_has_all(shared, list_intersect(low_named, high_named)) as agreeing
    from compared
    where by_instrument or apart <= allowed;
