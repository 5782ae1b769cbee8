-- Groups that might still tell of one act: of one block (same kind, modality and countries, or actors where the rule
-- says "as named"), near in time and not in two countries, in blocks that are not all of one profile, or stated by
-- sources whose dates may differ. Everything else is done already; in event data this leaves a small part. Days go into
-- buckets, so that only neighbours are compared: as wide as the window, or as an eighth of the longest act of the block.
-- A pair is found once, in the first bucket that it shares.
create or replace temp table near as
    with crowded as (
        select block, max(last_day - first_day) as span
        from groups
        where mode not like 'alone %'
        group by block
        having count(*) > 1 and (min(profile) <> max(profile) or max("window") > 0 and min(mode) = 'stated')
    ),
    blocked as (
        select g.n, block, g.place_country, first_day - date '1000-01-01' as first, last_day - date '1000-01-01' as last,
            greatest(g."window", told) as slack, greatest(2 * slack + 1, span // 8) as width
        from groups g join crowded using (block) join act_rules k on k.kind = g.kind
        where mode not like 'alone %'
    ),
    placed as (
        select *, unnest(range(first // width, last // width + 1)) as bucket from blocked where first is not null
    ),
    reaching as (
        select *, unnest(range((first - slack) // width, (last + slack) // width + 1)) as bucket
        from blocked where first is not null
    ),
    once as (
        select g.n, block, r.agreement, r.policy
        from groups g join report_rows r using (n, block) where g.mode = 'once'
    )
    select one.n as one, other.n as other
    from placed one join reaching other using (block, bucket)
    where one.n < other.n
        and coalesce(one.place_country = other.place_country, true)
        and greatest(one.first - other.last, other.first - one.last) <= one.slack
        and bucket = greatest(one.first // one.width, (other.first - other.slack) // other.width)
    union
    select one.n, other.n from once one join once other using (block, agreement) where one.n < other.n
    union
    select one.n, other.n from once one join once other using (block, policy) where one.n < other.n;
