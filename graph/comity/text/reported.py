"""What somebody said, charged or threatened, where the parser hung its clause, or who said it, on the wrong word."""

from __future__ import annotations

from comity.text.tree import Tree
from comity.text.words import listed

__all__ = ["agency_at_the_end", "goes_on", "should_it", "told_at", "told_at_the_end", "told_in"]

_FINITE = ("VBD", "VBZ", "VBP", "MD")


def should_it(tree: Tree, should: int, clause: int) -> None:
    """ "will close the border should they stay": a condition without "if"."""
    named = tree.kids(clause, "nsubj", "nsubjpass")
    if not named or should > named[0] or tree.subtree(clause)[0] != should or tree.kids(clause, "mark"):
        return
    ahead = [k for k in (tree.head[clause], *tree.kids(tree.head[clause], "ccomp")) if k < should]
    verbs = [k for k in ahead if {"will", "would", "'ll", "'d"} & {tree.lower[a] for a in tree.kids(k, "aux")}]
    if verbs:
        tree.move(clause, verbs[-1])
        tree.dep[clause], tree.dep[should] = "advcl", "mark"


def told_in(tree: Tree, clause: int, noun: int) -> None:
    """ "charged in a letter to X that Y had …": what was said was hung on the noun before it."""
    mark = next((k for k in tree.children[clause] if tree.lower[k] == "that"), None)
    named = tree.kids(clause, "nsubj", "nsubjpass")
    above = [up for up in tree.up(noun) if tree.tag[up].startswith("VB")]
    if mark is None or not above or tree.lemma[above[0]] not in listed("claiming"):
        return
    own = [k for k in named if k != mark]
    taken = mark in named or tree.lemma[noun] in listed("contents") or tree.kids(above[0], "ccomp", "dobj")
    if own and not taken and (tree.dep[clause] == "acl" or any(k != mark for k in tree.kids(clause, "dobj"))):
        tree.move(clause, above[0])
        tree.dep[clause], tree.dep[mark] = "ccomp", "mark"


def agency_at_the_end(tree: Tree, root: int) -> None:
    """ "X threw its weight behind Y, the Tass agency reported": who said so was taken for one more object."""
    last = next((t for t in reversed(tree.subtree(root, 80)) if tree.tag[t] in ("VBD", "VBN")), None)
    if last is None or tree.dep[last] != "acl" or tree.lemma[last] not in (*listed("reporting"), "report"):
        return
    noun, first = tree.head[last], tree.subtree(tree.head[last])[0]
    if last != noun + 1 or noun < root or tree.words[first - 1] != "," or tree.kids(last, "agent", "dobj", "xcomp"):
        return
    tree.crown(last, root, "ccomp")
    tree.move(noun, last)
    tree.dep[noun], tree.tag[last] = "nsubj", "VBD"


def told_at_the_end(tree: Tree, root: int) -> None:
    """ "The troops will leave, General X told a newspaper": who said so was taken for one who did something else."""
    verb = next((k for k in reversed(tree.kids(root, "conj")) if tree.lemma[k] in listed("reporting")), None)
    subject = tree.kids(verb, "nsubj") if verb is not None else []
    if verb is None or not subject or tree.tag[verb] not in _FINITE or tree.kids(verb, "ccomp"):
        return
    first = tree.subtree(subject[0])[0]
    if tree.words[first - 1] != ",":
        return
    tree.crown(verb, root, "ccomp")
    for kid in [k for k in tree.children[verb] if k < first and k != root]:
        tree.move(kid, root)


def goes_on(tree: Tree, token: int, verb: int) -> None:
    """ "admitted that agents had taken them, and apologised": the second past is the speaker's, not what was said."""
    speech = tree.head[verb]
    earlier = tree.tag[verb] == "VBN" and "had" in {tree.lower[k] for k in tree.kids(verb, "aux")}
    told = tree.dep[verb] == "ccomp" and speech < verb and tree.tag[speech] == "VBD"
    if earlier and told and not tree.kids(token, "nsubj", "nsubjpass", "aux", "auxpass"):
        tree.move(token, speech)


def told_at(tree: Tree, clause: int, noun: int) -> None:
    """ "told X at a meeting that Y would …": the clause is what was told, not which meeting it was."""
    preposition = tree.head[noun]
    speech = tree.head[preposition]
    that = [k for k in tree.children[clause] if tree.lower[k] == "that" and tree.dep[k] == "mark"]
    named = tree.kids(clause, "nsubj", "nsubjpass")
    if that and named and tree.lemma[speech] in listed("reporting") and tree.kids(speech, "dobj", "dative"):
        tree.move(clause, speech)
        tree.dep[clause] = "ccomp"
