"""Small steps on disk that hold through a crash: fsync, atomic write, removal."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comity.errors import ComityError, StoreError

__all__ = ["disk_errors", "free_bytes", "remove", "size_bytes", "sync", "sync_tree", "write_atomically"]

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = ("No space left", "Disk quota exceeded", "File too large")


def sync(path: Path) -> None:
    """Force one file or folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Force a folder, all files and all folders in it to the disk, the innermost first."""
    for here, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync(Path(here, name))
        sync(Path(here))


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file in one step: readers see the old bytes or the new, also after a crash."""
    beside = path.with_name(path.name + ".tmp")
    with beside.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)
    sync(path.parent)


def remove(path: Path) -> None:
    """Delete a file, link or folder; nothing where there is none."""
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    elif path.exists():
        shutil.rmtree(path)


def size_bytes(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(Path(here, name).lstat().st_size for here, _, names in os.walk(folder) for name in names)


def free_bytes(folder: Path) -> int:
    """Bytes free for this user on the disk that holds a folder."""
    return shutil.disk_usage(folder).free


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Turn what the operating system says about a disk into a one-line :class:`StoreError`.

    Engines say it with exceptions of their own, so a full disk is also known by its words.
    """
    try:
        yield
    except ComityError:
        raise
    except Exception as error:
        number = error.errno if isinstance(error, OSError) else None
        if number in _FULL or any(words in str(error) for words in _FULL_WORDS):
            raise StoreError(
                f"{folder}: the disk is full; free some space and build again (nothing changed)"
            ) from error
        if isinstance(error, OSError):
            reason = error.strerror or str(error).splitlines()[0]
            raise StoreError(f"{error.filename or folder}: {reason}") from error
        raise
