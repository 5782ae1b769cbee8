"""Writing to a store in a process of its own, which its parent may kill: an engine at work does not hear Ctrl-C.

Run as a script (``python -I writer.py WORK JOB``) and alone: it imports nothing of Comity. The work is ``load`` or
``change``; the job is JSON, and so is the one line that it writes: what was done, or ``error`` with ``line`` or
``errno``. The job holds ``folder`` (the new store), ``parent`` (its process), and what the work needs.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from itertools import islice
from typing import Any

_PDEATHSIG = 1
_MANY = 100_000
"""Quads that are put in as one transaction, which is held in memory; more are loaded in bulk."""


def load(job: dict[str, Any]) -> dict[str, Any]:
    """Load ``nquads``, which may be ``/dev/stdin``, into a new store; gives the number of ``quads``.

    ``lenient``: its IRIs are known to be right.
    """
    import pyoxigraph

    store = pyoxigraph.Store(job["folder"])
    store.bulk_load(path=job["nquads"], format=pyoxigraph.RdfFormat.N_QUADS, lenient=job["lenient"])
    store.flush()  # nothing is surely on the disk before
    return {"quads": len(store)}


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
