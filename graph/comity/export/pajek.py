"""Pajek .net, a convenience: ASCII labels, one relation for each type of tie, years as time."""

from __future__ import annotations

import tempfile
from itertools import chain
from pathlib import Path

from anyascii import anyascii

from comity.export.format import Format
from comity.export.rows import TieRow
from comity.export.view import View

__all__ = ["FORMAT"]


def _write(view: View, path: Path) -> None:
    actors = list(view.actors())
    numbers = {actor.id: at for at, actor in enumerate(actors, 1)}
    taken: set[str] = set()
    about = view.about
    with path.open("w", encoding="ascii", newline="\n") as out, tempfile.TemporaryFile("w+", encoding="ascii") as arcs:
        out.write(f"*Network {about.iri} licence: {_ascii(about.licence)} {_ascii(about.json())}\n")
        out.write(f"*Vertices {len(actors)}\n")
        for actor in actors:
            label = _ascii(actor.label) or actor.id
            label = f"{label} [{actor.id}]" if label in taken else label
            taken.add(label)
            out.write(f'{numbers[actor.id]} "{label}" {actor.x + 200:.4f} {actor.y + 100:.4f} 0.5\n')
        for tie in view.ties():  # edges come after all arcs, so the ones wait for the others
            first, last = numbers[tie.source], numbers[tie.target]
            line = f'{first} {last} {tie.weight:g} l "{tie.kind}"{_years(tie)}\n'
            if tie.directed:
                arcs.write(f"a{line}")
            else:
                arcs.write(f"e{line}")
        for title, mark in (("*Arcs", "a"), ("*Edges", "e")):
            arcs.seek(0)
            lines = (line[1:] for line in arcs if line[0] == mark)
            first_line = next(lines, None)
            if first_line is not None:
                out.write(f"{title}\n")
                out.writelines(chain([first_line], lines))


def _ascii(text: str) -> str:
    return " ".join(anyascii(text).replace('"', "'").split())


def _years(tie: TieRow) -> str:
    """Spells as years; none where a beginning is unknown, since Pajek has no open beginning."""
    if not tie.spells or any(first is None for first, _ in tie.spells):
        return ""
    found = (f"{first.year if first else 0}-{last.year if last else '*'}" for first, last in tie.spells)
    return f" [{','.join(dict.fromkeys(found))}]"


FORMAT = Format(
    name="pajek",
    summary="Pajek .net: the bare network",
    suffix=".net",
    write=_write,
    network=True,
    loses=(
        "Labels are ASCII without double quotes or line breaks; equal labels get their id.",
        "Of a tie only its type, weight and years stay: no IRI, evidence, confidence, precision or place.",
        "Time is in years, and missing where the beginning is unknown.",
        "Acts of one party alone are counted in the first line, not drawn; three parties become three ties.",
    ),
)
