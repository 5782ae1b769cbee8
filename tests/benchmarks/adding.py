"""Adding one day of GDELT (50 rows) to the graph of ICEWS18 (468,558 rows): prints, asserts nothing.

    python tests/benchmarks/adding.py [FOLDER]
    python tests/benchmarks/adding.py --shares=ICEWS14 [FOLDER]

Reads ../shared/data. Builds ICEWS18, then adds the day with `comity build` in a process of its own, five times, each
time to a copy of the same graph; prints the seconds of each step in the median run, and of a fresh build of both. Last
it says whether the graph that was added to equals the fresh one: its sorted N-Quads byte by byte, its tables by digest.

With --shares it adds 10, 40, 20, 5 and 1 % more rows of the same names to ICEWS14 or ICEWS18, each time as a difference
and by compiling everything, and prints seconds of CPU of both, all processes together: `build.difference.SHARE`.

FOLDER (a temporary one else) needs 4 GB.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from comity.store import GraphFolder, dump

DATA = Path(__file__).parents[2].parent / "shared" / "data"
TIMES = 5
STEPS = """
import json, sys, time
began, said = time.monotonic(), []
import comity.cli.build
from comity.cli import main
class Told(comity.cli.build.Bar):
    def __call__(self, step, done, total, rejects=0):
        if not said or said[-1][0] != step:
            said.append((step, time.monotonic() - began))
comity.cli.build.Bar = Told
sys.argv[1:] = ["build", "--graph", *sys.argv[1:]]
try:
    main()
except SystemExit as left:
    if left.code not in (0, 3):
        raise
print(json.dumps([*said, ("end", time.monotonic() - began)]))
"""


SHARES = (0.1, 0.4, 0.2, 0.05, 0.01)
ADD = """
import sys
from pathlib import Path
from comity import build
from comity.build import difference
difference.SHARE = float(sys.argv[1])
build.run([Path(sys.argv[3])], Path(sys.argv[2]))
"""


class Hash:
    """A file that keeps only the SHA-256 of what is written to it."""

    def __init__(self) -> None:
        self.sha = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self.sha.update(data)
        return len(data)


def build(kg: Path, *paths: Path) -> tuple[float, list[tuple[str, float]]]:
    """Wall seconds of a build in a process of its own, and when each step began."""
    began = time.monotonic()
    script = kg.with_name("steps.py")  # DuckDB shows its progress on stdout where a program has no file
    script.write_text(STEPS)
    command = [sys.executable, str(script), str(kg), *map(str, paths)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.monotonic() - began, json.loads(done.stdout)


def copy(kg: Path, to: Path) -> Path:
    """The same graph again; its files are never written again, so links will do."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(kg, to, symlinks=True, copy_function=os.link))


def digest(kg: Path) -> tuple[str, str]:
    """SHA-256 of the sorted N-Quads, and the digest of the tables."""
    current, out = GraphFolder(kg).current(), Hash()
    dump(current.store(), out)  # type: ignore[arg-type]
    return out.sha.hexdigest(), current.digest


def more_rows(icews: Path, share: float, to: Path) -> Path:
    """A graph of another year, in the layout of ICEWS18: a share of its rows, drawn by chance."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir()
    for name in ("entity2id.txt", "relation2id.txt"):
        shutil.copyfile(icews / name, to / name)
    rows = (icews / "train.txt").read_text().splitlines()
    every = sum((icews / name).read_bytes().count(b"\n") for name in ("train.txt", "valid.txt", "test.txt"))
    drawn = random.Random(7).sample(rows, round(share * every))
    (to / "train.txt").write_text("\n".join(drawn) + "\n")
    return to


def seconds_of_adding(kg: Path, share: float, path: Path) -> float:
    """Seconds of CPU of a build in a process of its own, which adds a difference up to this share of reports."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    script = kg.with_name("add.py")
    script.write_text(ADD)
    subprocess.run([sys.executable, str(script), str(share), str(kg), str(path)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def shares(folder: Path, name: str) -> None:
    """A difference and a fresh compilation, for additions of several sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    icews, base, added = DATA / "icews" / name, folder / "base", folder / "added"
    build(base, icews)
    for share in SHARES:
        path = more_rows(icews, share, folder / "ICEWS19")
        both = [seconds_of_adding(copy(base, added), limit, path) for limit in (math.inf, 0)]
        print(f"{share:4.0%} more: {both[0]:5.1f} s of CPU as a difference, {both[1]:5.1f} s compiled anew", flush=True)


def main(folder: Path) -> None:
    """Build, add, compare."""
    folder.mkdir(parents=True, exist_ok=True)
    icews, day = DATA / "icews" / "ICEWS18", folder / "20160312.tsv"
    shutil.copyfile(DATA / "gdelt" / "events1samp.tsv", day)
    base, added, fresh = folder / "icews18", folder / "added", folder / "fresh"
    alone, _ = build(base, icews)
    print(f"ICEWS18 alone, from files to a published graph: {alone:.1f} s", flush=True)
    runs = sorted((build(copy(base, added), day) for _ in range(TIMES)), key=lambda run: run[0])
    taken, steps = runs[len(runs) // 2]
    print(f"one day added, median of {TIMES}: {taken:.2f} s; the least {runs[0][0]:.2f} s")
    print(f"  {taken - steps[-1][1]:5.2f} s  starting Python\n  {steps[0][1]:5.2f} s  imports")
    for (step, began), (_, ended) in pairwise(steps):
        print(f"  {ended - began:5.2f} s  {step}")
    both, _ = build(fresh, icews, day)
    print(f"both at once, fresh: {both:.1f} s, {both / taken:.0f} x")
    same = digest(added) == digest(fresh)
    print(f"sorted N-Quads and tables equal the fresh build: {'yes' if same else 'NO'}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a process: {peak:,.0f} MB; load of this machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where the graphs are built; a temporary one else")
    parser.add_argument("--shares", nargs="?", const="ICEWS18", default="", choices=("ICEWS14", "ICEWS18"))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="comity-adding-") as made:
        place = asked.folder or Path(made)
        shares(place, asked.shares) if asked.shares else main(place)
