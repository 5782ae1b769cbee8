"""A whole build against what it stands on, and rows of event data to tables at three sizes; prints, asserts nothing.

    python tests/benchmarks/building.py [--runs N] [--rows ROWS ...] [--without graph|rows]

Graph: ICEWS18 from its files to a published, validated graph, and beside each build the time in which Oxigraph alone
loads the same N-Quads from a file, in the same run; medians of N (5) pairs. rdflib parses the first 200,000 of these
quads once, and its time for all of them is extrapolated. Memory is the sum of what the processes of a build hold at
one moment without files (Pss_Anon), looked at four times a second.

Rows: a made-up file in GDELT's shape (``loading.make``) through the build's own steps into the tables of reports and
acts, each size once, in a fresh process. Seconds are CPU time of all threads, so that they hold on a busy machine too;
those of a build and a bulk load are wall time, and hold on a quiet one only. COMITY_DATA names the folder of data.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from loading import make, scan

from comity import acts, rdf
from comity.build.resolving import resolve
from comity.build.stage import Staging
from comity.build.tables import load, memory_for, working_database, write_table
from comity.identity.view import packaged_view
from comity.sources import survey
from comity.store import GraphFolder

DATA = Path(os.environ.get("COMITY_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
SAMPLE = 200_000
RAW = """
import sys, time, pyoxigraph
store, start = pyoxigraph.Store(sys.argv[2]), time.perf_counter()
store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_QUADS)
store.flush()
print(time.perf_counter() - start)
"""
RDFLIB = """
import sys, time, rdflib
data, start = open(sys.argv[1]).read(), time.perf_counter()
rdflib.Dataset().parse(data=data, format="nquads")
print(time.perf_counter() - start)
"""


@dataclass
class Rows:
    """What one size cost: CPU seconds of each step, and the peak of the process."""

    rows: int
    bytes: int
    acts: int = 0
    peak: float = 0.0
    steps: dict[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """CPU seconds of all steps but the scan."""
        return sum(taken for step, taken in self.steps.items() if step != "scan")

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the CPU seconds of a block."""
        start = time.process_time()
        yield
        self.steps[name] = time.process_time() - start


def tables(rows: int, folder: Path) -> Rows:
    """Stage the file, resolve its names, coalesce, write both tables: as ``comity build`` does."""
    path = folder / "20180101.export.CSV"
    make(path, rows)
    packaged_view()
    found, graph = Rows(rows, path.stat().st_size), GraphFolder(folder / "graph")
    with found.step("scan"):
        scan(path)
    with found.step("read"):
        (item,) = survey(path).inputs
        staged, _ = Staging(graph, packaged_view()).stage(item)
    path.unlink()
    with working_database(folder, memory_for(staged.reports)) as con:
        with found.step("names"):
            load(con, graph.staged, [staged])
            resolve(con, graph.path)
        with found.step("acts"):
            acts.coalesce(con)
        with found.step("write"):
            for name in ("reports", "acts"):
                found.acts = write_table(con, name, name, folder)
    found.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def apart(rows: int) -> Rows:
    """What one size costs in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--in", folder, "--rows", str(rows)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Rows(**json.loads(said))


def show_rows(sizes: list[int]) -> None:
    """Print each size, and what a row costs in the largest against the smallest."""
    each: dict[int, float] = {}
    for rows in sizes:
        found = apart(rows)
        each[rows] = found.seconds / rows
        steps = ", ".join(f"{step} {taken:.2f}" for step, taken in found.steps.items() if step != "scan")
        print(
            f"{rows:>10,} rows to {found.acts:,} acts: {found.seconds:.2f} s of CPU ({steps}), "
            f"{rows / found.seconds:,.0f} rows/s; DuckDB scans and counts in {found.steps['scan']:.2f} s, "
            f"{found.seconds / found.steps['scan']:.1f} x; peak {found.peak:,.0f} MB",
            flush=True,
        )
    if len(each) > 1:
        print(f"cost of a row, {max(each):,} against {min(each):,}: {each[max(each)] / each[min(each)]:.2f} x")


def processes(root: int) -> Iterator[int]:
    """A process and all below it."""
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from processes(int(child))


def held(root: int) -> float:
    """MB that a process and all below it hold without files; 0 where the system does not tell."""
    total = 0
    try:
        for process in processes(root):
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss_Anon:"):
                    total += int(line.split()[1])
    except OSError:  # one of them is gone
        return 0.0
    return total / 1024


def build(folder: Path, data: Path) -> tuple[float, float]:
    """Seconds of a build from nothing, and the MB that its processes held together."""
    command = [sys.executable, "-m", "comity", "build", "--graph", str(folder), str(data)]
    start, peak = time.perf_counter(), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, held(process.pid))
            time.sleep(0.25)
    if process.returncode not in (0, 3):  # 3: some rows are rejects, which ICEWS18 has
        raise SystemExit(f"the build ended with {process.returncode}")
    return time.perf_counter() - start, peak


def timed(script: str, *given: Path) -> float:
    """The seconds that a script of its own prints."""
    command = [sys.executable, "-c", script, *map(str, given)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def show_graph(runs: int) -> None:
    """Print the medians of pairs of a build and a bulk load, and the rest of what is told of a graph."""
    pairs, peaks = [], []
    with tempfile.TemporaryDirectory() as name:
        folder, nquads = Path(name), Path(name, "all.nq")
        for run in range(runs):
            graph = GraphFolder(folder / f"graph-{run}")
            seconds, peak = build(graph.path, DATA / "icews" / "ICEWS18")
            generation = graph.current()
            if not nquads.exists():
                with nquads.open("wb") as out, generation.connect(scratch=folder) as con:
                    rdf.stream_nquads(con, out, folder, in_order=True)
            pairs.append((seconds, timed(RAW, nquads, folder / f"raw-{run}")))
            peaks.append(peak)
            shutil.rmtree(folder / f"raw-{run}")
            if run < runs - 1:
                shutil.rmtree(graph.path)
            print(f"  build {pairs[-1][0]:.1f} s, raw load {pairs[-1][1]:.1f} s, together {peak:,.0f} MB", flush=True)
        ratio = statistics.median(one / other for one, other in pairs)
        built, raw = (statistics.median(side) for side in zip(*pairs, strict=True))
        with nquads.open("rb") as lines, (folder / "sample.nq").open("wb") as sample:
            sample.writelines(islice(lines, SAMPLE))
        counts = generation.manifest["counts"]
        parsed = timed(RDFLIB, folder / "sample.nq") * counts["quads"] / SAMPLE
    print(
        f"ICEWS18, {counts['reports']:,} reports, {counts['acts']:,} acts, {counts['quads']:,} quads, "
        f"{counts['findings']} findings, medians of {runs}:\n"
        f"  build {built:.1f} s, raw bulk load {raw:.1f} s: {ratio:.2f} x\n"
        f"  memory of all processes together: {max(peaks):,.0f} MB\n"
        f"  rdflib parses them in about {parsed:,.0f} s (from its first {SAMPLE:,}): {parsed / built:.1f} x the build"
    )


def main() -> None:
    """Read the arguments, print both parts."""
    options = argparse.ArgumentParser(description="Builds and rows to tables, measured.")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000, 5_000_000])
    options.add_argument("--without", choices=("graph", "rows"))
    options.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.folder:
        print(json.dumps(asdict(tables(chosen.rows[0], chosen.folder))))
        return
    if chosen.without != "graph":
        show_graph(chosen.runs)
    if chosen.without != "rows":
        show_rows(chosen.rows)


if __name__ == "__main__":
    main()
