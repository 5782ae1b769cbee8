"""Declared projections: which acts make a network of whom.

A projection is a small TOML file. ``acts`` and ``families`` choose the kinds of act; ``actors`` says who the nodes are
(``official``, ``organization``, ``country``, ``actor`` for all of them as they are, ``agreement`` for countries and
agreements as two sides); ``countries`` (codes, as MEX) keeps only what belongs to these; ``direction`` is ``none`` or
``source-target``; ``signed`` keeps cooperation and conflict apart; ``weight`` counts ``acts``, ``reports``, or
``shared`` acts, where an act of n participants adds 1/(n-1) to each pair (Newman 2001, Physical Review E 64:016132), so
that a summit of twenty does not outweigh nineteen visits; ``start`` and ``end`` are the first and last day of its
window (2019-01-01), for whoever asks for no other.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from comity import resources
from comity.errors import InputError, NotFoundError
from comity.model import ACTS, FAMILIES, MODALITIES

__all__ = ["Projection", "load", "names", "read"]

_ACTORS = ("official", "organization", "country", "actor", "agreement")
_DIRECTIONS = ("none", "source-target")
_WEIGHTS = ("acts", "reports", "shared")


@dataclass(frozen=True, slots=True)
class Projection:
    """What a projection file declares. Raises ``ValueError`` with the reason where a field makes no sense."""

    name: str
    summary: str
    actors: str
    acts: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    direction: str = "none"
    signed: bool = False
    weight: str = "acts"
    modality: tuple[str, ...] = ("asserted",)
    minimum_reports: int = 1
    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        checks: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
            ("actors", (self.actors,), _ACTORS),
            ("direction", (self.direction,), _DIRECTIONS),
            ("weight", (self.weight,), _WEIGHTS),
            ("acts", self.acts, tuple(ACTS)),
            ("families", self.families, FAMILIES),
            ("modality", self.modality, MODALITIES),
        )
        for field, value, allowed in checks:
            for item in value:
                if item not in allowed:
                    raise ValueError(f"{field}: {item!r} is none of {', '.join(allowed)}")
        if self.countries:
            from comity.identity import countries

            for code in self.countries:
                if countries().get(code) is None:
                    raise ValueError(f"countries: {code!r} is no code of a country, such as MEX")
        if not self.kinds:
            raise ValueError("names neither acts nor families")
        if self.minimum_reports < 1:
            raise ValueError("minimum_reports must be at least 1")
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the window ends ({self.end}) before it starts ({self.start})")

    @property
    def directed(self) -> bool:
        """Whether a tie from A to B differs from one from B to A."""
        return self.direction == "source-target"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of act that make ties, in the order of the vocabulary."""
        return tuple(k.name for k in ACTS.values() if k.name in self.acts or k.family in self.families)


def names() -> tuple[str, ...]:
    """The projections that come with Comity."""
    folder = resources.packaged("network", "projections")
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


def load(name: str | Path | Projection) -> Projection:
    """A projection by name, or from a TOML file. Raises ``NotFoundError`` with near names, ``InputError``."""
    if isinstance(name, Projection):
        return name
    if str(name) in names():
        return read(resources.packaged("network", "projections", f"{name}.toml").read_text("utf-8"), str(name))
    path = Path(name)
    if path.suffix == ".toml":
        try:
            return read(path.read_text("utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(path, getattr(error, "strerror", None) or "is no UTF-8 text") from None
    near = difflib.get_close_matches(str(name), names(), n=2) or list(names())
    raise NotFoundError(f"no projection {str(name)!r}; try {', '.join(near)}, or a file that ends in .toml")


def read(text: str, path: str) -> Projection:
    """A projection from the text of its file; ``path`` is for the message of the ``InputError``."""
    try:
        raw = tomllib.loads(text)
        known = {field.name for field in fields(Projection)}
        if unknown := sorted(raw.keys() - known):
            raise ValueError(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
        return Projection(**{key: _typed(key, value) for key, value in raw.items()})
    except (tomllib.TOMLDecodeError, ValueError, TypeError) as error:
        reason = str(error).replace("Projection.__init__() missing", "lacks")
        raise InputError(path, reason) from None


def _typed(key: str, value: Any) -> Any:
    lists = dict.fromkeys(("acts", "families", "countries", "modality"), list)
    wanted: type = {**lists, "signed": bool, "minimum_reports": int, "start": date, "end": date}.get(key, str)
    if type(value) is not wanted:
        shown = {list: "a list", date: "a day without quotation marks, as 2019-01-01"}
        raise ValueError(f"{key} must be {shown.get(wanted, f'a {wanted.__name__}')}")
    return tuple(str(item) for item in value) if isinstance(value, list) else value
