with chosen as (
    select distinct act, party as who, kind
    from asserted join parties using (act) join people on people.actor = party
    where people.country = $country and starts_with(party, 'official/') and during(earliest, latest, $from, $to)
),
counted as (
    select who, count(distinct state) as countries,
        count(distinct state) filter (kind in ('meeting', 'call', 'negotiation')) as by_meetings, min(act) as act
    from chosen join states using (act) where state <> $country group by who
)
select label as official, countries, by_meetings, who as who_iri, act as act_iri
from counted join labels on thing = who
order by countries desc, by_meetings desc, official, who
