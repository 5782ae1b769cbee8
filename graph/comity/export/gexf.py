"""GEXF 1.3 for Gephi: dynamic, with spells, positions, colours and sizes; streamed.

Elements carry no prefix, since readers in browsers look for plain tag names; ``kind`` keeps parallel ties apart.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TextIO

from comity.export.fields import ACTOR_FIELDS, COLOURS, TIE_FIELDS, values
from comity.export.format import Format
from comity.export.rows import ActorRow, Spell, TieRow
from comity.export.text import attributes, body, day
from comity.export.view import View

__all__ = ["FORMAT"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
"""
_GRAPH = '<graph defaultedgetype="{}" mode="dynamic" timeformat="date" timerepresentation="interval">\n'


def _write(view: View, path: Path) -> None:
    actor_ids = {name: f"a{at}" for at, name in enumerate(ACTOR_FIELDS)}
    tie_ids = {name: f"t{at}" for at, name in enumerate(TIE_FIELDS)}
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"{_HEAD}<meta><creator>{body(view.about.software)}</creator>")
        out.write(f"<keywords>{body(view.about.iri)}</keywords>")
        out.write(f"<description>{body(view.about.json())}</description></meta>\n")
        out.write(_GRAPH.format("directed" if view.directed else "undirected"))
        for name, fields, ids in (("node", ACTOR_FIELDS, actor_ids), ("edge", TIE_FIELDS, tie_ids)):
            out.write(f'<attributes class="{name}" mode="static">\n')
            for title, (kind, _) in fields.items():
                out.write(f"<attribute{attributes({'id': ids[title], 'title': title, 'type': kind})}/>\n")
            out.write("</attributes>\n")
        out.write("<nodes>\n")
        for actor in view.actors():
            _node(out, actor, actor_ids)
        out.write("</nodes>\n<edges>\n")
        for tie in view.ties():
            _edge(out, tie, tie_ids)
        out.write("</edges>\n</graph>\n</gexf>\n")


def _node(out: TextIO, actor: ActorRow, ids: dict[str, str]) -> None:
    red, green, blue = COLOURS.get(actor.kind, (153, 153, 153))
    out.write(f"<node{attributes({'id': actor.id, 'label': actor.label or actor.id})}>")
    _attvalues(out, {ids[name]: value for name, value in values(ACTOR_FIELDS, actor).items()})
    out.write(f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{actor.x * 10:.1f}" ')
    out.write(f'y="{actor.y * 10:.1f}"/><viz:size value="{4 + 2 * math.sqrt(actor.ties):.2f}"/></node>\n')


def _edge(out: TextIO, tie: TieRow, ids: dict[str, str]) -> None:
    spells = tie.spells
    head: dict[str, str | int | float | None] = {
        "id": tie.id,
        "source": tie.source,
        "target": tie.target,
        "kind": tie.kind,
        "label": tie.type,
        "weight": tie.weight,
    }
    alone = _spell(spells[0]) if len(spells) == 1 else {}
    out.write(f"<edge{attributes(head | alone)}>")
    _attvalues(out, {ids[name]: value for name, value in values(TIE_FIELDS, tie).items()})
    if len(spells) > 1:
        found = "".join(f"<spell{attributes(_spell(spell))}/>" for spell in spells)
        out.write(f"<spells>{found}</spells>")
    out.write("</edge>\n")


def _spell(spell: Spell) -> dict[str, str | int | float | None]:
    return {"start": day(spell[0]), "end": day(spell[1])}


def _attvalues(out: TextIO, found: dict[str, str | int | float | None]) -> None:
    items = "".join(f"<attvalue{attributes({'for': id_, 'value': value})}/>" for id_, value in found.items())
    out.write(f"<attvalues>{items}</attvalues>")


FORMAT = Format(
    name="gexf",
    summary="GEXF 1.3 for Gephi and Gephi Lite: dynamic, with places and colours",
    suffix=".gexf",
    write=_write,
    network=True,
    loses=(
        "Acts of one party alone (a statement about nobody) are counted in the description, not drawn.",
        "An act of three or more parties becomes one tie for each pair.",
        "A file with any directed tie is directed, since NetworkX refuses mixed files: where mutual is true, the arrow "
        "means nothing.",
        "Lists are text joined by ' | '; a date's precision stands beside it as an attribute.",
        "Only the first report's sentence is inside; the others are named by IRI.",
        "Characters that XML forbids become U+FFFD.",
    ),
)
