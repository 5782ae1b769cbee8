"""What plain content makes of a neutral verb: *said X must* is a demand, *said X had broken the law* an accusation."""

from __future__ import annotations

from comity.text.actors import Resolver
from comity.text.figures import amount_of
from comity.text.frames import Frame, Lexicon, Phrase, match
from comity.text.parse import Tree
from comity.text.people import Actor
from comity.text.standing import content_clause, inside_gift
from comity.text.syntax import conjuncts, is_verb, objects, of_preposition, surface_subject

__all__ = ["content_act", "promised_to"]


def content_act(
    resolver: Resolver, lexicon: Lexicon, number: int, verb: int, speakers: list[Actor]
) -> tuple[str, list[Actor]] | None:
    """The act and its recipients that the clause below a neutral verb tells, or None where it tells none."""
    tree = resolver.trees[number]
    clause = content_clause(tree, verb)
    if clause is None:
        return None
    for part in [c for c in conjuncts(tree, clause) if is_verb(tree, c)]:
        subject = surface_subject(tree, part)
        if subject is None:
            continue
        actors, _ = resolver.actors(number, subject)
        official = any(a.kind == "official" for a in speakers)
        own = tree.lower[subject] in ("i", "we") or (bool(actors) and _is_own(actors, speakers))
        other = bool(actors) and not own
        for frame, phrases in lexicon.contents:
            if tree.lemma[part] in frame.without:
                continue
            if (
                frame.subject == "figure"
                and not official
                and amount_of(tree, part, None)
                and _fits(tree, part, frame, phrases)
            ):
                return frame.act, []
            asked = (frame.subject == "own" and own) or (frame.subject == "other" and other)
            if asked and _fits(tree, part, frame, phrases):
                return frame.act, actors if other else promised_to(resolver, number, part, speakers)
    return None


def promised_to(resolver: Resolver, number: int, clause: int, speakers: list[Actor]) -> list[Actor]:
    """Whom a promise is for: "would protect X", "promised to hand X the archives", "will support X's resolution".
    For nobody where it is one to leave something alone, nor for crowds of no state."""
    tree = resolver.trees[number]
    if tree.kids(clause, "neg") or tree.kids(clause, "auxpass"):
        return []
    things = [o for o in objects(tree, clause) if tree.lower[o] not in ("it", "them", "him", "her")]
    let = [s for c in tree.kids(clause, "ccomp") if tree.tag[c] == "VB" for s in tree.kids(c, "nsubj")]
    goals = [
        *(tree.kids(clause, "dative") or inside_gift(tree, clause)),
        *of_preposition(tree, clause, "to"),
        *let,
        *things,
    ]
    owned = [t for t in things if tree.lemma[t] not in resolver.lexicon.sets["agreements"]]
    for found in (*(resolver.actors(number, g)[0] for g in goals), *(resolver.own(number, t)[0] for t in owned)):
        others = [a for a in found if a.country or a.kind == "organization"]
        others = [a for a in others if a not in speakers and not _is_own([a], speakers)]
        if others:
            return others
    return []


def _is_own(actors: list[Actor], speakers: list[Actor]) -> bool:
    """Whether the clause speaks of the speaker or the state that he or she speaks for."""
    return any(
        a is s or (a.country and a.country == s.country and a.kind != "official") for a in actors for s in speakers
    )


def _fits(tree: Tree, verb: int, frame: Frame, phrases: list[Phrase]) -> bool:
    aux = {tree.lower[k] for k in tree.kids(verb, "aux")}
    if frame.modals and aux & frame.modals and not tree.kids(verb, "neg"):
        return not (frame.subject == "own" and tree.kids(verb, "auxpass"))
    if frame.modals and frame.subject == "other" and _subjunctive(tree, verb):
        return True
    if tree.kids(verb, "neg") and frame.act != "accuse":
        return False
    if frame.act == "accuse" and aux & {"will", "would", "could", "may", "might", "should"}:
        return False
    if frame.act == "threaten" and not aux & {"will", "would"}:
        return False
    return any(
        tree.lemma[verb] in phrase.heads
        and match(tree, verb, frame, phrase) is not None
        and ("to" not in phrase.words or bool(tree.kids(verb, "xcomp")))  # not "have up to six months"
        for phrase in phrases
    )


def _subjunctive(tree: Tree, verb: int) -> bool:
    """ "insisted that Kyiv give up the town": the bare form tells what is to be."""
    return tree.tag[verb] == "VB" and bool(tree.kids(verb, "nsubj")) and not tree.kids(verb, "aux", "auxpass", "neg")
