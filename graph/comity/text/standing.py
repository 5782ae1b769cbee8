"""Where in a tree the places of a frame are: the tokens that stand as subject, object or behind a preposition."""

from __future__ import annotations

from comity.text.frames import Hit
from comity.text.kinds import is_state
from comity.text.parse import Tree
from comity.text.syntax import behind, is_verb, objects, prepositions, subjects, surface_subject
from comity.text.words import listed

__all__ = [
    "WHITHER",
    "behind_name",
    "beside_subject",
    "bids",
    "cast_as",
    "clause_subjects",
    "conditions",
    "content_clause",
    "errand",
    "inside_gift",
    "is_of_agents",
    "leaves",
    "names_a_border",
    "names_a_paper",
    "tokens_at",
]

_OF_NEWS = frozenset(("praise", "endorse", "concern", "criticise", "reject", "propose", "state"))
"""Whose object "it" is what happened, no state."""

_BESIDE = frozenset(("along", "together"))
WHITHER = {
    "aid": ("to", "into", "for", "in", "over"),
    "attack": ("on", "at", "against", "into"),
    "deploy": ("to", "into"),
    "retreat": ("from", "of", "obj"),
    "expel": ("from", "to", "in"),
    "accredit": ("to", "in"),
    "sever-relations": ("in",),
    "lift-sanction": ("of",),
}
"""Acts whose place names a party: "sent tents to Batken", "pulled back from the town of Badme"."""


def tokens_at(tree: Tree, hit: Hit, name: str) -> list[int]:
    """Tokens at a place: subject, object, indirect object, or behind a preposition."""
    if name == "subj":
        felt = surface_subject(tree, hit.token) if hit.state else None
        return subjects(tree, hit.token) if felt is None else [felt]
    if name == "obj":
        spoken = hit.frame.act in _OF_NEWS
        given = hit.object if hit.frame.act == "aid" else None  # what is given is not whom it is given to
        return [
            o for o in objects(tree, hit.token) if not (spoken and tree.lower[o] == "it") and o != given
        ]  # the news, not a state
    if name == "iobj":
        datives = tree.kids(hit.token, "dative") or inside_gift(tree, hit.token)
        return [n for d in datives for n in (tree.kids(d, "pobj") or [d])]
    around = [hit.token] if hit.object is None or hit.object == hit.token else [hit.token, hit.object]
    around += tree.kids(hit.token, "acomp", "attr", "oprd", "xcomp") if not hit.noun else []
    found = behind_name(tree, around, name)
    if not found and name in ("with", "to", "between"):
        found = [
            p + 1
            for p in _all_prepositions(tree, around)
            if tree.lower[p] == name and p + 1 < len(tree) and tree.tag[p + 1].startswith(("NNP", "JJ"))
        ]
    if not found and name == "for":  # "renewed its call for Britain to return"
        clauses = [c for token in around for c in tree.kids(token, "acl", "advcl", "relcl", "ccomp")]
        marked = [c for c in clauses if "for" in {tree.lower[k] for k in tree.kids(c, "mark")}]
        found = [s for c in marked for s in tree.kids(c, "nsubj")]
    if not found and hit.object is not None and not hit.noun:  # "the duties that it put on wine"
        found = behind_name(tree, tree.kids(hit.object, "relcl"), name)
    if not found and not hit.noun:
        found = _behind_relative(tree, hit.token, name)
    if not found and hit.noun and name == "by":  # "the arrest of a diplomat by Iran"
        inner = [n for p in prepositions(tree, hit.token) for n in behind(tree, p)]
        found = behind_name(tree, inner, name)
    if not found and hit.noun:
        governor = tree.head[hit.token]
        if tree.dep[hit.token] in ("dobj", "pobj", "attr") and is_verb(tree, governor):
            found = behind_name(tree, [governor], name)
    return found


def beside_subject(tree: Tree, verb: int) -> list[int]:
    """Nouns for those who act with the subject: "did it, along with X", "together with Y", "joined Z in signing"."""
    marks = [k for v in (verb, *subjects(tree, verb)) for k in tree.children[v] if tree.lower[k] in _BESIDE]
    withs = [p for k in marks for p in tree.kids(k, "prep") if tree.lower[p] == "with"]
    beside = [p for p in tree.kids(verb, "prep") if tree.lower[p] == "with"]
    withs += [p for p in beside if _BESIDE & {tree.lower[k] for k in tree.kids(p, "advmod")}]
    joined = [n for p in withs for n in behind(tree, p)]
    above = tree.head[tree.head[verb]]
    if tree.dep[verb] == "pcomp" and tree.lower[tree.head[verb]] == "in" and tree.lemma[above] == "join":
        joined += tree.kids(above, "dobj")
    return joined


def inside_gift(tree: Tree, verb: int) -> list[int]:
    """ "will grant the kingdom 50 million euros": a state that the parser takes for a modifier of what is given."""
    for given in tree.kids(verb, "dobj"):
        before = [k for k in tree.kids(given, "nmod", "amod", "compound", "nummod") if k < given]
        half = bool(before) and tree.words[before[0]] in ("North", "South")
        if len(before) > 1 and (half or is_state(tree.lower[before[0]])) and tree.lower[before[0] - 1] == "the":
            return before[:1]
        if before and before[0] == verb + 1 and tree.entity[before[0]] == "GPE" and tree.tag[before[0]] == "NNP":
            return before[:1]  # "sent Ukraine mine-clearing gear"
    return []


def _behind_relative(tree: Tree, verb: int, name: str) -> list[int]:
    """ "the rebels, with whom X wants to resume talks": the relative pronoun hangs on the verb above."""
    node = verb
    while tree.dep[node] in ("xcomp", "ccomp") and tree.head[node] != node:
        node = tree.head[node]
    if node == verb or tree.dep[node] != "relcl":
        return []
    return [
        n for p in prepositions(tree, node) if tree.lower[p] == name for n in behind(tree, p) if tree.tag[n][0] == "W"
    ]


def _all_prepositions(tree: Tree, around: list[int]) -> list[int]:
    """Prepositions of some tokens for which the parser found no object: the name that follows may still be one."""
    return [p for token in around for p in prepositions(tree, token) if not behind(tree, p)]


_LEAVINGS = frozenset("withdrawal departure removal evacuation pullout pull-out exit expulsion retreat".split())
"""Of whose "from" it is a place: "demanded the withdrawal of Serb forces from Bosnia"."""


def cast_as(tree: Tree, role: int) -> list[int]:
    """Who stands before "as" and their part: "with Qatar and Oman as mediators"."""
    preposition = tree.head[role]
    if tree.dep[role] != "pobj" or tree.lower[preposition] != "as":
        return []
    beside = [tree.head[preposition], *tree.kids(tree.head[preposition], "prep")]
    withs = [p for p in beside if p < preposition and tree.lower[p] == "with"]
    if not withs and tree.dep[tree.head[preposition]] in ("pobj", "conj"):  # "Qatar as mediator" is one phrase
        withs = [p for p in tree.up(preposition) if tree.lower[p] == "with" and tree.dep[p] == "prep"][:1]
    return [n for p in withs[-1:] for n in behind(tree, p)]


def behind_name(tree: Tree, around: list[int], name: str) -> list[int]:
    """Tokens behind the prepositions of one name that hang on some tokens or on their objects."""
    found: list[int] = []
    for token in around:
        for preposition in prepositions(tree, token):
            if tree.lower[preposition] == name and not _manner(tree, preposition) and not _dates(tree, preposition):
                found += [n for n in behind(tree, preposition) if n not in found]
                found += [n for p in tree.kids(preposition, "prep") for n in tree.kids(p, "pobj") if n not in found]
    if not found and name == "between" and around:
        inside = [p for p in tree.subtree(around[0], 60) if tree.lower[p] == name and tree.dep[p] == "prep"]
        inside = [p for p in inside if not _in_aside(tree, p, around[0])]
        found = [n for p in inside[:1] for n in behind(tree, p)]
    if not found and around:
        for top in list(objects(tree, around[0])) if is_verb(tree, around[0]) else []:
            made = tree.kids(top, "acl") if name in ("on", "against") else []  # "the tariffs imposed on wine"
            for preposition in (p for t in (top, *made) for p in prepositions(tree, t)):
                if tree.lower[preposition] == name and not (name == "from" and tree.lemma[top] in _LEAVINGS):
                    found += behind(tree, preposition)
            if not found and name in ("from", "between", "against") and tree.lemma[top] not in _LEAVINGS:
                found += [
                    n
                    for p in tree.subtree(top, 24)
                    if tree.lower[p] == name and tree.dep[p] == "prep"
                    for n in behind(tree, p)
                ]
    return found


def _dates(tree: Tree, preposition: int) -> bool:
    """ "were eased on Monday": when, not on whom."""
    nouns = behind(tree, preposition) if tree.lower[preposition] == "on" else []
    return bool(nouns) and all(tree.entity[noun] == "DATE" for noun in nouns)


def _in_aside(tree: Tree, token: int, top: int) -> bool:
    """Whether a token stands in a clause that tells something else of a noun below ``top``."""
    for up in tree.up(token):
        if up == top:
            return False
        if tree.dep[up] == "relcl":
            return True
    return False


def _manner(tree: Tree, preposition: int) -> bool:
    """ "in solidarity with X", "with X as guarantor": no partner of the act."""
    if tree.lower[preposition] != "with":
        return False
    role = any(
        tree.lower[p] == "as" and p > noun and _office(tree, p)
        for noun in tree.kids(preposition, "pobj")
        for p in tree.kids(noun, "prep")
    )
    after = tree.subtree(preposition)[-1] + 1
    role = role or (after < len(tree) and tree.lower[after] == "as" and _office(tree, after))
    return role or (preposition > 0 and tree.lower[preposition - 1] in listed("manners"))


def _office(tree: Tree, marker: int) -> bool:
    """Whether "as" says in which office, not "as part of …", "as well as …"."""
    return not {"part", "well", "follow-up", "result"} & {
        tree.lower[t] for t in range(marker, min(marker + 3, len(tree)))
    }


def content_clause(tree: Tree, verb: int) -> int | None:
    """The verb of the clause that says what was said, demanded or promised."""
    for kid in tree.kids(verb, "ccomp", "xcomp"):
        if is_verb(tree, kid) and tree.lemma[verb] not in ("let", "make"):
            return kid
    for state in tree.kids(verb, "acomp", "oprd", "ccomp", "xcomp"):  # "made clear that …", "let it be known that …"
        for kid in tree.kids(state, "ccomp"):
            if is_verb(tree, kid):
                return kid
    head = tree.head[verb]
    if (
        tree.dep[verb] in ("parataxis", "advcl")
        and head != verb
        and is_verb(tree, head)
        and not tree.kids(verb, "mark")
    ):
        return head
    return None


def errand(tree: Tree, verb: int) -> int | None:
    """The verb of what somebody is given time for: "was given a week to leave Chad"."""
    below = [c for o in objects(tree, verb) for c in tree.kids(o, "acl", "relcl")]
    return next((c for c in [*below, *tree.kids(verb, "advcl")] if tree.tag[c] == "VB"), None)


def leaves(tree: Tree, verb: int) -> bool:
    """Whether who is told to leave is to go, not to leave something behind or as it is."""
    below = [k for k in tree.kids(verb, "xcomp", "ccomp") if tree.lemma[k] in ("leave", "quit")]
    things = [o for k in below for o in tree.kids(k, "dobj")]
    return not any(tree.tag[o] == "NNS" or tree.kids(k, "prt", "acomp") for k in below for o in things) and not any(
        tree.lower[k] in ("behind", "as", "alone") for b in below for k in tree.children[b]
    )


def bids(tree: Tree, verb: int) -> bool:
    """Whether an infinitive says what somebody is to do: "called on X to resign"."""
    nouns = [n for p in tree.kids(verb, "prep") if tree.lower[p] == "on" for n in tree.kids(p, "pobj")]
    below = [verb, *nouns] if nouns else []  # not "called X to congratulate him"
    return any(tree.tag[k] == "VB" for n in below for k in tree.kids(n, "advcl", "acl", "relcl", "xcomp"))


def clause_subjects(tree: Tree, verb: int) -> list[int]:
    """The subject of the clause that a verb tells, where it is not the verb's own."""
    clause = content_clause(tree, verb)
    if clause is None:
        return []
    subject = surface_subject(tree, clause)
    return [] if subject is None or subject in subjects(tree, verb) else [subject]


def conditions(tree: Tree, verb: int) -> list[int]:
    """Subjects of the conditions of a threat: "would stop the talks if Washington goes ahead"."""
    clauses = [c for v in (verb, *tree.kids(verb, "xcomp", "ccomp")) for c in tree.kids(v, "advcl")]
    return [
        s
        for c in clauses
        if {"if", "unless", "until", "should"} & {tree.lower[k] for k in tree.kids(c, "mark", "advmod")}
        for s in tree.kids(c, "nsubj")
    ]


def names_a_paper(tree: Tree, name: int, top: int) -> bool:
    """Whether a name below a token belongs to what was agreed or decreed: "scrap its pact with X", "the X Act"."""
    for up in tree.up(name):
        if tree.lemma[up] in listed("agreed") or tree.words[up] == "Act":
            return True
        if up == top:
            return False
    return False


def names_a_border(tree: Tree, name: int, above: int) -> bool:
    """Whether a name only says where: "camps near the eastern Thai border"."""
    border = tree.head[name]
    where = tree.head[border]
    return (
        border != above
        and tree.lower[border] in ("border", "frontier", "coast", "shore")
        and tree.lower[where] in ("near", "on", "along", "at", "off")
    )


def is_of_agents(tree: Tree, noun: int) -> bool:
    """Whether a noun belongs to a pronoun: what its agents do to "their" things they do to somebody else's."""
    return any(tree.tag[k] == "PRP$" for k in tree.kids(noun, "poss"))
