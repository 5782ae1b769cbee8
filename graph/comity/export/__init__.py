"""Files that other tools open: one module a format, all from the same finished tables and graph."""

from __future__ import annotations

import difflib
import importlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import NotFoundError, StoreError, UsageError
from comity.export.filters import Filters

if TYPE_CHECKING:
    from comity.export.format import Format
    from comity.store import Generation

__all__ = ["FORMATS", "Filters", "explain", "formats", "write"]

FORMATS = (
    "nquads",
    "trig",
    "turtle",
    "rdfxml",
    "jsonld",
    "jsonld-framed",
    "gexf",
    "graphml",
    "cx2",
    "cyjs",
    "gephi-csv",
    "pajek",
    "neo4j-csv",
    "cypher",
    "geojson",
    "csv",
    "jsonl",
    "parquet",
    "sqlite",
    "ftm",
    "quickstatements",
    "sssom",
    "html",
    "package",
)
"""Names of the formats, in the order in which they are listed; the module of each has its name."""


def formats() -> dict[str, Format]:
    """Every format by name."""
    return {name: _format(name) for name in FORMATS}


def _format(name: str) -> Format:
    if name not in FORMATS:
        near = difflib.get_close_matches(name, FORMATS, n=1) or [", ".join(FORMATS)]
        raise NotFoundError(f"no format {name!r}; try {near[0]}")
    found: Format = importlib.import_module(f"comity.export.{name.replace('-', '_')}").FORMAT
    return found


def explain(name: str) -> str:
    """What a format is and what it cannot hold, a line each. Raises ``NotFoundError`` with a near name."""
    found = _format(name)
    kind = "a folder of files" if found.folder else f"one file ({found.suffix})"
    losses = found.loses or ("Nothing of the graph is lost.",)
    return "\n".join([f"{found.name}: {found.summary}; {kind}", *(f"  - {loss}" for loss in losses)])


def write(generation: Generation, name: str, out: Path, filters: Filters | None = None) -> dict[str, int]:
    """Write a generation, or the part that passes the filters, to ``out``; gives counts of what was written.

    The file or folder appears in one rename, or not at all. Equal graphs and filters give equal bytes. Raises
    ``NotFoundError`` for a format that does not exist, ``UsageError`` for filters that make no sense or a folder that
    holds other things, ``StoreError`` where the disk refuses.
    """
    from comity.export.view import View

    chosen = _format(name)
    _check(out, chosen)
    view = View(generation, filters or Filters(), network=chosen.network)
    part = out.with_name(f".{out.name}.part")
    try:
        _remove(part)
        chosen.write(view, part)
        if out.is_dir() and chosen.folder:
            _remove(out)
        part.replace(out)
    except OSError as error:
        raise StoreError(f"{out}: {error.strerror or error}") from None
    finally:
        _remove(part)
    return view.about.counts


def _check(out: Path, chosen: Format) -> None:
    if not out.parent.is_dir():
        raise UsageError(f"{out.parent}: no such folder")
    if out.is_dir():
        if not chosen.folder:
            raise UsageError(f"{out}: is a folder; {chosen.name} is one file")
        if any(out.iterdir()) and not (out / "about.json").is_file():
            raise UsageError(f"{out}: holds other things; name a new folder for {chosen.name}")
    elif out.exists() and chosen.folder:
        raise UsageError(f"{out}: is a file; {chosen.name} makes a folder")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
