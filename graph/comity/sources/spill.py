"""What is too much for memory, put aside on disk: Arrow tables to be read back, and entities to be joined by id.

Both have no name on the disk and are gone with the process, however it ends.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from tempfile import TemporaryFile
from typing import Any
from weakref import finalize

import pyarrow as pa

__all__ = ["Spilled", "aside"]

_CACHE_KIB = 64 * 1024


class Spilled:
    """Rows of one table, as Arrow batches in a file; ``add`` them all, then iterate, as often as is wanted."""

    def __init__(self, schema: Any) -> None:
        self.num_rows = 0
        self._file = TemporaryFile(prefix="comity-")  # noqa: SIM115 - open as long as this lives
        finalize(self, self._file.close)
        self._writer = pa.ipc.new_stream(self._file, schema, options=pa.ipc.IpcWriteOptions(compression="zstd"))

    def add(self, table: Any) -> None:
        """Put the rows of an Arrow table behind the others."""
        self._writer.write_table(table)
        self.num_rows += table.num_rows

    def __iter__(self) -> Iterator[Any]:
        self._writer.close()
        self._file.seek(0)
        yield from pa.ipc.open_stream(self._file)


@contextmanager
def aside() -> Iterator[sqlite3.Connection]:
    """An empty database that lies in memory while it is small, and in a nameless file where it is not.

    Raises ``OSError`` where the disk has no room for it.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as con:
        con.execute(f"pragma cache_size = -{_CACHE_KIB}")
        con.execute("pragma journal_mode = off")
        con.execute("begin")
        try:
            yield con
        except sqlite3.OperationalError as error:
            raise OSError(errno.ENOSPC, f"no room to put entities aside: {error}") from error
