"""One sentence after the other: which frames stand there, which of them count, and what each tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from comity.model import ACTS, UNKNOWN, When
from comity.text.actors import Resolver
from comity.text.acts import Act, Line
from comity.text.circumstances import Place, Times, place_of
from comity.text.contents import content_act
from comity.text.figures import Amount, amount_of
from comity.text.frames import Frame, Hit, Lexicon, Phrase, lexicon, match
from comity.text.instruments import Instrument, Instruments
from comity.text.modality import Colour, colour, negated
from comity.text.parse import Tree
from comity.text.people import Actor
from comity.text.quotes import Quote
from comity.text.roles import Parties, enough, parties
from comity.text.segment import Layout, Segment
from comity.text.syntax import conjuncts, is_passive, is_verb, objects, prepositions, subjects
from comity.text.words import listed

__all__ = ["Sentences"]

_NOISE = re.compile(
    r"\W*(?:click (?:here|to)|follow us|read (?:more|also)|related:|see also:|share this|sign up|subscribe|comments? ?\(|most read|our newsletter|watch:|photo:|image:|advertisement|\(with agencies|copyright)",
    re.I,
)
_PLAIN_WILL = Phrase("will", ("will",))
_PROMISED = frozenset(["endorse", "praise", "accuse", "criticise", "concern"])
"""Statements that nobody makes in the future: "will support" is a promise."""
_MEASURES = frozenset(("material", "relations", "agree"))
_QUOTE_FAMILIES = frozenset(("statement", "policy"))
_DATED_BY_NEIGHBOUR = frozenset(
    [
        "meeting",
        "sanction",
        "lift-sanction",
        "withdraw",
        "call",
        "visit",
        "sign",
        "negotiation",
        "agree",
        "cooperate",
        "protest",
        "attack",
        "detain",
        "expel",
        "sever-relations",
        "deploy",
        "retreat",
    ]
)
_PLACED_BY_DATELINE = frozenset(
    [
        "meeting",
        "sign",
        "negotiation",
        "agree",
        "mediation",
        "visit",
        "protest",
        "extend",
        "withdraw",
        "attack",
        "detain",
    ]
)


@dataclass(slots=True)
class _Candidate:
    hit: Hit
    parties: Parties
    colour: Colour
    instrument: Instrument | None
    act: Act | None = None


@dataclass(slots=True)
class Sentences:
    """Reads the paragraphs of one document."""

    resolver: Resolver
    segments: Sequence[Segment]
    quotes: list[list[Quote]]
    times: Times
    instruments: Instruments
    layout: Layout
    trace: list[Line] = field(default_factory=list)
    lexicon: Lexicon = field(default_factory=lexicon)
    _last: Act | None = None
    _chosen: dict[tuple[int, int], tuple[Hit, Parties, Instrument | None] | None] = field(default_factory=dict)

    def paragraph(self, number: int) -> list[Act]:
        """The acts of one paragraph."""
        segment = self.segments[number]
        if segment.kind == "attribution":
            return self._attributed(number)
        found: list[Act] = []
        tree = self.resolver.trees[number]
        for sentence, (first, after) in enumerate(tree.bounds):
            words = tree.words_of(first, after)
            if after - first < 3 or _NOISE.match(words):
                continue
            found += self._sentence(number, sentence)
        if segment.kind == "headline":
            for act in found:
                act.heading = True
        return found

    # one sentence

    def _sentence(self, number: int, sentence: int) -> list[Act]:
        tree = self.resolver.trees[number]
        self.times.enter(tree, number, sentence)
        first, after = tree.bounds[sentence]
        for token in range(first, after):
            if tree.tag[token].startswith("NN"):
                self.instruments.at(tree, number, token)
        candidates: list[_Candidate] = []
        quoted = self._quoted(number)
        for token in range(first, after):
            if self._inside(tree, token, quoted):
                continue
            candidate = self._candidate(number, token)
            if candidate:
                candidates.append(candidate)
        kept = self._untold(tree, number, candidates)
        acts = [self._act(number, sentence, c) for c in kept]
        self._again(number, sentence, acts)
        self._fallback(number, sentence, acts, candidates, quoted)
        for act in acts:
            if ACTS[act.act].symmetric and len(act.agents) > 1:
                self.resolver.together(number, act.token, act.agents)
            self.times.remember(act.when, story=self._plain_past(tree, act.token))
        return acts

    def _quoted(self, number: int) -> list[Quote]:
        return self.quotes[number]

    def _inside(self, tree: Tree, token: int, quoted: list[Quote]) -> bool:
        start = tree.start[token]
        return any(q.start <= start < q.end for q in quoted)

    def _candidate(self, number: int, token: int) -> _Candidate | None:
        tree = self.resolver.trees[number]
        chosen = self._choose(number, token)
        if chosen is None or not chosen[0].frame.act:
            return None
        hit, who, instrument = chosen
        if hit.noun and self._completes(tree, number, token):
            return None
        tint = colour(tree, token, lambda t: self._above(number, t), hit.noun)
        if (
            tint.present
            and tint.modality == "asserted"
            and ACTS[hit.frame.act].family in ("consult", "agree")
            and self.segments[number].kind == "body"
        ):
            tint.modality = "planned"
        if tint.condition and ACTS[hit.frame.act].sign < 0 and ACTS[hit.frame.act].family in _MEASURES:
            if any(effect == "report" for _, effect in tint.above):  # "said it would cut ties unless …"
                hit = replace(hit, frame=replace(hit.frame, act="threaten", content="drop"))
                tint.modality = "asserted"
        if "negated" in hit.frame.needs:
            tint.modality = "asserted"
        if "fact" in hit.frame.needs and tint.modality != "asserted":
            self._note(number, token, hit, "no fact")
            return None
        if hit.frame.modality != "asserted":
            tint.modality = hit.frame.modality  # type: ignore[assignment]
        if hit.frame.act in _PROMISED and tint.modality in ("planned", "denied"):
            if any(effect == "planned" for _, effect in tint.above):
                self._note(number, token, hit, "dropped: the promise tells it")
                return None
            if tint.modality == "planned":
                hit = replace(hit, frame=replace(hit.frame, act="pledge"))
                tint.modality = "asserted"
        if (
            tint.modality == "denied"
            and ACTS[hit.frame.act].family == "statement"
            and not any(e == "denied" for _, e in tint.above)
        ):
            tint.drop = "nobody said so"
        if hit.frame.content == "report" and tint.modality != "asserted":
            tint.drop = "not said yet"
        if tint.drop:
            self._note(number, token, hit, "dropped: " + tint.drop)
            return None
        return _Candidate(hit, who, tint, instrument)

    def _completes(self, tree: Tree, number: int, noun: int) -> bool:
        """Whether a noun is already part of what its verb reports ("held talks")."""
        for up in tree.up(noun):
            if is_verb(tree, up):
                chosen = self._choose(number, up)
                return bool(chosen and chosen[0].frame.act and chosen[0].object == noun)
        return False

    def _choose(self, number: int, token: int) -> tuple[Hit, Parties, Instrument | None] | None:
        """The most exact frame at a token that has all it needs."""
        key = (number, token)
        if key not in self._chosen:
            self._chosen[key] = None
            self._chosen[key] = self._first(number, token)
        return self._chosen[key]

    def _first(self, number: int, token: int) -> tuple[Hit, Parties, Instrument | None] | None:
        tree = self.resolver.trees[number]
        for hit in self.lexicon.hits(tree, token):
            if not hit.frame.act:
                return hit, Parties(), None
            who = parties(self.resolver, number, hit)
            if not who.agents and not hit.noun:
                who.agents = self._lent(number, token)
            if len(who.agents) < 2 and "meeting" in (hit.frame.act, hit.frame.states) and hit.noun:
                self._implied(number, token, who)
            instrument = self._instrument(number, hit)
            if ACTS[hit.frame.act].family == "agree":
                self._signatories(number, token, hit, who)
            if hit.frame.states and not any(a.kind == "official" for a in [*who.agents, *who.recipients]):
                hit = replace(hit, frame=replace(hit.frame, act=hit.frame.states))
            speaker = self._speaks(number, token, who)
            if not speaker and hit.frame.content == "report" and who.agents:
                speaker = content_act(self.resolver, self.lexicon, number, token, who.agents) is not None
            amount = "amount" in hit.frame.needs and amount_of(tree, token, hit.object) is not None
            lacking = enough(
                hit.frame,
                who,
                instrument is not None,
                hit.object is not None and tree.lemma[hit.object] in self.lexicon.sets["agreements"],
                instrument is not None and instrument.kind == "policy",
                speaker,
                amount,
                alone=not objects(tree, token),
                quoted=bool(self._quotes_of(number, token)),
                negative=not hit.noun and negated(tree, token),
                passive=not hit.noun and is_passive(tree, token),
            )
            if lacking:
                self._note(number, token, hit, lacking)
                continue
            return hit, who, instrument
        return None

    def _signatories(self, number: int, token: int, hit: Hit, who: Parties) -> None:
        """Only states and those who act for them bind themselves. Of an agreement "signed last month" the parties are
        the two states spoken of last; of a ratification whose subject is nobody's, the first state of the clause."""
        named = [a for a in who.agents if a.kind != "group" or a.country or "countr" in a.name or "state" in a.name]
        dropped, who.agents = bool(who.agents) and not named, named
        tree = self.resolver.trees[number]
        if who.agents or hit.noun or hit.frame.act == "enter-into-force":
            return
        if dropped:
            node = next((up for up in tree.up(token) if is_verb(tree, up)), token)
            at = self.resolver.cast.at[number]
            states = [
                at[t].actor for t in tree.subtree(node, 60) if t in at and at[t].actor.country and at[t].sort != "title"
            ]
            who.agents = [self.resolver.cast.state(states[0].country)] if states else []
        elif ACTS[hit.frame.act].symmetric and tree.dep[token] == "acl":
            who.agents = self.resolver.last_two(number, token)
        who.sure = min(who.sure, 0.4)

    def _implied(self, number: int, noun: int, who: Parties) -> None:
        """ "Sunday's meeting": its parties are those of the sentence before, the official and the other side."""
        tree = self.resolver.trees[number]
        dated = [k for k in tree.kids(noun, "poss", "compound", "nmod") if tree.entity[k] == "DATE"]
        if not dated or who.agents:
            return
        before = self.resolver.before(number, noun)
        person = next((a for a in before if a.kind == "official"), None)
        other = next((a for a in before if person and a.country and a.country != person.country), None)
        if person and other:
            who.agents, who.sure = [person, other], 0.5

    def _lent(self, number: int, verb: int) -> list[Actor]:
        """Who is behind a passive plan without an agent: whoever announces, orders or decides it."""
        tree = self.resolver.trees[number]
        aux = {tree.lower[k] for k in tree.kids(verb, "aux")}
        if not is_passive(tree, verb) or not (
            aux & {"will", "would", "to", "shall"}
            or (
                tree.tag[verb] == "VBN"
                and tree.dep[verb] == "ccomp"
                and "be" in {tree.lower[k] for k in tree.kids(verb, "auxpass")}
            )
        ):
            return []
        node = verb
        while tree.dep[node] in ("ccomp", "xcomp", "advcl", "acl") and tree.head[node] != node:
            node = tree.head[node]
            if is_verb(tree, node):
                actors = [a for s in subjects(tree, node) for a in self.resolver.actors(number, s)[0]]
                if actors:
                    return actors
        return []

    def _above(self, number: int, token: int) -> Hit | None:
        chosen = self._choose(number, token)
        return chosen[0] if chosen else None

    def _speaks(self, number: int, token: int, who: Parties) -> bool:
        """Statements need a named person, or a body that is quoted directly."""
        if any(a.kind == "official" for a in who.agents):
            return True
        words = [self.segments[number].text[q.start : q.end] for q in self._quotes_of(number, token)]
        return any(a.kind == "organization" for a in who.agents) and any(not w.istitle() and " " in w for w in words)

    def _instrument(self, number: int, hit: Hit) -> Instrument | None:
        tree = self.resolver.trees[number]
        tokens = [] if hit.object is None else [hit.object]
        if not hit.noun:
            tokens += [c for o in objects(tree, hit.token) for c in conjuncts(tree, o)]
            if is_passive(tree, hit.token):
                tokens += list(objects(tree, hit.token))
            elif tree.dep[hit.token] in ("acl", "relcl"):
                tokens.append(tree.head[hit.token])
            elif hit.frame.act in ("enter-into-force", "affect"):
                tokens += subjects(tree, hit.token)
        tokens += [
            n
            for t in [hit.token, *tokens]
            for p in prepositions(tree, t)
            if tree.lower[p] not in ("by", "since", "after", "before")
            for n in tree.kids(p, "pobj")
        ]
        for token in tokens:
            found = self.instruments.at(tree, number, token)
            if found:
                return found
        return None

    # which candidates count

    def _untold(self, tree: Tree, number: int, candidates: list[_Candidate]) -> list[_Candidate]:
        """Without those whose content is told as an act of its own ("promised to lift …" is the lifting, planned)."""
        told = {
            above
            for c in candidates
            if c.hit.frame.act != "state"
            for above, effect in c.colour.above
            if effect in ("planned", "proposed", "denied", "same")
        }
        reported = {
            above
            for c in candidates
            if c.hit.frame.act != "state"
            for above, effect in c.colour.above
            if effect == "report"
        }
        kept = []
        for candidate in candidates:
            token = candidate.hit.token
            if token in told and candidate.hit.frame.content in ("planned", "proposed", "denied", "same"):
                self._note(number, token, candidate.hit, "dropped: its content is an act of its own")
                continue
            if candidate.hit.frame.content == "report" and token in reported and not self._quotes_of(number, token):
                self._note(number, token, candidate.hit, "dropped: what was said is an act of its own")
                continue
            kept.append(candidate)
        return self._once(tree, number, kept)

    def _once(self, tree: Tree, number: int, candidates: list[_Candidate]) -> list[_Candidate]:
        """One act a trigger phrase: a noun that tells the same act as its verb adds nothing."""
        kept: list[_Candidate] = []
        for candidate in candidates:
            same = [
                k for k in kept if k.hit.frame.act == candidate.hit.frame.act and (candidate.hit.noun or k.hit.noun)
            ]
            if any(set(candidate.parties.agents) <= set(k.parties.agents) for k in same):
                self._note(number, candidate.hit.token, candidate.hit, "dropped: told by the verb")
                continue
            kept.append(candidate)
        return kept

    # what an act tells

    def _act(self, number: int, sentence: int, candidate: _Candidate) -> Act:
        tree = self.resolver.trees[number]
        hit, who, tint = candidate.hit, candidate.parties, candidate.colour
        name, recipients, modality = hit.frame.act, who.recipients, tint.modality
        quotes = self._quotes_of(number, hit.token) if ACTS[name].family in _QUOTE_FAMILIES else []
        if name == "state":
            content = content_act(self.resolver, self.lexicon, number, hit.token, who.agents)
            if content:
                name, recipients = content[0], content[1]
        ahead = modality in ("planned", "proposed", "hypothetical")
        when = self.times.when(tree, hit.token, hit.object, ahead)
        start, end = self._span(tree, sentence, hit)
        act = Act(
            act=name,
            number=number,
            token=hit.token,
            start=start,
            end=end,
            agents=list(who.agents),
            recipients=list(recipients),
            modality=modality,
            when=when,
            place=self._place(number, hit, who, name),
            instrument=candidate.instrument,
            quotes=quotes,
            amount=self._amount(tree, hit, name),
            condition=tint.condition,
            confidence=self._confidence(candidate),
            sentence=(number, sentence),
            phrase=hit.phrase.text,
            depth=sum(is_verb(tree, up) for up in tree.up(hit.token)),
        )
        self._spoken(act, number, candidate)
        self._nationals(act)
        self._neighbours(act, tree, hit)
        self._note(number, hit.token, hit, f"{name} {modality}")
        return act

    def _nationals(self, act: Act) -> None:
        """People freed, held or sent home stand for their state, unless they hold an office; visits go to states."""
        if act.act not in ("retreat", "detain", "expel", "visit"):
            return
        state = self.resolver.cast.state
        home = {a.country for a in act.agents}
        keep = (lambda r: False) if act.act == "visit" else (lambda r: r.kind == "official" and r.title)
        act.recipients = [
            state(r.country) if r.country and r.country not in home and not keep(r) else r for r in act.recipients
        ]
        act.recipients = list(dict.fromkeys(act.recipients))

    def _spoken(self, act: Act, number: int, candidate: _Candidate) -> None:
        """A plan that a named official tells of his own state is his or hers."""
        for above, effect in candidate.colour.above:
            chosen = self._choose(number, above) if effect == "report" else None
            speakers = [a for a in chosen[1].agents if a.kind == "official"] if chosen else []
            if (
                speakers
                and act.modality == "planned"
                and all(a.kind != "official" and a.country in {s.country for s in speakers} for a in act.agents)
            ):
                act.agents = speakers
                act.recipients = [r for r in act.recipients if r.country not in {s.country for s in speakers}]

    def _amount(self, tree: Tree, hit: Hit, name: str) -> Amount | None:
        if ACTS[name].family == "statement":
            return None
        return amount_of(tree, hit.token, hit.object)

    def _place(self, number: int, hit: Hit, who: Parties, name: str) -> Place | None:
        if name == "visit" and who.destination:
            return who.destination
        if ACTS[name].family in ("statement", "figure"):
            return place_of(self.resolver, number, hit.token, None, towards=False)
        return place_of(self.resolver, number, hit.token, hit.object, towards=name in ("visit", "deploy"))

    def _neighbours(self, act: Act, tree: Tree, hit: Hit) -> None:
        """Day and place that the neighbouring acts or the dateline give to what just happened."""
        past = self._plain_past(tree, hit.token)
        release = not self.layout.city and "date" in self.layout.meta
        published = self.layout.published
        if not act.when.known and act.modality in ("asserted",) and published:
            if release and ACTS[act.act].family == "consult":
                act.when = When(published, published, "publication")
            elif past and self.times.story and (act.act in _DATED_BY_NEIGHBOUR or act.quotes):
                act.when = When(self.times.story, self.times.story, "derived")
        today = act.when.known and act.when.earliest == act.when.latest == published
        if act.place is None and act.act in _PLACED_BY_DATELINE and today and act.modality == "asserted":
            act.place = self._dateline()

    def _plain_past(self, tree: Tree, token: int) -> bool:
        """Whether the clause is told in the simple past, not as something of long ago."""
        for node in (token, *tree.up(token)):
            if is_verb(tree, node) and tree.tag[node] in ("VBD", "VBP", "VBZ", "VBN"):
                aux = {tree.lower[k] for k in tree.kids(node, "aux")}
                return tree.tag[node] in ("VBD", "VBN") and not aux
            if tree.dep[node] in ("relcl", "ccomp"):
                return False
        return False

    def _dateline(self) -> Place | None:
        city = self.layout.city
        country = self.resolver.cast.home if city else ""
        return Place(city.split(",")[0].title(), country) if country else None

    def _confidence(self, candidate: _Candidate) -> float:
        score = candidate.parties.sure * (0.75 if candidate.hit.noun else 0.9)
        score *= 1.0 if candidate.hit.phrase.weight >= 2 else 0.92
        return score * {"asserted": 1.0, "planned": 0.95, "denied": 0.9}.get(candidate.colour.modality, 0.85)

    def _span(self, tree: Tree, sentence: int, hit: Hit) -> tuple[int, int]:
        first, after = tree.bounds[sentence]
        return tree.start[first], tree.end(after - 1)

    def _quotes_of(self, number: int, token: int) -> list[Quote]:
        """The quotations that a reporting verb may introduce: those of its sentence and, for a quotation of several, the next."""
        tree = self.resolver.trees[number]
        first, after = tree.bounds[tree.sentence[token]]
        start, end = tree.start[first], tree.end(after - 1)
        mine = [q for q in self.quotes[number] if q.start < end + 1 and q.end > start]
        if (
            not mine
            and self.quotes[number]
            and tree.sentence[token] == 0
            and tree.text[: end + 3].rstrip(' "').endswith(":")
        ):
            mine = self.quotes[number][:1]
        return [q for q in mine if q.words >= 2 or len(mine) == 1]

    # what frames do not reach

    def _looks_ahead(self, tree: Tree, verb: int) -> bool:
        """A plain "will" or "is to" of a main or relative clause, neither negated nor passive."""
        if tree.kids(verb, "neg", "auxpass"):
            return False
        aux = {tree.lower[k] for k in tree.kids(verb, "aux")}
        if "will" in aux:
            return tree.dep[verb] in ("ROOT", "conj", "ccomp", "relcl")
        return "to" in aux and tree.dep[verb] == "xcomp" and tree.lower[tree.head[verb]] in ("is", "are")

    def _fallback(
        self, number: int, sentence: int, acts: list[Act], candidates: list[_Candidate], quoted: list[Quote]
    ) -> None:
        """A plain "will" of a state or official, with no act of its own, is a pledge."""
        tree = self.resolver.trees[number]
        first, after = tree.bounds[sentence]
        used = {c.hit.token for c in candidates}
        for token in range(first, after):
            if token in used or not is_verb(tree, token) or self._inside(tree, token, quoted):
                continue
            if (
                not self._looks_ahead(tree, token)
                or self._choose(number, token)
                or tree.lemma[token] in listed("vague_verbs")
            ):
                continue
            tint = colour(tree, token, lambda t: self._above(number, t))
            subject = subjects(tree, token)
            told = [above for above, _ in tint.above if tree.lemma[above] != "be"]
            if tint.drop or tint.modality != "planned" or told or not subject:
                continue
            agents, sure = self.resolver.actors(number, subject[0])
            if not agents or any(a.kind == "group" for a in agents):
                continue
            hit = Hit(Frame("pledge", -1), _PLAIN_WILL, token)
            self._note(number, token, hit, "pledge asserted")
            acts.append(
                Act(
                    "pledge",
                    number,
                    token,
                    *self._span(tree, sentence, hit),
                    agents=agents,
                    confidence=sure * 0.6,
                    sentence=(number, sentence),
                    phrase="will",
                    when=UNKNOWN,
                )
            )

    def _again(self, number: int, sentence: int, acts: list[Act]) -> None:
        """ "Turkey followed suit", "Madrid would not do so": the last act once more, by others."""
        tree = self.resolver.trees[number]
        for token in range(*tree.bounds[sentence]):
            earlier = [a for a in acts if a.token < token and ACTS[a.act].family != "statement"]
            last = earlier[-1] if earlier else self._last
            if last is None or tree.lemma[token] not in self.lexicon.again or not is_verb(tree, token):
                continue
            if not any(match(tree, token, frame, phrase) for frame, phrase in self.lexicon.again[tree.lemma[token]]):
                continue
            agents, sure = (
                self.resolver.actors(number, (subjects(tree, token) or [-1])[0]) if subjects(tree, token) else ([], 0.0)
            )
            tint = colour(tree, token, lambda t: self._above(number, t))
            if not agents or tint.drop or set(agents) <= set(last.agents):
                continue
            hit = Hit(Frame(last.act, -1), Phrase("do so", ("do",)), token)
            for above, effect in tint.above:
                acts[:] = [a for a in acts if not (a.token == above and effect == "report")]
            self._note(number, token, hit, f"{last.act} {tint.modality}")
            again = replace(
                last, number=number, token=token, agents=agents, modality=tint.modality, quotes=[], heading=False
            )
            again.start, again.end = self._span(tree, sentence, hit)
            again.sentence, again.phrase, again.confidence = (number, sentence), "do so", sure * 0.6
            again.when = (
                self.times.when(tree, token, None, tint.modality == "planned")
                if tint.modality != "asserted"
                else last.when
            )
            acts.append(again)
        told = [a for a in acts if ACTS[a.act].family != "statement" and a.modality == "asserted"]
        self._last = told[-1] if told else self._last

    def _attributed(self, number: int) -> list[Act]:
        """A paragraph that is all quotation, and the name in the line below it."""
        names = [n.actor for n in self.resolver.cast.named[number] if n.sort == "person"]
        before = number - 1
        if not names or before < 0 or not self.quotes[before]:
            return []
        quote = self.quotes[before][0]
        text = self.segments[before].text
        if quote.end - quote.start < 0.8 * len(text):
            return []
        tree = self.resolver.trees[number]
        states = [n.actor.country for n in self.resolver.cast.named[number] if n.sort == "country"]
        if states and not names[0].country:
            names[0].country = states[0]
        self._note(number, 0, Hit(Frame("state", -1), _PLAIN_WILL, 0), "state asserted")
        return [
            Act(
                "state",
                before,
                0,
                0,
                len(text),
                agents=[names[0]],
                quotes=[quote],
                confidence=0.9,
                sentence=(number, 0),
                phrase="attribution " + tree.words[0],
            )
        ]

    def _note(self, number: int, token: int, hit: Hit, verdict: str) -> None:
        tree, segment = self.resolver.trees[number], self.segments[number]
        self.trace.append(
            Line(segment.at[tree.start[token]], tree.words[token], hit.frame.act, hit.phrase.text, verdict)
        )
