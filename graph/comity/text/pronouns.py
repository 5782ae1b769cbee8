"""Pronouns, and states without a name: "she", "its", "the country"."""

from __future__ import annotations

from dataclasses import dataclass

from comity.text.kinds import among
from comity.text.mentioned import Mentioned
from comity.text.parse import Tree
from comity.text.people import Actor
from comity.text.sets import NEUTER, PLURAL, Sets
from comity.text.syntax import is_verb, surface_subject
from comity.text.words import listed

__all__ = ["Pronouns"]

_HE = frozenset(["he", "him", "his", "himself"])


@dataclass(slots=True)
class Pronouns(Sets):
    """Looks back for whom a pronoun stands."""

    def _pronoun(self, number: int, token: int, lower: str) -> tuple[list[Actor], float]:
        if lower in PLURAL:
            return self._they(number, token)
        if lower in NEUTER:
            return self._it(number, token)
        gender = "m" if lower in _HE else "f"
        above = self._clause_above(number, token)
        if above and above.gender in ("", gender):
            above.gender = gender
            return [above], 0.8
        speaker = self._speaker(number, token)
        if speaker and speaker.gender in ("", gender):
            speaker.gender = gender
            return [speaker], 0.75
        object_ = self._is_object(number, token)
        other = self._own_subject(number, token)[:1] if object_ else []  # "Blair met him"
        other += self._met_in_front(number, token)
        again = self._object_again(number, token) if object_ else None
        if again and again not in other and again.gender in ("", gender):
            return [again], 0.7
        before = [
            m
            for m in self._before(number, token)
            if m.actor.kind == "official" and m.actor.gender in ("", gender) and m.actor not in other
        ]
        if not before:
            return [], 0.0
        best = min(before, key=lambda m: (self._distance(number, token, m) - self._rank(m), -m.tree, -m.token))
        only = len({id(m.actor) for m in before}) == 1
        if not best.actor.gender:
            best.actor.gender = gender
        return [best.actor], 0.85 if only else 0.65

    def _is_object(self, number: int, token: int) -> bool:
        """Whether a pronoun is somebody else than the subject of its verb: "met him", "called on him"."""
        tree = self.trees[number]
        above = tree.head[token]
        called = tree.lower[above] in ("on", "to", "against") and is_verb(tree, tree.head[above])
        return tree.dep[token] in ("dobj", "dative") or (tree.dep[token] == "pobj" and called)

    def _object_again(self, number: int, token: int) -> Actor | None:
        """Whom the same pronoun was the object for in the sentence before: "A called on him … B urged him …"."""
        tree, lower = self.trees[number], self.trees[number].lower[token]
        for near in range(token - 1, -1, -1):
            if tree.sentence[near] < tree.sentence[token] - 1:
                break
            if tree.lower[near] == lower and tree.tag[near] == "PRP" and self._is_object(number, near):
                found = self.one(number, near)[0]
                return found[0] if len(found) == 1 and found[0].kind == "official" else None
        return None

    def _met_in_front(self, number: int, token: int) -> list[Actor]:
        """Those whom the words before a subject name are others: "In talks with X he promised …"."""
        tree = self.trees[number]
        if tree.dep[token] != "nsubj":
            return []
        fronted = {t for p in tree.kids(tree.head[token], "prep") if p < token for t in tree.subtree(p, 40)}
        return [m.actor for m in self._back(number, token, self._by_tree[number]) if m.token in fronted]

    def _rank(self, mentioned: Mentioned) -> int:
        """How much nearer an actor is by acting: the subject of a main clause is what a text goes on about."""
        return 2 * mentioned.subject + mentioned.main

    def _clause_above(self, number: int, token: int) -> Actor | None:
        """The official who acts in the clause that a clause about him or her hangs on: "X was in Rome, where he met
        Y"."""
        tree = self.trees[number]
        verb = tree.head[token]
        if tree.dep[token] != "nsubj" or tree.dep[verb] not in ("relcl", "advcl"):
            return None
        governor = next((up for up in tree.up(verb) if is_verb(tree, up)), None)
        subject = surface_subject(tree, governor) if governor is not None else None
        found = self.actors(number, subject)[0] if subject is not None and subject < token else []
        return found[0] if len(found) == 1 and found[0].kind == "official" else None

    def _speaker(self, number: int, token: int) -> Actor | None:
        """The official who says what a clause tells, for an object of it: "X said they had assured him"."""
        tree = self.trees[number]
        if tree.dep[token] not in ("dobj", "dative", "pobj"):
            return None
        for node in tree.up(token):
            if tree.dep[node] in ("relcl", "advcl"):
                return None
            if tree.dep[node] == "ccomp" and tree.kids(node, "nsubj", "nsubjpass"):
                subject = surface_subject(tree, tree.head[node])
                found = self.actors(number, subject)[0] if subject is not None and subject < token else []
                return found[0] if len(found) == 1 and found[0].kind == "official" else None
        return None

    def _it(self, number: int, token: int) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        mine = (
            [a for a in self._own_subject(number, token) if a.kind != "official"]
            if tree.tag[token] == "PRP$" or tree.dep[token] != "nsubj"
            else []
        )
        if len(mine) == 1 and tree.dep[token] in ("poss",):
            return mine, 0.8
        mine += self._met_in_front(number, token)
        before = [
            m
            for m in self._before(number, token)
            if m.actor.kind in ("country", "organization", "group") and m.actor not in mine
        ]
        if not before:
            return [], 0.0
        best = min(before, key=lambda m: (self._distance(number, token, m) - self._rank(m), -m.tree, -m.token))
        return ([best.actor], 0.6) if self._distance(number, token, best) <= 5 else ([], 0.0)

    def _they(self, number: int, token: int) -> tuple[list[Actor], float]:
        tree = self.trees[number]
        if tree.tag[token] == "PRP$":
            mine = self._own_subject(number, token)
            if len(mine) == 1 and mine[0].kind == "official":  # "X warned the three states and summoned their envoys"
                return self._object_before(number, token) or self._set(number, token, 0, people=None)
            if mine:
                return mine, 0.75
        above = self._own_subject(number, token)
        if len(above) > 1 or (above and self._plural_subject(number, token)):
            return above, 0.7
        here = [
            m.actor
            for m in self._before(number, token)
            if m.tree == number and tree.sentence[m.token] == tree.sentence[token]
        ]
        band = self._band_above(number, token)
        if band:
            return [band], 0.6
        met = self._two_here(number, token) if tree.dep[tree.head[token]] == "advcl" else []
        if met and tree.dep[token] == "nsubj":
            return met, 0.7  # "X told Y of it when they met"
        states = [a for a in dict.fromkeys(here) if a.kind == "country"]
        if len(states) == 2 and not any(a.kind == "official" for a in here):
            return states[::-1], 0.6
        return self._set(number, token, 0, people=None)

    def _band_above(self, number: int, token: int) -> Actor | None:
        """The rebels or gunmen of whom the sentence before told, as those who acted."""
        sentence = self.trees[number].sentence[token] - 1
        while sentence < 0 <= number - 1:
            number -= 1
            sentence = len(self.trees[number].bounds) - 1
        if sentence < 0:
            return None
        tree = self.trees[number]
        for node in range(*tree.bounds[sentence]):
            band = (tree.lower[node] == "they" and (number, node) in self._known) or tree.lower[node] in listed(
                "captors"
            ) | listed("insurgents")
            if self._acts(tree, node) and (band or node in self.cast.at[number]):
                found = self.one(number, node)[0]
                return found[0] if len(found) == 1 and found[0].kind == "group" else None
        return None

    def _acts(self, tree: Tree, token: int) -> bool:
        """Whether a noun is the subject of a main clause, or the agent of a passive one."""
        by = tree.head[token]
        return self._is_main(tree, token) or (tree.dep[by] == "agent" and tree.dep[tree.head[by]] == "ROOT")

    def _object_before(self, number: int, token: int) -> tuple[list[Actor], float] | None:
        """The several whom the verb that is coordinated before that of "their" is done to."""
        tree = self.trees[number]
        verb = next((up for up in tree.up(token) if is_verb(tree, up)), None)
        before = tree.kids(tree.head[verb], "dobj") if verb is not None and tree.dep[verb] == "conj" else []
        found, sure = self.actors(number, before[0]) if before and before[0] < token else ([], 0.0)
        return (found, sure * 0.8) if len(found) > 1 else None

    def _plural_subject(self, number: int, token: int) -> bool:
        """Whether the clause above that of "they" has a noun in the plural, or a crowd or force, for its subject."""
        tree = self.trees[number]
        for node in tree.up(token):
            if is_verb(tree, node) and tree.dep[node] in ("ROOT", "conj", "relcl"):
                subject = surface_subject(tree, node)
                return (
                    subject is not None
                    and subject < token
                    and (tree.tag[subject] in ("NNS", "NNPS") or tree.lower[subject] in listed("plural_bodies"))
                )
        return False

    def _last_state(self, number: int, token: int) -> Actor | None:
        """The state that a noun means: the last but that of the subject, of those that are of its kind ("the Baltic
        state")."""
        mine = {a.country for a in self._own_subject(number, token)}
        kind = among(self.trees[number], token)
        before = [m for m in self._before(number, token) if m.actor.country and m.actor.country not in mine]
        if kind:
            fit = [m for m in before if m.actor.country in kind]
            anywhere = [m for m in self._back(number, token) if m.actor.country in kind]
            before = fit or [m for m in anywhere if m.actor.country not in mine] or anywhere
        if not before:
            return None
        best = min(before, key=lambda m: (self._distance(number, token, m) - self._rank(m), -m.tree, -m.token))
        return self.cast.state(best.actor.country)

    def _context_country(self, number: int, token: int) -> str:
        """Where nothing says whose police or government it is: the place named after it, else the subject before."""
        if self.cast.release:
            return self.cast.home
        tree, at = self.trees[number], self.cast.at[number]
        governor = next((up for up in tree.up(token) if is_verb(tree, up)), None)
        rules = tree.lower[token] in listed("governments") and tree.lower[token] != "police" and self.cast.dateline
        if governor is not None and not rules:  # a government may bargain anywhere
            for preposition in tree.subtree(governor, 40):
                if tree.lower[preposition] in ("in", "at"):
                    for noun in tree.kids(preposition, "pobj"):
                        if noun in at and at[noun].actor.country:
                            return at[noun].actor.country
        lower = tree.lower[token]
        rebels = [a for k in tree.kids(token, "conj") for a in self.one(number, k)[0] if a.kind == "group"]
        if rules and rebels and rebels[0].country:
            return rebels[0].country  # "the government and the rebels"
        foe = surface_subject(tree, governor) if governor is not None else None
        if foe is not None and foe != token and tree.lower[foe] in listed("fighters"):
            theirs = [a for a in self.one(number, foe)[0] if a.kind == "group" and a.country]
            if theirs:
                return theirs[0].country  # "the rebels have encircled government troops"
        if lower in self.owners and "the" in {tree.lower[k] for k in tree.kids(token, "det")}:
            return self.owners[lower]
        mine = self._own_subject(number, token) if tree.dep[token] not in ("nsubj", "nsubjpass") else []
        spoken = ("country", "official") if lower in listed("usurpers") else ("country",)
        others = {a.country for a in mine if a.kind in spoken}  # no state criticises its own government
        here = {
            m.actor.country
            for m in self._back(number, token, self._by_tree[number])
            if m.actor.country not in {"", *others} and tree.sentence[m.token] == tree.sentence[token]
        }
        ruled = self.ruled(number, token) if rules else self.stage(number, token)
        stage = here.pop() if len(here) == 1 else ruled
        if stage and stage not in others:
            return stage
        state = self._last_state(number, token)
        return state.country if state else self.cast.home

    def ruled(self, number: int, token: int) -> str:
        """The country whose government and rebels a text speaks of: whom it is about, else where it plays."""
        return (not self.cast.release and self.cast.subject) or self.stage(number, token)

    def stage(self, number: int, token: int) -> str:
        """Where things happen of which the text says no place: where the paragraph plays, else at the dateline, if the
        text is about that country."""
        at_home = self.cast.dateline and self.cast.home in self.cast.ranking[:3]
        return self._scene_country(number, token) or (self.cast.home if at_home else "")

    def _scene_country(self, number: int, token: int) -> str:
        """Where the sentences of the paragraph up to a token say that they take place: "In Belgrade, …"."""
        tree, at = self.trees[number], self.cast.at[number]
        for here in range(token - 1, -1, -1):
            if tree.lower[here - 1 : here + 1] == ["at", "home"] and here == tree.bounds[tree.sentence[here]][0] + 1:
                people = (m.actor for m in self._back(number, here) if m.actor.kind == "official")
                guest = next((a.country for a in people if a.country not in ("", self.cast.home)), "")
                return guest or self.cast.home  # "At home, students marched": of whom it was told abroad
            named = at.get(here)
            if not (named and named.actor.country and here and tree.lower[here - 1] == "in"):
                continue
            verb = tree.head[here - 1]
            if tree.head[here] == here - 1 and is_verb(tree, verb) and tree.dep[verb] in ("ROOT", "conj", "ccomp"):
                return named.actor.country
        return ""
