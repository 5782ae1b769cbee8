-- Reports of the generation before whose mentions now mean another thing, or one on another side.
create or replace temp table moved_things as
    select distinct was.thing
    from before.thing_of was
    left join thing_of now using (mention)
    left join before.side_of was_on on was_on.thing = was.thing
    left join side_of now_on on now_on.thing = now.thing
    where was.thing is distinct from now.thing or was_on.side is distinct from now_on.side;

create or replace table moved_reports as
    select distinct report
    from (
        select report, unnest(list_concat(agents, recipients, on_behalf_of, [host, agreement, policy])) as thing
        from before.reports where (select count(*) from moved_things) > 0
    )
    semi join moved_things using (thing);
