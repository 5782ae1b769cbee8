"""Whose words a sentence gives without a verb of saying above them: "according to X", "as X put it", "figures show"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.model import ACTS, UNKNOWN
from comity.text.acts import Act
from comity.text.beyond import Beyond
from comity.text.contents import told_in
from comity.text.figures import amount_of
from comity.text.frames import Frame, Hit, Phrase
from comity.text.parse import Tree
from comity.text.people import Actor
from comity.text.standing import content_clause
from comity.text.syntax import is_verb, subjects, surface_subject
from comity.text.words import listed

__all__ = ["Attributions"]


@dataclass(slots=True)
class Attributions(Beyond):
    """Statements and figures that hang on whoever is named as their source."""

    def _attributions(self, number: int, sentence: int, acts: list[Act]) -> None:
        tree = self.resolver.trees[number]
        for trigger, source, clause in _attributed(tree, *tree.bounds[sentence]):
            agents, sure = self.resolver.actors(number, source)
            told = told_in(self.resolver, self.lexicon, number, clause, agents) if agents else None
            inside = set(tree.subtree(clause, 200))
            if any(a.token in inside and a.act != "state" and (not told or a.act == told[0]) for a in acts):
                continue
            if told or any(a.kind == "official" for a in agents):
                name, recipients = told or ("state", [])
                acts.append(self._attribution(number, sentence, trigger, name, agents, recipients, sure))
        if not any(a.act == "report" for a in acts):
            self._figures(number, sentence, acts)

    def _figures(self, number: int, sentence: int, acts: list[Act]) -> None:
        """What an agency, a census or a survey counts: "exports fell by a tenth, the statistics office said"."""
        tree = self.resolver.trees[number]
        for trigger, source, clause in _sourced(tree, *tree.bounds[sentence]):
            inside = set(tree.subtree(clause, 200))
            amount = amount_of(tree, clause, None) or next(
                (a for s in subjects(tree, clause) if (a := amount_of(tree, s, None))), None
            )
            if amount is None or any(a.token in inside and a.act != "state" for a in acts):
                continue
            agents, sure = self.resolver.actors(number, source)
            if not agents:
                agents, sure = self._publisher(number, source, clause), 0.6
            if any(a.kind == "official" for a in agents):
                continue
            act = self._attribution(number, sentence, trigger, "report", agents, [], sure)
            act.amount = amount
            acts.append(act)
            return

    def _publisher(self, number: int, source: int, clause: int) -> list[Actor]:
        """Who stands behind figures: their owner, the state they are about where they are official, or a body as the
        text calls it."""
        tree = self.resolver.trees[number]
        agents, _ = self.resolver.own(number, source)
        if agents:
            return agents
        if _is_listed(tree, source, "statistics"):
            at = self.resolver.cast.at[number]
            codes = [at[t].actor.country for t in tree.subtree(clause, 60) if t in at and at[t].actor.country]
            return [self.resolver.cast.state(codes[0])] if codes else []
        first = min(tree.kids(source, "amod", "compound", "nmod") or [source])
        return [self.resolver.cast.body("organization", "", tree.words_of(first, source + 1))]

    def _attribution(
        self, number: int, sentence: int, trigger: int, name: str, agents: list[Actor], others: list[Actor], sure: float
    ) -> Act:
        tree = self.resolver.trees[number]
        words = tree.words_of(trigger, trigger + 1)
        hit = Hit(Frame(name), Phrase(words, (words,)), trigger)
        self._note(number, trigger, hit, f"{name} asserted")
        quotes = self._quotes_of(number, trigger) if ACTS[name].family == "statement" else []
        return Act(
            name,
            number,
            trigger,
            *self._span(tree, sentence, hit),
            agents=agents,
            recipients=others,
            quotes=quotes,
            confidence=sure * 0.8,
            sentence=(number, sentence),
            phrase=words,
            when=UNKNOWN,
        )


def _attributed(tree: Tree, first: int, after: int) -> Iterator[tuple[int, int, int]]:
    """The word that names a source, the source, and the verb of what it said."""
    for token in range(first, after):
        word = tree.lower[token]
        if word == "according":
            nouns = [n for p in tree.kids(token, "prep") for n in tree.kids(p, "pobj")]
        elif word in ("words", "view", "opinion", "account") and tree.lower[tree.head[token]] in ("in", "by"):
            nouns = [*tree.kids(token, "poss"), *(n for p in tree.kids(token, "prep") for n in tree.kids(p, "pobj"))]
        elif tree.lemma[token] == "put" and "as" in {tree.lower[k] for k in tree.kids(token, "mark", "advmod")}:
            nouns = tree.kids(token, "nsubj")
        else:
            continue
        verb = next((up for up in tree.up(token) if is_verb(tree, up)), None)
        if nouns and verb is not None:
            yield token, nouns[0], verb


def _sourced(tree: Tree, first: int, after: int) -> Iterator[tuple[int, int, int]]:
    """The same of sources of figures, also where a verb has what they say below it."""
    for trigger, source, clause in _attributed(tree, first, after):
        if _is_listed(tree, source, "counters"):
            yield trigger, source, clause
    for verb in range(first, after):
        if not is_verb(tree, verb) or tree.lemma[verb] not in listed("telling_figures"):
            continue
        below, subject = content_clause(tree, verb), surface_subject(tree, verb)
        if below is not None and subject is not None and _is_listed(tree, subject, "counters"):
            yield verb, subject, below


def _is_listed(tree: Tree, noun: int, name: str) -> bool:
    return tree.lemma[noun] in listed(name) or tree.lower[noun] in listed(name)
