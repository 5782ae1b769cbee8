"""The parties of an act: the places that a frame names, filled with the actors that stand there."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.model import ACTS
from comity.text.actors import Resolver
from comity.text.contents import promised_to
from comity.text.frames import Hit
from comity.text.gathering import above, attackers, doer, doers, flagged, gather, told
from comity.text.parse import Tree
from comity.text.people import Actor, Named
from comity.text.places import Place, named_place
from comity.text.standing import (
    WHITHER,
    behind_name,
    beside_subject,
    cast_as,
    clause_subjects,
    conditions,
    content_clause,
    errand,
    is_of_agents,
    names_a_border,
    names_a_paper,
    tokens_at,
)
from comity.text.syntax import conjuncts, is_verb, objects, subjects
from comity.text.unnamed import DOMESTIC, addressed, facing, unnamed
from comity.text.words import listed, words

__all__ = ["Parties", "companions", "parties", "same_side"]


@dataclass(slots=True)
class Parties:
    """Who acts, towards whom, how sure that is, and where a visit goes."""

    agents: list[Actor] = field(default_factory=list)
    recipients: list[Actor] = field(default_factory=list)
    sure: float = 1.0
    destination: Place | None = None


def parties(resolver: Resolver, number: int, hit: Hit) -> Parties:
    """The parties of a hit by the places of its frame."""
    found = Parties()
    frame = hit.frame
    together = "all" in frame.agents
    between: list[Actor] = []
    for path in frame.agents:
        if path == "all" or (found.agents and not together) or (path.startswith("gov") and len(between) > 1):
            continue
        actors, sure = _at(resolver, number, hit, path, found)
        between = actors if path == "between" else between  # who hosts talks between two is no third
        found.agents += [actor for actor in actors if actor not in found.agents]
        found.sure = min(found.sure, sure) if actors else found.sure
    if found.agents and not hit.noun and "subj" in frame.agents:
        found.agents += [a for a in companions(resolver, number, hit.token) if a not in found.agents]
    found.agents = _without_states_of_persons(found.agents) if together else found.agents
    if frame.act in _BLAMING and not hit.noun:
        found.recipients = [a for a in doers(resolver, number, hit)[0] if a not in found.agents]
    every = "all" in frame.recipients
    settled = ACTS[frame.act].symmetric and len(found.agents) > 1  # who agreed with each other agreed with no third
    sided = _sided(resolver, found.agents)
    for path in () if settled else frame.recipients:
        if path == "all" or (found.recipients and not every):
            continue
        actors, sure = _at(resolver, number, hit, path, found)
        domestic = frame.act in DOMESTIC or frame.act in _AT_HOME_TOO
        found.recipients += [
            a
            for a in actors
            if a not in found.agents
            and not same_side(a, sided, domestic and (frame.act in DOMESTIC or _rules(a)))
            and a not in found.recipients
            and (frame.act in DOMESTIC or not _own(a))
        ]
        found.sure = min(found.sure, sure) if found.recipients else found.sure
    if frame.act == "deploy":  # "sent soldiers to the force"
        found.recipients = [a for a in found.recipients if not set(a.name.lower().split()) & {"force", "mission"}]
    _complete(resolver, number, hit, found)
    return found


_HOSTILE = frozenset(("threaten", "accuse", "criticise", "demand", "reject"))
"""What is said to other states by whoever bears the name of one: "an Iranian foundation", "a Swiss institute"."""
_BLAMING = frozenset(("accuse", "criticise", "concern", "protest"))
"""Acts that are aimed at who did something, not at whom it was done to."""
_AT_HOME_TOO = frozenset(("criticise", "demand", "reject", "praise", "threaten"))
"""Statements that one may make on one's own government."""


def companions(resolver: Resolver, number: int, verb: int) -> list[Actor]:
    """Those who act with the subject: "did the same, along with Rwanda and Uganda"."""
    return gather(resolver, number, beside_subject(resolver.trees[number], verb))[0]


def _complete(resolver: Resolver, number: int, hit: Hit, found: Parties) -> None:
    """Those hit by an act whom the sentence gives no country."""
    if not found.agents or hit.noun or ("all" in hit.frame.agents and len(found.agents) > 1):
        return
    to = addressed(resolver, number, hit)
    if to and (not found.recipients or hit.frame.act == "protest"):
        found.recipients = [a for a in to if not same_side(a, found.agents) and a not in found.agents]
        found.sure = min(found.sure, 0.7)
    more = unnamed(resolver, number, hit, found.agents, found.recipients)
    if more:
        found.recipients, found.sure = more, min(found.sure, 0.5)
    if hit.frame.act == "deploy" and not found.recipients and not _stay(resolver.trees[number], hit):
        found.recipients = resolver.only_foreign(number, hit.token, {a.country for a in found.agents})
    if hit.frame.act in ("deploy", "aid") and not found.recipients:
        found.recipients = resolver.thither(number, hit.token, {a.country for a in found.agents})
    found.agents, found.recipients = facing(resolver, hit.frame.act, found.agents, found.recipients)


def _stay(tree: Tree, hit: Hit) -> bool:
    """Whether forces are only made ready, or go no farther than their own border."""
    goals = [t for name in ("to", "into", "along", "on", "at", "in") for t in tokens_at(tree, hit, name)]
    own = any(tree.tag[k] == "PRP$" for goal in goals for k in tree.kids(goal, "poss"))
    return own or bool({"alert", "standby"} & {tree.lower[t] for t in tree.subtree(hit.token)})


def _own(actor: Actor) -> bool:
    """ "its citizens": what is done to them is done to somebody else."""
    return actor.kind == "group" and actor.name.lower().startswith(("its ", "his ", "her ", "their "))


def _rules(actor: Actor) -> bool:
    """Whether an actor is a government, which its own people may criticise; not "its ambassador"."""
    return actor.name.lower().split()[-1:] != [] and actor.name.lower().split()[-1] in listed("governments")


def _sided(resolver: Resolver, agents: list[Actor]) -> list[Actor]:
    """The agents whose state counts: not that of a person for whom it was taken from the text without a dateline, where
    the only state named may as well be the other one ("the archbishop called for sanctions against Nigeria")."""
    return [a for a in agents if a.sure or a.kind != "official" or resolver.cast.dateline]


def same_side(actor: Actor, agents: list[Actor], domestic: bool = False) -> bool:
    """Whether an actor is one of the agents, or a state for which one of them acts.

    With ``domestic`` the bodies of a state are no one side: its police may hold its officials.
    """
    one = ("country",) if domestic else ("country", "organization")
    return any(
        actor is agent
        or (actor.kind in one and agent.kind != "group" and actor.country and actor.country == agent.country)
        for agent in agents
    )


def _without_states_of_persons(actors: list[Actor]) -> list[Actor]:
    spoken = {a.country for a in actors if a.kind == "official" and a.country}
    told = {a.country for a in actors if a.kind == "country"}
    actors = [a for a in actors if a.kind != "organization" or a.country not in told]
    return [a for a in actors if a.kind not in ("country", "organization") or not a.country or a.country not in spoken]


def _at(resolver: Resolver, number: int, hit: Hit, path: str, found: Parties) -> tuple[list[Actor], float]:
    if path == "place":
        return _destination(resolver, number, hit, found)
    name, _, own = path.partition(".")
    if path == "clause.subj":
        return gather(resolver, number, clause_subjects(resolver.trees[number], hit.token))
    if path == "any":
        if _told_somebody(resolver, number, hit):
            return [], 0.0
        actors, sure = _anyone(resolver, number, hit.token, found)
        home = {a.country for a in found.agents}
        crowd = any(a.kind == "group" for a in found.agents)
        foreign = [a for a in actors if a.kind == "group" or (a.country and (crowd or a.country not in home))]
        if ACTS[hit.frame.act].family == "material":
            foreign = [resolver.cast.state(a.country) for a in foreign[:1]]
        return foreign, sure
    if path == "if.subj":
        return gather(resolver, number, conditions(resolver.trees[number], hit.token))
    if path == "gov.noun":
        preposition = resolver.trees[number].head[hit.token]
        holder = resolver.trees[number].head[preposition]
        if resolver.trees[number].dep[hit.token] != "pobj" or is_verb(resolver.trees[number], holder):
            return [], 0.0
        return gather(resolver, number, [holder])
    if path == "gov.by":
        return doer(resolver, number, hit)
    if path == "gov.in":
        tree, preposition = resolver.trees[number], resolver.trees[number].head[hit.token]
        if tree.lower[preposition] != "in" or not is_verb(tree, tree.head[preposition]):
            return [], 0.0
        actors, sure = gather(resolver, number, subjects(tree, tree.head[preposition]))
        return (actors, sure * 0.8) if actors else resolver.crowd(number, subjects(tree, tree.head[preposition]), True)
    if path == "with.as":
        return gather(resolver, number, cast_as(resolver.trees[number], hit.token))
    if path in ("gov.subj", "gov.trip"):
        return above(resolver, number, hit, path, found.agents)
    if path == "gov.obj":
        return told(resolver, number, hit)
    if path in ("clause.obj", "clause.any", "clause.for"):
        clause = content_clause(resolver.trees[number], hit.token)
        if clause is None and path == "clause.obj":
            clause = errand(resolver.trees[number], hit.token)
        ready = resolver.trees[number].kids(hit.token, "acomp") if clause is None and path == "clause.for" else []
        clause = next((c for k in ready for c in resolver.trees[number].kids(k, "xcomp")), clause)
        if clause is None:
            return [], 0.0
        if path == "clause.for":
            return promised_to(resolver, number, clause, found.agents), 0.7
        if path == "clause.obj":
            return gather(resolver, number, objects(resolver.trees[number], clause))
        return ([], 0.0) if _told_somebody(resolver, number, hit) else _anyone(resolver, number, clause, found)
    if path == "own":
        return resolver.own(number, hit.object if hit.object is not None else hit.token)
    tokens = tokens_at(resolver.trees[number], hit, name)
    if (name in ("to", "for") or own) and tokens and _told_somebody(resolver, number, hit):
        return [], 0.0
    if hit.frame.act == "attack" and not own and name != "subj":  # "fired missiles": what is fired is no target
        tokens = [t for t in tokens if resolver.trees[number].lemma[t] not in resolver.lexicon.sets["attacks"]]
    if not own:
        actors, sure = gather(resolver, number, tokens)
        hit_itself = name == "subj" and path in hit.frame.recipients  # "Kharkiv came under fire"
        if not actors and (name in WHITHER.get(hit.frame.act, ()) or hit_itself):
            if hit.frame.act == "attack":  # "on Kampuchean camps near the Thai border"
                tokens = [t for t in tokens if not resolver.own(number, t)[0]]
                inner = [n for t in tokens for n in behind_name(resolver.trees[number], [t], "in")]
                inner += [n for t in tokens for n in behind_name(resolver.trees[number], [t], "inside")]
                tokens = [*tokens, *inner]  # "on a wedding in Yemen"
            places = [p for t in tokens if (p := named_place(resolver, number, t)) and p.country]
            actors, sure = [resolver.cast.state(p.country) for p in places], 0.7
        tree = resolver.trees[number]
        if not actors and name == "subj" and tree.dep[hit.token] == "acl" and tree.tag[hit.token] == "VBG":
            return above(resolver, number, hit, "gov.acl", found.agents)  # "issued a declaration demanding …"
        if not actors and name == "subj" and [t for t in tokens if tree.lower[t] in listed("utterances")]:
            return resolver.own(number, tokens[0])  # "her letter proposed …"
        if not actors and name == "subj" and (ACTS[hit.frame.act].family == "material" or hit.frame.act in _HOSTILE):
            actors, sure = flagged(resolver, number, tokens, ACTS[hit.frame.act].family == "material")
        if not actors and name == "subj" and hit.frame.act == "attack":
            return attackers(resolver, number, tokens)
        if not actors and name == "subj" and hit.frame.act in _BY_CROWDS:
            return resolver.crowd(number, tokens, anybody=hit.frame.act == "protest")
        return actors, sure
    actors, sure = [], 1.0
    homes = {a.country for a in found.agents}
    for token in tokens:
        if own == "any":
            more, confidence = _anyone(resolver, number, token, found)
        elif own == "own":
            more, confidence = resolver.own(number, token)
            if is_of_agents(resolver.trees[number], token) and {a.country for a in more} <= homes:
                more = []  # "shelled their village": not the gunners'
        else:
            more, confidence = gather(resolver, number, behind_name(resolver.trees[number], [token], own))
        actors += [a for a in more if a not in actors]
        sure = min(sure, confidence) if more else sure
    return actors, sure


_BY_CROWDS = frozenset(("protest", "demand", "attack", "accuse", "criticise", "reject"))
"""Acts of those who are called by nothing but their number."""


def _anyone(resolver: Resolver, number: int, token: int, found: Parties) -> tuple[list[Actor], float]:
    """The first named actor inside a phrase who is not one of the agents."""
    at = resolver.cast.at[number]
    for below in [
        t for t in _near(resolver.trees[number], token) if not names_a_paper(resolver.trees[number], t, token)
    ]:
        if below in at and at[below].sort not in ("title", "place") and not _unknown(at[below]):
            if names_a_border(resolver.trees[number], below, token) or _only_where(resolver, number, below, token):
                continue
            actors, sure = resolver.actors(number, below)
            if at[below].sort == "adjective" and at[below].actor.country:
                actors, sure = [resolver.cast.state(at[below].actor.country)], 0.8
            others = [a for a in actors if a not in found.agents and not same_side(a, _sided(resolver, found.agents))]
            if others:
                return others, sure * 0.6
    return [], 0.0


def _told_somebody(resolver: Resolver, number: int, hit: Hit) -> bool:
    """Whether people are told what to do: "urged the world to shield X" asks nothing of X."""
    tree = resolver.trees[number]
    people = words().groups | words().leaders | listed("audiences") | listed("everybody")
    told = [o for o in objects(tree, hit.token) if o != hit.object]
    bidden = tree.lemma[hit.token] in listed("bidding") and bool(content_clause(tree, hit.token))
    return hit.frame.act in ("demand", "threaten", "pledge") and any(bidden or tree.lower[o] in people for o in told)


def _only_where(resolver: Resolver, number: int, name: int, verb: int) -> bool:
    """Whether a name before a verb only says where it was done: "In Bangkok, they refused to shake hands"."""
    tree = resolver.trees[number]
    above = tree.head[name]
    return name < verb and tree.lower[above] in ("in", "at", "from") and tree.head[above] == verb


def _unknown(named: Named) -> bool:
    """Whether only the parser takes a name for that of an organization."""
    return named.sort == "organization" and named.actor.name not in words().bodies


def _near(tree: Tree, token: int) -> list[int]:
    """The tokens below a token without its subject and without clauses that tell something else."""
    found: list[int] = []
    open_ = [token]
    while open_ and len(found) < 60:
        here = open_.pop()
        found.append(here)
        open_ += [
            k
            for k in tree.children[here]
            if (tree.dep[k] != "advcl" or not (tree.kids(k, "mark") or tree.lemma[k] in listed("reporting")))
            and not (tree.dep[k] in ("conj", "relcl") and is_verb(tree, k))
            and not (here == token and tree.dep[k] in ("nsubj", "agent") and is_verb(tree, token))
        ]
    return sorted(found)


_COMING = frozenset(("arrive", "land", "come", "return"))


def _arrives(tree: Tree, verb: int) -> bool:
    """Whether from somewhere is no goal: "had flown in from Lagos"."""
    return tree.lemma[verb] in _COMING or tree.lower[verb + 1 : verb + 3] in (["in", "from"], ["back", "from"])


def _destination(resolver: Resolver, number: int, hit: Hit, found: Parties) -> tuple[list[Actor], float]:
    """The foreign states behind "to", "in", "into" or the object of a visit; remembers the place."""
    tree = resolver.trees[number]
    home = {agent.country for agent in found.agents}
    tokens = [
        t
        for name in ("to", "into", "in", "at", "for", "on", "from", "through")
        for t in tokens_at(tree, hit, name)
        if name != "from" or not _arrives(tree, hit.token)
    ]
    direct = [o for o in objects(tree, hit.token) if o != hit.object] if not hit.noun else []
    states: list[Actor] = []
    for token in [*direct, *tokens]:
        for part in conjuncts(tree, token):
            place = named_place(resolver, number, part)
            if place and place.country and place.country not in home:
                found.destination = found.destination or place
                state = resolver.cast.state(place.country)
                if state not in states:
                    states.append(state)
    if not states and resolver.cast.dateline and resolver.cast.home not in home and not hit.noun:
        elsewhere = {tree.lower[k] for k in tree.children[hit.token]} & {"home", "back", "to", "into", "from"}
        elsewhere -= {"from"} if _arrives(tree, hit.token) else set()
        flown = tree.lemma[hit.token] in ("fly", "arrive", "land", "jet") and not tree.kids(hit.token, "dobj")
        if not elsewhere and (flown or tree.lemma[hit.token] in ("attend", "lead")):
            found.destination = Place("", resolver.cast.home)  # "flew in for the ceremony": to where the story plays
            return [resolver.cast.state(resolver.cast.home)], 0.6
    return states, 0.95
