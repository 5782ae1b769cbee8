"""Where acts took place whose sentences do not say it: what the other acts of the document tell of who was where."""

from __future__ import annotations

from datetime import date

from comity.model import ACTS
from comity.text.acts import Act
from comity.text.places import Place

__all__ = ["IN_PERSON", "placed"]

_A_STAY = 3
"""Days that a visitor is taken to stay where a story is told from."""
IN_PERSON = frozenset(("consult", "agree", "statement"))
"""Families of acts that an official does where he or she is that day."""


def placed(acts: list[Act], home: str, published: date | None) -> None:
    """Gives places to acts without one, the surest first; ``home`` is the country of the dateline or ""."""
    visited(acts)
    together(acts)
    if home:
        stayed(acts, home)
        if published:
            met_here(acts, home, published)
    for act in acts:
        act.place = act.place or _theatre(act)


def together(acts: list[Act]) -> None:
    """Gives what the same states did together on one day one place, where the text tells it of some of their acts
    alone."""
    seen: dict[tuple[object, ...], Place] = {}
    shared = [a for a in acts if ACTS[a.act].symmetric and a.act != "call" and a.modality == "asserted"]
    for place_of in (True, False):
        for act in shared:
            states = frozenset(a.country or a.name for a in [*act.agents, *act.recipients])
            first, last = act.when.earliest, act.when.latest
            if len(states) < 2 or not first or not last or (last - first).days > _A_STAY:
                continue
            if place_of and act.place:
                seen.setdefault((states, first), act.place)
                seen.setdefault((states, last), act.place)
            elif not place_of and act.place is None:
                act.place = seen.get((states, first)) or seen.get((states, last))


def visited(acts: list[Act]) -> None:
    """What two states did together on the day when an official of the one was in the other, they did there."""
    stays = {
        (a.country, act.place.country, act.when.earliest): act.place
        for act in acts
        if act.act == "visit" and act.modality == "asserted" and act.place and act.when.earliest == act.when.latest
        for a in act.agents
        if a.kind == "official" and act.when.earliest
    }
    for act in acts:
        kind = ACTS[act.act]
        if not kind.symmetric or act.act == "call" or act.modality != "asserted" or act.when.latest is None:
            continue
        states = [a.country for a in [*act.agents, *act.recipients]]
        if len(states) == 2 and (act.place is None or not act.place.name):
            found = [stays.get((guest, host, act.when.latest)) for guest, host in (states, states[::-1])]
            act.place = next((p for p in found if p), act.place)


def stayed(acts: list[Act], home: str) -> None:
    """Visitors of the country of the dateline stay for some days: what they say and whom they meet then was there."""
    came = {
        id(a): act.when.earliest
        for act in acts
        if act.act == "visit" and act.modality == "asserted" and act.place and act.place.country == home
        for a in act.agents
        if a.kind == "official"
    }
    for act in acts:
        day = act.when.earliest
        if act.place or act.act == "call" or act.modality != "asserted" or not day or day != act.when.latest:
            continue
        if ACTS[act.act].family in IN_PERSON:
            days = [(day - first).days for a in act.agents if (first := came.get(id(a)))]
            act.place = Place("", home) if any(0 <= n <= _A_STAY for n in days) else None


def met_here(acts: list[Act], home: str, published: date) -> None:
    """Meetings of the last days with somebody of the dateline's country, or of states that all acted there in those
    days."""

    def lately(act: Act) -> bool:
        first, last = act.when.earliest, act.when.latest
        return bool(first and last and (last - first).days <= _A_STAY and 0 <= (published - last).days <= _A_STAY)

    recent = [a for a in acts if a.modality == "asserted" and lately(a)]
    here = {home}
    for act in recent:
        if act.place and act.place.country == home and ACTS[act.act].family in ("consult", "agree"):
            here |= {a.country for a in act.agents if a.country}
    for act in recent:
        kind = ACTS[act.act]
        if act.place or act.act == "call" or kind.family not in ("consult", "agree") or not kind.symmetric:
            continue
        states = {a.country for a in act.agents if a.country}
        officials = any(a.kind == "official" for a in act.agents)
        if len(states) > 1 and (home in states or (officials and states <= here)):
            act.place = Place("", home)


def _theatre(act: Act) -> Place | None:
    """Where what was done to a state must have been done to it: the country attacked or visited, the crowd's own."""
    if act.act in ("attack", "visit", "accredit"):
        codes = {r.country for r in act.recipients}
    elif act.act == "protest":
        codes = {a.country for a in act.agents} if all(a.kind == "group" for a in act.agents) else set()
    else:
        return None
    code = codes.pop() if len(codes) == 1 else ""
    return Place("", code) if code else None
