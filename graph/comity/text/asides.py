"""What is told between a subject and its verb, where the parser takes it for the clause or the clause for it."""

from __future__ import annotations

from comity.text.tree import Tree

__all__ = ["underway", "whose"]

_TOLD = ("VBD", "VBZ", "VBN")


def underway(tree: Tree, noun: int) -> None:
    """ "X, visiting Lima, called on …": the verb behind the place was taken for a clause that tells of the place."""
    for place in tree.kids(noun, "appos"):
        going = [k for k in tree.kids(place, "amod") if tree.tag[k] == "VBG" and tree.words[k - 1] == ","]
        told = [k for k in tree.kids(place, "acl", "relcl") if tree.tag[k] in _TOLD and tree.words[k - 1] == ","]
        if not going or not told:
            continue
        tree.crown(told[-1], noun, "nsubj")
        tree.tag[told[-1]] = _as_past(tree, told[-1])
        tree.move(going[0], noun)
        tree.move(place, going[0])
        tree.dep[going[0]], tree.dep[place] = "acl", "dobj"
        return


def whose(tree: Tree, root: int) -> None:
    """ "X, whose minister, Y, hosted the talks, had mediated": of the two verbs the first tells of the minister, the
    second of X."""
    for subject in tree.kids(root, "nsubj"):
        theirs = [k for k in tree.kids(subject, "appos") if {"WP$"} & {tree.tag[p] for p in tree.kids(k, "poss")}]
        later = [
            k
            for k in tree.kids(root, "conj")
            if tree.tag[k] in _TOLD
            and not tree.kids(k, "nsubj", "nsubjpass")
            and tree.words[tree.subtree(k)[0] - 1] == ","
        ]
        if not theirs or not later:
            continue
        tree.move(theirs[0], root)
        tree.dep[theirs[0]] = "nsubj"
        tree.crown(later[0], root, "relcl")
        tree.tag[later[0]] = _as_past(tree, later[0])
        for kid in [k for k in tree.children[root] if k <= subject]:
            tree.move(kid, later[0])
        tree.move(root, subject)
        return


def _as_past(tree: Tree, verb: int) -> str:
    """The tag of a verb that is one of a main clause, though the parser took it for a participle."""
    return tree.tag[verb] if tree.kids(verb, "aux") else "VBD"
