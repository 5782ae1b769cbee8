"""GraphML, streamed: one type a key, edge ids unique in the whole file, so that no reader merges parallel ties."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from comity.export.fields import ACTOR_FIELDS, TIE_FIELDS, values
from comity.export.format import Format
from comity.export.text import attributes, body, shown
from comity.export.view import View

__all__ = ["FORMAT"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES = {"string": "string", "integer": "long", "double": "double", "boolean": "boolean"}


def _write(view: View, path: Path) -> None:
    about = {"dataset": view.about.iri, "version": view.about.version, "licence": view.about.licence}
    about["about"] = view.about.json()
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD)
        for name in about:
            _key(out, f"g_{name}", "graph", name, "string")
        for name, kind in {"label": "string", **{n: kind for n, (kind, _) in ACTOR_FIELDS.items()}}.items():
            _key(out, f"a_{name}", "node", name, _TYPES[kind])
        ties = {"label": "string", "kind": "string", "weight": "double", **{n: k for n, (k, _) in TIE_FIELDS.items()}}
        for name, kind in ties.items():
            _key(out, f"t_{name}", "edge", name, _TYPES[kind])
        out.write(f'<graph id="comity" edgedefault="{"directed" if view.directed else "undirected"}">')
        _data(out, "g_", about)
        for actor in view.actors():
            out.write(f"\n<node{attributes({'id': actor.id})}>")
            _data(out, "a_", {"label": actor.label or None, **values(ACTOR_FIELDS, actor)})
            out.write("</node>")
        for tie in view.ties():
            head = {"id": tie.id, "source": tie.source, "target": tie.target}
            out.write(f"\n<edge{attributes(head)}>")
            own: dict[str, str | int | float | None] = {"label": tie.type, "kind": tie.kind, "weight": tie.weight}
            _data(out, "t_", {**own, **values(TIE_FIELDS, tie)})
            out.write("</edge>")
        out.write("\n</graph>\n</graphml>\n")


def _key(out: TextIO, id_: str, place: str, name: str, kind: str) -> None:
    out.write(f"<key{attributes({'id': id_, 'for': place, 'attr.name': name, 'attr.type': kind})}/>\n")


def _data(out: TextIO, prefix: str, found: Mapping[str, str | int | float | None]) -> None:
    for name, value in found.items():
        if value is not None:
            out.write(f'<data key="{prefix}{name}">{body(shown(value))}</data>')


FORMAT = Format(
    name="graphml",
    summary="GraphML for NetworkX, igraph, yEd and many others",
    suffix=".graphml",
    write=_write,
    network=True,
    loses=(
        "Acts of one party alone are counted in the head, not drawn.",
        "An act of three or more parties becomes one tie for each pair.",
        "There are no dates and no spells: days are text, and of several spells only the first and last day stay.",
        "Lists are text joined by ' | '; only the first report's sentence is inside.",
        "A file with any directed tie is directed, since NetworkX refuses mixed files: where mutual is true, the arrow "
        "means nothing.",
        "Characters that XML forbids become U+FFFD.",
    ),
)
