-- Each report under its act: that of the group that its own group joined, or its own. So an act keeps its number when
-- less specific reports join it later.
create or replace temp table report_acts as
    with led as (
        select low.grouped, high.act
        from joined j join candidates low on low.rank = j.low join candidates high on high.rank = j.high
    )
    select r.n, coalesce(led.act, g.act) as act
    from report_groups r join groups g using (grouped) left join led using (grouped);
