"""When and where an act took place, as far as the sentence or its neighbours say."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from comity.model import UNKNOWN, When
from comity.text.actors import Resolver
from comity.text.cities import country_of_town
from comity.text.dates import Now, find
from comity.text.parse import Tree
from comity.text.syntax import conjuncts, is_verb, surface_subject
from comity.text.words import listed

__all__ = ["Place", "Times", "place_of"]

_MAY_BE_TIME = re.compile(
    r"\d{4}|uring|hroughout|war|previous|former|past|day|week|month|year|tonight|morning|tomorrow|evening|night|hour|summer|winter|spring|autumn|Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec"
)
_TAKING_PLACE = frozenset(("follow", "begin", "start", "open", "resume", "take", "hold", "come", "run", "schedule"))
"""Verbs that say no more of a noun than when it happens ("talks to follow in May")."""
_PERFORMING = frozenset(("announce", "declare", "proclaim", "decree"))
"""Whose saying is the doing, where one's own act is not still to come."""
_LOCATIVE = frozenset(["in", "at", "inside", "near", "outside"])
_TOWARDS = frozenset(["to", "into", "in", "at", "for", "on", "through"])


@dataclass(frozen=True, slots=True)
class _Time:
    token: int
    verb: int | None
    past: When
    ahead: When
    pattern: str
    since: bool = False


@dataclass(slots=True)
class Times:
    """The dates of a document, sentence by sentence; remembers the day of the act before."""

    published: date | None
    previous: date | None = None
    about: date | None = None
    """The start of whatever interval the last dated act had."""
    story: date | None = None
    """The day of what is told in the simple past: at first the dateline's, then that of the last such act."""
    vague: bool = False
    """Whether the clause asked for last has a time that fixes no day ("weeks later")."""
    _sentence: tuple[int, int] = (-1, -1)
    _found: list[_Time] = field(default_factory=list)

    def enter(self, tree: Tree, number: int, sentence: int) -> None:
        """Reads the dates of a sentence. To be called before :meth:`when` for its acts."""
        self._sentence, self._found = (number, sentence), []
        first, after = tree.bounds[sentence]
        if after <= first:
            return
        start, end = tree.start[first], tree.end(after - 1)
        text = tree.text[start:end]
        if not _MAY_BE_TIME.search(text):
            return
        past = find(text, Now(self.published, self.previous, self.about))
        ahead = {f.start: f for f in find(text, Now(self.published, self.previous, self.about, ahead=True))}
        for found in past:
            token = self._head(tree, start + found.start, start + found.end)
            later = ahead.get(found.start, found)
            since = "since" in text[max(0, found.start - 7) : found.end].lower()
            self._found.append(_Time(token, self._verb(tree, token), found.when, later.when, found.pattern, since))

    def _head(self, tree: Tree, start: int, end: int) -> int:
        first = bisect_right(tree.start, start) - 1
        tokens = [t for t in range(max(first, 0), len(tree)) if tree.start[t] < end]
        for token in tokens:
            if tree.head[token] not in tokens or tree.head[token] == token:
                return token
        return tokens[-1] if tokens else max(first, 0)

    def _verb(self, tree: Tree, token: int) -> int | None:
        return next((up for up in tree.up(token) if is_verb(tree, up)), None)

    def when(self, tree: Tree, trigger: int, noun: int | None, ahead: bool) -> When:
        """The time of the act at a trigger: its own date, or that of the clause it belongs to."""
        self.vague = False
        if not self._found or any(tree.lemma[up] == "anniversary" for up in tree.up(trigger)):
            return UNKNOWN
        usable = [
            t
            for t in self._found
            if t.pattern != "within" and t.past.known and not self._of_noun(tree, t, trigger, noun)
        ]
        own = self._own(tree, trigger, noun, usable) or (None if ahead else self._announced(tree, trigger, usable))
        if own is None:
            unknown = [t for t in self._found if not t.past.known and t.pattern != "within"]
            self.vague = bool(unknown) and self._own(tree, trigger, noun, unknown) is not None
            return UNKNOWN
        lasting = own.since and bool({"have", "has", "'ve"} & {tree.lower[k] for k in tree.kids(trigger, "aux")})
        if lasting and own.past.earliest:
            return When(own.past.earliest, None, "interval")  # "have patrolled it since 1995"
        told = (
            own.verb is not None
            and own.verb != trigger
            and tree.tag[own.verb] == "VBD"
            and tree.lemma[own.verb] != "be"
        )
        return own.ahead if ahead and not told else own.past  # "voted on Friday to send": the day of the vote

    def _of_noun(self, tree: Tree, time: _Time, trigger: int, noun: int | None) -> bool:
        """Whether a date only tells one thing from another ("the April 22 summit", "their May 18 call")."""
        head = tree.head[time.token]
        return (
            tree.dep[time.token] in ("compound", "nmod", "nummod")
            and head not in (trigger, noun)
            and bool(tree.kids(head, "det", "poss"))
            and tree.tag[head].startswith("NN")
        )

    def _own(self, tree: Tree, trigger: int, noun: int | None, times: list[_Time]) -> _Time | None:
        if noun is not None:
            below = set(tree.subtree(noun, 60))
            inside = [
                t
                for t in times
                if t.token in below
                and (
                    t.verb is None
                    or t.verb not in below
                    or t.verb == trigger
                    or (noun == trigger and tree.head[t.verb] == noun and tree.lemma[t.verb] in _TAKING_PLACE)
                )
            ]
            if inside:
                return inside[0]
        node, steps = trigger, 0
        while steps < 8:
            steps += 1
            here = [t for t in times if t.verb == node or (not is_verb(tree, node) and t.token in tree.children[node])]
            if here:
                return min(here, key=lambda t: abs(t.token - trigger))
            parent, dep = tree.head[node], tree.dep[node]
            if parent == node:
                break
            if is_verb(tree, node) and not self._shares(tree, node, parent, dep):
                break
            node = parent
        if self._aside(tree, trigger):
            return None
        loose = [t for t in times if t.verb is not None and self._finite(tree, t.verb) == self._finite(tree, trigger)]
        if len(loose) == 1:
            return loose[0]
        first = tree.bounds[tree.sentence[trigger]][0]
        leading = [t for t in times if t.token - first < 4 and t.verb == self._root(tree, trigger)]
        return leading[0] if leading else None

    def _with_it(self, tree: Tree, node: int, noun: int) -> bool:
        """ "ended the war with a treaty signed in Algiers": at the time of the verb."""
        return (
            tree.dep[node] == "acl"
            and tree.tag[node] == "VBN"
            and tree.dep[noun] == "pobj"
            and tree.lower[tree.head[noun]] == "with"
        )

    def of_old(self, tree: Tree, trigger: int) -> bool:
        """Whether the act is told apart or remembered only: "an accord brokered by X", "the anniversary of the war"."""
        remembered = any(tree.lemma[up] in ("anniversary", "memory") for up in tree.up(trigger))
        participle = tree.dep[trigger] == "acl" and tree.tag[trigger] == "VBN"
        return remembered or (participle and not self._with_it(tree, trigger, tree.head[trigger]))

    def _aside(self, tree: Tree, trigger: int) -> bool:
        """Whether a trigger stands in a clause that only tells one thing from another ("an accord brokered by X")."""
        for node in (trigger, *tree.up(trigger)):
            if tree.dep[node] in ("acl", "relcl", "appos"):
                return tree.tag[node] != "VB" and not self._with_it(tree, node, tree.head[node])
            if is_verb(tree, node) and tree.dep[node] == "ROOT":
                return False
        return False

    def _announced(self, tree: Tree, trigger: int, times: list[_Time]) -> _Time | None:
        """The day of the announcement that was the act."""
        head = tree.head[trigger]
        if tree.dep[trigger] != "ccomp" or tree.lemma[head] not in _PERFORMING:
            return None
        return next((t for t in times if t.verb == head), None)

    def _finite(self, tree: Tree, verb: int) -> int:
        """The finite verb that a participle or infinitive hangs on."""
        for node in (verb, *tree.up(verb)):
            if is_verb(tree, node) and (
                tree.tag[node] in ("VBD", "VBZ", "VBP") or tree.kids(node, "aux", "auxpass", "nsubj")
            ):
                return node
        return verb

    def _shares(self, tree: Tree, node: int, parent: int, dep: str) -> bool:
        """Whether a clause happens at the time of the one above it."""
        if dep in ("conj", "xcomp"):
            return True
        if dep == "advcl":
            marks = {tree.lower[k] for k in tree.kids(node, "mark", "advmod")}
            return tree.tag[node] in ("VBG", "VB", "VBN") or bool(marks & {"as", "when", "while", "after"})
        if dep in ("pcomp", "prep") or self._with_it(tree, node, parent):
            return True
        if (
            dep == "ccomp"
            and tree.tag[node] in ("VB", "VBN", "VBG")
            and not {tree.lower[k] for k in tree.kids(node, "aux")} - {"to"}
        ):
            return True
        return dep == "ccomp" and tree.head[node] == parent and not tree.kids(node, "mark") and parent > node

    def _root(self, tree: Tree, token: int) -> int | None:
        root = None
        for up in (token, *tree.up(token)):
            if is_verb(tree, up):
                root = up
        return root

    def remember(self, when: When, *, story: bool) -> None:
        """The day that "a day earlier" and "that evening" count from, and the day of the story."""
        if when.earliest and when.precision in ("day", "publication", "month", "year"):
            self.about = when.earliest
        if when.precision in ("day", "publication") and when.earliest and when.earliest == when.latest:
            self.previous = when.earliest
            recent = self.published is None or 0 <= (self.published - when.earliest).days < 10
            self.story = when.earliest if story and recent else self.story


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named ("" where only the country is known) and its country."""

    name: str
    country: str


def place_of(resolver: Resolver, number: int, trigger: int, noun: int | None, towards: bool) -> Place | None:
    """Where the act at a trigger took place; with ``towards`` where somebody went."""
    tree = resolver.trees[number]
    names = _TOWARDS if towards else _LOCATIVE
    node, steps = trigger, 0
    around = [noun] if noun is not None else []
    while steps < 5:
        steps += 1
        around.append(node)
        found = next((p for token in around for p in _at(resolver, number, token, names)), None)
        if found:
            return found
        parent, dep = tree.head[node], tree.dep[node]
        if towards or parent == node or not _same_place(tree, node, dep):
            break
        around, node = [], parent
    return None if towards else _in_clause(resolver, number, trigger)


def _joined(tree: Tree, trigger: int) -> list[int]:
    """A verb and those it is coordinated with before it: "stormed the embassy in Quito and arrested him"."""
    found = [trigger]
    while tree.dep[found[-1]] == "conj" and is_verb(tree, tree.head[found[-1]]):
        found.append(tree.head[found[-1]])
    return found


def _in_clause(resolver: Resolver, number: int, trigger: int) -> Place | None:
    """A place that the clause names inside another phrase ("stoned the embassy in the Serbian capital")."""
    tree = resolver.trees[number]
    places = []
    for token in [t for verb in _joined(tree, trigger) for t in _clause(tree, verb)]:
        if tree.lower[token] in _LOCATIVE and tree.dep[token] == "prep":
            for noun in tree.kids(token, "pobj"):
                place = named_place(resolver, number, noun)
                if place and place.country:
                    places.append((abs(token - trigger), place.name, place.country))
    return Place(*min(places)[1:]) if places else None


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
            or tree.dep[k] not in ("advcl", "relcl", "ccomp", "conj", "parataxis", "acl")
            or not is_verb(tree, k)
        ]
    return found


def _same_place(tree: Tree, node: int, dep: str) -> bool:
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
        for noun in [n for p in (preposition, *tree.kids(preposition, "prep")) for n in tree.kids(p, "pobj")]:
            for part in conjuncts(tree, noun):
                if name not in names and not _stood_on(resolver, number, part, name):
                    continue
                place = named_place(resolver, number, part)
                if place:
                    places.append(place)
    return places


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
    if named and named.sort in ("country", "capital", "metonym", "place", "body"):
        country = named.actor.country
        name = "" if named.sort == "country" else tree.words_of(named.first, named.after)
        appositive = [k for k in tree.kids(token, "appos") if k in at and at[k].sort == "country"]
        return Place(name, at[appositive[0]].actor.country if appositive and named.sort == "place" else country)
    if named and named.sort in ("person", "organization", "group"):
        return None
    if tree.lower[token] in listed("ground") | listed("buildings") | listed("missions"):
        codes = [] if tree.lower[token] in listed("missions") else resolver.country_of(number, token)
        inner = [
            named_place(resolver, number, n)
            for p in tree.kids(token, "prep")
            if tree.lower[p] in ("of", "in")
            for n in tree.kids(p, "pobj")
        ]
        inner += [named_place(resolver, number, k) for k in tree.kids(token, "appos")]
        deeper = next((p for p in inner if p), None)
        if deeper and deeper.name:
            return deeper
        if codes:
            state = resolver.cast.view.countries.get(codes[0])
            capital = state.capitals[0] if state and state.capitals and tree.lower[token] == "capital" else ""
            return Place(capital, codes[0])
        return deeper
    if tree.words[token][:1].isupper() and tree.tag[token].startswith("NNP"):
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


def _is_party(tree: Tree, token: int) -> bool:
    return surface_subject(tree, tree.head[token]) == token if is_verb(tree, tree.head[token]) else False
