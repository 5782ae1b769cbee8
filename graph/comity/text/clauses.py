"""How clauses hang on one another in time: which share the day of the clause above, and which stand apart."""

from __future__ import annotations

from itertools import takewhile

from comity.text.parse import Tree
from comity.text.places import brought_about, cleft
from comity.text.syntax import is_verb
from comity.text.words import listed

__all__ = [
    "brought",
    "finite",
    "going_on",
    "happening",
    "led_to",
    "lies_ahead",
    "of_old",
    "of_the_teller",
    "past",
    "ranked",
    "reported",
    "root_verb",
    "shares_time",
    "simple_past",
    "to_come",
    "told_apart",
    "told_before",
    "told_of",
    "told_span",
]

_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_ABOUT = frozenset(("for", "over", "about", "against"))
_PARTS = frozenset("night morning evening afternoon weekend end start beginning middle eve close".split())
_UNITS = frozenset("minute hour day week fortnight month year".split())


def told_before(tree: Tree, verb: int) -> list[int]:
    """ "X had landed on Sunday, and was met by Y": the first of two main clauses, which the parser takes for
    what was said."""
    joins = tree.kids(verb, "cc")
    for subject in tree.kids(verb, "nsubj", "nsubjpass"):  # ", an old soldier, and was met": the "and" hangs on it
        joins += tree.kids(subject, "cc") if not tree.kids(subject, "conj") else []
    return [c for c in tree.kids(verb, "ccomp") if any(c < j < verb for j in joins)]


def led_to(tree: Tree, verb: int) -> list[int]:
    """The verbs of clauses that tell what was done where the verb led: "travelled to X, where he spoke on
    Friday"."""
    led = [p for p in tree.kids(verb, "prep") if tree.lower[p] != "from"]
    places = [n for p in led for n in tree.kids(p, "pobj")] + tree.kids(verb, "dobj")
    return [
        c
        for n in places
        for c in tree.kids(n, "relcl")
        if "where" in {tree.lower[k] for k in tree.kids(c, "advmod")}
        and tree.tag[c] == "VBD"
        and not tree.kids(c, "aux")
    ]


def reported(tree: Tree, trigger: int, verb: int | None) -> bool:
    """Whether a clause of its own stands between a trigger and the verb that has the date."""
    for node in (trigger, *tree.up(trigger)):
        if node == verb:
            return False
        ahead = tree.tag[node] in ("VBD", "VBZ", "VBP") or tree.kids(node, "aux")
        if tree.dep[node] == "ccomp" and ahead and tree.kids(node, "nsubj", "nsubjpass"):
            return True
    return False


def with_it(tree: Tree, node: int, noun: int) -> bool:
    """ "ended the war with a treaty signed in Algiers", "in a decree issued on Friday": at the time of the verb."""
    return (
        tree.dep[node] == "acl"
        and tree.tag[node] == "VBN"
        and tree.dep[noun] == "pobj"
        and tree.lower[tree.head[noun]] in ("with", "in", "by")
    )


def of_old(tree: Tree, trigger: int) -> bool:
    """Whether the act is told apart or remembered only: "an accord brokered by X", "the anniversary of the war"."""
    remembered = any(tree.lemma[up] in ("anniversary", "memory") for up in tree.up(trigger))
    participle = tree.dep[trigger] == "acl" and tree.tag[trigger] == "VBN"
    return remembered or (participle and not with_it(tree, trigger, tree.head[trigger]))


def of_the_teller(tree: Tree, token: int, verb: int) -> int:
    """The verb that a time belongs to: of "said on Friday he would go" the parser gives the day to the going."""
    teller = tree.head[verb]
    if tree.dep[verb] != "ccomp" or not teller < token < verb or not is_verb(tree, teller):
        return verb
    begins = tree.kids(verb, "mark", "nsubj", "nsubjpass", "expl")
    return teller if begins and all(token < k for k in begins) else verb


def happening(tree: Tree, noun: int) -> bool:
    """Whether something was done in the course of what a noun tells: "at Sunday's summit", not "for the attack"."""
    for up in (noun, *tree.up(noun)):
        if is_verb(tree, up):
            return tree.dep[noun] in ("nsubj", "nsubjpass")
        if tree.lower[up] in ("at", "during", "in", "after", "following", "before", "until", "by"):
            return True
    return False


def lies_ahead(tree: Tree, noun: int) -> bool:
    """Whether a noun tells of what is still to come: "ahead of Sunday's talks"."""
    of = tree.head[noun]
    return tree.lower[of] == "of" and tree.lower[tree.head[of]] == "ahead"


def to_come(tree: Tree, verb: int) -> list[int]:
    """ "talks are (due) to follow in May": the infinitive below "be"."""
    if tree.lemma[verb] != "be":
        return []
    tops = [verb, *tree.kids(verb, "acomp", "oprd")]
    return [x for top in tops for x in tree.kids(top, "xcomp") if tree.lemma[x] in listed("arranging")]


def brought(tree: Tree, verb: int) -> list[int]:
    """ "let them go on Friday", "has had troops stationed there since May": what is brought about, with its own
    time."""
    if tree.lemma[verb] not in ("let", "have", "keep", "make", "see"):
        return []
    bare = [c for c in tree.kids(verb, "ccomp") if tree.tag[c] in ("VB", "VBN") and not tree.kids(c, "aux", "mark")]
    return bare + [c for o in tree.kids(verb, "dobj") for c in tree.kids(o, "acl") if tree.tag[c] == "VBN"]


def told_apart(tree: Tree, trigger: int) -> bool:
    """Whether a trigger stands in a clause that only tells one thing from another ("an accord brokered by X")."""
    for node in (trigger, *tree.up(trigger)):
        if tree.dep[node] in ("acl", "relcl", "appos"):
            return tree.tag[node] != "VB" and not with_it(tree, node, tree.head[node])
        if is_verb(tree, node) and tree.dep[node] == "ROOT":
            return False
    return False


def finite(tree: Tree, verb: int) -> int:
    """The finite verb that a participle or infinitive hangs on."""
    for node in (verb, *tree.up(verb)):
        if is_verb(tree, node) and (
            tree.tag[node] in ("VBD", "VBZ", "VBP") or tree.kids(node, "aux", "auxpass", "nsubj")
        ):
            return node
    return verb


def past(tree: Tree, verb: int) -> bool:
    """Whether a clause is told in the past: "met", "had met", "was met"."""
    auxiliaries = {tree.lower[k] for k in tree.kids(verb, "aux", "auxpass")}
    return tree.tag[verb] == "VBD" or (tree.tag[verb] == "VBN" and bool(auxiliaries & {"had", "was", "were"}))


def simple_past(tree: Tree, verb: int) -> bool:
    """Whether the clause of a verb tells what was done once: "signed", "was signed", "became the first to sign"."""
    top = finite(tree, verb)
    if tree.tag[top] == "VB" and {tree.lower[k] for k in tree.kids(top, "aux")} == {"to"}:
        top = finite(tree, next((up for up in tree.up(top) if is_verb(tree, up)), top))
    auxiliaries = {tree.lower[k] for k in tree.kids(top, "aux", "auxpass")}
    if auxiliaries & {"have", "has", "had", "'ve", "'d", "'s"}:
        return False
    return tree.tag[top] == "VBD" or bool(auxiliaries & {"was", "were", "did"})


def ranked(tree: Tree, nouns: list[int]) -> bool:
    """Whether one of some nouns is the first, the fifth, the only one of its kind."""
    return any(
        tree.lower[k] in ("only", "last", "latest") or tree.lower[k] in _ORDINALS
        for n in nouns
        for k in tree.kids(n, "amod")
    )


def going_on(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what is being done: "is visiting Oslo"."""
    return tree.tag[verb] == "VBG" and bool({"is", "are"} & {tree.lower[k] for k in tree.kids(verb, "aux")})


def shares_time(tree: Tree, node: int, parent: int, dep: str) -> bool:
    """Whether a clause happens at the time of the one above it."""
    if dep in ("conj", "xcomp") or brought_about(tree, node, dep) or cleft(tree, node):
        return True
    if dep == "relcl" and "where" in {tree.lower[k] for k in tree.kids(node, "advmod")}:
        return True
    if dep in ("acl", "relcl") and tree.tag[node] == "VB" and tree.dep[parent] == "attr":
        return True  # "was the first to sign"
    if dep in ("acl", "relcl") and tree.tag[node] == "VBD" and tree.dep[parent] == "ROOT":
        return True  # the parser takes a main clause for one that tells its subject apart
    if dep == "advcl":
        marks = {tree.lower[k] for k in tree.kids(node, "mark", "advmod")}
        return tree.tag[node] in ("VBG", "VB", "VBN") or bool(marks & {"as", "when", "while", "after"})
    if dep in ("pcomp", "prep") or with_it(tree, node, parent):
        return True
    if (
        dep == "ccomp"
        and tree.tag[node] in ("VB", "VBN", "VBG")
        and not {tree.lower[k] for k in tree.kids(node, "aux")} - {"to"}
    ):
        return True
    return dep == "ccomp" and tree.head[node] == parent and not tree.kids(node, "mark") and parent > node


def root_verb(tree: Tree, token: int) -> int | None:
    """The highest verb above a token."""
    root = None
    for up in (token, *tree.up(token)):
        if is_verb(tree, up):
            root = up
    return root


def told_of(tree: Tree, token: int, trigger: int) -> bool:
    """Whether a time is one of what somebody speaks of: "apologised for the massacre of 1904", "praised it for its help
    in 2015", not "said in a speech in May"."""
    path = [token]
    for up in tree.up(token):
        if up == trigger or is_verb(tree, up):
            break
        path.append(up)
    if tree.head[path[-1]] != trigger or path[-1] < trigger:
        return False
    before = path[-1] - 1
    near = [before, *takewhile(lambda up: up != trigger, tree.up(before))] if before != trigger else []
    about = any(tree.lower[p] in _ABOUT for p in (*path, *near))
    of = next((up for up in path[:2] if tree.lower[up] == "of"), None)
    return about or (of is not None and tree.lemma[tree.head[of]] not in _UNITS | _PARTS)


def told_span(tree: Tree, clause: int) -> tuple[str, str, str]:
    """ "two days after": the mark of a clause, the number and the unit before it; "" where a clause has none."""
    mark = next((k for k in tree.kids(clause, "mark", "advmod") if tree.lower[k] in ("after", "before")), None)
    if mark is None:
        return "", "", ""
    spans = tree.kids(mark, "npadvmod") + [k for k in tree.kids(clause, "npadvmod", "dep") if k < mark]
    if tree.dep[clause] == "relcl":
        spans.append(tree.head[clause])  # "a day after he met X, …" hangs on "day"
    span = next((k for k in spans if tree.lemma[k] in _UNITS), None)
    if span is None:
        return "", "", ""
    return tree.lower[mark], tree.words_of(tree.subtree(span, 12)[0], span), tree.lemma[span]
