-- The report table: as staged, with its act, and local ids for mentions.
create or replace table reports as
    select
        s.report,
        ra.act,
        s.source,
        s.kind,
        s.modality,
        a.things as agents,
        r.things as recipients,
        coalesce(behalf.things, []) as on_behalf_of,
        ho.thing as host,
        s.earliest,
        s.latest,
        s.date_precision,
        s.place,
        country_id(s.place_country) as place_country,
        ag.thing as agreement,
        po.thing as policy,
        coalesce(list_sort(list_distinct(s.topics)), []) as topics,
        s.quote,
        s.amount,
        s.unit,
        s.amount_of,
        s.condition,
        s.evidence,
        s.start,
        s."end",
        s.locator,
        s.reported_on,
        s.extractor,
        s.confidence,
        s.code,
        s.intensity
    from staged_reports s
    join report_acts ra using (report)
    join act_rules k using (kind)
    join party_sets a on a.list = case when one_sided
        then list_concat(coalesce(s.agents, []), coalesce(s.recipients, [])) else coalesce(s.agents, []) end
    join party_sets r on r.list = case when one_sided then [] else coalesce(s.recipients, []) end
    left join behalf_sets behalf on behalf.list = s.on_behalf_of
    left join thing_of ho on ho.mention = s.host
    left join thing_of ag on ag.mention = s.agreement
    left join thing_of po on po.mention = s.policy;
