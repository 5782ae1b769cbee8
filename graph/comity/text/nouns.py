"""Noun phrases that stand for actors: "Israeli troops", "the bloc", "tens of thousands of Algerians", "the
neighbours"."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from comity.text.groups import Groups
from comity.text.kinds import among, is_state
from comity.text.parse import Tree
from comity.text.people import Actor
from comity.text.words import listed, words

__all__ = ["Nouns"]

_NUMBERS = {"two": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "trio": 3}


_MEANT = {
    "alliance": ("NATO",),
    "union": ("African Union",),
    "agency": ("International Atomic Energy Agency", "UNHCR", "UNICEF"),
    "fund": ("International Monetary Fund",),
    "council": ("Security Council",),
    "commission": ("European Union",),
}
"""Bodies that go by a word which their name has not."""


@dataclass(slots=True)
class Nouns(Groups):
    """Reads nouns that are no names for whom they stand for."""

    def _noun(self, number: int, token: int) -> tuple[list[Actor], float]:
        tree, lists = self.trees[number], words()
        lower = tree.lower[token]
        if tree.dep[token] == "oprd" and lower in listed("captives"):
            return [], 0.0  # "was taken prisoner"
        if "each" in {tree.lower[d] for k in tree.kids(token, "poss") for d in tree.children[k]}:
            return [], 0.0  # "embassies in each other's capitals", "each other's envoys"
        if lower in lists.partitives:
            part = self._part_of(number, token)
            if part[0]:
                return part
        if tree.tag[token] == "CD" or lower in ("both", "pair", "trio", "each"):
            return self._counted(number, token, lower)
        pair = self._pair(number, token)
        if len(pair) > 1:
            return [self.cast.state(code) for code in pair], 0.8
        beside = [k for k in tree.kids(token, "appos") if tree.lower[k] not in lists.partitives | listed("shares")]
        persons = [a for k in beside for a in self.actors(number, k)[0] if a.kind == "official"]
        if persons and lower not in lists.countries:
            return persons, 1.0
        count = self._count(tree, token)
        bodies = [a for k in tree.kids(token, "appos") for a in self.actors(number, k)[0]] if count else []
        if count and len(bodies) == count:
            return bodies, 0.9  # "the two chambers, A and B"
        if "each" in {tree.lower[k] for k in tree.kids(token, "det")} and lower in (
            "side",
            "country",
            "party",
            "nation",
        ):
            return self._set(number, token, 2, people=False)
        if (
            count
            and (lower in lists.leaders or is_state(lower) or lower in listed("sides"))
            and not self.country_of(number, token)
        ):
            return self._set(number, token, count, people=lower in lists.leaders and not is_state(lower))
        if lower in lists.leaders and "its" in {tree.lower[k] for k in tree.kids(token, "poss")}:
            state = None if self.country_of(number, token) else self._last_state(number, token)
            if state:
                return [state], 0.5
        if lower in lists.leaders or lower in lists.heads:
            inside = self._leaders_of(number, token)
            if inside:
                return inside
        outside = {tree.lower[k] for k in tree.kids(token, "amod", "compound", "nmod")} & listed("outside")
        if lower in listed("captors") | listed("insurgents"):
            return self._band(number, token)
        kin = {tree.lower[k] for k in tree.children[token] if tree.dep[k] != "punct"}
        if lower == "parties" and kin <= listed("whole"):
            parties = self._set(number, token, 0, people=False)
            if parties[0]:
                return parties  # "mediated between the parties"
        if lower in lists.groups or (outside and lower in lists.officials | lists.leaders | lists.heads):
            return self._group(number, token)
        if lower in lists.officials or self._chamber(number, token):
            return self._officials(number, token)
        if lower in lists.countries or self._a_kind(number, token):
            return self._country_noun(number, token)
        if lower in listed("host_and_guest"):
            return self._across(number, token)
        body = self._body_again(number, token)
        if body:
            return [body], 0.7
        beside = [k for k in tree.kids(token, "compound", "nmod", "amod", "poss", "appos") if k in self.cast.at[number]]
        body = next((n.actor for k in beside if (n := self.cast.at[number][k]).sort in ("group", "organization")), None)
        if body and not tree.kids(token, "prep") and lower in listed("networks"):
            return [body], 0.7
        if (
            tree.tag[token] == "NNPS"
            and tree.entity[token] in ("", "NORP", "ORG", "PERSON")
            and tree.kids(token, "det")
        ):
            return [self.cast.body("group", "", self._phrase(number, token))], 0.6  # "the Ulster Unionists"
        codes = (
            self.country_of(number, token)
            if lower in listed("craft")
            or (
                tree.tag[token] in ("NNS", "NNPS")
                and lower[:-1] not in listed("things")
                and lower.endswith(("ers", "ors", "ists", "men", "ants", "ees", "ians", "ents"))
            )
            else []
        )
        if len(codes) > 1:
            return [self.cast.state(code) for code in codes], 0.6  # "British and French divers"
        owner = self._international_of(number, token) if lower in listed("craft") and not codes else None
        if owner and owner.name in words().bodies:
            return [owner], 0.7  # "lorries of the Red Cross"
        if codes and lower in listed("craft"):
            return [self.cast.body("organization", codes[0], self._phrase(number, token))], 0.8
        if codes:
            return [self.cast.body("group", codes[0], self._phrase(number, token))], 0.6
        return [], 0.0

    def _chamber(self, number: int, token: int) -> bool:
        """Whether a house is one of a parliament: "the lower house", "the house of parliament"."""
        tree = self.trees[number]
        if tree.lower[token] not in ("house", "chamber"):
            return False
        of = [n for p in tree.kids(token, "prep") for n in tree.kids(p, "pobj")]
        which = {tree.lower[k] for k in tree.kids(token, "amod")} & {"lower", "upper"}
        return bool(which) or any(tree.lower[n] in ("parliament", "congress") for n in of)

    @abstractmethod
    def _across(self, number: int, token: int) -> tuple[list[Actor], float]:
        """ "his host", "her guests"."""

    def _pair(self, number: int, token: int) -> list[str]:
        """The states that a body of two is named after: "the U.S.-Israel Strategic Consultative Group"."""
        tree = self.trees[number]
        if tree.lower[token] not in listed("joint_bodies"):
            return []
        return next(
            (
                codes
                for kid in tree.kids(token, "compound", "nmod", "amod")
                if "-" in tree.words[kid] and len(codes := self._code_at(number, kid)) > 1
            ),
            [],
        )

    def _body_again(self, number: int, token: int) -> Actor | None:
        """ "the bloc", "the Council": the international body named before."""
        tree = self.trees[number]
        if not {"the", "this", "that"} & {tree.lower[k] for k in tree.kids(token, "det")}:
            return None
        of = {k for k in tree.kids(token, "prep") if not {*tree.subtree(k, 12)} & {*self.cast.at[number]}}
        if any(tree.dep[k] not in ("det", "relcl") and k not in of for k in tree.children[token]):
            return None  # but "accused the alliance of lying", though the parser gives "of" to the noun
        bodies = [a for a in self.before(number, token) if a.kind == "organization" and not a.country]
        lower = tree.lower[token]
        if lower in listed("bodies"):
            meant = [
                a
                for a in bodies
                if lower in listed("any_body") or lower in a.name.lower() or a.name in _MEANT.get(lower, ())
            ]
            return meant[0] if meant else None
        word = tree.words[token]
        return next((a for a in bodies if word[:1].isupper() and word in a.name.split()), None)

    def _part_of(self, number: int, token: int) -> tuple[list[Actor], float]:
        """ "tens of thousands of Algerians", "a group of Chechen refugees"."""
        tree, at = self.trees[number], self.cast.at[number]
        for preposition in tree.kids(token, "prep"):
            if tree.lower[preposition] == "of":
                for noun in tree.kids(preposition, "pobj"):
                    if noun in at and at[noun].sort in ("people", "adjective") and at[noun].actor.country:
                        return [self.cast.body("group", at[noun].actor.country, self._phrase(number, noun))], 0.8
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
        if lower == "each" and self.trees[number].dep[token] == "nsubj":
            return self._set(number, token, 2, people=None)
        if lower not in _NUMBERS:
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

    def _officials(self, number: int, token: int) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        codes = self.country_of(number, token)
        international = self._international_of(number, token)
        led = [k for k in tree.kids(token, "acl") if tree.lemma[k] in ("lead", "head")]
        leaders = [n for k in led for p in tree.kids(k, "agent") for n in tree.kids(p, "pobj")]
        people = [a for n in leaders for a in self.one(number, n)[0] if a.kind == "official"]
        if people:
            return people, 0.9  # "a delegation led by the economy minister"
        fights = tree.lower[token].rstrip("s") in ("fighter", "force", "troop", "gunner")
        if international and (not codes or (fights and international.kind == "group")):
            return [international], 0.9  # "Houthi fighters"
        body = self._body_again(number, token) if not codes else None
        if body:
            return [body], 0.7
        inside = self._leaders_of(number, token) if not codes else None
        if inside:
            return inside
        if codes:
            if len(codes) > 1:
                return [self.cast.state(code) for code in codes], 0.9
            if tree.lower[token] in listed("governments"):
                self.owners[tree.lower[token]] = codes[0]
            return [self.cast.body("organization", codes[0], self._phrase(number, token))], 0.95
        if tree.lower[token] in listed("projectiles"):
            return [], 0.0
        foreign = tree.lower[token] in words().envoys and tree.dep[token] in ("poss", "dobj")
        where = "" if foreign else self._context_country(number, token)
        if where and tree.lower[token] not in ("side", "sides", "leader", "team", "mission", "office"):
            return [self.cast.body("organization", where, self._phrase(number, token))], 0.5
        return [], 0.0

    def _a_kind(self, number: int, token: int) -> bool:
        """Whether a noun stands for a state by its kind: "the kingdom", not "the island of Lesbos"."""
        tree = self.trees[number]
        return is_state(tree.lower[token]) and not {"of", "in", "off"} & {
            tree.lower[p] for p in tree.kids(token, "prep")
        }

    def _its(self, tree: Tree, token: int) -> bool:
        return any(tree.tag[k] == "PRP$" for k in tree.kids(token, "poss"))

    def _country_noun(self, number: int, token: int) -> tuple[list[Actor], float]:
        """ "the country", "his nation", "both sides", "the neighbours"."""
        tree = self.trees[number]
        lower = tree.lower[token]
        beside = [a for k in tree.kids(token, "appos") for a in self.actors(number, k)[0] if a.country]
        if beside:
            return beside, 0.9  # "his allies Zimbabwe and Angola"
        plain = lower not in listed("friends") or not self._its(tree, token)
        codes = self.country_of(number, token) if plain and not among(tree, token) else []
        plural = tree.tag[token] in ("NNS", "NNPS") and lower not in words().kinds
        if codes and not (plural and len(codes) == 1):
            return [self.cast.state(code) for code in codes], 0.8
        if codes and plural and lower in listed("friends"):
            return [self.cast.body("group", "", self._phrase(number, token))], 0.4  # "Ukraine's allies"
        if plural:
            quantity = [
                k
                for k in tree.children[token]
                if tree.tag[k] in ("CD", "JJ", "JJR", "DT")
                and tree.lower[k] not in ("the", "their", "these", "both", "all")
                and not (self._its(tree, token) and tree.lower[k].endswith("ern"))
            ]
            if quantity:
                return [self.cast.body("group", "", self._phrase(number, token))], 0.4
            return self._set(number, token, 0, people=False)
        if "its" in {tree.lower[k] for k in tree.kids(token, "poss")} and lower in listed("friends"):
            owner = {a.country for k in tree.kids(token, "poss") for a in self.one(number, k)[0]}
            other = next((code for code in self.cast.ranking[:3] if code not in owner), "")
            return ([self.cast.state(other)], 0.5) if owner and other else ([], 0.0)
        determiner = [tree.lower[k] for k in tree.kids(token, "det")]
        if {"new", "young", "fledgling", "newest"} & {tree.lower[k] for k in tree.kids(token, "amod")}:
            mine = {a.country for a in self._own_subject(number, token)}
            about = [self.cast.home, *self.cast.ranking] if self.cast.dateline else self.cast.ranking
            born = next((code for code in about if code not in mine), "")
            return ([self.cast.state(born)], 0.5) if born else ([], 0.0)
        if "the" in determiner or "this" in determiner or "that" in determiner:
            state = self._last_state(number, token)
            return ([state], 0.6) if state else ([], 0.0)
        return [], 0.0
