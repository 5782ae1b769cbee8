"""The sets that plurals stand for: "the two leaders", "both sides", "the three Baltic states"."""

from __future__ import annotations

from dataclasses import dataclass

from comity.text.kinds import among, is_state
from comity.text.mentioned import Mentions
from comity.text.people import Actor
from comity.text.standing import names_a_paper
from comity.text.syntax import is_verb, surface_subject
from comity.text.words import listed, words

__all__ = ["NEUTER", "PLURAL", "Sets"]

NEUTER = frozenset(["it", "its", "itself"])
PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
_FEW = 4
"""How many states of a kind a plural without a number may mean."""


@dataclass(slots=True)
class Sets(Mentions):
    """Looks back for those whom a plural means."""

    def _own_subject(self, number: int, token: int) -> list[Actor]:
        """The subject of the clause that a possessive pronoun stands in, or of the clause above."""
        tree = self.trees[number]
        for node in tree.up(token):
            if is_verb(tree, node):
                subject = surface_subject(tree, node)
                if tree.lower[token] == "its" and subject is not None and self._several(number, subject):
                    continue
                if subject is not None and subject < token and tree.lower[subject] not in NEUTER | PLURAL:
                    found, _ = self.actors(number, subject)
                    if found:
                        return found
        return []

    def _several(self, number: int, noun: int) -> bool:
        """Whether a noun is no "it": planes, the police, two states."""
        tree = self.trees[number]
        named = noun in self.cast.at[number] and not tree.kids(noun, "conj")
        return tree.lower[noun] in listed("plural_bodies") or (
            not named and (tree.tag[noun] == "NNS" or bool(tree.kids(noun, "conj")))
        )

    def _set(self, number: int, token: int, count: int, people: bool | None) -> tuple[list[Actor], float]:
        """The set that a plural stands for: the last coordination of that size, else the last ones named."""
        kinds = {
            True: ("official",),
            False: ("country", "organization", "group", "official"),
            None: ("official", "country", "organization", "group"),
        }[people]
        tree = self.trees[number]
        if any(tree.lower[k].endswith("ern") for k in tree.kids(token, "amod")):
            owners = {a.country for k in tree.kids(token, "poss") for a in self.one(number, k)[0]}
            pair = self.pair_of_text(number, token) if owners and not count else []
            if pair and not owners & {a.country for a in pair}:
                return pair, 0.6  # "to mediate between its southern neighbours"
            return [], 0.0  # "the three northern countries" are others than those just named
        kind = among(tree, token)
        meant = self._of_kind(number, token, count, kind) if kind else []
        if meant or (kind and not count):
            return meant, 0.7
        mine = self._own_subject(number, token)
        sides = tree.lower[token] in listed("sides")
        others = self._without(number, token, mine, count) if people and count and len(mine) == 1 else []
        if others:
            return others, 0.75
        above = next((up for up in tree.up(token) if is_verb(tree, up)), None)
        if sides and len(mine) > 1 and above is not None and tree.dep[above] == "relcl":
            mine = []  # "A and B shook hands, the first time that leaders of the two sides met"
        before = [
            s
            for s in reversed(self.sets_between(number - 4, -1, number + 1))
            if s[:2] < (number, token)
            and not (set(mine) & set(s[2]) if len(mine) == 1 else set(s[2]) <= set(mine))
            and (not count or len(s[2]) == count)
            and all(a.kind in kinds for a in s[2])
            and (people is not False or not count or all(a.country or a.kind != "official" for a in s[2]))
        ]
        if people is None and count == 2:
            before = [s for s in before if s[2] in self.acted] or before
        pair = self.pair_of_text(number, token) if people is False and count in (0, 2) else []
        if {a.country for a in pair} & {a.country for a in mine} and self._is_target(number, token):
            pair = []  # "China summoned the ambassadors of both countries"
        states = self._states_here(number, token) if people is False and count == 2 else []
        if {a.country for a in states} & {a.country for a in mine} and self._is_target(number, token):
            states = []  # "X of Norway, visiting Peru, called on both countries"
        aside = above is not None and tree.dep[above] in ("relcl", "advcl")
        aside = aside and tree.lower[token] in listed("as_states")
        if states and (aside or not sides or not any(s[2] in self.acted for s in before)):
            return states, 0.75
        if sides:
            before = [s for s in before if s[2] in self.acted] or before
            if before and count in (0, 2) and len(self._as_states(list(before[0][2]))) < 2:
                rivals = self.rivals(number, token)  # a president and the leader of his rebels have met
                if rivals:
                    return rivals, 0.75
            if before and before[0][2] in self.acted:
                acted = self._as_states(list(before[0][2]))
                opening = self._opening_pair(number, token)
                if len(set(acted) & set(opening)) == 1 and count in (0, 2):
                    return opening, 0.75  # not one of them and a third one who spoke about it
                return acted, 0.8
        if before and pair and not self._just_before(number, token, before[0]):
            return pair, 0.7
        spoken = set(mine) if tree.dep[token] in ("dobj", "pobj", "dative") else set()
        here = self._two_here(number, token) if people is not False and count == 2 else []
        if here and not spoken & set(here):
            return here, 0.75
        leaders = self._leaders_of_pair(number, token) if people and count in (0, 2) else []
        if leaders and not (before and self._just_before(number, token, before[0])):
            return leaders, 0.75
        if before:
            members = list(before[0][2])
            return self._as_states(members) if people is False else members, 0.75
        later = [
            s
            for s in (self.sets_between(number, token, number + 2) if count > 2 else ())
            if s[:2] > (number, token) and len(s[2]) == count
        ]
        if later:
            return list(later[0][2]), 0.6
        wanted = count or 2
        if pair:
            return pair, 0.7
        recent = self._recent(number, token, kinds, people, wanted, spoken, subjects=True)
        if len(recent) < wanted:
            recent = self._recent(number, token, kinds, people, wanted, spoken, subjects=False)
        return (recent[::-1], 0.6) if len(recent) == wanted and wanted < (3 if people else 4) else ([], 0.0)

    def _of_kind(self, number: int, token: int, count: int, kind: frozenset[str]) -> list[Actor]:
        """ "both Gulf states": the states of a kind that were named before, the last of them."""
        mine = {a.country for a in self._own_subject(number, token)}
        codes = [m.actor.country for m in self._back(number, token) if m.actor.country in kind - mine]
        found = list(dict.fromkeys(codes))[::-1]
        if 0 < count < len(found):
            found = [code for code in self.cast.ranking if code in found][:count]
        if len(found) < max(count, 2) or len(found) > _FEW:
            return []
        return [self.cast.state(code) for code in found]

    def _without(self, number: int, token: int, mine: list[Actor], count: int) -> list[Actor]:
        """ "X invited both men": of those who were named together the others."""
        if self.trees[number].dep[token] not in ("dobj", "dative", "pobj"):
            return []
        before = [s[2] for s in reversed(self.sets_between(number - 4, -1, number + 1)) if s[:2] < (number, token)]
        whole = next((s for s in before if len(s) == count + 1 and mine[0] in s), ())
        return [a for a in whole if a is not mine[0] and a.kind == "official"]

    def _opening_pair(self, number: int, token: int) -> list[Actor]:
        """The two that a text opens with together."""
        first = next((s for s in self.sets if s[0] < 2 and s[:2] < (number, token)), None)
        pair = self._as_states(list(first[2])) if first else []
        return pair if len(pair) == 2 and all(a.kind in ("country", "group") for a in pair) else []

    def _states_here(self, number: int, token: int) -> list[Actor]:
        """The two states that the sentence names before a token: "India kept troops in Sri Lanka since 1987, when the
        two governments signed …"."""
        tree = self.trees[number]
        named = [
            m.actor.country
            for m in self._back(number, token, self._by_tree[number])
            if tree.sentence[m.token] == tree.sentence[token]
        ]
        codes = list(dict.fromkeys(code for code in named if code))[::-1]
        return [self.cast.state(code) for code in codes] if len(codes) == 2 else []

    def only_foreign(self, number: int, token: int, own: set[str]) -> list[Actor]:
        """The only state that the sentence of a verb names besides some, up to what is told of others after it."""
        tree = self.trees[number]
        told = {t for verb in tree.kids(token, "conj") for t in tree.subtree(verb)}
        named = {
            m.actor.country
            for m in self.log
            if m.tree == number
            and tree.sentence[m.token] == tree.sentence[token]
            and not m.quoted
            and m.token not in told
            and not names_a_paper(tree, m.token, token)
        }
        others = named - own - {""}
        return [self.cast.state(code) for code in others] if len(others) == 1 else []

    def thither(self, number: int, verb: int, own: set[str]) -> list[Actor]:
        """The state that "there" means beside a verb: "shipped rice there"."""
        tree = self.trees[number]
        if not any(tree.lower[k] == "there" for k in tree.kids(verb, "advmod")):
            return []
        codes = (m.actor.country for m in self._before(number, verb))
        return [self.cast.state(code) for code in (c for c in codes if c and c not in own)][:1]

    def _two_here(self, number: int, token: int) -> list[Actor]:
        """The two officials that the sentence names before a token: "received X, and the two signed a contract"."""
        tree = self.trees[number]
        named = [
            m.actor
            for m in self._back(number, token, self._by_tree[number])
            if tree.sentence[m.token] == tree.sentence[token] and m.actor.kind == "official"
        ]
        here = list(dict.fromkeys(named))[::-1]
        return here if len(here) == 2 and here[0].country != here[1].country else []

    def _leaders_of_pair(self, number: int, token: int) -> list[Actor]:
        """Of the two states that the text is about the officials named last: "both leaders"."""
        found: dict[str, Actor] = {}
        for mentioned in self._back(number, token):
            actor = mentioned.actor
            if actor.kind == "official" and actor.country in self.cast.ranking[:2]:
                found.setdefault(actor.country, actor)
        return list(found.values())[::-1] if len(found) == 2 else []

    def _is_target(self, number: int, token: int) -> bool:
        """Whether a noun, or the people whose states it names, are the object of the verb, or those called on."""
        tree = self.trees[number]
        above = tree.head[token]
        if tree.dep[token] == "pobj" and tree.lower[above] == "on" and tree.lemma[tree.head[above]] == "call":
            return True
        up = tree.head[above] if tree.dep[token] == "pobj" and tree.lower[above] == "of" else token
        return tree.dep[up] == "dobj" and (up == token or tree.lower[up] in words().officials)

    def _just_before(self, number: int, token: int, listed_: tuple[int, int, tuple[Actor, ...]]) -> bool:
        """Whether a list stands in the sentence of a token or the one before it."""
        tree, there = self.trees[number], listed_[1]
        return listed_[0] == number and tree.sentence[token] - tree.sentence[there] <= 1

    def pair_of_text(self, number: int, token: int) -> list[Actor]:
        """The two states that the document speaks of most, where both were named before: "the two countries"."""
        pair = list(self.cast.ranking[:2])
        both = len(pair) == 2 and all(self.named_before(code, number, token) for code in pair)
        return [self.cast.state(code) for code in pair] if both else []

    def _recent(
        self,
        number: int,
        token: int,
        kinds: tuple[str, ...],
        people: bool | None,
        wanted: int,
        without: set[Actor],
        *,
        subjects: bool,
    ) -> list[Actor]:
        """The last actors of some kinds, no two of one country; with ``subjects`` only those who acted."""
        recent: list[Actor] = []
        for mentioned in self._before(number, token):
            if (subjects and not mentioned.subject) or mentioned.actor in without:
                continue
            actor = mentioned.actor
            if actor.kind not in kinds or (people is None and actor.kind == "organization"):
                continue
            if people is False and actor.country:
                actor = self.cast.state(actor.country)
            if people is None and recent and actor.kind != recent[0].kind:
                continue
            if people is False and not actor.country and is_state(self.trees[number].lower[token]):
                continue  # "the three republics" are no bodies
            if all(actor is not other and (not actor.country or actor.country != other.country) for other in recent):
                recent.append(actor)
            if len(recent) == wanted:
                break
        return recent

    def _as_states(self, members: list[Actor]) -> list[Actor]:
        """The states that some act for; two bodies of one state who face each other are its government and another."""
        bodies = [a for a in members if a.kind == "organization"]
        facing = len(members) == 2 and bodies and len({a.country for a in members}) == 1
        apart = [a for a in bodies if facing and a.name.lower().split()[-1] not in listed("governments")]
        return list(
            dict.fromkeys(
                self.cast.state(a.country)
                if a.country and a.kind in ("official", "organization") and a not in apart
                else a
                for a in members
            )
        )

    def last_two(self, number: int, token: int) -> list[Actor]:
        """The two states spoken of last."""
        return self._set(number, token, 2, people=False)[0]

    def rivals(self, number: int, token: int) -> list[Actor]:
        """A government and the rebels whom a text about them names first: together in a deed, or in a list."""
        for place in (s for s in self.sets if s[:2] < (number, token)):
            two = self._as_states(list(place[2]))
            kinds = {a.kind for a in two}
            known = len(two) == len(kinds) == 2 and bool(kinds & {"group", "organization"})
            if known and (place[2] in self.acted or len({a.country for a in two}) == 1):
                return two
            if place[2] in self.acted and len(two) > 1:
                return []
        return []

    def last_acted(self, number: int, token: int) -> list[Actor]:
        """The states of those who did something together last: they are to sign what "is to be signed"."""
        for place in reversed(self.sets_between(0, -1, number + 1)):
            if place[:2] < (number, token) and place[2] in self.acted:
                return self._as_states(list(place[2]))
        return []
