"""What the kinds of act mean, in the words of the ontology."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from comity.model import ACTS
from comity.resources import ontology

__all__ = ["definitions"]

_RESOURCE = re.compile(r"^comity:\w+ a [^\n]*skos:Concept ;\n(?P<body>.*?) \.$", re.M | re.S)
_NOTATION = re.compile(r'skos:notation "([a-z-]+)"')
_DEFINITION = re.compile(r'skos:definition "((?:[^"\\]|\\.)*)"@en')


@cache
def definitions() -> Mapping[str, str]:
    """The definition of each kind of act, in the order of the vocabulary, from ``acts.ttl``."""
    found: dict[str, str] = {}
    for match in _RESOURCE.finditer(ontology().joinpath("acts.ttl").read_text("utf-8")):
        name, meaning = _NOTATION.search(match["body"]), _DEFINITION.search(match["body"])
        if name and meaning:
            found[name[1]] = meaning[1].replace('\\"', '"')
    return {name: found[name] for name in ACTS}
