"""Titles without a name: "the Israeli prime minister", "her Japanese counterpart"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from comity.text.mentioned import FURTHEST
from comity.text.nouns import Nouns
from comity.text.people import Actor, Named
from comity.text.syntax import conjuncts
from comity.text.words import fold, is_plural, listed, words

__all__ = ["Titles"]


@dataclass(slots=True)
class Titles(Nouns):
    """The holder of an office in the document, else by the reference tables, else the state."""

    def _title(self, number: int, token: int, named: Named) -> tuple[list[Actor], float]:
        """A title without a name: the holder in this document, else by the reference tables, else the state."""
        tree = self.trees[number]
        inside = self._appositive_person(number, token)
        if inside:
            beside = [a for k in tree.kids(token, "appos") for a in self.actors(number, k)[0] if a.kind == "official"]
            return (beside if inside in beside else [inside]), 1.0  # "the heads of both services, A and B"
        if "each" in {tree.lower[d] for k in tree.kids(token, "poss") for d in tree.children[k]}:
            return [], 0.0
        if tree.lower[token] in listed("host_and_guest"):
            return self._across(number, token)
        codes = self.country_of(number, self.head_of(number, named))
        codes = codes if len(codes) > 1 or not named.actor.country else [named.actor.country]
        last = tree.lower[self.head_of(number, named)]
        if last == "pope" and not codes:
            codes = ["VAT"]
        plural = tree.tag[self.head_of(number, named)] in ("NNS", "NNPS") or is_plural(last)
        outside = {tree.lower[k] for k in tree.kids(self.head_of(number, named), "amod", "compound", "nmod")}
        of_states = self._leaders_of(number, token) if plural and not outside & listed("outside") else None
        if of_states and len(of_states[0]) > 1 and last in words().leaders | words().heads:
            return of_states  # "the national security advisors of France, Germany and Italy"
        if plural and (last in words().groups or outside & listed("outside")):
            return self._group(number, self.head_of(number, named))
        if plural:
            several = self._leaders_of(number, token)
            if several:
                return several
            return self._plural_title(number, token, codes)
        lower = named.actor.title.lower()
        head_ = self.head_of(number, named)
        if {tree.lower[k] for k in tree.kids(head_, "amod", "compound", "nmod")} & listed("outside"):
            return self._group(number, head_)
        if codes and {"no", "a", "an", "any", "another", "some", "every"} & {
            tree.lower[k] for k in tree.kids(head_, "det")
        }:
            return [self.cast.body("organization", codes[0], self._phrase(number, head_))], 0.8
        international = self._international_of(number, token)
        holder = self._holder(number, token, lower, codes)
        if international and international.kind == "organization" and last in listed("generic_titles"):
            people = (a for a in self._recently(number, token) if a.kind == "official" and not a.country)
            holder = next(people, None)  # "the U.N. chief"
        if holder and not (international and holder.country):
            return [holder], 0.85
        if tree.lower[token] in ("spokesman", "spokeswoman", "spokesperson", "official", "officials", "diplomat"):
            return self._officials(number, token)
        if codes:
            known = self.cast.published is not None  # a text of no date may tell of any president
            official = self.cast.view.holder(named.actor.title, codes[0], self.cast.published) if known else None
            if official:
                return [self.cast.person(official.name, codes[0], named.actor.title)], 0.7
            return [self.cast.body("organization", codes[0], self._phrase(number, token))], 0.8
        if tree.lower[head_] in listed("generic_titles") and "the" in {tree.lower[k] for k in tree.kids(head_, "det")}:
            recent = next((a for a in self._recently(number, token) if a.kind == "official"), None)
            return ([recent], 0.5) if recent else ([], 0.0)
        return (
            self._officials(number, token)
            if international or tree.lower[token] not in ("leader", "head", "chief")
            else ([], 0.0)
        )

    def _across(self, number: int, token: int) -> tuple[list[Actor], float]:
        """ "his host", "her two guests": those who met whom it belongs to, else the officials of other states named
        last."""
        tree = self.trees[number]
        lower, codes = tree.lower[token], self.country_of(number, token)
        hosts = lower.startswith("host")
        pronoun = next((k for k in tree.kids(token, "poss") if tree.tag[k] == "PRP$"), None)
        mine = self.one(number, pronoun)[0] if pronoun is not None else self._own_subject(number, token)
        count = self._count(tree, token) or (2 if lower.endswith("s") else 1)
        if hosts and count > 1 and self.cast.home:
            return [self.cast.state(self.cast.home)], 0.6
        own = {a.country for a in mine} if mine else set() if hosts else {self.cast.home}
        sets = [s[2] for s in reversed(self.sets_between(0, -1, number + 1)) if s[:2] < (number, token)]
        met = [a for members in sets if set(mine) & {*members} for a in members]
        people = [a for a in dict.fromkeys([*met, *self._recently(number, token)]) if a.kind == "official"]
        across = [a for a in people if a not in mine and a.country not in own]
        if pronoun is None and codes:
            across = [a for a in across if a.country in codes]
        elif hosts and not mine:
            across = [a for a in across if a.country == self.cast.home]
        if len(across) >= count:
            return across[:count][::-1], 0.7
        return ([self.cast.state(self.cast.home)], 0.6) if hosts and self.cast.home else ([], 0.0)

    def _recently(self, number: int, token: int) -> Iterator[Actor]:
        """The actors named before a token, nearest first."""
        return (m.actor for m in islice(self._back(number, token), FURTHEST))

    def _holder(self, number: int, token: int, title: str, codes: list[str]) -> Actor | None:
        """Who of the document holds an office: the one named last before a token, else the first named after it."""
        generic = bool(title) and title.split()[-1] in listed("generic_titles")
        people = chain(
            (a for a in self._recently(number, token) if a.kind == "official"), islice(self.cast.persons, FURTHEST)
        )
        if generic and codes:
            near = [*people]  # "Afghanistan's leader"
            theirs = [a for a in near if a.country in codes]
            first = next((a for a in theirs if {*a.title.lower().split()} & listed("first_titles")), None)
            return next(iter([first] if first else theirs or near), None)
        fit = [a for a in people if same_office(a.title, title) and (not codes or a.country in codes)]
        own = [a for a in fit if a.country == self.cast.home] if self.cast.dateline and not codes else []
        return next(iter(fit[:1] if fit and fit[0].country == self.cast.home else own or fit), None)

    def _plural_title(self, number: int, token: int, codes: list[str]) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        count = self._count(tree, token)
        if not codes and (
            count or "the" in [tree.lower[k] for k in tree.kids(token, "det")] or tree.kids(token, "poss")
        ):
            inside = self._leaders_of(number, token)
            body = self._international_of(number, token)
            if body and not inside:
                return [body], 0.8  # "the Union's leaders"
            if inside or not (count or tree.lower[token] in words().leaders):
                return inside or ([], 0.0)
            named = self._of_title(number, token, count or 2)
            return (named, 0.8) if named else self._set(number, token, count or 2, people=True)
        if codes:
            return [self.cast.state(code) for code in codes], 0.9
        inside = self._leaders_of(number, token)
        return inside or self._officials(number, token)

    def _of_title(self, number: int, token: int, count: int) -> list[Actor]:
        """ "the two foreign ministers": those named last who hold that office, each of another country."""
        tree = self.trees[number]
        title = " ".join([*(tree.lower[k] for k in tree.kids(token, "amod", "compound", "nmod")), tree.lower[token]])
        if tree.lower[token].rstrip("s") in listed("generic_titles"):
            return []
        found: dict[str, Actor] = {}
        pair = self._leaders_of_pair(number, token) if count == 2 else []
        if (
            pair
            and all(same_office(_singular(a.title), _singular(title)) or a.title == "leader" for a in pair)
            and not any("prime" in _office_words(a.title) - _office_words(title) for a in pair)
        ):
            return pair
        for actor in self._recently(number, token):
            prime = "prime" in _office_words(actor.title) - _office_words(title)  # no one of "the two ministers"
            if actor.kind == "official" and not prime and same_office(_singular(actor.title), _singular(title)):
                found.setdefault(actor.country, actor)
            if len(found) == count:
                return list(found.values())[::-1]
        return []

    def _appositive_person(self, number: int, token: int) -> Actor | None:
        tree, at = self.trees[number], self.cast.at[number]
        near = [k for k in tree.children[token] if tree.dep[k] in ("appos", "compound", "nmod", "flat")]
        if tree.dep[token] in ("appos", "compound", "nmod"):
            near.append(tree.head[token])
        served = [p for k in tree.kids(token, "prep") if tree.lower[k] == "to" for p in tree.kids(k, "pobj")]
        near += [k for p in served for k in tree.kids(p, "appos")]  # "the adviser to President X, Y,"
        for kid in near:
            if kid in at and at[kid].sort == "person":
                return at[kid].actor
        return None

    def _counterpart(self, number: int, token: int) -> tuple[list[Actor], float]:
        """ "her Japanese counterpart, …": of the same office as the one whose counterpart it is."""
        person = self._appositive_person(number, token)
        if person:
            return [person], 1.0
        tree = self.trees[number]
        codes = []
        behind = [token + 1] if tree.lower[token + 1 : token + 2] == ["from"] else []  # though it is the verb's
        for kid in dict.fromkeys([*tree.children[token], *behind]):
            if tree.dep[kid] in ("amod", "compound", "nmod") or (tree.dep[kid] == "poss" and tree.tag[kid] != "PRP$"):
                codes += [c for t in conjuncts(tree, kid) for c in self._code_at(number, t)]
            elif tree.dep[kid] == "prep" and tree.lower[kid] in ("from", "of", "in"):
                codes += [
                    c
                    for noun in tree.kids(kid, "pobj")
                    for t in conjuncts(tree, noun)
                    for c in self._code_at(number, t)
                ]
        count = self._count(tree, token)
        if not codes and count:
            before = self.sets_between(number - 2, -1, number + 1)
            mine = [a for k in tree.kids(token, "poss") for a in self.one(number, k)[0]]
            whole = next((s[2] for s in reversed(before) if len(s[2]) == count + 1 and set(mine) & set(s[2])), ())
            if whole:
                return [a for a in whole if a not in mine], 0.7
        owners = [a for k in tree.kids(token, "poss") for a in self.one(number, k)[0] if a.kind == "official"]
        if not codes and owners:
            same = [
                m.actor
                for m in self._before(number, token)
                if m.actor.kind == "official" and m.actor.country != owners[0].country
            ]
            peers = [a for a in same if same_office(a.title, owners[0].title.lower())] or same
            return (peers[:1], 0.6) if peers else ([], 0.0)
        found: list[Actor] = []
        for code in codes:
            title = owners[0].title if owners else ""
            here = [
                a
                for a in islice(self.cast.persons, FURTHEST)
                if a.country == code and (not title or not a.title or same_office(a.title, title.lower()))
            ]
            sole = bool(title) and not here and len(codes) == 1  # several colleagues stand for their states
            official = self.cast.view.holder(title, code, self.cast.published) if sole else None
            found.append(
                here[0] if here else self.cast.person(official.name, code, title) if official else self.cast.state(code)
            )
        return found, 0.75


def _office_words(title: str) -> set[str]:
    """The words that tell one office from another, the same for its other names."""
    lower = " ".join(fold(word) for word in title.split())
    for name, office in _ONE_OFFICE.items():
        lower = lower.replace(name, office)
    return set(lower.split()) - {"of", "the", "for", "and", "former"}


_ONE_OFFICE = {
    "premier": "prime minister",
    "head of government": "prime minister",
    "head of state": "president",
    "foreign secretary": "foreign minister",
    "foreign affairs": "foreign",
    "external affairs": "foreign",
    "defense": "defence",
}


def _singular(title: str) -> str:
    """A title whose last word is in the singular."""
    *inner, last = title.lower().split() or [""]
    return " ".join([*inner, last[:-3] + "y" if last.endswith("ies") else last.removesuffix("s")])


@lru_cache(maxsize=4096)
def same_office(title: str, other: str) -> bool:
    """Whether two titles may be one office: one's words are among the other's, small words and countries aside."""
    a, b = _office_words(title), _office_words(other)
    return bool(a and b) and (a <= b or b <= a)
