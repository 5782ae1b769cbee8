"""N-Quads, sorted by byte: equal graphs give equal files, and a diff shows what changed."""

from __future__ import annotations

from pathlib import Path

from comity.export.format import Format
from comity.export.quads import lines
from comity.export.view import View

__all__ = ["FORMAT"]


def _write(view: View, path: Path) -> None:
    with lines(view) as found, path.open("wb") as out:
        out.writelines(found)


FORMAT = Format("nquads", "N-Quads: the whole graph with its named graphs, sorted", ".nq", _write)
