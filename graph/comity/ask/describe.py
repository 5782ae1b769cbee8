"""The catalogue of questions as linked data: one ``sh:SPARQLExecutable`` each, in the layout of SIB's sparql-examples.

What editors of SPARQL and ``sparql-examples-utils`` read from it: ``rdfs:comment`` (the question), ``schema:keywords``,
``sh:prefixes`` and ``sh:select``. Parameters are added as ``sh:parameter``, so that a form can be made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comity.ask.catalogue import Parameter, Question
from comity.model import ID, NS

__all__ = ["BASE", "turtle"]

BASE = "https://w3id.org/comity/question/"
"""Where the questions' IRIs begin."""

_PREFIXES = {
    "comity": NS,
    "id": ID,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DECLARED = ("comity", "id", "rdfs", "skos", "xsd")
_TYPES = {
    "date": "sh:datatype xsd:date",
    "integer": "sh:datatype xsd:integer",
    "text": "sh:datatype xsd:string",
    "official": "sh:class comity:Official",
    "country": "sh:class comity:Country",
    "organization": "sh:class comity:Organization",
    "agreement": "sh:class comity:Agreement",
    "policy": "sh:class comity:Policy",
}


def turtle(questions: Iterable[Question]) -> str:
    """The questions as Turtle, in their order: the same text each time."""
    parts = [f"@prefix {name}: <{namespace}> ." for name, namespace in _PREFIXES.items()]
    parts += ["", f"<{BASE}prefixes> a owl:Ontology ;"]
    declared = (f"    sh:declare <{BASE}prefixes/{name}>" for name in _DECLARED)
    parts.append(" ;\n".join(declared) + " .")
    for name in _DECLARED:
        node = f'<{BASE}prefixes/{name}> a sh:PrefixDeclaration ; sh:prefix "{name}"'
        parts.append(f'{node} ; sh:namespace "{_PREFIXES[name]}"^^xsd:anyURI .')
    parts.append("")
    for asked in questions:
        parts.extend(_question(asked))
    return "\n".join(parts) + "\n"


def _question(asked: Question) -> Iterator[str]:
    subject = f"<{BASE}{asked.name}>"
    yield f"{subject} a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ;"
    yield f"    rdfs:label {_text(asked.name)} ;"
    yield f"    rdfs:comment {_text(asked.summary)}@en ;"
    yield f"    schema:description {_text(asked.description)}@en ;"
    yield f"    schema:about {_text(asked.topic)} ;"
    if asked.tags:
        yield f"    schema:keywords {', '.join(map(_text, asked.tags))} ;"
    yield f"    sh:prefixes <{BASE}prefixes> ;"
    for parameter in asked.parameters:
        yield f"    sh:parameter <{BASE}{asked.name}/{parameter.name}> ;"
    yield f"    sh:select {_text(_body(asked.sparql))} ."
    for order, parameter in enumerate(asked.parameters):
        yield from _parameter(asked, parameter, order)
    yield ""


def _parameter(asked: Question, parameter: Parameter, order: int) -> Iterator[str]:
    subject = f"<{BASE}{asked.name}/{parameter.name}>"
    about = parameter.description or f"{parameter.kind}, bound to ?{parameter.variable}"
    kind = _TYPES.get(parameter.kind, "sh:nodeKind sh:IRI")
    yield (
        f"{subject} a sh:Parameter ; sh:path {subject} ; sh:name {_text(parameter.name)} ; "
        f"sh:description {_text(about)}@en ; sh:optional {str(not parameter.required).lower()} ; "
        f"sh:order {order} ; {kind} ; skos:example {_text(parameter.example)} ."
    )


def _body(sparql: str) -> str:
    """The query without its front matter and prefixes, which ``sh:prefixes`` declares."""
    lines = (line for line in sparql.splitlines() if not line.startswith(("#+", "PREFIX ")))
    return "\n".join(lines).strip() + "\n"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{escaped}"""' if "\n" in escaped else f'"{escaped}"'
