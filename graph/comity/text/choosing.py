"""Which frame counts at a token: the most exact one that has all it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from comity.model import ACTS
from comity.text.actors import Resolver
from comity.text.acts import Act, Line
from comity.text.circumstances import Times
from comity.text.contents import content_act
from comity.text.figures import amount_of
from comity.text.frames import Hit, Lexicon
from comity.text.instruments import Instrument, Instruments
from comity.text.modality import Colour, negated
from comity.text.needs import Around, at_home, enough, is_private
from comity.text.parse import Tree
from comity.text.people import Actor
from comity.text.places import Place, place_of
from comity.text.quotes import Quote
from comity.text.roles import Parties, parties, same_side
from comity.text.segment import Layout, Segment
from comity.text.standing import bids, leaves
from comity.text.syntax import conjuncts, is_passive, is_verb, objects, prepositions, subjects, surface_subject
from comity.text.unnamed import DOMESTIC
from comity.text.words import listed

__all__ = ["Candidate", "Choosing"]


_AGAIN = frozenset(("it", "them", "both", "one"))
"""Words for what was agreed before: "had signed it in May"."""
_OF_STATES = frozenset(("material", "policy", "relations", "agree"))
"""Families of acts that are news where states or those who fight them do them."""
_UNDOING = frozenset(("lift-sanction", "repeal", "retreat", "withdraw", "extend"))
"""Acts that end what somebody did: whose that was is told beside it."""
_ORDERS = frozenset(("order", "instruct", "command", "direct"))
"""What a government does to its own officials: a policy, no demand."""


@dataclass(slots=True)
class Candidate:
    """A frame that stands in a sentence, with its parties and what the sentence claims of it."""

    hit: Hit
    parties: Parties
    colour: Colour
    instrument: Instrument | None
    act: Act | None = None


@dataclass(slots=True)
class Choosing:
    """What is known of one document, and the frame, parties and instrument chosen at each of its tokens."""

    resolver: Resolver
    segments: Sequence[Segment]
    quotes: list[list[Quote]]
    times: Times
    instruments: Instruments
    layout: Layout
    lead: int = -1
    """The number of the first paragraph of the body."""
    trace: list[Line] = field(default_factory=list)
    _last: Act | None = None
    _told_last: Act | None = None
    """The last act of the sentence before."""
    _rift: Act | None = None
    """The last act by which one state broke with another."""
    _stays: dict[tuple[Actor, tuple[date | None, date | None]], Place] = field(default_factory=dict)
    """Where officials are known to have been on a day."""
    _busy: dict[Actor, date] = field(default_factory=dict)
    """The day on which somebody did something last: what was said on the day of the story was said then."""
    _since: set[Actor] = field(default_factory=set)
    """Who spoke after a meeting: what they go on to say may be as late as the dateline."""
    _scene: Place | None = None
    _scene_day: tuple[date | None, date | None] = (None, None)
    """Where the first paragraph takes place, for documents without a dateline."""
    _chosen: dict[tuple[int, int], tuple[Hit, Parties, Instrument | None] | None] = field(default_factory=dict)

    @property
    def lexicon(self) -> Lexicon:
        """The phrases that report acts."""
        return self.resolver.lexicon

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
            if hit.frame.act in DOMESTIC and any(tree.lemma[o] in listed("private") for o in objects(tree, token)):
                self._note(number, token, hit, "a crime")
                continue
            of_states = ACTS[hit.frame.act].family in _OF_STATES and hit.frame.act != "affect"
            if of_states and not hit.noun and is_private(tree, token):
                self._note(number, token, hit, "no state's")
                continue
            who = parties(self.resolver, number, hit)
            if not who.agents and not hit.noun:
                who.agents = (
                    self._lent(number, token)
                    or self._of_teller(number, token)
                    or self._of_paper(number, token, hit)
                    or (self._of_speaker(number, token) if ACTS[hit.frame.act].family != "material" else [])
                    or self._where_held(number, hit)
                    or (self._imposed_by(number, token) if hit.frame.act in _UNDOING else [])
                )
                if hit.frame.act == "retreat":  # "said its troops would be brought home"
                    who.recipients = [a for a in who.recipients if not same_side(a, who.agents)]
            if not who.agents and not who.recipients and self._mutual_act(number, hit):
                rivals = self.resolver.rivals(number, token) if hit.frame.act == "negotiation" else []
                who.agents, who.sure = rivals or self.resolver.pair_of_text(number, token), 0.4
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
            if hit.frame.act == "demand" and tree.lemma[token] in _ORDERS and at_home(who):
                own = replace(hit.frame, act="adopt", content="planned", needs=frozenset(("agents",)))
                hit, who.recipients = replace(hit, frame=own), []  # "ordered the state oil company to drill"
            around = Around(
                instrument=instrument is not None,
                named=hit.object is not None and tree.lemma[hit.object] in self.lexicon.sets["agreements"],
                policy=instrument is not None and instrument.kind == "policy",
                speaker=speaker,
                amount="amount" in hit.frame.needs and amount_of(tree, token, hit.object) is not None,
                alone=not objects(tree, token),
                gone=leaves(tree, token),
                called=bool(tree.kids(token, "oprd", "acomp", "attr", "ccomp", "xcomp")) or bids(tree, token),
                quoted=bool(self._quotes_of(number, token)),
                negated=not hit.noun and negated(tree, token),
                clause=bool(tree.kids(token, "xcomp")),
                main=tree.dep[token] in ("ROOT", "conj", "ccomp"),
                passive=not hit.noun and is_passive(tree, token),
            )
            lacking = enough(hit.frame, who, around)
            if lacking:
                self._note(number, token, hit, lacking)
                continue
            self._guesses(hit, who)
            return hit, who, instrument
        return None

    def _guesses(self, hit: Hit, who: Parties) -> None:
        """A country for those of whom it was only guessed: a summoned or expelled envoy is no envoy of the host, and
        who is arrested by police is their countryman."""
        cast = self.resolver.cast
        host = next((a for a in who.agents if a.kind != "official" and a.country), None)
        for actor in [*who.agents, *who.recipients]:
            if host is None or actor.kind != "official" or actor.sure:
                continue
            if set(actor.title.lower().split()) & listed("envoys") and actor.country == host.country:
                actor.country = next((code for code in cast.ranking if code != host.country), actor.country)
            elif hit.frame.act == "detain" and host.kind == "organization":
                actor.country = host.country
        if ACTS[hit.frame.act].family in ("consult", "agree") and ACTS[hit.frame.act].symmetric:
            self._two_sides([a for a in who.agents if a.kind == "official"])

    def _two_sides(self, people: list[Actor]) -> None:
        """Of two officials who meet, one whose country was only guessed is not the other's countryman."""
        if (
            self.resolver.cast.release
            or len(people) != 2
            or people[0].country != people[1].country
            or people[0].sure == people[1].sure
        ):
            return
        known, guessed = people if people[0].sure else people[::-1]
        others = [code for code in self.resolver.cast.ranking[:2] if code != known.country]
        if len(others) == 1 and guessed.title and not {*guessed.title.lower().split()} & listed("outside"):
            guessed.country = others[0]

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
        elif hit.frame.act == "sign" and is_passive(tree, token):
            who.agents = self.resolver.last_acted(number, token)
        who.sure = min(who.sure, 0.4)

    def _implied(self, number: int, noun: int, who: Parties) -> None:
        """ "Sunday's meeting": its parties are those of the sentence before, the official and the other side."""
        tree = self.resolver.trees[number]
        dated = [k for k in tree.kids(noun, "poss", "compound", "nmod") if tree.entity[k] == "DATE"]
        if not dated or who.agents:
            return
        before = self.resolver.before(number, noun, sentences=2)
        person = next((a for a in before if a.kind == "official"), None)
        other = next((a for a in before if person and a.country and a.country != person.country), None)
        if person and other:
            who.agents, who.sure = [person, other], 0.5

    def _lent(self, number: int, verb: int) -> list[Actor]:
        """Who is behind a passive plan without an agent: whoever announces, orders or decides it."""
        tree = self.resolver.trees[number]
        if not is_passive(tree, verb):
            return []
        ahead = bool({tree.lower[k] for k in tree.kids(verb, "aux")} & {"will", "would", "to", "shall"})
        ahead |= tree.dep[verb] == "ccomp" and "be" in {tree.lower[k] for k in tree.kids(verb, "auxpass")}
        node = verb
        while tree.dep[node] in ("ccomp", "xcomp", "advcl", "acl") and tree.head[node] != node:
            node = tree.head[node]
            if is_verb(tree, node) and (ahead or tree.lemma[node] in listed("decreeing")):
                actors = [a for s in subjects(tree, node) for a in self.resolver.actors(number, s)[0]]
                if actors:
                    return actors
        return []

    def _mutual_act(self, number: int, hit: Hit) -> bool:
        """What only two can do, told of nobody: "ties were restored in May", "negotiations are to resume"."""
        tree, act = self.resolver.trees[number], hit.frame.act
        if act not in ("establish-relations", "negotiation", "accredit"):
            return False
        if not hit.noun:
            return is_passive(tree, hit.token) and tree.dep[hit.token] not in ("acl", "amod")
        verb = tree.head[hit.token]
        verbs = [verb, *tree.kids(verb, "xcomp", "acomp")]
        verbs += [x for v in verbs[1:] for x in tree.kids(v, "xcomp")]  # "are due to resume"
        subject = tree.dep[hit.token] in ("nsubj", "nsubjpass")
        return subject and any(tree.lemma[v] in listed("arranging") for v in verbs)

    def _imposed_by(self, number: int, verb: int) -> list[Actor]:
        """ "The embargo which the Council imposed will be lifted": by whoever imposed it."""
        tree = self.resolver.trees[number]
        if not is_passive(tree, verb):
            return []
        made = [c for o in objects(tree, verb) for c in tree.kids(o, "relcl", "acl")]
        return [a for c in made for s in subjects(tree, c) for a in self.resolver.actors(number, s)[0]]

    def _of_paper(self, number: int, verb: int, hit: Hit) -> list[Actor]:
        """ "was criticised in a commentary run by China's army daily": whose the words are that say so."""
        tree = self.resolver.trees[number]
        if ACTS[hit.frame.act].family != "statement" or not is_passive(tree, verb):
            return []
        said = listed("utterances") | listed("speeches")
        papers = [n for p in tree.subtree(verb, 40) if tree.lower[p] == "in" for n in tree.kids(p, "pobj")]
        return next((a for n in papers if tree.lower[n] in said for a in [self.resolver.own(number, n)[0]] if a), [])

    def _of_teller(self, number: int, verb: int) -> list[Actor]:
        """Whom "he" or "it" stands for in what somebody says that the text names by office only: "Poland's president
        said he was grateful"."""
        tree = self.resolver.trees[number]
        subject = surface_subject(tree, verb)
        if subject is None or tree.lower[subject] not in ("he", "she", "it", "they"):
            return []
        said = next((up for up in tree.up(verb) if is_verb(tree, up) and tree.lemma[up] in listed("reporting")), None)
        tellers = subjects(tree, said) if said is not None and tree.dep[verb] == "ccomp" else []
        return [a for s in tellers for a in self.resolver.actors(number, s)[0]]

    def _of_speaker(self, number: int, verb: int) -> list[Actor]:
        """ "said that a withdrawal was out of the question and accused X": joined to what was said, by who said it."""
        tree = self.resolver.trees[number]
        said = tree.head[verb]
        late = tree.head[said] > verb  # "a bomb killed two and wounded four, the army said"
        if tree.dep[verb] != "conj" or tree.tag[verb] != "VBD" or tree.dep[said] != "ccomp" or late:
            return []
        return [a for s in subjects(tree, tree.head[said]) for a in self.resolver.actors(number, s)[0]]

    def _where_held(self, number: int, hit: Hit) -> list[Actor]:
        """Who arrests, charges or tries where the text does not say: the state where it happens."""
        tree = self.resolver.trees[number]
        if hit.frame.act not in ("detain", "accuse") or tree.lemma[hit.token] not in listed("judicial"):
            return []
        if not is_passive(tree, hit.token) or tree.dep[hit.token] in ("acl", "relcl", "amod"):
            return []
        place = place_of(self.resolver, number, hit.token, None, towards=False)
        country = place.country if place else self.resolver.stage(number, hit.token)
        return [self.resolver.cast.state(country)] if country else []

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
        elif hit.frame.act == "enter-into-force":  # "the entry into force of the treaty"
            tokens += [n for p in prepositions(tree, hit.token) for n in tree.kids(p, "pobj")]
            tokens += tree.kids(hit.token, "poss")
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
        again = hit.frame.act in ("sign", "ratify") and any(tree.lower[t] in _AGAIN for t in objects(tree, hit.token))
        return self.instruments.last_agreement() if again else None

    def _quotes_of(self, number: int, token: int) -> list[Quote]:
        """The quotations that a reporting verb may introduce: those of its sentence and, for a quotation of
        several, the next."""
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

    def _inside(self, tree: Tree, token: int, quoted: list[Quote]) -> bool:
        start = tree.start[token]
        return any(q.start <= start < q.end for q in quoted)

    def _span(self, tree: Tree, sentence: int, hit: Hit) -> tuple[int, int]:
        first, after = tree.bounds[sentence]
        return tree.start[first], tree.end(after - 1)

    def _note(self, number: int, token: int, hit: Hit, verdict: str) -> None:
        tree, segment = self.resolver.trees[number], self.segments[number]
        self.trace.append(
            Line(segment.at[tree.start[token]], tree.words[token], hit.frame.act, hit.phrase.text, verdict)
        )

    def _completes(self, tree: Tree, number: int, noun: int) -> bool:
        """Whether a noun is already part of what its verb reports ("held talks")."""
        for up in tree.up(noun):
            if is_verb(tree, up):
                chosen = self._choose(number, up)
                if chosen is None or not chosen[0].frame.act:
                    return False
                begins = chosen[0].frame.act == "enter-into-force" and tree.dep[noun] == "nsubj"
                return begins or chosen[0].object == noun
        return False
