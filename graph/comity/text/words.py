"""The word lists of ``words.toml`` and the names of countries, ready for matching at a token."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from anyascii import anyascii

from comity.resources import packaged

__all__ = ["Name", "Names", "Words", "fold", "is_plural", "listed", "words"]


def fold(text: str) -> str:
    """Lower case, ASCII, without apostrophes and full stops: the form in which names are compared."""
    return anyascii(text).casefold().replace("'", "").replace(".", "").strip()


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the lists: ``sort`` is country, adjective, capital, metonym, organization, group or place."""

    sort: str
    country: str
    name: str
    unsafe: bool = False
    """Whether the word means something else as often."""


@dataclass(slots=True)
class Names:
    """Names by their first word; :meth:`at` finds the longest that stands at an offset."""

    _first: dict[str, list[tuple[str, Name]]] = field(default_factory=dict)

    def add(self, text: str, name: Name) -> None:
        """Add a spelling. Of two names with one spelling the first added stays."""
        if len(text) < 2:
            return
        known = self._first.setdefault(_first_word(text), [])
        if all(text != other for other, _ in known):
            known.append((text, name))

    def sort(self) -> None:
        """Longest first; to be called once after the last :meth:`add`."""
        for known in self._first.values():
            known.sort(key=lambda item: -len(item[0]))

    def at(self, text: str, start: int) -> tuple[int, Name] | None:
        """End offset and name of the longest name at ``start``, where a word ends there."""
        for spelling, name in self._first.get(_first_word(text[start : start + 40]), ()):
            end = start + len(spelling)
            if text.startswith(spelling, start) and not text[end : end + 1].isalnum():
                return end, name
        return None


_WORD = re.compile(r"[\w.]+")


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return match[0].rstrip(".") if match else text[:1]


@dataclass(frozen=True, slots=True)
class Words:
    """The sets of ``words.toml``, lower case."""

    heads: frozenset[str]
    courtesy: frozenset[str]
    inner: frozenset[str]
    international: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    officials: frozenset[str]
    envoys: frozenset[str]
    groups: frozenset[str]
    partitives: frozenset[str]
    doubles: dict[str, str]
    combining: dict[str, str]
    twins: dict[str, str]
    """Of a word for two states the second, which the text must name otherwise."""
    trusted: frozenset[str]
    offices: dict[str, str]
    countries: frozenset[str]
    leaders: frozenset[str]
    abroad: dict[str, frozenset[str]]
    home: dict[str, frozenset[str]]
    kinds: dict[str, frozenset[str]]
    """The states that a noun means: "kingdom"."""
    areas: dict[str, frozenset[str]]
    """The states of a part of the world: "baltic"."""
    halves: dict[str, tuple[tuple[str, str], ...]]
    """The states that are called "north", each with its other half."""
    lists: dict[str, frozenset[str]]
    currencies: dict[str, str]
    """Codes of currencies by their signs and names in the singular."""
    names: tuple[tuple[str, Name], ...]
    bodies: frozenset[str]
    """International bodies and groups that the lists know."""


def _set(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, _, other in (pair.partition(":") for pair in text.split()))


def _names(data: dict[str, Any]) -> Iterable[tuple[str, Name]]:
    for name, others in data["organizations"].items():
        for spelling in [name, *_spellings(others)]:
            yield spelling, Name("organization", "", name)
    for sort, section in (
        ("group", "groups"),
        ("body", "metonyms"),
        ("capital", "seats"),
        ("adjective", "peoples"),
        ("place", "places"),
    ):
        for country, names in data[section].items():
            for spelling in _spellings(names):
                yield spelling, Name(sort, country, spelling)


def _spellings(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.split()]


@cache
def words() -> Words:
    """The packaged lists."""
    data = tomllib.loads(packaged("text", "words.toml").read_text(encoding="utf-8"))
    titles, people = data["titles"], data["people"]
    return Words(
        heads=_set(titles["heads"]) | {word + "s" for word in _set(titles["heads"]) if not word.endswith(("s", "y"))},
        courtesy=_set(titles["courtesy"]),
        inner=_set(titles["inner"]),
        international=_set(titles["international"]),
        female=_set(titles["female"]),
        male=_set(titles["male"]),
        officials=_set(people["officials"]),
        envoys=_set(people["envoys"]),
        groups=_set(people["groups"]),
        trusted=_set(data["trusted"]["capitals"]),
        doubles=dict(data["doubles"]),
        combining=dict(data["combining"]),
        twins=dict(data["twins"]),
        offices=dict(data["offices"]),
        partitives=_set(people["partitives"]),
        countries=_set(people["countries"]),
        leaders=_set(people["leaders"]),
        abroad={country: _set(text) for country, text in data["abroad"].items()},
        home={country: _set(text) for country, text in data["home"].items()},
        kinds={kind: _set(codes) for kind, codes in data["kinds"].items()},
        areas={area.replace("_", " "): _set(codes) for area, codes in data["areas"].items()},
        halves={side: _pairs(text) for side, text in data["halves"].items()},
        lists={name: _set(text) for name, text in data["lists"].items()},
        currencies={name: code for code, text in data["currencies"].items() for name in _spellings(text)},
        names=tuple(_names(data)),
        bodies=frozenset(name.name for _, name in _names(data) if name.sort in ("organization", "group")),
    )


def listed(name: str) -> frozenset[str]:
    """One of the small sets that single rules need. Raises ``KeyError`` for a name that is not in ``words.toml``."""
    return words().lists[name]


def is_plural(title: str) -> bool:
    """Whether a title's word is the plural of one: "ministers", "secretaries"."""
    singular = title[:-3] + "y" if title.endswith("ies") else title[:-1]
    return title.endswith("s") and singular in words().heads
