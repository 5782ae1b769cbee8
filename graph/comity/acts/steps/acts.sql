-- Each report of an act of several reports beside it, with what the act takes from the report.
create or replace temp view act_reports as
    select r.act, s.kind, s.modality, r.agents, r.recipients, r.agreement, r.policy, s.source, s.reported_on,
        s.confidence, s.intensity, s.on_behalf_of, s.topics, ho.thing as host, s.place, s.place_country, s.quote, s.amount,
        s.unit, s.amount_of, s.condition
    from staged_reports s
    join report_acts r on r.n = s.n
    semi join several on several.act = r.act
    left join thing_of ho on ho.mention = s.host;

-- What the reports of an act agree on, and where they do not (``differs``: settled below).
create or replace temp table summaries as
    select
        act,
        any_value(kind) as kind,
        any_value(modality) as modality,
        count(*) as report_count,
        min(source) <> max(source) as several_sources,
        min(reported_on) as first_reported,
        max(reported_on) as last_reported,
        max(confidence) as confidence,
        sum(intensity::decimal(18, 4))::double / nullif(count(intensity), 0) as intensity,
        min(agents) as agents,
        min(recipients) as recipients,
        min(agents) <> max(agents) or min(recipients) <> max(recipients) as several_parties,
        min(host) as host, min(host) <> max(host) as host_differs,
        min(place) as place, min(place_country) as place_country,
        min(place) <> max(place) or min(place_country) <> max(place_country) as place_differs,
        min(agreement) as agreement, min(agreement) <> max(agreement) as agreement_differs,
        min(policy) as policy, min(policy) <> max(policy) as policy_differs,
        min(quote) as quote, min(quote) <> max(quote) as quote_differs,
        min(amount) as amount, min(unit) as unit, min(amount_of) as amount_of,
        min(amount) <> max(amount) or min(unit) <> max(unit) or min(amount_of) <> max(amount_of) as amount_differs,
        min(condition) as condition, min(condition) <> max(condition) as condition_differs
    from act_reports
    group by act;

-- The parties of acts whose reports name them differently: all, but a country stands back for its official.
create or replace temp table party_unions as
    with members as (
        select distinct act, r.agents, r.recipients
        from report_acts r
        where act in (select act from summaries where several_parties)
    ),
    sides as (
        select act, 'agents' as role, p.things, p.named_sides
        from members m join parties p on p.parties = m.agents
        union all
        select act, 'recipients', p.things, p.named_sides
        from members m join parties p on p.parties = m.recipients
    ),
    unions as (
        select act, role, list_distinct(flatten(list(things))) as things, flatten(list(named_sides)) as named_sides
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
    select act, list_distinct(flatten(list(things))) as on_behalf_of
    from act_reports join list_things on list_id = list_key(on_behalf_of) where len(on_behalf_of) > 0 group by act;

create or replace temp table topic_unions as
    select act, list_sort(list_distinct(flatten(list(topics)))) as topics
    from act_reports where len(topics) > 0 group by act;

create or replace temp table source_counts as
    select act, count(distinct source) as source_count
    from act_reports where act in (select act from summaries where several_sources) group by act;
