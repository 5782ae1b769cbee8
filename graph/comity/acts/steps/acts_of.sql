-- Each group under its act: the group that it joined, or itself. The act's id is the digest of what its leading group
-- is: kind, modality, parties, content and first day. It does not depend on the order of the reports, nor on reports
-- that join later and are less specific.
create or replace temp table led as
    select c.grouped, h.grouped as leader
    from joined j join candidates c on c.rank = j.low join candidates h on h.rank = j.high;

create or replace temp table group_acts as
    with named as (
        select g.grouped, 'act/' || left(sha256(concat_ws(chr(31), kind, modality,
            case when mode = 'once' then array_to_string(a.sides, ' ') else array_to_string(a.things, ' ') end,
            case when mode = 'once' then array_to_string(r.sides, ' ') else array_to_string(r.things, ' ') end,
            content, mode, case when mode <> 'once' then coalesce(first_day::varchar, '') end)), 16) as act
        from groups g join parties a on a.parties = g.agents join parties r on r.parties = g.recipients
    )
    select n.grouped, coalesce(l.leader, n.grouped) as leader, coalesce(h.act, n.act) as act
    from named n left join led l on l.grouped = n.grouped left join named h on h.grouped = l.leader;

create or replace temp table report_acts as
    select report, act, leader = grouped as leads
    from report_groups join group_acts using (grouped);
