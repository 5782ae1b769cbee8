"""Cytoscape.js JSON, for cytoscape.js in a page and for Cytoscape itself; every tie has its own id and label.

``value`` and ``key`` are what NetworkX's reader takes for the names of nodes and parallel ties."""

from __future__ import annotations

import json
from pathlib import Path

from comity.export.fields import ACTOR_FIELDS, TIE_FIELDS, values
from comity.export.format import Format
from comity.export.view import View

__all__ = ["FORMAT"]


def _write(view: View, path: Path) -> None:
    about = view.about
    head = {"name": about.title, "shared_name": about.iri, "about": about.record()}
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"format_version": "1.0", "target_cytoscapejs_version": "~3.0",\n')
        out.write(f'"generated_by": {json.dumps(about.software)},\n"data": {json.dumps(head, ensure_ascii=False)},\n')
        out.write('"elements": {"nodes": [')
        for at, actor in enumerate(view.actors()):
            data = {"id": actor.id, "value": actor.id, "name": actor.label or actor.id, **values(ACTOR_FIELDS, actor)}
            place = {"x": round(actor.x * 10, 1), "y": round(-actor.y * 10, 1)}
            out.write((",\n" if at else "\n") + json.dumps({"data": data, "position": place}, ensure_ascii=False))
        out.write('\n], "edges": [')
        for at, tie in enumerate(view.ties()):
            ends = {"id": tie.id, "source": tie.source, "target": tie.target, "name": tie.type, "interaction": tie.type}
            data = {**ends, "key": tie.id, "weight": tie.weight, **values(TIE_FIELDS, tie)}
            out.write((",\n" if at else "\n") + json.dumps({"data": data}, ensure_ascii=False))
        out.write("\n]}}\n")


FORMAT = Format(
    name="cyjs",
    summary="Cytoscape.js JSON, with places",
    suffix=".cyjs",
    write=_write,
    network=True,
    loses=(
        "Acts of one party alone are counted in the head, not drawn; three parties become three ties.",
        "Days are text; of several spells only the first and last day stay.",
        "Ties have no direction of their own in the format: mutual says where the order of the ends means nothing.",
    ),
)
