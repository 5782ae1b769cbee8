"""N-Quads into a store in one go, and out again in sorted order."""

from __future__ import annotations

import heapq
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from comity.errors import StoreError
from comity.store.disk import disk_errors

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["bulk_load", "dump", "memory"]

_CHUNK = 1_000_000
"""Lines sorted in memory at a time: about 200 MB."""


def bulk_load(nquads: Path, folder: Path) -> int:
    """Load an N-Quads file into a new Oxigraph folder and bring it to the disk; gives the number of quads.

    Works in a process of its own, so that an interruption ends it at once and its memory goes with it. Raises
    StoreError with ``path:line`` where the file is no N-Quads, or where the disk is full.
    """
    job = json.dumps({"nquads": str(nquads), "folder": str(folder), "parent": os.getpid()})
    with subprocess.Popen(
        [sys.executable, "-I", str(Path(__file__).with_name("loader.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as loader:
        try:
            said, _ = loader.communicate(job.encode() + b"\n")
        finally:
            loader.kill()
            loader.wait()  # leaving the block does not wait after an interruption
    if loader.returncode != 0:
        raise StoreError(f"{folder}: loading was stopped ({_how_it_ended(loader.returncode)}); build again")
    answer = json.loads(said)
    if "quads" in answer:
        return int(answer["quads"])
    if "line" in answer:
        raise StoreError(f"{nquads}:{answer['line']}: {answer['error']}")
    with disk_errors(folder):
        raise OSError(answer["errno"] or 0, answer["error"])


def _how_it_ended(code: int) -> str:
    return f"signal {-code}; the memory may be too small" if code < 0 else f"exit code {code}"


def memory(nquads: bytes | str) -> pyoxigraph.Store:
    """A store in memory that holds some N-Quads; it takes :func:`comity.store.select` like one on disk."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(input=nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def dump(store: pyoxigraph.Store, out: BinaryIO) -> int:
    """Write all quads as N-Quads, sorted by byte, so that equal graphs give equal bytes; gives their number.

    Memory stays bounded: chunks are sorted and merged from temporary files.
    """
    import pyoxigraph

    with tempfile.TemporaryDirectory(prefix="comity-dump-") as spill:
        whole = Path(spill, "all.nq")
        store.dump(str(whole), pyoxigraph.RdfFormat.N_QUADS)
        parts: list[Path] = []
        with whole.open("rb") as lines:
            while chunk := sorted(islice(lines, _CHUNK)):
                parts.append(Path(spill, f"{len(parts)}.nq"))
                with parts[-1].open("wb") as part:
                    part.writelines(chunk)
        whole.unlink()
        return _write(heapq.merge(*map(_lines, parts)), out)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as lines:
        yield from lines


def _write(lines: Iterator[bytes], out: BinaryIO) -> int:
    count = 0
    for line in lines:
        out.write(line)
        count += 1
    return count
