"""The shapes on a generation's tables: one act and one report of each sort are validated, and stand for all of it.

Acts and reports go into millions, and the shapes cannot tell most of them apart: they look at which properties there
are, at how many values, at the values of a few properties (modality, precision) and at whether what is pointed to is
described. All of this is the *sort* of a row. SQL puts the rows into sorts, a few hundred for a million acts; the first
row of each is written as quads together with all that is not an act or report, and the SHACL engine judges it. Tests
hold the findings equal to those of all quads, and the sorts to the features that the shapes use.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from comity import rdf
from comity.check import shapes
from comity.check.finding import Finding, Members, grouped
from comity.identity.countries import countries

__all__ = ["validate_tables"]

_ACTORS = "('official', 'country', 'organization', 'group')"

_KNOWN = f"""
create or replace temp table described as
    select distinct actor as thing, 'actor' as as_ from actors where kind in {_ACTORS}
    union select actor, 'country' from actors where kind = 'country'
    union select thing, unnest(['actor', 'country']) from table_countries
    union select instrument, kind from instruments;
create or replace temp table undescribed as
    with named as (
        select act, 'actor' as as_, unnest(list_concat(agents, recipients, on_behalf_of, [host])) as thing from acts
        union all select act, 'country', place_country from acts
        union all select act, 'agreement', agreement from acts
        union all select act, 'policy', policy from acts
    )
    select act, string_agg(distinct as_ || ' ' || thing, ' ' order by as_ || ' ' || thing) as things
    from named anti join described using (thing, as_) where thing is not null group by act;
create or replace temp macro text_sort(text) as case when text is null then 0 when text = '' then 1 else 2 end;
create or replace temp macro number_sort(number) as
    case when number is null or not isfinite(number::double) then 0 when number < 0 then 1 when number = 0 then 2
        when number <= 1 then 3 else 4 end;
create or replace temp macro many(list, most) as least(coalesce(len(list_distinct(list)), 0), most);
create or replace temp macro day_there(day) as coalesce(year(day) between 1 and 9999, false);
"""

_ACT_SORTS = """
create or replace temp table act_sorts as
    with sorted as (
        select a.act, concat_ws('|', kind, coalesce(modality, '-'), coalesce(date_precision, '-'),
            many(agents, 2), many(recipients, 1), many(on_behalf_of, 1), host is null, text_sort(place),
            place_country is null, day_there(earliest), day_there(latest), coalesce(earliest <= latest, true),
            agreement is null, policy is null, many(topics, 1),
            coalesce(list_contains(topics, ''), false), text_sort(quote), number_sort(amount), text_sort(unit),
            text_sort(amount_of), text_sort(condition), number_sort(report_count), r.act is null, u.things) as sort
        from acts a left join (select distinct act from reports) r using (act) left join undescribed u using (act)
    )
    select min(act) as thing, count(*) as things, min(act, 5) as examples from sorted group by sort;
"""

_REPORT_SORTS = """
create or replace temp table report_sorts as
    with sorted as (
        select r.report, concat_ws('|', coalesce(r.source, '-'), text_sort(evidence), text_sort(locator),
            text_sort(extractor), number_sort(start), number_sort("end"), coalesce(start < "end", true),
            day_there(reported_on), number_sort(r.confidence), text_sort(code), number_sort(r.intensity),
            case when r.act is null then '-' when a.act is null then r.act end) as sort
        from reports r left join acts a using (act)
    )
    select min(report) as thing, count(*) as things, min(report, 5) as examples from sorted group by sort;
"""

_SAMPLE = """
create or replace temp table sample_reports as
    select * from reports where report in (select thing from report_sorts)
    union select * from reports where report in (
        select min(report) from reports where act in (select thing from act_sorts) group by act);
create or replace temp table sample_acts as
    select * from acts where act in (select thing from act_sorts) or act in (select act from sample_reports);
create or replace temp table no_ties as select * from ties limit 0;
"""
"""An act is nothing without a report, nor a report without its act: each brings the other along."""

_TEMPORARY = (
    "table_countries",
    "described",
    "undescribed",
    "act_sorts",
    "report_sorts",
    "sample_reports",
    "sample_acts",
    "no_ties",
)


def validate_tables(con: duckdb.DuckDBPyConnection, folder: Path, *, limit: int = 20) -> list[Finding]:
    """Findings of the shapes in the tables of a generation, as ``validate_graph`` has them of its quads.

    Reads the relations of ``model.GENERATION`` by name, and writes the sample into ``folder`` for a moment. ``limit``:
    how many findings there may be of one rule.
    """
    nquads = folder / "sample.nq"
    with _sample(con):
        rdf.write_nquads(con, nquads, {"acts": "sample_acts", "reports": "sample_reports", "ties": "no_ties"})
        members, brought = _members(con), _brought(con)
    found = [result for result in shapes.validate(nquads) if result.thing not in brought]
    nquads.unlink()
    return grouped(found, limit, members)


@contextmanager
def _sample(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """The sorts and the sample as temporary tables."""
    things = pa.table({"thing": [f"country/{country.code}" for country in countries()]})
    con.register("countries_arrow", things)
    con.execute("create or replace temp table table_countries as from countries_arrow")
    con.unregister("countries_arrow")
    con.execute(_KNOWN + _ACT_SORTS + _REPORT_SORTS + _SAMPLE)
    try:
        yield
    finally:
        for name in _TEMPORARY:
            con.execute(f"drop table if exists temp.{name}")


def _members(con: duckdb.DuckDBPyConnection) -> dict[str, Members]:
    """For whom each act and report of the sample stands."""
    rows = con.execute("from act_sorts union all from report_sorts").fetchall()
    return {_iri(thing): Members(count, tuple(map(_iri, examples))) for thing, count, examples in rows}


def _brought(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Acts and reports of the sample that stand for nobody: others do so for them."""
    rows = con.execute(
        "select act from sample_acts where act not in (select thing from act_sorts) "
        "union all select report from sample_reports where report not in (select thing from report_sorts)"
    ).fetchall()
    return {_iri(thing) for (thing,) in rows}


def _iri(local: str) -> str:
    return rdf.named(local)[1:-1]
