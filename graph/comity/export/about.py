"""What each file says about itself: dataset, version, licence, citations, filters, counts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from comity.model import ID

__all__ = ["About"]


@dataclass(frozen=True, slots=True)
class About:
    """The head of a file. ``iri`` names the dataset by the digest of its graph: the same graph, the same name.

    A file holds what its sources allow: ``licences`` are those of the sources, and whoever passes the file on owes
    each of them its due. ``base`` before a local id makes its IRI. ``filters`` are those used;
    ``counts`` what the file holds.
    """

    iri: str
    version: str
    title: str
    licences: tuple[str, ...]
    citations: tuple[str, ...]
    filters: dict[str, Any]
    counts: dict[str, int]
    software: str

    @property
    def licence(self) -> str:
        """All licences in one line."""
        return "; ".join(self.licences) or "not stated"

    def record(self) -> dict[str, Any]:
        """As plain values in a fixed order."""
        return {
            "dataset": self.iri,
            "base": ID,
            "version": self.version,
            "title": self.title,
            "licence": list(self.licences),
            "citation": list(self.citations),
            "filters": self.filters,
            "counts": self.counts,
            "software": self.software,
        }

    def pretty(self) -> str:
        """The record as an indented JSON document."""
        return json.dumps(self.record(), ensure_ascii=False, indent=2) + "\n"

    def json(self) -> str:
        """The record on one line."""
        return json.dumps(self.record(), ensure_ascii=False)
