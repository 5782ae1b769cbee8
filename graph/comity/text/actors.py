"""Which actors a noun phrase stands for: names, titles alone, pronouns, "the two leaders", "Israeli troops".

A :class:`Resolver` walks a document in order. For each token that may stand for somebody it answers with the actors and
how sure that is (1 for a name, less for what was worked out).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comity.text.parse import Tree
from comity.text.people import Actor, Cast, Named
from comity.text.quotes import Quote
from comity.text.syntax import conjuncts, is_verb, surface_subject
from comity.text.words import fold, listed, words

__all__ = ["Resolver"]

_NUMBERS = {"two": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "trio": 3}
_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_IT = frozenset(["it", "its", "itself"])
_THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
_WE = frozenset(["i", "we", "us", "our", "my", "me"])
_RELATIVE = frozenset(("which", "who", "whom", "that"))
_OWN = ("poss", "amod", "compound", "nmod", "nummod", "appos")
_LISTED = frozenset(["person", "country", "capital", "metonym", "body", "organization", "group", "adjective"])
_SEPARATORS = frozenset(
    [",", "and", "&", "as", "well", "or", "the", "both", "also", "former", "his", "her", "their", "its"]
)


@dataclass(frozen=True, slots=True)
class _Mentioned:
    tree: int
    token: int
    actor: Actor
    subject: bool


@dataclass(slots=True)
class Resolver:
    """Actors of tokens, in the order of the text. ``trees`` are the document's paragraphs, ``cast`` its names."""

    trees: list[Tree]
    cast: Cast
    quotes: list[list[Quote]] = field(default_factory=list)
    log: list[_Mentioned] = field(default_factory=list)
    sets: list[tuple[int, int, tuple[Actor, ...]]] = field(default_factory=list)
    _known: dict[tuple[int, int], tuple[list[Actor], float]] = field(default_factory=dict)
    _by_tree: dict[int, int] = field(default_factory=dict)
    _lists: dict[tuple[int, int], tuple[Actor, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, tree in enumerate(self.trees):
            self._by_tree[number] = len(self.log)
            for named in self.cast.named[number]:
                head = self.head_of(number, named)
                if named.sort == "title":
                    continue
                self.log.append(_Mentioned(number, head, named.actor, self._is_subject(tree, head)))
            self._coordinations(number)

    def _is_subject(self, tree: Tree, token: int) -> bool:
        return tree.dep[token] in ("nsubj", "nsubjpass") or (
            tree.dep[token] == "conj" and tree.dep[tree.head[token]] in ("nsubj", "nsubjpass")
        )

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
        return all(word in _SEPARATORS for word in gap) and bool({",", "and", "&", "or"} & set(gap) or "as" in gap)

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
        self._share_out(number, chain, members)
        if len(members) > 1:
            self.sets.append((number, self.head_of(number, chain[0]), members))
            for item in chain:
                for token in range(item.first, item.after):
                    self._lists[number, token] = members

    def _share_out(self, number: int, chain: list[Named], members: tuple[Actor, ...]) -> None:
        """ "Foreign ministers A and B" after "Greece and Macedonia": in that order, where the text says no more."""
        titles = chain[0].actor.title.lower().split()
        if not titles or not titles[-1].endswith("s") or any(a.kind != "official" or a.sure for a in members):
            return
        for _, _, states in reversed(self.sets):
            if (
                len(states) == len(members)
                and all(a.country for a in states)
                and len({a.country for a in states}) == len(states)
            ):
                for actor, state in zip(members, states, strict=True):
                    actor.country, actor.sure = state.country, True
                return

    def head_of(self, number: int, named: Named) -> int:
        """The token of a name that governs the others."""
        tree = self.trees[number]
        for token in range(named.first, named.after):
            if not named.first <= tree.head[token] < named.after or tree.head[token] == token:
                return token
        return named.after - 1

    # one token

    def actors(self, number: int, token: int) -> tuple[list[Actor], float]:
        """Who a token and what is coordinated with it stand for, and how sure that is."""
        found: list[Actor] = []
        sure = 1.0
        paired = self._paired(number, token)
        if paired is not None:
            found, sure = self.one(number, paired)
            found = list(found)
        for part in conjuncts(self.trees[number], token):
            if is_verb(self.trees[number], part):
                continue
            more, confidence = self.one(number, part)
            if more and (number, part) in self._lists:
                more = list(self._lists[number, part])
            found += [actor for actor in more if actor not in found]
            sure = min(sure, confidence) if more else sure
        return found, sure

    def _paired(self, number: int, token: int) -> int | None:
        """The pronoun before a name in "he and Foreign Minister X"."""
        tree, named = self.trees[number], self.cast.at[number].get(token)
        first = named.first if named else token
        if (
            first >= 2
            and tree.lower[first - 1] == "and"
            and tree.lower[first - 2] in _HE | _SHE | _THEY
            and tree.tag[first - 2] == "PRP"
        ):
            return first - 2
        return None

    def one(self, number: int, token: int) -> tuple[list[Actor], float]:
        """Who one token stands for, without its conjuncts."""
        key = (number, token)
        if key not in self._known:
            self._known[key] = ([], 0.0)  # a noun that leads back to itself stands for nobody
            self._known[key] = self._one(number, token)
        return self._known[key]

    def _one(self, number: int, token: int) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        lower = tree.lower[token]
        named = self.cast.at[number].get(token)
        if lower in _RELATIVE and tree.tag[token].startswith("W"):
            return self._relative(number, token)
        if lower in _HE | _SHE | _IT | _THEY:
            return self._pronoun(number, token, lower)
        if lower in _WE and named is None:
            return [], 0.0
        if named and named.sort == "title" and lower in ("counterpart", "counterparts"):
            return self._counterpart(number, token)
        if named and named.sort == "title":
            return self._title(number, token, named)
        if named and named.sort == "people":
            return [self.cast.body("group", named.actor.country, self._phrase(number, token))], 0.9
        if named and named.sort == "adjective" and not self._stands_alone(tree, token):
            return self._noun(number, token)
        if named and named.sort == "place":
            return [], 0.0
        if named and self._is_head(number, token, named):
            return self._named(number, token, named)
        if named:
            return [named.actor], 0.9
        return self._noun(number, token)

    def _is_head(self, number: int, token: int, named: Named) -> bool:
        return self.head_of(number, named) == token

    def _stands_alone(self, tree: Tree, token: int) -> bool:
        """Adjectives used as nouns: "the Palestinians", "the British"."""
        return tree.tag[token] in ("NNPS", "NNP", "NNS", "NN") or tree.dep[token] in ("nsubj", "dobj", "pobj")

    def _named(self, number: int, token: int, named: Named) -> tuple[list[Actor], float]:
        return [named.actor], 1.0 if named.actor.sure else 0.8

    def _relative(self, number: int, token: int) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        for node in (token, *tree.up(token)):
            if tree.dep[node] == "relcl":
                head = tree.head[node]
                return self.actors(number, head) if tree.lower[head] not in _RELATIVE else ([], 0.0)
        return [], 0.0

    def own(self, number: int, noun: int) -> tuple[list[Actor], float]:
        """The actors in the modifiers of a noun: "Obama's opening", "the British envoys", "the decision of Chad"."""
        tree = self.trees[number]
        inner = [k for kid in tree.kids(noun, "compound", "nmod", "appos") for k in tree.kids(kid, "poss")]
        for kid in [*tree.children[noun], *inner]:
            if tree.dep[kid] == "poss":
                found, sure = self.actors(number, kid)
                if found:
                    return found, sure * 0.95
        codes = [
            c
            for kid in tree.kids(noun, "amod", "compound", "nmod")
            for k in conjuncts(tree, kid)
            for c in self._code_at(number, k)
        ]
        if codes:
            return [self.cast.state(code) for code in dict.fromkeys(codes)], 0.85
        named = [
            k
            for k in tree.kids(noun, "compound", "nmod")
            if k in self.cast.at[number] and self.cast.at[number][k].sort in ("group", "organization", "person")
        ]
        if named:
            return [self.cast.at[number][named[0]].actor], 0.8
        for preposition in tree.kids(noun, "prep"):
            if tree.lower[preposition] in ("of", "by", "from"):
                for pobj in tree.kids(preposition, "pobj"):
                    found, sure = self.actors(number, pobj)
                    if not found:
                        found, sure = self.own(number, pobj) if tree.lower[preposition] == "of" else ([], 0.0)
                    if found:
                        return found, sure * 0.8
        return [], 0.0

    # nouns

    def _noun(self, number: int, token: int) -> tuple[list[Actor], float]:
        tree, lists = self.trees[number], words()
        lower = tree.lower[token]
        if lower in lists.partitives:
            part = self._part_of(number, token)
            if part[0]:
                return part
        if tree.tag[token] == "CD" or lower in ("both", "pair", "trio", "each"):
            return self._counted(number, token, lower)
        if lower == "counterpart" or lower == "counterparts":
            return self._counterpart(number, token)
        persons = [a for k in tree.kids(token, "appos") for a in self.actors(number, k)[0] if a.kind == "official"]
        if persons and lower not in lists.countries:
            return persons, 1.0
        count = self._count(tree, token)
        if (
            count
            and (lower in lists.leaders or lower in lists.countries or lower in listed("sides"))
            and not self._country_of(number, token)
        ):
            return self._set(number, token, count, people=lower in lists.leaders and lower not in lists.countries)
        if lower in lists.leaders or lower in lists.heads:
            inside = self._leaders_of(number, token)
            if inside:
                return inside
        if lower in lists.officials:
            return self._officials(number, token)
        if lower in lists.groups:
            return self._group(number, token)
        if lower in lists.countries:
            return self._country_noun(number, token)
        if lower in ("host", "hosts") and self.cast.home:
            return [self.cast.state(self.cast.home)], 0.6
        body = self._body_again(number, token)
        if body:
            return [body], 0.7
        codes = (
            self._country_of(number, token)
            if tree.tag[token] in ("NNS", "NNPS")
            and lower[:-1] not in listed("things")
            and lower.endswith(("ers", "ors", "ists", "men", "ants", "ees", "ians", "ents"))
            else []
        )
        if codes:
            return [self.cast.body("group", codes[0], self._phrase(number, token))], 0.6
        return [], 0.0

    def _body_again(self, number: int, token: int) -> Actor | None:
        """ "the bloc", "the Council": the international body named before."""
        tree = self.trees[number]
        if not {"the", "this", "that"} & {tree.lower[k] for k in tree.kids(token, "det")} or tree.children[token][1:]:
            return None
        bodies = [a for a in self.before(number, token) if a.kind == "organization" and not a.country]
        if tree.lower[token] in listed("bodies"):
            return bodies[0] if bodies else None
        word = tree.words[token]
        return next((a for a in bodies if word[:1].isupper() and word in a.name.split()), None)

    def _part_of(self, number: int, token: int) -> tuple[list[Actor], float]:
        """ "tens of thousands of Algerians", "a group of Chechen refugees"."""
        tree = self.trees[number]
        for preposition in tree.kids(token, "prep"):
            if tree.lower[preposition] == "of":
                for noun in tree.kids(preposition, "pobj"):
                    found, sure = self.actors(number, noun)
                    if found:
                        return found, sure * 0.9
        return [], 0.0

    def _count(self, tree: Tree, token: int) -> int:
        for kid in tree.children[token]:
            if tree.lower[kid] in _NUMBERS:
                return _NUMBERS[tree.lower[kid]]
        return 0

    def _counted(self, number: int, token: int, lower: str) -> tuple[list[Actor], float]:
        """ "the two", "the four", "both"."""
        if lower == "each" or lower not in _NUMBERS:
            return [], 0.0
        return self._set(number, token, _NUMBERS[lower], people=None)

    def _leaders_of(self, number: int, token: int) -> tuple[list[Actor], float] | None:
        """ "the leaders of France and Germany", "the presidents of both countries"."""
        tree = self.trees[number]
        for preposition in tree.kids(token, "prep"):
            if tree.lower[preposition] in ("of", "from"):
                for noun in tree.kids(preposition, "pobj"):
                    found, sure = self.actors(number, noun)
                    if found:
                        return found, sure * 0.9
        return None

    def _country_of(self, number: int, token: int) -> list[str]:
        """Countries in the modifiers of a noun: "Israeli", "France's", "of Chad", "its"."""
        tree, at = self.trees[number], self.cast.at[number]
        codes: list[str] = []
        for kid in tree.children[token]:
            if tree.dep[kid] in _OWN:
                codes += self._code_at(number, kid)
                codes += [c for conj in tree.kids(kid, "conj") if conj in at for c in self._code_at(number, conj)]
            elif (
                tree.dep[kid] == "prep"
                and tree.lower[kid] in ("of", "from", "in", "throughout", "across")
                and not codes
            ):
                codes += [
                    c
                    for noun in tree.kids(kid, "pobj")
                    for t in conjuncts(tree, noun)
                    for c in self._code_at(number, t)
                ]
        if tree.dep[token] in ("compound", "nmod", "amod", "appos") and not codes:
            named = [k for k in tree.children[tree.head[token]] if k < token and k in at]
            codes += [at[k].actor.country for k in named[:1] if at[k].actor.country]
        return list(dict.fromkeys(code for code in codes if code))

    def _code_at(self, number: int, token: int) -> list[str]:
        tree, at = self.trees[number], self.cast.at[number]
        if token in at and at[token].sort != "title" and "-" not in tree.words[token]:
            actor = at[token].actor
            if actor.country:
                return [actor.country]
            return []
        if tree.tag[token] == "PRP$":
            return [actor.country for actor in self.one(number, token)[0] if actor.country]
        parts = re.split(r"[-–]", tree.words[token])
        if len(parts) > 1 and parts[0][:1].isupper():
            known = [self.cast.view.countries.by_name(part, None) for part in parts if part[:1].isupper()]
            if known[0] and all(known):
                return [country.code for country in known if country]
        if tree.dep[token] in ("amod", "compound", "poss", "nmod"):
            return [
                c
                for kid in tree.children[token]
                if tree.dep[kid] in ("amod", "compound", "poss", "nmod")
                for c in self._code_at(number, kid)
            ]
        return []

    def _phrase(self, number: int, token: int) -> str:
        """The noun with its close modifiers, as a name for a body or group."""
        tree = self.trees[number]
        first = token
        while (
            first > 0
            and tree.head[first - 1] in range(first - 1, token + 1)
            and tree.dep[first - 1] in ("amod", "compound", "nmod", "poss", "nummod", "case", "punct")
        ):
            first -= 1
        return tree.words_of(first, token + 1)

    def _officials(self, number: int, token: int) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        codes = self._country_of(number, token)
        international = self._international_of(number, token)
        if international and not codes:
            return [international], 0.9
        body = self._body_again(number, token) if not codes else None
        if body:
            return [body], 0.7
        inside = self._leaders_of(number, token) if not codes else None
        if inside:
            return inside
        if codes:
            if len(codes) > 1:
                return [self.cast.state(code) for code in codes], 0.9
            return [self.cast.body("organization", codes[0], self._phrase(number, token))], 0.95
        where = self._context_country(number, token)
        if where and tree.lower[token] not in ("side", "sides", "leader", "team", "mission", "office"):
            return [self.cast.body("organization", where, self._phrase(number, token))], 0.5
        return [], 0.0

    def _international_of(self, number: int, token: int) -> Actor | None:
        tree, at = self.trees[number], self.cast.at[number]
        for kid in tree.children[token]:
            if kid in at and at[kid].sort in ("organization", "group") and tree.dep[kid] in _OWN:
                return at[kid].actor
            if tree.dep[kid] == "prep" and tree.lower[kid] in ("of", "from"):
                for noun in tree.kids(kid, "pobj"):
                    if noun in at and at[noun].sort in ("organization", "group"):
                        return at[noun].actor
        return None

    def _group(self, number: int, token: int) -> tuple[list[Actor], float]:
        codes = self._country_of(number, token)
        owner = self._international_of(number, token)
        tree = self.trees[number]
        if (
            not codes
            and not owner
            and tree.lower[token] in listed("fighters")
            and "the" in [tree.lower[k] for k in tree.kids(token, "det")]
        ):
            owner = next((m.actor for m in self._before(number, token) if m.actor.kind == "group"), None)
        if owner and not codes:
            return [owner], 0.9
        country = codes[0] if codes else self._here(number, token)
        sure = 0.9 if codes else 0.5
        return [self.cast.body("group", country, self._phrase(number, token))], sure

    def _here(self, number: int, token: int) -> str:
        """The country of the place that the clause of a crowd names."""
        tree, at = self.trees[number], self.cast.at[number]
        governor = next((up for up in tree.up(token) if is_verb(tree, up)), None)
        if governor is None or tree.dep[token] not in ("nsubj", "nsubjpass", "pobj"):
            return ""
        for preposition in tree.subtree(governor, 60):
            if tree.dep[preposition] == "prep" and tree.lower[preposition] in ("in", "at", "outside", "near"):
                for below in tree.subtree(preposition, 12):
                    if below in at and at[below].actor.country and at[below].sort != "person":
                        return at[below].actor.country
        return ""

    def _country_noun(self, number: int, token: int) -> tuple[list[Actor], float]:
        """ "the country", "his nation", "both sides", "the neighbours"."""
        tree = self.trees[number]
        codes = self._country_of(number, token)
        plural = tree.tag[token] in ("NNS", "NNPS")
        if codes and not (plural and len(codes) == 1):
            return [self.cast.state(code) for code in codes], 0.8
        if plural:
            quantity = [
                k
                for k in tree.children[token]
                if tree.tag[k] in ("CD", "JJ", "JJR", "DT")
                and tree.lower[k] not in ("the", "their", "these", "both", "all")
            ]
            if quantity:
                return [self.cast.body("group", "", self._phrase(number, token))], 0.4
            return self._set(number, token, 0, people=False)
        determiner = [tree.lower[k] for k in tree.kids(token, "det")]
        if "the" in determiner or "this" in determiner or "that" in determiner:
            state = self._last_state(number, token)
            return ([state], 0.6) if state else ([], 0.0)
        return [], 0.0

    # titles

    def _title(self, number: int, token: int, named: Named) -> tuple[list[Actor], float]:
        """A title without a name: the holder in this document, else by the reference tables, else the state."""
        tree = self.trees[number]
        inside = self._appositive_person(number, token)
        if inside:
            return [inside], 1.0
        codes = [named.actor.country] if named.actor.country else self._country_of(number, self.head_of(number, named))
        last = tree.lower[self.head_of(number, named)]
        plural = tree.tag[self.head_of(number, named)] in ("NNS", "NNPS") or (
            last.endswith("s") and last[:-1] in words().heads
        )
        if plural:
            several = self._leaders_of(number, token)
            if several:
                return several
            return self._plural_title(number, token, codes)
        lower = named.actor.title.lower()
        head_ = self.head_of(number, named)
        if codes and {"no", "a", "an", "any", "another", "some", "every"} & {
            tree.lower[k] for k in tree.kids(head_, "det")
        }:
            return [self.cast.body("organization", codes[0], self._phrase(number, head_))], 0.8
        international = self._international_of(number, token)
        head = lower.split()[-1] if lower else ""
        options = [
            a
            for a in self.cast.persons
            if (head in listed("generic_titles") and codes)
            or (_same_office(a.title, lower) and (not codes or a.country in codes))
        ]
        before = [m.actor for m in self.log if (m.tree, m.token) < (number, token)]
        options.sort(key=lambda a: before[::-1].index(a) if a in before else 10**6)
        if options and not (international and options[0].country):
            return [options[0]], 0.85
        if tree.lower[token] in ("spokesman", "spokeswoman", "spokesperson", "official", "officials", "diplomat"):
            return self._officials(number, token)
        if codes:
            official = self.cast.view.holder(named.actor.title, codes[0], self.cast.published)
            if official:
                return [self.cast.person(official.name, codes[0], named.actor.title)], 0.7
            return [self.cast.body("organization", codes[0], self._phrase(number, token))], 0.8
        return (
            self._officials(number, token)
            if international or tree.lower[token] not in ("leader", "head", "chief")
            else ([], 0.0)
        )

    def _plural_title(self, number: int, token: int, codes: list[str]) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        count = self._count(tree, token)
        if not codes and (
            count or "the" in [tree.lower[k] for k in tree.kids(token, "det")] or tree.kids(token, "poss")
        ):
            inside = self._leaders_of(number, token)
            return inside or self._set(number, token, count or 2, people=True)
        if codes:
            return [self.cast.state(code) for code in codes], 0.9
        inside = self._leaders_of(number, token)
        return inside or self._officials(number, token)

    def _appositive_person(self, number: int, token: int) -> Actor | None:
        tree, at = self.trees[number], self.cast.at[number]
        near = [k for k in tree.children[token] if tree.dep[k] in ("appos", "compound", "nmod", "flat")]
        if tree.dep[token] in ("appos", "compound", "nmod"):
            near.append(tree.head[token])
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
        for kid in tree.children[token]:
            if tree.dep[kid] in ("amod", "compound", "nmod") or (tree.dep[kid] == "poss" and tree.tag[kid] != "PRP$"):
                codes += self._code_at(number, kid)
            elif tree.dep[kid] == "prep" and tree.lower[kid] in ("from", "of"):
                codes += [
                    c
                    for noun in tree.kids(kid, "pobj")
                    for t in conjuncts(tree, noun)
                    for c in self._code_at(number, t)
                ]
        owners = [a for k in tree.kids(token, "poss") for a in self.one(number, k)[0] if a.kind == "official"]
        if not codes and owners:
            same = [
                m.actor
                for m in self._before(number, token)
                if m.actor.kind == "official" and m.actor.country != owners[0].country
            ]
            peers = [a for a in same if _same_office(a.title, owners[0].title.lower())] or same
            return (peers[:1], 0.6) if peers else ([], 0.0)
        found: list[Actor] = []
        for code in codes:
            title = owners[0].title if owners else ""
            here = [
                a
                for a in self.cast.persons
                if a.country == code and (not title or not a.title or _same_office(a.title, title.lower()))
            ]
            official = None if here else self.cast.view.holder(title, code, self.cast.published) if title else None
            found.append(
                here[0] if here else self.cast.person(official.name, code, title) if official else self.cast.state(code)
            )
        return found, 0.75

    # pronouns and sets

    def _before(self, number: int, token: int) -> list[_Mentioned]:
        """Mentions before a token, nearest first, at most a few paragraphs back."""
        start = self._by_tree.get(max(0, number - 4), 0)
        end = self._by_tree.get(number + 1, len(self.log))
        said = self._quoted(number, token)
        return [
            m
            for m in reversed(self.log[start:end])
            if (m.tree, m.token) < (number, token) and (said or not self._quoted(m.tree, m.token))
        ]

    def last_two(self, number: int, token: int) -> list[Actor]:
        """The two states spoken of last."""
        return self._set(number, token, 2, people=False)[0]

    def together(self, number: int, token: int, actors: list[Actor]) -> None:
        """Remembers the parties of an act: "the two" that follow are they."""
        self.sets.append((number, token, tuple(actors)))
        self.sets.sort(key=lambda s: s[:2])

    def before(self, number: int, token: int) -> list[Actor]:
        """Actors named before a token, nearest first."""
        return [m.actor for m in self._before(number, token)]

    def _quoted(self, number: int, token: int) -> bool:
        """Whether a token stands in somebody's own words."""
        start = self.trees[number].start[token]
        return any(q.start <= start < q.end for q in self.quotes[number]) if self.quotes else False

    def _pronoun(self, number: int, token: int, lower: str) -> tuple[list[Actor], float]:
        if lower in _THEY:
            return self._they(number, token)
        if lower in _IT:
            return self._it(number, token)
        gender = "m" if lower in _HE else "f"
        before = [
            m for m in self._before(number, token) if m.actor.kind == "official" and m.actor.gender in ("", gender)
        ]
        if not before:
            return [], 0.0
        best = min(
            before, key=lambda m: (self._distance(number, token, m) - (2 if m.subject else 0), -m.tree, -m.token)
        )
        only = len({id(m.actor) for m in before}) == 1
        if not best.actor.gender:
            best.actor.gender = gender
        return [best.actor], 0.85 if only else 0.65

    def _distance(self, number: int, token: int, mentioned: _Mentioned) -> int:
        """Sentences between a mention and a token."""
        here, there = self.trees[number], self.trees[mentioned.tree]
        if mentioned.tree == number:
            return 2 * (here.sentence[token] - there.sentence[mentioned.token])
        between = sum(len(self.trees[n].bounds) for n in range(mentioned.tree + 1, number))
        return 2 * (between + here.sentence[token] + len(there.bounds) - there.sentence[mentioned.token])

    def _own_subject(self, number: int, token: int) -> list[Actor]:
        """The subject of the clause that a possessive pronoun stands in, or of the clause above."""
        tree = self.trees[number]
        for node in tree.up(token):
            if is_verb(tree, node):
                subject = surface_subject(tree, node)
                if (
                    tree.lower[token] == "its"
                    and subject is not None
                    and tree.lower[subject] in listed("plural_bodies")
                ):
                    continue
                if subject is not None and subject < token and tree.lower[subject] not in _IT | _THEY:
                    found, _ = self.actors(number, subject)
                    if found:
                        return found
        return []

    def _it(self, number: int, token: int) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        mine = (
            [a for a in self._own_subject(number, token) if a.kind != "official"]
            if tree.tag[token] == "PRP$" or tree.dep[token] != "nsubj"
            else []
        )
        if len(mine) == 1 and tree.dep[token] in ("poss",):
            return mine, 0.8
        before = [
            m
            for m in self._before(number, token)
            if m.actor.kind in ("country", "organization", "group") and m.actor not in mine
        ]
        if not before:
            return [], 0.0
        best = min(
            before, key=lambda m: (self._distance(number, token, m) - (2 if m.subject else 0), -m.tree, -m.token)
        )
        return ([best.actor], 0.6) if self._distance(number, token, best) <= 5 else ([], 0.0)

    def _they(self, number: int, token: int) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        if tree.tag[token] == "PRP$":
            mine = self._own_subject(number, token)
            if mine:
                return mine, 0.75
        above = self._own_subject(number, token)
        if len(above) > 1:
            return above, 0.7
        here = [
            m.actor
            for m in self._before(number, token)
            if m.tree == number and tree.sentence[m.token] == tree.sentence[token]
        ]
        states = [a for a in dict.fromkeys(here) if a.kind == "country"]
        if len(states) == 2 and not any(a.kind == "official" for a in here):
            return states[::-1], 0.6
        return self._set(number, token, 0, people=None)

    def _set(self, number: int, token: int, count: int, people: bool | None) -> tuple[list[Actor], float]:
        """The set that a plural stands for: the last coordination of that size, else the last ones named."""
        kinds = {
            True: ("official",),
            False: ("country", "organization", "group", "official"),
            None: ("official", "country", "organization", "group"),
        }[people]
        before = [s for s in self.sets if (s[0], s[1]) < (number, token) and number - s[0] < 5]
        for _, _, members in reversed(before):
            if (not count or len(members) == count) and all(a.kind in kinds for a in members):
                return self._as_states(list(members)) if people is False else list(members), 0.75
        later = [
            s
            for s in self.sets
            if (s[0], s[1]) > (number, token) and s[0] - number < 2 and count > 2 and len(s[2]) == count
        ]
        if later:
            return list(later[0][2]), 0.6
        wanted = count or 2
        recent = self._recent(number, token, kinds, people, wanted, subjects=True)
        if len(recent) < wanted:
            recent = self._recent(number, token, kinds, people, wanted, subjects=False)
        return (recent[::-1], 0.6) if len(recent) == wanted and wanted < 4 else ([], 0.0)

    def _recent(
        self, number: int, token: int, kinds: tuple[str, ...], people: bool | None, wanted: int, *, subjects: bool
    ) -> list[Actor]:
        """The last actors of some kinds, no two of one country; with ``subjects`` only those who acted."""
        recent: list[Actor] = []
        for mentioned in self._before(number, token):
            if subjects and not mentioned.subject:
                continue
            actor = mentioned.actor
            if actor.kind not in kinds or (people is None and actor.kind == "organization"):
                continue
            if people is False and actor.country:
                actor = self.cast.state(actor.country)
            if people is None and recent and actor.kind != recent[0].kind:
                continue
            if all(actor is not other and (not actor.country or actor.country != other.country) for other in recent):
                recent.append(actor)
            if len(recent) == wanted:
                break
        return recent

    def _as_states(self, members: list[Actor]) -> list[Actor]:
        return list(
            dict.fromkeys(self.cast.state(a.country) if a.country and a.kind == "official" else a for a in members)
        )

    def _last_state(self, number: int, token: int) -> Actor | None:
        mine = self._own_subject(number, token)
        before = [m for m in self._before(number, token) if m.actor.country and m.actor not in mine]
        if not before:
            return None
        best = min(
            before, key=lambda m: (self._distance(number, token, m) - (2 if m.subject else 0), -m.tree, -m.token)
        )
        return self.cast.state(best.actor.country)

    def _context_country(self, number: int, token: int) -> str:
        """Where nothing says whose police or government it is: the place named after it, else the subject before."""
        tree, at = self.trees[number], self.cast.at[number]
        governor = next((up for up in tree.up(token) if is_verb(tree, up)), None)
        if governor is not None:
            for preposition in tree.subtree(governor, 40):
                if tree.lower[preposition] in ("in", "at"):
                    for noun in tree.kids(preposition, "pobj"):
                        if noun in at and at[noun].actor.country:
                            return at[noun].actor.country
        state = self._last_state(number, token)
        return state.country if state else self.cast.home


def _same_office(title: str, other: str) -> bool:
    """Whether two titles may be one office: one's words are among the other's, small words and countries aside."""
    a = {fold(w) for w in title.split()} - {"of", "the", "for", "and", "former"}
    b = {fold(w) for w in other.split()} - {"of", "the", "for", "and", "former"}
    return bool(a and b) and (a <= b or b <= a)
