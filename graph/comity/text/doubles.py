"""Which of the acts that one sentence tells are one act, or only the content of another."""

from __future__ import annotations

from itertools import takewhile

from comity.text.actors import Resolver
from comity.text.choosing import Candidate
from comity.text.people import Actor
from comity.text.standing import content_clause
from comity.text.syntax import objects
from comity.text.tree import Tree
from comity.text.words import listed

__all__ = ["aimed_at", "of_another", "vows_attack"]


def of_another(tree: Tree, inner: Candidate, promise: Candidate | None) -> bool:
    """Whether somebody only promises what another will do: "is ready to let the Court settle the quarrel"."""
    if promise is None or promise.hit.frame.act != "pledge" or inner.hit.frame.act == "state":
        return False
    clauses = [inner.hit.token, *takewhile(lambda up: up != promise.hit.token, tree.up(inner.hit.token))]
    if any(tree.dep[c] not in ("ccomp", "xcomp", "acomp") for c in clauses):
        return False
    doing, promising = inner.parties.agents, promise.parties.agents
    return bool(doing and promising) and not {a.country for a in doing} & {a.country for a in promising}


def vows_attack(tree: Tree, promise: int, attacks: frozenset[str]) -> bool:
    """Whether what is promised is an attack: "vowed to renew their bombing campaign"."""
    clause = content_clause(tree, promise)
    if clause is None or tree.lemma[clause] not in listed("waging") or tree.kids(clause, "neg"):
        return False
    armed = {*listed("armed")}
    return any(
        tree.lemma[o] in attacks - _PEACEFUL
        or (tree.lemma[o] in _PEACEFUL and armed & {tree.lower[k] for k in tree.kids(o, "compound", "amod")})
        for o in objects(tree, clause)
    )


_PEACEFUL = frozenset("operation campaign battle war fire defence defense".split())
"""Nouns of the attacks that may mean something else."""


def aimed_at(resolver: Resolver, number: int, prepositions: list[int]) -> list[Actor]:
    """At whom an attack is aimed: "a campaign of bombs against Spanish resorts"."""
    for noun in (n for p in prepositions for n in resolver.trees[number].kids(p, "pobj")):
        found = resolver.actors(number, noun)[0] or resolver.own(number, noun)[0]
        if found:
            return found
    return []
