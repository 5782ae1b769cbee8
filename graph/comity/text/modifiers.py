"""The modifiers of a noun: whose it is, and what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.text.cities import country_of_town
from comity.text.people import Actor
from comity.text.pronouns import Pronouns
from comity.text.syntax import conjuncts, is_verb
from comity.text.words import listed, words

__all__ = ["Modifiers"]

_WHERE = ("in", "at", "outside", "near", "of", "through", "across")
_OWN = ("poss", "amod", "compound", "nmod", "nummod", "appos")


@dataclass(slots=True)
class Modifiers(Pronouns):
    """Reads the modifiers of a noun for the state or body that it belongs to."""

    def country_of(self, number: int, token: int) -> list[str]:
        """Countries in the modifiers of a noun: "Israeli", "France's", "of Chad", "its"."""
        tree, at = self.trees[number], self.cast.at[number]
        codes: list[str] = []
        for kid in tree.children[token]:
            if tree.dep[kid] in _OWN:
                codes += self._code_at(number, kid)
                codes += [c for conj in conjuncts(tree, kid)[1:] if conj in at for c in self._code_at(number, conj)]
            elif (
                tree.dep[kid] == "prep"
                and (tree.lower[kid] in ("of", "from", "in", "throughout", "across") or self._serves(number, kid))
                and not codes
            ):
                behind = [t for noun in tree.kids(kid, "pobj") for t in conjuncts(tree, noun)]
                codes += [c for t in behind for c in self._code_at(number, t)]
                wider = [t for t in behind if tree.lower[t] in listed("towns") or tree.lower[t] == "state"]
                if not codes and wider:  # "landlords in the Indian state of Bihar"
                    codes += [c for t in wider for c in self.country_of(number, t)]
                if not codes and (tree.lower[kid] == "from" or self._serves(number, kid)):
                    codes += [c for t in behind for c in self.country_of(number, t)]
        if not codes and tree.lower[token] in listed("governments") and tree.lower[token + 1 : token + 2] == ["in"]:
            behind = tree.kids(token + 1, "pobj")
            codes += [c for n in behind for c in self._code_at(number, n)]  # though the parser gives "in" to the verb
        if tree.dep[token] in ("compound", "nmod", "amod", "appos") and not codes:
            named = [k for k in tree.children[tree.head[token]] if k < token and k in at]
            codes += [at[k].actor.country for k in named[:1] if at[k].actor.country]
        return list(dict.fromkeys(code for code in codes if code))

    def _serves(self, number: int, preposition: int) -> bool:
        """ "An aide to the president of Chile", "a lawyer for the Peruvian government"."""
        tree = self.trees[number]
        return tree.lower[preposition] in ("to", "for") and tree.lower[tree.head[preposition]] in listed("serving")

    def _code_at(self, number: int, token: int) -> list[str]:
        tree, at = self.trees[number], self.cast.at[number]
        if token and tree.lower[token - 1] == "ethnic":
            return []  # ethnic Albanians are mostly of another state
        if token in at and at[token].sort != "title" and "-" not in tree.words[token]:
            actor = at[token].actor
            if actor.country:
                return [actor.country]
            return []
        if tree.tag[token] == "WP$":  # "whose soldiers"
            holder = next((tree.head[up] for up in tree.up(token) if tree.dep[up] == "relcl"), None)
            return [a.country for a in self.actors(number, holder)[0] if a.country] if holder is not None else []
        if tree.tag[token] == "PRP$":
            return [actor.country for actor in self.one(number, token)[0] if actor.country]
        whole = self.cast.view.countries.by_name(tree.words[token], None) if token in at else None
        if whole:
            return [whole.code]  # "Guinea-Bissau" is one state
        half = self._half(number, token)
        if half:
            return [half]  # "Northern agents"
        parts = re.split(r"[-–]", tree.words[token])
        joined = [words().combining.get(parts[0], ""), *(self._state_called(part) for part in parts[1:])]
        if len(joined) > 1 and all(joined):
            return joined  # "a Franco-German plan"
        if len(parts) > 1 and parts[0][:1].isupper() and parts[-1] not in listed("backed"):
            known = [self.cast.view.countries.by_name(part, None) for part in parts if part[:1].isupper()]
            if known[0] and all(known):
                return [country.code for country in known if country]
        if tree.lower[token] in listed("backed"):
            return []  # "Russian-backed separatists" are none of Russia's
        if tree.dep[token] in ("amod", "compound", "poss", "nmod"):
            led = ("npadvmod", "advmod", "nsubj", "dep") if tree.tag[token] == "VBN" else ()  # "Vietnamese-led forces"
            return [
                c
                for kid in tree.children[token]
                if tree.dep[kid] in ("amod", "compound", "poss", "nmod", *led)
                for part in conjuncts(tree, kid)
                for c in self._code_at(number, part)
            ]
        return []

    def _state_called(self, name: str) -> str:
        state = self.cast.view.countries.by_name(name, None)
        return state.code if state else ""

    def _half(self, number: int, token: int) -> str:
        """The state that texts about a divided country call by its half: "the North", "Southern soldiers"."""
        tree = self.trees[number]
        lower = tree.lower[token]
        opening = token == tree.bounds[tree.sentence[token]][0] and not lower.endswith("ern")
        if not tree.words[token][:1].isupper() or tree.kids(token, "compound") or token in self.cast.at[number]:
            return ""
        if opening or any(word[:1].isupper() for word in tree.words[token + 1 : token + 2]):
            return ""  # "Northern Alliance"
        halves = words().halves.get(lower.removesuffix("ern"), ())
        named = self.cast.mentioned
        both = [one for one, other in halves if one in named and other in named]
        return next(iter(both or [one for one, other in halves[:1] if {one, other} & named]), "")

    def _phrase(self, number: int, token: int) -> str:
        """The noun with its close modifiers, as a name for a body or group."""
        tree = self.trees[number]
        first = token
        while (
            first > 0
            and tree.lower[first - 1] not in listed("backed")
            and tree.head[first - 1] in range(first - 1, token + 1)
            and tree.dep[first - 1] in ("amod", "compound", "nmod", "poss", "nummod", "case", "punct")
        ):
            first -= 1
        while first < token and not tree.words[first][:1].isalnum():
            first += 1
        return tree.words_of(first, token + 1)

    def _international_of(self, number: int, token: int) -> Actor | None:
        tree, at = self.trees[number], self.cast.at[number]
        for kid in tree.children[token]:
            if kid in at and at[kid].sort in ("organization", "group") and tree.dep[kid] in _OWN:
                return at[kid].actor
            serves = tree.lower[kid] == "at" and tree.lower[token] in listed("staff")
            if tree.dep[kid] == "prep" and (serves or tree.lower[kid] in ("of", "from")):
                for noun in tree.kids(kid, "pobj"):
                    if noun in at and at[noun].sort in ("organization", "group"):
                        return at[noun].actor
        return None

    def _deeper(self, number: int, token: int) -> list[str]:
        """The country of the place inside a phrase: "parties to the conflict in Iraq"; of people also where the parser
        gives their "from" to the verb: "sheltered thousands of refugees from Burundi"."""
        tree, at = self.trees[number], self.cast.at[number]
        if tree.lower[token + 1 : token + 2] == ["from"] and (named := at.get(token + 2)) and named.actor.country:
            return [named.actor.country]
        for below in tree.subtree(token, 30):
            named = at.get(below)
            around = named and named.sort == "adjective" and tree.lower[tree.head[below]] in listed("towns")
            whole = named and (around or named.sort in ("country", "capital", "place"))  # "near the Albanian town"
            if below > token and named and named.actor.country and whole:
                governor = next((up for up in tree.up(below) if is_verb(tree, up)), None)
                if governor is None or governor < token or tree.dep[governor] == "acl":
                    return [named.actor.country]
        return []

    def _here(self, number: int, token: int) -> str:
        """The country of the place that the clause of a crowd names."""
        tree, at = self.trees[number], self.cast.at[number]
        governor = next((up for up in tree.up(token) if is_verb(tree, up)), None)
        if governor is None or tree.dep[token] not in ("nsubj", "nsubjpass", "pobj"):
            return ""
        for preposition in tree.subtree(governor, 60):
            if tree.dep[preposition] == "prep" and tree.lower[preposition] in _WHERE:
                for below in tree.subtree(preposition, 12):
                    if tree.lower[tree.head[below]] in listed("missions"):
                        continue  # the Danish embassy stands in another country
                    if below in at and at[below].actor.country and at[below].sort != "person":
                        return at[below].actor.country
                    town = tree.words[below] if tree.tag[below] == "NNP" and below not in at else ""
                    code = country_of_town(town, self.cast.mentioned) if town else ""
                    if code:
                        return code
        return ""
