"""Descriptions of a package: Data Package 2, RO-Crate 1.1, Croissant 1.0, Citation File Format 1.2, and a README."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from comity.export.about import About
from comity.export.inventory import KEYS, LINKS, Column, Item

__all__ = ["citation", "crate", "croissant", "datapackage", "readme"]

_ABSTRACT = (
    "Diplomatic acts, the officials, countries and organizations that took part, the ties they add up to, and for each "
    "act the reports and sources that tell of it. An act is counted once however many reports there are; every date "
    "has a precision."
)
_AUTHOR = "The Comity contributors"
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


def _licence_url(licence: str) -> str:
    return f"https://spdx.org/licenses/{licence}" if _SPDX.fullmatch(licence) else f"#licence-{_anchor(licence)}"


def _anchor(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def datapackage(about: About, items: Sequence[Item]) -> dict[str, Any]:
    """Data Package 2.0: each file with hash and size, each table with its schema and keys."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "comity",
        "id": about.iri,
        "title": about.title,
        "description": _ABSTRACT,
        "version": about.version,
        "licenses": [_licence(licence) for licence in about.licences],
        "sources": [{"title": citation} for citation in about.citations],
        "contributors": [{"title": _AUTHOR, "roles": ["creator"]}],
        "comity": about.record(),
        "resources": [_resource(item) for item in items],
    }
    return {name: value for name, value in package.items() if value not in ([], "")}


def _licence(licence: str) -> dict[str, str]:
    return (
        {"name": licence, "path": _licence_url(licence)}
        if _SPDX.fullmatch(licence)
        else {"title": licence, "name": "other"}
    )


def _resource(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": item.name,
        "path": item.path,
        "title": item.title,
        "mediatype": item.media,
        "bytes": item.size,
        "hash": f"sha256:{item.sha256}",
    }
    if not item.columns:
        return found
    schema: dict[str, Any] = {"fields": [{"name": c.name, "type": c.type} for c in item.columns]}
    if item.name in KEYS:
        schema["primaryKey"] = [KEYS[item.name]]
    if item.name in LINKS:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": [KEYS[table]]}}
            for column, table in LINKS[item.name].items()
        ]
    return found | {"type": "table", "format": "csv", "encoding": "utf-8", "schema": schema}


def crate(about: About, items: Sequence[Item], published: str | None) -> dict[str, Any]:
    """RO-Crate 1.1: the folder as a Dataset, each file, each licence, the author."""
    licences = [
        {"@id": _licence_url(licence), "@type": "CreativeWork", "name": licence, "identifier": licence}
        for licence in about.licences
    ]
    author = {"@id": "#comity", "@type": "Organization", "name": _AUTHOR}
    root = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": about.iri,
        "name": about.title,
        "description": _ABSTRACT,
        "version": about.version,
        "datePublished": published,
        "license": [{"@id": licence["@id"]} for licence in licences],
        "author": {"@id": "#comity"},
        "publisher": {"@id": "#comity"},
        "citation": list(about.citations),
        "hasPart": [{"@id": item.path} for item in items],
    }
    head = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    files = [
        {
            "@id": item.path,
            "@type": "File",
            "name": item.title,
            "description": item.title,
            "encodingFormat": item.media,
            "contentSize": str(item.size),
            "sha256": item.sha256,
        }
        for item in items
    ]
    found = {name: value for name, value in root.items() if value not in (None, [])}
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [head, found, author, *licences, *files]}


_CROISSANT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
# numbers and dates stay text: an empty cell is neither 0 nor a day, and a column of floats with holes is
_KINDS = {"number": "sc:Float"}


def croissant(about: About, items: Sequence[Item], published: str | None) -> dict[str, Any]:
    """Croissant 1.0: each file, and each table as a record set."""
    found = {
        "@context": _CROISSANT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "comity",
        "description": _ABSTRACT,
        "url": about.iri,
        "version": about.version,
        "datePublished": published,
        "license": [_licence_url(licence) for licence in about.licences],
        "creator": {"@type": "sc:Organization", "name": _AUTHOR},
        "citeAs": "; ".join(about.citations),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": item.path,
                "name": item.path,
                "contentUrl": item.path,
                "contentSize": f"{item.size} B",
                "encodingFormat": item.media,
                "sha256": item.sha256,
            }
            for item in items
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": item.name,
                "name": item.name,
                "description": item.title,
                "field": [_field(item, column) for column in item.columns],
            }
            for item in items
            if item.columns
        ],
    }
    return {name: value for name, value in found.items() if value not in (None, [], "")}


def _field(item: Item, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{item.name}/{column.name}",
        "name": column.name,
        "dataType": _KINDS.get(column.type, "sc:Text"),
        "source": {"fileObject": {"@id": item.path}, "extract": {"column": column.name}},
    }


def citation(about: About, published: str | None) -> str:
    """A Citation File Format file, with the sources as references."""
    quoted = json.dumps
    lines = [
        "cff-version: 1.2.0",
        "message: Cite this dataset, and the sources listed under references.",
        "type: dataset",
        f"title: {quoted(about.title, ensure_ascii=False)}",
        f"version: {quoted(about.version)}",
        f"url: {quoted(about.iri)}",
        f"authors:\n  - name: {quoted(_AUTHOR)}",
    ]
    if published:
        lines.append(f"date-released: {published}")
    spdx = [licence for licence in about.licences if _SPDX.fullmatch(licence)]
    if spdx:
        lines.append("license:\n" + "\n".join(f"  - {licence}" for licence in spdx))
    if about.citations:
        lines.append("references:")
    for found in about.citations:
        title = quoted(found, ensure_ascii=False)
        lines.append(f"  - type: generic\n    title: {title}\n    authors:\n      - name: {title}")
    return "\n".join(lines) + "\n"


def readme(about: About, items: Sequence[Item]) -> str:
    """What is in the folder, how it was made, what it may be used for, whom to cite."""
    counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in about.counts.items())
    lines = [f"# {about.title}", "", _ABSTRACT, "", f"Dataset: <{about.iri}>, made by {about.software}: {counts}.", ""]
    lines += ["Filters: " + (json.dumps(about.filters, ensure_ascii=False) if about.filters else "none") + ".", ""]
    lines += ["| file | holds | bytes |", "|---|---|---|"]
    lines += [f"| `{item.path}` | {item.title} | {item.size} |" for item in items]
    lines += ["", f"A local id, such as `country/MEX`, becomes an IRI with `{about.record()['base']}` before it.", ""]
    lines += ["## Licences of the sources", "", *(f"- {licence}" for licence in about.licences or ("not stated",)), ""]
    lines += ["## Cite", "", *(f"- {found}" for found in about.citations or ("no source",)), ""]
    lines += ["`sha256sum -c SHA256SUMS` checks every file.", ""]
    return "\n".join(lines)
