"""Coalescing, ties and N-Quads on event data made up at the size and shape of real ones; prints, asserts nothing.

    python tests/benchmarks/coalescing.py [ROWS]

The default is the size of ICEWS18 (468,558). Actors and pairs follow a Zipf-like law, symmetric kinds have a row each
way, and a third of the rows names a place. CPU seconds include all threads; memory is the peak of the process.
"""

from __future__ import annotations

import importlib
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from comity.acts import coalesce, ties
from comity.model import GENERATION
from comity.rdf import write_nquads

KINDS = (
    "meeting meeting negotiation sign visit visit praise criticise state state state demand attack detain cooperate aid"
)
MEMORY = "1500MB"


@contextmanager
def measured(name: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{name:<16} {wall:8.2f} s   {cpu:8.2f} s of CPU   peak {peak:7.0f} MB")


def make(con: duckdb.DuckDBPyConnection, rows: int) -> None:
    """``staged_reports`` and ``mentions``: 200 countries, 3,000 officials, 600 bodies, a year of days."""
    kinds = ", ".join(f"'{kind}'" for kind in KINDS.split())
    con.execute(f"""
        create macro draw(i, salt) as (hash(i * 1000003 + salt) % 1000003) / 1000003.0;
        create macro skewed(i, salt, n) as floor(pow(draw(i, salt), 3) * n)::integer;
        create macro actor(i, salt) as case
            when draw(i, salt) < 0.5 then 'country|C' || skewed(i, salt + 1, 200) || '|x|'
            when draw(i, salt) < 0.8 then 'official|C' || skewed(i, salt + 1, 3000) % 200 || '|O'
                || skewed(i, salt + 1, 3000) || '|'
            else 'organization|C' || skewed(i, salt + 1, 600) % 200 || '|B' || skewed(i, salt + 1, 600) || '|' end;
        create table staged_reports as
        with drawn as (
            select i, [{kinds}][(1 + hash(i // 2) % {len(KINDS.split())})::bigint] as kind, actor(i // 2, 10) as one,
                actor(i // 2, 20) as other, date '2018-01-01' + (hash(i // 2 + 7) % 365)::integer as day
            from range({rows}) r(i)
        )
        select i as n, 'report/made/' || i as report, 'source/made' as source, kind, 'asserted' as modality,
            case when i % 2 = 0 then [one] else [other] end as agents,
            case when i % 2 = 0 then [other] else [one] end as recipients,
            []::varchar[] as on_behalf_of, null::varchar as host, day as earliest, day as latest,
            'publication' as date_precision,
            case when i % 3 = 0 then 'City ' || skewed(i // 2, 30, 900) end as place,
            case when i % 3 = 0 then 'C' || skewed(i // 2, 30, 900) % 200 end as place_country,
            null::varchar as agreement, null::varchar as policy, []::varchar[] as topics, null::varchar as quote,
            null::double as amount, null::varchar as unit, null::varchar as amount_of, null::varchar as condition,
            null::varchar as evidence, null::bigint as start, null::bigint as "end", i::varchar as locator,
            day as reported_on, 'made/1' as extractor, 1.0::double as confidence, '042' as code,
            1.9::double as intensity
        from drawn;
        create table mentions as
        select mention, case when mention like 'country|%' then 'country/' || split_part(mention, '|', 2)
            else split_part(mention, '|', 1) || '/' || lower(split_part(mention, '|', 3)) end as thing
        from (select distinct unnest(list_concat(agents, recipients)) as mention from staged_reports);
    """)


def by_step() -> None:
    """Print each step of coalescing as it runs."""
    module = importlib.import_module("comity.acts.coalescing")
    for function in ("_step", "_check_input", "_check_output", "attach"):
        plain = getattr(module, function)

        def told(*given: object, plain: object = plain, function: str = function, **fields: object) -> None:
            name = str(given[1]) if function == "_step" else function
            with measured(f"  {name}"):
                plain(*given, **fields)  # type: ignore[operator]

        setattr(module, function, told)


def main(rows: int) -> None:
    by_step()
    with tempfile.TemporaryDirectory() as folder:
        con = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": f"{folder}/spill"})
        with measured("making rows"):
            make(con, rows)
        with measured("coalesce"):
            coalesce(con)
        for name in ("tenures", "offices"):
            con.register("arrow", GENERATION[name].empty_table())
            con.execute(f"create table {name} as from arrow")
        with measured("ties"):
            ties(con)
        with measured("N-Quads"):
            counts = write_nquads(con, Path(folder) / "graph.nq")
        ((acts,),) = con.execute("select count(*) from acts").fetchall()
        ((candidates,),) = con.execute("select count(*) from candidates").fetchall()
        print(f"{rows:,} reports, {acts:,} acts, {candidates:,} groups compared, {counts.quads:,} quads")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 468_558)
