-- Groups that might still tell of one act: same kind, modality and countries (or actors, where the rule says "as
-- named"), and not all of one profile, or stated by sources whose dates may differ. Everything else is done already; in
-- event data this leaves a small part.
create or replace temp table candidates as
    with blocked as (
        select g.*, any_level, "window", told, words,
            hash(kind, modality, if(any_level, agent_sides, agents), if(any_level, recipient_sides, recipients)) as block
        from groups g join act_rules using (kind)
        where mode not like 'alone %'
    ),
    crowded as (
        select block from blocked
        group by block
        having count(*) > 1 and (min(profile) <> max(profile) or max("window") > 0 and min(mode) = 'stated')
    ),
    described as (
        select b.*,
            list_concat(list_transform(a.officials, lambda x: 'a|' || x),
                list_transform(r.officials, lambda x: 'r|' || x)) as officials,
            list_concat(list_transform(a.named_sides, lambda x: 'a|' || x),
                list_transform(r.named_sides, lambda x: 'r|' || x)) as named_sides
        from blocked b semi join crowded using (block)
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
