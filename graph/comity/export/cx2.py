"""CX2 for Cytoscape and NDEx: typed attributes, places, labels and colours as visual properties."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from comity.export.fields import ACTOR_FIELDS, COLOURS, TIE_FIELDS, values
from comity.export.format import Format
from comity.export.view import View

__all__ = ["FORMAT"]


def _write(view: View, path: Path) -> None:
    about = view.about
    actors = list(view.actors())
    numbers = {actor.id: at for at, actor in enumerate(actors)}
    head = {"name": about.title, "dataset": about.iri, "version": about.version, "rights": about.licence}
    head |= {"description": about.json()}
    nodes = (
        {
            "id": numbers[actor.id],
            "x": round(actor.x * 10, 1),
            "y": round(-actor.y * 10, 1),
            "v": {"name": actor.label or actor.id, **values(ACTOR_FIELDS, actor)},
        }
        for actor in actors
    )
    ties = (
        {
            "id": at,
            "s": numbers[tie.source],
            "t": numbers[tie.target],
            "v": {"name": tie.id, "interaction": tie.type, "weight": tie.weight, **values(TIE_FIELDS, tie)},
        }
        for at, tie in enumerate(view.ties())
    )
    counts = {"attributeDeclarations": 1, "networkAttributes": 1, "nodes": len(actors), "edges": about.counts["ties"]}
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write('[{"CXVersion": "2.0", "hasFragments": false},\n')
        found = [{"name": name, "elementCount": count} for name, count in {**counts, "visualProperties": 1}.items()]
        _aspect(out, "metaData", found)
        _aspect(out, "attributeDeclarations", [_declared(head)])
        _aspect(out, "networkAttributes", [head])
        _aspect(out, "nodes", nodes)
        _aspect(out, "edges", ties)
        _aspect(out, "visualProperties", [_look()])
        out.write('{"status": [{"success": true}]}]\n')


def _aspect(out: TextIO, name: str, items: Iterable[Any]) -> None:
    out.write(f'{{"{name}": [')
    for at, item in enumerate(items):
        out.write((",\n" if at else "\n") + json.dumps(item, ensure_ascii=False))
    out.write("\n]},\n")


def _declared(head: Iterable[str]) -> dict[str, Any]:
    own = {"name": "string", "interaction": "string", "weight": "double"}
    return {
        "networkAttributes": {name: {"d": "string"} for name in head},
        "nodes": {"name": {"d": "string"}, **{name: {"d": kind} for name, (kind, _) in ACTOR_FIELDS.items()}},
        "edges": {name: {"d": kind} for name, kind in _with(own)},
    }


def _with(own: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from own.items()
    yield from ((name, kind) for name, (kind, _) in TIE_FIELDS.items())


def _look() -> dict[str, Any]:
    shades = [{"v": kind, "vp": "#{:02X}{:02X}{:02X}".format(*colour)} for kind, colour in COLOURS.items()]
    label = {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}}
    colour = {"type": "DISCRETE", "definition": {"attribute": "actor_kind", "type": "string", "map": shades}}
    interaction = {"type": "PASSTHROUGH", "definition": {"attribute": "interaction", "type": "string"}}
    return {
        "default": {"node": {"NODE_SHAPE": "ellipse", "NODE_BACKGROUND_COLOR": "#999999"}, "edge": {}, "network": {}},
        "nodeMapping": {"NODE_LABEL": label, "NODE_BACKGROUND_COLOR": colour},
        "edgeMapping": {"EDGE_LABEL": interaction},
    }


FORMAT = Format(
    name="cx2",
    summary="CX2 for Cytoscape and NDEx",
    suffix=".cx2",
    write=_write,
    network=True,
    loses=(
        "Acts of one party alone are counted in the description, not drawn; three parties become three ties.",
        "Days are text; of several spells only the first and last day stay.",
        "All ties have a direction: where mutual is true, the arrow means nothing.",
    ),
)
