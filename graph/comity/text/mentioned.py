"""Where actors are named in a document, in order and in lists: what pronouns and plurals look back to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from comity.text.frames import Lexicon
from comity.text.lexicons import lexicon
from comity.text.parse import Tree
from comity.text.people import Actor, Cast, Named
from comity.text.quotes import Quote
from comity.text.words import is_plural

__all__ = ["FURTHEST", "Mentioned", "Mentions"]

_LISTED = frozenset(["person", "country", "capital", "metonym", "body", "organization", "group", "adjective"])
_SEPARATORS = frozenset(
    [",", "and", "&", "as", "well", "or", "the", "both", "also", "former", "his", "her", "their", "its"]
)
_LEADING = frozenset(("lead", "head"))
FURTHEST = 500
"""How many mentions, lists or persons are looked at for one that fits: more than a report has, fewer than a book."""
_Set = tuple[int, int, tuple[Actor, ...]]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An actor named at a token; ``subject``: as the subject of its clause."""

    tree: int
    token: int
    actor: Actor
    subject: bool
    quoted: bool
    """Whether it stands in somebody's own words."""
    main: bool = False
    """As the subject of a main clause."""


def _place(one: _Set) -> tuple[int, int]:
    return one[:2]


@dataclass(slots=True)
class Mentions(ABC):
    """The names of a document: ``trees`` are its paragraphs, ``cast`` its actors, ``quotes`` what somebody said in
    their own words."""

    trees: list[Tree]
    cast: Cast
    quotes: list[list[Quote]] = field(default_factory=list)
    lexicon: Lexicon = field(default_factory=lexicon)
    log: list[Mentioned] = field(default_factory=list)
    sets: list[_Set] = field(default_factory=list)
    """Lists of actors and parties of acts, by paragraph and token."""
    acted: set[tuple[Actor, ...]] = field(default_factory=set)
    """Those of the lists whose members did something together."""
    owners: dict[str, str] = field(default_factory=dict)
    """Whose a government, court or army was when it was named last with its country."""
    _known: dict[tuple[int, int], tuple[list[Actor], float]] = field(default_factory=dict)
    _by_tree: dict[int, int] = field(default_factory=dict)
    _lists: dict[tuple[int, int], tuple[Actor, ...]] = field(default_factory=dict)
    _since: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, tree in enumerate(self.trees):
            self._by_tree[number] = len(self.log)
            for named in sorted([*self.cast.named[number], *self.cast.beside[number]], key=lambda n: n.first):
                head = self.head_of(number, named)
                if named.sort in ("title", "place"):
                    continue
                quoted = self._quoted(number, head)
                self.log.append(
                    Mentioned(
                        number, head, named.actor, self._is_subject(tree, head), quoted, self._is_main(tree, head)
                    )
                )
            self._coordinations(number)
        self.sets.sort(key=_place)

    def _is_subject(self, tree: Tree, token: int) -> bool:
        return tree.dep[token] in ("nsubj", "nsubjpass") or (
            tree.dep[token] == "conj" and tree.dep[tree.head[token]] in ("nsubj", "nsubjpass")
        )

    def _is_main(self, tree: Tree, token: int) -> bool:
        top = tree.head[token] if tree.dep[token] == "conj" else token
        return tree.dep[top] in ("nsubj", "nsubjpass") and tree.dep[tree.head[top]] == "ROOT"

    def _coordinations(self, number: int) -> None:
        """Lists as they are written ("A of X, B of Y and C of Z"), which the parser often tears apart."""
        tree = self.trees[number]
        chain: list[Named] = []
        for named in [*(n for n in self.cast.named[number] if n.sort in _LISTED), None]:
            if chain and named and self._goes_on(tree, chain[-1], named):
                chain.append(named)
                continue
            self._close(number, chain)
            chain = [named] if named else []

    def _goes_on(self, tree: Tree, last: Named, named: Named) -> bool:
        gap = [tree.lower[t] for t in range(last.after, named.first)]
        if not gap or len(gap) > 4 or tree.sentence[last.first] != tree.sentence[named.first]:
            return False
        person = {n.sort == "person" for n in (last, named)}
        if (len(person) > 1 and "," in gap) or (len(gap) == 1 and gap[0] in ("the", "his", "her", "their", "its")):
            return False
        hosts = frozenset(("host", "hosts") if person == {True} else ())  # "A of X, B of Y and their host, C of Z"
        joins = {",", "and", "&", "or", "as"} & set(gap)
        return bool(joins) and all(word in _SEPARATORS | hosts for word in gap)

    def _close(self, number: int, chain: list[Named]) -> None:
        tree = self.trees[number]
        joined = [
            n
            for n, item in enumerate(chain)
            if n and {"and", "&", "as", "or"} & {tree.lower[t] for t in range(chain[n - 1].after, item.first)}
        ]
        if len(chain) < 2 or not joined:
            return
        chain = chain[: joined[-1] + 1]
        comma = "," in {tree.lower[t] for t in range(chain[0].after, chain[1].first)}
        if len(chain) == 2 and comma and "," not in {tree.lower[t] for t in range(chain[0].first, chain[0].after)}:
            return
        members = tuple(dict.fromkeys(n.actor for n in chain))
        shared = chain[0].actor.title
        if is_plural(shared.lower().split(" ")[-1]):
            for person in [a for a in members if a.kind == "official" and not a.title]:
                person.title = shared  # "Prime Ministers A of X and B of Y"
        self._share_out(number, chain, members)
        if len(members) > 1:
            self.sets.append((number, self.head_of(number, chain[0]), members))
            for item in chain:
                for token in range(item.first, item.after):
                    self._lists[number, token] = members

    def _share_out(self, number: int, chain: list[Named], members: tuple[Actor, ...]) -> None:
        """ "Foreign ministers A and B" after "Greece and Macedonia": in that order, where the text says no more."""
        told = [a.country for a in members if a.sure]
        if any(a.kind != "official" for a in members) or len(told) == len(members) or len(set(told)) < len(told):
            return
        if not self._of_several_states(number, chain):
            return
        for _, _, states in self.sets[: -FURTHEST - 1 : -1]:
            codes = [a.country for a in states]
            if len(codes) == len(members) and all(codes) and set(told) <= set(codes) and len(set(codes)) == len(codes):
                due = [code for code in codes if code not in told]
                for actor, code in zip([a for a in members if not a.sure], due, strict=True):
                    actor.country, actor.sure = code, True
                    actor.title = actor.title or members[0].title
                return

    def _of_several_states(self, number: int, chain: list[Named]) -> bool:
        """Whether those of a list are one of each state: they share a title in the plural or led the delegations."""
        tree, titles = self.trees[number], chain[0].actor.title.lower().split()
        head = self.head_of(number, chain[0])
        if titles and titles[-1].endswith("s"):
            return True
        if not titles and tree.dep[head] == "appos" and tree.tag[tree.head[head]] == "NNS":
            return True
        led = [v for n in (chain[0], chain[-1]) for v in tree.kids(self.head_of(number, n), "relcl")]
        return any(tree.lemma[v] in _LEADING and tree.tag[o] == "NNS" for v in led for o in tree.kids(v, "dobj"))

    def head_of(self, number: int, named: Named) -> int:
        """The token of a name that governs the others."""
        tree = self.trees[number]
        for token in range(named.first, named.after):
            if not named.first <= tree.head[token] < named.after or tree.head[token] == token:
                return token
        return named.after - 1

    def _before(self, number: int, token: int) -> list[Mentioned]:
        """Mentions before a token, nearest first, at most a few paragraphs back."""
        start = self._by_tree.get(max(0, number - 4), 0)
        said = self._quoted(number, token)
        return [m for m in self._back(number, token, start) if said or not m.quoted]

    def _back(self, number: int, token: int, start: int = 0) -> Iterator[Mentioned]:
        """Mentions before a token, nearest first, back to that of number ``start``."""
        end = self._by_tree.get(number + 1, len(self.log))
        for at in range(end - 1, start - 1, -1):
            mentioned = self.log[at]
            if (mentioned.tree, mentioned.token) < (number, token):
                yield mentioned

    def named_before(self, country: str, number: int, token: int) -> bool:
        """Whether a country or somebody of it was named before a token."""
        if not self._since:
            for m in self.log:
                self._since.setdefault(m.actor.country, (m.tree, m.token))
        return country in self._since and self._since[country] < (number, token)

    def before(self, number: int, token: int, sentences: int = 0) -> list[Actor]:
        """Actors named before a token, nearest first; with ``sentences`` only those of so many sentences back."""
        found = self._before(number, token)
        return [m.actor for m in found if not sentences or self._distance(number, token, m) <= 2 * sentences]

    def together(self, number: int, token: int, actors: list[Actor]) -> None:
        """Remembers the parties of an act: "the two" that follow are they."""
        insort(self.sets, (number, token, tuple(actors)), key=_place)
        self.acted.add(tuple(actors))

    def sets_between(self, number: int, token: int, until: int) -> list[_Set]:
        """Lists and parties from a token on, to the paragraph before ``until``."""
        first = bisect_left(self.sets, (number, token), key=_place)
        return self.sets[first : bisect_left(self.sets, (until, -1), first, key=_place)]

    def _quoted(self, number: int, token: int) -> bool:
        """Whether a token stands in somebody's own words."""
        start = self.trees[number].start[token]
        return any(q.start <= start < q.end for q in self.quotes[number]) if self.quotes else False

    def _distance(self, number: int, token: int, mentioned: Mentioned) -> int:
        """Sentences between a mention and a token."""
        here, there = self.trees[number], self.trees[mentioned.tree]
        if mentioned.tree == number:
            return 2 * (here.sentence[token] - there.sentence[mentioned.token])
        between = sum(len(self.trees[n].bounds) for n in range(mentioned.tree + 1, number))
        return 2 * (between + here.sentence[token] + len(there.bounds) - there.sentence[mentioned.token])

    @abstractmethod
    def actors(self, number: int, token: int) -> tuple[list[Actor], float]:
        """Who a token and what is coordinated with it stand for, and how sure that is."""

    @abstractmethod
    def one(self, number: int, token: int) -> tuple[list[Actor], float]:
        """Who one token stands for, without its conjuncts."""
