"""A store made of another one by taking some quads out and putting some in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from comity.errors import StoreError
from comity.store.disk import disk_errors

__all__ = ["change"]


def change(before: Path, folder: Path, gone: Path, come: Path) -> bool:
    """Make ``folder``, a store like ``before`` without the quads of one N-Quads file and with those of another.

    What does not change is shared on the disk (hard links); ``before`` is only read. Gives False, and leaves something
    half made, where a quad that goes was not there or one that comes was: then ``before`` is not what it was thought to
    be. Raises StoreError where the disk is full or the process was stopped.
    """
    job = {"before": str(before), "folder": str(folder), "gone": str(gone), "come": str(come), "parent": os.getpid()}
    with subprocess.Popen(
        [sys.executable, "-I", str(Path(__file__).with_name("writer.py")), "change", json.dumps(job)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            said, _ = process.communicate()
        finally:
            process.kill()
            process.wait()  # leaving the block does not wait after an interruption
    if process.returncode != 0:
        raise StoreError(f"{folder}: changing the graph was stopped (exit code {process.returncode}); build again")
    answer = json.loads(said)
    if "error" in answer:
        with disk_errors(folder):
            raise OSError(answer["errno"] or 0, answer["error"])
    return bool(answer["as_told"])
