-- The parties of a report: in a meeting all stand on one side, else agents and recipients are apart. Every set of
-- things that is a party to something goes by its hash, whichever mentions and lists it came from.
create or replace temp table unions as
    with pairs as (
        select distinct a.parties as agents, r.parties as recipients
        from list_pairs
        join list_things a on a.list_id = agent_list
        join list_things r on r.list_id = recipient_list
        where one_sided
    ),
    sets as (
        select parties, any_value(things) as things, any_value(sides) as sides, any_value(officials) as officials
        from list_things group by parties
    )
    select p.agents, p.recipients,
        list_sort(list_distinct(list_concat(a.things, r.things))) as things,
        list_sort(list_distinct(list_concat(a.sides, r.sides))) as sides,
        list_sort(list_distinct(list_concat(a.officials, r.officials))) as officials,
        hash(list_sort(list_distinct(list_concat(a.things, r.things)))) as parties
    from pairs p join sets a on a.parties = p.agents join sets r on r.parties = p.recipients;

create or replace temp table parties as
    with sets as (
        select parties, any_value(things) as things, any_value(sides) as sides, any_value(officials) as officials
        from (
            select parties, things, sides, officials from list_things
            union all
            select parties, things, sides, officials from unions
        )
        group by parties
    ),
    told as (
        select *,
            array_to_string(things, ' ') as names,
            array_to_string(sides, ' ') as side_names,
            -- sides of officials that are countries: an official of no country stands for himself and replaces nobody
            list_sort(list_distinct(list_filter(list_transform(officials, lambda o: split_part(o, '|', 1)),
                lambda side: side like 'country/%'))) as named_sides
        from sets
    )
    select
        parties,
        hash(side_names) as side_set,
        things,
        names,
        side_names,
        officials,
        named_sides,
        -- a country stands back where an official of it is named
        list_filter(things, lambda t: not list_contains(named_sides, t)) as specific,
        list_filter(things, lambda t: list_contains(named_sides, t)) as behind
    from told;

create or replace temp table party_pairs as
    with pairs as (
        select one_sided, agent_list, recipient_list,
            case when one_sided then u.parties else a.parties end as agents,
            case when one_sided then hash([]::varchar[]) else r.parties end as recipients
        from list_pairs p
        join list_things a on a.list_id = p.agent_list
        join list_things r on r.list_id = p.recipient_list
        left join unions u on p.one_sided and u.agents = a.parties and u.recipients = r.parties
    )
    select hash(one_sided, agent_list, recipient_list) as pair, p.agents, p.recipients,
        a.side_set as agent_sides, r.side_set as recipient_sides
    from pairs p
    join parties a on a.parties = p.agents
    join parties r on r.parties = p.recipients;
