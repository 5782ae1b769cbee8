"""What a sentence tells a second time of the same thing: the words of a speech beside what they amount to, the aim of a
march, what stands in a paper that is signed or tabled."""

from __future__ import annotations

from collections.abc import Callable

from comity.model import ACTS
from comity.text.acts import Act
from comity.text.frames import Hit
from comity.text.parse import Tree
from comity.text.syntax import is_verb
from comity.text.words import listed

__all__ = ["is_aim", "said_once", "stands_in_paper"]

_AIMS = frozenset(("reject", "criticise", "endorse", "praise", "protest"))
_PAPERS = frozenset(("sign", "propose", "reject"))


def said_once(tree: Tree, acts: list[Act]) -> list[Act]:
    """Without statements that are only the occasion or the words of another: "speaking in Oslo, X praised Y",
    "condemned it, saying that …"."""
    return [act for act in acts if not (act.act == "state" and _accompanies(tree, act, acts))]


def _accompanies(tree: Tree, act: Act, acts: list[Act]) -> bool:
    if tree.dep[act.token] != "advcl" or tree.tag[act.token] != "VBG":
        return False
    above = [a for a in acts if a.token == tree.head[act.token] and a is not act]
    return any(ACTS[a.act].family in ("statement", "policy") and a.agents == act.agents for a in above)


def is_aim(tree: Tree, token: int, act: str, above: Callable[[int], Hit | None]) -> bool:
    """Whether an act is what people march for: "rallied outside the embassy to oppose the dam"."""
    if act not in _AIMS or tree.tag[token] != "VB" or tree.dep[token] not in ("advcl", "xcomp"):
        return False
    march = above(tree.head[token])
    return act != "protest" and march is not None and march.frame.act == "protest"


def stands_in_paper(tree: Tree, token: int, above: Callable[[int], Hit | None]) -> bool:
    """Whether an act only stands in a paper to which something is done: "tabled a motion condemning X", "signed a
    statement pledging Y"."""
    paper = tree.head[token]
    if tree.dep[token] != "acl" or tree.tag[token] != "VBG" or tree.lemma[paper] not in listed("utterances"):
        return False
    verb = next((up for up in tree.up(paper) if is_verb(tree, up)), None)
    hit = above(verb) if verb is not None else None
    return hit is not None and hit.frame.act in _PAPERS
