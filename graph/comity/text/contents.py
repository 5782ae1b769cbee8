"""What plain content makes of a neutral verb: *said X must* is a demand, *said X had broken the law* an accusation."""

from __future__ import annotations

from comity.text.actors import Resolver
from comity.text.figures import amount_of
from comity.text.frames import Frame, Lexicon, Phrase, match
from comity.text.modality import negated
from comity.text.parse import Tree
from comity.text.people import Actor
from comity.text.standing import conditions, content_clause, inside_gift
from comity.text.syntax import conjuncts, is_verb, objects, of_preposition, surface_subject
from comity.text.words import listed

__all__ = ["content_act", "promised_to", "told_in", "warned_of"]


def content_act(
    resolver: Resolver, lexicon: Lexicon, number: int, verb: int, speakers: list[Actor]
) -> tuple[str, list[Actor]] | None:
    """The act and its recipients that the clause below a neutral verb tells, or None where it tells none."""
    clause = content_clause(resolver.trees[number], verb)
    return None if clause is None else told_in(resolver, lexicon, number, clause, speakers)


def told_in(
    resolver: Resolver, lexicon: Lexicon, number: int, clause: int, speakers: list[Actor]
) -> tuple[str, list[Actor]] | None:
    """The act and its recipients that a clause makes of what some speakers said."""
    tree = resolver.trees[number]
    for part in [c for c in conjuncts(tree, clause) if is_verb(tree, c)]:
        subject = surface_subject(tree, part)
        if subject is None:
            continue
        whose, actors = _whose(resolver, number, subject, speakers)
        for frame, phrases in lexicon.contents:
            if tree.lemma[part] in frame.without or not _asked(resolver, number, frame, whose, speakers, part):
                continue
            act = frame.denied if whose.endswith("own") and frame.denied else frame.act
            if _fits(tree, part, frame, phrases, act):
                if act == "pledge" and _unless(tree, part):
                    act = "threaten"  # "said it would act unless …"
                return act, _addressed(resolver, number, part, speakers, act, whose, actors)
    return None


def warned_of(resolver: Resolver, number: int, verb: int, speakers: list[Actor]) -> list[Actor] | None:
    """Whom a warning threatens: what the speakers themselves may do, or what another has to face or would suffer if.
    None where it only tells of a danger."""
    tree = resolver.trees[number]
    clause = content_clause(tree, verb)
    subject = surface_subject(tree, clause) if clause is not None else None
    if clause is None or subject is None:
        return None
    if tree.lower[subject] in _WHOEVER and tree.lemma[clause] in listed("burdens"):
        return []  # "those who loot will pay for it"
    whose, actors = _whose(resolver, number, subject, speakers)
    whose = "own" if tree.lower[subject] == "it" and not objects(tree, verb) else whose
    ahead = {tree.lower[k] for k in tree.kids(clause, "aux")} & _MAYBE
    if whose == "own" and ahead:
        return _addressed(resolver, number, clause, speakers, "threaten", whose, actors)
    faces = tree.lemma[clause] in listed("burdens") or bool(conditions(tree, clause))
    return actors if whose == "other" and ahead and faces else None


_WHOEVER = frozenset(("those", "whoever", "anyone", "anybody", "everyone", "who"))


def _whose(resolver: Resolver, number: int, subject: int, speakers: list[Actor]) -> tuple[str, list[Actor]]:
    """Whose the subject of what was said is: the speaker's ("own"), another's ("other"), of something that is ("of
    own", "of other"), or nobody's; and who that is."""
    if resolver.trees[number].lower[subject] in ("i", "we"):
        return "own", []
    actors, _ = resolver.actors(number, subject)
    if actors:
        return ("own" if _is_own(actors, speakers) else "other"), actors
    if resolver.trees[number].lower[subject] in ("it", "he", "she", "they"):
        return "own", []
    actors = [a for a in resolver.own(number, subject)[0] if a.country]
    if actors:
        return ("of own" if _is_own(actors, speakers) else "of other"), actors
    return "", []


def _addressed(
    resolver: Resolver, number: int, part: int, speakers: list[Actor], act: str, whose: str, actors: list[Actor]
) -> list[Actor]:
    """Whom a statement concerns: of whom it speaks; of a threat whoever else is named in it."""
    if act == "report":
        return []
    if whose.endswith("other"):
        return actors
    if act not in ("threaten", "demand", "praise", "concern"):
        return promised_to(resolver, number, part, speakers)
    tree = resolver.trees[number]
    below = [*conditions(tree, part), *tree.subtree(part, 60)]
    found = (a for t in below if t in resolver.cast.at[number] for a in resolver.actors(number, t)[0])
    return next(([a] for a in found if a.country and not _is_own([a], speakers)), [])


def _unless(tree: Tree, verb: int) -> bool:
    """Whether something is to be done where another does not do as told: "unless X stops", "if X does not stop",
    "should X go on"."""
    for clause in tree.kids(verb, "advcl"):
        marks = {tree.lower[k] for k in tree.kids(clause, "mark")}
        defied = tree.kids(clause, "neg") or tree.lemma[clause] in listed("defying")
        if "unless" in marks or ({"if", "should"} & marks and defied):
            return True
    return False


_OF_THINGS = frozenset(("accuse", "criticise", "demand"))
"""What is said of a state by speaking of what is its: "said that Chilean ships had fished in its waters"."""


def _asked(resolver: Resolver, number: int, frame: Frame, whose: str, speakers: list[Actor], part: int) -> bool:
    """Whether a content frame is one for what is said of whom."""
    if frame.subject == "figure":
        official = any(a.kind == "official" for a in speakers)
        return not official and amount_of(resolver.trees[number], part, None) is not None
    if frame.denied and whose.endswith("own"):
        return True
    if whose.startswith("of "):
        return frame.subject == "any" or (whose == "of other" and frame.subject == "other" and frame.act in _OF_THINGS)
    return frame.subject in ("any", whose)


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
        *tree.kids(clause, "nsubj"),  # "promised that the Chadians could use its port"
    ]
    owned = [t for t in things if tree.lemma[t] not in resolver.lexicon.sets["agreements"]]
    for found in (*(resolver.actors(number, g)[0] for g in goals), *(resolver.own(number, t)[0] for t in owned)):
        others = [a for a in found if a.country or a.kind == "organization"]
        others = [a for a in others if a not in speakers and not _is_own([a], speakers)]
        others = [a for a in others if a.kind != "official" or not _is_of_states(a, speakers)]
        if others:
            return [resolver.cast.state(a.country) if _is_craft(a) else a for a in others]
    deeper = tree.kids(clause, "xcomp")[:1]  # "will stop blocking its neighbour's path"
    return promised_to(resolver, number, deeper[0], speakers) if deeper else []


def _is_of_states(official: Actor, speakers: list[Actor]) -> bool:
    """Whether an official is of one of the states that bind themselves."""
    return any(s.kind == "country" and s.country == official.country for s in speakers)


def _is_craft(actor: Actor) -> bool:
    """Whether an actor is but a ship or lorry: what is promised to it is promised to its state."""
    return actor.kind == "organization" and bool(actor.country) and actor.name.lower().split()[-1] in listed("craft")


def _is_own(actors: list[Actor], speakers: list[Actor]) -> bool:
    """Whether the clause speaks of the speaker or the state that he or she speaks for."""
    return any(
        a is s or (a.country and a.country == s.country and a.kind != "official") for a in actors for s in speakers
    )


def _fits(tree: Tree, verb: int, frame: Frame, phrases: list[Phrase], act: str) -> bool:
    aux = {tree.lower[k] for k in tree.kids(verb, "aux")}
    if frame.modals and aux & frame.modals and not tree.kids(verb, "neg"):
        return not (frame.subject == "own" and tree.kids(verb, "auxpass"))
    if frame.modals and frame.subject == "other" and _subjunctive(tree, verb):
        return True
    if act == frame.denied or "negated" in frame.needs:
        if not negated(tree, verb) or (act == "deny" and aux & _MAYBE):
            return False
    elif negated(tree, verb) and act != "accuse":
        return False
    if act == "accuse" and aux & _MAYBE:
        return False
    ahead = _MAYBE if frame.subject == "own" else {"will", "would", "'ll"}
    if act == "threaten" and frame.subject != "any" and not aux & ahead:
        return False
    if tree.kids(verb, "auxpass") and any("be" in p.heads and tree.lower[verb] in p.complements for p in phrases):
        return True  # "is resolved", "was troubled"
    return any(
        tree.lemma[verb] in phrase.heads
        and match(tree, verb, frame, phrase) is not None
        and ("to" not in phrase.words or bool(tree.kids(verb, "xcomp")))  # not "have up to six months"
        for phrase in phrases
    )


_MAYBE = frozenset(("will", "would", "'ll", "could", "may", "might", "should", "can"))


def _subjunctive(tree: Tree, verb: int) -> bool:
    """ "insisted that Kyiv give up the town": the bare form tells what is to be."""
    named = tree.kids(verb, "nsubj")
    bare = tree.tag[verb] == "VB" or (tree.tag[verb] == "VBP" and [tree.tag[s] for s in named] in (["NN"], ["NNP"]))
    bare |= tree.lower[verb] in listed("unchanged") and tree.lemma[tree.head[verb]] == "insist"
    return bare and bool(named) and not tree.kids(verb, "aux", "auxpass", "neg", "conj")
