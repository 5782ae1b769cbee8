"""Sentences whose verb the parser took for something else: a participle, an adjective, a part of the subject."""

from __future__ import annotations

from comity.text.tree import Tree

__all__ = ["adjective_that_does", "verb_found"]

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NUMBERS = frozenset(("two", "three", "four", "five", "six", "seven", "pair", "trio"))


def verb_found(tree: Tree, root: int, first: int, after: int) -> None:
    """Gives a sentence that stands from ``first`` to before ``after`` its verb, where its root is none."""
    if tree.tag[root] == "VBN":
        _state_as_adverb(tree, root)
    elif tree.tag[root] == "VBG" and not tree.kids(root, "nsubj", "aux", "dobj"):
        _clause_as_verb(tree, root)  # "Fighting flared …"
    elif (
        tree.tag[root].startswith("NN")
        and not _adjective_as_verb(tree, root)
        and not any(_finite(tree, t) for t in range(first, after))
    ):
        _clause_as_verb(tree, root)


def adjective_that_does(tree: Tree, root: int) -> None:
    """ "flogged two students": a past that was taken for an adjective, though it has a subject and an object."""
    word = tree.lower[root]
    if (
        tree.tag[root] == "JJ"
        and word.endswith("ed")
        and tree.kids(root, "nsubj")
        and tree.kids(root, "dobj")
        and len(word) > 4
    ):
        stem = word.removesuffix("ed")
        tree.lemma[root] = stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "sl" else stem
        tree.tag[root] = "VBD"


def _state_as_adverb(tree: Tree, verb: int) -> None:
    """ "Nauru granted recognition": the name before a verb without a subject was taken for an adverb."""
    if tree.kids(verb, "nsubj", "nsubjpass", "auxpass", "aux", "agent") or not tree.kids(verb, "dobj"):
        return
    name = next((k for k in tree.kids(verb, "advmod", "npadvmod") if k < verb and tree.tag[k].startswith("NNP")), None)
    if name is not None:
        tree.dep[name], tree.tag[verb] = "nsubj", "VBD"


def _finite(tree: Tree, token: int) -> bool:
    """Whether a token is a finite verb of a main clause."""
    verb = tree.head[token] if tree.dep[token] in ("aux", "auxpass") else token
    return tree.tag[token] in _FINITE and tree.dep[verb] in ("ROOT", "ccomp", "conj")


def _clause_as_verb(tree: Tree, noun: int) -> None:
    """ "A Syrian newspaper called on Arabs …": the participle behind the noun is the verb."""
    clauses = [k for k in tree.children[noun] if k > noun and tree.dep[k] == "acl" and tree.tag[k] in ("VBN", "VBD")]
    if not clauses:
        return
    verb = clauses[-1]
    apart = tree.words[verb - 1] == "," and not any(
        noun < k < verb and tree.words[tree.subtree(k)[0] - 1] == ","
        for k in [*clauses, *tree.kids(noun, "appos", "relcl")]
    )  # "X, sworn in on Friday, promised …" has its verb behind the second comma
    if tree.kids(verb, "agent", "auxpass") or apart:
        return
    tree.crown(verb, noun, "nsubj")
    tree.tag[verb] = "VBD"
    for kid in [k for k in tree.children[noun] if k > verb]:
        tree.move(kid, verb)


def _adjective_as_verb(tree: Tree, noun: int) -> bool:
    """ "The four severed relations …", "The Council capped deliveries …": the number or name before the participle is
    the subject, the noun the object."""
    verb = next((k for k in tree.children[noun] if k < noun and tree.dep[k] == "amod" and tree.tag[k] == "VBN"), None)
    number = next((k for k in tree.kids(noun, "nummod") if tree.lower[k] in _NUMBERS), None)
    if verb is not None and number is None and not any(_finite(tree, t) for t in tree.subtree(noun, 80)):
        named = (k for k in tree.kids(noun, "nmod", "compound") if tree.tag[k] in ("NNP", "NNPS"))
        craft = (k for k in tree.kids(verb, "compound", "nmod") if tree.tag[k] in ("NN", "NNS"))
        number = next(named, None) or next(craft, None)  # "A French frigate ferried generators"
    if verb is None or number is None or verb != number + 1 or not tree.kids(noun, "det"):
        return False
    tree.crown(verb, noun, "dobj")
    tree.tag[verb] = "VBD"
    for kid in list(tree.children[noun]):
        if kid < verb:
            tree.move(kid, number)
        elif kid > noun and tree.dep[kid] in ("acl", "punct", "conj", "cc", "advcl"):
            tree.move(kid, verb)
            tree.dep[kid] = "advcl" if tree.dep[kid] == "acl" else tree.dep[kid]
    tree.move(number, verb)
    tree.dep[number] = "nsubj"
    return True
