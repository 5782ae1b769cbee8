"""Who does what to whom in a tree: deep subjects, deep objects and prepositional objects of verbs and nouns.

Passives, relative clauses, participles, coordination and control are undone here, once, so that the frames can speak of
``subj`` and ``obj`` only.
"""

from __future__ import annotations

from comity.text.parse import Tree

__all__ = [
    "behind",
    "conjuncts",
    "is_passive",
    "is_verb",
    "objects",
    "of_preposition",
    "particles",
    "prepositions",
    "subjects",
    "surface_subject",
]

_OBJECT_CONTROL = frozenset(
    [
        "urge",
        "ask",
        "order",
        "force",
        "allow",
        "invite",
        "let",
        "tell",
        "press",
        "persuade",
        "call",
        "permit",
        "require",
        "compel",
        "warn",
        "encourage",
        "authorise",
        "authorize",
        "bind",
        "instruct",
        "enable",
        "want",
        "expect",
        "oblige",
        "lead",
        "cause",
        "help",
        "request",
        "advise",
        "direct",
        "push",
        "pressure",
        "pressurise",
        "lobby",
    ]
)
_MEETING_PEOPLE = frozenset(
    [
        "meet",
        "speak",
        "call",
        "talk",
        "telephone",
        "phone",
        "confer",
        "visit",
        "travel",
        "host",
        "receive",
        "welcome",
        "join",
        "fly",
        "go",
        "sit",
        "convene",
        "dine",
        "lead",
    ]
)
"""Verbs whose "… to discuss" is their subject's own purpose, even where the parser gives it to the object."""
_SEEN_TO = frozenset(("let", "help", "make", "have"))
"""Verbs of whose object a bare infinitive tells what it does."""
_MEANS = frozenset(
    "phone telephone video videoconference link train plane air car road rail sea ship helicopter".split()
)
"""What one speaks or travels by."""
_RELATIVE = frozenset(("which", "who", "whom", "that", "whose"))


def is_verb(tree: Tree, token: int) -> bool:
    """Whether a token is a verb form."""
    return tree.tag[token].startswith("VB")


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb form is passive: with an auxiliary, or a bare past participle after a noun."""
    if tree.kids(verb, "auxpass", "nsubjpass"):
        return True
    if tree.tag[verb] not in ("VBN", "VBD"):
        return False
    if agents := tree.kids(verb, "agent"):
        told = tree.kids(verb, "nsubj")
        done = tree.kids(verb, "dobj") or any(tree.lemma[k] == "have" for k in tree.kids(verb, "aux"))
        return not told or not (done or all(_measured(tree, a) for a in agents))
    if tree.dep[verb] == "conj" and not tree.kids(verb, "nsubj", "aux"):
        head = tree.head[verb]
        return (
            is_verb(tree, head) and tree.tag[head] == "VBN" and is_passive(tree, head) and not tree.kids(verb, "dobj")
        )
    if tree.tag[verb] == "VBD":  # "Africans ordered out of Nigeria", not "X, who flew in, called for …"
        return tree.dep[verb] == "acl" and tree.head[verb] == verb - 1 and not tree.kids(verb, "dobj")
    return tree.dep[verb] in ("acl", "advcl", "amod") and not tree.kids(verb, "aux", "dobj")


def _measured(tree: Tree, preposition: int) -> bool:
    """ "shortened by one hour the curfew", "arrived by train": by how much or what, not by whom."""
    return any(
        tree.kids(noun, "nummod", "quantmod") or tree.lower[noun] in _MEANS for noun in tree.kids(preposition, "pobj")
    )


def conjuncts(tree: Tree, token: int) -> list[int]:
    """The token and all that is coordinated below it."""
    found, open_ = [token], [token]
    while open_ and len(found) < 40:
        for kid in tree.kids(open_.pop(0), "conj"):
            found.append(kid)
            open_.append(kid)
    return found


def surface_subject(tree: Tree, verb: int, depth: int = 0) -> int | None:
    """The grammatical subject of a verb, its own or one that a governor lends it."""
    own = tree.kids(verb, "nsubj", "nsubjpass", "csubj", "expl")
    if own and _had_done(tree, verb):
        return surface_subject(tree, tree.head[verb], depth + 1)
    if own and not _own_purpose(tree, verb):
        return _antecedent(tree, own[0], verb)
    if depth > 6:
        return None
    head, dep = tree.head[verb], tree.dep[verb]
    if head == verb:
        return None
    if dep in ("acl", "relcl") and not is_verb(tree, head):
        return _holder_of(tree, verb, head, depth)
    if dep == "pcomp":
        noun = tree.head[head]
        owner = tree.kids(noun, "poss") if not is_verb(tree, noun) else []
        if owner:
            return owner[0]  # "Mexico's policies since ratifying it"
        governor = next((up for up in tree.up(verb) if is_verb(tree, up)), None)
        return surface_subject(tree, governor, depth + 1) if governor is not None else None
    if dep == "xcomp" or (dep in ("ccomp", "advcl") and tree.tag[verb] == "VB"):
        lent = tree.kids(head, "dobj", "dative") or [
            tree.kids(p, "pobj")[0]
            for p in tree.kids(head, "prep")
            if tree.lower[p] in ("on", "to") and tree.kids(p, "pobj")
        ]
        if tree.lemma[head] in _OBJECT_CONTROL and lent and not is_passive(tree, head):
            return lent[0]
        return surface_subject(tree, head, depth + 1)
    if dep == "conj" and tree.tag[verb] == "VBD" and tree.tag[head] == "VB" and tree.dep[head] == "ccomp":
        return surface_subject(tree, tree.head[head], depth + 1)  # "said X would review it, and promised …"
    if is_verb(tree, head) or tree.tag[head].startswith("JJ"):
        return surface_subject(tree, head, depth + 1)
    if dep in ("prep", "conj", "advcl", "appos"):
        governor = next((up for up in tree.up(verb) if is_verb(tree, up)), None)
        return surface_subject(tree, governor, depth + 1) if governor is not None else None
    return None


def _had_done(tree: Tree, verb: int) -> bool:
    """ "had the flights stopped": who has it done does it."""
    return (
        tree.tag[verb] == "VBN"
        and tree.dep[verb] == "ccomp"
        and tree.lemma[tree.head[verb]] in ("have", "get", "keep")
        and not tree.kids(verb, "aux", "auxpass", "mark")
        and bool(tree.kids(verb, "nsubj", "nsubjpass"))
    )


def _own_purpose(tree: Tree, verb: int) -> bool:
    """ "met with X to discuss Y": the parser takes X for the subject of the discussing."""
    if (
        tree.tag[verb] != "VB"
        or tree.dep[verb] not in ("pcomp", "ccomp", "xcomp", "advcl")
        or "to" not in [tree.lower[k] for k in tree.kids(verb, "aux")]
    ):
        return False
    if tree.dep[verb] == "pcomp":
        return tree.lower[tree.head[verb]] == "with"
    if tree.dep[verb] == "advcl" and "with" in {tree.lower[k] for k in tree.kids(verb, "mark")}:
        return True
    return tree.lemma[tree.head[verb]] in _MEETING_PEOPLE


def behind(tree: Tree, preposition: int) -> list[int]:
    """Objects of a preposition, also where the parser made a clause of "with X to discuss Y"."""
    found = tree.kids(preposition, "pobj")
    if found:
        return found
    if tree.dep[preposition] == "mark":
        return tree.kids(tree.head[preposition], "nsubj")
    return [
        s
        for clause in tree.kids(preposition, "pcomp")
        if _own_purpose(tree, clause)
        for s in tree.kids(clause, "nsubj")
    ]


def _holder_of(tree: Tree, verb: int, noun: int, depth: int) -> int | None:
    """The subject of a clause that hangs on a noun: the noun, or for "decision to …" the noun's possessor."""
    if tree.tag[verb] == "VB" and tree.dep[verb] in ("acl", "relcl"):
        if tree.dep[noun] in ("attr", "appos") and (
            tree.tag[noun].startswith("JJ")
            or {"first", "last", "only", "latest"} & {tree.lower[k] for k in tree.kids(noun, "amod")}
        ):
            return surface_subject(tree, tree.head[noun], depth + 1)  # "was the first to sign"
        owner = tree.kids(noun, "poss") or of_preposition(tree, noun, "by")
        if owner:
            return owner[0]
        if tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] in ("at", "over", "about", "against"):
            return None  # "showed their anger at plans to open the market"
        governor = next((up for up in tree.up(noun) if is_verb(tree, up)), None)
        return surface_subject(tree, governor, depth + 1) if governor is not None else None
    return _counted_in(tree, noun)


def _counted_in(tree: Tree, noun: int) -> int:
    """Who did what a clause tells of many: "X and Y were among those who left", "X is one of the states that left"."""
    among = tree.head[noun]
    one = tree.head[among] if tree.lower[among] == "of" and tree.lower[tree.head[among]] == "one" else among
    verb = tree.head[one]
    if tree.dep[noun] != "pobj" or tree.lower[one] not in ("among", "one") or tree.lemma[verb] != "be":
        return noun
    return next(iter(tree.kids(verb, "nsubj")), noun)


def _antecedent(tree: Tree, token: int, verb: int) -> int:
    """The noun that a relative pronoun stands for."""
    if tree.lower[token] not in _RELATIVE or not tree.tag[token].startswith("W"):
        return token
    for node in (verb, *tree.up(verb)):
        focus = _cleft_focus(tree, node)
        if focus is not None:
            return focus
        if tree.dep[node] == "relcl":
            return _counted_in(tree, tree.head[node])
    return token


def _cleft_focus(tree: Tree, clause: int) -> int | None:
    """Whom a clause is about in "it was X who …", whose relative pronoun the parser hangs on the verb or on the last
    name."""
    if tree.dep[clause] not in ("ccomp", "relcl", "advcl", "acl"):
        return None
    top = tree.head[clause]
    while tree.dep[top] in ("appos", "conj"):
        top = tree.head[top]
    be = tree.head[top] if tree.dep[top] == "attr" else top
    focus = tree.kids(be, "attr")
    it = any(tree.lower[k] == "it" for k in tree.kids(be, "nsubj"))
    return focus[0] if it and focus and tree.lemma[be] == "be" and focus[0] < clause else None


def subjects(tree: Tree, verb: int) -> list[int]:
    """Tokens of the deep subject: of "was signed by X" it is X; of a passive without an agent there is none."""
    if is_passive(tree, verb) and not _had_done(tree, verb):
        heads = tree.kids(verb, "agent") or [p for p in tree.kids(verb, "prep") if tree.lower[p] == "by"]
        heads = heads or [p for o in tree.kids(verb, "dobj") for p in tree.kids(o, "prep") if tree.lower[p] == "by"]
        if not heads and tree.dep[verb] == "conj":
            heads = tree.kids(tree.head[verb], "agent")
        if not heads:
            heads = [p for up in [verb, *tree.kids(verb, "conj")] for p in tree.kids(up, "agent")]
        if not heads:  # "was accused of spying by X"
            below = [n for p in tree.kids(verb, "prep") for n in tree.kids(p, "pobj", "pcomp") if tree.lower[p] != "by"]
            heads = [p for n in below for p in tree.kids(n, "prep", "agent") if tree.lower[p] == "by"]
        joined = [p for head in heads for p in conjuncts(tree, head)]  # "by X and by Y"
        return [noun for p in joined if tree.lower[p] == "by" for noun in behind(tree, p)]
    found = surface_subject(tree, verb)
    own = tree.kids(verb, "nsubj")
    if (
        len(own) == 2
        and found == own[0]
        and own[1] < verb
        and tree.kids(own[0], "relcl", "appos")
        and tree.lower[tree.subtree(own[1])[0] - 1] == "and"
    ):
        return own  # "X, who had flown in, and Y signed it"
    return [] if found is None else [found]


def objects(tree: Tree, verb: int) -> list[int]:
    """Tokens of the deep object."""
    if _had_done(tree, verb):
        return tree.kids(verb, "nsubj", "nsubjpass")
    if is_passive(tree, verb):
        own = surface_subject(tree, verb)
        later = tree.kids(verb, "dobj") if own is not None else tree.kids(verb, "dobj", "oprd")  # "was taken hostage"
        return [t for t in [own, *later] if t is not None]
    own_objects = tree.kids(verb, "dobj") or [k for k in tree.kids(verb, "dative") if tree.tag[k] in ("NN", "NNS")]
    if own_objects:
        return [_antecedent(tree, token, verb) for token in own_objects]
    late = [n for p in tree.kids(verb, "prep") if tree.lower[p] == "as" for n in tree.kids(p, "pobj") if _late(tree, n)]
    if late:
        return late
    lent = [
        s
        for c in tree.kids(verb, "ccomp", "xcomp")
        if tree.tag[c] == "VB" and "to" in [tree.lower[k] for k in tree.kids(c, "aux")]
        for s in tree.kids(c, "nsubj")
    ]
    if not lent and tree.lemma[verb] in _SEEN_TO:
        lent = [s for c in tree.kids(verb, "ccomp") if _bare(tree, c) for s in tree.kids(c, "nsubj")]
    lent = lent or [s for c in tree.kids(verb, "ccomp") if not is_verb(tree, c) for s in tree.kids(c, "nsubj")]
    if lent:
        return lent[:1]
    gap = _gap(tree, verb)
    if gap is not None:
        return [gap]
    for conjunct in tree.kids(verb, "conj"):
        if (
            is_verb(tree, conjunct)
            and not tree.kids(conjunct, "nsubj")
            and not tree.kids(verb, "prep", "ccomp", "xcomp", "prt")
        ):
            return tree.kids(conjunct, "dobj")
    return []


def _bare(tree: Tree, verb: int) -> bool:
    """A clause like an infinitive without "to": "let the tanker sail"."""
    return tree.tag[verb] in ("VB", "VBP") and not tree.kids(verb, "aux", "mark", "auxpass")


def _late(tree: Tree, noun: int) -> bool:
    """Whether a noun behind "as ADJECTIVE" is the object of the verb: "dismissed as groundless a report"."""
    articles, adjectives = tree.kids(noun, "det"), tree.kids(noun, "amod")
    return bool(articles and adjectives and adjectives[0] < articles[0])


def _gap(tree: Tree, verb: int) -> int | None:
    """The noun whose relative clause lacks an object here: "a deal that X had negotiated"."""
    node = verb
    while tree.dep[node] in ("xcomp", "ccomp", "conj"):
        node = tree.head[node]
    if tree.dep[node] != "relcl":
        return None
    subject = tree.kids(node, "nsubj", "nsubjpass")
    if subject and tree.lower[subject[-1]] not in _RELATIVE:
        return tree.head[node]
    return None


def particles(tree: Tree, verb: int) -> list[int]:
    """Particles and adverbs that may belong to the verb ("pull out", "call off")."""
    return tree.kids(verb, "prt") + [
        k for k in tree.kids(verb, "advmod", "prep", "advcl") if tree.tag[k] in ("RP", "RB", "IN")
    ]


def prepositions(tree: Tree, token: int) -> list[int]:
    """Prepositions that hang on a token, also those after another preposition ("out of", "from within")."""
    found = []
    for kid in tree.children[token]:
        if tree.dep[kid] in ("prep", "agent", "dative", "prt", "advmod", "pcomp") and tree.tag[kid] in (
            "IN",
            "TO",
            "RP",
            "RB",
        ):
            found.append(kid)
            found += [k for k in tree.children[kid] if tree.dep[k] == "prep"]
            found += [
                k
                for noun in tree.kids(kid, "pobj")
                if tree.entity[noun] in ("DATE", "TIME", "GPE", "LOC", "FAC") or tree.lower[noun] in _MEANS
                for k in tree.kids(noun, "prep")
                if tree.lower[k] == "with" or tree.lower[noun] in _MEANS  # "met on August 27-28 with X"
            ]
        elif tree.dep[kid] == "advcl" and _own_purpose(tree, kid):
            found += [k for k in tree.kids(kid, "mark") if tree.lower[k] == "with"]
    return found


def of_preposition(tree: Tree, token: int, name: str) -> list[int]:
    """Objects of the prepositions of one name that hang on a token."""
    return [noun for p in prepositions(tree, token) if tree.lower[p] == name for noun in behind(tree, p)]
