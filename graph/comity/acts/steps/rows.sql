-- One narrow row a report: what decides which act it tells of.
-- stated: the source gives days. told: only the day of telling is known, or the rows are event data, dated by the news.
-- vague: a week, a month, an open end. undated: nothing.
create or replace temp table report_rows as
    with dated as (
        select *,
            coalesce(earliest, latest) as first_day,
            coalesce(latest, earliest) as last_day,
            case
                when earliest is null and latest is null then 'undated'
                when date_precision = 'publication' or code is not null then 'told'
                when earliest is null or latest is null or date_precision in ('week', 'month', 'year')
                    or latest - earliest > 31 then 'vague'
                else 'stated'
            end as dating,
            case when words = 'free' then null
                when quote is not null then plain_words(quote)
                when words = 'sentence' and code is null then plain_words(evidence)
            end as said
        from staged_reports join act_rules using (kind)
    )
    select
        report,
        source,
        kind,
        modality,
        a.parties as agents,
        b.parties as recipients,
        a.side_set as agent_sides,
        b.side_set as recipient_sides,
        ag.thing as agreement,
        po.thing as policy,
        case when place_matters then place_country end as place_country,
        case when place_matters and dating = 'stated' then plain_words(place) end as place_name,
        said,
        case when d.amount is not null and figure_matters then d.amount::varchar || ' ' || coalesce(unit, '') end as figure,
        first_day,
        last_day,
        dating,
        once and coalesce(ag.thing, po.thing) is not null as once,
        len(a.things) + len(b.things) = 0 and coalesce(ag.thing, po.thing) is null as alone,
        case dating when 'stated' then 0 when 'told' then told end as gap,
        longest
    from dated d
    join party_sets a on a.list = case when one_sided
        then list_concat(coalesce(d.agents, []), coalesce(d.recipients, [])) else coalesce(d.agents, []) end
    join party_sets b on b.list = case when one_sided then [] else coalesce(d.recipients, []) end
    left join thing_of ag on ag.mention = d.agreement
    left join thing_of po on po.mention = d.policy;
