"""Descriptions of a package in RDF: DCAT for catalogues, VoID for those who query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.export.about import About
from comity.export.inventory import Item

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["dcat", "void"]

_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_MATCH = b"<http://www.w3.org/2004/02/skos/core#exactMatch>"
_MEDIA = "http://www.iana.org/assignments/media-types/"


def _name(short: str) -> ox.NamedNode:
    import pyoxigraph as ox

    prefix, _, rest = short.partition(":")
    return ox.NamedNode(_PREFIXES[prefix] + rest if prefix in _PREFIXES else short)


def _triples(subject: str, *pairs: tuple[str, Any]) -> Iterator[ox.Triple]:
    import pyoxigraph as ox

    for name, value in pairs:
        yield ox.Triple(
            ox.NamedNode(subject), _name(name), value if not isinstance(value, str | int) else ox.Literal(value)
        )


def _turtle(triples: Iterator[ox.Triple]) -> str:
    import pyoxigraph as ox

    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES) or b"").decode()


def dcat(about: About, items: Sequence[Item]) -> str:
    """DCAT 3 (and DCAT-AP): the dataset, a distribution for each file with size, media type, checksum and rights."""
    import pyoxigraph as ox

    def found() -> Iterator[ox.Triple]:
        rights, publisher = f"{about.iri}/rights", f"{about.iri}/publisher"
        yield from _triples(
            about.iri,
            ("rdf:type", _name("dcat:Dataset")),
            ("dct:title", ox.Literal(about.title, language="en")),
            ("dct:description", ox.Literal(f"{about.title}; {about.json()}", language="en")),
            ("dct:identifier", about.iri),
            ("dcat:version", about.version),
            ("dct:publisher", ox.NamedNode(publisher)),
            *(("dct:bibliographicCitation", citation) for citation in about.citations),
            *(("dcat:distribution", ox.NamedNode(f"{about.iri}/{item.path}")) for item in items),
        )
        yield from _triples(
            publisher,
            ("rdf:type", _name("foaf:Agent")),
            ("foaf:name", ox.Literal("The Comity contributors", language="en")),
        )
        yield from _triples(
            rights,
            ("rdf:type", _name("dct:RightsStatement")),
            ("dct:description", f"Licences of the sources: {about.licence}"),
        )
        for item in items:
            yield from _distribution(about, item, rights)

    return _turtle(found())


def _distribution(about: About, item: Item, rights: str) -> Iterator[ox.Triple]:
    import pyoxigraph as ox

    here = f"{about.iri}/{item.path}"
    yield from _triples(
        here,
        ("rdf:type", _name("dcat:Distribution")),
        ("dct:title", ox.Literal(item.title, language="en")),
        ("dcat:accessURL", ox.NamedNode(here)),
        ("dcat:mediaType", ox.NamedNode(_MEDIA + item.media)),
        ("dcat:byteSize", ox.Literal(str(item.size), datatype=_name("xsd:nonNegativeInteger"))),
        ("dct:rights", ox.NamedNode(rights)),
        ("spdx:checksum", ox.NamedNode(f"{here}#sha256")),
    )
    yield from _triples(
        f"{here}#sha256",
        ("rdf:type", _name("spdx:Checksum")),
        ("spdx:algorithm", _name("spdx:checksumAlgorithm_sha256")),
        ("spdx:checksumValue", ox.Literal(item.sha256, datatype=_name("xsd:hexBinary"))),
    )


def void(about: About, nquads: Path) -> str:
    """VoID: how many triples, by class and by property, and the links to Wikidata."""
    import pyoxigraph as ox

    classes: Counter[bytes] = Counter()
    properties: Counter[bytes] = Counter()
    total = 0
    with nquads.open("rb") as lines:
        for line in lines:
            _, name, rest = line.split(b" ", 2)
            total += 1
            properties[name] += 1
            if name == _TYPE:
                classes[rest.split(b" ", 1)[0]] += 1

    def found() -> Iterator[ox.Triple]:
        yield from _triples(
            about.iri,
            ("rdf:type", _name("void:Dataset")),
            ("dct:title", about.title),
            ("dct:rights", about.licence),
            ("void:triples", total),
            ("void:classes", len(classes)),
            ("void:properties", len(properties)),
            ("void:uriSpace", str(about.record()["base"])),
        )
        for counted, part, key, size in (
            (classes, "classPartition", "class", "entities"),
            (properties, "propertyPartition", "property", "triples"),
        ):
            for at, name in enumerate(sorted(counted), 1):
                here = f"{about.iri}#{key}-{at}"
                yield from _triples(about.iri, (f"void:{part}", ox.NamedNode(here)))
                meant = ox.NamedNode(name.decode()[1:-1])
                yield from _triples(here, (f"void:{key}", meant), (f"void:{size}", counted[name]))
        if properties[_MATCH]:
            here = f"{about.iri}#wikidata"
            wikidata = ox.NamedNode("http://www.wikidata.org/entity/")
            yield from _triples(
                here,
                ("rdf:type", _name("void:Linkset")),
                ("void:linkPredicate", _name("skos:exactMatch")),
                ("void:subjectsTarget", ox.NamedNode(about.iri)),
                ("void:objectsTarget", wikidata),
                ("void:triples", properties[_MATCH]),
            )

    return _turtle(found())
