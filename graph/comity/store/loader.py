"""Bulk loading in a process of its own, which its parent may kill: an engine at work does not hear Ctrl-C.

Run as a script (``python -I loader.py JOB``) and alone: it imports nothing of Comity. The job is JSON (``nquads``,
which may be ``/dev/stdin``, ``folder``, ``parent``, and ``lenient`` where IRIs are known to be right), and so is the
one line that it writes: ``quads``, or ``error`` with ``line`` or ``errno``.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from typing import Any

_PDEATHSIG = 1


def load(job: dict[str, Any]) -> dict[str, Any]:
    """Load the file into a new store and bring it to the disk; gives the number of quads or what went wrong."""
    import pyoxigraph

    try:
        store = pyoxigraph.Store(job["folder"])
        store.bulk_load(path=job["nquads"], format=pyoxigraph.RdfFormat.N_QUADS, lenient=job["lenient"])
        store.flush()  # nothing is surely on the disk before
        return {"quads": len(store)}
    except SyntaxError as error:
        return {"error": str(error.msg), "line": error.lineno}
    except OSError as error:
        return {"error": str(error), "errno": error.errno}


def main() -> None:
    """Read the job, tie this life to the parent's, load."""
    job = json.loads(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and kills this process
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != job["parent"]:
            os._exit(1)
    sys.stdout.write(json.dumps(load(job)) + "\n")


if __name__ == "__main__":
    main()
