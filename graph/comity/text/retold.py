"""What a sentence tells a second time of the same thing: the words of a speech beside what they amount to, the aim of a
march, what stands in a paper that is signed or tabled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from comity.model import ACTS
from comity.text.acts import Act
from comity.text.attributions import Attributions
from comity.text.choosing import Candidate
from comity.text.doubles import of_another
from comity.text.frames import Hit
from comity.text.parse import Tree
from comity.text.syntax import is_verb, objects
from comity.text.words import listed

__all__ = ["Retold", "is_aim", "names_only", "said_once", "stands_in_paper", "warned_beside"]

_AIMS = frozenset(("reject", "criticise", "endorse", "praise", "protest"))
_PAPERS = frozenset(("sign", "propose", "reject"))


def said_once(tree: Tree, acts: list[Act]) -> list[Act]:
    """Without statements that are only the occasion or the words of another: "speaking in Oslo, X praised Y",
    "condemned it, saying that …"."""
    return [act for act in acts if not (act.act == "state" and _accompanies(tree, act, acts))]


def _accompanies(tree: Tree, act: Act, acts: list[Act]) -> bool:
    if tree.dep[act.token] != "advcl" or tree.tag[act.token] != "VBG":
        return False
    above = [a for a in acts if a.token == tree.head[act.token] and a is not act]
    return any(ACTS[a.act].family in ("statement", "policy") and a.agents == act.agents for a in above)


def is_aim(tree: Tree, token: int, act: str, above: Callable[[int], Hit | None]) -> bool:
    """Whether an act is what people march for: "rallied outside the embassy to oppose the dam"."""
    if act not in _AIMS or tree.tag[token] != "VB" or tree.dep[token] not in ("advcl", "xcomp"):
        return False
    march = above(tree.head[token])
    return act != "protest" and march is not None and march.frame.act == "protest"


def warned_beside(tree: Tree, token: int, above: Callable[[int], Hit | None]) -> bool:
    """Whether an act is what somebody warns of in its midst: "he would, he warned, send jets"."""
    asides = [k for k in tree.kids(token, "parataxis", "ccomp") if tree.tag[k] == "VBD" and tree.kids(k, "nsubj")]
    asides = [k for k in asides if not tree.kids(k, "mark", "dobj")]
    hits = [above(k) for k in asides]
    return any(hit is not None and hit.frame.act in ("threaten", "concern") for hit in hits)


def names_only(tree: Tree, verb: int) -> bool:
    """Whether a verb only says who made a step known that is told elsewhere: "announced the shutdown"."""
    things = objects(tree, verb)
    named = bool(things) and all(tree.tag[o].startswith("NN") for o in things)
    return tree.lemma[verb] == "announce" and named and not tree.kids(verb, "ccomp", "xcomp")


def stands_in_paper(tree: Tree, token: int, above: Callable[[int], Hit | None]) -> bool:
    """Whether an act only stands in a paper to which something is done: "tabled a motion condemning X", "signed a
    statement pledging Y"."""
    paper = tree.head[token]
    if tree.dep[token] != "acl" or tree.tag[token] != "VBG" or tree.lemma[paper] not in listed("utterances"):
        return False
    verb = next((up for up in tree.up(paper) if is_verb(tree, up)), None)
    hit = above(verb) if verb is not None else None
    return hit is not None and hit.frame.act in _PAPERS


def _further(tree: Tree, token: int, above: int) -> bool:
    """Whether an act is only the second thing promised: "pledged to consult each other and to hold exercises"."""
    node = token
    while tree.head[node] not in (node, above):
        up = tree.head[node]
        if tree.dep[node] == "conj" and tree.head[up] == above and is_verb(tree, up):
            return True
        node = up
    return False


def _why(tree: Tree, noun: Hit, verb: Hit) -> bool:
    """Whether a noun only says why the act of a verb was done: "recalled its ambassador in protest"."""
    return noun.noun and "gov.in" in noun.frame.agents and tree.head[tree.head[noun.token]] == verb.token


def _same_march(tree: Tree, inner: Candidate, outer: Candidate) -> bool:
    """ "marched to protest against X": one protest, told with its aim."""
    both = inner.hit.frame.act == outer.hit.frame.act == "protest"
    aim = tree.dep[inner.hit.token] in ("advcl", "xcomp") and tree.tag[inner.hit.token] in ("VB", "VBG")
    return both and aim and outer.hit.token in tree.up(inner.hit.token)


@dataclass(slots=True)
class Retold(Attributions):
    """Of the frames that stand in a sentence, those that tell something of their own."""

    def _untold(self, tree: Tree, number: int, candidates: list[Candidate]) -> list[Candidate]:
        """Without those whose content is told as an act of its own ("promised to lift …" is the lifting, planned)."""
        told = {
            above
            for c in candidates
            if c.hit.frame.act != "state"
            for above, effect in c.colour.above
            if effect in ("planned", "proposed", "denied", "same") and not _further(tree, c.hit.token, above)
        }
        reported = {
            above
            for c in candidates
            if c.hit.frame.act != "state" and not self._goes_on(tree, number, c)
            for above, effect in c.colour.above
            if effect == "report"
        }
        kept = []
        by_token = {c.hit.token: c for c in candidates}
        others = [c for c in candidates if any(of_another(tree, c, by_token.get(a)) for a, _ in c.colour.above)]
        told -= {a for c in others for a, _ in c.colour.above}
        for candidate in candidates:
            token = candidate.hit.token
            if candidate in others:
                self._note(number, token, candidate.hit, "dropped: what is promised is another's")
                continue
            if token in told and candidate.hit.frame.content in ("planned", "proposed", "denied", "same"):
                self._note(number, token, candidate.hit, "dropped: its content is an act of its own")
                continue
            if candidate.hit.frame.content == "report" and token in reported and not self._quotes_of(number, token):
                self._note(number, token, candidate.hit, "dropped: what was said is an act of its own")
                continue
            kept.append(candidate)
        return self._once(tree, number, kept)

    def _goes_on(self, tree: Tree, number: int, candidate: Candidate) -> bool:
        """Whether a statement is joined to what was said: "said that it was out of the question and accused X"."""
        token = candidate.hit.token
        return (
            ACTS[candidate.hit.frame.act].family == "statement"
            and tree.dep[token] == "conj"
            and tree.tag[token] == "VBD"
            and tree.dep[tree.head[token]] == "ccomp"
            and self._choose(number, tree.head[token]) is None
        )

    def _once(self, tree: Tree, number: int, candidates: list[Candidate]) -> list[Candidate]:
        """One act a trigger phrase: a noun that tells the same act as its verb adds nothing."""
        kept: list[Candidate] = []
        for candidate in candidates:
            verb = next((k for k in kept if _why(tree, candidate.hit, k.hit)), None)
            if verb:
                if verb.hit.frame.act == "protest" and not verb.parties.recipients:
                    verb.parties.recipients = candidate.parties.recipients
                self._note(number, candidate.hit.token, candidate.hit, "dropped: why its verb was done")
                continue
            march = next((k for k in kept if _same_march(tree, candidate, k)), None)
            if march:
                march.parties.recipients = candidate.parties.recipients or march.parties.recipients
                self._note(number, candidate.hit.token, candidate.hit, "dropped: told by the verb")
                continue
            same = [
                k for k in kept if k.hit.frame.act == candidate.hit.frame.act and (candidate.hit.noun or k.hit.noun)
            ]
            if any(set(candidate.parties.agents) <= set(k.parties.agents) for k in same):
                self._note(number, candidate.hit.token, candidate.hit, "dropped: told by the verb")
                continue
            kept.append(candidate)
        return kept
