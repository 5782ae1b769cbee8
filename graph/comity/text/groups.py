"""Groups without a name of their own: rebels, crowds, "the gunmen", "their captors"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from comity.text.mentioned import FURTHEST
from comity.text.modifiers import Modifiers
from comity.text.people import Actor
from comity.text.syntax import conjuncts, is_verb
from comity.text.words import listed, words

__all__ = ["Groups"]


@dataclass(slots=True)
class Groups(Modifiers):
    """Reads nouns that stand for a group."""

    def _band(self, number: int, token: int) -> tuple[list[Actor], float]:
        """ "The kidnappers", "her captors": the group told last, whatever it was called; else one of its own."""
        tree = self.trees[number]
        before = [k for k in tree.children[token] if k < token and tree.dep[k] != "punct"]
        again = before and all(tree.dep[k] == "det" or tree.tag[k] in ("PRP$", "CD") for k in before)
        last = self._told_group(number, token) if again and self._definite(number, token) else None
        return ([last], 0.7) if last else self._group(number, token)

    def _definite(self, number: int, token: int) -> bool:
        tree = self.trees[number]
        return any(tree.lower[k] in ("the", "these", "those") or tree.tag[k] == "PRP$" for k in tree.children[token])

    def _told_group(self, number: int, token: int) -> Actor | None:
        """The group that a text told of before: for insurgents the last one; for captors those called so before any
        other, and of others only one that acted. Those who are "the gunmen" from the first are their own."""
        captors = self.trees[number].lower[token] in listed("captors")
        other = first = None
        for here, near in islice(self._nouns_before(number, token), FURTHEST):
            tree, at = self.trees[here], self.cast.at[here]
            same = captors == (tree.lower[near] in listed("captors"))
            told = tree.lower[near] in listed("captors") | listed("insurgents")
            if told and self._definite(here, near):
                first = (here, near) if same else first
            elif told or (near in at and at[near].actor.kind == "group"):
                found = next((a for a in self.one(here, near)[0] if a.kind == "group"), None)
                if found and ((told and same) or not captors):
                    return found
                other = other or (found if self._is_subject(tree, near) else None)
        return other or (self._group(*first)[0][0] if first else None)

    def _nouns_before(self, number: int, token: int) -> Iterator[tuple[int, int]]:
        """Tokens before one, nearest first."""
        for here in range(number, -1, -1):
            for near in range((token if here == number else len(self.trees[here].words)) - 1, -1, -1):
                yield here, near

    def _group(self, number: int, token: int) -> tuple[list[Actor], float]:
        codes = self.country_of(number, token)
        owner = self._international_of(number, token)
        tree = self.trees[number]
        if owner and owner.kind == "organization" and not owner.country and owner.name not in words().bodies:
            owner = None  # "workers of the bus company"
        if (
            not codes
            and not owner
            and tree.lower[token] in listed("fighters")
            and "the" in [tree.lower[k] for k in tree.kids(token, "det")]
        ):
            owner = next((m.actor for m in self._before(number, token) if m.actor.kind == "group"), None)
        if owner and not codes:
            return [owner], 0.9
        several = [
            c
            for k in tree.kids(token, "amod", "compound", "nmod")
            for t in conjuncts(tree, k)
            for c in self._code_at(number, t)
        ]
        if len(set(several)) > 1 and tree.tag[token] == "NNS":  # "Chinese and Vietnamese experts"
            return [self.cast.state(code) for code in dict.fromkeys(several)], 0.8
        whole = tree.head[token] if tree.dep[token] in ("compound", "nmod") else token  # "rebel bases in X"
        codes = codes or self._deeper(number, whole)
        country = codes[0] if codes else self._fought(number, token) or self._here(number, token)
        local = {tree.lower[token], *(tree.lower[k] for k in tree.kids(token, "amod", "compound"))} & listed(
            "homegrown"
        )
        if local and tree.dep[token] not in ("nsubj", "nsubjpass"):
            country = codes[0] if codes else self._fought(number, token)
        if not country and local:
            country = self.owners.get(tree.lower[token]) or self.ruled(number, token) or self._homeland(number, token)
        if codes and local:
            self.owners[tree.lower[token]] = country
        sure = 0.9 if codes else 0.5
        return [self.cast.body("group", country, self._phrase(number, token))], sure

    def _fought(self, number: int, token: int) -> str:
        """Of rebels the country of the government that they stand beside, or that the text from elsewhere is about:
        "signed by Peru's government and coastal rebels"."""
        tree = self.trees[number]
        if tree.lower[token] not in listed("fighters"):
            return ""
        beside = [*([tree.head[token]] if tree.dep[token] == "conj" else []), *tree.kids(token, "conj")]
        for noun in beside:
            named = self.cast.at[number].get(noun)
            if tree.lower[noun] in listed("governments") and (codes := self.country_of(number, noun)):
                return codes[0]
            if named and named.sort == "country":
                return named.actor.country
        return self.owners.get(tree.lower[token], "") or ("" if self.cast.release else self.cast.subject)

    def _homeland(self, number: int, token: int) -> str:
        """Whose the rebels are: of the country told of most that neither backs them nor suffers what they do."""
        tree, at = self.trees[number], self.cast.at[number]
        tops = [k for k in tree.kids(token, "amod") if tree.lower[k] in listed("backed")]
        governor = next((up for up in tree.up(token) if is_verb(tree, up)), None)
        acts = tree.dep[token] == "nsubj" or tree.dep[tree.head[token]] == "agent"
        if governor is not None and acts:
            tops += tree.kids(governor, "dobj", "nsubjpass")
        others = {at[k].actor.country for top in tops for k in tree.subtree(top, 12) if k in at}
        home = [self.cast.home] if self.cast.dateline else []
        return next((code for code in [*self.cast.ranking, *home] if code not in others), "")

    def crowd(self, number: int, tokens: list[int], anybody: bool) -> tuple[list[Actor], float]:
        """Those who protest are a crowd, whatever they are called: "pensioners", "several hundred monks"; those who
        demand or attack only where they are called one ("thousands", "students")."""
        tree = self.trees[number]
        for token in tokens:
            lower = tree.lower[token]
            some = lower in words().partitives or lower in ("some", "others", "many")
            if (some or (tree.tag[token] in ("NNS", "NNPS") and (anybody or lower in listed("homegrown")))) and (
                token not in self.cast.at[number] and tree.dep[token] in ("nsubj", "conj", "pobj")
            ):
                found, sure = self._group(number, token)
                if not found[0].country:
                    found = [self.cast.body("group", self.stage(number, token), found[0].name)]
                return found, sure
        return [], 0.0
