-- Who each mention is, and on which side it stands: an official or a body stands with its country, a group for itself.
create or replace temp table thing_of as
    select mention, min(thing) as thing from mentions where thing is not null group by mention;

create or replace temp table side_of as
    with countries as (
        select thing, max(country) as country
        from (
            select thing, nullif(split_part(mention, '|', 2), '') as country from mentions
            union all
            select actor, nullif(replace(country, 'country/', ''), '') from known_actors
        )
        group by thing
    )
    select
        thing,
        thing like 'official/%' as named,
        case when country is null or thing not similar to '(official|organization)/.*' then thing
             else 'country/' || country end as side
    from countries
    where thing is not null;

-- Every list of mentions that a report names as a party, once: a million rows have a few thousand lists.
create or replace temp table party_lists as
    select distinct list from (
        select case when one_sided then list_concat(coalesce(agents, []), coalesce(recipients, []))
                    else coalesce(agents, []) end as list
        from staged_reports join act_rules using (kind)
        union all
        select case when one_sided then [] else coalesce(recipients, []) end
        from staged_reports join act_rules using (kind)
    );

create or replace temp table party_sets as
    with named as (
        select list, thing, side, named
        from (select list, unnest(list) as mention from party_lists)
        join thing_of using (mention) join side_of using (thing)
    ),
    sets as (
        select
            list,
            list_sort(list_distinct(list(thing))) as things,
            list_sort(list_distinct(list(side))) as sides,
            list_sort(list_distinct(coalesce(list(side || '|' || thing) filter (named), []))) as officials
        from named group by list
    )
    select
        list,
        coalesce(things, []) as things,
        coalesce(sides, []) as sides,
        coalesce(officials, []) as officials,
        -- the more officials, the higher the number: the greatest number of a group names its parties best
        (dense_rank() over (order by len(coalesce(officials, [])), coalesce(things, [])))::integer as parties,
        (dense_rank() over (order by coalesce(sides, [])))::integer as side_set
    from party_lists left join sets using (list);

create or replace temp table parties as
    select distinct parties, things, sides, side_set, officials,
        list_sort(list_distinct(list_transform(officials, lambda o: split_part(o, '|', 1)))) as named_sides,
        -- a country stands back where an official of it is named
        list_filter(things, lambda t: not list_contains(list_transform(officials, lambda o: split_part(o, '|', 1)), t))
            as specific,
        list_filter(things, lambda t: list_contains(list_transform(officials, lambda o: split_part(o, '|', 1)), t))
            as behind
    from party_sets;

create or replace temp table behalf_sets as
    select list, list_sort(list_distinct(list(thing))) as things
    from (select list, unnest(list) as mention
          from (select distinct on_behalf_of as list from staged_reports where len(on_behalf_of) > 0))
    join thing_of using (mention)
    group by list;
