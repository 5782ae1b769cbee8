"""N-Quads into a store in one go, and out again in sorted order."""

from __future__ import annotations

import heapq
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from comity.errors import StoreError
from comity.store.disk import disk_errors

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["Loader", "bulk_load", "dump", "loading", "memory"]

_CHUNK = 1_000_000
"""Lines sorted in memory at a time: about 200 MB."""
_ALLOCATION = ("hugetlb=1", f"mmap_threshold={1 << 30}", f"trim_threshold={1 << 32}")
"""How a loader's memory is kept (glibc): it takes and gives back hundreds of megabytes for each lot."""


class Loader:
    """A new store on disk that a process of its own fills with N-Quads, while they are written to ``out``.

    The process can be killed at once, and its memory goes with it.
    """

    def __init__(self, process: subprocess.Popen[bytes], source: str, folder: Path) -> None:
        self._process, self._source, self._folder = process, source, folder

    @property
    def out(self) -> IO[bytes]:
        """Where the N-Quads go. Writing raises BrokenPipeError where the process has given up."""
        assert self._process.stdin is not None
        return self._process.stdin

    def stop(self) -> None:
        """End the process at once; whoever writes to ``out`` gets BrokenPipeError."""
        self._process.kill()

    def end(self) -> None:
        """Say that all is written: the last quads are sorted only then, while the caller may do other things."""
        _close(self.out)

    def finish(self) -> int:
        """Say that all is written and wait until it is on the disk; gives the number of quads.

        Raises StoreError where the text is no N-Quads, the disk is full or the process was stopped.
        """
        self.end()
        assert self._process.stdout is not None
        said = self._process.stdout.read()
        self._process.wait()
        if self._process.returncode != 0:
            raise StoreError(
                f"{self._folder}: loading was stopped ({_how_it_ended(self._process.returncode)}); build again"
            )
        answer = json.loads(said)
        if "quads" in answer:
            return int(answer["quads"])
        if "line" in answer:
            raise StoreError(f"{self._source}:{answer['line']}: {answer['error']}")
        with disk_errors(self._folder):
            raise OSError(answer["errno"] or 0, answer["error"])


@contextmanager
def loading(folder: Path, nquads: Path | None = None) -> Iterator[Loader]:
    """A loader for a new store in ``folder``, of a file or of what is written to ``out``; it ends with the block.

    What is written to ``out`` comes from tables (``rdf``), which made its terms: its IRIs are not looked at again.
    Where the process gives up before all is written, its reason is raised in the place of BrokenPipeError.
    """
    job = {
        "nquads": nquads and str(nquads),
        "folder": str(folder),
        "parent": os.getpid(),
        "lenient": nquads is None,
    }
    with subprocess.Popen(
        [sys.executable, "-I", str(Path(__file__).with_name("writer.py")), "load", json.dumps(job)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "GLIBC_TUNABLES": ":".join(f"glibc.malloc.{name}" for name in _ALLOCATION)},
    ) as process:
        loader = Loader(process, str(nquads or "quads"), folder)
        try:
            yield loader
        except BrokenPipeError:
            loader.finish()
            raise
        finally:
            process.kill()
            process.wait()  # leaving the block does not wait after an interruption
            _close(loader.out)


def _close(out: IO[bytes]) -> None:
    with suppress(BrokenPipeError):  # what was not written yet goes nowhere
        out.close()


def bulk_load(nquads: Path, folder: Path) -> int:
    """Load an N-Quads file into a new store and bring it to the disk; gives the number of quads.

    Raises StoreError with ``path:line`` where the file is no N-Quads, or where the disk is full.
    """
    with loading(folder, nquads) as loader:
        return loader.finish()


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
