"""Questions put to a large graph; prints, asserts nothing.

    python tests/benchmarks/asking.py GRAPH [FROM TO]

GRAPH is the folder of a graph of ICEWS18 (``comity build FOLDER --graph GRAPH``). Each question runs five times in one
process that has been started already; its median wall time holds reading the names, the start of the query's own
process, the query on disk, and its rows; questions that add up many acts read the tables instead. On a busy machine
look at the CPU seconds beside it. Then aggregates over the whole graph and the panel by dyad and month, from the
tables, betweenness, and some questions from the command line. Then the typical questions on both engines in memory, on
the acts of FROM to TO (2018-06-01 to 2018-06-03 without them), which rdflib can hold; each gets a process and a minute.
"""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import rdflib

from comity import export, network, panel
from comity.ask import Names, ask, question
from comity.ask.bind import bind
from comity.errors import ComityError
from comity.network.between import betweenness
from comity.store import Generation, GraphFolder, select

QUARTER = {"from_": "2018-04-01", "to": "2018-06-30"}
TYPICAL: tuple[tuple[str, dict[str, str]], ...] = (
    ("whom-met", {"official": "Angela Merkel"}),
    ("meetings-between", {"official": "Vladimir Putin", "other": "Xi Jinping"} | QUARTER),
    ("who-hosted", {"country": "Germany"}),
    ("agreements-signed", {"country": "USA", "other": "South Korea"}),
    ("never-visited", {"official": "Mike Pompeo"}),
    ("linked-through", {"actor": "Angela Merkel", "other": "Kim Jong Un"}),
    ("who-links", {"country": "USA", "other": "Iran"}),
    ("brokers", {"country": "Mexico"}),
    ("paraphrase-or-quoted", {"official": "Angela Merkel"} | QUARTER),
    ("single-source", {"actor": "Angela Merkel"} | QUARTER),
    ("date-precision", {"actor": "Angela Merkel"}),
    ("ties-by-kind", {"country": "Mexico"} | QUARTER),
)
WIDE: tuple[tuple[str, dict[str, str]], ...] = (
    ("single-source", {"actor": "Angela Merkel"}),
    ("single-source", {"actor": "USA"}),
    ("topics-between", {"country": "USA", "other": "China"}),
    ("meeting-forms", {"country": "USA"}),
    ("dyad-years", {"country": "USA", "other": "Mexico", "from_": "2017", "to": "2018"}),
    ("brokers", {"country": "USA"}),
    ("likely-to-meet", QUARTER),
    ("date-precision", {"actor": "USA"}),
    ("paraphrase-or-quoted", {"official": "Donald Trump"}),
    ("contradictions", {"official": "Donald Trump"}),
    ("contradictions", {}),
    ("announced-never-held", QUARTER),
    ("announced-never-held", {}),
    ("vanish-without", {"source": "ICEWS"} | QUARTER),
    ("ties-by-kind", {"country": "USA"}),
    ("ties-by-kind", {}),
    ("turned-to-conflict", {"since": "2018-01-01"} | QUARTER),
)
TIMES = 5


def median(job: Callable[[], Any], times: int = TIMES) -> tuple[float, Any]:
    taken, found = [], None
    for _ in range(times):
        start = time.perf_counter()
        found = job()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), found


def shown(name: str, given: dict[str, str]) -> str:
    return " ".join([name, *(f"--{key.rstrip('_')} {value!r}" for key, value in given.items())])


def work() -> float:
    """CPU seconds of this process and of those that it has waited for."""
    return sum(
        use.ru_utime + use.ru_stime for use in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def questions(generation: Generation, asked: tuple[tuple[str, dict[str, str]], ...]) -> None:
    for name, given in asked:
        before = work()
        seconds, rows = median(lambda n=name, g=given: len(ask(generation, n, **g)))
        cpu = (work() - before) / TIMES
        print(f"  {seconds:.2f} s (CPU {cpu:.2f})  {rows:>5} rows  {shown(name, given)}", flush=True)


def aggregates(generation: Generation) -> None:
    """Over all acts, from the tables."""

    def turned() -> int:
        before, after = (
            network.project(generation, "countries", start=date(2018, first, 1), end=date(2018, last, 30))
            for first, last in ((1, 3), (4, 6))
        )
        return len([row for row in network.dyads_changed(before, after) if row["turned"] == "to conflict"])

    def sql(text: str) -> Callable[[], int]:
        return lambda: len(generation.connect().sql(text).fetchall())

    met = "select from_actor, to_actor, count(*) n from ties where tie = 'met' and from_actor < to_actor group by all"
    jobs: dict[str, Callable[[], int]] = {
        "pairs who met, by number of meetings": sql(f"{met} order by n desc"),
        "ties by kind and month": sql(
            "select tie, date_trunc('month', earliest) m, count(distinct act) from ties group by all"
        ),
        "acts by family and month": lambda: len(network.counts(generation, "countries")),
        "network of countries": lambda: network.project(generation, "countries").number_of_edges(),
        "dyads that turned to conflict": turned,
    }
    jobs["panel of countries by dyad and month"] = lambda: len(panel.build(generation, period="month"))
    jobs["the same, a row for each dyad and month"] = lambda: len(
        panel.build(generation, period="month", balanced=True)
    )
    for name, job in jobs.items():
        seconds, rows = median(job)
        print(f"  {seconds:.2f} s  {rows:>6} rows  {name}", flush=True)


def cold(folder: str, asked: tuple[tuple[str, dict[str, str]], ...]) -> None:
    """The same from the command line: a process each, with its imports."""
    for name, given in asked:
        words = [word for key, value in given.items() for word in (f"--{key.rstrip('_')}", value)]
        command = [sys.executable, "-m", "comity", "ask", name, *words, "--graph", folder]
        seconds, _ = median(lambda c=command: subprocess.run(c, stdout=subprocess.DEVNULL, check=True), 3)
        print(f"  {seconds:.2f} s  {shown(name, given)}", flush=True)


def brokers(generation: Generation, k: int = 256) -> None:
    """Betweenness of the officials who met, from k sampled sources, against plain NetworkX; networks.py has more."""
    graph = network.project(generation, "officials")
    ours, fast = betweenness(graph, k=k, seed=1), median(lambda: betweenness(graph, k=k, seed=1), 3)[0]
    slow, plain = median(lambda: nx.betweenness_centrality(graph, k=k, seed=1), 1)
    furthest = max(abs(ours[node] - plain[node]) for node in graph)
    print(
        f"  {slow:.2f} s / {fast:.3f} s = {slow / fast:.0f} x, k = {k}, largest difference {furthest:.0e}", flush=True
    )


def _timed(engine: str, path: Path, sparqls: list[str], at: int, out: Any) -> None:
    if engine == "rdflib":
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(path, format="nquads")
        job: Callable[[], list[Any]] = lambda: list(dataset.query(sparqls[at]))  # noqa: E731
    else:
        store = ox.Store()
        store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
        job = lambda: select(store, sparqls[at]).rows  # noqa: E731
    start = time.perf_counter()
    rows = job()
    out.put((time.perf_counter() - start, len(rows)))


def engine(name: str, path: Path, sparqls: list[str], at: int) -> tuple[float, int] | None:
    """Seconds and rows of one query on an engine in memory; None after a minute."""
    fork = multiprocessing.get_context("fork")
    out = fork.Queue()
    child = fork.Process(target=_timed, args=(name, path, sparqls, at, out))
    child.start()
    try:
        return out.get(timeout=60 + path.stat().st_size / 2e6)
    except Exception:  # queue.Empty: it took too long
        return None
    finally:
        child.kill()
        child.join()


def engines(generation: Generation, start: date, end: date) -> None:
    names = Names.of(generation)
    sparqls = []
    for name, given in TYPICAL:
        asked = question(name)
        pairs = {key.rstrip("_"): value for key, value in given.items()}
        sparqls.append(bind(asked, {key: names.term(asked.parameter(key), value) for key, value in pairs.items()}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "part.nq")
        export.write(generation, "nquads", path, export.Filters(start=start, end=end))
        with path.open("rb") as lines:
            print(f"both engines in memory, {start} to {end}: {sum(1 for _ in lines):,} quads")
        ratios = []
        for at, (name, given) in enumerate(TYPICAL):
            fast, slow = engine("oxigraph", path, sparqls, at), engine("rdflib", path, sparqls, at)
            if fast is None or slow is None:
                print(f"  rdflib stopped after a minute  {shown(name, given)}", flush=True)
                continue
            ratios.append(slow[0] / fast[0])
            same = "equal rows" if fast[1] == slow[1] else f"ROWS DIFFER: {fast[1]} and {slow[1]}"
            said = f"{slow[0]:.2f} s / {fast[0]:.4f} s = {ratios[-1]:,.0f} x  {same} ({fast[1]})"
            print(f"  {said}  {shown(name, given)}", flush=True)
    if ratios:
        print(f"  rdflib / Oxigraph: geometric mean {statistics.geometric_mean(ratios):,.0f} x")


def main(folder: str, start: str = "2018-06-01", end: str = "2018-06-03") -> None:
    generation = GraphFolder(Path(folder)).current()
    acts = generation.connect().sql("select count(*) from acts").fetchall()[0][0]
    print(f"{acts:,} acts, {generation.quads:,} quads")
    try:
        print("typical questions, on disk")
        questions(generation, TYPICAL)
        print("wide questions, on disk")
        questions(generation, WIDE)
        print("aggregates over the whole graph, from the tables")
        aggregates(generation)
        print("betweenness of officials, plain NetworkX / ours")
        brokers(generation)
        print("from the command line, a process each")
        cold(folder, TYPICAL[:3] + WIDE[-2:])
        engines(generation, date.fromisoformat(start), date.fromisoformat(end))
    except ComityError as error:
        sys.exit(f"asking: {error}")


if __name__ == "__main__":
    main(*sys.argv[1:])
