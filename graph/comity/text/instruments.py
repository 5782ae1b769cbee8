"""Agreements and policies as things of a document: first named in full, then "the deal", "the pact", "the move"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comity.model import Mention, When
from comity.text.frames import lexicon
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
_PRENOUN = ("compound", "amod", "nmod", "nummod", "punct", "poss", "case")


@dataclass(slots=True, eq=False)
class Instrument:
    """An agreement or policy of the document. ``parties`` are country codes, filled in as acts are read."""

    kind: str
    head: str
    name: str
    parties: set[str] = field(default_factory=set)
    signed: When | None = None

    def mention(self) -> Mention:
        """As reports name it."""
        signed = (self.signed.edtf() or "") if self.signed and self.kind == "agreement" else ""
        kind = "agreement" if self.kind == "agreement" else "policy"
        return Mention(kind, "+".join(sorted(self.parties)), self.name, signed)  # type: ignore[arg-type]


@dataclass(slots=True)
class Instruments:
    """The agreements and policies of a document in the order of their first mention."""

    known: list[Instrument] = field(default_factory=list)
    _at: dict[tuple[int, int], Instrument | None] = field(default_factory=dict)

    def at(self, tree: Tree, number: int, token: int) -> Instrument | None:
        """The instrument that a noun names or takes up again, or None."""
        key = (number, token)
        if key not in self._at:
            self._at[key] = self._find(tree, token)
        return self._at[key]

    def _find(self, tree: Tree, token: int) -> Instrument | None:
        if not tree.tag[token].startswith("NN"):
            return None
        head = tree.lemma[token]
        kind = _kind(head)
        if kind is None and head not in ("move", "step", "breakthrough", "decision"):
            return None
        name = _name(tree, token)
        definite = any(
            tree.lower[k] in ("the", "this", "that", "its", "their") for k in tree.kids(token, "det", "poss")
        )
        bare = len(name.split()) == 1
        if bare and definite and self._antecedent(head, kind):
            return self._antecedent(head, kind)
        if kind is None:
            return None
        for old in self.known:
            if old.kind == kind and (
                old.name.lower() == name.lower() or set(name.lower().split()) < set(old.name.lower().split())
            ):
                return old
        if definite and head in _VAGUE and not any(w[:1].isupper() for w in name.split()):
            old_one = self._antecedent(head, kind)
            if old_one and old_one.head == head:
                return old_one
        self.known.append(Instrument(kind, head, name))
        return self.known[-1]

    def _antecedent(self, head: str, kind: str | None) -> Instrument | None:
        same = [old for old in self.known if kind is None or old.kind == kind]
        exact = [old for old in same if old.head == head]
        return next(reversed(exact or same), None)


def _kind(head: str) -> str | None:
    if head in _POLICIES:
        return "policy"
    if head in lexicon().sets["agreements"] - {
        "act",
        "letter",
        "statement",
        "start",
        "peace",
        "framework",
        "partnership",
        "text",
        "document",
        "paper",
        "understanding",
        "arrangement",
        "settlement",
    }:
        return "agreement"
    return "agreement" if head in ("text", "document", "paper", "arrangement", "settlement") else None


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
