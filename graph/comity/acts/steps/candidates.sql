-- The groups that are near another, ranked. The most specific first: officials named on most sides, most officials, a
-- known place and instrument, a stated date, the longest quotation, most reports; then the earliest, then the act's
-- number, so that no two are equal.
create or replace temp table candidates as
    with described as (
        select g.*, r.modality, r.agreement, r.policy, r.place_name, r.said, r.figure, told, words,
            if(len(a.officials) + len(b.officials) = 0, [], list_concat(list_transform(a.officials, lambda x: 'a|' || x),
                list_transform(b.officials, lambda x: 'r|' || x))) as officials,
            if(len(a.named_sides) + len(b.named_sides) = 0, [],
                list_concat(list_transform(a.named_sides, lambda x: 'a|' || x),
                    list_transform(b.named_sides, lambda x: 'r|' || x))) as named_sides
        from groups g semi join (select one as n from near union all select other from near) using (n)
        join report_rows r using (n) join act_rules k on k.kind = g.kind
        join parties a on a.parties = g.agents join parties b on b.parties = g.recipients
    )
    select *, row_number() over (order by
        len(named_sides) desc, len(officials) desc, place_country is null, agreement is null, policy is null,
        case split_part(mode, ' ', 1) when 'once' then 0 when 'stated' then 1 when 'told' then 2 when 'vague' then 3
            else 4 end,
        length(said) desc nulls last, reports desc, first_day nulls last, last_day nulls last, act) as rank
    from described;
