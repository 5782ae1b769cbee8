-- The parties of a report: in a meeting all stand on one side, else agents and recipients are apart. Every set of
-- things that is a party to something has one number, whichever mentions and lists it came from.
create or replace temp table list_pairs as
    with pairs as (
        select distinct one_sided, a.list_id as agent_list, r.list_id as recipient_list
        from staged_reports s join act_rules using (kind)
        join list_things a on a.list = coalesce(s.agents, [])
        join list_things r on r.list = coalesce(s.recipients, [])
    )
    select one_sided, agent_list, recipient_list,
        case when one_sided then list_sort(list_distinct(list_concat(a.things, r.things))) else a.things end as agents,
        case when one_sided then list_sort(list_distinct(list_concat(a.sides, r.sides))) else a.sides end as agent_sides,
        case when one_sided then list_sort(list_distinct(list_concat(a.officials, r.officials))) else a.officials end
            as agent_officials,
        case when one_sided then [] else r.things end as recipients,
        case when one_sided then [] else r.sides end as recipient_sides,
        case when one_sided then [] else r.officials end as recipient_officials
    from pairs
    join list_things a on a.list_id = agent_list
    join list_things r on r.list_id = recipient_list;

create or replace temp table parties as
    with sets as (
        select agents as things, agent_sides as sides, agent_officials as officials from list_pairs
        union
        select recipients, recipient_sides, recipient_officials from list_pairs
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
        row_number() over () as parties,
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
    select one_sided, agent_list, recipient_list, a.parties as agents, r.parties as recipients,
        a.side_set as agent_sides, r.side_set as recipient_sides
    from list_pairs p
    join parties a on a.things = p.agents
    join parties r on r.things = p.recipients;
