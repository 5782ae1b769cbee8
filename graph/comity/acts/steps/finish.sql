-- The act table. A country that stands back for its official is whom the official acted for.
create or replace table acts as
    select
        act_id(r.act) as act,
        s.kind,
        s.modality,
        p.specific as agents,
        coalesce(q.specific, []) as recipients,
        if(len(p.behind) = 0, behalf.things, list_sort(list_distinct(list_concat(behalf.things, p.behind))))
            as on_behalf_of,
        ho.thing as host,
        case dating when 'told' then first_day when 'undated' then null else s.earliest end as earliest,
        case dating when 'told' then first_day when 'undated' then null else s.latest end as latest,
        case dating when 'told' then 'publication' when 'undated' then 'unknown' else s.date_precision end as date_precision,
        s.place,
        country_id(s.place_country) as place_country,
        r.agreement,
        r.policy,
        if(len(s.topics) > 1, list_sort(list_distinct(s.topics)), coalesce(s.topics, [])) as topics,
        s.quote,
        s.amount,
        s.unit,
        s.amount_of,
        s.condition,
        1 as report_count,
        1 as source_count,
        s.reported_on as first_reported,
        s.reported_on as last_reported,
        s.confidence,
        s.intensity::decimal(18, 4)::double as intensity
    from staged_reports s
    join report_acts r on r.n = s.n
    anti join several on several.act = r.act
    join parties p on p.parties = r.agents
    join parties q on q.parties = r.recipients
    join list_things behalf on behalf.list_id = list_key(s.on_behalf_of)
    left join thing_of ho on ho.mention = s.host
    union all
    select
        act_id(s.act) as act,
        s.kind,
        s.modality,
        coalesce(pu.agents, a.specific) as agents,
        coalesce(pu.recipients, r.specific, []) as recipients,
        list_sort(list_distinct(list_concat(coalesce(bu.on_behalf_of, []), coalesce(pu.behind, a.behind)))) as on_behalf_of,
        if(host_differs, ho.host, s.host) as host,
        t.earliest,
        t.latest,
        t.date_precision,
        if(place_differs, pl.place, s.place) as place,
        country_id(if(place_differs, pl.place_country, s.place_country)) as place_country,
        if(agreement_differs, ag.agreement, s.agreement) as agreement,
        if(policy_differs, po.policy, s.policy) as policy,
        coalesce(tu.topics, []) as topics,
        if(quote_differs, qu.quote, s.quote) as quote,
        if(amount_differs, am.amount, s.amount) as amount,
        if(amount_differs, am.unit, s.unit) as unit,
        if(amount_differs, am.amount_of, s.amount_of) as amount_of,
        if(condition_differs, co.condition, s.condition) as condition,
        s.report_count,
        coalesce(so.source_count, 1) as source_count,
        s.first_reported,
        s.last_reported,
        s.confidence,
        s.intensity
    from summaries s
    join act_times t using (act)
    join parties a on a.parties = s.agents
    join parties r on r.parties = s.recipients
    left join party_unions pu on pu.act = s.act
    left join source_counts so on so.act = s.act
    left join behalf_unions bu on bu.act = s.act
    left join topic_unions tu on tu.act = s.act
    left join settled_host ho on ho.act = s.act
    left join settled_place pl on pl.act = s.act
    left join settled_agreement ag on ag.act = s.act
    left join settled_policy po on po.act = s.act
    left join settled_quote qu on qu.act = s.act
    left join settled_amount am on am.act = s.act
    left join settled_condition co on co.act = s.act;
