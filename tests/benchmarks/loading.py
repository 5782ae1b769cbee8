"""Rows of event data to the table of reports, on a file made up in GDELT's shape; prints, asserts nothing.

    python tests/benchmarks/loading.py [ROWS ...]

The default is 100,000 and 1,000,000 rows; name 5000000 for the large one (2 GB on disk while it runs). Each size is
read three times and the median of the CPU seconds (all threads) counts, beside those of DuckDB scanning the same file
and counting its rows. Actors (8,000), codes and places (20,000) follow a Zipf-like law; an actor is blank in one row of
eight, a place in one of seven.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from comity.identity.view import packaged_view
from comity.sources import survey

FIELDS = 61
COUNTRIES = ("USA", "RUS", "CHN", "GBR", "FRA", "DEU", "IND", "PAK", "IRN", "ISR", "EGY", "TUR", "JPN", "KOR", "MEX")
ROLES = ("", "", "", "GOV", "GOV", "MIL", "COP", "OPP", "BUS", "CVL")
CODES = ("010", "042", "043", "040", "051", "036", "173", "190", "020", "111", "112", "057", "061", "071", "120", "130")


def make(path: Path, rows: int) -> None:
    """Write the file, by DuckDB from numbers alone: the same rows every time."""
    con = duckdb.connect()
    con.execute(f"""
        create macro draw(i, salt) as (hash(i::bigint * 1000003 + salt) % 1000003) / 1000003.0;
        create macro skewed(i, salt, n) as floor(pow(draw(i, salt), 3) * n)::integer;
        create macro country(k) as {list(COUNTRIES)}[1 + skewed(k, 1, {len(COUNTRIES)})];
        create macro role(k) as {list(ROLES)}[1 + skewed(k, 2, {len(ROLES)})];
        create macro named(k) as concat_ws(chr(9), country(k) || role(k), 'NAME ' || k, country(k), '', '', '', '',
            role(k), '', '');
        create macro actor(i, salt) as case when draw(i, salt) < 0.12 then repeat(chr(9), 9)
            else named(skewed(i, salt + 3, 8000)) end;
        create macro town(k) as concat_ws(chr(9), '4', 'Town ' || k || ', Somewhere',
            ['US', 'RS', 'CH', 'UK', 'FR', 'GM', 'IN', 'PK'][1 + skewed(k, 3, 8)], 'US01', '1234', '38.8951',
            '-77.0364', '-' || k);
        create macro geo(i, salt) as case when draw(i, salt) < 0.15 then '0' || repeat(chr(9), 7)
            else town(skewed(i, salt + 1, 20000)) end;
        create macro code(i) as {list(CODES)}[1 + skewed(i, 7, {len(CODES)})];
    """)
    con.execute(f"""
        create macro day(i) as strftime(date '2018-01-01' + (i * 300 // {rows})::integer, '%Y%m%d');
        copy (select concat_ws(chr(9), 600000000 + i, day(i), '201801', '2018', '2018.0411', actor(i, 10),
            actor(i, 20), '1', code(i), code(i), left(code(i), 2), '1',
            ['1.0', '-2.0', '4.0', '-10.0'][1 + skewed(i, 8, 4)], '4', '1', '4', '-1.23456789012', geo(i, 30),
            geo(i, 40), geo(i, 50), day(i) || '234500',
            'http://www.example.com/news/' || i // 3 || '/what-happened-that-day') from range({rows}) r(i))
        to '{path}' (format csv, header false, quote '', escape '', delimiter '\x01')
    """)


def seconds(job: Callable[[], object], times: int = 3) -> float:
    """Median CPU seconds of a job."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def scan(path: Path) -> object:
    """What DuckDB needs to see every row."""
    columns = ", ".join(f"'c{at}': 'varchar'" for at in range(FIELDS))
    reader = f"read_csv('{path}', delim='\t', header=false, quote='', escape='', auto_detect=false, "
    return duckdb.connect().execute(f"select count(*) from {reader} columns={{{columns}}})").fetchall()


def load(path: Path) -> int:
    """Every report of the file, batch after batch, as staging takes them."""
    (item,) = survey(path).inputs
    batch = item.read(packaged_view())
    made = sum(reports.num_rows for reports in batch.tables["reports"])
    rejected = sum(rejects.num_rows for rejects in batch.tables["rejects"])
    if made + rejected != batch.counts.rows:
        raise SystemExit(f"{made} reports and {rejected} rejects of {batch.counts.rows} rows")
    return batch.counts.rows


def main(sizes: list[int]) -> None:
    packaged_view()
    each: dict[int, float] = {}
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "20180101.export.CSV")
            make(path, rows)
            taken, scanned = seconds(lambda path=path: load(path)), seconds(lambda path=path: scan(path))
            each[rows] = taken / rows
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{rows:>9,} rows of {path.stat().st_size / rows:.0f} bytes: {taken:6.2f} s of CPU, "
                f"{rows / taken:8,.0f} rows/s; DuckDB scans and counts in {scanned:5.2f} s, {taken / scanned:.2f} x; "
                f"peak {peak:,.0f} MB",
                flush=True,
            )
    if len(each) > 1:
        print(f"cost of a row, largest against smallest file: {each[max(each)] / each[min(each)]:.2f} x")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [100_000, 1_000_000])
