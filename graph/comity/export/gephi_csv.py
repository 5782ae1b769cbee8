"""Gephi's spreadsheet import: ``nodes.csv`` and ``edges.csv`` with a time set for each tie."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from comity.export.fields import ACTOR_FIELDS, TIE_FIELDS, values
from comity.export.folder import start, write_csv
from comity.export.format import Format
from comity.export.rows import Spell
from comity.export.text import shown
from comity.export.view import View

__all__ = ["FORMAT", "timeset"]


def timeset(spells: tuple[Spell, ...]) -> str:
    """Spells as Gephi reads them: ``<[2019-01-01, 2019-01-03]; [2020-01-01, Infinity]>``; empty where unknown."""
    if not spells:
        return ""
    found = (f"[{first or '-Infinity'}, {last or 'Infinity'}]" for first, last in spells)
    return f"<{'; '.join(found)}>"


def _write(view: View, path: Path) -> None:
    start(path, view.about)
    actors = (
        [actor.id, actor.label or actor.id, *_cells(values(ACTOR_FIELDS, actor), ACTOR_FIELDS)]
        for actor in view.actors()
    )
    write_csv(path / "nodes.csv", ["Id", "Label", *ACTOR_FIELDS], actors)
    head = ["Source", "Target", "Type", "Id", "Label", "timeset", "Weight", "Kind", *TIE_FIELDS]
    ties = (
        [
            *(tie.source, tie.target, "Directed" if tie.directed else "Undirected", tie.id, tie.type),
            *(timeset(tie.spells), tie.weight, tie.kind),
            *_cells(values(TIE_FIELDS, tie), TIE_FIELDS),
        ]
        for tie in view.ties()
    )
    write_csv(path / "edges.csv", head, ties)


def _cells(found: dict[str, str | int | float | None], names: Iterable[str]) -> list[str]:
    return ["" if (value := found.get(name)) is None else shown(value) for name in names]


FORMAT = Format(
    name="gephi-csv",
    summary="Two CSV files for Gephi's spreadsheet import, with spells",
    suffix="",
    write=_write,
    network=True,
    folder=True,
    loses=(
        "Acts of one party alone are counted in about.json, not drawn; three parties become three ties.",
        "An open end becomes Infinity, which Gephi shows as the end of its timeline.",
        "Places and colours: Gephi's CSV import reads none.",
    ),
)
