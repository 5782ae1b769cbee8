"""Web pages to articles in a process of its own, which its parent may kill.

Run as a script (``python -I html_worker.py``) and alone: it imports nothing of Comity. Its arguments are the memory it
may take (bytes), the CPU seconds a page may take, and the process id of its parent. For each page it reads eight bytes
of length and that much UTF-8 from standard input, and writes one line of JSON: the ``text`` of the article and what the
page says of itself, or ``error``. Before the first page it gives up network, core dumps and outliving its parent.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from typing import Any

_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1945-01-01", "max_date": "2199-12-31"}
"""The date that the page states as its own, never a guess, and never one that depends on today."""

_UNSEEN = [
    "//template",
    "//*[@hidden]",
    "//*[contains(translate(@style, ' ', ''), 'display:none')]",
]
"""What a browser shows nobody is no part of an article. It shows what is ``aria-hidden``, as behind a dialogue."""


def confine(memory: int, parent: int) -> None:
    """Give up network, core dumps and memory above the limit; Linux also ties life to the parent's."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def allow(seconds: int) -> None:
    """Let the process run for some more CPU seconds; the kernel ends it after that."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent.ru_utime + spent.ru_stime) + seconds + 1, hard))


def article(page: bytes) -> dict[str, Any]:
    """The article of a page: ``text`` with blank lines between paragraphs, ``title``, ``date``, ``outlet``, ``url``."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            page,
            include_comments=False,
            with_metadata=True,
            prune_xpath=_UNSEEN,
            date_extraction_params=dict(_DATES),
        )
    except MemoryError:
        return {"error": "memory"}
    except Exception as error:  # of lxml, its cleaner and the extractor, on markup that nobody foresaw
        return {"error": f"{type(error).__name__}: {error}"}
    if found is None or not (text := str(getattr(found, "text", "") or "")).strip():
        return {"error": "empty"}
    names = {"title": "title", "date": "date", "outlet": "sitename", "url": "url", "licence": "license"}
    head = {key: str(getattr(found, name, None) or "") for key, name in names.items()}
    return {"text": "\n\n".join(line for line in text.split("\n") if line.strip()), **head}


def main(memory: int, seconds: int, parent: int) -> None:
    """Answer page after page until standard input ends."""
    confine(memory, parent)
    while len(head := sys.stdin.buffer.read(8)) == 8:
        page = sys.stdin.buffer.read(int.from_bytes(head, "big"))
        allow(seconds)
        answer = article(page)
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
