-- Groups that might still tell of one act: same kind, modality and countries (or actors, where the rule says "as
-- named"), and not all of one profile, or stated by sources whose dates may differ. Everything else is done already; in
-- event data this leaves a small part.
create or replace temp table candidates as
    with blocked as (
        select g.*,
            case when any_level then agent_sides else agents end as block_a,
            case when any_level then recipient_sides else recipients end as block_b,
            any_level, "window", told, words
        from groups g join act_rules using (kind)
        where mode not like 'alone %'
    ),
    crowded as (
        select kind, modality, block_a, block_b from blocked
        group by all
        having count(*) > 1
            and (count(distinct (agents, recipients, content, mode)) > 1 or any_value("window") > 0 and min(mode) = 'stated')
    ),
    described as (
        select b.*,
            list_concat(list_transform(a.officials, lambda x: 'a|' || x),
                list_transform(r.officials, lambda x: 'r|' || x)) as officials,
            list_concat(list_transform(a.named_sides, lambda x: 'a|' || x),
                list_transform(r.named_sides, lambda x: 'r|' || x)) as named_sides,
            array_to_string(a.things, ' ') as agent_names,
            array_to_string(r.things, ' ') as recipient_names
        from blocked b semi join crowded c
            on b.kind = c.kind and b.modality = c.modality and b.block_a = c.block_a and b.block_b = c.block_b
        join parties a on a.parties = b.agents join parties r on r.parties = b.recipients
    )
    -- The most specific first: officials named on most sides, most officials, a known place and instrument, a stated
    -- date, the longest quotation, most reports; then the earliest, then the text of it all, so that no two are equal.
    select *, row_number() over (order by
        len(named_sides) desc, len(officials) desc, place_country is null, agreement is null, policy is null,
        case split_part(mode, ' ', 1) when 'once' then 0 when 'stated' then 1 when 'told' then 2 when 'vague' then 3
            else 4 end,
        length(said) desc nulls last, reports desc, first_day nulls last, last_day nulls last,
        kind, modality, agent_names, recipient_names, content, mode, grouped) as rank
    from described;
