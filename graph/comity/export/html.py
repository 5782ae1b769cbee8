"""One HTML page that works offline: the network drawn, a table with search, and the words behind each tie."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from comity import resources
from comity.export.fields import COLOURS
from comity.export.format import Format
from comity.export.rows import ActorRow, TieRow
from comity.export.text import day
from comity.export.view import View

__all__ = ["FORMAT"]


def _json(value: Any) -> str:
    """JSON that cannot end the script element it stands in, nor break a line of script."""
    text = json.dumps(value, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _actor(actor: ActorRow) -> dict[str, Any]:
    placed = {"x": actor.x, "y": actor.y} if actor.placed else {}
    return {"id": actor.id, "label": actor.label, "kind": actor.kind, **placed}


def _tie(tie: TieRow, numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "iri": tie.iri,
        "type": tie.type,
        "source": numbers[tie.source],
        "target": numbers[tie.target],
        "mutual": not tie.directed,
        "sign": tie.sign,
        "weight": tie.weight,
        "spells": [[day(first), day(last)] for first, last in tie.spells],
        "precision": tie.precision,
        "modality": tie.modality,
        "confidence": tie.confidence,
        "evidence": tie.evidence,
        "reports": len(tie.reports),
        "sources": [source.removeprefix("source/") for source in tie.sources],
    }


def _write(view: View, path: Path) -> None:
    actors = list(view.actors())
    numbers = {actor.id: at for at, actor in enumerate(actors)}
    colours = {kind: "#{:02x}{:02x}{:02x}".format(*colour) for kind, colour in COLOURS.items()}
    head, tail = resources.packaged("export", "page.html").read_text("utf-8").split("@DATA@")
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{head}{{"about": {_json(view.about.record())}, "colours": {_json(colours)},\n"actors": [')
        out.write(",\n".join(_json(_actor(actor)) for actor in actors))
        out.write('],\n"ties": [')
        for at, tie in enumerate(view.ties()):
            out.write((",\n" if at else "\n") + _json(_tie(tie, numbers)))
        out.write(f"]}}{tail}")


FORMAT = Format(
    name="html",
    summary="One HTML page that works offline, with search and evidence",
    suffix=".html",
    write=_write,
    network=True,
    loses=(
        "Acts of one party alone are counted in the head, not drawn; three parties become three ties.",
        "Only the first report's sentence is inside.",
        "Above some 20,000 ties a browser becomes slow: use filters.",
    ),
)
