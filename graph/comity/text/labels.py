"""Titles, names and states in a tree, found by patterns over one letter a token."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from comity.text.letters import Letters
from comity.text.people import Actor, Named
from comity.text.spelling import is_body, spelled
from comity.text.words import Name, fold, is_plural, listed, words

__all__ = ["Labelled"]

_TITLE = r"(?:[ITY][of]{0,2}(?:[CDOB]\+*s?[of]{0,2})?(?:,?h|,(?=Y))?)*[ITY]"

_BEFORE = re.compile(
    rf"(?:(?P<c>[CDKOBLG]\+*)(?P<s>s)?(?:[BO]\+*)?)?(?P<t>{_TITLE})(?P<of>o?f?[CDKOBG]\+*)?(?P<comma>,?)$"
)

_SHARED = re.compile(r"T\+*s?of?(?P<list>[CDK]\+*(?:,?f?[CDK]\+*)+),$")
""" "The foreign ministers of Greece and Macedonia, …": the names that follow belong to these states in turn."""

_OWNED = re.compile(r"(?P<c>[CDKOB]\+*)s?$")

_AFTER = re.compile(
    rf"(?:,f?|,I?o?d?f?(?:xs)?|\()(?P<c>[CDKOB]\+*s?)?(?:[BO]\+*s?)?(?P<t>(?:N{{1,2}}(?=[ITN]))?{_TITLE})(?:(?:[of]{{1,2}}|-)(?P<o>[CDKOBLG]\+*))?(?![+NIT])|o(?P<of>f?[CDKOB]\+*)|,(?P<list>[CO]\+*),|,d(?P<born>D\+*)(?=,)"
)

_NAME = re.compile(r"N(?:[Nn]*N)?")

_ALONE = re.compile(
    r"(?:(?P<c>[CDKOB]\+*)(?P<s>s)?)?(?P<t>(?:I[of]?)*T(?:[of]{1,2}(?:I[of]?f?)+)*)(?:[of]{1,2}(?P<o>[CDKOB]\+*))?"
)


class Labelled(Letters):
    """Titles, names and states on the letters of a tree."""

    # names with a title, or known as persons

    def full_names(self) -> None:
        """Persons whose name the text, the parser or the identity tables mark as one."""
        for first, stop in self.bounded():
            for match in _NAME.finditer(self.labels, first, stop):
                self._try(match.start(), match.end(), first, stop)

    def bounded(self) -> Iterable[tuple[int, int]]:
        """Sentences; a name does not cross their ends."""
        return self.tree.bounds

    def _try(self, start: int, end: int, first: int, stop: int) -> None:
        tree = self.tree
        start = self._cut(start, end)
        if self.labels[end : end + 1] in ("T", "I") and tree.entity[end - 1] != "PERSON":
            return
        if end - start == 1 and tree.lower[start] in listed("occasions"):
            return  # "the Leaders' Meeting"
        if end - start == 1 and tree.entity[start] != "PERSON" and tree.lower[start] in words().officials:
            return  # "National Guard", "Supreme Court"
        name = spelled(tree.words_of(start, end))
        left = _BEFORE.search(self.labels, self._title_opens(max(first, start - 18), start), start)
        if left and left["comma"] and not (left["c"] or left["of"] or self._owned(left.start("t"), start, end)):
            left = None
        right = _AFTER.match(self.labels, end, min(stop, end + 14))
        if right and (
            (right["t"] and not self._is_title(right))
            or any(tree.tag[i].startswith("VB") for i in range(right.start(), right.end()))
        ):
            right = None  # ", thanked the Syrian army"
        where = self.tree.lower[start - 1] in ("in", "at", "from", "near") if start > first else False
        if right and right["t"] and where and not left and tree.entity[start] != "PERSON":
            right = None  # "in Nanning, the prime minister …"
        titled = any(side and self._is_title(side) for side in (left, right))
        if not titled and left:
            left = None
        turn = self._in_turn(start, first)
        owner = None if left else _OWNED.search(self.labels, max(first, start - 6), start)
        person = titled or any(tree.entity[i] == "PERSON" for i in range(start, end))
        joined = self._after_person(start, first)
        if right and right["born"] and end - start > 1:
            person = True  # "X Y, an Indonesian,"
        joined = joined or self._before_person(end, stop)
        if joined and end - start > 1 and not is_body(tree, start, end):
            person = True  # "ministers A B and C D"
        if owner and end - start > 1 and "s" in owner[0] and not is_body(tree, start, end):
            person = True  # "Norway's Knut Vollebaek"
        if not person and end - start > 1:
            person = bool(self.cast.view.officials_named(name, None, self.cast.published))
        known = end - start == 1 and not titled and not owner and self._well_known(start, name)
        if not person or (end - start == 1 and not titled and not owner and not known):
            return
        country = turn or self._country(left, right, owner)
        title = self._title(left, right)
        own = self._own_state(left, name) if left and country else ""
        if own and own != country:  # "the German chancellor and President Hollande"
            left, country, title = None, own, self.tree.words[start - 1]
        if country is None and title and set(title.lower().split()) & words().international:
            country = ""
        actor = self.cast.person(name, country, title)
        begin = (left.start("c") if left["c"] else left.start("t")) if left else owner.start("c") if owner else start
        begin = start if turn else begin
        close = right.end() if right and not right["list"] else end
        self._add(Named(begin, close, actor, "person", start))

    def _title_opens(self, first: int, start: int) -> int:
        """Where the title before a name may begin: not before the addressee ("the emir of Qatar to Chancellor X")."""
        to = [i for i in range(first, start - 1) if self.tree.lower[i] == "to" and self.labels[i + 1] == "T"]
        return to[-1] + 1 if to else first

    def _own_state(self, left: Any, name: str) -> str:
        """The state of a person of the tables whose title another one with "and" stands before."""
        if "and" not in self.tree.lower[left.start("t") : left.end("t")]:
            return ""
        codes = {o.country for o in self.cast.view.officials_named(name, None, self.cast.published)}
        return codes.pop() if len(codes) == 1 else ""

    def _in_turn(self, start: int, first: int) -> str:
        """The state that is due to a name by the list of states before it, "" where there is none."""
        shared = _SHARED.search(self.labels, max(first, start - 40), start)
        if shared:
            self.due = [self.names[i].country for i in range(shared.start("list"), start) if i in self.names]
        elif not self.due or self.labels[self.due_at : start] not in ("f", ",", ",f"):
            self.due = []
            return ""
        match = _NAME.match(self.labels, start)
        self.due_at = match.end() if match else start + 1
        return self.due.pop(0) if self.due else ""

    def _is_title(self, side: Any) -> bool:
        """Whether one word of what looks like a title is one ("International Campaign" has none)."""
        return bool(side["t"]) and any(self.labels[i] in "TY" for i in range(side.start("t"), side.end("t")))

    def _well_known(self, token: int, name: str) -> bool:
        """Whether a surname alone, taken for a person by the parser, is that of officials of one country only."""
        if len(name) < 5 or self.tree.entity[token] != "PERSON" or fold(name) in self.cast.by_word:
            return False
        return len({o.country for o in self.cast.view.officials_named(name, None, self.cast.published)}) == 1

    def _owned(self, start: int, end: int, after: int) -> bool:
        """ "their foreign ministers, A and B", "the foreign minister, A,": a title in the plural or with a pronoun or
        article, apart from the name by a comma."""
        before = self.tree.lower[start - 1] if start else ""
        title = self.tree.lower[end - 2]
        between = before == "the" and self.tree.lower[after : after + 1] == [","]
        return between or before in ("their", "his", "her", "its") or is_plural(title)

    def _after_person(self, start: int, first: int) -> bool:
        """Whether the words before a name are "and" and a person with a title in the plural, or a list of persons."""
        if start - 2 < first or self.tree.lower[start - 1] != "and":
            return False
        before = [n for n in self.found if n.after == start - 1 and n.sort == "person"]
        return bool(before) and (before[0].actor.title.endswith("s") or before[0].first < before[0].name)

    def _before_person(self, end: int, stop: int) -> bool:
        """Whether behind a name another one follows and the title of both: "A nor B, the presidents of …"."""
        if end + 1 >= stop or self.tree.lower[end] not in ("and", "nor"):
            return False
        other = _NAME.match(self.labels, end + 1)
        right = _AFTER.match(self.labels, other.end(), min(stop, other.end() + 14)) if other else None
        return bool(right and right["t"]) and is_plural(self._title(None, right).split(" ")[-1])

    def _cut(self, start: int, end: int) -> int:
        """Where a name begins for which the parser is surer than capitals: "Foreign Affairs | Ayman Safadi"."""
        entity = self.tree.entity
        if start and self.labels[start - 1] in "TY" and entity[start] == "":
            return start  # "Crown Prince Tamim bin Hamad"
        for i in range(start + 1, end):
            if entity[i] == "PERSON" and entity[i - 1] not in ("PERSON", "") and end - i >= 2:
                return i
        if entity[start] == "" and end - start > 3:
            return next((i for i in range(start + 1, end) if entity[i] == "PERSON" and end - i >= 2), start)
        return start

    def _country(self, left: Any, right: Any, owner: Any) -> str | None:
        """The country that the words beside the name give, "" for international bodies, None where they say nothing."""
        for match, group in (
            (left, "of"),
            (left, "c"),
            (right, "o"),
            (right, "c"),
            (right, "of"),
            (right, "born"),
            (owner, "c"),
            (left, "t"),
            (right, "t"),
        ):
            if not match or not match[group] or (group in ("of", "o") and self._towards(match.start(group))):
                continue
            for i in range(match.start(group), match.end(group)):
                if i in self.names:
                    return self.names[i].country
        return None

    def _towards(self, token: int) -> bool:
        """ "ambassador to Chad", "envoy for Syria": where somebody is sent, not whom he or she serves."""
        near = self.tree.lower[max(0, token - 2) : token + 1]
        return bool({"to", "for", "on"} & set(near)) and "of" not in near

    def _title(self, left: Any, right: Any) -> str:
        for match in (left, right):
            if match and match["t"]:
                return self.tree.words_of(match.start("t"), match.end("t"))
        return ""

    def _add(self, named: Named) -> None:
        if not self.used & set(range(named.first, named.after)):
            self.found.append(named)
            self.used.update(range(named.first, named.after))

    # second mentions

    def surnames(self) -> None:
        """Single words that are part of the name of somebody met in the document."""
        self.labels = "".join("N" if self._met(i, letter) else letter for i, letter in enumerate(self.labels))
        for first, stop in self.bounded():
            for match in _NAME.finditer(self.labels, first, stop):
                start, end = match.span()
                if start in self.used:
                    continue
                held = self._holders([fold(self.tree.words[i]) for i in range(start, end)])
                if held:
                    left = _BEFORE.search(self.labels, max(first, start - 8), start)
                    begin = start
                    if left and not left["comma"]:
                        begin = left.start("c") if left["c"] else left.start("t")
                    self._add(Named(begin, end, held, "person", start))

    def _met(self, i: int, letter: str) -> bool:
        """Whether a word that was not taken for a name is that of somebody met ("Morales insisted")."""
        tree = self.tree
        return (
            letter == "x"
            and tree.words[i][:1].isupper()
            and tree.tag[i].startswith("NN")
            and fold(tree.words[i]) in self.cast.by_word
        )

    def _holders(self, tokens: list[str]) -> Actor | None:
        held = self.cast.by_word.get(tokens[-1], [])
        fit = [a for a in held if set(tokens) <= {fold(word) for word in a.name.split()}]
        last = [a for a in fit if fold(a.name.split()[-1]) == tokens[-1]]
        return next(iter(last or fit), None)

    # states, bodies, groups, titles alone

    def finish(self) -> None:
        """Countries, bodies and groups, and titles that stand for a person."""
        for i, name in self.names.items():
            after = i + 1
            while after < len(self.labels) and self.labels[after] == "+":
                after += 1
            if i in self.used:
                if name.sort in ("organization", "group"):
                    self.beside.append(Named(i, after, self._actor(name), name.sort))
                continue
            owner = self.owner(i) if name.sort == "body" else ""
            actor = self._actor(replace(name, country=owner) if owner else name)
            self.found.append(Named(i, after, actor, name.sort))
        for match in _ALONE.finditer(self.labels):
            tokens = range(match.start("t"), match.end("t"))
            if not self.used & set(tokens):
                country = next(
                    (
                        self.names[i].country
                        for g in ("c", "o")
                        if match[g]
                        for i in (match.start(g), match.start(g) + 1)
                        if i in self.names
                    ),
                    None,
                )
                title = self.tree.words_of(match.start("t"), match.end("t"))
                actor = Actor("official", country or "", "", title, sure=country is not None)
                self.found.append(Named(match.start("t"), match.end("t"), actor, "title"))
        self._parsed_bodies()

    def owner(self, i: int) -> str:
        """The country of the word before a name, "" where there is none: "Brazil's Senate"."""
        before = _OWNED.search(self.labels, max(0, i - 6), i)
        return (
            next((self.names[k].country for k in range(before.start("c"), i) if k in self.names), "") if before else ""
        )

    def _actor(self, name: Name) -> Actor:
        if name.sort == "organization":
            return self.cast.body("organization", "", name.name)
        if name.sort == "group":
            return self.cast.body("group", name.country, name.name)
        if name.sort == "body":
            return self.cast.body("organization", name.country, name.name)
        return self.cast.state(name.country)

    def _parsed_bodies(self) -> None:
        """Organizations that only the parser knows."""
        tree = self.tree
        taken = {
            token
            for named in self.found
            for token in range(named.first, named.after)
            if named.sort != "adjective" or tree.entity[token] != "ORG"
        }
        i = 0
        while i < len(tree):
            after = i
            while (
                after < len(tree)
                and tree.entity[after] == "ORG"
                and after not in taken
                and tree.sentence[after] == tree.sentence[i]
            ):
                after += 1
            stop = after
            while after > i and tree.lower[after - 1] in ("of", "the"):
                after -= 1  # "the Government of | Cote d'Ivoire"
            pair = any(
                "-" in tree.words[k] and k in self.names and self.names[k].sort != "group" for k in range(i, after)
            )
            following = {tree.lower[k] for k in range(after, min(after + 2, len(tree)))} | {
                tree.lower[max(after - 1, 0)]
            }
            if (
                after > i
                and not pair
                and not following & listed("instrument_nouns")
                and (
                    tree.lower[after - 1] not in words().heads | words().officials
                    or tree.lower[i + (tree.lower[i] == "the")] in listed("world_words")
                )
                and any(tree.words[k][:1].isupper() for k in range(i, after))
            ):
                first = i + (tree.lower[i] == "the")
                lone = after == first + 1 and first in self.names and self.names[first].sort == "adjective"
                lone |= after == first + 1 and tree.lower[first] in listed("occasions")
                if after > first and not lone:
                    near = range(first - 1 if first and tree.entity[first - 1] == "ORG" else first, after)
                    of = [k for k in (after + 1,) if self.tree.lower[after : after + 1] == ["of"]]  # "of Angola"
                    country = next((self.names[k].country for k in (*near, *of) if k in self.names), "")
                    whole = after + 2 if of and of[0] in self.names and tree.entity[after] == "ORG" else after
                    body = self.cast.body("organization", country, tree.words_of(first, whole))
                    self.found.append(Named(first, after, body, "organization"))
            i = max(stop, i + 1)
