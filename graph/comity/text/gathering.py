"""Actors at some tokens of a tree, and those whom the words above a phrase name: who left for the talks, who was told
in a call, whose missiles hit."""

from __future__ import annotations

from comity.model import ACTS
from comity.text.actors import Resolver
from comity.text.frames import Hit
from comity.text.people import Actor
from comity.text.places import named_place
from comity.text.standing import behind_name
from comity.text.syntax import behind, is_verb, objects, prepositions, subjects
from comity.text.words import listed

__all__ = ["above", "attackers", "doer", "doers", "flagged", "gather", "told"]


def gather(resolver: Resolver, number: int, tokens: list[int]) -> tuple[list[Actor], float]:
    """The actors that some tokens stand for, each once, and how sure the least sure of them is."""
    actors: list[Actor] = []
    sure = 1.0
    for token in tokens:
        more, confidence = resolver.actors(number, token)
        actors += [a for a in more if a not in actors]
        sure = min(sure, confidence) if more else sure
    return actors, sure


def flagged(resolver: Resolver, number: int, tokens: list[int], deeds: bool) -> tuple[list[Actor], float]:
    """Whatever bears the name of a state does for it: "a Thai F-16", "Russian cruise missiles", "an Iranian
    foundation"; for ``deeds`` also wherever the name stands before it, and people by where they live."""
    tree, at = resolver.trees[number], resolver.cast.at[number]
    codes = [
        at[k].actor.country
        for t in tokens
        for k in (tree.subtree(t, 20) if deeds else tree.kids(t, "amod"))
        if k < t and k in at and at[k].sort in ("adjective", "country") and at[k].actor.country
    ]
    if codes:
        return [resolver.cast.state(code) for code in dict.fromkeys(codes)], 0.6
    people = [t for t in tokens if deeds and tree.tag[t] == "NNS" and tree.lemma[t] not in listed("happenings")]
    living = [(t, code) for t in people for code in resolver.country_of(number, t)[:1]]
    return [resolver.cast.body("group", code, tree.words[t]) for t, code in living], 0.5  # "landlords in Bihar"


def attackers(resolver: Resolver, number: int, tokens: list[int]) -> tuple[list[Actor], float]:
    """Whose attack it was that killed: "an attack by militants left three workers dead"."""
    tree = resolver.trees[number]
    nouns = [t for t in tokens if tree.lemma[t] in resolver.lexicon.sets["attacks"] | listed("explosives")]
    actors, sure = gather(resolver, number, behind_name(tree, nouns, "by"))
    for noun in nouns if not actors else []:
        actors, sure = resolver.own(number, noun)
    return actors, sure * 0.8


def doers(resolver: Resolver, number: int, hit: Hit) -> tuple[list[Actor], float]:
    """At whose hands it was: "opened an inquiry into the death of a nun at the hands of Chilean officers"."""
    tree = resolver.trees[number]
    hands = [
        h
        for p in tree.subtree(hit.token, 60)
        if tree.lower[p] == "at"
        for h in tree.kids(p, "pobj")
        if tree.lemma[h] == "hand"
    ]
    return gather(resolver, number, behind_name(tree, hands, "of")) if hands else ([], 0.0)


def above(resolver: Resolver, number: int, hit: Hit, path: str, agents: list[Actor]) -> tuple[list[Actor], float]:
    """Who goes to a meeting: the subject of the verb above its noun ("left for a meeting with Y"); with ``gov.trip``
    also the state that the verb takes them to ("travelled to Addis Ababa for talks")."""
    tree = resolver.trees[number]
    governor = next((up for up in tree.up(hit.token) if is_verb(tree, up)), None)
    if governor is None or (path == "gov.trip" and agents):
        return [], 0.0
    actors, sure = gather(resolver, number, subjects(tree, governor))
    lone = len(actors) < 2 and ACTS[hit.frame.act].symmetric
    apart = {"before", "until", "ahead"} if hit.frame.act == "visit" else listed("temporal")
    if tree.dep[hit.token] == "pobj" and tree.lower[tree.head[hit.token]] in apart and len(actors) < 2 and not agents:
        return [], 0.0  # "will sign before a meeting of the board"
    if path == "gov.subj" and not agents and (lone or tree.dep[hit.token] not in ("dobj", "pobj")):
        return [], 0.0
    if path == "gov.trip":
        places = [
            named_place(resolver, number, n)
            for p in prepositions(tree, governor)
            if tree.lower[p] in ("to", "in", "into")
            for n in behind(tree, p)
        ]
        hosts = [
            resolver.cast.state(p.country)
            for p in places
            if p and p.country and p.country not in {a.country for a in actors}
        ]
        if not hosts or not actors or tree.lower[tree.head[hit.token]] not in ("for", "of", "on"):
            return [], 0.0
        actors = [*actors, *hosts]
    return actors, sure * 0.8


def told(resolver: Resolver, number: int, hit: Hit) -> tuple[list[Actor], float]:
    """Whom the verb above a noun is told to or done to: "assured X of support in a telephone call"."""
    tree = resolver.trees[number]
    preposition = tree.head[hit.token]
    if tree.dep[hit.token] != "pobj" or tree.lower[preposition] not in ("in", "at", "during", "by", "over", "on"):
        return [], 0.0
    governor = next((up for up in tree.up(hit.token) if is_verb(tree, up)), None)
    if governor is None:
        return [], 0.0
    others = [n for p in prepositions(tree, governor) if tree.lower[p] in ("to", "with", "on") for n in behind(tree, p)]
    actors, sure = gather(resolver, number, [*objects(tree, governor), *tree.kids(governor, "dative"), *others])
    return [a for a in actors if a.kind == "official"], sure * 0.8


def doer(resolver: Resolver, number: int, hit: Hit) -> tuple[list[Actor], float]:
    """Who orders, begins or carries out what a noun says: "announced the expulsion of Y", "replied with the shelling of
    Y", "the exit was ordered by X"."""
    tree = resolver.trees[number]
    governor = tree.head[hit.token]
    if tree.dep[hit.token] == "pobj" and tree.lower[governor] in ("with", "to", "on"):
        governor = tree.head[governor]
    elif tree.dep[hit.token] not in ("dobj", "nsubjpass"):
        return [], 0.0
    if not is_verb(tree, governor) or tree.lemma[governor] not in listed("carrying_out"):
        return [], 0.0
    actors, sure = gather(resolver, number, subjects(tree, governor))
    return actors, sure * 0.9
