"""Comity's RDF read back into records: an export loads again, and so does what others write in the same vocabulary.

Any syntax: N-Quads, N-Triples, TriG, Turtle, RDF/XML, JSON-LD, plain or packed. Every ``comity:Report`` is a report of
what its act says, and keeps its own source, evidence and place; an act without a report is reported by the file. Fact
reports, officials, organizations, offices, tenures and sources come as they are. Countries are looked up in our table,
by local id, Wikidata item or label. What is derived is left out and made again: ties, counts, the plain statements that
fact reports stand behind.

Rows are reports; each statement outside the vocabulary is counted by its property or class, and each of these is one
reject that says how many there were.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import InputError
from comity.model import ACTS, ID, NS, Source, slug
from comity.rdf.parsing import Term, parse, syntax_of
from comity.rdf.reading_acts import ActReader
from comity.rdf.reading_graph import KNOWN, MADE_AGAIN, Graph, Thing
from comity.rdf.reading_things import ThingReader
from comity.rdf.terms import PREFIXES
from comity.sources import Batch, Format
from comity.sources.door import Gathered, Told, batch_of, untold

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SAID_EVERY = 10_000
_TYPE = PREFIXES["rdf"] + "type"
_CLASSES = {"Report", "FactReport", "Official", "Organization", "Group", "Country", "Office", "Tenure", "Agreement"} | {
    "Policy",
    "Source",
    *(kind.class_name for kind in ACTS.values()),
}


@dataclass(frozen=True)
class _Rdf:
    name: str = "rdf"
    title: str = "RDF in Comity's vocabulary"
    gathers: bool = False

    def recognise(self, head: bytes, path: Path) -> bool:
        """By the syntax of its beginning."""
        return bool(syntax_of(head, path))

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """The records of one file. Raises ``InputError`` where it is refused, or says nothing in the vocabulary."""
        (path,) = files
        gathered = Gathered()
        graph, strangers = _load(path, gathered, told)
        source = Source(
            id=f"source/rdf-{slug(path.name.partition('.')[0])}",
            kind="dataset",
            title=f"RDF: {path.name}",
            citation=f"{path.name}, in the vocabulary {NS}",
        )
        things = ThingReader(graph, view, source.id, gathered, path)
        things.read()
        acts = ActReader(things, gathered, path)
        acts.read()
        for name, count in sorted(strangers.items()):
            gathered.rows += 1
            gathered.reject(path, None, f"{count:,} statements with {name}: not in Comity's vocabulary")
        if not any(
            gathered[table] for table in ("reports", "facts", "officials", "offices", "tenures", "organizations")
        ):
            raise InputError(path, f"nothing in Comity's vocabulary ({NS}) that could be read")
        if acts.days:
            source = replace(source, covers_from=min(acts.days), covers_to=max(acts.days))
        return _batch(gathered, source, things)


def _batch(gathered: Gathered, source: Source, things: ThingReader) -> Batch:
    """The sources that the file describes go with it; a file without any report is reference."""
    batch = batch_of(source, gathered)
    named = tuple(sorted(things.sources.values(), key=lambda one: one.id))
    if not gathered["reports"]:
        batch.source = replace(source, role="reference")
    batch.also = named
    return batch


FORMAT: Format = _Rdf()


def _load(path: Path, gathered: Gathered, told: Told) -> tuple[Graph, Counter[str]]:
    """All things of a file, and the properties and classes that we do not know with their number of statements."""
    lines: list[tuple[int, str]] = []
    things: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    strangers: Counter[str] = Counter()
    for number, (subject, predicate, value, name) in enumerate(parse(path, lines)):
        if number % _SAID_EVERY == 0:
            told(number, 0)
        if name == f"{ID}graph/ties" or subject.startswith(f"{ID}dataset/"):
            continue  # derived; or what an export says of itself
        if predicate == _TYPE and not _known_class(value.text):
            strangers[value.text] += 1
        elif predicate in KNOWN or predicate == _TYPE:
            things[subject][predicate].append(value)
        elif predicate not in MADE_AGAIN:
            strangers[predicate] += 1
    for line, reason in lines:
        gathered.rows += 1
        gathered.reject(path, line, reason)
    return Graph({iri: Thing(iri, values) for iri, values in _sorted(things)}), strangers


def _sorted(things: Mapping[str, Mapping[str, list[Term]]]) -> Iterator[tuple[str, dict[str, tuple[Term, ...]]]]:
    for iri in sorted(things):
        yield (
            iri,
            {
                name: tuple(sorted(dict.fromkeys(values), key=lambda term: (term.text, term.datatype)))
                for name, values in things[iri].items()
            },
        )


def _known_class(iri: str) -> bool:
    return iri.startswith(NS) and iri.removeprefix(NS) in _CLASSES
