"""Where an act took place, as far as the sentence says."""

from __future__ import annotations

from dataclasses import dataclass

from comity.text.actors import Resolver
from comity.text.cities import country_of_town
from comity.text.kinds import is_state
from comity.text.parse import Tree
from comity.text.syntax import conjuncts, is_passive, is_verb, surface_subject
from comity.text.words import listed, words

__all__ = ["Place", "host_of", "named_place", "place_of", "taken_or_left", "there", "told_at"]

_LOCATIVE = frozenset(["in", "at", "inside", "near", "outside", "through"])
_ABOUT = frozenset("for about against over with on".split())
_TOWARDS = frozenset(["to", "into", "in", "at", "for", "on", "through"])


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named ("" where only the country is known) and its country."""

    name: str
    country: str


def place_of(
    resolver: Resolver, number: int, trigger: int, noun: int | None, towards: bool, *, said: bool = False
) -> Place | None:
    """Where the act at a trigger took place; with ``towards`` where somebody went; with ``said`` where something was
    said, which is not where what it is about took place."""
    tree = resolver.trees[number]
    names = _TOWARDS if towards else _LOCATIVE
    node, steps = trigger, 0
    around = [noun] if noun is not None else []
    for below in tree.subtree(noun, 30) if noun is not None else []:
        around += [below] if tree.dep[below] in ("relcl", "acl") and tree.lemma[below] in listed("arranging") else []
    while steps < 5:
        steps += 1
        around.append(node)
        found = next((p for token in around for p in _at(resolver, number, token, names)), None)
        found = found or next((p for token in around for p in _on_a_trip(resolver, number, token)), None)
        if found:
            return found
        parent, dep = tree.head[node], tree.dep[node]
        if dep == "relcl" and "where" in {tree.lower[k] for k in tree.kids(node, "advmod")}:
            wider, closer = named_place(resolver, number, parent), _in_clause(resolver, number, trigger)
            return closer if wider and closer and closer.country == wider.country else wider
        if towards or parent == node or not _same_place(tree, node, dep):
            break
        around, node = [], parent
    return None if towards else _in_clause(resolver, number, trigger, said=said)


def _joined(tree: Tree, trigger: int) -> list[int]:
    """A verb and those it is coordinated with before it: "stormed the embassy in Quito and arrested him"."""
    found = [trigger]
    while tree.dep[found[-1]] == "conj" and is_verb(tree, tree.head[found[-1]]):
        found.append(tree.head[found[-1]])
    return found


def _in_clause(resolver: Resolver, number: int, trigger: int, *, said: bool = False) -> Place | None:
    """A place that the clause names inside another phrase ("stoned the embassy in the Serbian capital")."""
    tree = resolver.trees[number]
    places = []
    for token in [t for verb in _joined(tree, trigger) for t in _clause(tree, verb)]:
        if tree.lower[token] in _LOCATIVE and tree.dep[token] == "prep" and not (said and _told_of(tree, token)):
            for noun in tree.kids(token, "pobj"):
                place = named_place(resolver, number, noun)
                if place and place.country:
                    places.append((abs(token - trigger), place.name, place.country))
    return Place(*min(places)[1:]) if places else None


def _told_of(tree: Tree, preposition: int) -> bool:
    """Whether a phrase stands inside what a statement is about: "praised the talks in Geneva", not "told reporters in
    Geneva"."""
    node = preposition
    while tree.head[node] != node and not is_verb(tree, node):
        told = tree.lemma[tree.head[node]] in ("tell", "address", "inform")
        if tree.dep[node] == "dobj" and tree.lemma[node] in listed("happenings") and not told:
            return True
        if tree.dep[node] == "prep" and tree.lower[node] in _ABOUT:
            return True
        node = tree.head[node]
    return False


def _clause(tree: Tree, trigger: int) -> list[int]:
    """The tokens below a verb that stand in no clause of their own."""
    found: list[int] = []
    open_ = [trigger]
    while open_ and len(found) < 120:
        here = open_.pop()
        found.append(here)
        open_ += [
            k
            for k in tree.children[here]
            if tree.lemma[k] in ("speak", "address", "appear")
            or tree.dep[k] not in ("advcl", "relcl", "ccomp", "xcomp", "conj", "parataxis", "acl")
            or not is_verb(tree, k)
        ]
    return found


def told_at(resolver: Resolver, number: int, trigger: int) -> Place | None:
    """Where something was said: "said in Tokyo that he supported the deal", "welcomed it from Bangkok"."""
    tree, node = resolver.trees[number], trigger
    speeches = [
        n for p in tree.kids(trigger, "prep") for n in tree.kids(p, "pobj") if tree.lemma[n] in listed("speeches")
    ]
    told_of = tree.kids(trigger, "dobj")
    for origin in [p for t in (trigger, *speeches, *told_of) for p in tree.kids(t, "prep") if tree.lower[p] == "from"]:
        named = [named_place(resolver, number, n) for n in tree.kids(origin, "pobj")]
        if place := next((p for p in named if p and p.name), None):
            return place
    while tree.dep[node] in ("ccomp", "xcomp", "conj", "acomp") and tree.head[node] != node:
        node = tree.head[node]
        found = _at(resolver, number, node, _LOCATIVE) if tree.lemma[node] in listed("reporting") else []
        found += [
            p
            for o in (*tree.kids(node, "dobj"), *tree.kids(node, "dative"))
            for p in _at(resolver, number, o, _LOCATIVE)
            if found == [] and tree.lemma[node] in listed("reporting")
        ]
        if found:
            return found[0]
    return None


def there(resolver: Resolver, number: int, trigger: int) -> Place | None:
    """ "There they signed …": the place that the paragraph named last before the act."""
    tree = resolver.trees[number]
    if not any(tree.lower[k] == "there" for k in tree.kids(trigger, "advmod")):
        return None
    for token in range(trigger - 1, -1, -1):
        if tree.dep[token] == "prep" and tree.lower[token] in _LOCATIVE | _TOWARDS:
            for noun in tree.kids(token, "pobj"):
                if (place := named_place(resolver, number, noun)) and place.country:
                    return place
    return None


_ENTERING = frozenset("enter leave quit vacate evacuate abandon invade storm cross".split())


def taken_or_left(resolver: Resolver, number: int, trigger: int) -> Place | None:
    """The place that forces entered or left: "entered Kosovo", "crossed into Mali (and burned a village)", "withdrew
    its army from Gaza"."""
    tree = resolver.trees[number]
    around = [t for verb in _joined(tree, trigger) for t in (verb, *tree.kids(verb, "dobj", "xcomp"))]
    nouns = [
        n
        for p in (p for t in around for p in tree.kids(t, "prep", "prt"))
        for q in (p, *tree.kids(p, "prep"))
        if tree.lower[q] in ("from", "into") or (tree.lower[q], tree.lower[p]) == ("of", "out")
        for n in tree.kids(q, "pobj")
    ]
    nouns += [n for v in _joined(tree, trigger) if tree.lemma[v] in _ENTERING for n in tree.kids(v, "dobj")]
    return next((p for n in nouns if (p := named_place(resolver, number, n)) and p.country), None)


def host_of(resolver: Resolver, number: int, trigger: int, noun: int | None) -> Place | None:
    """The country of a host: "Canada hosted the talks", "Norway was host to them", "was received by President X"."""
    tree = resolver.trees[number]
    for token in [t for t in (trigger, noun) if t is not None]:
        for up in (token, *list(tree.up(token))[:4]):
            if is_verb(tree, up) and tree.lemma[up] in listed("hosting"):
                by = [n for p in tree.kids(up, "agent") for n in tree.kids(p, "pobj")]
                subject = surface_subject(tree, up) if not is_passive(tree, up) else (by[0] if by else None)
            elif tree.lemma[up] in ("host", "venue") and tree.dep[up] == "attr":
                subject = surface_subject(tree, tree.head[up])
            else:
                continue
            actors = resolver.one(number, subject)[0] if subject is not None else []
            codes = {a.country for a in actors}
            return Place("", codes.pop()) if len(codes) == 1 and all(codes) else None
    return None


def brought_about(tree: Tree, node: int, dep: str) -> bool:
    """ "signed documents establishing relations": done by what was signed."""
    head = tree.head[node]
    return (
        dep == "acl"
        and tree.tag[node] == "VBG"
        and tree.dep[head] == "dobj"
        and tree.lemma[tree.head[head]] in listed("enacting")
    )


def cleft(tree: Tree, node: int) -> bool:
    """ "It was in Lima that they met"."""
    head = tree.head[node]
    return (
        tree.dep[node] in ("ccomp", "advcl", "relcl", "acl")
        and tree.lemma[head] == "be"
        and any(tree.lower[k] == "it" for k in tree.kids(head, "nsubj"))
        and any(tree.lower[k] == "that" for k in tree.kids(node, "mark", "nsubj", "dobj"))
    )


def _same_place(tree: Tree, node: int, dep: str) -> bool:
    if brought_about(tree, node, dep) or cleft(tree, node):
        return True
    if dep in ("xcomp", "dobj", "pobj", "prep", "pcomp", "nsubj", "nsubjpass"):
        return True
    if dep == "acl" and tree.tag[node] == "VB":
        return True  # "signed an order to reimpose"
    return dep == "conj" or (dep == "advcl" and tree.tag[node] in ("VBG", "VBN"))


def _at(resolver: Resolver, number: int, token: int, names: frozenset[str]) -> list[Place]:
    tree = resolver.trees[number]
    places: list[Place] = []
    for preposition in [k for k in tree.children[token] if tree.dep[k] in ("prep", "advmod", "prt", "dative")]:
        name = tree.lower[preposition]
        if name not in names and name not in ("on", "from"):
            continue
        if name in names and (before := _before_a_name(resolver, number, preposition)):
            places.append(before)
            continue
        for noun in [n for p in (preposition, *tree.kids(preposition, "prep")) for n in tree.kids(p, "pobj")]:
            for part in conjuncts(tree, noun):
                if name not in names and not _stood_on(resolver, number, part, name):
                    continue
                place = named_place(resolver, number, part)
                if place:
                    places.append(place)
    return places


def _before_a_name(resolver: Resolver, number: int, preposition: int) -> Place | None:
    """ "In Washington President Bill Clinton welcomed it": the parser takes town and name for one."""
    tree, at = resolver.trees[number], resolver.cast.at[number]
    named = at.get(preposition + 1)
    if named is None or named.sort != "person" or named.first != preposition + 1:
        return None
    known = {named.actor.country, *resolver.cast.mentioned}
    for after in (named.first + 2, named.first + 1):
        titled = after < named.after and tree.lower[after] in words().heads | words().inner
        name = tree.words_of(named.first, after)
        if titled and (code := country_of_town(name, known)):
            return Place(name, code)
    return None


def _on_a_trip(resolver: Resolver, number: int, token: int) -> list[Place]:
    """ "during a visit to Beijing", "on a trip to Oslo", "while visiting Lima": where the traveller was then."""
    tree = resolver.trees[number]
    trips = [
        noun
        for p in tree.kids(token, "prep")
        if tree.lower[p] in ("during", "on", "in")
        for noun in tree.kids(p, "pobj")
        if tree.lemma[noun] in listed("trips")
    ]
    to = [n for noun in trips for p in tree.kids(noun, "prep") if tree.lower[p] == "to" for n in tree.kids(p, "pobj")]
    to += [
        n
        for v in tree.kids(token, "advcl", "pcomp")
        if tree.lemma[v] in ("visit", "tour")
        for n in tree.kids(v, "dobj")
    ]
    return [place for noun in to if (place := named_place(resolver, number, noun))]


def _stood_on(resolver: Resolver, number: int, token: int, preposition: str) -> bool:
    """Whether "on" or "from" tells a place here: "on the Greek shore", "from the White House"."""
    lower = resolver.trees[number].lower[token]
    if preposition == "on":
        return lower in listed("ground")
    named = resolver.cast.at[number].get(token)
    return lower in listed("buildings") or (named is not None and named.sort in ("body", "metonym"))


def named_place(resolver: Resolver, number: int, token: int) -> Place | None:
    """The place that a noun names: a city, a country, "the Spanish capital", "a castle in Prague"."""
    tree, at = resolver.trees[number], resolver.cast.at[number]
    named = at.get(token)
    if named and named.sort == "place" and not named.actor.country:
        return None  # "in Central America"
    if named and named.sort in ("country", "capital", "metonym", "place", "body"):
        name = "" if named.sort == "country" else tree.words_of(named.first, named.after)
        country = named.actor.country
        appositive = [k for k in tree.kids(token, "appos") if k in at and at[k].sort == "country"]
        return Place(name, at[appositive[0]].actor.country if appositive and named.sort == "place" else country)
    house = tree.lower[token] in listed("ground") | listed("buildings") | listed("missions")
    if named and named.sort in ("person", "organization", "group") and not (house and tree.kids(token, "prep")):
        seat = tree.words_of(named.first, named.after) if named.after - named.first == 1 else ""
        code = country_of_town(seat, resolver.cast.mentioned) if named.sort == "organization" else ""
        return Place(seat, code) if code and tree.entity[token] != "PERSON" else None  # "in Brussels"
    for kid in tree.kids(token, "appos"):
        told = named_place(resolver, number, kid) if tree.lower[kid] in listed("ground") else None
        if told:
            return Place(tree.words[token], told.country)  # "Psarades, a Greek village"
    if is_state(tree.lower[token]) and tree.lower[token] not in listed("ground"):
        meant = resolver.one(number, token)[0]
        if (
            len(meant) == 1
            and meant[0].kind == "country"
            and {"the", "this", "that"} & {tree.lower[k] for k in tree.kids(token, "det")}
        ):
            return Place("", meant[0].country)  # "flew to the kingdom"
    if house:
        codes = [] if tree.lower[token] in listed("missions") else resolver.country_of(number, token)
        inner = [
            named_place(resolver, number, n)
            for p in tree.kids(token, "prep")
            if tree.lower[p] in ("of", "in")
            for n in tree.kids(p, "pobj")
        ]
        inner += [named_place(resolver, number, k) for k in tree.kids(token, "appos")]
        deeper = next((p for p in inner if p), None)
        if deeper and (deeper.name or tree.lower[token] in listed("buildings")):
            return deeper  # "an American base in Iraq"
        if not codes and not deeper:
            whole = tree.words_of(max(token - 1, 0), token + 1)  # "Cape Town"
            code = country_of_town(whole, resolver.cast.mentioned) or _named_after(resolver, number, token)
            codes = [code] if code else []
        if not codes and not deeper and tree.lower[token] in listed("quarters") and resolver.cast.dateline:
            only = {tree.lower[k] for k in tree.children[token] if tree.dep[k] in ("det", "amod", "compound", "poss")}
            codes = [resolver.cast.home] if only == {"the"} else []
        if not codes and not deeper and is_state(tree.lower[token]):
            codes = [a.country for a in resolver.one(number, token)[0] if a.country]
        if codes:
            state = resolver.cast.view.countries.get(codes[0])
            capital = state.capitals[0] if state and state.capitals and tree.lower[token] == "capital" else ""
            return Place(capital, codes[0])
        return deeper
    if tree.words[token][:1].isupper() and tree.tag[token].startswith("NNP") and tree.entity[token] != "DATE":
        for kid in tree.children[token]:
            if (
                tree.dep[kid] in ("appos", "npadvmod", "compound", "nmod", "conj")
                and kid in at
                and at[kid].actor.country
                and at[kid].sort != "person"
            ):
                return Place(
                    tree.words[token] if kid > token else tree.words_of(min(kid, token), token + 1),
                    at[kid].actor.country,
                )
    if named is None and tree.tag[token].startswith("NNP") and tree.entity[token] not in ("PERSON", "DATE"):
        first = next(
            (t for t in range(token - 2, token) if t >= 0 and tree.head[t] == token and tree.dep[t] == "compound"),
            token,
        )
        for begin in dict.fromkeys((first, token)):
            code = country_of_town(tree.words_of(begin, token + 1), resolver.cast.mentioned)
            if code:
                return Place(tree.words_of(begin, token + 1), code)
    for preposition in tree.kids(token, "prep"):
        if tree.lower[preposition] in ("in", "of", "near", "at"):
            for noun in tree.kids(preposition, "pobj"):
                place = named_place(resolver, number, noun) if not _is_party(tree, token) else None
                if place and (tree.lower[preposition] != "of" or tree.lower[token] in listed("ground")):
                    return place
    return None


def _named_after(resolver: Resolver, number: int, building: int) -> str:
    """The state of the town that a building is named after: "at Keflavik airport"."""
    tree, at = resolver.trees[number], resolver.cast.at[number]
    for kid in tree.kids(building, "compound", "nmod"):
        if tree.tag[kid].startswith("NNP") and kid not in at:
            code = country_of_town(tree.words[kid], resolver.cast.mentioned)
            if code:
                return code
    return ""


def _is_party(tree: Tree, token: int) -> bool:
    return surface_subject(tree, tree.head[token]) == token if is_verb(tree, tree.head[token]) else False
