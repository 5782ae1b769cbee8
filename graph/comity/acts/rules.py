"""The rules by which reports become acts: data in ``rules.toml``, one row a kind of act."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from comity.model import ACTS
from comity.resources import packaged

__all__ = ["Rule", "rules"]


@dataclass(frozen=True, slots=True)
class Rule:
    """When two reports of one kind of act tell of the same act. ``rules.toml`` says what each field means."""

    kind: str
    symmetric: bool
    any_level: bool
    """Whether a report that names a country may join one that names an official of it."""
    window: int
    told: int
    longest: int
    once: bool
    place: bool
    words: str
    amount: bool


def _rule(kind: str, fields: dict[str, Any]) -> Rule:
    levels = {"any level": True, "as named": False}
    return Rule(kind, ACTS[kind].symmetric, levels[fields.pop("officials")], **fields)


@cache
def rules() -> dict[str, Rule]:
    """The rule of each of the kinds of act, by name."""
    data = tomllib.loads(packaged("acts", "rules.toml").read_text("utf-8"))
    return {
        name: _rule(name, {**data["family"][kind.family], **data["kind"].get(name, {})}) for name, kind in ACTS.items()
    }
