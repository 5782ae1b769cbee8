"""What the frames do not reach: plain promises, "followed suit", quotations with the name below."""

from __future__ import annotations

from dataclasses import dataclass, replace

from comity.model import ACTS, UNKNOWN
from comity.text.acts import Act
from comity.text.choosing import Candidate
from comity.text.contents import promised_to
from comity.text.figures import amount_of
from comity.text.frames import Frame, Hit, Phrase, match
from comity.text.modality import colour
from comity.text.parse import Tree
from comity.text.people import Actor
from comity.text.quotes import Quote
from comity.text.roles import companions
from comity.text.syntax import is_verb, objects, subjects
from comity.text.telling import Telling
from comity.text.words import listed, words

__all__ = ["Beyond"]

_PLAIN_WILL = Phrase("will", ("will",))


@dataclass(slots=True)
class Beyond(Telling):
    """Acts that no phrase of the lexicon reports."""

    def _looks_ahead(self, tree: Tree, verb: int) -> bool:
        """A plain "will" or "is to" of a main or relative clause, neither negated nor passive."""
        if tree.kids(verb, "neg", "auxpass"):
            return False
        aux = {tree.lower[k] for k in tree.kids(verb, "aux")}
        if "will" in aux:
            return tree.dep[verb] in ("ROOT", "conj", "ccomp", "relcl")
        return "to" in aux and tree.dep[verb] == "xcomp" and tree.lower[tree.head[verb]] in ("is", "are")

    def _fallback(
        self, number: int, sentence: int, acts: list[Act], candidates: list[Candidate], quoted: list[Quote]
    ) -> None:
        """A plain "will" of a state or official, with no act of its own, is a pledge."""
        tree = self.resolver.trees[number]
        first, after = tree.bounds[sentence]
        used = {c.hit.token for c in candidates}
        for token in range(first, after):
            if token in used or not is_verb(tree, token) or self._inside(tree, token, quoted):
                continue
            if used & {*objects(tree, token)}:
                continue  # "will hold talks" is talks
            if (
                not self._looks_ahead(tree, token)
                or self._told(number, token, acts)
                or tree.lemma[token] in listed("vague_verbs")
            ):
                continue
            tint = colour(tree, token, lambda t: self._above(number, t))
            subject = subjects(tree, token)
            told = [above for above, _ in tint.above if tree.lemma[above] != "be"]
            if tint.drop or tint.modality != "planned" or told or not subject:
                continue
            agents, sure = self.resolver.actors(number, subject[0])
            if not agents or not all(self._can_promise(a) for a in agents):
                continue
            whom = promised_to(self.resolver, number, token, agents)
            own = {a.country for a in agents}
            hit = Hit(Frame("pledge"), _PLAIN_WILL, token)
            self._note(number, token, hit, "pledge asserted")
            acts.append(
                Act(
                    "pledge",
                    number,
                    token,
                    *self._span(tree, sentence, hit),
                    agents=agents,
                    recipients=[a for a in whom if a.country not in own],
                    confidence=sure * 0.6,
                    sentence=(number, sentence),
                    phrase="will",
                    when=UNKNOWN,
                    amount=amount_of(tree, token, None),
                )
            )

    def _can_promise(self, actor: Actor) -> bool:
        """States, officials, governments and international bodies promise; courts and crowds only do."""
        last = actor.name.lower().split()[-1] if actor.name else ""
        return (
            actor.kind in ("official", "country")
            or actor.name in words().bodies
            or (actor.kind == "organization" and last in listed("governments"))
        )

    def _told(self, number: int, token: int, acts: list[Act]) -> bool:
        """Whether a frame reports what a verb says; of "will allow …" only where what is allowed is an act."""
        chosen = self._choose(number, token)
        return chosen is not None and (bool(chosen[0].frame.act) or any(a.token > token for a in acts))

    def _again(self, number: int, sentence: int, acts: list[Act]) -> None:
        """ "Turkey followed suit", "Madrid would not do so": the last act once more, by others."""
        tree = self.resolver.trees[number]
        for token in range(*tree.bounds[sentence]):
            earlier = [a for a in acts if a.token < token and ACTS[a.act].family != "statement"]
            last = earlier[-1] if earlier else self._last
            if last is None or tree.lemma[token] not in self.lexicon.again or not is_verb(tree, token):
                continue
            if tree.lower[token] == "did" and token and tree.lower[token - 1] == "so":
                continue  # "…, and so did Peru": what was told before it
            if not any(match(tree, token, frame, phrase) for frame, phrase in self.lexicon.again[tree.lemma[token]]):
                continue
            if tree.dep[token] in ("advcl", "conj") and not any(a.token == tree.head[token] for a in acts):
                continue  # what was done "so" is no act
            agents, sure = (
                self.resolver.actors(number, (subjects(tree, token) or [-1])[0]) if subjects(tree, token) else ([], 0.0)
            )
            agents = [*agents, *(a for a in companions(self.resolver, number, token) if a not in agents)]
            tint = colour(tree, token, lambda t: self._above(number, t))
            if not agents or tint.drop or set(agents) <= set(last.agents):
                continue
            hit = Hit(Frame(last.act), Phrase("do so", ("do",)), token)
            for above, effect in tint.above:
                acts[:] = [a for a in acts if not (a.token == above and effect == "report")]
            self._note(number, token, hit, f"{last.act} {tint.modality}")
            if last.act == "sign" and tint.modality == last.modality and last.number == number:
                last.agents += [a for a in agents if a not in last.agents]  # one signature by all
                continue
            others = last.agents[1:] if ACTS[last.act].symmetric and len(agents) == 1 else []
            again = replace(
                last,
                number=number,
                token=token,
                agents=[*agents, *others],
                modality=tint.modality,
                quotes=[],
                heading=False,
            )
            again.start, again.end = self._span(tree, sentence, hit)
            again.sentence, again.phrase, again.confidence = (number, sentence), "do so", sure * 0.6
            own = self.times.when(tree, token, None, tint.modality == "planned")
            again.when = own if own.known or tint.modality != "asserted" else last.when
            acts.append(again)
        self._as_did(number, sentence, acts)
        self._told_last = next((a for a in reversed(acts) if a.agents), None)
        told = [a for a in acts if ACTS[a.act].family != "statement" and a.modality == "asserted"]
        self._last = told[-1] if told else self._last

    def _as_did(self, number: int, sentence: int, acts: list[Act]) -> None:
        """ "… hailed the agreement, as did Wang Yi": the same act by another."""
        tree = self.resolver.trees[number]
        for token in range(*tree.bounds[sentence]):
            marked = "as" in {tree.lower[k] for k in tree.kids(token, "mark", "advmod", "prep")} or (
                token > 0 and tree.lower[token - 1] in ("as", "so")
            )
            if tree.lower[token] not in ("did", "does", "do") or not marked or token + 1 >= len(tree):
                continue
            same = [a for a in acts if a.token < token and a.agents] or [a for a in [self._told_last] if a]
            nouns = tree.kids(token, "nsubj", "dobj") or [t for t in tree.children[token] if t > token]
            agents = [a for n in nouns for a in self.resolver.actors(number, n)[0]]
            if not same or not agents or set(agents) & set(same[-1].agents):
                continue
            again = replace(
                same[-1], number=number, token=token, agents=list(dict.fromkeys(agents)), quotes=[], phrase="as did"
            )
            again.confidence *= 0.9
            if same[-1] not in acts:
                again.start, again.end = self._span(tree, sentence, Hit(Frame(again.act), _PLAIN_WILL, token))
                again.sentence = (number, sentence)
            acts.append(again)

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
        self._note(number, 0, Hit(Frame("state"), _PLAIN_WILL, 0), "state asserted")
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
