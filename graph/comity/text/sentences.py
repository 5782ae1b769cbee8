"""One sentence after the other: which frames stand there and which of them count."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from comity.model import ACTS
from comity.text.acts import Act
from comity.text.choosing import Candidate
from comity.text.contents import content_act
from comity.text.doubles import aimed_at, vows_attack
from comity.text.frames import Hit
from comity.text.modality import Colour, colour
from comity.text.parse import Tree
from comity.text.people import Actor
from comity.text.places import Place, place_of
from comity.text.quotes import Quote
from comity.text.retold import Retold, is_aim, names_only, said_once, stands_in_paper, warned_beside
from comity.text.roles import Parties
from comity.text.standing import content_clause
from comity.text.syntax import is_verb, objects, subjects, surface_subject
from comity.text.words import listed, words

__all__ = ["Sentences"]

_NOISE = re.compile(
    r"\W*(?:click (?:here|to)|follow us|read (?:more|also)|related:|see also:|share this|sign up|subscribe"
    r"|comments? ?\(|most read|our newsletter|watch:|photo:|image:|advertisement|\(with agencies|copyright)",
    re.I,
)
_PROMISED = frozenset(["endorse", "praise", "accuse", "criticise", "concern"])
"""Statements that nobody makes in the future: "will support" is a promise."""
_MEASURES = frozenset(("material", "relations", "agree"))
_BETWEEN_TWO = frozenset(("sever-relations", "expel"))
_TARGETED = _BETWEEN_TWO | {"sanction", "lift-sanction", "recognise", "accuse"}
"""Acts that hit somebody even where the sentence does not say whom."""

_TOWARDS_ANOTHER = frozenset(("sanction", "expel", "sever-relations", "accuse", "protest"))
"""Hostile acts that a sentence tells in a row."""


@dataclass(slots=True)
class Sentences(Retold):
    """Reads the paragraphs of one document."""

    _podium: tuple[int, Place | None, list[Actor]] = field(default_factory=lambda: (-1, None, []))
    """Where, and in which paragraph, whoever spoke last did so."""

    def paragraph(self, number: int) -> list[Act]:
        """The acts of one paragraph."""
        segment = self.segments[number]
        if segment.kind == "attribution":
            return self._attributed(number)
        found: list[Act] = []
        tree = self.resolver.trees[number]
        for sentence, (first, after) in enumerate(tree.bounds):
            said = tree.words_of(first, after)
            if after - first < 3 or _NOISE.match(said):
                continue
            found += self._sentence(number, sentence)
        if segment.kind == "headline":
            for act in found:
                act.heading = True
        return found

    def _sentence(self, number: int, sentence: int) -> list[Act]:
        tree = self.resolver.trees[number]
        self.times.enter(tree, number, sentence)
        first, after = tree.bounds[sentence]
        for token in range(first, after):
            if tree.tag[token].startswith("NN"):
                self.instruments.at(tree, number, token)
        candidates: list[Candidate] = []
        quoted = self._quoted(number)
        for token in range(first, after):
            if self._inside(tree, token, quoted):
                continue
            candidate = self._candidate(number, token)
            if candidate:
                candidates.append(candidate)
        kept = self._untold(tree, number, candidates)
        acts = [self._act(number, sentence, c) for c in kept]
        acts = [one for act in self._summoned(said_once(tree, acts)) for one in self._mutual(number, act)]
        self._as_before(acts)
        self._other_side(number, acts)
        self._again(number, sentence, acts)
        self._attributions(number, sentence, acts)
        self._fallback(number, sentence, acts, candidates, quoted)
        self._speaks_on(number, sentence, acts)
        told = False
        for act in acts:
            if ACTS[act.act].symmetric and len(act.agents) > 1:
                self.resolver.together(number, act.token, act.agents)
            story = bool(act.agents) and self._plain_past(tree, act.token)
            self.times.remember(act.when, story=story)
            told = told or (story and act.when.known)
        if not told:
            self.times.pass_by(tree, sentence)
        self.times.leave(tree, number, sentence)
        return acts

    def _mutual(self, number: int, act: Act) -> list[Act]:
        """ "accused each other": one act of each of the two. Every parliament ratifies for itself."""
        tree = self.resolver.trees[number]
        if act.act == "ratify" and len({a.country for a in act.agents if a.kind == "organization"}) == len(act.agents):
            return [replace(act, agents=[agent]) for agent in act.agents] or [act]
        each = any(
            (tree.lower[k] in ("other", "another") and k and tree.lower[k - 1] in ("each", "one"))
            or (tree.lower[k] == "other" and tree.dep[k] == "dobj" and "each" in tree.lower[max(0, act.token - 4) : k])
            for k in tree.subtree(act.token)
            if next((up for up in tree.up(k) if is_verb(tree, up)), act.token) == act.token
        )  # not "promised to warn each other"
        if not each or ACTS[act.act].symmetric or act.recipients or len(act.agents) != 2:
            return [act]
        if act.act == "attack":
            return [act]
        first, second = act.agents
        return [replace(act, agents=[first], recipients=[second]), replace(act, agents=[second], recipients=[first])]

    def _summoned(self, acts: list[Act]) -> list[Act]:
        """An envoy who is summoned and handed a note was no guest: the protest tells it."""
        protests = [a for a in acts if a.act == "protest"]
        for meeting in [a for a in acts if a.act == "meeting" and a.phrase == "summon"]:
            same = next((p for p in protests if {*p.agents} <= {*meeting.agents}), None)
            if same:
                acts = [a for a in acts if a is not meeting]
                guests = [a for a in meeting.agents if a not in same.agents and a.country]
                same.recipients = [self.resolver.cast.state(a.country) for a in guests] or same.recipients
        return acts

    def _other_side(self, number: int, acts: list[Act]) -> None:
        """Relations are broken with, and envoys called home from, the other of the two states that a text is about."""
        for act in acts:
            if act.act not in _BETWEEN_TWO or act.recipients or not act.agents:
                continue
            own = {a.country for a in act.agents}
            last = self._rift
            if last and own & {a.country for a in last.recipients}:
                act.recipients = [self.resolver.cast.state(a.country) for a in last.agents if a.country]  # in its turn
                continue
            pair = self.resolver.pair_of_text(number, act.token)
            if len(own) == 1 and own < {a.country for a in pair}:
                act.recipients = [a for a in pair if a.country not in own]
                act.confidence *= 0.8
        for act in acts:
            if act.act in _TARGETED and not act.recipients and act.agents and not act.heading:
                self._at_issue(number, act)
        rifts = [a for a in acts if a.act in _BETWEEN_TWO and a.recipients]
        self._rift = rifts[-1] if rifts else self._rift

    def _at_issue(self, number: int, act: Act) -> None:
        """ "The embargo that the Council imposed": on the state that the text is most about, if it was named before.

        Not where other states are spoken of that the reader does not know: "cut aid to the three northern countries".
        """
        tree, cast = self.resolver.trees[number], self.resolver.cast
        own = {a.country for a in act.agents}
        most = cast.ranking[:1] if len(cast.ranking) > 2 else cast.ranking
        other = next((code for code in most if code not in own), "")
        unknown = any(tree.dep[t] == "pobj" and tree.lower[t] in words().countries for t in tree.subtree(act.token, 40))
        if other and not unknown and self.resolver.named_before(other, number, act.token):
            act.recipients = [cast.state(other)]
            act.confidence *= 0.7

    def _speaks_on(self, number: int, sentence: int, acts: list[Act]) -> None:
        """ "In Kent, X said …. He conceded …": who speaks on does so at the same place."""
        tree = self.resolver.trees[number]
        root = next((t for t in range(*tree.bounds[sentence]) if tree.dep[t] == "ROOT"), -1)
        subject = surface_subject(tree, root) if root >= 0 else None
        if subject is None:
            return
        speakers = [a for a in self.resolver.actors(number, subject)[0] if a.kind == "official"]
        before, where, who = self._podium
        if tree.tag[subject] == "PRP" and before == number and speakers == who:
            for act in acts:
                if act.place is None and ACTS[act.act].family == "statement" and act.agents == who:
                    act.place = where
        elif len(speakers) == 1 and (place := place_of(self.resolver, number, root, None, towards=False)):
            self._podium = number, place, speakers
        else:
            self._podium = -1, None, []

    def _as_before(self, acts: list[Act]) -> None:
        """ "cut ties with Khartoum and closed the border": a second measure without a target has that of the first."""
        for before, act in pairwise(acts):
            same = set(act.agents) == set(before.agents) and before.modality == act.modality
            if same and not act.recipients and act.act in _TOWARDS_ANOTHER and before.act in _TOWARDS_ANOTHER:
                act.recipients = list(before.recipients)
            own = {r.country for r in before.recipients} <= {a.country for a in before.agents}
            if (before.act, act.act) == ("protest", "demand") and set(act.agents) == set(before.agents) and own:
                before.recipients = list(act.recipients) or before.recipients  # "marched to demand that Syria leave"

    def _quoted(self, number: int) -> list[Quote]:
        return self.quotes[number]

    def _candidate(self, number: int, token: int) -> Candidate | None:
        tree = self.resolver.trees[number]
        chosen = self._choose(number, token)
        if chosen is None or not chosen[0].frame.act:
            return None
        hit, who, instrument = chosen
        if hit.noun and self._completes(tree, number, token):
            return None
        tint = colour(tree, token, lambda t: self._above(number, t), hit.noun)
        if tree.tag[token] == "VB" and token == tree.bounds[tree.sentence[token]][0] and not hit.noun:
            tint.drop = "an order"
        if (
            tint.present
            and tree.lemma[token] != "be"
            and tint.modality == "asserted"
            and ACTS[hit.frame.act].family in ("consult", "agree")
            and self.segments[number].kind == "body"
        ):
            tint.modality = "planned"
        if hit.frame.act in ("demand", "threaten", "concern") and self._own_people(tree, token):
            self._note(number, token, hit, "dropped: told to one's own people")
            return None
        if warned_beside(tree, token, lambda t: self._above(number, t)):
            self._note(number, token, hit, "dropped: it is what they warn of")
            return None
        if is_aim(tree, token, hit.frame.act, lambda t: self._above(number, t)):
            self._note(number, token, hit, "dropped: what they march for")
            return None
        if hit.frame.act == "state" and names_only(tree, token) and not self._quotes_of(number, token):
            self._note(number, token, hit, "dropped: it names what is announced")
            return None
        spoken = ACTS[hit.frame.act].family == "statement"
        if spoken and stands_in_paper(tree, token, lambda t: self._above(number, t)):
            self._note(number, token, hit, "dropped: it stands in a paper")
            return None
        if self._alleged(number, hit, tint, who):
            self._note(number, token, hit, "dropped: somebody is accused of it")
            return None
        measure = ACTS[hit.frame.act].sign < 0 and ACTS[hit.frame.act].family in _MEASURES
        hinted = tint.modality == "hypothetical" and ACTS[hit.frame.act].family == "material"
        hinted |= tint.modality == "planned" and hit.frame.act == "attack"  # "said that looters would be shot"
        said = any(effect == "report" for _, effect in tint.above)
        telling = {*listed("reporting"), "report"}
        said = said or any(tree.lemma[up] in telling for up in tree.up(token) if tree.dep[up] == "ROOT")
        if (tint.condition or hinted) and measure and said:
            hit = replace(hit, frame=replace(hit.frame, act="threaten", content="drop"))
            tint.modality = "asserted"  # "said it would cut ties unless …", "hinted that it could stop buying beef"
            who.recipients = who.recipients or self._told_to(number, [above for above, _ in tint.above])
        if hit.frame.act == "pledge" and vows_attack(tree, token, self.lexicon.sets["attacks"]):
            clause = content_clause(tree, token)
            aims = (
                []
                if clause is None
                else [t for t in tree.subtree(clause, 40) if tree.lower[t] in ("against", "on", "at")]
            )
            hit = replace(hit, frame=replace(hit.frame, act="threaten", content="drop"))
            who.recipients = aimed_at(self.resolver, number, aims)
        if "negated" in hit.frame.needs:
            tint.modality = "asserted"
            if any(effect == "planned" for _, effect in tint.above):
                tint.drop = "the promise tells it"
        promised = [above for above, effect in tint.above if effect == "planned" and tree.lemma[above] != "vote"]
        told = [p for above in promised if (p := self._above(number, above)) and p.frame.act]
        if hit.frame.act == "reject" and tint.modality == "planned" and told:
            self._note(number, token, hit, "dropped: the promise tells it")
            return None  # "undertakes to deny the rebels sanctuary"
        if tint.modality == "denied" and ACTS[hit.frame.act].family == "policy" and len(promised) == 1:
            gone = [self._above(number, above) for above, effect in tint.above if effect == "denied"]
            if any(g and g.frame.act == "repeal" for g in gone):
                self._note(number, token, hit, "dropped: its end is told")
                return None  # "suspended a plan to annex the valley"
        if "fact" in hit.frame.needs and tint.modality != "asserted":
            self._note(number, token, hit, "no fact")
            return None
        if hit.frame.done and tint.modality == "asserted":
            hit = replace(hit, frame=replace(hit.frame, act=hit.frame.done))
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
        voted = any(tree.lemma[above] == "vote" for above, _ in tint.above)
        if voted and tint.modality == "planned" and ACTS[hit.frame.act].family in ("policy", "statement"):
            tint.modality = "asserted"  # "voted to reject": the vote was the rejection
        if hit.frame.content == "report" and tint.modality != "asserted":
            tint.drop = "not said yet"
        if tint.drop:
            self._note(number, token, hit, "dropped: " + tint.drop)
            return None
        return Candidate(hit, who, tint, instrument)

    def _own_people(self, tree: Tree, verb: int) -> bool:
        """ "warned its citizens against travel": no state is spoken to."""
        told = [o for o in objects(tree, verb) if any(tree.tag[k] == "PRP$" for k in tree.kids(o, "poss"))]
        return any(tree.lemma[o] in ("citizen", "national", "people", "countryman", "compatriot") for o in told)

    def _alleged(self, number: int, hit: Hit, tint: Colour, who: Parties) -> bool:
        """Whether an act is only what one side says of the other or of itself: "said that Peru had tortured two of its
        sailors", "said that it had sent no weapons", "insisted that Israel pull back"."""
        act = ACTS[hit.frame.act]
        if act.family in ("statement", "figure") or hit.noun or not who.agents:
            return False
        tree, home = self.resolver.trees[number], {a.country for a in who.agents}
        for verb in (above for above, effect in tint.above if effect == "report"):
            tops = [s for s in subjects(tree, verb) if verb < hit.token or tree.tag[s] != "NNS"]  # "…, officials said"
            speakers = [a for s in tops for a in self.resolver.actors(number, s)[0]]
            sides = {a.country for a in speakers if a.kind in ("official", "country", "organization") and a.country}
            told = content_act(self.resolver, self.lexicon, number, verb, speakers) if sides else None
            if told is None:
                continue
            observer = set(speakers[0].name.lower().split()) & listed("observers")
            if told[0] in ("accuse", "demand") and not home & sides and not observer:
                return told[0] == "demand" or (tint.modality == "asserted" and act.family in ("material", "agree"))
            if told[0] == "reject" and home & sides and act.family == "consult":
                return True  # "said that his government would not discuss the border"
            if told[0] == "pledge" and hit.frame.act == "sanction":
                return False  # "said that they would impose no sanctions"
            if told[0] in ("deny", "threaten", "pledge") and home & sides:
                denied = tint.modality == "denied"
                before = verb < hit.token  # "X did not fire, its army said" tells first of what did not happen
                return not denied if told[0] == "threaten" else denied and before and act.sign < 0
        return False

    def _told_to(self, number: int, verbs: list[int]) -> list[Actor]:
        """Whom something was told: "has told Islamabad that it will …"."""
        tree = self.resolver.trees[number]
        told = [o for v in verbs for o in (*tree.kids(v, "dative"), *objects(tree, v)) if tree.lemma[v] == "tell"]
        return [a for o in told for a in self.resolver.actors(number, o)[0] if a.country]
