-- What the reports of an act agree on, and where they do not (``differs``: settled below).
create or replace temp table summaries as
    select
        act,
        any_value(s.kind) as kind,
        any_value(s.modality) as modality,
        count(*) as report_count,
        count(distinct s.source) as source_count,
        min(reported_on) as first_reported,
        max(reported_on) as last_reported,
        max(confidence) as confidence,
        sum(intensity::decimal(18, 4))::double / nullif(count(intensity), 0) as intensity,
        min(r.agents) as agents,
        min(r.recipients) as recipients,
        min(r.agents) <> max(r.agents) or min(r.recipients) <> max(r.recipients) as several_parties,
        max(len(on_behalf_of)) > 0 as behalf,
        max(len(topics)) > 0 as topical,
        min(host) as host, min(host) <> max(host) as host_differs,
        min(place) as place, min(s.place_country) as place_country,
        min(place) <> max(place) or min(s.place_country) <> max(s.place_country) as place_differs,
        min(s.agreement) as agreement, min(s.agreement) <> max(s.agreement) as agreement_differs,
        min(s.policy) as policy, min(s.policy) <> max(s.policy) as policy_differs,
        min(quote) as quote, min(quote) <> max(quote) as quote_differs,
        min(amount) as amount, min(unit) as unit, min(amount_of) as amount_of,
        min(amount) <> max(amount) or min(unit) <> max(unit) or min(amount_of) <> max(amount_of) as amount_differs,
        min(condition) as condition, min(condition) <> max(condition) as condition_differs
    from reports s join report_rows r using (report)
    group by act;

-- The parties of acts whose reports name them differently: all, but a country stands back for its official.
create or replace temp table party_unions as
    with members as (
        select distinct act, r.agents, r.recipients
        from report_rows r join report_acts using (report)
        where act in (select act from summaries where several_parties)
    ),
    sides as (
        select act, 'agents' as role, unnest(p.things) as thing, p.named_sides
        from members m join parties p on p.parties = m.agents
        union all
        select act, 'recipients', unnest(p.things), p.named_sides
        from members m join parties p on p.parties = m.recipients
    ),
    unions as (
        select act, role, list(distinct thing) as things, flatten(list(named_sides)) as named_sides
        from sides group by act, role
    ),
    specific as (
        select act, role, list_sort(list_filter(things, lambda t: not list_contains(named_sides, t))) as things,
            list_filter(things, lambda t: list_contains(named_sides, t)) as behind
        from unions
    )
    select act,
        any_value(things) filter (role = 'agents') as agents,
        any_value(things) filter (role = 'recipients') as recipients,
        any_value(behind) filter (role = 'agents') as behind
    from specific group by act;

create or replace temp table behalf_unions as
    select act, list_sort(list(distinct thing)) as on_behalf_of
    from (select act, unnest(on_behalf_of) as thing from reports where len(on_behalf_of) > 0) group by act;

create or replace temp table topic_unions as
    select act, list_sort(list(distinct topic)) as topics
    from (select act, unnest(topics) as topic from reports where len(topics) > 0) group by act;
