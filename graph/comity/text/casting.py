"""Everybody in a document: first the names that carry a title or are known, then surnames alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from comity.text.gazetteer import Doubtful
from comity.text.homes import home_of, settle
from comity.text.labels import Labelled
from comity.text.parse import Tree
from comity.text.people import Cast, View
from comity.text.words import Names, listed

__all__ = ["cast_of"]


def _subject(labelled: Sequence[Labelled], home: str) -> str:
    """The one foreign country of the subject of the first sentence that has a subject: whom the text is about where it
    only comes from elsewhere ("NAIROBI - Sudan's government and southern rebels signed …")."""
    for item in labelled[:_LEAD]:
        tree = item.tree
        roots = [t for t in range(*tree.bounds[0]) if tree.head[t] == t]
        for subject in [s for r in roots for s in tree.kids(r, "nsubj", "nsubjpass")]:
            codes = {item.names[t].country for t in tree.subtree(subject, 30) if t in item.names} - {""}
            scene = all(
                _is_scene(item, t) for t in range(*tree.bounds[0]) if t in item.names and item.names[t].country == home
            )
            if codes:
                return codes.pop() if len(codes) == 1 and home not in codes and scene else ""
    return ""


def _is_scene(item: Labelled, token: int) -> bool:
    """Whether a name only says where something happens: "in the Kenyan capital"."""
    tree = item.tree
    return next((tree.lower[up] for up in tree.up(token) if tree.dep[up] == "prep"), "") in ("in", "at")


def _chambers(labelled: Sequence[Labelled], cast: Cast) -> None:
    """ "The Senate" is that of the state whose Senate the text names, else of the dateline's where it has one."""
    found = [
        (item, i) for item in labelled for i, name in item.names.items() if name.name.lower() in listed("chambers")
    ]
    owners = [(item.owner(i), item.names[i].name) for item, i in found]
    home = cast.home if cast.dateline and cast.home in listed("senates") else ""
    for (item, i), (owner, name) in zip(found, owners, strict=True):
        said = {code for code, other in owners if code and other == name}
        code = owner or (said.pop() if len(said) == 1 else home)
        if code:
            item.names[i] = replace(item.names[i], country=code)


_LEAD = 2
"""Paragraphs, a headline among them, that say what a text is about."""


def cast_of(
    trees: Sequence[Tree], view: View, names: Names, published: date | None, city: str = "", home: str = ""
) -> Cast:
    """Everybody in a document. ``city`` is that of the dateline, ``home`` the ISO code of who publishes a release."""
    cast = Cast(published, view)
    doubtful = Doubtful(view, "\n".join((city.title(), *(tree.text for tree in trees))), home)
    labelled = [Labelled(tree, names, cast, doubtful) for tree in trees]
    counted: Counter[str] = Counter()
    for number, item in enumerate(labelled):
        weight = 3 if number < _LEAD else 1  # what a text opens with is what it is about
        for name in item.names.values():
            if name.country:
                counted[name.country] += weight
    issuer = view.countries.by_code("iso2", home, published) if home else None
    cast.mentioned = frozenset(counted)
    cast.ranking = tuple(code for code, _ in counted.most_common())
    cast.home = (
        (issuer.code if issuer else "")
        or home_of(city, names)
        or next((code for code, _ in counted.most_common(1)), "")
    )
    cast.subject = _subject(labelled, cast.home)
    cast.release = issuer is not None
    cast.dateline = bool(issuer or home_of(city, names))
    _chambers(labelled, cast)
    for item in labelled:
        item.full_names()
    for item in labelled:
        item.surnames()
    settle(cast, labelled)
    for item in labelled:
        item.finish()
        cast.beside.append(item.beside)
        cast.named.append(sorted(item.found, key=lambda n: n.first))
        cast.at.append({token: n for n in item.found for token in range(n.first, n.after)})
    return cast
