"""Everybody in a document: first the names that carry a title or are known, then surnames alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from comity.text.gazetteer import Doubtful
from comity.text.homes import home_of, settle
from comity.text.labels import Labelled
from comity.text.parse import Tree
from comity.text.people import Cast, View
from comity.text.words import Names

__all__ = ["cast_of"]


_LEAD = 2
"""Paragraphs, a headline among them, that say what a text is about."""


def cast_of(
    trees: Sequence[Tree], view: View, names: Names, published: date | None, city: str = "", home: str = ""
) -> Cast:
    """Everybody in a document. ``city`` is that of the dateline, ``home`` the ISO code of who publishes a release."""
    cast = Cast(published, view)
    doubtful = Doubtful(view, "\n".join(tree.text for tree in trees), home)
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
    cast.release = issuer is not None
    cast.dateline = bool(issuer or home_of(city, names))
    for item in labelled:
        item.full_names()
    for item in labelled:
        item.surnames()
    settle(cast, labelled)
    for item in labelled:
        item.finish()
        cast.named.append(sorted(item.found, key=lambda n: n.first))
        cast.at.append({token: n for n in item.found for token in range(n.first, n.after)})
    return cast
