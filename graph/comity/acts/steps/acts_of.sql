-- Each report under its act: that of the group that its own group joined, or its own. So an act keeps its number when
-- less specific reports join it later. What acts say comes from here and from staged_reports; the tables by which it was
-- found out are done with, and leave their memory.
create or replace temp table report_acts as
    with led as (
        select low.grouped, high.act
        from joined j join candidates low on low.rank = j.low join candidates high on high.rank = j.high
    )
    select coalesce(led.act, g.act) as act, r.n, r.agents, r.recipients, r.agreement, r.policy, r.dating, r.first_day, r.last_day,
        r.earliest, r.latest, r.date_precision
    from report_rows r
    join report_groups using (n)
    join groups g using (grouped)
    left join led using (grouped);

drop table report_rows;
drop table report_groups;
drop table groups;
drop table near;
drop table candidates;
drop table pairs;
drop table joined;
