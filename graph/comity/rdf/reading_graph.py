"""The things of an RDF file, by IRI, and the vocabulary that is read of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from comity.model import ID, NS, When, digest, slug
from comity.rdf.parsing import Term
from comity.rdf.terms import PREFIXES

__all__ = ["KNOWN", "MADE_AGAIN", "Graph", "Thing", "name_of"]

_READ = """
    participant agent recipient onBehalfOf host agreement policy topic placeName placeCountry earliest latest
    datePrecision modality condition quote amount unit amountOf reports source evidence start end locator reportedOn
    extractor confidence code intensity subject property value derivedFrom surname country born died organizationKind
    officeRole organization accreditedTo official office status signatory proposer sourceKind publisher licence citation
    url published coversFrom coversTo coversCountry signedOn inForce termDays termStart halfway termEnd review
    consequence commitment replaces amends requires party degree strength betweenness community constraint core
""".split()
_LEFT_OUT = """
    reportCount iso2 iso3 isoNumeric cow cowAbbrev gw fips cameo m49 from to successor disputed tiedTo met spokeWith
    visited hosted negotiatedWith mediatedBetween agreedWith signed ratified partyTo withdrewFrom proposed adopted
    repealed rejected affects praised endorsed voicedConcernAbout criticised accused demandedOf threatened pledgedTo
    commentedOn recognised establishedRelationsWith severedRelationsWith sentEnvoyTo expelledEnvoyOf aided
    cooperatedWith sanctioned liftedSanctionOn deployedTo retreatedFrom detained attacked protestedAgainst represents
""".split()
_NAMES = ("label", "altLabel", "exactMatch")
_STANDARD = {"label": f"{PREFIXES['rdfs']}label"} | {name: PREFIXES["skos"] + name for name in _NAMES[1:]}

KNOWN = frozenset([*(NS + name for name in _READ), *_STANDARD.values()])
"""The properties that are read."""
MADE_AGAIN = frozenset(NS + name for name in _LEFT_OUT)
"""Properties of the vocabulary that are derived, or belong to the country table; they are made again."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One IRI or blank node and what is said of it."""

    iri: str
    values: Mapping[str, tuple[Term, ...]]

    def all(self, name: str) -> tuple[str, ...]:
        """The texts of a property, sorted; ``label``, ``altLabel`` and ``exactMatch`` are those of RDFS and SKOS."""
        return tuple(term.text for term in self.values.get(_STANDARD.get(name, NS + name), ()))

    def first(self, name: str) -> str:
        """The first text, "" where there is none."""
        return next(iter(self.all(name)), "")

    def terms(self, name: str) -> tuple[Term, ...]:
        """The terms of one of our properties."""
        return self.values.get(NS + name, ())

    def classes(self) -> tuple[str, ...]:
        """The local names of its classes."""
        return tuple(term.text.removeprefix(NS) for term in self.values.get(f"{PREFIXES['rdf']}type", ()))

    def day(self, name: str) -> date | None:
        """The day of a property. Raises ``ValueError`` where it is no full date."""
        text = self.first(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"comity:{name} {text!r} is no date") from None

    def number(self, name: str) -> float | None:
        """The number of a property. Raises ``ValueError`` where it is none."""
        text = self.first(name)
        try:
            found = float(text) if text else None
        except ValueError:
            raise ValueError(f"comity:{name} {text!r} is no number") from None
        if found is not None and found - found != 0:
            raise ValueError(f"comity:{name} {text!r} is no finite number")
        return found

    def offset(self, name: str) -> int | None:
        """The offset of a property. Raises ``ValueError``."""
        found = self.number(name)
        return None if found is None else int(found)

    def when(self) -> When:
        """Its time. Raises ``ValueError``."""
        first, last = self.day("earliest"), self.day("latest")
        plain = When.between(first, last)
        precision = self.first("datePrecision")
        if not plain.known or not precision or precision == "unknown":
            return plain
        return When(first, last, precision)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Graph:
    """All things of a file, by IRI."""

    things: Mapping[str, Thing]

    def of_class(self, *names: str) -> Iterator[Thing]:
        """The things of some classes, in the order of their IRIs."""
        wanted = set(names)
        for thing in self.things.values():
            if wanted.intersection(thing.classes()):
                yield thing

    def get(self, iri: str) -> Thing:
        """The thing of an IRI; one of which nothing is said, where it is no subject."""
        return self.things.get(iri) or Thing(iri, {})


def name_of(iri: str, kind: str) -> str:
    """The local id of an IRI: its own where it is one of ours, else made of its last part and a digest."""
    if iri.startswith(ID):
        return iri.removeprefix(ID)
    last = iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2].removeprefix("_:")
    return f"{kind}/{slug(last, 40)}-{digest(iri, length=8)}"
