"""Agreements and policies as things of a document: first named in full, then "the deal", "the pact", "the move"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comity.model import Mention, When
from comity.text.lexicons import lexicon
from comity.text.parse import Tree

__all__ = ["Instrument", "Instruments"]

_POLICIES = frozenset(
    [
        "policy",
        "law",
        "bill",
        "plan",
        "programme",
        "program",
        "embargo",
        "ban",
        "decree",
        "order",
        "measure",
        "legislation",
        "reform",
        "initiative",
        "scheme",
        "tariff",
        "sanction",
        "quota",
        "crackdown",
        "strategy",
    ]
)
_VAGUE = frozenset(
    [
        "agreement",
        "accord",
        "deal",
        "pact",
        "treaty",
        "text",
        "document",
        "paper",
        "convention",
        "settlement",
        "declaration",
        "memorandum",
        "ceasefire",
        "truce",
        "arrangement",
        "move",
        "step",
        "policy",
        "plan",
        "measure",
        "decision",
        "breakthrough",
        "ban",
    ]
)
_KNOWN = (
    (
        "Safe Third Country",
        re.compile(r"safe[- ]third[- ]countr", re.I),
        re.compile(r"asylum[- ]seekers? .{0,40}\b(?:apply|claim|seek|ask) for (?:refuge|asylum|protection)\b", re.I),
    ),
    ("Migrant Protection Protocols", re.compile(r"migrant protection protocols?|remain[- ]in[- ]mexico", re.I), None),
)
"""Policies that go by a name, how that name is written, and, where one does, what such a policy says."""
_QUOTED = re.compile(r"['\"]([^'\"]{2,60})['\"]\s*$")
_FURTHEST = 200
"""How many instruments with a word in common are looked at: more than a report names."""
_CLAUSE = 12
"""Tokens of the longest clause that is taken as a policy's description."""
_PRENOUN = ("compound", "amod", "nmod", "nummod", "punct", "poss", "case")


@dataclass(slots=True, eq=False)
class Instrument:
    """An agreement or policy of the document. ``parties`` are country codes, filled in as acts are read."""

    kind: str
    head: str
    name: str
    parties: set[str] = field(default_factory=set)
    signed: When | None = None
    described_as: str = ""
    """The known policy whose substance the description has ("requiring asylum seekers to apply … in Mexico")."""

    def mention(self) -> Mention:
        """As reports name it."""
        signed = (self.signed.edtf() or "") if self.signed and self.kind == "agreement" else ""
        kind = "agreement" if self.kind == "agreement" else "policy"
        return Mention(kind, "+".join(sorted(self.parties)), self.name, signed)  # type: ignore[arg-type]


@dataclass(slots=True)
class Instruments:
    """The agreements and policies of a document in the order of their first mention."""

    agreements: frozenset[str] = field(default_factory=lambda: lexicon().sets["agreements"])
    """Nouns that name agreements."""
    known: list[Instrument] = field(default_factory=list)
    _at: dict[int, dict[int, Instrument | None]] = field(default_factory=dict)
    _by_word: dict[tuple[str, str], list[Instrument]] = field(default_factory=dict)
    """Instruments by their kind and each word of their name."""
    _last: dict[tuple[str, str], Instrument] = field(default_factory=dict)
    """The last of a kind and noun; either may be "" for any."""

    def at(self, tree: Tree, number: int, token: int) -> Instrument | None:
        """The instrument that a noun names or takes up again, or None."""
        here = self._at.setdefault(number, {})
        if token not in here:
            here[token] = self._find(tree, token)
        return here[token]

    def of_paragraph(self, number: int) -> list[tuple[int, Instrument]]:
        """The instruments that a paragraph names or takes up again, with the token of each, in the order of the
        text."""
        return sorted(((t, i) for t, i in self._at.get(number, {}).items() if i), key=lambda pair: pair[0])

    def rename(self, same: dict[int, Instrument]) -> None:
        """Takes one instrument for another from now on: ``same`` gives the one that stays by ``id`` of the other."""
        self.known = [one for one in self.known if id(one) not in same]
        for here in self._at.values():
            here.update({token: same.get(id(one), one) for token, one in here.items() if one})

    def _find(self, tree: Tree, token: int) -> Instrument | None:
        if not tree.tag[token].startswith("NN"):
            return None
        head = tree.lemma[token]
        kind = _kind(head, self.agreements)
        if kind is None and head not in ("move", "step", "breakthrough", "decision"):
            return None
        name = _name(tree, token)
        called = _called(tree, token, name) if kind else ""
        if called:
            return self._kept("policy", head, called)
        definite = any(
            tree.lower[k] in ("the", "this", "that", "its", "their") for k in tree.kids(token, "det", "poss")
        )
        words = name.lower().split()
        bare = len(words) == 1 or (kind == "policy" and words[:2] == [tree.lower[token], "of"])
        if bare and definite and self._antecedent(head, kind):
            return self._antecedent(head, kind)
        if kind is None:
            return None
        if bare and kind == "policy" and not name[:1].isupper():
            described = "" if definite else _description(tree, token)
            if described:
                return self._kept(kind, head, described)
            if head == "policy" or definite:
                return self._antecedent(head, kind)
        if head == "text":
            return self._antecedent(head, kind)
        for old in self._named(kind, name):
            if old.name.lower() == name.lower() or set(words) < set(old.name.lower().split()):
                return old
        if definite and head in _VAGUE and not any(w[:1].isupper() for w in name.split()):
            old_one = self._antecedent(head, kind)
            alone = len(self._by_word[kind, ""]) == 1 if old_one else False
            if old_one and (old_one.head == head or (alone and kind == "agreement" and old_one.name[:1].isupper())):
                return old_one
        return self._enter(Instrument(kind, head, name))

    def _kept(self, kind: str, head: str, name: str) -> Instrument:
        """The policy of this name, entered where it is new."""
        for old in self._named(kind, name):
            if old.name.lower() == name.lower():
                return old
        means = next((known for known, _, says in _KNOWN if says and says.search(name)), "")
        return self._enter(Instrument(kind, head, name, described_as=means))

    def _enter(self, new: Instrument) -> Instrument:
        self.known.append(new)
        for word in {"", *new.name.lower().split()}:
            self._by_word.setdefault((new.kind, word), []).append(new)
        for key in ((new.kind, new.head), (new.kind, ""), ("", new.head), ("", "")):
            self._last[key] = new
        return new

    def _named(self, kind: str, name: str) -> list[Instrument]:
        """Those that may have this name or a longer one: the last that share its rarest word."""
        shared = (self._by_word.get((kind, word), []) for word in name.lower().split())
        return min(shared, key=len, default=[])[-_FURTHEST:]

    def last_agreement(self) -> Instrument | None:
        """The agreement that was new last."""
        return self._last.get(("agreement", ""))

    def _antecedent(self, head: str, kind: str | None) -> Instrument | None:
        return self._last.get((kind or "", head)) or self._last.get((kind or "", ""))


_AMBIGUOUS = frozenset(
    "act letter statement start peace framework partnership text document paper understanding arrangement "
    "settlement".split()
)
"""What one can agree on, but more often is something else."""


def _kind(head: str, agreements: frozenset[str]) -> str | None:
    if head in _POLICIES:
        return "policy"
    if head in agreements - _AMBIGUOUS:
        return "agreement"
    return "agreement" if head in ("text", "document", "paper", "arrangement", "settlement") else None


def _called(tree: Tree, token: int, name: str) -> str:
    """The name that a policy goes by, in quotation marks before the noun or as one of the known ones."""
    quoted = _QUOTED.search(tree.text[max(0, tree.start[token] - 64) : tree.start[token]])
    words = quoted[1].strip() if quoted else name
    for known, written, _ in _KNOWN:
        if written.search(words):
            return known
    return words if quoted and tree.lemma[token] in _POLICIES else ""


def _description(tree: Tree, token: int) -> str:
    """The clause that says what a policy without a name is ("requiring …"), without what leads away."""
    for kid in (k for k in tree.kids(token, "acl") if tree.tag[k] == "VBG"):
        span = [t for t in tree.subtree(kid, 80) if kid <= t < kid + _CLAUSE]
        after = next((t for t in span if tree.lower[t] in ("instead", ",", ";", "and", "or")), span[-1] + 1)
        if after > kid + 1:
            return tree.words_of(kid, after).strip()
    return ""


def _name(tree: Tree, token: int) -> str:
    first = token
    while (
        first > 0
        and tree.head[first - 1] in range(first - 1, token + 1)
        and tree.dep[first - 1] in _PRENOUN
        and tree.lower[first - 1] not in ("a", "the", "its", "their", "'s", '"')
    ):
        first -= 1
    after = token + 1
    for kid in tree.children[token]:
        if kid == after and tree.dep[kid] == "prep" and tree.lower[kid] in ("of", "on"):
            span = tree.subtree(kid, 12)
            if (
                span == list(range(kid, kid + len(span)))
                and len(span) < 7
                and not any(re.match(r"\d{4}|\w+day$", tree.words[t]) for t in span)
            ):
                after = span[-1] + 1
    return tree.words_of(first, after).strip(" '\"")
