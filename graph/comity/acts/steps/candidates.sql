-- Groups that might still tell of one act: of one block (same kind, modality and countries, or actors where the rule
-- says "as named"), and not all of one profile, or stated by sources whose dates may differ. Everything else is done
-- already; in event data this leaves a small part.
create or replace temp table candidates as
    with crowded as (
        select block
        from groups
        where mode not like 'alone %'
        group by block
        having count(*) > 1 and (min(profile) <> max(profile) or max("window") > 0 and min(mode) = 'stated')
    ),
    blocked as (
        select g.*, r.kind, r.modality, r.agreement, r.policy, r.place_country, r.place_name, r.said, r.figure,
            told, words
        from groups g semi join crowded using (block)
        join report_rows r using (n) join act_rules using (kind)
        where g.mode not like 'alone %'
    ),
    described as (
        select b.*,
            list_concat(list_transform(a.officials, lambda x: 'a|' || x),
                list_transform(r.officials, lambda x: 'r|' || x)) as officials,
            list_concat(list_transform(a.named_sides, lambda x: 'a|' || x),
                list_transform(r.named_sides, lambda x: 'r|' || x)) as named_sides
        from blocked b
        join parties a on a.parties = b.agents join parties r on r.parties = b.recipients
    )
    -- The most specific first: officials named on most sides, most officials, a known place and instrument, a stated
    -- date, the longest quotation, most reports; then the earliest, then the act's number, so that no two are equal.
    select *, row_number() over (order by
        len(named_sides) desc, len(officials) desc, place_country is null, agreement is null, policy is null,
        case split_part(mode, ' ', 1) when 'once' then 0 when 'stated' then 1 when 'told' then 2 when 'vague' then 3
            else 4 end,
        length(said) desc nulls last, reports desc, first_day nulls last, last_day nulls last, act) as rank
    from described;
