"""Web pages: the article without what stands around it, and what the page says of its title, date, outlet and address.

The boilerplate is taken off by trafilatura, in a child process with limits on memory and time, since markup can be made
to cost either. The text that comes out is what evidence offsets count in; the page's address is the source's.
"""

from __future__ import annotations

import json
import os
import re
import selectors
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from comity.errors import ComityError
from comity.text.given import Given, decode, stated_day

__all__ = ["MAX_BYTES", "Limits", "Pages", "is_html"]

MAX_BYTES = 2_000_000
"""The largest page that is parsed."""

_MISSING = "reading web pages needs trafilatura: pip install 'comity[text]'"
_START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,9}<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,30})", re.I)
_ENCODINGS = re.compile(
    r"utf-?8|iso-8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis|us-ascii"
)
"""Others that Python knows (punycode, unicode-escape) are no encodings of pages."""
_XML = re.compile(r"\A\s*<\?xml[^<>]{0,200}\?>")
_WEB = re.compile(r"https?://[^\s<>\"]+\Z", re.I)


def is_html(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a web page."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    return _START.match(head) is not None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take before its process is killed."""

    memory: int = 2**30
    """Address space of the process, bytes."""
    cpu: int = 10
    """CPU seconds."""
    wall: float = 60.0
    """Seconds by the clock, on a machine that is busy with other things."""


class Pages:
    """Takes articles out of pages; one child process serves them all and is started anew where one has ended it.

    A context manager: leaving it ends the process.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child process."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()

    def document(self, page: bytes, name: str) -> Given:
        """The article of a page.

        Raises ``ValueError`` with the reason where there is none or a limit was met, ``ComityError`` where the
        extractor is not installed.
        """
        if len(page) > MAX_BYTES:
            raise ValueError(f"a page of {len(page):,} bytes; at most {MAX_BYTES:,} are read")
        answer = self._ask(_XML.sub("", _characters(page), count=1).encode("utf-8", "replace"))
        if "error" in answer:
            raise ValueError(_REASONS.get(answer["error"], f"the page cannot be parsed: {answer['error']}"[:200]))
        url = answer["url"] if _WEB.match(answer["url"]) else ""
        day = stated_day(answer["date"]) if answer["date"] else None
        text = _without_title(answer["text"], answer["title"])
        return Given(name, text, answer["title"], day, answer["outlet"], url, answer["licence"], True)

    def _ask(self, page: bytes) -> dict[str, Any]:
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(len(page).to_bytes(8, "big"))
            child.stdin.write(page)
            child.stdin.flush()
            line = _line(child.stdout, self._limits.wall)
        except BrokenPipeError:
            line = b""
        except BaseException:
            self.close()
            raise
        if line.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(line)
            if answer.get("error") == "memory":
                self.close()
            return answer
        self.close()
        return {"error": "limit"}

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            if find_spec("trafilatura") is None:
                raise ComityError(_MISSING)
            limits = (self._limits.memory, self._limits.cpu, os.getpid())
            self._child = subprocess.Popen(
                [sys.executable, "-I", str(Path(__file__).with_name("html_worker.py")), *map(str, limits)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PATH": os.defpath, "MALLOC_ARENA_MAX": "1"},
            )
        return self._child


def _without_title(text: str, title: str) -> str:
    """The text without a first paragraph that repeats the title, which would be read as an act of its own."""
    first, _, rest = text.partition("\n\n")
    letters, wanted = ("".join(char for char in part.casefold() if char.isalnum()) for part in (first, title))
    return rest if letters and rest and wanted.startswith(letters) else text


_REASONS = {
    "empty": "a web page without an article",
    "limit": "a web page that takes too long or too much memory to parse",
    "memory": "a web page that takes too long or too much memory to parse",
}


def _line(stream: IO[bytes], seconds: float) -> bytes:
    """One line, or what came of it before the stream or the time ended."""
    parts: list[bytes] = []
    until = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while selector.select(max(0.0, until - time.monotonic())):
            part = os.read(stream.fileno(), 1 << 16)
            parts.append(part)
            if not part or part.endswith(b"\n"):
                break
    return b"".join(parts)


def _characters(page: bytes) -> str:
    """A page's characters: in the encoding it states, where it can be read so, else in the one that fits."""
    stated = _CHARSET.search(page[:4096])
    if stated and not page.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = stated[1].decode("ascii").lower()
        if _ENCODINGS.fullmatch(name):
            with suppress(LookupError, UnicodeDecodeError):
                return page.decode({"iso-8859-1": "cp1252", "utf-8": "utf-8-sig"}.get(name, name))
    return decode(page)
