-- Which candidates may tell of the same act, less specific (low) beside more specific (high).
create or replace temp table pairs as
    -- The window is for sources that disagree; one source that gives two dates, or two places, means two acts. Two stays
    -- at one place that share a day (out and back again) are two as well.
    with ranked as (
        select greatest(a.rank, b.rank) as low, least(a.rank, b.rank) as high
        from near join candidates a on a.n = one join candidates b on b.n = other
    ),
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
            low.officials as low_officials,
            high.officials as high_officials,
            low.named_sides as low_named,
            high.named_sides as high_named
        from ranked join candidates low on low.rank = ranked.low join candidates high on high.rank = ranked.high
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
    ),
    -- sides of which both name an official, and the same one
    sharing as (
        select low, high, apart, offset_days, low_named, high_named,
            case when len(low_named) = 0 or len(high_named) = 0 then []
                else list_distinct(list_transform(list_intersect(low_officials, high_officials),
                    lambda o: o[1:2] || split_part(o[3:], '|', 1))) end as shared
        from compared
        where by_instrument or apart <= allowed
    )
    select low, high, coalesce(apart, 0) as apart, coalesce(offset_days, 0) as offset_days,
        len(low_named) = 0 or list_has_all(high_named, low_named) and list_has_all(shared, low_named) as nested,
        len(low_named) = 0 or len(high_named) = 0 or list_has_all(shared, list_intersect(low_named, high_named))
            as agreeing
    from sharing;
