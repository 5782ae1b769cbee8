-- The neighbourhood of each report of the generation before: what no act ever reaches across.
create or replace table before.lists as
    with lists as (
        select agents as things from before.reports union select recipients from before.reports
    ),
    sided as (
        select things, list_sort(list_distinct(list(side))) as sides
        from (select things, unnest(things) as thing from lists) join before.side_of using (thing)
        group by things
    )
    select things, hash(array_to_string(coalesce(sides, []), ' ')) as side_set
    from lists left join sided using (things);

create or replace table before.near as
    select report, hash(kind, modality, a.side_set, r.side_set) as near
    from before.reports
    join before.lists a on a.things = agents
    join before.lists r on r.things = recipients;
