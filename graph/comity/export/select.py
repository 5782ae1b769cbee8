"""The SQL by which a file's acts, reports, ties and actors are chosen, on the views of a generation."""

from __future__ import annotations

from comity.model import ACTS, ID, NS

__all__ = ["ACTORS", "EDGES", "STEPS", "kinds"]


def kinds() -> str:
    """Statement that makes table ``kinds``: kind, class, family, sign, whether its parties stand on one side."""
    rows = ", ".join(
        f"('{k.name}', '{k.class_name}', '{k.family}', {k.sign}, {str(k.symmetric).lower()})" for k in ACTS.values()
    )
    return f"create temp table kinds as select * from (values {rows}) as t(kind, class, family, sign, mutual)"


_HOME = """
create temp table home as select actor from actors where $focus like 'country/%'
    and kind in ('official', 'organization') and replace(country, 'country/', '') = replace($focus, 'country/', '')
"""

_KEPT = """
create temp table kept as
    select a.* from acts a join kinds k on k.kind = a.kind
    where ($focus is null
           or $focus in (a.host, a.agreement, a.policy)
           or list_contains(list_concat(a.agents, a.recipients, a.on_behalf_of), $focus)
           or exists (select 1 from home where list_contains(list_concat(a.agents, a.recipients), home.actor)))
      and (len($types) = 0 or list_contains($types, a.kind) or list_contains($types, k.family)
           or a.act in (select t.act from ties t where list_contains($types, t.tie)))
      and ($start is null or (coalesce(a.latest, a.earliest) is not null and coalesce(a.latest >= $start, true)))
      and ($end is null or (coalesce(a.earliest, a.latest) is not null and coalesce(a.earliest <= $end, true)))
      and ($known_by is null or a.act in (select r.act from reports r where r.reported_on <= $known_by))
      and ($modalities is null or list_contains($modalities, a.modality))
      and ($confidence is null or a.confidence >= $confidence)
"""

_TOLD = """
create temp table told as select r.* from reports r semi join kept k on k.act = r.act
    where $known_by is null or r.reported_on <= $known_by
"""

_TOLD_OF = """
create temp table told_of as
    select act, list_sort(list(report)) as reports, list_sort(list(distinct source)) as sources,
           arg_min(evidence, report) filter (evidence is not null) as evidence
    from told group by act
"""

_TIED = "create temp table tied as select distinct t.* from ties t semi join kept k on k.act = t.act"

_ROLES = """
create temp table roles as
    select act, 'agent' as side, unnest(agents) as thing, true as acting from kept
    union all select k.act, case when mutual then 'agent' else 'recipient' end, unnest(recipients), true
              from kept k join kinds using (kind)
    union all select act, 'on behalf of', unnest(on_behalf_of), false from kept
    union all select act, 'host', host, false from kept where host is not null
    union all select act, 'about', agreement, true from kept where agreement is not null
    union all select act, 'about', policy, true from kept where policy is not null
"""

_PAIRS = """
create temp table pairs as
    with seat as (select distinct act, side, thing from roles where acting)
    select s.act, s.thing as source, t.thing as target, false as directed
    from seat s join seat t on t.act = s.act join kept k on k.act = s.act join kinds using (kind)
    where mutual and s.side = 'agent' and t.side = 'agent' and s.thing < t.thing
    union all
    select s.act, s.thing, t.thing, true from seat s join seat t on t.act = s.act
    join kept k on k.act = s.act join kinds using (kind)
    where s.side = 'agent' and ((t.side = 'recipient' and not mutual) or t.side = 'about')
"""

_BONDS = """
create temp table bonds as
    with bare as (
        select tie, act, least(from_actor, to_actor) as one, greatest(from_actor, to_actor) as two,
               min(from_actor) as source, min(to_actor) as target, count(*) = 2 as mutual,
               any_value(earliest) as earliest, any_value(latest) as latest
        from tied t
        where not exists (select 1 from pairs p where p.act = t.act
                          and least(p.source, p.target) = least(t.from_actor, t.to_actor)
                          and greatest(p.source, p.target) = greatest(t.from_actor, t.to_actor))
        group by all)
    select tie, act, case when mutual then one else source end as source, case when mutual then two else target end
        as target, not mutual as directed, earliest, latest from bare
"""

STEPS = (_HOME, _KEPT, _TOLD, _TOLD_OF, _TIED, _ROLES, _PAIRS, _BONDS)
"""Statements in order; their parameters are the filters."""

EDGES = f"""
with from_acts as (
    select p.act || case when n = 1 then '' else '#' || n end as id, '{ID}' || p.act as iri, k.kind as type,
           '{NS}' || class as type_iri, family, sign, source, target, directed,
           [{{'f': earliest, 'l': latest}}] as spells, coalesce(date_precision, 'unknown') as precision, modality,
           k.confidence as confidence, coalesce(place, place_country, '') as place,
           concat_ws(' | ', agreement, policy, nullif(array_to_string(topics, ' | '), '')) as about,
           coalesce(quote, '') as quote, [p.act] as acts, coalesce(reports, []) as reports,
           coalesce(sources, []) as sources, coalesce(evidence, '') as evidence
    from (select *, row_number() over (partition by act order by source, target) as n from pairs) p
    join kept k on k.act = p.act join kinds using (kind) left join told_of o on o.act = p.act),
from_ties as (
    select 'tie/' || left(sha256(concat_ws('|', tie, source, target)), 16) as id, '{ID}' || id as iri, tie as type,
           '{NS}' || tie as type_iri, 'tie' as family, 0 as sign, source, target, directed,
           list({{'f': b.earliest, 'l': b.latest}} order by b.act) as spells, 'derived' as precision,
           'asserted' as modality,
           max(k.confidence) as confidence, '' as place, '' as about, '' as quote,
           list_sort(list(b.act)) as acts, list_sort(flatten(list(coalesce(reports, [])))) as reports,
           list_sort(list_distinct(flatten(list(coalesce(sources, []))))) as sources,
           coalesce(arg_min(o.evidence, b.act) filter (o.evidence is not null), '') as evidence
    from bonds b left join kept k on k.act = b.act left join told_of o on o.act = b.act
    group by tie, source, target, directed)
select *, type || case when row_number() over same = 1 then '' else '#' || row_number() over same end as kind
from (from from_acts union all by name from from_ties)
window same as (partition by source, target, type order by spells[1].f nulls last, id)
order by source, target, type, spells[1].f nulls last, id
"""
"""One row a tie of the file, in order: columns as in ``rows.TieRow``, spells as structs of first and last day."""

ACTORS = """
with used as (
    select source as id from pairs union all select target from pairs
    union all select source from bonds union all select target from bonds),
counted as (select id, count(*) as ties from used group by id)
select c.id, coalesce(a.kind, i.kind, split_part(c.id, '/', 1)) as kind,
       coalesce(a.label, i.label, '') as label,
       case when c.id like 'country/%' then split_part(c.id, '/', 2)
            else coalesce(replace(a.country, 'country/', ''), '') end as country,
       coalesce(a.qid, '') as qid, coalesce(a.aliases, []) as aliases, c.ties
from counted c left join actors a on a.actor = c.id left join instruments i on i.instrument = c.id order by c.id
"""
"""One row an actor, agreement or policy that a tie of the file holds, in the order of the ids."""
