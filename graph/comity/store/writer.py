"""Writing to a store in a process of its own, which its parent may kill: an engine at work does not hear Ctrl-C.

Run as a script (``python -I writer.py WORK JOB``) and alone: it imports nothing of Comity. The work is ``load`` or
``change``; the job is JSON, and so is the one line that it writes: what was done, or ``error`` with ``line`` or
``errno``. The job holds ``folder`` (the new store), ``parent`` (its process), and what the work needs.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import IO, Any

_PDEATHSIG = 1
_THREADS = 2
_LOT = 250_000
"""Lines that a thread loads at a time; two lots at work take 600 MB."""
_MANY = 100_000
"""Quads that are put in as one transaction, which is held in memory; more are loaded in bulk."""


class _Lots:
    """N-Quads from a file or pipe, some lines at a time, for several threads; no line is of two lots."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.lines, self.turn = source, 0, Lock()

    def next(self) -> tuple[int, bytes] | None:
        """The lines before the lot, and its text; None at the end."""
        with self.turn:
            before, parts = self.lines, list[bytes]()
            while self.lines - before < _LOT and (part := self.source.read(1 << 20)):
                part += self.source.readline() if not part.endswith(b"\n") else b""
                self.lines += part.count(b"\n") + (not part.endswith(b"\n"))
                parts.append(part)
            return (before, b"".join(parts)) if parts else None

    def end(self) -> None:
        """No more lots for anybody."""
        with self.turn:
            self.source = io.BytesIO()


def load(job: dict[str, Any]) -> dict[str, Any]:
    """Load ``nquads``, or standard input where it is null, into a new store; gives the number of ``quads``, one a line.

    ``lenient``: its IRIs are known to be right. Lots are loaded beside each other: the engine's own way, all at once,
    takes three times the memory, a path alone is not read from a pipe where there are four processors, and its last
    million quads keep one processor waiting. A blank node is of one lot.
    """
    import pyoxigraph

    store = pyoxigraph.Store(job["folder"])
    with Path(job["nquads"]).open("rb") if job["nquads"] else sys.stdin.buffer as source:
        lots = _Lots(source)
        with ThreadPoolExecutor(_THREADS) as pool:
            for done in [pool.submit(_load_lots, store, lots, job["lenient"]) for _ in range(_THREADS)]:
                done.result()
    store.flush()  # nothing is surely on the disk before
    return {"quads": lots.lines}


def _load_lots(store: Any, lots: _Lots, lenient: bool) -> None:
    """What one thread does until there are no more lots, or one of them is no N-Quads."""
    import pyoxigraph

    lot = (0, b"")
    syntax: dict[str, Any] = {"format": pyoxigraph.RdfFormat.N_QUADS, "lenient": lenient}
    try:
        for lot in iter(lots.next, None):
            store.bulk_load(input=lot[1], **syntax)
    except SyntaxError:
        # Several threads may have parsed the lot, each with lines of its own.
        deque(_numbered(pyoxigraph.parse(lot[1], **syntax), lot[0]), maxlen=0)
        raise
    finally:
        lots.end()


def _numbered(quads: Iterator[object], before: int) -> Iterator[object]:
    """The quads; an error in them has its line counted from ``before`` on."""
    try:
        yield from quads
    except SyntaxError as error:
        error.lineno = before + (error.lineno or 1)
        raise


def change(job: dict[str, Any]) -> dict[str, Any]:
    """Copy the store ``before``, take out the quads of ``gone``, put in those of ``come``.

    Gives ``as_told``: whether every quad was there, or not there, as it should.
    """
    import pyoxigraph

    pyoxigraph.Store.read_only(job["before"]).backup(job["folder"])
    store = pyoxigraph.Store(job["folder"])
    for quad in pyoxigraph.parse(path=job["gone"], format=pyoxigraph.RdfFormat.N_QUADS):
        if quad not in store:
            return {"as_told": False}
        store.remove(quad)
    come = pyoxigraph.parse(path=job["come"], format=pyoxigraph.RdfFormat.N_QUADS)
    while quads := list(islice(come, _MANY)):
        if any(quad in store for quad in quads):
            return {"as_told": False}
        store.bulk_extend(quads) if len(quads) == _MANY else store.extend(quads)
    store.flush()  # nothing is surely on the disk before
    return {"as_told": True}


def main() -> None:
    """Read the job, tie this life to the parent's, do the work."""
    work, job = {"load": load, "change": change}[sys.argv[1]], json.loads(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and kills this process
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != job["parent"]:
            os._exit(1)
    try:
        done = work(job)
    except SyntaxError as error:
        done = {"error": str(error.msg), "line": error.lineno}
    except OSError as error:
        done = {"error": str(error), "errno": error.errno}
    sys.stdout.write(json.dumps(done) + "\n")


if __name__ == "__main__":
    main()
