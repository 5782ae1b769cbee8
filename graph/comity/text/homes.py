"""The country of those of whom the text says none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from comity.text.cities import country_of_town
from comity.text.kinds import among, is_state
from comity.text.labels import Labelled
from comity.text.people import Actor, Cast, Named
from comity.text.quotes import quotes
from comity.text.tree import Tree
from comity.text.words import Names, is_plural, listed, words

__all__ = ["home_of", "settle"]

_ACTING = ("nsubj", "nsubjpass", "compound", "amod")
_DOING = ("nsubj", "nsubjpass", "poss")
_SHUT_OUT = frozenset(("expel", "summon", "deport"))
"""What a host does to an envoy."""
_NEAR = 5
"""Paragraphs that a list of persons may run over."""


def home_of(city: str, names: Names) -> str:
    """The country code of a dateline's city ("CARTAGENA, Colombia"), "" where it is not known."""
    for part in reversed([p.strip() for p in city.split(",")]):
        found = names.at(part, 0) or names.at(part.title(), 0)
        code = (found[1].country if found else "") or country_of_town(part.title(), frozenset())
        if code:
            return code
    return ""


def settle(cast: Cast, labelled: Sequence[Labelled]) -> None:
    """A country for those of whom the text says none, marked as a guess: the dateline's or issuer's own, or, for titles
    that do not exist there ("Minister" in the United States), the foreign one named nearest."""
    where = _Whereabouts(cast, labelled)
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
        elif title & words().home.get("USA", frozenset()) and cast.home not in listed("senates"):
            actor.country = "USA"
        else:
            actor.country = where.likely(actor, nearest=bool(abroad))


def _faces(tree: Tree, verb: int) -> list[int]:
    """Tokens for those whom a verb is said to, or of whom its clause says what they must do."""
    clauses = tree.kids(verb, "ccomp", "xcomp")
    whom = tree.kids(verb, "dobj", "dative") + [s for c in clauses for s in tree.kids(c, "nsubj")]
    whom += [n for p in tree.kids(verb, "prep") if tree.lower[p] in ("on", "against") for n in tree.kids(p, "pobj")]
    return [t for top in whom for t in (top, *tree.kids(top, "poss", "amod", "compound", "nmod"))]


def _left_for_home(tree: Tree, verb: int) -> list[int]:
    """ "flew home from X": a state that is none of one's own."""
    if "home" not in {tree.lower[k] for k in tree.kids(verb, "advmod", "npadvmod", "dobj", "prt")}:
        return []
    around = [verb, *(k for k in tree.kids(verb, "advmod", "npadvmod") if tree.lower[k] == "home")]
    return [n for a in around for p in tree.kids(a, "prep") if tree.lower[p] == "from" for n in tree.kids(p, "pobj")]


class _Whereabouts:
    """Where each person is named, and which states are spoken of there; gathered once for a document."""

    def __init__(self, cast: Cast, labelled: Sequence[Labelled]) -> None:
        self.cast, self.labelled = cast, labelled
        self.named: defaultdict[int, list[tuple[int, Named]]] = defaultdict(list)
        """Of each actor, by ``id``, the paragraphs that name it and how."""
        self.subjects: list[str] = []
        """Of each paragraph the country of the last subject before it that has one."""
        self.foreign: int | None = None
        """The first paragraph that names a foreign country."""
        self.at_dateline = False
        """Whether the text speaks of the dateline's own country."""
        self.acting: set[str] = set()
        """The countries that do something, or have something, in the text."""
        before = ""
        for number, item in enumerate(labelled):
            for named in item.found:
                self.named[id(named.actor)].append((number, named))
            self.subjects.append(before)
            acting = (i for i in item.names if item.tree.dep[i] in _ACTING and item.names[i].sort != "place")
            subject = next(acting, None)
            before = before if subject is None else item.names[subject].country
            if self.foreign is None and any(name.country not in ("", cast.home) for name in item.names.values()):
                self.foreign = number
            self.acting |= {
                n.country for i, n in item.names.items() if item.tree.dep[i] in _DOING and n.sort != "place"
            }
            self.at_dateline |= any(n.country == cast.home and n.sort != "place" for n in item.names.values())

    def likely(self, actor: Actor, *, nearest: bool) -> str:
        """What the text says of the state of a person, else the likeliest that the person does not face and has such
        titles; with ``nearest`` a foreign one."""
        told = self._own_state(actor) or self._possessor(actor) or self._opening_place(actor) or self._envoy(actor)
        beside = "" if told else self._apposed(actor) or self._led(actor)
        if told or beside:
            actor.sure = bool(beside)  # the words beside a name say of which state somebody is
            return told or beside
        title = set(actor.title.lower().split())
        faced = self._faced(actor)
        guesses = [self.nearest(actor) if nearest else "", self.at_home(actor)]
        guest = self.cast.dateline and title & listed("envoys")
        for code in [*guesses, self.cast.home, *self.cast.ranking]:
            if guest and code == self.cast.home:
                continue  # an ambassador is accredited where the story plays
            if code and code not in faced and not title & words().abroad.get(code, frozenset()):
                return code
        return guesses[0] or guesses[1]

    def _faced(self, actor: Actor) -> set[str]:
        """The states that a person addresses or speaks of as others: "X demanded that Washington stop", "accused
        Russia"; and those of whoever shares a title in the plural with the person."""
        found: set[str] = set()
        for number, named in self.named[id(actor)]:
            item, tree = self.labelled[number], self.labelled[number].tree
            beside = [tree.head[t] for t in range(named.first, named.after) if tree.dep[t] == "appos"]
            verbs = {tree.head[t] for t in (*range(named.first, named.after), *beside) if tree.dep[t] == "nsubj"}
            faced = [o for v in verbs if tree.lemma[v] in listed("facing") for o in _faces(tree, v)]
            faced += [o for v in verbs for o in _left_for_home(tree, v)]
            opened = [self._opened(number, t) for t in faced]
            found |= {item.names[t].country for t in opened if t in item.names}
            if is_plural(actor.title.lower().split(" ")[-1]):
                same = [n.actor for n in item.found if n.actor.title == actor.title or n.first == named.after + 1]
                found |= {a.country for a in same if a.sure and a.country}
        return found

    def _fellow(self, actor: Actor) -> str:
        """The state of the official, or the state, that acted last before a person in the same paragraph."""
        for number, named in self.named[id(actor)][:1]:
            item, tree = self.labelled[number], self.labelled[number].tree
            people = {n.first: n.actor for n in item.found if n.sort == "person" and n.actor.sure}
            acting = [t for t in range(named.first) if tree.dep[t] in _ACTING[:2]]
            for token in reversed(acting):
                first = next((n.first for n in item.found if n.first <= token < n.after), token)
                code = people[first].country if first in people else ""
                if token in item.names and item.names[token].sort in ("country", "capital", "metonym"):
                    code = item.names[token].country
                if code:
                    return code
        return ""

    def _opened(self, number: int, token: int) -> int:
        """The first word of the name that a token is part of: "Sri Lanka"."""
        labels = self.labelled[number].labels
        return next((i for i in range(token, -1, -1) if labels[i] != "+"), token)

    def at_home(self, actor: Actor) -> str:
        """The dateline's country where the text speaks of it; else that of the next in a list, or of the subject
        before."""
        elsewhere = self.cast.subject and not self.cast.release and self.cast.home not in self.acting
        home = self.cast.subject if elsewhere else self.cast.home
        venue = not self.cast.dateline or self.cast.home not in self.cast.ranking[:2]
        generic = actor.title.lower().split(" ")[-1] in listed("generic_titles") | listed("envoys")
        if venue and not self.cast.release and not generic and (fellow := self._fellow(actor)):
            return fellow
        if (self.cast.dateline and self.at_dateline) or not self.named[id(actor)]:
            return home
        first = self.named[id(actor)][0][0]
        before, begun = self.subjects[first], False
        for item in self.labelled[first : first + _NEAR]:
            for named in sorted(item.found, key=lambda n: n.first):
                if begun and named.actor.country and named.sort == "person":
                    return named.actor.country
                if named.actor is actor:
                    if before or begun or item.tree.lower[named.after : named.after + 1] not in (["and"], [","]):
                        return before or home
                    begun = True
        return home

    def _own_state(self, actor: Actor) -> str:
        """The state of which a person says what it will do ("announced that Nauru would …")."""
        for number, named in self.named[id(actor)]:
            item, tree = self.labelled[number], self.labelled[number].tree
            verbs = {tree.head[t] for t in range(named.first, named.after) if tree.dep[t] == "nsubj"}
            for clause in [c for v in verbs for c in tree.kids(v, "ccomp")]:
                ahead = {tree.lower[k] for k in tree.kids(clause, "aux")} & {"will", "would"}
                opened = [self._opened(number, s) for s in tree.kids(clause, "nsubj")]  # "the Soviet Union"
                subject = [s for s in opened if s in item.names and item.names[s].sort == "country"]
                if ahead and subject:
                    return item.names[subject[0]].country
        return ""

    def _possessor(self, actor: Actor) -> str:
        """ "its spokesman, X", "whose prime minister, X": the state that the pronoun before the title stands for."""
        for number, named in self.named[id(actor)][:1]:
            item, tree = self.labelled[number], self.labelled[number].tree
            before = tree.lower[named.first - 1] if named.first else ""
            if before in ("his", "her"):
                return self._master(number, named.first)
            fellow = next((n.actor for n in item.found if n.after == named.first - 1 and n.sort == "person"), None)
            if fellow and tree.lower[named.first - 1] == "and" and is_plural(fellow.title.split(" ")[-1]):
                return self._possessor(fellow) if fellow is not actor else ""
            if before not in ("its", "whose"):
                continue
            said = quotes(tree.text)
            states = [i for i in item.names if i < named.first and item.names[i].country]
            states = [i for i in states if not any(q.start <= tree.start[i] < q.end for q in said)]
            acting = [i for i in states if tree.dep[i] in _ACTING[:2]]
            near = [i for i in states if named.first - i < 6] if before == "whose" else acting or states
            return item.names[max(near)].country if near else self.subjects[number]
        return ""

    def _apposed(self, actor: Actor) -> str:
        """ "Washington's ambassador in Quito, X": the state before the noun that stands beside the name."""
        for number, named in self.named[id(actor)]:
            item, tree = self.labelled[number], self.labelled[number].tree
            tokens = range(named.first, named.after)
            nouns = [tree.head[t] for t in tokens if tree.dep[t] == "appos" and tree.head[t] not in tokens]
            nouns += [k for t in tokens for k in tree.kids(t, "appos") if k not in tokens]
            before = [k for n in nouns for k in tree.kids(n, "poss", "amod", "compound")]
            owners = [
                k for k in nouns if k in item.names and item.names[k].sort == "adjective"
            ]  # "X, the Chadian who …"
            owners += [k for k in before if k in item.names]
            owners += [k for n in nouns[:1] for k in tree.subtree(n, 16) if k > n and k in item.names]
            if owners and (code := item.names[owners[0]].country):
                return code
            kinds = [among(tree, k) for k in before if tree.dep[k] == "poss" and is_state(tree.lower[k])]
            meant = [code for kind in kinds for code in self.cast.ranking if code in kind]
            if meant:
                return meant[0]  # "the Gulf state's emir, X"
        return ""

    def _led(self, actor: Actor) -> str:
        """ "X, who leads the Chilean contingent": whose forces or delegation a person leads."""
        for number, named in self.named[id(actor)]:
            item, tree = self.labelled[number], self.labelled[number].tree
            clauses = [c for t in range(named.first, named.after) for c in tree.kids(t, "relcl", "acl")]
            led = [o for c in clauses if tree.lemma[c] in listed("leading") for o in tree.kids(c, "dobj")]
            owners = [k for o in led for k in tree.kids(o, "poss", "amod", "compound") if k in item.names]
            if owners and (code := item.names[owners[0]].country):
                return code
        return ""

    def _envoy(self, actor: Actor) -> str:
        """ "threw out the ambassador of X … declared Y persona non grata": the state of the envoy told of before."""
        if actor.title or not self.named[id(actor)]:
            return ""
        number, named = self.named[id(actor)][0]
        tree = self.labelled[number].tree
        objects = ("dobj", "nsubjpass")
        verbs = [tree.lemma[tree.head[t]] for t in range(named.first, named.after) if tree.dep[t] in objects]
        if "persona" not in tree.lower[named.after : named.after + 4] and not _SHUT_OUT & {*verbs}:
            return ""
        told = next((t for n in range(number, -1, -1) if (t := self._envoy_told(n))), ("", ""))
        actor.title = told[1]
        return told[0]

    def _envoy_told(self, number: int) -> tuple[str, str] | None:
        """The foreign state whose ambassador a paragraph speaks of without a name, and what he or she is called."""
        item, tree = self.labelled[number], self.labelled[number].tree
        for i, name in item.names.items():
            above = next((up for up in tree.up(i) if tree.lower[up] != "of" and item.labels[up] != "+"), i)
            if tree.lower[above] in listed("envoys") and above not in item.used and name.country != self.cast.home:
                return name.country, tree.lower[above]
        return None

    def _master(self, number: int, token: int) -> str:
        """ "two of his intelligence chiefs, X and Y": the state of the official who acted last before them."""
        item = self.labelled[number]
        first = item.tree.sentence[token] - 1
        acting = [
            n
            for n in item.found
            if n.first < token
            and n.sort == "person"
            and n.actor.sure
            and item.tree.sentence[n.first] >= first
            and any(item.tree.dep[t] in _ACTING[:2] for t in range(n.first, n.after))
        ]
        return max(acting, key=lambda n: n.first).actor.country if acting else ""

    def _opening_place(self, actor: Actor) -> str:
        """ "In Taipei, Foreign Minister Joseph Wu …": the state of the capital that opens the sentence."""
        for number, named in self.named[id(actor)][:1]:
            item, tree = self.labelled[number], self.labelled[number].tree
            first = tree.bounds[tree.sentence[named.first]][0]
            if tree.lower[first] == "in" and first + 1 in item.names and named.first - first < 8:
                name = item.names[first + 1]
                return name.country if name.sort in ("capital", "metonym", "country") else ""
        return ""

    def nearest(self, actor: Actor) -> str:
        """The foreign country named nearest to a person, in the first paragraph that names the person; else one of the
        first paragraph that names any."""
        if not self.named[id(actor)]:
            return ""
        number, named = self.named[id(actor)][0]
        for scope in (number, self.foreign):
            if scope is not None:
                names = self.labelled[scope].names.items()
                codes = [(abs(i - named.first), n.country) for i, n in names if n.country not in ("", self.cast.home)]
                if codes:
                    return min(codes)[1]
        return ""
