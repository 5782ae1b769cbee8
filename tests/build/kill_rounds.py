"""Run as a script: builds killed with SIGKILL at many points, each in a fork; prints one JSON object a round.

Usage: kill_rounds.py FOLDER KILLS EARLY LATE SHARE. SHARE is that of additions which are made as a difference.
Forks happen before any library has started threads.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from comity import build
from comity.build import difference
from comity.store import GraphFolder

POINTS = ("lock", "clear", "stage", "_write", "_write_table", "sync_tree", "load", "resolve", "_load_reference")
POINTS += ("coalesce", "ties", "write", "stream_reports", "stream_nquads", "finish", "validate_tables", "table_digest")
POINTS += ("_append", "_make_graph", "write_atomically", "rows_digest", "write_table")
POINTS += ("add", "_told_before", "index_before", "near_reports", "_compare", "write_changes", "change", "_violations")
POINTS += ("publish", "_link", "tidy", "_publish", "compile_generation")


def watch(kill_at: int) -> list[int]:
    """Count entries to and exits from the points; SIGKILL at the one asked for, none at 0."""
    steps = [0]

    def step(frame, event, _):  # type: ignore[no-untyped-def]
        if frame.f_code.co_name not in POINTS or "comity" not in frame.f_code.co_filename:
            return None
        frame.f_trace_lines = False
        if event in ("call", "return"):
            steps[0] += 1
            if steps[0] == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return step

    sys.settrace(step)
    return steps


def in_fork(work) -> tuple[int, dict]:  # type: ignore[no-untyped-def,type-arg]
    """Run in a fork; gives the signal that ended it (0: none) and what it returned."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        os.write(write, json.dumps(work()).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(pid, 0)
    return (os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0), (json.loads(said) if said else {})


def built(kg: Path, inputs: list[Path], kill_at: int = 0) -> dict:  # type: ignore[type-arg]
    steps = watch(kill_at)
    outcome = build.run(inputs, kg)
    return {"steps": steps[0], "exit_code": outcome.exit_code}


def state(kg: Path) -> dict:  # type: ignore[type-arg]
    current = GraphFolder(kg).current()
    manifest = json.loads((kg / "manifest.json").read_bytes())
    return {
        "number": current.number,
        "digest": current.digest,
        "quads": len(current.store()) - current.quads,
        "generations": sorted(path.name for path in (kg / "generations").iterdir()),
        "unknown": sorted(
            {path.name for path in (kg / "staged").iterdir()} - {item["key"] for item in manifest["inputs"]}
        ),
        "leftovers": sorted(
            str(path.relative_to(kg)) for pattern in ("*.tmp", "bulk-*.sst", "*.new") for path in kg.rglob(pattern)
        ),
    }


def main(folder: Path, kills: int, early: Path, late: Path) -> None:
    base, whole = folder / "base", folder / "whole"
    in_fork(lambda: built(base, [early]))
    shutil.copytree(base, whole, symlinks=True)
    _, done = in_fork(lambda: built(whole, [early, late]))
    _, old = in_fork(lambda: state(base))
    _, new = in_fork(lambda: state(whole))
    print(json.dumps({"old": old["digest"], "new": new["digest"], "steps": done["steps"]}), flush=True)
    last = done["steps"]
    spread = [1 + number * (last - 1) // kills for number in range(kills)]
    kg = folder / "round"
    for at in sorted({*spread, *range(last - 5, last + 1)}):  # the swap is near the end
        if at > last - 6:
            shutil.rmtree(kg, ignore_errors=True)  # what is staged already takes no steps any more
        if not kg.exists():
            shutil.copytree(base, kg, symlinks=True)
        killed, _ = in_fork(lambda: built(kg, [early, late], at))  # noqa: B023 - called at once
        _, left = in_fork(lambda: state(kg))
        row = {"at": at, "killed": killed, "left": left}
        if at % 4 == 0 or left["digest"] == new["digest"]:  # else the next build finds what two kills have left
            _, row["again"] = in_fork(lambda: built(kg, [early, late]))
            _, row["healed"] = in_fork(lambda: state(kg))
            shutil.rmtree(kg)
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    difference.SHARE = float(sys.argv[5])
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
