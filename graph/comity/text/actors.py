"""Which actors a token stands for: names, titles alone, pronouns, nouns."""

from __future__ import annotations

from dataclasses import dataclass

from comity.text.parse import Tree
from comity.text.people import Actor, Named
from comity.text.syntax import conjuncts, is_verb
from comity.text.titles import Titles
from comity.text.words import listed, words

__all__ = ["Resolver"]

_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_IT = frozenset(["it", "its", "itself"])
_THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
_WE = frozenset(["i", "we", "us", "our", "my", "me"])
_PLURALS = ("sh", "ch", "ese", "ss", "s")
"""Endings of adjectives that with an article mean a whole people."""
_RELATIVE = frozenset(("which", "who", "whom", "that", "whose"))


@dataclass(slots=True)
class Resolver(Titles):
    """Actors of tokens, in the order of the text.

    For each token that may stand for somebody it answers with the actors and how sure that is: 1 for a name, less for
    what was worked out.
    """

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
        if lower == "our" and self.cast.dateline and not self._quoted(number, token):
            return [self.cast.state(self.cast.home)], 0.7  # a release speaks of its own country
        if lower in _WE and named is None:
            return [], 0.0
        if named and named.sort == "title" and lower in listed("peers"):
            return self._counterpart(number, token)
        if named and named.sort == "title":
            return self._title(number, token, named)
        if named and named.sort == "people":
            theirs = [] if lower in listed("divided") else self.country_of(number, token)
            if theirs and named.actor.country not in theirs:  # "Bolivian Indians", "the Albanians of Serbia"
                return [self.cast.body("group", theirs[0], self._phrase(number, token))], 0.8
            if tree.lower[token - 1 : token] == ["ethnic"]:
                return self._group(number, token)
            if self._is_nation(number, token):
                return [self.cast.state(named.actor.country)], 0.7
            return [self.cast.body("group", named.actor.country, self._phrase(number, token))], 0.9
        beside = self.cast.at[number].get(tree.head[token]) if tree.dep[token] == "appos" else None
        if named and named.sort == "adjective" and beside and beside.sort == "person" and tree.kids(token, "det"):
            return [beside.actor], 0.9  # "X, the Norwegian who …"
        if named and named.sort == "adjective" and not self._stands_alone(tree, token):
            return self._noun(number, token)
        if named and named.sort == "place":
            if lower not in listed("regions"):
                return [], 0.0
            return [self.cast.body("group", named.actor.country, tree.words_of(named.first, named.after))], 0.8
        half = self._half(number, token)
        if half:
            return [self.cast.state(half)], 0.8
        if lower == "koreas":
            return [self.cast.state("PRK"), self.cast.state("KOR")], 0.95
        if named and self._is_head(number, token, named):
            national = self._national(number, token, named)
            return ([national], 0.6) if national else self._named(number, token, named)
        if named:
            return [named.actor], 0.9
        if lower in listed("peers"):
            return self._counterpart(number, token)
        return self._noun(number, token)

    def _is_head(self, number: int, token: int, named: Named) -> bool:
        return self.head_of(number, named) == token

    def _is_nation(self, number: int, token: int) -> bool:
        """Whether a people stands for its state: "accused the Lithuanians", "visas for Haitians"; not "two Libyans",
        nor those who demonstrate."""
        tree = self.trees[number]
        kids = [k for k in tree.children[token] if k < token and tree.dep[k] != "punct"]
        told = [k for k in tree.kids(token, "relcl", "acl") if tree.lower[token + 1] != ","]
        if any(tree.lower[k] != "the" for k in kids) or told or tree.kids(token, "prep"):
            return False
        return bool(kids) or tree.dep[token] in ("dobj", "pobj", "dative", "agent")

    def _stands_alone(self, tree: Tree, token: int) -> bool:
        """Adjectives used as nouns: "the Palestinians", "the British"."""
        return tree.tag[token] in ("NNPS", "NNP", "NNS", "NN") or tree.dep[token] in ("nsubj", "dobj", "pobj")

    def _named(self, number: int, token: int, named: Named) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        if named.sort == "body" and any(tree.tag[k] == "PRP$" for k in tree.children[token]):
            codes = self.country_of(number, token)
            if codes:  # "its National Guard" is not the United States'
                return [self.cast.body("organization", codes[0], named.actor.name)], 0.8
        craft = named.sort == "organization" and named.actor.name not in words().bodies and not named.actor.country
        if craft and any(tree.tag[k] in ("WP$", "PRP$") for k in tree.children[token]):
            codes = self.country_of(number, token)
            if codes:  # "the airmen whose Mirage was shot down"
                return [self.cast.body("organization", codes[0], named.actor.name)], 0.7
        if craft:  # "HMS Conqueror, a British submarine, …"
            kinds = [k for top in tree.kids(token, "appos") for k in tree.kids(top, "amod", "compound", "nmod")]
            codes = [c for k in kinds for c in self._code_at(number, k)]
            if codes:
                return [self.cast.body("organization", codes[0], named.actor.name)], 0.8
        return [named.actor], 1.0 if named.actor.sure else 0.8

    def _national(self, number: int, token: int, named: Named) -> Actor | None:
        """ "The Peruvian thanked the Norwegian": the official of that state named last. "The French" are all."""
        tree = self.trees[number]
        lone = named.sort == "adjective" and named.after == named.first + 1 and not tree.tag[token].endswith("S")
        article = tree.lower[token - 1 : token] == ["the"] if token else False
        if not lone or not article or tree.lower[token].endswith(_PLURALS) or len(tree.children[token]) > 1:
            return None
        people = (m.actor for m in self._before(number, token))
        return next((a for a in people if a.kind == "official" and a.country == named.actor.country), None)

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
            for top in (noun, *tree.kids(noun, "appos"))  # "Huawei, a Chinese firm"
            for kid in tree.kids(top, "amod", "compound", "nmod")
            for k in conjuncts(tree, kid)
            for c in self._code_at(number, k)
        ]
        if codes:
            return [self.cast.state(code) for code in dict.fromkeys(codes)], 0.85
        crowd = [k for k in tree.kids(noun, "compound", "nmod") if tree.words[k] in words().groups]
        if crowd and crowd[0] not in self.cast.at[number]:
            return self._group(number, crowd[0])
        named = [
            k
            for k in tree.kids(noun, "compound", "nmod")
            if k in self.cast.at[number] and self.cast.at[number][k].sort in ("group", "organization", "person", "body")
        ]
        if named:
            return [self.cast.at[number][named[0]].actor], 0.8
        for preposition in tree.kids(noun, "prep"):
            if tree.lower[preposition] in ("of", "by", "from"):
                for pobj in tree.kids(preposition, "pobj"):
                    found, sure = self.actors(number, pobj)
                    if tree.lower[noun] in listed("ground"):  # "the town of Heglig" is no body's
                        found = [a for a in found if a.country or a.name in words().bodies]
                    if not found:
                        found, sure = self.own(number, pobj) if tree.lower[preposition] == "of" else ([], 0.0)
                    if found:
                        return found, sure * 0.8
        for clause in tree.kids(noun, "acl") if tree.lemma[noun] not in listed("agreed") else ():
            for agent in tree.kids(clause, "agent") if tree.lemma[clause] not in listed("third_parties") else ():
                for maker in tree.kids(agent, "pobj"):
                    found, sure = self.actors(number, maker)
                    if found:
                        return found, sure * 0.8  # "demands drawn up by four neighbours"
        return [], 0.0
