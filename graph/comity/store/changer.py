"""Changing a copy of a store in a process of its own, which its parent may kill.

Run as a script (``python -I changer.py JOB``) and alone: it imports nothing of Comity. The job is JSON (``before``,
``folder``, ``gone``, ``come``, ``parent``), and so is the one line that it writes: ``as_told``, or ``error`` with
``errno``.
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


def change(job: dict[str, Any]) -> dict[str, Any]:
    """Copy, take out, put in, bring to the disk; says whether every quad was there or not there as told."""
    import pyoxigraph

    try:
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
    except OSError as error:
        return {"error": str(error), "errno": error.errno}


def main() -> None:
    """Read the job, tie this life to the parent's, change."""
    job = json.loads(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and kills this process
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != job["parent"]:
            os._exit(1)
    sys.stdout.write(json.dumps(change(job)) + "\n")


if __name__ == "__main__":
    main()
