"""Topics: a few free labels from the words of the sentence and its neighbours."""

from __future__ import annotations

import re

__all__ = ["topics"]

_TOPICS = {
    "migration": r"migra|asylum|refugee|deport|border crossing",
    "borders": r"\bborders?\b|frontier",
    "security": r"securit|terror|militan",
    "crime": r"crime|gang|narcotic|drug|traffick",
    "trade": r"trade|tariff|export|import|customs",
    "economy": r"econom|debt|bank|invest|loan|fund",
    "arms": r"nuclear|missile|warhead|weapon|arms|enrich",
    "war": r"\bwar\b|ceasefire|truce|troops|fighting|invasion|peace",
    "climate": r"climate|emission|carbon",
    "health": r"covid|pandemic|vaccin|health",
    "energy": r"\boil\b|\bgas\b|pipeline|energy",
    "human rights": r"human rights|democra|political prisoner",
    "relations": r"diplomatic|ties|relations|embass",
}
_PATTERNS = {label: re.compile(pattern, re.I) for label, pattern in _TOPICS.items()}


def topics(text: str) -> tuple[str, ...]:
    """Labels whose words occur in a sentence, in a fixed order."""
    return tuple(label for label, pattern in _PATTERNS.items() if pattern.search(text))
