-- The report table: as staged, with its act, and local ids for mentions. A view: its rows are wide, and are read once.
create or replace temp view reports as
    select
        s.report,
        act_id(r.act) as act,
        s.source,
        s.kind,
        s.modality,
        a.things as agents,
        b.things as recipients,
        behalf.things as on_behalf_of,
        ho.thing as host,
        s.earliest,
        s.latest,
        s.date_precision,
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
    join report_acts r on r.n = s.n
    join parties a on a.parties = r.agents
    join parties b on b.parties = r.recipients
    join list_things behalf on behalf.list_id = list_key(s.on_behalf_of)
    left join thing_of ho on ho.mention = s.host;
