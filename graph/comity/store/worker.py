"""One SPARQL query in a process of its own, which its parent may kill.

Run as a script (``python -I worker.py``) and alone: it imports nothing of Comity, so that it starts in about 40 ms.
It reads one line of JSON from standard input and writes one line of JSON, then the body. Before it opens the store it
gives up what a query never needs: network, core dumps, memory above its limit, outliving its parent.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from typing import IO, Any, cast

_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


class TooLargeError(Exception):
    """The result is larger than its limit."""


class Capped:
    """A buffer that refuses to grow beyond its limit."""

    def __init__(self, limit: int) -> None:
        self.limit, self.parts, self.size = limit, list[bytes](), 0

    def write(self, data: bytes) -> int:
        """Append; raises TooLargeError at the limit."""
        self.size += len(data)
        if self.size > self.limit:
            raise TooLargeError
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing to do."""


def confine(job: dict[str, Any]) -> None:
    """Give up network, core dumps, memory and time beyond the job's limits; Linux also ties life to the parent's."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
    cpu = int(job["seconds"]) * 4 + 5  # several threads may work; the parent's clock is the real limit
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != job["parent"]:
        os._exit(1)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def answer(job: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """Evaluate; gives a head (``kind`` or ``error``) and the serialised body."""
    import pyoxigraph as ox

    results = {"json": ox.QueryResultsFormat.JSON, "csv": ox.QueryResultsFormat.CSV}
    results |= {"tsv": ox.QueryResultsFormat.TSV, "xml": ox.QueryResultsFormat.XML}
    graphs = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML}
    graphs |= {"jsonld": ox.RdfFormat.JSON_LD}
    out = Capped(job["bytes"])
    try:
        store = ox.Store.read_only(job["store"])
    except OSError as error:
        return {"error": "store", "reason": str(error)}, []
    try:
        found = store.query(job["query"], prefixes=job["prefixes"], use_default_graph_as_union=job["union"])
        if isinstance(found, ox.QueryTriples):
            kind, name = "graph", job["format"] if job["format"] in graphs else "ttl"
            ox.serialize(found, cast(IO[bytes], out), graphs[name], prefixes=job["prefixes"])
        else:
            kind, name = "rows" if isinstance(found, ox.QuerySolutions) else "boolean", job["format"]
            if kind == "boolean" and name in ("csv", "tsv"):
                out.write(b"true\n" if found else b"false\n")
            else:
                name = name if name in results else "json"
                found.serialize(cast(IO[bytes], out), results[name])
    except SyntaxError as error:
        return {"error": "syntax", "reason": str(error)}, []
    except TooLargeError:
        return {"error": "large"}, []
    except MemoryError:
        return {"error": "memory"}, []
    except (OSError, ValueError, RuntimeError) as error:
        return {"error": "evaluation", "reason": str(error)}, []
    return {"kind": kind, "format": name}, out.parts


def main() -> None:
    """Read the job, answer it, and leave without tidying up: there is nothing to save."""
    job = json.loads(sys.stdin.buffer.readline())
    confine(job)
    head, body = answer(job)
    out = sys.stdout.buffer
    out.write(json.dumps(head).encode() + b"\n")
    out.writelines(body)
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
