"""Reports and fact reports of an RDF file: what their acts and things say, at their own place in their own source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from comity.model import ACTS, MODALITIES, NS, Fact, Mention, Report
from comity.rdf.reading_graph import Thing, name_of
from comity.rdf.reading_things import ThingReader
from comity.rdf.terms import PREFIXES
from comity.sources.door import Gathered

__all__ = ["ActReader"]

_BY_CLASS = {kind.class_name: kind for kind in ACTS.values()}
_EXTRACTOR = "rdf/0.1"
_DATATYPES = {"date": "date", "integer": "integer", "decimal": "decimal"}


class ActReader:
    """Adds a report for each report of the file and for each act without one."""

    def __init__(self, things: ThingReader, gathered: Gathered, path: Path) -> None:
        self.things, self.gathered, self.path = things, gathered, path
        self.days: list[date] = []

    def read(self) -> None:
        """All reports and facts; what cannot be read is rejected."""
        graph = self.things.graph
        told: set[str] = set()
        for report in graph.of_class("Report"):
            acts = report.all("reports")
            told.update(acts)
            self._try(report, graph.get(acts[0]) if acts else None)
        for act in graph.of_class(*_BY_CLASS):
            if act.iri not in told:
                self._try(None, act)
        for fact in graph.of_class("FactReport"):
            try:
                self.gathered.add("facts", self._fact(fact))
            except ValueError as error:
                self.things.reject(fact, str(error))

    def _try(self, report: Thing | None, act: Thing | None) -> None:
        try:
            if act is None:
                raise ValueError("a report without comity:reports")
            made = self._report(report or Thing(act.iri, {}), act, own=report is not None)
        except ValueError as error:
            thing = report or act
            assert thing is not None
            self.things.reject(thing, str(error))
            return
        self.gathered.rows += 1
        self.gathered.add("reports", made)
        self.days += [day for day in (made.when.earliest, made.when.latest) if day]

    def _all(self, act: Thing, name: str, on: date | None) -> tuple[Mention, ...]:
        return tuple(self.things.mention(iri, on) for iri in act.all(name))

    def _one(self, act: Thing, name: str, on: date | None = None) -> Mention | None:
        return next(iter(self._all(act, name, on)), None)

    def _report(self, report: Thing, act: Thing, *, own: bool) -> Report:
        kind = next((_BY_CLASS[name] for name in act.classes() if name in _BY_CLASS), None)
        if kind is None:
            raise ValueError(f"the act {act.iri} has no class of act")
        when = act.when()
        on = when.earliest or when.latest
        modality = next((one for one in MODALITIES if one == (act.first("modality") or "asserted")), None)
        if modality is None:
            raise ValueError(f"unknown modality {act.first('modality')!r}")
        place = act.first("placeCountry")
        source = self.things.source_of(report if own else act)
        base = source.removeprefix("source/")
        return Report(
            id=name_of(report.iri, "report") if own else f"report/{base}/{name_of(act.iri, 'act').partition('/')[2]}",
            source=source,
            act=kind.name,
            agents=self._all(act, "participant" if kind.symmetric else "agent", on),
            recipients=() if kind.symmetric else self._all(act, "recipient", on),
            on_behalf_of=self._all(act, "onBehalfOf", on),
            host=self._one(act, "host", on),
            when=when,
            modality=modality,
            place=act.first("placeName"),
            place_country=self.things.country(place, on) if place else "",
            agreement=self._one(act, "agreement"),
            policy=self._one(act, "policy"),
            topics=act.all("topic"),
            quote=act.first("quote"),
            amount=act.number("amount"),
            unit=act.first("unit"),
            amount_of=act.first("amountOf"),
            condition=act.first("condition"),
            evidence=report.first("evidence"),
            start=report.offset("start"),
            end=report.offset("end"),
            locator=report.first("locator") if own else act.iri,
            reported_on=report.day("reportedOn"),
            extractor=report.first("extractor") or _EXTRACTOR,
            confidence=report.number("confidence"),
            code=report.first("code"),
            intensity=report.number("intensity"),
        )

    def _fact(self, fact: Thing) -> Fact:
        subject, name = fact.first("subject"), fact.first("property").removeprefix(NS)
        if not subject or not name or not fact.all("value"):
            raise ValueError("a fact report needs comity:subject, comity:property and comity:value")
        value, datatype = fact.first("value"), "string"
        for term in self.things.graph.get(subject).terms(name):
            if term.literal and term.text == value:
                datatype = _DATATYPES.get(term.datatype.removeprefix(PREFIXES["xsd"]), "string")
            elif not term.literal and name_of(term.text, "agreement") == value:
                value, datatype = self.things.mention(term.text).key, "mention"
        confidence = fact.number("confidence")
        return Fact(
            id=name_of(fact.iri, "fact"),
            source=self.things.source_of(fact),
            subject=self.things.mention(subject),
            property=name,
            value=value,
            datatype=datatype,
            derived=fact.first("derivedFrom"),
            evidence=fact.first("evidence"),
            start=fact.offset("start"),
            end=fact.offset("end"),
            locator=fact.first("locator"),
            reported_on=fact.day("reportedOn"),
            extractor=fact.first("extractor") or _EXTRACTOR,
            confidence=1.0 if confidence is None else confidence,
        )
