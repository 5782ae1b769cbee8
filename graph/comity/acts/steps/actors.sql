-- Lists of mentions go by their hash: a million reports have a few thousand lists, each of which is looked at once.
create or replace temp table list_pairs as
    select one_sided, list_key(s.agents) as agent_list, list_key(s.recipients) as recipient_list,
        any_value(s.agents) as agents, any_value(s.recipients) as recipients
    from staged_reports s join act_rules using (kind)
    group by one_sided, agent_list, recipient_list;

create or replace temp table mention_lists as
    select list_id, any_value(list) as list
    from (
        select agent_list as list_id, coalesce(agents, []) as list from list_pairs
        union all
        select recipient_list, coalesce(recipients, []) from list_pairs
        union all
        select list_key(on_behalf_of), on_behalf_of from staged_reports where len(on_behalf_of) > 0
        union all
        select list_key([]), []
    )
    group by list_id;

create or replace temp table list_things as
    with told as (
        select list_id, thing, side, named, len(list) = 1 as alone
        from (select list_id, list, unnest(list) as mention from mention_lists)
        join thing_of using (mention) join side_of using (thing)
    ),
    named as (
        select list_id, [thing] as things, [side] as sides, if(named, [side || '|' || thing], []) as officials
        from told where alone
        union all
        select list_id, list_sort(list_distinct(list(thing))), list_sort(list_distinct(list(side))),
            list_sort(list_distinct(coalesce(list(side || '|' || thing) filter (named), [])))
        from told where not alone
        group by list_id
    )
    select list_id, coalesce(things, []) as things, coalesce(sides, []) as sides,
        coalesce(officials, []) as officials, hash(coalesce(things, [])) as parties
    from mention_lists left join named using (list_id);
