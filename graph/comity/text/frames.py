"""The lexicon ``frames.toml`` in memory, and the matching of its phrases on a tree.

This module knows no act by name: which words report what stands in the lexicon.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property

from comity.text.parse import Tree
from comity.text.syntax import behind, conjuncts, is_verb, objects, prepositions, subjects
from comity.text.tree import KINDS

__all__ = ["NEEDS", "Frame", "Hit", "Lexicon", "Phrase", "match"]

_ANY = "*"
"""Stands for every verb, after the phrases that name theirs."""
_COMPLEMENTS = ("acomp", "attr", "oprd", "xcomp", "ccomp", "dobj", "advmod", "advcl")
NEEDS = frozenset(
    "agents recipients both two persons official traveller destination parties instrument policy amount speaker quoted"
    " alone gone main passive negated fact power single foe plain bodies".split()
)
"""What a frame may ask for beside its words; ``comity.text.needs`` says what each means."""


@dataclass(frozen=True)
class Phrase:
    """One line of a frame: what must stand with a verb for it to report the act."""

    text: str
    heads: tuple[str, ...]
    words: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    behind: tuple[tuple[str, frozenset[str]], ...] = ()
    without: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    @cached_property
    def weight(self) -> int:
        """How much the phrase asks for: of two that fit, the more exact one counts."""
        return (
            3 * bool(self.objects)
            + any("+" in noun for noun in self.objects)
            + 3 * bool(self.subjects)
            + 3 * len(self.behind)
            + 2 * bool(self.complements)
            + 2 * len(self.words)
        )

    @cached_property
    def plain(self) -> frozenset[str]:
        """Its words as they stand in a text."""
        return frozenset(word.removeprefix("~") for word in self.words)

    @cached_property
    def choices(self) -> tuple[frozenset[str], ...]:
        """Sets of words of which one each must stand somewhere."""
        asked = (self.objects, self.subjects, self.complements, *(nouns for _, nouns in self.behind))
        return tuple(frozenset(noun.rpartition("+")[2] for noun in nouns) for nouns in asked if nouns)

    def may_stand(self, said: set[str]) -> bool:
        """Whether a text says all its words at all: told at once, before anyone asks how they hang together."""
        return self.plain <= said and not any(nouns.isdisjoint(said) for nouns in self.choices)


@dataclass(frozen=True, slots=True)
class Frame:
    """Phrases that report one act (or, where ``act`` is empty, colour another) and the places of its parties."""

    act: str
    content: str = ""
    agents: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    modality: str = "asserted"
    states: str = ""
    subject: str = ""
    modals: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    denied: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that stands in a sentence: its trigger, the noun that completes it, and the frame."""

    frame: Frame
    phrase: Phrase
    token: int
    object: int | None = None
    noun: bool = False
    state: bool = False
    """A participle that says how its subject is: in "is worried by it" nobody worries Tokyo."""


_Index = dict[str, list[tuple[Frame, Phrase]]]


@dataclass(slots=True)
class Lexicon:
    """Frames indexed by the first word of their phrases."""

    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    verbs: dict[str, list[tuple[Frame, Phrase]]] = field(default_factory=dict)
    nouns: dict[str, list[tuple[Frame, Phrase]]] = field(default_factory=dict)
    participles: dict[str, list[tuple[Frame, Phrase]]] = field(default_factory=dict)
    again: dict[str, list[tuple[Frame, Phrase]]] = field(default_factory=dict)
    contents: list[tuple[Frame, list[Phrase]]] = field(default_factory=list)

    def before(self, other: Lexicon) -> Lexicon:
        """This lexicon and another: of phrases that fit as exactly, this one's come first. The sets are this one's."""

        def joined(mine: _Index, others: _Index) -> _Index:
            return {head: [*mine.get(head, ()), *others.get(head, ())] for head in {**mine, **others}}

        return Lexicon(
            self.sets,
            joined(self.verbs, other.verbs),
            joined(self.nouns, other.nouns),
            joined(self.participles, other.participles),
            joined(self.again, other.again),
            [*self.contents, *other.contents],
        )

    def hits(self, tree: Tree, token: int) -> list[Hit]:
        """Phrases that stand at a token, the most exact first."""
        found: list[Hit] = []
        verb = is_verb(tree, token) or bool(tree.kids(token, "auxpass"))  # "is committed to it" may be an adjective
        verb = verb and not (tree.tag[token] == "VBN" and tree.kids(token, "det"))  # "took out the wounded"
        if verb and tree.dep[token] != "prep":  # "considering the drop" reports nothing
            for frame, phrase in (*self.verbs.get(tree.lemma[token], ()), *self.verbs.get(_ANY, ())):
                hit = match(tree, token, frame, phrase)
                if hit:
                    found.append(hit)
            if tree.kids(token, "auxpass") or tree.dep[token] in ("acl", "advcl", "acomp"):
                found += [
                    Hit(frame, phrase, token, state=True)
                    for frame, phrase in self.participles.get(tree.lower[token], ())
                    if phrase.words <= {tree.lower[p] for p in prepositions(tree, token)}
                ]
        elif tree.tag[token].startswith("NN") and tree.lemma[token] in self.nouns:
            for frame, phrase in self.nouns.get(tree.lemma[token], ()):
                if _modified_so(tree, token, phrase):
                    found.append(Hit(frame, phrase, token, token, noun=True))
        found.sort(key=lambda hit: (_ANY in hit.phrase.heads, -hit.phrase.weight))
        return found


def _modified_so(tree: Tree, noun: int, phrase: Phrase) -> bool:
    """Whether a noun has the modifiers that a phrase asks for: all its words, one of its set."""
    if not phrase.words and not phrase.objects:
        return True
    found = _modifiers(tree, noun)
    return phrase.words <= found and not (phrase.objects and phrase.objects.isdisjoint(found))


_WITHIN = ("of", "from", "to", "on")
"""Prepositions whose noun says what a noun is about: "the halt to flights"."""


def _modifiers(tree: Tree, noun: int) -> set[str]:
    found = {tree.lower[kid] for kid in tree.kids(noun, "amod", "compound", "nmod")}
    found |= {tree.lemma[n] for p in tree.kids(noun, "prep") if tree.lower[p] in _WITHIN for n in tree.kids(p, "pobj")}
    return found


def match(tree: Tree, verb: int, frame: Frame, phrase: Phrase) -> Hit | None:
    """Whether a phrase stands at a verb, and with which noun."""
    if not phrase.may_stand(tree.said):
        return None
    noun: int | None = None
    if phrase.objects:
        noun = next(
            (o for top in objects(tree, verb) for o in _listed(tree, top) if _is_one(tree, o, phrase.objects)),
            None,
        )
        if noun is None:
            noun = next(
                (o for o in tree.kids(verb, "attr", "oprd", "npadvmod") if _is_one(tree, o, phrase.objects)), None
            )
        if noun is None:
            noun = next((n for o in objects(tree, verb) if (n := _taken_up(tree, o, phrase.objects)) is not None), None)
        if noun is None and not phrase.plain.isdisjoint(_PARTICLES):
            noun = next((n for n in _behind_particle(tree, verb, phrase) if _is_one(tree, n, phrase.objects)), None)
        if noun is None:
            return None
    if phrase.complements and not any(
        tree.lower[kid] in phrase.complements
        or (tree.lemma[kid] in phrase.complements and tree.tag[kid] not in ("VBD", "VBN", "VBZ", "VBP"))
        for top in tree.kids(verb, *_COMPLEMENTS)
        for kid in (
            top,
            *tree.kids(
                top, "acomp", "attr", "advmod", "amod", "nsubj", "conj", "dobj", "compound", "oprd", "acl", "relcl"
            ),
        )
    ):
        return None
    if (
        not frame.act
        and "to" in phrase.words
        and (tree.kids(verb, "dobj") or _has_own_subject(tree, verb) or _is_elsewhere(tree, verb))
    ):
        return None
    if phrase.subjects and not any(_is_one(tree, s, phrase.subjects) for s in _subject_nouns(tree, verb)):
        return None
    around = [verb] if noun is None else [verb, noun]
    around += tree.kids(verb, "acomp")  # "was full of praise"
    if phrase.words or phrase.behind:
        further = objects(tree, verb) if noun is None and _places_only(phrase) else []
        near = [
            p
            for token in (*around, *(c for top in further for c in conjuncts(tree, top)))
            for p in prepositions(tree, token)
        ]
        if noun is not None:  # "brought charges of treason against X"
            near += [
                q for p in near if tree.lower[p] == "of" for n in tree.kids(p, "pobj") for q in tree.kids(n, "prep")
            ]
        if further and any(name == "as" for name, _ in phrase.behind):  # "described talk of a coup as nonsense"
            near += [p for top in further for p in tree.subtree(top, 40) if tree.lower[p] == "as" and p not in near]
        for name, nouns in phrase.behind:
            found = [
                n
                for p in near
                if tree.lower[p] == name
                for top in _named_behind(tree, p)
                for n in _coordinated(tree, top)
            ]
            there = next((n for n in found if _is_one(tree, n, nouns)), None)
            if there is None:
                return None
            near += prepositions(tree, there)  # "sat across the table from"
            noun = there if noun is None else noun
        if not phrase.words <= _words_near(tree, verb, near):
            return None
    if phrase.without and _forbidden(tree, verb, phrase.without):
        return None
    return Hit(frame, phrase, verb, noun)


_PARTICLES = frozenset("in on off up down out over away back through".split())


def _behind_particle(tree: Tree, verb: int, phrase: Phrase) -> list[int]:
    """Objects that the parser hung on the particle before them: "phased in a charge"."""
    parts = [p for p in tree.kids(verb, "prep") if tree.lower[p] in phrase.plain and tree.lower[p] in _PARTICLES]
    return [n for p in parts for top in tree.kids(p, "pobj") for n in _listed(tree, top)]


_TAKEN_UP = {"it": ("NN", "NNP"), "they": ("NNS", "NNPS"), "them": ("NNS", "NNPS")}
_NEAR = 40
"""Tokens that a pronoun looks back for its noun."""


def _taken_up(tree: Tree, token: int, nouns: frozenset[str]) -> int | None:
    """The last noun of some that a pronoun may stand for: "has troops there, but they are to be withdrawn"."""
    tags = _TAKEN_UP.get(tree.lower[token], ())
    before = (n for n in range(token - 1, max(-1, token - _NEAR), -1) if tree.tag[n] in tags)
    return next((n for n in before if _is_one(tree, n, nouns)), None)


def _places_only(phrase: Phrase) -> bool:
    """Whether what stands with a verb may hang on its object: "took Italy to court"."""
    names = {name for name, _ in phrase.behind}
    return bool(phrase.words | names) and phrase.words <= _PLACING and names <= _PLACING | _WITH_NOUNS


def _named_behind(tree: Tree, preposition: int) -> list[int]:
    """Objects of a preposition; of "as" also adjectives ("rejected as unacceptable")."""
    found = behind(tree, preposition)
    return (
        found
        if tree.lower[preposition] != "as"
        else [
            *found,
            *tree.kids(preposition, "amod", "acomp", "pcomp", "advmod", "prep"),
            *(k for noun in found for k in tree.kids(noun, "amod")),  # "dismissed as groundless a report"
        ]
    )


def _has_own_subject(tree: Tree, verb: int) -> bool:
    return any(tree.kids(clause, "nsubj", "nsubjpass") for clause in tree.kids(verb, "xcomp", "ccomp"))


def _is_elsewhere(tree: Tree, verb: int) -> bool:
    """ "was at the palace to see X": where somebody is, not what is to be."""
    goals = [k for k in tree.kids(verb, "advcl", "xcomp") if tree.kids(k, "aux")]
    places = [place for place in tree.kids(verb, "prep") if not _on_a_day(tree, place)]
    return tree.lemma[verb] == "be" and (not goals or any(verb < place < goal for goal in goals for place in places))


def _subject_nouns(tree: Tree, verb: int) -> list[int]:
    tops = subjects(tree, verb) or objects(tree, verb)
    return [noun for top in tops for noun in _listed(tree, top)]


_PLACING = frozenset(("to", "at", "in", "into", "between", "as"))
"""Prepositions that belong to the verb even where they hang on its object ("welcomed X and Y to the palace")."""
_WITH_NOUNS = frozenset(("with", "on", "of"))
"""The same of those that a phrase names with the noun behind them ("watched the arming of the islands with alarm")."""
_QUANTITIES = frozenset(
    "thousand hundred dozen number score level range string raft package set host slew tranche group part half third "
    "quarter lot series couple member ten day "
    "decade year month week round last rest"
    " planeload truckload shipload boatload cargo consignment shipment tonne ton load remainder bulk batch "
    "patch swarm wave column contingent deployment element convoy most some many majority handful all few".split()
)


_LIGHT = frozenset(
    "rule program programme package deal shipment delivery supply payment worth effort campaign note".split()
)
"""Nouns that mean what stands before them ("an aid programme")."""


def _listed(tree: Tree, token: int) -> list[int]:
    """A noun, what is coordinated with it, and for "thousands of soldiers" the soldiers."""
    found = _coordinated(tree, token)
    for noun in list(found):
        if tree.lemma[noun] in _QUANTITIES:
            found += [n for p in tree.kids(noun, "prep") if tree.lower[p] == "of" for n in tree.kids(p, "pobj")]
    if any(tree.dep[kid] == "relcl" for kid in tree.children[token]) and tree.dep[token] == "pobj":
        found.append(tree.head[tree.head[token]])  # "the ban on exports, which they had imposed"
    return found


def _coordinated(tree: Tree, token: int) -> list[int]:
    return [token, *tree.kids(token, "conj")]


def _is_one(tree: Tree, token: int, nouns: frozenset[str]) -> bool:
    if tree.lemma[token] in nouns or tree.lower[token] in nouns or _kind(tree, token) in nouns:
        return True
    if any(tree.lemma[token] == noun and word in _modifiers(tree, token) for word, noun in _modified(nouns)):
        return True
    before = [k for k in tree.kids(token, "compound") if tree.tag[k].startswith("NN")]
    named = tree.tag[token].startswith("NNP")  # "the regional bloc ECOWAS"
    return any(
        tree.lemma[k] in nouns and (tree.lemma[token] in _LIGHT or (named and tree.tag[k] == "NN")) for k in before
    )


def _kind(tree: Tree, token: int) -> str:
    """What the lexicon calls the kind of a name: also "two Britons", of whom the parser notes the number only."""
    counted = tree.tag[token] == "NNPS" and tree.entity[token] in ("", "CARDINAL")
    return "PEOPLE" if counted else KINDS.get(tree.entity[token], "")


@cache
def _modified(nouns: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Of some nouns those that want a word before them: "phone+call"."""
    return tuple((word, noun) for word, plus, noun in (entry.partition("+") for entry in nouns) if plus)


def _words_near(tree: Tree, verb: int, near: list[int]) -> set[str]:
    found = {tree.lower[p] for p in near if not _on_a_day(tree, p)}
    found |= {tree.lower[k] for p in near for k in tree.kids(p, "advmod")}  # "together in Cairo"
    for kid in (k for k in tree.children[verb] if not _on_a_day(tree, k)):
        if tree.dep[kid] in ("prt", "advmod", "acomp", "prep", "npadvmod", "oprd", "intj"):
            found.add(tree.lower[kid])
        if tree.dep[kid] in ("prt", "advmod") and not tree.kids(kid, "pobj"):
            found.add("~" + tree.lower[kid])
        if tree.dep[kid] in ("xcomp", "ccomp", "advcl"):
            found |= {"to"} & {tree.lower[k] for k in tree.kids(kid, "aux")}
            found |= {"that", "for"} & {tree.lower[k] for k in tree.kids(kid, "mark")}
    return found


def _on_a_day(tree: Tree, preposition: int) -> bool:
    """ "shook hands on Friday": when, not on what."""
    nouns = behind(tree, preposition) if tree.lower[preposition] == "on" else []
    return bool(nouns) and all(tree.entity[noun] == "DATE" for noun in nouns)


def _forbidden(tree: Tree, verb: int, without: frozenset[str]) -> bool:
    if "wh" in without and any(
        tree.tag[k] in ("WP", "WRB", "WDT") or tree.lower[k] in ("whether", "if")
        for clause in tree.kids(verb, "ccomp")
        for k in tree.children[clause]
    ):
        return True
    done_to = objects(tree, verb)
    if any(_kind(tree, token) in without for token in done_to):
        return True
    for top in [*done_to, *tree.children[verb]]:
        if tree.dep[top] == "mark":
            continue
        for token in (top, *tree.kids(top, "mark", "conj", "pobj", "compound", "amod")):
            if tree.lemma[token] in without or tree.lower[token] in without:
                return True
    return False
