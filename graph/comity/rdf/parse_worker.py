"""Parse one RDF file in a process of its own, which its parent may kill; quads leave it as N-Quads, one a line.

Run as a script (``python -I parse_worker.py``) and alone: it imports nothing of Comity. It reads one line of JSON and
then the file from standard input, writes N-Quads to standard output and one line of JSON (``rejects``, ``error``) to
standard error.
First it gives up what parsing never needs: network, core dumps, memory and time above its limits.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import resource
import signal
import sys
from typing import IO, Any

_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_CHUNK = 1 << 20
_REJECTS = 10_000
_BLOCK = 5_000


class TooLargeError(Exception):
    """The file holds more than its limit."""


def confine(job: dict[str, Any]) -> None:
    """Give up network, core dumps, memory and time beyond the job's limits; Linux also ties life to the parent's."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"]))
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != job["parent"]:
        os._exit(1)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


class Bytes(io.RawIOBase):
    """A file's bytes without byte order mark, at most so many. Of line-based syntaxes, lines that are no UTF-8 are
    left blank and remembered."""

    def __init__(self, file: IO[bytes], limit: int, lines: bool) -> None:
        self.file, self.left, self.lines = file, limit, lines
        self.line, self.bad, self.first, self.rest = 0, list[int](), True, b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes, as many as fit."""
        if not self.rest:
            self.rest = self._next()
        part, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def _next(self) -> bytes:
        data = self.file.read(_CHUNK)
        if self.lines and data and not data.endswith(b"\n"):
            data += self.file.readline()
        self.left -= len(data)
        if self.left < 0:
            raise TooLargeError
        if self.first:
            data, self.first = data.removeprefix(b"\xef\xbb\xbf"), False
        return self._decoded(data) if self.lines else data

    def _decoded(self, data: bytes) -> bytes:
        start = self.line
        self.line += data.count(b"\n")
        try:
            data.decode()
        except UnicodeDecodeError:
            found = data.split(b"\n")
            for number, line in enumerate(found):
                try:
                    line.decode()
                except UnicodeDecodeError:
                    self.bad.append(start + number + 1)
                    found[number] = b""
            return b"\n".join(found)
        return data


def parse(job: dict[str, Any], out: IO[bytes]) -> dict[str, Any]:
    """Write the quads of the job's file; gives what could not be read."""
    import pyoxigraph as ox

    formats = {
        "nquads": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "rdfxml": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    lines = job["format"] == "nquads"
    rejects: dict[int, str] = {}
    source = Bytes(sys.stdin.buffer, job["bytes"], lines)
    quads = ox.parse(io.BufferedReader(source, _CHUNK), formats[job["format"]], base_iri=job["base"])
    error = ""
    block: list[Any] = []
    try:
        while True:
            try:
                block.append(next(quads))
            except StopIteration:
                break
            except SyntaxError as found:
                if not lines or len(rejects) >= _REJECTS:
                    return {"rejects": [], "error": str(found.msg), "line": found.lineno}
                rejects.setdefault(found.lineno or 0, str(found.msg))
            if len(block) >= _BLOCK:
                ox.serialize(block, out, ox.RdfFormat.N_QUADS)
                block = []
    except TooLargeError:
        error = f"more than {job['bytes']:,} bytes"
    ox.serialize(block, out, ox.RdfFormat.N_QUADS)
    rejects |= dict.fromkeys(source.bad, "not UTF-8")
    return {"rejects": sorted(rejects.items()), "error": error, "line": None}


def main() -> None:
    """Read the job, do it, and leave without tidying up: there is nothing to save."""
    job = json.loads(sys.stdin.buffer.readline())
    confine(job)
    out = sys.stdout.buffer
    try:
        said = parse(job, out)
    except MemoryError:
        said = {"error": "needs more memory than a file may"}
    except (OSError, EOFError, ValueError, RuntimeError, RecursionError) as error:
        said = {"error": f"cannot be read: {error}"}
    out.flush()
    sys.stderr.write(json.dumps(said) + "\n")
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
