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

-- Every list of mentions that a report gives, once: a million rows have a few thousand lists.
create or replace temp table mention_lists as
    select list, row_number() over () as list_id
    from (
        select distinct coalesce(agents, []) as list from staged_reports
        union
        select distinct coalesce(recipients, []) from staged_reports
        union
        select distinct coalesce(on_behalf_of, []) from staged_reports
    );

create or replace temp table list_things as
    with named as (
        select list_id, list_sort(list_distinct(list(thing))) as things,
            list_sort(list_distinct(list(side))) as sides,
            list_sort(list_distinct(coalesce(list(side || '|' || thing) filter (named), []))) as officials
        from (select list_id, unnest(list) as mention from mention_lists)
        join thing_of using (mention) join side_of using (thing)
        group by list_id
    )
    select list, list_id, coalesce(things, []) as things, coalesce(sides, []) as sides,
        coalesce(officials, []) as officials
    from mention_lists left join named using (list_id);
