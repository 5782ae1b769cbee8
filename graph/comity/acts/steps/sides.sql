-- Who each mention is, and on which side it stands: an official or a body stands with its country, a group for itself.
create or replace {table}thing_of as
    select mention, min(thing) as thing from {mentions} where thing is not null group by mention;

create or replace {table}side_of as
    with countries as (
        select thing, max(country) as country
        from (
            select thing, nullif(split_part(mention, '|', 2), '') as country from {mentions}
            union all
            select actor, nullif(replace(country, 'country/', ''), '') from {actors}
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
