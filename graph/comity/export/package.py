"""A research package: one folder with the data, and what data catalogues, archives and citation managers ask for.

All descriptions are made from one source, the head of the export and the list of files with their sizes and hashes.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from comity.export import catalogue, descriptors
from comity.export.csv import write_table
from comity.export.folder import start
from comity.export.format import Format
from comity.export.gexf import FORMAT as GEXF
from comity.export.inventory import Column, Item
from comity.export.nquads import FORMAT as NQUADS
from comity.export.text import day
from comity.export.view import TABLES, View

__all__ = ["FORMAT"]

_TITLES = {
    "actors": "Officials, countries, organizations and groups",
    "instruments": "Agreements and policies",
    "offices": "Offices",
    "tenures": "Who held which office when",
    "acts": "Acts, each once however many reports tell of it",
    "ties": "Ties that acts add up to, one row for each act",
    "reports": "Reports: one source saying that one act happened",
    "facts": "Lasting facts about agreements and policies, with their source",
    "sources": "Sources with licence, citation and coverage",
}
_TYPES = {"int64": "integer", "double": "number", "date32[day]": "date", "list<element: string>": "array"}


def _write(view: View, path: Path) -> None:
    start(path, view.about)
    (path / "data").mkdir()
    items = [_table(view, name, path) for name in TABLES]
    network = View(view.generation, view.filters, network=True)  # denied and planned acts are data, but no ties
    for form, seen, name, kind, title in (
        (NQUADS, view, "graph.nq", "application/n-quads", "The graph in RDF, with a named graph for each source"),
        (GEXF, network, "network.gexf", "application/gexf+xml", "The network of asserted acts and ties, for Gephi"),
    ):
        form.write(seen, path / "data" / name)
        items.append(_item(path, f"data/{name}", title, kind, None))
    date_ = day(view.latest)
    made: dict[str, str] = {
        "datapackage.json": _json(descriptors.datapackage(view.about, items)),
        "ro-crate-metadata.json": _json(descriptors.crate(view.about, items, date_)),
        "croissant.json": _json(descriptors.croissant(view.about, items, date_)),
        "CITATION.cff": descriptors.citation(view.about, date_),
        "README.md": descriptors.readme(view.about, items),
        "dcat.ttl": catalogue.dcat(view.about, items),
        "void.ttl": catalogue.void(view.about, path / "data" / "graph.nq"),
    }
    for name, text in made.items():
        (path / name).write_text(text, encoding="utf-8", newline="\n")
    files = sorted(file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file())
    sums = "".join(f"{_hash(path / name)}  {name}\n" for name in files)
    (path / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")


def _table(view: View, name: str, path: Path) -> Item:
    schema = view.table(name).schema
    write_table(view, name, path / "data" / f"{name}.csv")
    columns = tuple(Column(field.name, _TYPES.get(_plain(field), "string")) for field in schema)
    return _item(path, f"data/{name}.csv", _TITLES[name], "text/csv", columns)


def _plain(field: Any) -> str:
    text = str(field.type)
    return "list<element: string>" if text.startswith("list<") else text


def _item(path: Path, name: str, title: str, kind: str, columns: tuple[Column, ...] | None) -> Item:
    return Item(name, title, kind, (path / name).stat().st_size, _hash(path / name), columns or ())


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


FORMAT = Format(
    name="package",
    summary="A research package: CSV, RDF and GEXF with datapackage, RO-Crate, Croissant, DCAT, VoID and citation",
    suffix="",
    write=_write,
    folder=True,
    loses=(
        "The tables hold all acts whatever their modality, the network file asserted ones only.",
        "Licences of sources without an SPDX identifier are named as text only.",
    ),
)
