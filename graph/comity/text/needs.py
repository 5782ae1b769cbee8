"""Whether what a frame needs is there: parties, an instrument, an amount, a place to go to."""

from __future__ import annotations

from comity.model import ACTS
from comity.text.frames import Frame
from comity.text.people import Actor
from comity.text.roles import Parties

__all__ = ["enough"]


def enough(
    frame: Frame,
    found: Parties,
    instrument: bool,
    named: bool,
    policy: bool,
    speaker: bool,
    amount: bool,
    alone: bool,
    passive: bool,
    quoted: bool,
    negative: bool,
    clause: bool,
) -> str:
    """What a frame still needs, in words for the trace; empty where nothing is missing."""
    both = [*found.agents, *found.recipients]
    missing = {
        "agents": not found.agents,
        "recipients": not found.recipients,
        "both": not (found.agents and found.recipients),
        "two": len(_parties(frame, found.agents)) < 2 if ACTS[frame.act].symmetric else len(both) < 2,
        "official": not any(a.kind == "official" for a in both) or len(both) < 2,
        "traveller": not any(a.kind == "official" for a in found.agents),
        "quoted": not quoted,
        "negated": not negative,
        "parties": not any(a.kind != "group" or a.country for a in found.agents),
        "power": all(a.kind == "group" for a in found.agents),
        "single": not clause or len(found.agents) != 1 or found.agents[0].kind == "group",
        "foe": not found.agents or (not found.recipients and len(found.agents) < 2),
        "alone": not alone,
        "passive": not passive,
        "persons": sum(a.kind == "official" for a in both) < 2,
        "instrument": not (instrument or named),
        "policy": not policy,
        "destination": found.destination is None or not any(_travels(a) for a in found.agents),
        "speaker": not speaker,
        "amount": not amount,
    }
    lacking = sorted(need for need in frame.needs if missing.get(need, False))
    return "no " + ", no ".join(lacking) if lacking else ""


def _parties(frame: Frame, agents: list[Actor]) -> list[Actor]:
    """Those who can be a party: crowds meet nobody and make no calls."""
    if ACTS[frame.act].family != "consult":
        return agents
    return [
        a for a in agents if a.kind != "group" or a.country or {"countries", "states", "nations"} & {*a.name.split()}
    ]


def _travels(actor: Actor) -> bool:
    return actor.kind in ("official", "organization")
