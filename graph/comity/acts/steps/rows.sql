-- One narrow row a report: what decides which act it tells of; ``n`` is its row of staged_reports.
-- stated: the source gives days. told: only the day of telling is known, or the rows are event data, dated by the news.
-- vague: a week, a month, an open end. undated: nothing. ``profile`` is everything that must agree, but the dates;
-- ``block`` is what must agree at the very least, for two reports to tell of one act.
create or replace temp table report_rows as
    with sentences as (  -- few rows are known by these, and evidence is most of what a row holds: it is read for them only
        select n, plain_words(evidence) as sentence
        from staged_reports semi join (from act_rules where words = 'sentence') using (kind)
        where code is null and quote is null
    ),
    dated as (
        select s.*, k.* exclude (kind),
            ag.thing as agreement_thing,
            po.thing as policy_thing,
            coalesce(earliest, latest) as first_day,
            coalesce(latest, earliest) as last_day,
            case
                when earliest is null and latest is null then 'undated'
                when date_precision = 'publication' or code is not null then 'told'
                when earliest is null or latest is null or date_precision in ('week', 'month', 'year')
                    or latest - earliest > 31 then 'vague'
                else 'stated'
            end as dating,
            case when place_matters then place_country end as country_of_place,
            case when place_matters and dating = 'stated' then plain_words(place) end as place_name,
            case when words = 'free' then null
                when quote is not null then plain_words(quote)
                else sentence
            end as said,
            case when amount is not null and figure_matters then amount::varchar || ' ' || coalesce(unit, '') end
                as figure
        from staged_reports s join act_rules k using (kind)
        left join thing_of ag on ag.mention = s.agreement
        left join thing_of po on po.mention = s.policy
        left join sentences on sentences.n = s.n
    ),
    grouped as (
        select d.*, p.agents as agent_set, p.recipients as recipient_set, p.agent_sides, p.recipient_sides,
            case when coalesce(agreement_thing, policy_thing, country_of_place, figure, place_name, said) is null then ''
                else concat_ws('|', coalesce(agreement_thing, ''), coalesce(policy_thing, ''),
                    coalesce(country_of_place, ''), coalesce(figure, ''),
                    coalesce(place_name || ' ' || first_day || ' ' || last_day, ''), coalesce(said, ''))
            end as content,
            case when once and coalesce(agreement_thing, policy_thing) is not null then 'once'
                when coalesce(len(d.agents), 0) + coalesce(len(d.recipients), 0) = 0 and coalesce(agreement_thing, policy_thing) is null
                    then 'alone ' || report
                when dating = 'vague' then 'vague ' || first_day || ' ' || last_day
                when dating = 'undated' then 'undated ' || source
                else dating end as mode
        from dated d join party_pairs p on p.pair = hash(one_sided, list_key(d.agents), list_key(d.recipients))
    )
    select
        n,
        hash(source) as source,
        kind,
        modality,
        agent_set as agents,
        recipient_set as recipients,
        agreement_thing as agreement,
        policy_thing as policy,
        country_of_place as place_country,
        place_name,
        said,
        figure,
        content,
        mode,
        dating,
        first_day,
        last_day,
        earliest,
        latest,
        date_precision,
        hash(kind, modality, if(mode = 'once', agent_sides, agent_set), if(mode = 'once', recipient_sides, recipient_set),
            content, mode) as profile,
        hash(kind, modality, if(any_level, agent_sides, agent_set), if(any_level, recipient_sides, recipient_set))
            as block,
        case mode when 'stated' then 0 when 'told' then told end as gap,
        longest,
        "window"
    from grouped;
