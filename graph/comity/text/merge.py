"""The same act told twice in a document: one report, at its fullest mention."""

from __future__ import annotations

from datetime import timedelta

from comity.model import ACTS, When
from comity.text.acts import Act, Line
from comity.text.people import Actor

__all__ = ["merged", "settled"]

_SEVERAL = frozenset(("sanction", "lift-sanction", "aid"))
"""Measures of which one sentence often tells two."""
_ALIKE = {"negotiation": "meeting", "call": "meeting", "sign": "agree"}
"""Acts that may be told as one another; no other act is ever the same as one of another name."""
_LAST = 200
"""How many acts of its kind are looked at for one told again: more than any story tells, and few enough to be quick."""


def merged(acts: list[Act], trace: list[Line]) -> list[Act]:
    """Acts without repetitions. A fuller mention takes the place of a poorer one; a headline never adds an act."""
    kept: list[Act] = []
    alike: dict[str, list[int]] = {}
    """Where in ``kept`` the acts of a kind stand."""
    for act in acts:
        kind = alike.setdefault(_ALIKE.get(act.act, act.act), [])
        at = next((n for n in kind[-_LAST:] if _same(kept[n], act)), None)
        if at is None:
            if not act.heading or not any(kept[n].act == act.act for n in kind):
                kind.append(len(kept))
                kept.append(act)
            continue
        same = kept[at]
        fuller, poorer = (act, same) if _fullness(act) > _fullness(same) and not act.heading else (same, act)
        if {act.act, same.act} == {"agree", "sign"}:
            fuller, poorer = (act, same) if act.act == "sign" else (same, act)
        elif act.act != same.act:
            fuller, poorer = (act, same) if _discussed_at(same, act) else (same, act)
        _complete(fuller, poorer)
        if fuller is act:
            kept[at] = act
        trace.append(Line(poorer.start, poorer.phrase, poorer.act, "", "merged with another mention"))
    return kept


def settled(acts: list[Act]) -> None:
    """What opens a story as of one day or the day before is of the day that it tells later of the same act."""
    for act in acts:
        first, last = act.when.earliest, act.when.latest
        if not (first and last and first + timedelta(1) == last) or act.modality != "asserted" or act.act == "state":
            continue  # what is said twice is said on days of its own
        same = [
            a
            for a in acts
            if a.act == act.act
            and a.modality == "asserted"
            and a.when.earliest in (first, last)
            and a.when.earliest == a.when.latest
            and _states(a) == _states(act)
        ]
        if len({a.when.earliest for a in same}) == 1:
            act.when, act.place = same[0].when, act.place or same[0].place


def _states(act: Act) -> set[str]:
    return {a.country or a.name for a in [*act.agents, *act.recipients]}


def _fullness(act: Act) -> float:
    named = sum(a.kind == "official" for a in [*act.agents, *act.recipients])
    return 2 * named + len(act.agents) + len(act.recipients) + act.when.known + (act.place is not None) + act.confidence


def _complete(act: Act, other: Act) -> None:
    """What only the other mention knows."""
    exact = ACTS[act.act].family != "statement" and _inside(other.when, act.when)
    if not act.when.known or exact:
        act.when = other.when
    act.place = act.place or other.place
    act.instrument = act.instrument or other.instrument
    act.amount = act.amount or other.amount
    if other.number == act.number:  # a quotation is a span of its own paragraph
        act.quotes = act.quotes or other.quotes


def _inside(a: When, b: When) -> bool:
    """Whether one time is part of another and more exact."""
    if not (a.earliest and a.latest and b.earliest and b.latest) or a.precision == "derived":
        return False
    return b.earliest <= a.earliest and a.latest <= b.latest and a.latest - a.earliest < b.latest - b.earliest


def _same(a: Act, b: Act) -> bool:
    if {a.act, b.act} <= {"meeting", "negotiation", "call"} and a.act != b.act:
        return _discussed_at(a, b) or _discussed_at(b, a)
    if {a.act, b.act} == {"agree", "sign"} and a.sentence == b.sentence and a.modality == b.modality:
        return _within(a.agents, b.agents) or _within(b.agents, a.agents)
    if a.act != b.act or (a.modality == "denied") != (b.modality == "denied"):
        return False
    if (
        ACTS[a.act].family == "statement"
        and a.act not in ("state", "pledge")
        and a.recipients
        and not (a.quotes and b.quotes)
    ):
        return a.when.meets(b.when) and _agree(a.agents, b.agents) and _agree(a.recipients, b.recipients)
    if ACTS[a.act].family == "statement":
        return a.sentence == b.sentence and _agree(a.agents, b.agents) and _agree(a.recipients, b.recipients)
    vote = (
        a.sentence == b.sentence
        and {a.modality, b.modality} == {"asserted", "planned"}
        and "vote" in a.phrase + b.phrase
    )
    if not a.when.meets(b.when) or (a.modality != b.modality and not (a.heading or b.heading or vote)):
        return False
    if a.sentence == b.sentence and a.token != b.token and a.act in _SEVERAL and not a.heading:
        return a.recipients == b.recipients  # "suspended aid to the North and barred its citizens": two measures
    if a.act == "visit" and ("{tour" in a.phrase) != ("{tour" in b.phrase):
        return False  # a tour is more than each visit that it is made of
    if a.act == "visit":
        return _agree(a.agents, b.agents) and _agree(a.recipients, b.recipients)
    if ACTS[a.act].symmetric:
        return _within(a.agents, b.agents) or _within(b.agents, a.agents)
    return _agree(a.agents, b.agents) and (_agree(a.recipients, b.recipients) or not a.recipients or not b.recipients)


def _discussed_at(talk: Act, meeting: Act) -> bool:
    """Whether "they discussed …" tells of a meeting or call that is a report already."""
    told = meeting.act in ("meeting", "call") and (
        talk.phrase.startswith("discuss") or talk.phrase in ("talk", "discussion", "conversation")
    )
    states = [{a.country or a.name for a in act.agents} for act in (talk, meeting)]
    return (
        told
        and not _apart(talk, meeting)
        and talk.act in ("negotiation", "meeting", "call")
        and talk.when.meets(meeting.when)
        and not _long(talk.when)
        and states[0] <= states[1]
    )


def _long(when: When) -> bool:
    """Whether a time is longer than a meeting or call: talks over a year are no telephone call."""
    return bool(when.earliest and when.latest and (when.latest - when.earliest).days > 31)


def _apart(a: Act, b: Act) -> bool:
    """Whether two acts are told of different times or countries, though one time may reach into the other."""
    when = a.when.known and b.when.known and not (a.when.latest and b.when.latest)
    return when or bool(a.place and b.place and a.place.country != b.place.country)


def _agree(a: list[Actor], b: list[Actor]) -> bool:
    return _within(a, b) and _within(b, a)


def _within(a: list[Actor], b: list[Actor]) -> bool:
    """Whether each actor of ``a`` is one of ``b``, or a state for which one of ``b`` acts."""
    return all(
        any(
            x is y
            or (
                x.country
                and x.country == y.country
                and (x.kind != "official" or y.kind != "official")
                and "group" not in (x.kind, y.kind)
            )
            for y in b
        )
        for x in a
    )
