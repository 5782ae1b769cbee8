"""Sentences that open with a time or place and no comma: "In Vienna Iran rejected the offer"."""

from __future__ import annotations

from comity.text.tree import Tree

__all__ = ["reopened"]

_TIME_OR_PLACE = ("DATE", "TIME", "GPE", "LOC")
_SUBJECT = ("nsubj", "nsubjpass")


def reopened(tree: Tree, root: int, first: int) -> None:
    """Gives back to a sentence's verb the subject that the parser joined to the name before it."""
    _adverbial(tree, root, first)
    for preposition in range(first, root):
        if tree.dep[preposition] != "prep":
            continue
        name = preposition + 1
        if tree.dep[name] not in ("compound", "nmod") or tree.entity[name] not in _TIME_OR_PLACE:
            continue
        owner = tree.head[name]
        if tree.dep[owner] == "poss" and tree.head[owner] < root and not tree.kids(preposition, "pobj"):
            _own(tree, name, preposition)  # "In Paris Germany's Angela Merkel praised …"
        elif _joined(tree, preposition, name, owner, root):
            _own(tree, name, preposition)
            tree.dep[owner] = "nsubjpass" if tree.kids(root, "auxpass") else "nsubj"
            tree.move(owner, root)


def _joined(tree: Tree, preposition: int, name: int, owner: int, root: int) -> bool:
    """Whether a name before a verb without a subject is two: "on Sunday Kenya closed", "in Brussels Chad's X said"."""
    if tree.dep[owner] != "pobj" or tree.head[owner] != preposition or tree.kids(root, *_SUBJECT):
        return False
    between = tree.words[owner + 1 : root]
    plain = {"ROOT"} == {tree.dep[root]} and tree.tag[owner].startswith("NN") and "," not in between
    possessed = [k for k in tree.kids(owner, "poss") if k == name + 1]
    return plain and (owner == name + 1 or bool(possessed))


def _adverbial(tree: Tree, root: int, first: int) -> None:
    """ "After talks in Vienna Iran rejected …": what opens the sentence was taken for its subject."""
    if tree.dep[first] != "mark" or tree.head[first] != root or tree.lower[first] not in ("after", "before"):
        return
    noun = next(iter(tree.kids(root, "nsubj")), None)
    last = tree.subtree(noun)[-1] if noun is not None else root
    if noun is None or last >= root or tree.tag[last] != "NNP" or tree.dep[last] != "pobj":
        return
    tree.dep[first], tree.dep[noun] = "prep", "pobj"
    tree.move(noun, first)


def _own(tree: Tree, name: int, preposition: int) -> None:
    tree.dep[name] = "pobj"
    tree.move(name, preposition)
