"""Those hit by an act of whom a sentence says no country: "killed five policemen in northern Nigeria"."""

from __future__ import annotations

from comity.text.actors import Resolver
from comity.text.frames import Hit
from comity.text.people import Actor
from comity.text.places import Place, named_place, place_of, taken_or_left
from comity.text.standing import is_of_agents
from comity.text.syntax import is_verb, objects, of_preposition
from comity.text.words import listed, words

__all__ = ["DOMESTIC", "addressed", "facing", "unnamed"]

DOMESTIC = frozenset(("attack", "detain", "accuse", "protest"))
"""Acts that one body of a state may do to another."""
_AT_HOME = DOMESTIC | {"threaten", "retreat"}
"""Acts that are done at home as well: whom they hit belongs where it stands."""
_WHERE_IT_BINDS = frozenset(("sanction", "repeal"))
"""Measures that hit the place they are for ("blockades in the West Bank")."""
_FACED = DOMESTIC | {"demand", "threaten", "reject", "repeal", "retreat", "pledge", "agree"}
"""Acts in which a state and its own rebels or crowds face each other."""


_TO_SOMEBODY = frozenset(("pledge", "protest", "praise", "concern", "criticise", "demand", "threaten"))
"""Statements that are made to those whom they concern."""


def unnamed(
    resolver: Resolver, number: int, hit: Hit, agents: list[Actor], recipients: list[Actor]
) -> list[Actor] | None:
    """Recipients by the place of the act, else by the country of the forces or crowd that acts; None to leave them."""
    tree, act = resolver.trees[number], hit.frame.act
    lost = [
        a
        for a in recipients
        if not a.country
        and (a.kind == "group" or _outlawed(resolver, number, hit, a))
        and a.name.lower().split()[-1] not in words().countries
    ]
    helped = act == "aid" and bool(lost)
    if (recipients and not lost) or (act not in _AT_HOME | _WHERE_IT_BINDS and not helped):
        return None
    if not recipients and (victims := _victims(resolver, number, hit)):
        return victims
    place = place_of(resolver, number, hit.token, hit.object, towards=False) or _ground(resolver, number, hit)
    aims = [*objects(tree, hit.token), *of_preposition(tree, hit.token, "on"), *of_preposition(tree, hit.token, "at")]
    told = any(resolver.own(number, aim)[0] for aim in aims)
    if place is None and act == "attack" and not (lost or told) and all(a.kind == "organization" for a in agents):
        others = resolver.only_foreign(number, hit.token, {a.country for a in agents})
        if others:
            return others  # "rained shells on the town of Ganja, a doctor in Azerbaijan said"
    domestic = [a.country for a in agents if a.kind in ("group", "organization") and a.country]
    country = place.country if place else domestic[0] if domestic and act in _AT_HOME else ""
    if not country:
        return None
    if lost:
        body = resolver.cast.body
        return (
            [body("group", country, a.name) if a in lost else a for a in recipients]
            if act in _AT_HOME or helped
            else None
        )
    target = next((o for o in objects(tree, hit.token) if tree.tag[o] in ("NN", "NNS")), None)
    if target is None or is_of_agents(tree, target):
        return None
    people = tree.lower[target] in words().groups | words().officials | words().leaders
    named = resolver.cast.body("group", country, tree.words[target])
    return [named if people and act in _AT_HOME else resolver.cast.state(country)]


def _outlawed(resolver: Resolver, number: int, hit: Hit, actor: Actor) -> bool:
    """Whether a body that acts for no state is one of the state that banned it: "members of the outlawed X"."""
    tree = resolver.trees[number]
    banned = any(listed("outlawed") & {*tree.lower[o : tree.subtree(o)[-1]]} for o in objects(tree, hit.token))
    return banned and actor.kind == "organization" and actor.name not in words().bodies


def _victims(resolver: Resolver, number: int, hit: Hit) -> list[Actor]:
    """ "Nine Malians died when soldiers opened fire": who died is told above an attack."""
    tree, above = resolver.trees[number], resolver.trees[number].head[hit.token]
    if hit.frame.act != "attack" or tree.dep[hit.token] != "advcl" or tree.lemma[above] not in listed("dying"):
        return []
    hurt = tree.kids(above, "nsubjpass") or (tree.kids(above, "nsubj") if not tree.kids(above, "dobj") else [])
    return [a for noun in hurt for a in resolver.actors(number, noun)[0]]


def addressed(resolver: Resolver, number: int, hit: Hit) -> list[Actor]:
    """To whom something is said whose clause names nobody: "in a letter to X she promised …", "in talks with X"."""
    tree = resolver.trees[number]
    if hit.noun or hit.frame.act not in _TO_SOMEBODY:
        return []
    said = [
        n for p in tree.kids(hit.token, "prep") if tree.lower[p] in ("in", "at", "during") for n in tree.kids(p, "pobj")
    ]
    said = [n for n in said if tree.lemma[n] in listed("exchanges")]
    whom = [n for s in said for way in ("to", "with") for n in of_preposition(tree, s, way)]
    return [a for n in whom for a in resolver.actors(number, n)[0]]


def _ground(resolver: Resolver, number: int, hit: Hit) -> Place | None:
    """Where an attack hit, by a clause beside its own: "bombed bases in X, killing 11", "killed 23 when they blew
    themselves up in Y", "crossed into Z and burned a village"."""
    tree, verb = resolver.trees[number], hit.token
    if hit.frame.act != "attack":
        return None
    inside = [
        n for o in objects(tree, verb) for n in (o, *of_preposition(tree, o, "of"), *of_preposition(tree, o, "at"))
    ]
    places = [named_place(resolver, number, n) for n in inside]
    found = next((p for p in places if p and p.country), None)  # "hit the port of Odesa"
    if found:
        return found
    above = [tree.head[verb]] if tree.dep[verb] in ("advcl", "conj") and is_verb(tree, tree.head[verb]) else []
    for near in (*above, *tree.kids(verb, "advcl")):  # "crossed into Congo and seized a town"
        place = taken_or_left(resolver, number, near) or place_of(resolver, number, near, None, towards=near in above)
        if place and place.country:
            return place
    return None


def facing(
    resolver: Resolver, act: str, agents: list[Actor], recipients: list[Actor]
) -> tuple[list[Actor], list[Actor]]:
    """Agents and recipients, where rebels or a crowd of no country stand against one state: they are of that state."""
    if act not in _FACED or not agents or not recipients:
        return agents, recipients
    for crowds, others in ((agents, recipients), (recipients, agents)):
        codes = {a.country for a in others}
        kinds = listed("homegrown") | (listed("subject_to") if crowds is recipients else frozenset())
        if all(_one_of(a, kinds) for a in crowds) and len(codes) == 1 and "" not in codes:
            home = [resolver.cast.body("group", next(iter(codes)), a.name) for a in crowds]
            return (home, recipients) if crowds is agents else (agents, home)
    return agents, recipients


def _one_of(actor: Actor, kinds: frozenset[str]) -> bool:
    return actor.kind == "group" and not actor.country and bool({*actor.name.lower().split()} & kinds)
