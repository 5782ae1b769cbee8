"""Sources, officials, organizations, offices and tenures of an RDF file, and whom its IRIs mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import ID, Mention, Office, Official, Organization, Source, Tenure
from comity.rdf.reading_graph import Graph, Thing, name_of
from comity.rdf.terms import PREFIXES
from comity.sources.door import Gathered

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["ThingReader"]

_WIKIDATA = PREFIXES["wd"]
_KINDS = {
    "Official": "official",
    "Organization": "organization",
    "Group": "group",
    "Agreement": "agreement",
    "Policy": "policy",
}


class ThingReader:
    """What an RDF file says of lasting things; ``mention`` names one of its IRIs as a report would."""

    def __init__(self, graph: Graph, view: IdentityView, source: str, gathered: Gathered, path: Path) -> None:
        self.graph, self.view, self.source, self.gathered, self.path = graph, view, source, gathered, path
        self.sources: dict[str, Source] = {}

    def read(self) -> None:
        """Add the records of all things; what cannot be read is rejected."""
        for thing in self.graph.of_class("Source"):
            self._try(thing, self._source)
        for thing in self.graph.of_class("Official"):
            self._try(thing, self._official)
        for thing in self.graph.of_class("Organization"):
            self._try(thing, self._organization)
        for thing in self.graph.of_class("Office"):
            self._try(thing, self._office)
        for thing in self.graph.of_class("Tenure"):
            self._try(thing, self._tenure)

    def _try(self, thing: Thing, made: Callable[[Thing], None]) -> None:
        try:
            made(thing)
        except ValueError as error:
            self.reject(thing, str(error))

    def reject(self, thing: Thing, reason: str) -> None:
        """Reject one thing."""
        self.gathered.rows += 1
        self.gathered.reject(self.path, None, f"{thing.iri}: {reason}", thing.first("label"))

    def source_of(self, thing: Thing) -> str:
        """The source of a record: its own, else the file."""
        iri = thing.first("source")
        if not iri:
            return self.source
        found = name_of(iri, "source")
        if found not in self.sources:
            self.sources[found] = Source(found, "dataset", found.removeprefix("source/"))
        return found

    def country(self, iri: str, on: date | None = None) -> str:
        """The code of a country's IRI: ours, a Wikidata item, or a thing with a label. Raises ``ValueError``."""
        table = self.view.countries
        local = iri.removeprefix(f"{ID}country/")
        if local in table:
            return local
        thing = self.graph.get(iri)
        items = [one.removeprefix(_WIKIDATA) for one in (iri, *thing.all("exactMatch")) if one.startswith(_WIKIDATA)]
        found = [table.by_code("qid", item, on) for item in items]
        found += [table.by_name(label, on) for label in thing.all("label")]
        known = next((country for country in found if country), None)
        if known is None:
            raise ValueError(f"unknown country {iri}")
        return known.code

    def home(self, thing: Thing) -> str:
        """The country that a thing belongs to, "" where it has none. Raises ``ValueError``."""
        iri = thing.first("country")
        return self.country(iri) if iri else ""

    def mention(self, iri: str, on: date | None = None) -> Mention:
        """The mention of an actor, agreement or policy. Raises ``ValueError`` where nothing says what it is."""
        thing = self.graph.get(iri)
        kind = next((_KINDS[name] for name in thing.classes() if name in _KINDS), "")
        local = iri.removeprefix(ID) if iri.startswith(ID) else ""
        kind = kind or (local.partition("/")[0] if local.partition("/")[0] in _KINDS.values() else "")
        if not kind:
            code = self.country(iri, on)
            known = self.view.countries.get(code)
            return Mention("country", code, known.name if known else code)
        label = thing.first("label") or local.partition("/")[2].replace("-", " ") or iri
        own = f"id:{local.partition('/')[2]}" if local else ""
        if kind in ("organization", "group"):
            return Mention(kind, self.home(thing), label)  # type: ignore[arg-type]
        if kind == "official":
            return Mention("official", self.home(thing), label, own)
        side = "signatory" if kind == "agreement" else "proposer"
        codes = {self._party(one) for one in thing.all(side)} - {""}
        signed = thing.first("signedOn")
        detail = f"{own}@{signed}" if own and signed else own or signed
        return Mention(kind, "+".join(sorted(codes)), label, detail)  # type: ignore[arg-type]

    def _party(self, iri: str) -> str:
        try:
            return self.country(iri)
        except ValueError:
            return ""

    def _source(self, thing: Thing) -> None:
        found = name_of(thing.iri, "source")
        self.sources[found] = Source(
            id=found,
            kind=thing.first("sourceKind") or "dataset",
            title=thing.first("label") or found,
            publisher=thing.first("publisher"),
            licence=thing.first("licence"),
            citation=thing.first("citation"),
            url=thing.first("url"),
            published=thing.day("published"),
            covers_from=thing.day("coversFrom"),
            covers_to=thing.day("coversTo"),
            covers_countries=tuple(self.country(iri) for iri in thing.all("coversCountry")),
        )

    def _label(self, thing: Thing) -> tuple[str, tuple[str, ...]]:
        names: Sequence[str] = tuple(dict.fromkeys((*thing.all("label"), *thing.all("altLabel"))))
        if not thing.first("label"):
            raise ValueError("no rdfs:label")
        return names[0], tuple(names[1:])

    def _item(self, thing: Thing) -> str:
        found = (iri.removeprefix(_WIKIDATA) for iri in thing.all("exactMatch") if iri.startswith(_WIKIDATA))
        return next(found, "")

    def _official(self, thing: Thing) -> None:
        name, aliases = self._label(thing)
        made = Official(
            id=name_of(thing.iri, "official"),
            name=name,
            country=self.home(thing),
            surname=thing.first("surname"),
            aliases=aliases,
            born=thing.first("born"),
            died=thing.first("died"),
            qid=self._item(thing),
            source=self.source,
            locator=thing.iri,
        )
        self.gathered.add("officials", made)

    def _organization(self, thing: Thing) -> None:
        name, aliases = self._label(thing)
        key, kind = name_of(thing.iri, "organization"), thing.first("organizationKind")
        made = Organization(key, name, self.home(thing), aliases, kind, self._item(thing), self.source, thing.iri)
        self.gathered.add("organizations", made)

    def _office(self, thing: Thing) -> None:
        title, aliases = self._label(thing)
        envoy, body = thing.first("accreditedTo"), thing.first("organization")
        made = Office(
            id=name_of(thing.iri, "office"),
            title=title,
            country=self.home(thing),
            role=thing.first("officeRole") or "other",
            aliases=aliases,
            organization=name_of(body, "organization") if body else "",
            accredited_to=self._sent_to(envoy) if envoy else "",
            source=self.source,
            locator=thing.iri,
        )
        self.gathered.add("offices", made)

    def _sent_to(self, iri: str) -> str:
        mention = self.mention(iri)
        return f"country/{mention.country}" if mention.kind == "country" else name_of(iri, "organization")

    def _tenure(self, thing: Thing) -> None:
        who, what = thing.first("official"), thing.first("office")
        if not who or not what:
            raise ValueError("a tenure needs comity:official and comity:office")
        made = Tenure(
            id=name_of(thing.iri, "tenure"),
            official=name_of(who, "official"),
            office=name_of(what, "office"),
            when=thing.when(),
            status=thing.first("status"),
            evidence=thing.first("evidence"),
            source=self.source_of(thing),
            locator=thing.first("locator"),
        )
        self.gathered.add("tenures", made)
