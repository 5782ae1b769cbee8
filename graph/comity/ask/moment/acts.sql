-- The acts as told by the known reports: the whole row where none is missing, else the new one.
create table now.acts as
    select a.* replace (c.first_reported as first_reported, c.last_reported as last_reported)
    from main.acts a join counted c using (act) where not c.fewer
    union all by name
    select act, l.kind, l.modality, coalesce(p.agents, []) as agents, coalesce(p.recipients, []) as recipients,
        list_sort(list_distinct(list_concat(l.on_behalf_of, coalesce(p.behind, [])))) as on_behalf_of,
        h.host, t.earliest, t.latest, t.date_precision, pl.place, pl.place_country, ag.agreement, po.policy, l.topics,
        q.quote, am.amount, am.unit, am.amount_of, co.condition,
        c.reports as report_count, c.sources as source_count, c.first_reported, c.last_reported, c.confidence,
        c.intensity
    from counted c
    join lists_anew l using (act)
    join times_anew t using (act)
    left join parties_anew p using (act)
    left join anew_host h using (act)
    left join anew_place pl using (act)
    left join anew_agreement ag using (act)
    left join anew_policy po using (act)
    left join anew_quote q using (act)
    left join anew_amount am using (act)
    left join anew_condition co using (act)
    where c.fewer;
