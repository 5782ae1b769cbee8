-- What sources had said by the variable "day". Reads the views of schema main, makes the tables of schema "now".
-- A report or fact is known from the day of its report, else from the day its source was published; one of which
-- neither is known stays out. Acts keep their names; those that lose reports are told anew in told_anew.sql.

create table now.reports as
    select r.* from main.reports r left join main.sources s on s.source = r.source
    where coalesce(r.reported_on, s.published) <= getvariable('day');

create table now.facts as
    select f.* from main.facts f left join main.sources s on s.source = f.source
    where coalesce(f.reported_on, s.published) <= getvariable('day');

create table now.sources as
    select * from main.sources where coalesce(published <= getvariable('day'), true);

-- Tables of offices have no day of report: where the source has none either, a tenure is known from its first day, and
-- its end from its last.
create table now.tenures as
    select t.* replace (case when s.published is null and t.latest > getvariable('day') then null else t.latest end
        as latest)
    from main.tenures t left join main.sources s on s.source = t.source
    where coalesce(s.published, t.earliest, t.latest) <= getvariable('day');

create or replace temp table counted as
    select act, known.reports, known.sources, known.first_reported, known.last_reported, known.confidence,
        known.intensity, known.reports < whole.reports as fewer
    from (
        select act, count(*) as reports, count(distinct source) as sources, min(reported_on) as first_reported,
            max(reported_on) as last_reported, max(confidence) as confidence, avg(intensity) as intensity
        from now.reports group by act
    ) known
    join (select act, count(*) as reports from main.reports group by act) whole using (act);

create or replace temp table partial as
    select r.* from now.reports r join counted using (act) where fewer;

-- An agreement is known by the acts and facts that speak of it, and its signing and parties from the day of signing.
create or replace temp table spoken_of as
    select act, agreement as instrument from main.acts where agreement is not null
    union all select act, policy from main.acts where policy is not null
    union all select fact, subject from main.facts;
create or replace temp table still_spoken_of as
    select agreement as instrument from now.reports union all select policy from now.reports
    union all select subject from now.facts;
create table now.instruments as
    select i.* replace (
        case when signed <= getvariable('day')::varchar then signed end as signed,
        case when coalesce(signed <= getvariable('day')::varchar, true) then parties else [] end as parties)
    from main.instruments i
    where instrument in (select instrument from still_spoken_of)
        or (signed <= getvariable('day')::varchar and instrument not in (select instrument from spoken_of));
