"""What a sentence claims of an act: that it happened, is planned, offered, conditional or denied, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from comity.model import Modality
from comity.text.frames import Hit
from comity.text.parse import Tree
from comity.text.syntax import is_passive, is_verb, surface_subject
from comity.text.words import listed

__all__ = ["Colour", "colour", "negated"]

_CONDITIONS = frozenset(("if", "unless", "should", "once", "until", "whether", "lest", "till"))
_NEGATIVE = frozenset(("not", "n't", "never", "no", "neither", "nor", "hardly", "nobody", "none", "without", "nothing"))
_APART = frozenset(("after", "during", "since", "following", "amid", "despite", "upon", "besides"))
"""Prepositions behind which stands no content of the verb above: "ordered a review after blaming …"."""
_OCCASIONS = frozenset(("in", "on", "at", "by", "over"))
"""Prepositions behind which stands where or how something was said."""
_COMPLEMENT = frozenset(
    (
        "ccomp",
        "xcomp",
        "pcomp",
        "acl",
        "dobj",
        "pobj",
        "oprd",
        "advcl",
        "attr",
        "prep",
        "nsubjpass",
        "dative",
        "acomp",
        "appos",
    )
)


@dataclass(slots=True)
class Colour:
    """The modality of an act, the reason to drop it (empty: keep it), and the triggers above it that tell of it."""

    modality: Modality = "asserted"
    drop: str = ""
    condition: str = ""
    obliged: bool = False
    """Told with "must"."""
    present: bool = False
    """Told in the simple present, which for acts of a day looks ahead."""
    above: list[tuple[int, str]] = field(default_factory=list)
    """Trigger and content effect of the frames in whose clause the act stands, the nearest first."""


def colour(tree: Tree, token: int, above: Callable[[int], Hit | None], noun: bool = False) -> Colour:
    """The colour of the act at a trigger. ``above`` gives the frame, if any, that stands at a governor."""
    found = Colour()
    node, steps = token, 0
    if is_verb(tree, token) and not noun:
        _auxiliaries(tree, token, found)
    elif noun and _negated_noun(tree, token):
        found.modality = "denied"
    elif noun and listed("forthcoming") & {tree.lower[k] for k in tree.kids(token, "amod", "compound")}:
        found.modality = "planned"
    if noun and tree.dep[token] in ("nsubj", "nsubjpass") and is_verb(tree, tree.head[token]):
        _told_by(tree, tree.head[token], above, found)
    while steps < 40 and not found.drop:
        steps += 1
        parent, dep = tree.head[node], tree.dep[node]
        if _any(tree, node) and (noun or dep == "acl"):
            found.drop = "of any that there may be"
        _marks(tree, node, found)
        if parent == node or found.drop:
            break
        if dep in ("pobj", "pcomp") and tree.lower[parent] in _APART:
            _ahead(tree, parent, found)
            break
        if noun and steps == 1 and dep == "pobj" and _beside(tree, parent, above):
            _ahead(tree, parent, found)
            break
        if dep == "ccomp" and node < parent and ":" in tree.words[node:parent]:
            break  # "voiced unease: it accuses …"
        _climb(tree, node, parent, dep, above, found, steps)
        if _stops(tree, node, parent, dep):
            break
        node = parent
    return found


def _beside(tree: Tree, preposition: int, above: Callable[[int], Hit | None]) -> bool:
    """Whether a noun says where or how something was said ("said on a trip to X"): no content of the saying."""
    verb = tree.head[preposition]
    if tree.lower[preposition] not in _OCCASIONS or not is_verb(tree, verb):
        return False
    hit = above(verb)
    first = preposition < verb or tree.lower[preposition] in ("in", "over")  # "in a call with X, urged calm"
    return hit is not None and (hit.frame.content == "report" or (bool(hit.frame.act) and first))


def _ahead(tree: Tree, preposition: int, found: Colour) -> None:
    """What is done after or during something planned is as far ahead as that."""
    verb = next((up for up in tree.up(preposition) if is_verb(tree, up)), None)
    outer = Colour()
    if verb is not None:
        _auxiliaries(tree, verb, outer)
    if outer.modality in ("planned", "hypothetical") and _RANK[outer.modality] > _RANK[found.modality]:
        found.modality = outer.modality


def _told_by(tree: Tree, verb: int, above: Callable[[int], Hit | None], found: Colour) -> None:
    """What the verb says of a noun that is its subject: "talks are to follow", "the visit was cancelled"."""
    _own(tree, verb, found)
    hit = above(verb)
    effect = hit.frame.content if hit and (not hit.frame.act or hit.frame.content == "denied") else ""
    if effect in _RANK and _RANK[effect] > _RANK[found.modality]:
        found.modality = effect  # type: ignore[assignment]


def _stops(tree: Tree, node: int, parent: int, dep: str) -> bool:
    """Whether what stands above no longer says anything of the act."""
    if dep == "conj" and tree.tag[node] == "VBD" and tree.tag[parent] == "VB":
        return True
    if dep in ("relcl", "nsubj", "parataxis", "csubj", "intj", "meta"):
        return True
    if dep == "advcl":
        return tree.tag[node] not in ("VBG", "VB", "VBN") or bool(tree.kids(node, "mark"))
    if dep == "acl":
        return tree.tag[node] != "VB" and "that" not in {tree.lower[k] for k in tree.kids(node, "mark")}
    return False


def _any(tree: Tree, node: int) -> bool:
    """Whether something is told of whatever there may be: "any accord reached", "rejects any talks with them"."""
    noun = tree.head[node] if tree.dep[node] == "acl" else node
    return tree.tag[noun].startswith("NN") and any(tree.lower[k] == "any" for k in tree.kids(noun, "det"))


def _marks(tree: Tree, node: int, found: Colour) -> None:
    if tree.dep[node] not in ("advcl", "ccomp", "pcomp", "relcl", "ROOT", "conj"):
        return
    for mark in tree.kids(node, "mark", "advmod"):
        if tree.lower[mark] in ("after", "when", "before", "as") and tree.dep[node] == "advcl":
            ahead = {tree.lower[k] for k in tree.kids(tree.head[node], "aux")}
            if ahead & {"will", "would", "must", "shall"} or tree.tag[node] in ("VBP", "VBZ"):
                found.drop = f"inside a clause with {tree.lower[mark]!r} that looks ahead"
        if tree.lower[mark] in _CONDITIONS and tree.dep[node] in ("advcl", "ccomp", "pcomp"):
            found.drop = f"inside a clause with {tree.lower[mark]!r}"


def _auxiliaries(tree: Tree, verb: int, found: Colour, inherited: bool = False) -> None:
    """What the verb's own auxiliaries, negation and conditions make of the act."""
    aux = {tree.lower[kid] for kid in tree.kids(verb, "aux")}
    head = tree.head[verb]
    bare = not aux and not tree.kids(verb, "nsubj", "nsubjpass", "auxpass")
    if (
        tree.dep[verb] == "conj"
        and is_verb(tree, head)
        and bare
        and tree.tag[verb] in ("VB", "VBN", "VBP", "VBG", "VBD")
    ) and (tree.tag[verb] in ("VB", "VBN", "VBP") or not tree.kids(head, "aux")):
        _auxiliaries(tree, head, found, inherited=True)
    if tree.dep[verb] == "xcomp" and tree.lower[head] == "going" and {"to"} & aux:
        found.modality = "planned"  # "are going to expel them"
    denied = negated(tree, verb)
    if inherited and denied:
        denied = any(tree.lower[k] in ("or", "nor") for k in tree.kids(verb, "cc"))
    condition = _condition(tree, verb)
    if not aux and not inherited and tree.tag[verb] in ("VBZ", "VBP") and not is_passive(tree, verb):
        found.present = True
    found.obliged = found.obliged or "must" in aux
    if aux & {"will", "'ll", "wo", "shall", "must"} or aux & {"would", "'d"}:
        found.modality = "hypothetical" if condition else "planned"
    elif aux & {"could", "might", "may", "can", "ca"}:
        found.modality = "hypothetical"
    elif aux & {"should", "ought"}:
        found.drop = "an act that should be"
    if condition:
        found.condition = condition
    if denied:
        found.modality = "denied"


def _condition(tree: Tree, verb: int) -> str:
    for clause in tree.kids(verb, "advcl"):
        marks = [tree.lower[k] for k in tree.kids(clause, "mark", "advmod")]
        would = {"would", "'d"} & {tree.lower[k] for k in tree.kids(verb, "aux")}
        if {"if", "unless", "should", *(("once", "provided") if would else ())} & set(marks):
            span = tree.subtree(clause)
            return tree.words_of(span[0], span[-1] + 1)
    return ""


def negated(tree: Tree, verb: int) -> bool:
    """Whether a verb is negated: by "not", "never", "no longer", or a subject with "no"."""
    if tree.kids(verb, "neg"):
        return True
    if any(
        tree.lower[kid] == "longer" and any(tree.lower[k] == "no" for k in tree.children[kid])
        for kid in tree.kids(verb, "advmod")
    ):
        return True
    if any(tree.lower[kid] == "nor" and kid == tree.bounds[tree.sentence[verb]][0] for kid in tree.kids(verb, "cc")):
        return True  # "Nor does X intend to"
    if any(tree.lower[kid] in ("never", "not", "neither", "nor") for kid in tree.kids(verb, "advmod", "preconj", "cc")):
        return any(tree.lower[kid] in ("never", "not") for kid in tree.kids(verb, "advmod"))
    subject = surface_subject(tree, verb)
    if any(tree.lower[k] == "no" for o in tree.kids(verb, "dobj", "attr") for k in tree.kids(o, "det")):
        return True  # "will impose no sanctions"
    if subject is not None and tree.head[subject] in (verb, tree.head[verb]):
        opens = tree.lower[tree.subtree(subject)[0]]  # "no ships came", "not all of them were"
        return tree.lower[subject] in ("none", "neither", "nobody") or opens in ("no", "neither", "not")
    return False


def _negated_noun(tree: Tree, noun: int) -> bool:
    return any(tree.lower[kid] == "no" for kid in tree.kids(noun, "det"))


_RANK = {"asserted": 0, "planned": 1, "proposed": 2, "hypothetical": 3, "denied": 4}


def _climb(
    tree: Tree, node: int, parent: int, dep: str, above: Callable[[int], Hit | None], found: Colour, steps: int
) -> None:
    """What the governor makes of the act."""
    if dep in ("pobj", "pcomp") and tree.lower[parent] in ("without", "instead"):
        found.modality = "denied"
        return
    if dep == "pobj" and tree.lower[parent] in ("before", "of") and _RANK[found.modality] == 0:
        upper = {tree.lower[parent], tree.lower[tree.head[parent]]}
        if upper & {"before", "ahead", "eve"}:
            found.modality = "planned"
    if dep not in _COMPLEMENT or (dep == "advcl" and tree.tag[node] != "VB"):
        if dep == "advcl" and tree.tag[node] in ("VBG", "VBN") and is_verb(tree, parent):
            _own(tree, parent, found)
        return
    governor = _verb_or_noun(tree, parent)
    if tree.tag[node] == "VB" and _ranked(tree, node):
        return  # "was among the first to recognise"
    if dep == "pobj" and steps < 3 and (tree.lower[parent] == "before" or _on_a_trip(tree, node, parent)):
        return  # when something was said is no content of it
    hit = above(governor)
    ended = hit is not None and not hit.frame.act and hit.frame.content == "denied"  # "scrapped the visit"
    if hit is None or (hit.object == node and steps == 1 and not ended) or hit.token == node:
        fruitless = dep == "pobj" and tree.lower[parent] in _OUT_OF and _nothing(tree, governor)
        if is_verb(tree, governor) and dep in ("xcomp", "dobj", "pobj") and not fruitless:
            _own(tree, governor, found)
        return
    effect = hit.frame.content
    if not effect and dep == "pobj" and tree.tag[governor] in ("VBZ", "VBP") and not tree.kids(governor, "aux"):
        found.present = True  # "travels to Ankara for talks"
    if not effect and dep == "pobj" and tree.lower[parent] == "for" and is_verb(tree, governor):
        _own(tree, governor, found)  # "will travel to Ankara for talks"
    if (
        dep == "advcl"
        and effect in ("drop", "denied", "report", "")
        and tree.lemma[governor] not in listed("promising")
    ):
        return
    if not effect:
        return
    plan = any(told == "planned" for _, told in found.above)  # "dropped plans to send troops"
    if effect == "denied" and hit.frame.act and not plan and dep not in ("xcomp", "ccomp", "pcomp", "advcl"):
        effect = "drop"  # "rejected the deployment" is no deployment at all
    if effect == "report" and found.obliged:
        found.drop = "what somebody says must be done"
        return
    found.above.append((governor, effect))
    if effect in ("drop", "drop-all"):
        found.drop = f"told as what was {tree.words[governor]!r}"
        return
    if effect in ("planned", "proposed", "denied", "hypothetical") and _RANK[effect] > _RANK[found.modality]:
        found.modality = effect  # type: ignore[assignment]
    if is_verb(tree, governor) and effect != "report":
        _own(tree, governor, found)
    elif effect == "report" and negated(tree, governor):
        found.drop = "nobody said so"


_OUT_OF = frozenset(("of", "from", "at", "in", "during", "after"))


def _nothing(tree: Tree, verb: int) -> bool:
    """Whether it was nothing that came out of something: "no accord came out of the talks"."""
    subject = surface_subject(tree, verb)
    return subject is not None and tree.lower[tree.subtree(subject)[0]] in ("no", "nothing", "neither", "none")


def _ranked(tree: Tree, verb: int) -> bool:
    """Whether an infinitive says which of several did something: "the first to", "the last of them to"."""
    to = next((k for k in tree.kids(verb, "aux") if tree.lower[k] == "to"), 0)
    return (
        any(
            tree.lower[k] in ("first", "last", "latest", "only") and tree.entity[k] != "DATE"
            for k in range(max(0, to - 3), to)
        )
        and tree.lower[to - 1] != "time"
    )


def _on_a_trip(tree: Tree, noun: int, preposition: int) -> bool:
    return tree.lower[preposition] in ("on", "at") and tree.lemma[noun] in (
        "visit",
        "trip",
        "tour",
        "meeting",
        "summit",
    )


def _own(tree: Tree, verb: int, found: Colour) -> None:
    """Auxiliaries of a governor count for what it governs."""
    outer = Colour()
    _auxiliaries(tree, verb, outer)
    if outer.drop:
        found.drop = outer.drop
    if (
        found.condition
        and outer.modality == "planned"
        and {"would", "'d"} & {tree.lower[k] for k in tree.kids(verb, "aux")}
    ):
        outer.modality = "hypothetical"  # "would let them send troops if …"
    if _RANK[outer.modality] > _RANK[found.modality]:
        found.modality = outer.modality
    found.condition = found.condition or outer.condition
    found.present = found.present or outer.present


def _verb_or_noun(tree: Tree, token: int) -> int:
    """Prepositions pass on to what they hang on."""
    while tree.dep[token] in ("prep", "agent") and tree.head[token] != token and tree.tag[token] in ("IN", "TO", "RP"):
        token = tree.head[token]
    return token
