"""What the parser gets wrong as a rule in wire copy, put right in the tree before anything is read from it."""

from __future__ import annotations

from bisect import bisect_left

from comity.text.asides import underway, whose
from comity.text.numerals import numerals
from comity.text.openings import reopened
from comity.text.reported import agency_at_the_end, goes_on, should_it, told_at, told_at_the_end, told_in
from comity.text.tree import Tree
from comity.text.verbless import adjective_that_does, verb_found
from comity.text.words import listed, words

__all__ = ["LEMMAS", "NAMED", "repair"]

_BASES = "dine wine hope stage fine install wage rape snipe"
LEMMAS = {
    form: base for base in _BASES.split() for stem in [base.removesuffix("e")] for form in (f"{stem}ed", f"{stem}ing")
} | {"lambasted": "lambast", "lambasting": "lambast", "readmitted": "readmit"}
LEMMAS |= {
    f"re-{base}{end}": f"re-{base}"
    for base in ("establish", "open", "impose", "enter", "join", "affirm")
    for end in ("ed", "d", "ing", "s", "es")
}
"""Forms that the lemmatizer takes for those of another verb ("staged" for "to stag")."""
_STRONG = (
    "write:wrote take:took build:built give:gave bid:bade swear:swore throw:threw run:ran draw:drew ride:rode go:went"
)
PASTS = {
    f"{prefix}{past}": f"{prefix}{base}"
    for prefix in "re un over under out for fore with".split()
    for base, _, past in (pair.partition(":") for pair in _STRONG.split())
}
"""Pasts of verbs with a prefix, which the tagger takes for base forms ("rewrote", "forgave")."""
LEMMAS |= PASTS
NAMED = {f"{noun}s": noun for noun in "accord agreement protocol convention talk dose".split()} | {
    "d'affaires": "chargé"
}
"""Plurals inside of names, which the lemmatizer leaves alone ("the Abraham Accords"), and what a title ends with."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_GIVING = frozenset(("make", "give", "hand", "offer", "send", "build", "lend", "grant", "show"))


def repair(tree: Tree) -> None:
    """Puts right what the parser often gets wrong in the prose of agencies: words that hang on the wrong word, and
    sentences whose verb was taken for something else."""
    for token, dep in enumerate(tree.dep):
        verb = tree.head[token]
        _joined(tree, token, dep, verb)
        _within(tree, token, dep, verb)
        _before(tree, token, dep, verb)
        _behind(tree, token, dep, verb)
    _sums(tree)
    for first, after in tree.bounds:
        root = next((t for t in range(first, after) if tree.head[t] == t), None)
        if root is None:
            continue
        adjective_that_does(tree, root)
        if tree.tag[root].startswith("VB"):
            reopened(tree, root, first)
            whose(tree, root)
            told_at_the_end(tree, root)
            agency_at_the_end(tree, root)
            _behind_adverbial(tree, root, first)
        elif tree.tag[root].startswith("NN"):
            underway(tree, root)
        verb_found(tree, root, first, after)


def _joined(tree: Tree, token: int, dep: str, verb: int) -> None:
    """Nouns and clauses that were joined to the wrong word."""
    if dep == "conj" and tree.tag[token].startswith("NN") and tree.tag[verb].startswith("VB"):
        _join(tree, token, verb)
    if dep == "advcl" and tree.tag[verb] == "JJ" and "that" in {tree.lower[k] for k in tree.kids(token, "mark")}:
        tree.dep[token] = "ccomp"  # "made it clear that …"
    if dep == "conj" and tree.tag[token] == "VBD":
        goes_on(tree, token, verb)
    if dep in ("relcl", "acl") and tree.dep[verb] == "pobj":
        told_at(tree, token, verb)


def _within(tree: Tree, token: int, dep: str, verb: int) -> None:
    """What is said within a clause, and who is brought home."""
    if dep == "aux" and tree.kids(token, "nsubj", "nsubjpass"):
        for kid in list(tree.children[token]):  # "X had in a statement demanded …"
            tree.move(kid, verb)
    if dep == "dobj" and tree.lower[token] == "home" and tree.kids(token, "compound"):
        _brought_home(tree, token, verb)
    if dep == "pobj" and tree.lower[token] == "home" and tree.tag[tree.head[verb]].startswith("NN"):
        _home_of(tree, token, verb)
    if dep == "dobj" and tree.lower[token] == "home" and len(tree.kids(verb, "dobj")) > 1:
        tree.dep[token], tree.tag[token] = "advmod", "RB"  # "ordered home its staff"
    if dep in ("xcomp", "ccomp") and token > verb and _is_no_clause(tree, token):
        tree.dep[token] = "dobj"  # "ordered its envoys out", "renounced its fisheries agreement"
    if dep == "preconj" and tree.tag[verb] == "VB" and tree.dep[verb] == "xcomp":
        tree.dep[token] = "nsubj"  # "urged both to keep calm"
    if tree.words[token - 1] == "-" and token > 1:
        _hyphened(tree, token)
    if dep == "aux" and tree.lower[token] == "should" and tree.dep[verb] in ("ccomp", "advcl"):
        should_it(tree, token, verb)
    if dep in ("acl", "relcl") and tree.dep[verb] == "pobj":
        told_in(tree, token, verb)


def _before(tree: Tree, token: int, dep: str, verb: int) -> None:
    """Who stands before the verb."""
    if dep in ("nsubj", "csubj") and tree.tag[token] == "VBG":
        _participle_subject(tree, token, verb)
    elif dep == "nsubj" and verb > token:
        _listed_subject(tree, token, verb)
        _named_subject(tree, token, verb)
    if dep == "nmod" and tree.tag[token] == "NN" and token < verb:
        _two_owned(tree, token, verb)
    if dep == "appos" and tree.dep[verb] == "nsubj" and tree.kids(verb, "poss"):
        _whose_object(tree, token, verb)
    if dep == "appos" and tree.entity[token] == "PERSON" and tree.dep[verb] == "pobj":
        _beside_holder(tree, token, verb)
    if dep == "npadvmod" and tree.entity[token] == "PERSON" and token > verb and not tree.kids(verb, "dobj"):
        tree.dep[token] = "dobj" if tree.tag[verb].startswith("VB") else dep


def _behind(tree: Tree, token: int, dep: str, verb: int) -> None:
    """What is done, and to whom."""
    if dep == "acl" and tree.tag[token] == "VBN":
        _have_done(tree, token, verb)
    if dep == "ccomp" and tree.tag[token] == "VBD" and tree.lower[verb] == "had" and verb < token:
        tree.tag[token] = "VBN"  # "had a trawler impounded"
    if dep == "pobj" and tree.lower[verb] == "by" and tree.entity[token] in ("GPE", "NORP"):
        _done_to(tree, token, tree.head[verb])
    if dep == "pobj" and tree.dep[verb] == "prt":
        tree.move(token, tree.head[verb])  # "called off the embargo"
        tree.dep[token] = "dobj"
    if dep == "ccomp" and tree.tag[token] == "NN" and tree.lemma[verb] in _GIVING:
        _gift(tree, token, verb)
    if dep == "pobj" and tree.lower[verb] == "on" and tree.entity[token] in ("PERSON", "GPE", "ORG"):
        _after_day(tree, token, verb)
    if dep == "prep" and tree.lower[token - 1 : token + 1] == ["parties", "to"] and verb < token - 1:
        tree.move(token, token - 1)  # "urged the parties to the conflict to stop"
    if dep == "npadvmod" and tree.lemma[verb] == "give" and token > verb:
        _time_given(tree, token, verb)
    if tree.lower[token - 2 : token + 1] == ["face", "to", "face"] and tree.tag[token] == "VB":
        _adverb(tree, token)


def _is_no_clause(tree: Tree, noun: int) -> bool:
    """Whether what the parser takes for a clause is a noun alone."""
    below = tree.kids(noun, "nsubj", "nsubjpass", "aux", "cop", "mark", "expl", "ccomp", "csubj")
    whose = tree.kids(noun, "poss", "det", "amod", "compound")
    return not below and (tree.tag[noun] == "NNS" or (tree.tag[noun] == "NN" and bool(whose)))


_KEPT = frozenset("station base deploy quarter house".split())
"""What one has troops do somewhere, and has not done to them."""


def _have_done(tree: Tree, done: int, noun: int) -> None:
    """ "had two envoys thrown out": what is had done was taken for a part of the noun."""
    having = tree.head[noun]
    last = not any(k > done for k in tree.children[noun])
    if (
        tree.dep[noun] == "dobj"
        and tree.lower[having] == "had"
        and last
        and tree.lemma[done] not in _KEPT
        and not tree.kids(done, "agent")
    ):
        tree.move(done, having)
        tree.move(noun, done)
        tree.dep[done], tree.dep[noun] = "ccomp", "nsubj"


def _done_to(tree: Tree, state: int, deed: int) -> None:
    """ "the seizure by Iran of two sailors": what is done to whom was hung on the state that does it."""
    if tree.tag[deed].startswith("NN"):
        for kid in [k for k in tree.kids(state, "prep") if tree.lower[k] in ("of", "on", "from", "to")]:
            tree.move(kid, deed)


def _hyphened(tree: Tree, token: int) -> None:
    """ "a sit-in", "the go-ahead": one noun, of which the parser makes three words."""
    whole = f"{tree.lower[token - 2]}-{tree.lower[token].removesuffix('s')}"
    if whole in listed("hyphened"):
        tree.lemma[token] = whole
        if not tree.tag[token].startswith("NN"):
            tree.tag[token] = "NN"


def _beside_holder(tree: Tree, person: int, place: int) -> None:
    """ "Lima's ambassador in Quito, X": the name beside a place is that of the holder of the office before it."""
    holder = tree.head[tree.head[place]]
    if tree.entity[place] == "PERSON" or tree.lower[place] in words().heads or tree.tag[person - 1] == "POS":
        return
    if tree.lower[holder] in words().heads and holder < place:
        tree.move(person, holder)


def _two_owned(tree: Tree, first: int, second: int) -> None:
    """ "Peru's government and coastal rebels": the first of two nouns was taken for a part of the second."""
    joint = next((k for k in (*tree.kids(first, "cc"), *tree.kids(second, "cc")) if k == first + 1), None)
    owner = [k for k in tree.children[second] if k < first and tree.dep[k] in ("poss", "det", "amod")]
    whole = tree.lower[first] in listed("governments") and not tree.kids(first, "conj")
    if joint is None or not owner or not whole or tree.head[second] == second:
        return
    tree.dep[first] = tree.dep[second]
    tree.move(first, tree.head[second])
    tree.move(second, first)
    tree.dep[second] = "conj"
    for kid in (*owner, joint):
        tree.move(kid, first)


def _whose_object(tree: Tree, subject: int, thing: int) -> None:
    """ "whose boat the guards had sunk": the two nouns before the verb of such a clause are its object and subject."""
    whose = any(tree.tag[k] == "WP$" for k in tree.kids(thing, "poss"))
    if whose and tree.subtree(subject)[0] == thing + 1 and subject < tree.head[thing]:
        tree.move(subject, tree.head[thing])
        tree.dep[subject], tree.dep[thing] = "nsubj", "dobj"


def _after_day(tree: Tree, subject: int, on: int) -> None:
    """ "On Monday X met Y": the day and the subject were taken for one name."""
    verb, day = tree.head[on], next((k for k in tree.kids(subject, "compound", "nmod") if k == on + 1), None)
    if day is None or tree.entity[day] != "DATE" or subject > verb or tree.kids(verb, "nsubj", "nsubjpass"):
        return
    tree.move(subject, verb)
    tree.move(day, on)
    tree.dep[subject], tree.dep[day] = "nsubj", "pobj"


def _brought_home(tree: Tree, home: int, verb: int) -> None:
    """ "was bringing its envoy home": who is brought was taken for a part of the home."""
    noun = tree.kids(home, "compound")[-1]
    tree.move(noun, verb)
    for kid in [k for k in tree.children[home] if k < noun]:
        tree.move(kid, noun)
    tree.dep[noun], tree.dep[home], tree.tag[home] = "dobj", "advmod", "RB"


def _home_of(tree: Tree, home: int, preposition: int) -> None:
    """ "brought its envoy in Rome home": the town was taken for whose home it is."""
    town = next((k for k in tree.kids(home, "compound") if tree.entity[k] == "GPE"), None)
    verb = next((up for up in tree.up(preposition) if tree.tag[up].startswith("VB")), None)
    if town is not None and verb is not None:
        tree.move(town, preposition)
        tree.move(home, verb)
        tree.dep[town], tree.dep[home], tree.tag[home] = "pobj", "advmod", "RB"


def _behind_adverbial(tree: Tree, root: int, first: int) -> None:
    """ "By ten votes to one the Council called for …": the subject was hung on the words before it."""
    finite = tree.tag[root] in _FINITE or tree.kids(root, "aux")
    if not finite or tree.kids(root, "nsubj", "nsubjpass", "csubj", "expl"):
        return
    near = [t for t in range(first, root) if tree.dep[t] == "appos" and tree.tag[t].startswith("NN")]
    noun = next((t for t in reversed(near) if root in tree.up(t)), None)
    if noun is not None:
        tree.dep[noun] = "nsubj"
        tree.move(noun, root)


def _listed_subject(tree: Tree, token: int, verb: int) -> None:
    """ "The Chileans, Peruvians and Danes left": two subjects of one verb are a list."""
    first = tree.kids(verb, "nsubj")[0]
    opened = tree.subtree(token)[0] - 1
    listed_ = first < token and tree.words[opened] == "," and bool(tree.kids(token, "conj"))
    if listed_ and not tree.kids(first, "appos") and opened == tree.subtree(first)[-1] + 1:
        tree.dep[token] = "conj"
        tree.move(token, first)


def _participle_subject(tree: Tree, participle: int, verb: int) -> None:
    """ "The Red Cross operating in Chad said …": what somebody does was taken for who said it."""
    subject = next((k for k in tree.kids(participle, "nsubj") if k == participle - 1), None)
    if subject is not None and tree.tag[subject].startswith("NN"):
        tree.move(subject, verb)
        tree.move(participle, subject)
        tree.dep[subject], tree.dep[participle] = "nsubj", "acl"


def _named_subject(tree: Tree, token: int, verb: int) -> None:
    """ "The bloc ECOWAS closed its borders": two subjects side by side are a name and what it is the name of."""
    noun = tree.subtree(token)[0] - 1
    if noun < 0 or tree.dep[noun] != "nsubj" or tree.head[noun] != verb or tree.tag[noun] != "NN":
        return
    if tree.tag[token] == "NNP" and tree.kids(noun, "det"):
        tree.dep[noun] = "compound"
        tree.move(noun, token)


def _gift(tree: Tree, gift: int, verb: int) -> None:
    """ "made Zimbabwe a gift": whom it was given to was taken for the subject of a clause."""
    whom = tree.kids(gift, "nsubj")
    if len(whom) == 1 and verb < whom[0] < gift and tree.kids(gift, "det"):
        tree.move(whom[0], verb)
        tree.dep[whom[0]], tree.dep[gift] = "dative", "dobj"


def _time_given(tree: Tree, time: int, verb: int) -> None:
    """ "gave the envoy 48 hours to leave": what is given is the time."""
    whom = [k for k in tree.kids(verb, "dobj", "dative") if verb < k < time]
    if whom and tree.lemma[time] in ("hour", "day", "week", "month", "year"):
        tree.dep[whom[0]], tree.dep[time] = "dative", "dobj"


def _adverb(tree: Tree, token: int) -> None:
    """ "came face to face with X": the second "face" was taken for a verb."""
    tree.tag[token], tree.dep[token] = "RB", "advmod"
    for kid in tree.kids(token, "prep"):
        tree.move(kid, tree.head[token])


def _join(tree: Tree, noun: int, verb: int) -> None:
    """ "was signed by A, secretary of X, and B": a noun joined to the verb is joined to the noun phrase before it."""
    for kid in reversed([k for k in tree.children[verb] if verb < k < noun]):
        target = next(iter(tree.kids(kid, "pobj")), None) if tree.dep[kid] in ("agent", "prep") else kid
        if target is not None and tree.dep[target] in ("pobj", "dobj", "nsubj") and tree.tag[target].startswith("NN"):
            tree.move(noun, target)
            return


def _sums(tree: Tree) -> None:
    """Marks sums of money, also those in currencies that the parser does not know ("300 million kroner", "£75m")."""
    for numeral in numerals(tree.text, 0, len(tree.text)):
        if numeral.currency:
            for token in range(bisect_left(tree.start, numeral.start), bisect_left(tree.start, numeral.after)):
                tree.entity[token] = "MONEY"
