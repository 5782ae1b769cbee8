"""From reports to acts, as relational steps on DuckDB: no Python object is made for a report.

The steps are the files of ``steps/``, in the order of ``coalesce``. Reports of the same parties, place and content
whose dates follow each other are grouped first; groups that are less specific (a country for its official, no place, a
month for a day) then join the best of the acts that they fit; last, judgements are honoured.
"""

from __future__ import annotations

from dataclasses import asdict

import duckdb
import pyarrow as pa

from comity.acts.attach import attach
from comity.acts.judged import Judgements, apply_judgements
from comity.acts.rules import rules
from comity.errors import ComityError
from comity.model import SETTLED, peak_day
from comity.resources import packaged

__all__ = ["begin", "coalesce", "step"]

_MACROS = r"""
create or replace temp macro plain_words(text) as
    nullif(trim(regexp_replace(lower(strip_accents(text)), '[^\p{L}\p{N}]+', ' ', 'g')), '');
create or replace temp macro same_words(one, other) as
    one = other
    or (least(len(one), len(other)) >= 20 and (contains(one, other) or contains(other, one)))
    or len(list_intersect(string_split(one, ' '), string_split(other, ' ')))
        >= 0.8 * len(list_distinct(list_concat(string_split(one, ' '), string_split(other, ' '))));
create or replace temp macro country_id(code) as
    if(code is null or contains(code, '/'), code, 'country/' || code);
create or replace temp macro list_key(list) as hash(coalesce(list, []::varchar[]));
create or replace temp macro act_id(number) as format('act/{:016x}', number);
"""


def step(con: duckdb.DuckDBPyConnection, name: str, **fields: str) -> None:
    """Run a file of ``steps/``; ``fields`` fill its braces."""
    text = packaged("acts", "steps", f"{name}.sql").read_text("utf-8")
    con.execute(text.format(**fields) if fields else text)


def _load_rules(con: duckdb.DuckDBPyConnection) -> None:
    names = {"symmetric": "one_sided", "place": "place_matters", "amount": "figure_matters"}
    rows = [{names.get(name, name): value for name, value in asdict(rule).items()} for rule in rules().values()]
    con.register("rules_arrow", pa.Table.from_pylist(rows))
    con.execute("create or replace temp table act_rules as from rules_arrow")
    con.unregister("rules_arrow")


def _has(con: duckdb.DuckDBPyConnection, relation: str) -> bool:
    found = con.execute("select count(*) from information_schema.tables where table_name = ?", [relation])
    return bool(found.fetchall()[0][0])


def _settle(con: duckdb.DuckDBPyConnection) -> None:
    for part, fields in SETTLED.items():
        step(
            con,
            "settled",
            part=part,
            fields=", ".join(fields),
            texts=", ".join(f"{field}::varchar" for field in fields),
            nulls=", ".join(f"{field} is null" for field in fields),
        )


def _check_input(con: duckdb.DuckDBPyConnection) -> None:
    ((copies,),) = con.execute("select count(*) - count(distinct hash(report)) from staged_reports").fetchall()
    twice = "select report from staged_reports group by report having count(*) > 1 order by 1 limit 1"
    for (report,) in con.execute(twice).fetchall() if copies else ():
        raise ComityError(f"report {report} was staged twice")
    unknown = con.execute("select report, kind from staged_reports anti join act_rules using (kind) order by 1 limit 1")
    for report, kind in unknown.fetchall():
        raise ComityError(f"report {report} has no act: its kind ({kind}) is unknown")


def _check_output(con: duckdb.DuckDBPyConnection) -> None:
    ((given,), (told,)) = con.execute(
        "select count(*) from staged_reports union all select count(*) from report_acts"
    ).fetchall()
    if given != told:
        raise ComityError(f"{given:,} reports were staged, and {told:,} of them have an act")
    unresolved = con.execute(
        "select mention from (select distinct unnest(list) as mention from mention_lists) "
        "anti join thing_of using (mention) order by 1 limit 1"
    ).fetchall()
    for (mention,) in unresolved:
        raise ComityError(f"mention {mention} was not resolved to an actor")


def begin(con: duckdb.DuckDBPyConnection) -> None:
    """What all steps need: macros, the rules as a table, and who each mention is and on which side it stands."""
    con.execute(_MACROS)
    _load_rules(con)
    known = "select actor, country from actors" if _has(con, "actors") else "select '' as actor, '' as country limit 0"
    con.execute(f"create or replace temp view known_actors as {known}")
    step(con, "sides", table="temp table ", mentions="mentions", actors="known_actors")


def coalesce(con: duckdb.DuckDBPyConnection) -> None:
    """Create the tables ``reports`` and ``acts`` (``model.GENERATION``) from what was staged.

    Reads the relations ``staged_reports`` (``model.STAGED["reports"]``, any number of inputs, with ``n``, a number for
    each row) and ``mentions`` (mention → thing); where they exist, ``actors`` (the country of each actor) and
    ``report_judgements`` (``left``, ``right``, ``verdict`` ``same`` or ``different``). Rows come in no particular
    order; their content depends neither on the order of the input nor on the number of threads. Raises ``ComityError``
    where a report was staged twice, names an unknown kind or a mention that was not resolved.
    """
    begin(con)
    _check_input(con)
    for name in ("actors", "parties", "rows", "groups", "near", "candidates", "pairs"):
        step(con, name)
    attach(con)
    step(con, "acts_of")
    if _has(con, "report_judgements"):
        apply_judgements(con, Judgements.read(con))
    _check_output(con)
    step(con, "reports")
    step(con, "several")
    step(con, "dates", peak_day=peak_day("telling", "act", "first_day"))
    step(con, "acts")
    _settle(con)
    step(con, "finish")
