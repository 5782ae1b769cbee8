"""From a document to reports: the joint of the text room.

:func:`read_document` lays a document out, parses it, finds who is named, and takes the sentences one by one: which
frames stand in them, whose acts they report, when, where and with what certainty. Each step leaves a line in the trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from comity.model import ACTS, Fact, Mention, Rejected, Report, Source
from comity.text.actors import Resolver
from comity.text.acts import Act, Found, Line
from comity.text.casting import cast_of
from comity.text.circumstances import Times
from comity.text.confidence import calibrated
from comity.text.dates import Now, find
from comity.text.frames import Lexicon
from comity.text.gazetteer import gazetteer
from comity.text.instruments import Instruments
from comity.text.lexicons import lexicon as packaged_lexicon
from comity.text.merge import merged, settled
from comity.text.parse import Tree, parse
from comity.text.parties import settle
from comity.text.people import View
from comity.text.quotes import quotes
from comity.text.scenes import placed
from comity.text.segment import Layout, Segment, layout
from comity.text.sentences import Sentences
from comity.text.terms import terms
from comity.text.topics import topics

__all__ = ["EXTRACTOR", "Reading", "read_document"]

EXTRACTOR = "text/0.1"
_READ = ("body", "caption", "headline", "attribution", "list")


@dataclass(slots=True)
class Reading:
    """What was read in a document; ``trace`` says for each candidate which frame fired and why one was dropped."""

    reports: list[Report] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    source: Source = field(default_factory=lambda: Source("source/none", "document", ""))
    rejects: list[Rejected] = field(default_factory=list)
    trace: list[Line] = field(default_factory=list)


def read_document(
    text: str,
    document: str,
    *,
    view: View,
    published: date | None = None,
    outlet: str = "",
    lexicon: Lexicon | None = None,
) -> Reading:
    """Reports, lasting facts and the source of one document.

    ``document`` is its name without extension; ids are made of it. ``published`` and ``outlet`` win over what the text
    says of itself; ``lexicon`` is another one than the packaged (:func:`comity.text.lexicons.extended`). Odd input
    gives
    an empty reading, never an exception; a missing parser gives ``ComityError``.
    """
    laid = layout(text, published, outlet)
    segments = [s for s in laid.segments if s.kind in _READ and any(c.isalpha() for c in s.text)]
    trees = list(parse(s.text for s in segments))
    reading = Reading(source=laid.source(document))
    if not segments:
        reading.rejects.append(Rejected(document, None, "no text to read", text[:80]))
        return reading
    acts, lines, instruments = _acts(laid, segments, trees, view, lexicon or packaged_lexicon())
    reading.trace = lines
    for act in sorted(acts, key=lambda a: (segments[a.number].at[a.start], a.depth, a.token)):
        reading.reports.append(_report(act, text, segments[act.number], trees[act.number], reading))
    reading.reports = _numbered(reading.reports)
    reading.facts = terms(instruments, acts, segments, trees, text, reading.source)
    return reading


def _acts(
    laid: Layout, segments: Sequence[Segment], trees: list[Tree], view: View, lexicon: Lexicon
) -> tuple[list[Act], list[Line], Instruments]:
    cast = cast_of(trees, view, gazetteer(view), laid.published, laid.city, laid.home)
    quoted = [quotes(s.text) for s in segments]
    resolver = Resolver(trees, cast, quoted, lexicon)
    instruments = Instruments(lexicon.sets["agreements"])
    reader = Sentences(
        resolver=resolver,
        segments=segments,
        quotes=quoted,
        times=Times(laid.published, laid.published, story=laid.published if "date" not in laid.meta else None),
        instruments=instruments,
        layout=laid,
        lead=next((n for n, s in enumerate(segments) if s.kind == "body"), -1),
    )
    reader.times.about = None if laid.published else _era(segments)
    reader.times.opening = _opening(segments, reader.lead, laid.published)
    order = sorted(range(len(segments)), key=lambda n: segments[n].kind == "headline")
    found: list[Found] = []
    for number in order:
        found += reader.paragraph(number)
    acts = merged(found, reader.trace)
    settled(acts)
    placed(acts, cast.home if cast.dateline else "", laid.published)
    settle(instruments, acts, resolver, view.countries)
    nobody = [a for a in acts if not (a.agents or a.recipients or a.instrument)]
    reader.trace += [Line(a.start, a.phrase, a.act, "", "names nobody and nothing") for a in nobody]
    return [a for a in acts if a not in nobody], reader.trace, instruments


def _opening(segments: Sequence[Segment], lead: int, published: date | None) -> date | None:
    """The day that the first paragraph names as that of the story: the dateline's or the day before."""
    if published is None or lead < 0:
        return None
    days = [f.when for f in find(segments[lead].text, Now(published)) if f.when.precision == "day"]
    first = days[0].earliest if days else None
    return first if first and 0 <= (published - first).days <= 1 else None


def _era(segments: Sequence[Segment]) -> date | None:
    """The first time with a year that a text without a date of its own names."""
    times = (f.when.earliest for s in segments for f in find(s.text, Now(None)))
    return next((day for day in times if day), None)


def _report(act: Act, text: str, segment: Segment, tree: Tree, reading: Reading) -> Report:
    start, end = segment.span(act.start, act.end)
    words = segment.text[act.start : act.end]
    document = reading.source.id.removeprefix("source/")
    kind = ACTS[act.act]
    agents = tuple(a.mention() for a in act.agents)
    recipients = tuple(a.mention() for a in act.recipients)
    if kind.symmetric:
        agents, recipients = agents + tuple(r for r in recipients if r not in agents), ()
    return Report(
        id=f"report/{document}/{start}-{act.act}",
        source=reading.source.id,
        act=act.act,
        agents=agents,
        recipients=recipients,
        on_behalf_of=_states_behind(agents),
        when=act.when,
        modality=act.modality,
        place=act.place.name if act.place else "",
        place_country=act.place.country if act.place else "",
        agreement=act.instrument.mention() if act.instrument and act.instrument.kind == "agreement" else None,
        policy=act.instrument.mention() if act.instrument and act.instrument.kind == "policy" else None,
        topics=topics(words),
        quote=_original(act, text, segment),
        amount=act.amount.value if act.amount else None,
        unit=act.amount.unit if act.amount else "",
        amount_of=act.amount.of if act.amount else "",
        condition=act.condition,
        evidence=text[start:end],
        start=start,
        end=end,
        reported_on=reading.source.published,
        extractor=EXTRACTOR,
        confidence=calibrated(act.act, act.confidence),
    )


def _original(act: Act, text: str, segment: Segment) -> str:
    """The quoted words as the document has them."""
    pieces = []
    for quote in act.quotes:
        start, end = segment.span(quote.start, quote.end)
        pieces.append(text[start:end].strip().rstrip(","))
    return " ".join(pieces)


def _states_behind(agents: tuple[Mention, ...]) -> tuple[Mention, ...]:
    codes = dict.fromkeys(a.country for a in agents if a.kind == "official" and a.country)
    return tuple(Mention("country", code, code) for code in codes)


def _numbered(reports: list[Report]) -> list[Report]:
    """Reports with ids that are unique."""
    seen: dict[str, int] = {}
    out = []
    for report in reports:
        seen[report.id] = seen.get(report.id, 0) + 1
        out.append(report if seen[report.id] == 1 else replace(report, id=f"{report.id}-{seen[report.id]}"))
    return out
