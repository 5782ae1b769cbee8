-- What was true on the variable "day", by all that is known today. Reads schema main, makes schema "now".
-- An act that took place counts from its first day, or where that is unknown from its last, else from its first report,
-- which cannot come before it. A plan, proposal, threat of an act or denial counts from the day that it was first told.
create table now.acts as
    select * from main.acts
    where case when modality = 'asserted' then coalesce(earliest, latest, first_reported)
        else coalesce(first_reported, earliest, latest) end <= getvariable('day');

create table now.reports as
    select r.* from main.reports r where act in (select act from now.acts);

-- Tenures that had begun; one that ended later was still open.
create table now.tenures as
    select * replace (case when latest <= getvariable('day') then latest end as latest)
    from main.tenures where coalesce(earliest, latest) <= getvariable('day');

create or replace temp table unsigned as
    select instrument from main.instruments where signed > getvariable('day')::varchar;

-- What an agreement or policy lays down holds from its signing; a state of it from the day it is dated, or was told.
create table now.facts as
    select f.* from main.facts f left join main.sources s on s.source = f.source
    where subject not in (select instrument from unsigned)
        and case when property in ('inForce', 'signedOn') then value <= getvariable('day')::varchar
            when property = 'status' then coalesce(f.reported_on, s.published) <= getvariable('day')
            when subject in (select instrument from main.instruments where signed is null)
                then coalesce(f.reported_on, s.published, getvariable('day')) <= getvariable('day')
            else true end;

create or replace temp table still_spoken_of as
    select agreement as instrument from now.acts union all select policy from now.acts
    union all select subject from now.facts;
create table now.instruments as
    select i.* replace (
        case when signed <= getvariable('day')::varchar then signed end as signed,
        case when coalesce(signed <= getvariable('day')::varchar, true) then parties else [] end as parties)
    from main.instruments i
    where signed <= getvariable('day')::varchar or instrument in (select instrument from still_spoken_of);

create table now.actors as
    select * replace (case when died <= getvariable('day')::varchar then died end as died) from main.actors;
