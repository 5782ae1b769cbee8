"""Whether what a frame needs is there: parties, an instrument, an amount, a place to go to."""

from __future__ import annotations

from dataclasses import dataclass

from comity.model import ACTS
from comity.text.frames import Frame
from comity.text.people import Actor
from comity.text.roles import Parties
from comity.text.syntax import subjects
from comity.text.tree import Tree
from comity.text.words import listed, words

__all__ = ["Around", "at_home", "enough", "is_private"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands about a phrase beside its parties."""

    instrument: bool
    """An agreement or policy is spoken of."""
    named: bool
    """The noun of the phrase is one for an agreement."""
    policy: bool
    speaker: bool
    """Somebody who can be quoted speaks."""
    amount: bool
    alone: bool
    """The verb has no object."""
    main: bool
    """The verb stands in a main clause, or in one that somebody says."""
    passive: bool
    gone: bool
    """Who is told to leave is to go."""
    called: bool
    """The verb says what somebody is called."""
    quoted: bool
    """Words in quotation marks."""
    negated: bool
    clause: bool
    """A clause with "to" follows."""


def enough(frame: Frame, found: Parties, around: Around) -> str:
    """What a frame still needs, in words for the trace; empty where nothing is missing."""
    both = [*found.agents, *found.recipients]
    missing = {
        "agents": not found.agents,
        "recipients": not found.recipients,
        "both": not (found.agents and found.recipients),
        "two": len(_parties(frame, found.agents)) < 2 if ACTS[frame.act].symmetric else len(both) < 2,
        "official": not any(a.kind == "official" for a in both) or len(both) < 2,
        "traveller": not any(a.kind == "official" or _by_title(a) for a in found.agents),
        "quoted": not around.quoted,
        "negated": not around.negated,
        "parties": not any(a.kind != "group" or (a.country and a.name[:1].isupper()) for a in found.agents),
        "power": all(a.kind == "group" for a in found.agents),
        "single": not around.clause or len(found.agents) != 1 or found.agents[0].kind == "group",
        "alone": not around.alone,
        "main": not around.main,
        "plain": around.called,
        "passive": not around.passive,
        "gone": not around.gone,
        "bodies": any(a.kind == "official" for a in both) or len({a.country for a in both} - {""}) < 2,
        "foe": not found.agents or (not found.recipients and len(found.agents) < 2),
        "persons": sum(a.kind == "official" for a in both) < 2,
        "instrument": not (around.instrument or around.named),
        "policy": not around.policy,
        "destination": found.destination is None or not any(_travels(a) for a in found.agents),
        "speaker": not around.speaker,
        "amount": not around.amount,
    }
    if frame.act in _ABROAD and _one_state(found.agents, found.recipients):
        return "not abroad"
    if frame.act in _BY_STATES and all(_unheard_of(a) for a in found.agents) and found.agents:
        return "no state's"
    lacking = sorted(need for need in frame.needs if missing.get(need, False))
    return "no " + ", no ".join(lacking) if lacking else ""


_ABROAD = frozenset(("aid", "sanction", "lift-sanction"))
"""Acts that a state does to another: aid to its own farmers is none."""


_BY_STATES = frozenset(
    ("aid", "repeal", "adopt", "accredit", "withdraw", "deploy", "establish-relations", "lift-sanction")
)
"""Acts of states and of bodies that the lists know: what a firm cancels or pays for is no news."""


def _unheard_of(actor: Actor) -> bool:
    known = actor.country or actor.name in words().bodies or listed("bodies") & {*actor.name.lower().split()}
    return actor.kind == "organization" and not known


def is_private(tree: Tree, verb: int) -> bool:
    """Whether trade, sport or the arts do what a verb tells: "a Swedish retailer captured a tenth of the market"."""
    return any(
        tree.lemma[s] in listed("businesses") and tree.tag[s] in ("NN", "NNS")
        for s in subjects(tree, verb)
        if not {tree.lower[k] for k in tree.kids(s, "amod", "compound")} & _PUBLIC
    )


def at_home(who: Parties) -> bool:
    """Whether those who are told to do something are the teller's own: bodies or officials of the same state."""
    homes = {a.country for a in who.agents if a.country}
    return bool(homes and who.recipients) and all(
        a.country in homes or (not a.country and bool(_PUBLIC & {*a.name.lower().split()})) for a in who.recipients
    )


_PUBLIC = frozenset(("central", "state", "state-owned", "national", "development", "public", "government"))
"""What makes a bank, a company or a utility its state's."""


def _one_state(agents: list[Actor], recipients: list[Actor]) -> bool:
    homes = {a.country for a in agents}
    return bool(recipients) and len(homes) == 1 and "" not in homes and {a.country for a in recipients} == homes


def _parties(frame: Frame, agents: list[Actor]) -> list[Actor]:
    """Those who can be a party: crowds meet nobody and make no calls."""
    if ACTS[frame.act].family != "consult":
        return agents
    return [
        a for a in agents if a.kind != "group" or a.country or {"countries", "states", "nations"} & {*a.name.split()}
    ]


def _by_title(actor: Actor) -> bool:
    """Whether somebody without a name holds an office: "the Turkish foreign minister"."""
    last = {*actor.name.lower().split()[-1:]}
    return actor.kind == "organization" and bool(last & (words().heads | words().leaders))


def _travels(actor: Actor) -> bool:
    """Whether somebody travels to talk: an official or a delegation, no government and no fleet."""
    last = actor.name.lower().split()[-1:]
    stays = listed("governments") | listed("materiel") | listed("stationed")
    return actor.kind == "official" or (actor.kind == "organization" and not stays & {*last})
