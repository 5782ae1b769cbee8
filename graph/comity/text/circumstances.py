"""When an act took place, as far as the sentence or its neighbours say."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import takewhile

from comity.model import UNKNOWN, When
from comity.text.clauses import (
    brought,
    finite,
    going_on,
    happening,
    led_to,
    of_the_teller,
    past,
    ranked,
    reported,
    root_verb,
    shares_time,
    simple_past,
    to_come,
    told_apart,
    told_before,
    told_of,
    told_span,
)
from comity.text.dates import BACK, Now, counted, find
from comity.text.parse import Tree
from comity.text.places import brought_about
from comity.text.stays import left_again, lengthened
from comity.text.story import NEAR, Story
from comity.text.syntax import is_verb
from comity.text.words import listed

__all__ = ["Times"]

_MAY_BE_TIME = re.compile(
    r"\d{4}|Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec|\d(?:st|nd|rd|th)\b|\d ?[ap]\.?m"
    r"|(?i:uring|hroughout|\bwar\b|recent|previous|former|past|day|week|month|year|tonight|morning|tomorrow|evening|night"
    r"|hour|hortly|ceremony|occasion|signing|the time|by then|eve of|summer"
    r"|winter|spring|autumn|moment|minute|noon|dawn|dusk|sunset|sunrise|breakfast|lunch|dinner|christmas)"
)
_YEAR = re.compile(r"\d{4}")
_PERFORMING = frozenset(("announce", "declare", "proclaim", "decree"))
"""Whose saying is the doing, where one's own act is not still to come."""
_SAYING = frozenset(("say", "tell", "notify", "inform", "confirm"))


def _nouns(tree: Tree, token: int) -> list[int]:
    """What stands between a token and its verb."""
    return list(takewhile(lambda up: not is_verb(tree, up), tree.up(token)))


@dataclass(frozen=True, slots=True)
class _Time:
    token: int
    verb: int | None
    past: When
    ahead: When
    pattern: str
    since: bool = False
    bare: When = UNKNOWN
    """The time behind "since"."""


@dataclass(slots=True)
class Times(Story):
    """The dates of a document, sentence by sentence; remembers the day of the act before."""

    vague: bool = False
    """Whether the clause asked for last has a time that fixes no day ("weeks later")."""
    _sentence: tuple[int, int] = (-1, -1)
    _aside_in: int = -1
    _era_in: int = -1
    _found: list[_Time] = field(default_factory=list)

    def enter(self, tree: Tree, number: int, sentence: int) -> None:
        """Reads the dates of a sentence. To be called before :meth:`when` for its acts."""
        self._sentence, self._found = (number, sentence), []
        first, after = tree.bounds[sentence]
        if after <= first:
            return
        start, end = tree.start[first], tree.end(after - 1)
        text = tree.text[start:end]
        if not _MAY_BE_TIME.search(text):
            return
        era = self.era if number == self._era_in else None
        old = number == self._aside_in and self.aside.precision in ("month", "year")
        rough = self.aside if old else UNKNOWN
        found = find(text, Now(self.published, self.previous, self.about, story=self.story, era=era, rough=rough))
        months = [f for f in found if f.pattern in ("my", "mdy", "rel_month")]
        told = [f.when.earliest for f in months if _YEAR.search(text, f.start, f.end)]
        self.era, self._era_in = told[-1] if told else era if months else None, number
        year = next((f.when.earliest for f in found if f.when.earliest and _YEAR.search(text, f.start, f.end)), None)
        if self.published is None and year:
            self.about = year  # a chronicle: months without a year are of the year told last
            found = find(text, Now(None, self.previous, year))
        coming = Now(self.published, self.coming or self.previous, self.about, ahead=True)
        ahead = {f.start: f for f in find(text, coming)}
        anchor: _Time | None = None
        for item in found:
            token = self._head(tree, start + item.start, start + item.end)
            verb = self._verb(tree, token)
            later = ahead.get(item.start, item).when
            if item.pattern in BACK and anchor and anchor.verb is not None and past(tree, anchor.verb):
                later = item.when  # "announced on Monday that it would open that evening"
            since = "since" in text[max(0, item.start - 7) : item.end].lower()
            some = item.pattern == "lasting" and "day" in text[item.start : item.end]  # "for six days"
            time = _Time(token, verb, item.when, later, "days" if some else item.pattern, since, item.bare)
            anchor = time if item.when.precision == "day" else anchor
            self._found.append(time)

    def _head(self, tree: Tree, start: int, end: int) -> int:
        first = bisect_right(tree.start, start) - 1
        tokens = [t for t in range(max(first, 0), len(tree)) if tree.start[t] < end]
        for token in tokens:
            if tree.head[token] not in tokens or tree.head[token] == token:
                return token
        return tokens[-1] if tokens else max(first, 0)

    def _verb(self, tree: Tree, token: int) -> int | None:
        verb = next((up for up in tree.up(token) if is_verb(tree, up)), None)
        return verb if verb is None else of_the_teller(tree, token, verb)

    def when(self, tree: Tree, trigger: int, noun: int | None, ahead: bool, *, said: bool = False) -> When:
        """The time of the act at a trigger: its own date, or that of the clause it belongs to; what was ``said`` of the
        past is no older than the saying."""
        self.vague = False
        if noun is not None and any(tree.tag[k] == "PRP" for k in tree.kids(trigger, "dobj")):
            noun = noun if noun in tree.subtree(trigger, 60) else None  # "cut ties in 1975 and restored them in 1979"
        if self._found and (counted := self._counted(tree, trigger)).known:
            return counted
        if not self._found or any(tree.lemma[up] == "anniversary" for up in tree.up(trigger)):
            return UNKNOWN
        usable = [
            t
            for t in self._found
            if t.pattern not in ("within", "event")
            and (t.past.known or (ahead and t.ahead.known))
            and not self._of_noun(tree, t, trigger, noun)
            and not (said and self.of_old(t.past) and told_of(tree, t.token, trigger))
        ]
        if (below := self._counted_below(tree, trigger, noun, usable)).known:
            return below
        own = self._own(tree, trigger, noun, usable) or (None if ahead else self._announced(tree, trigger, usable))
        if own is None and not ahead:
            events = [t for t in self._found if t.pattern == "event" and t.past.known]
            own = self._own(tree, trigger, noun, events)
        if own is None and ahead and (limit := self._before(tree, trigger, usable)).known:
            return limit
        if own is None:
            unknown = [t for t in self._found if not t.past.known and t.pattern not in ("within", "days")]
            self.vague = bool(unknown) and self._own(tree, trigger, noun, unknown) is not None
            return UNKNOWN
        lasting = own.since and bool({"have", "has", "'ve"} & {tree.lower[k] for k in tree.kids(trigger, "aux")})
        if lasting and own.past.earliest:
            return When(own.past.earliest, None, "interval")  # "have patrolled it since 1995"
        told = (
            own.verb is not None
            and trigger not in (own.verb, tree.head[own.token])
            and tree.tag[own.verb] == "VBD"
            and tree.lemma[own.verb] != "be"
        )
        if ahead and told and reported(tree, trigger, own.verb):
            return UNKNOWN  # "announced on Friday that it would": the day of the announcement alone
        if going_on(tree, trigger) and not told:
            return own.ahead  # "is visiting Kenya until Saturday"
        return own.ahead if ahead and not told else own.past  # "voted on Friday to send": the day of the vote

    def stay(self, tree: Tree, trigger: int, when: When) -> When:
        """The days of a visit, where its clause tells how long it was or when it ended."""
        days = {t.verb: t.past.latest for t in self._found if t.verb and t.past.precision == "day" and t.past.latest}
        return left_again(tree, trigger, lengthened(tree, trigger, when), days)

    def declared(self, tree: Tree, trigger: int, *, said: bool) -> When:
        """The day of the declaration that is the act: "announced on Monday that it would cut ties"; with ``said`` also
        where it is only said."""
        node = trigger
        while tree.dep[node] in ("conj", "xcomp", "ccomp") and tree.head[node] != node:
            up = tree.head[node]
            performing = tree.lemma[up] in _PERFORMING or (said and tree.lemma[up] in _SAYING)
            if tree.dep[node] == "ccomp" and performing and past(tree, up):
                return next((t.past for t in self._found if t.verb == up and t.past.precision == "day"), UNKNOWN)
            node = up
        return UNKNOWN

    def _before(self, tree: Tree, trigger: int, times: list[_Time]) -> When:
        """ "will sign before the talks end on Friday": from now to that day."""
        for time in times:
            verb = time.verb
            if verb is None or tree.head[verb] != trigger or not (self.published and time.ahead.latest):
                continue
            if {"before", "until"} & {tree.lower[k] for k in tree.kids(verb, "mark", "advmod")}:
                first = min(self.published, time.ahead.latest)
                return When.between(first, time.ahead.latest)
        return UNKNOWN

    def _counted_below(self, tree: Tree, trigger: int, noun: int | None, times: list[_Time]) -> When:
        """The day of a clause without a time counted from the one below: "closed it two days after Kenya sued on
        Monday"."""
        for clause in tree.kids(trigger, "advcl"):
            mark, number, unit = told_span(tree, clause)
            dated = [t for t in times if t.verb == clause and t.past.precision == "day"]
            if mark and unit and dated and not any(t.verb == trigger for t in times) and dated[0].past.latest:
                return counted(number, unit, dated[0].past.latest, 1 if mark == "after" else -1)
        return UNKNOWN

    def _counted(self, tree: Tree, trigger: int) -> When:
        """The day of a clause counted from the one above: "came a day after she flew to Juba", "two weeks before it
        sued"."""
        node = trigger
        if brought_about(tree, node, tree.dep[node]):
            node = tree.head[tree.head[node]]
        mark, number, unit = told_span(tree, node)
        while not unit and tree.dep[node] in ("conj", "xcomp", "auxpass") and tree.head[node] != node:
            node = tree.head[node]
            mark, number, unit = told_span(tree, node)
        above = self._verb(tree, node)
        if not unit or above is None:
            return UNKNOWN
        told = self._own(tree, above, None, [t for t in self._found if t.past.known])
        base = (told.past.latest if told else self.story) or self.published
        return counted(number, unit, base, -1 if mark == "after" else 1) if base else UNKNOWN

    def _of_noun(self, tree: Tree, time: _Time, trigger: int, noun: int | None) -> bool:
        """Whether a date only tells one thing from another ("the April 22 summit", "their May 18 call",
        "condemned Sunday's attack")."""
        head = tree.head[time.token]
        if tree.dep[time.token] == "poss":
            return head not in (trigger, noun) and not happening(tree, head)
        return (
            tree.dep[time.token] in ("compound", "nmod", "nummod")
            and head not in (trigger, noun)
            and bool(tree.kids(head, "det", "poss"))
            and tree.tag[head].startswith("NN")
        )

    def _own(self, tree: Tree, trigger: int, noun: int | None, times: list[_Time]) -> _Time | None:
        found = self._inside(tree, trigger, noun, times) if noun is not None else None
        if found:
            return found
        telling = [t for t in times if not self._compares(tree, t, trigger)]
        node, steps = trigger, 0
        while steps < 8:
            steps += 1
            verbs = [node, *(to_come if node != trigger else brought)(tree, node)]
            here = [
                t
                for t in telling
                if t.verb in verbs
                or (t.verb is None and tree.head[node] == node)
                or (not is_verb(tree, node) and t.token in tree.children[node])
            ]
            if here:
                return min(here, key=lambda t: abs(t.token - trigger))
            parent, dep = tree.head[node], tree.dep[node]
            joined = next((t for t in times if t.verb in told_before(tree, node)), None)
            if joined or parent == node:
                if joined:
                    return joined
                break
            if dep in ("relcl", "advcl") and (named := self._of_day(tree, node, parent, times)):
                return named
            if is_verb(tree, node) and not shares_time(tree, node, parent, dep):
                break
            node = parent
        return self._loose(tree, trigger, telling)

    def _inside(self, tree: Tree, trigger: int, noun: int, times: list[_Time]) -> _Time | None:
        """The time inside the noun phrase that tells an act: "the meeting on Tuesday", "talks that begin in May"."""
        below = set(tree.subtree(noun, 60))

        def of_noun(verb: int) -> bool:
            outer = next((up for up in tree.up(verb) if is_verb(tree, up)), -1)
            arranged = tree.dep[verb] in ("relcl", "acl") and tree.lemma[verb] in listed("arranging")
            return verb not in below or verb == trigger or (arranged and outer not in below)

        inside = [t for t in times if t.token in below and (t.verb is None or of_noun(t.verb))]
        return next((t for t in inside if not (t.since and ranked(tree, _nouns(tree, t.token)))), None)

    def _compares(self, tree: Tree, time: _Time, trigger: int) -> bool:
        """Whether a time only says of when something is the first: "the first state to do so this year", "paid the
        first visit since 1998"."""
        if not is_verb(tree, trigger):
            return False
        if time.since and (ranked(tree, _nouns(tree, time.token)) or simple_past(tree, trigger)):
            return True
        purpose = tree.tag[trigger] == "VB" and tree.dep[trigger] in ("acl", "relcl") and time.verb == trigger
        return purpose and time.past.precision != "day" and ranked(tree, [tree.head[trigger]])

    def _of_day(self, tree: Tree, clause: int, noun: int, times: list[_Time]) -> _Time | None:
        """The time that a relative clause fills: "in January 2016, when protesters stormed it", also behind "since";
        "on Thursday, the day on which Togo expelled him"."""
        if "when" in {tree.lower[k] for k in tree.kids(clause, "advmod")}:
            begin = tree.subtree(clause, 60)[0]
            near = [t for t in times if 0 < begin - t.token < 4]  # "it goes back to 2012, when they fought"
            dated = next((t for t in times if noun in tree.subtree(t.token, 12)), near[-1] if near else None)
            if dated:
                return replace(dated, past=dated.bare, since=False) if dated.since else dated
        if tree.lemma[noun] in ("day", "date", "week", "month", "year"):
            first = tree.subtree(noun, 60)[0]
            return next((t for t in reversed(times) if 0 < first - t.token < 4), None)
        return None

    def _loose(self, tree: Tree, trigger: int, times: list[_Time]) -> _Time | None:
        """The one time that the clause or its opening names elsewhere."""
        there = [t for v in led_to(tree, trigger) for t in times if t.verb == v]
        if there:
            return there[0]
        if told_apart(tree, trigger):
            return None
        clause = finite(tree, trigger)
        loose = [
            t for t in times if t.verb is not None and finite(tree, t.verb) == clause and not told_apart(tree, t.verb)
        ]
        if len(loose) == 1:
            return loose[0]
        first = tree.bounds[tree.sentence[trigger]][0]
        leading = [t for t in times if t.token - first < 4 and t.verb == root_verb(tree, trigger)]
        return leading[0] if leading else None

    def _announced(self, tree: Tree, trigger: int, times: list[_Time]) -> _Time | None:
        """The day of the announcement that was the act, also where it follows ("X has cut ties, Y announced on
        Monday")."""
        head = tree.head[trigger]
        heads = [head] if tree.dep[trigger] == "ccomp" else []
        if not tree.kids(trigger, "cc"):
            heads += [k for k in tree.kids(trigger, "conj", "parataxis", "ccomp") if self._past(tree, k)]
        return next((t for t in times if t.verb in heads and tree.lemma[t.verb] in _PERFORMING), None)

    def _past(self, tree: Tree, verb: int) -> bool:
        """Whether a clause is told in the past, also where the parser takes its verb for a participle."""
        return tree.tag[verb] == "VBD" or (tree.tag[verb] == "VBN" and not tree.kids(verb, "aux", "auxpass"))

    def pass_by(self, tree: Tree, sentence: int) -> None:
        """The day that a sentence without acts names: what is told next happened then."""
        root = next((t for t in range(*tree.bounds[sentence]) if tree.dep[t] == "ROOT"), -1)
        if root >= 0 and not is_verb(tree, root):  # "the minister, X, announced on Monday": parsed as a noun
            root = next((k for k in tree.kids(root, "acl", "relcl") if past(tree, k) or tree.tag[k] == "VBN"), root)
        days = [t.past for t in self._found if t.verb == root and t.past.precision == "day" and t.pattern != "within"]
        if days and (past(tree, root) or tree.dep[root] == "acl"):
            day, before = days[0].earliest, "had" in {tree.lower[k] for k in tree.kids(root, "aux")}
            self.remember(days[0], story=bool(day and self.story and not before and (self.story - day).days < NEAR))

    def leave(self, tree: Tree, number: int, sentence: int) -> None:
        """What is told next in the paragraph goes on in the times of old that a sentence tells of ("in March …")."""
        root = next((t for t in range(*tree.bounds[sentence]) if tree.dep[t] == "ROOT"), -1)
        told = past(tree, root) and not tree.kids(root, "auxpass")
        own = [
            t.past
            for t in self._found
            if t.verb == root and t.past.known and not t.since and t.pattern not in ("within", "event")
        ]
        if number != self._aside_in or not told or own:
            self.aside = UNKNOWN
        self._aside_in = number
        if own and told and all(self.of_old(t.past) for t in self._found if t.past.known):
            self.aside = own[0]
