-- What a question's .sql may use, beside the tables of the generation. Names: the columns of an answer that are IRIs
-- end in _iri and hold local ids (or whole IRIs); parameters are $country, $from …, null where not given.

set default_null_order = 'nulls_first_on_asc_last_on_desc'; -- as SPARQL orders

create temp macro whole(thing) as '{id}' || thing; -- what stands for a label that is not there

-- Acts that took place, with the local name of their class.
create temp view asserted as
select acts.*, class, sign from acts join kinds using (kind) where modality = 'asserted';

-- Who took part in an act, and as what: participant, agent or recipient.
create temp view parties as
select act, if(mutual, 'participant', 'agent') as role, unnest(agents) as party from acts join kinds using (kind)
union all
select act, 'recipient', unnest(recipients) from acts;

create temp macro land_id(code) as if(contains(code, '/'), code, 'country/' || code);

-- Who is who: label and country of every actor that is no country.
create temp view people as
select actor, label, land_id(country) as country
from actors where kind <> 'country'
union all
select official, name, land_id(country)
from officials where official not in (select actor from actors)
union all
select organization, name, land_id(country)
from organizations where organization not in (select actor from actors);

create temp view labels as
select actor as thing, label from people where label is not null
union all select country, label from lands
union all select instrument, label from instruments where label is not null;

-- Countries that took part in an act, themselves or by an actor of theirs.
create temp view states as
select distinct act, coalesce(country, party) as state
from parties left join people on people.actor = party
where starts_with(coalesce(country, party), 'country/');

-- The same, with the actor itself too, as the path (participant|agent|recipient)/country? finds it.
create temp view sides as
select act, role, party, party as side from parties
union all
select act, role, party, country from parties join people on people.actor = party where country is not null;

-- What the first report of an act says: it stands for all in the answers.
create temp view told as
select act, report, evidence, source as origin, coalesce(title, if(sources.source is null, whole(source), source)) as source
from (select act, min(report) as report from reports group by act)
join reports using (act, report) left join sources using (source);

-- Whether an interval touches the days asked for; an open end always does, no date at all never.
create temp macro during(earliest, latest, since, until) as
    (since is null or (earliest is not null and latest is null) or coalesce(latest >= since, false))
    and (until is null or (latest is not null and earliest is null) or coalesce(earliest <= until, false));

create temp macro days(earliest, latest) as
    case when earliest = latest then strftime(earliest, '%Y-%m-%d')
    when earliest is not null or latest is not null
    then coalesce(strftime(earliest, '%Y-%m-%d'), '..') || '/' || coalesce(strftime(latest, '%Y-%m-%d'), '..')
    else 'unknown' end;

create temp macro where_text(town, land) as coalesce(town || ', ' || land, town, land);
