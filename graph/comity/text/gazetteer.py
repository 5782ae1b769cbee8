"""Names of countries, bodies, groups and places to be found in text, and those that mean something else as often."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from anyascii import anyascii

from comity.text.people import View
from comity.text.words import Name, Names, listed, words

__all__ = ["Doubtful", "gazetteer"]

_OF_TODAY = date(1918, 1, 1)
"""States that ended before are regions in news: Texas, Hawaii and Bavaria have governors, no envoys."""
_SORTS = ("name", "demonym", "capital", "metonym")


@lru_cache(maxsize=4)
def gazetteer(view: View) -> Names:
    """Names of countries, bodies, groups and places."""
    names = Names()
    for spelling, name in words().names:
        names.add(spelling, name)
    rank = {"state": 0, "disputed": 1, "territory": 2, "former": 3}
    terms = sorted(view.countries.names(), key=lambda term: (rank.get(term[1].status, 4), _SORTS.index(term[2])))
    for spelling, country, sort in terms:
        ended = country.spells[-1].latest if country.spells else None
        if not spelling[:1].isupper() or (ended and ended < _OF_TODAY):
            continue
        written = {"name": "country", "demonym": "adjective"}.get(sort, sort)
        names.add(spelling, Name(written, country.code, country.name, spelling in country.ambiguous))
        if spelling.startswith("Saint "):
            names.add("St " + spelling[6:], Name(written, country.code, country.name))
            names.add("St. " + spelling[6:], Name(written, country.code, country.name))
        if not spelling.isascii():  # "Asuncion"; "Male" and "San Jose" mean something else as often
            plain = anyascii(spelling)
            names.add(plain, Name(written, country.code, country.name, plain.lower() in listed("homographs")))
        if sort == "demonym" and (not spelling.endswith(("s", "sh", "ch", "ese", "men")) or spelling.endswith("ech")):
            names.add(spelling + "s", Name("people", country.code, country.name))
        if sort == "demonym" and spelling.endswith(("sh", "ch")):
            for ending in ("man", "men"):
                names.add(spelling + ending, Name("people", country.code, country.name))
    names.sort()
    return names


class Doubtful:
    """Names that mean something else as often: a capital like Victoria needs another word for its country in the text,
    Georgia is the American state where other words of the United States stand alone."""

    def __init__(self, view: View, text: str, home: str) -> None:
        self.view, self.text, self.home = view, text, home
        self._proved: dict[str, bool] = {}

    def settled(self, end: int, name: Name, spelling: str) -> tuple[int, Name] | None:
        """The name as meant here, or None where it is no name of a state."""
        if self._evidence(name.country) or spelling in words().trusted:
            return end, name
        twin = words().twins.get(spelling)
        if twin and self._evidence(twin):
            return end, Name(name.sort, twin, name.name)
        double = words().doubles.get(spelling)
        if double and (self.home == double[:2] or self._evidence(double)):
            return end, Name("place", double, spelling)
        return (end, name) if name.sort in ("country", "adjective") else None

    def _evidence(self, code: str) -> bool:
        if code not in self._proved:
            country = self.view.countries.get(code)
            terms = (
                [t.text for t in country.terms if t.text not in country.ambiguous and t.text[0].isupper()]
                if country
                else []
            )
            self._proved[code] = any(re.search(rf"\b{re.escape(term)}\b", self.text) for term in terms)
        return self._proved[code]
