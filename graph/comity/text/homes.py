"""The country of those of whom the text says none."""

from __future__ import annotations

from collections.abc import Sequence

from comity.text.labels import Labelled
from comity.text.people import Actor, Cast
from comity.text.words import Names, words

__all__ = ["home_of", "settle"]


def home_of(city: str, names: Names) -> str:
    """The country code of a dateline's city ("CARTAGENA, Colombia"), "" where it is not known."""
    for part in reversed([p.strip() for p in city.split(",")]):
        found = names.at(part, 0) or names.at(part.title(), 0)
        if found:
            return found[1].country
    return ""


def settle(cast: Cast, labelled: Sequence[Labelled]) -> None:
    """A country for those of whom the text says none, marked as a guess: the dateline's or issuer's own, or, for titles
    that do not exist there ("Minister" in the United States), the foreign one named nearest."""
    for actor in cast.persons:
        if actor.sure:
            continue
        title = set(actor.title.lower().split())
        office = next((code for words_, code in words().offices.items() if words_ in actor.title.lower()), "")
        abroad = title & words().abroad.get(cast.home, frozenset())
        if title & words().international:
            actor.country = ""
        elif office and (office in cast.mentioned or not cast.home):
            actor.country = office
        elif "vice" in title and cast.home == "USA":
            actor.country = "USA"
        elif "pope" in title:
            actor.country = "VAT"
        elif title & words().home.get("USA", frozenset()):
            actor.country = "USA"
        else:
            actor.country = (_nearest(cast, labelled, actor) if abroad else "") or _at_home(cast, labelled, actor)


def _at_home(cast: Cast, labelled: Sequence[Labelled], actor: Actor) -> str:
    """The dateline's country where the text speaks of it; else that of the next in a list, or of the subject before."""
    told = _own_state(labelled, actor)
    if told:
        return told
    if cast.dateline and any(
        name.country == cast.home and name.sort != "place" for item in labelled for name in item.names.values()
    ):
        return cast.home
    before = ""
    for item in labelled:
        for named in sorted(item.found, key=lambda n: n.first):
            if before == "?" and named.actor.country and named.sort == "person":
                return named.actor.country
            if named.actor is actor:
                tail = item.tree.lower[named.after : named.after + 1]
                if before or tail not in (["and"], [","]):
                    return before or cast.home
                before = "?"
        subjects = [
            i
            for i in item.names
            if item.tree.dep[i] in ("nsubj", "nsubjpass", "compound", "amod") and item.names[i].sort != "place"
        ]
        if before != "?" and not any(n.actor is actor for n in item.found):
            before = item.names[subjects[0]].country if subjects else before
    return cast.home


def _own_state(labelled: Sequence[Labelled], actor: Actor) -> str:
    """The state of which a person says what it will do ("announced that Nauru would …")."""
    for item in labelled:
        tree = item.tree
        for named in item.found:
            if named.actor is not actor:
                continue
            verbs = {tree.head[t] for t in range(named.first, named.after) if tree.dep[t] == "nsubj"}
            for clause in [c for v in verbs for c in tree.kids(v, "ccomp")]:
                ahead = {tree.lower[k] for k in tree.kids(clause, "aux")} & {"will", "would"}
                subject = [s for s in tree.kids(clause, "nsubj") if s in item.names and item.names[s].sort == "country"]
                if ahead and subject:
                    return item.names[subject[0]].country
    return ""


def _nearest(cast: Cast, labelled: Sequence[Labelled], actor: Actor) -> str:
    """The foreign country named nearest to a person, in the first paragraph that names the person."""
    for item in labelled:
        where = next((n.first for n in item.found if n.actor is actor), None)
        if where is None:
            continue
        for scope in (item, *labelled):
            codes = [
                (abs(i - where), name.country) for i, name in scope.names.items() if name.country not in ("", cast.home)
            ]
            if codes:
                return min(codes)[1]
    return ""
