"""Identifiers: local ids inside the tables, IRIs at the door of RDF.

A *local id* is ``<class>/<slug>``, for example ``official/pompeo-michael-r`` or ``country/MEX``. Its IRI is
``https://w3id.org/comity/id/`` followed by it. Both depend on the input alone, never on the machine or the clock.
"""

from __future__ import annotations

import hashlib
import re

from anyascii import anyascii

__all__ = ["ID", "NS", "digest", "iri", "local_id", "slug"]

NS = "https://w3id.org/comity/ns#"
"""Namespace of classes and properties (prefix ``comity:``)."""

ID = "https://w3id.org/comity/id/"
"""Namespace of things."""

_UNSAFE = re.compile(r"[^a-z0-9]+")


def slug(text: str, limit: int = 80) -> str:
    """Lower-case ASCII words joined by hyphens; a digest where nothing readable is left.

    >>> slug("Nayib Bukele"), slug("Lenín Moreno")
    ('nayib-bukele', 'lenin-moreno')
    """
    found = _UNSAFE.sub("-", (text if text.isascii() else anyascii(text)).lower()).strip("-")
    if not found:
        return digest(text)
    return found if len(found) <= limit else f"{found[: limit - 9].rstrip('-')}-{digest(text, length=8)}"


def digest(*parts: str, length: int = 16) -> str:
    """First ``length`` hexadecimal digits of the SHA-256 of the parts, which are kept apart by a NUL."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def iri(local: str) -> str:
    """The IRI of a local id."""
    return ID + local


def local_id(text: str) -> str | None:
    """The local id of a Comity IRI, or of something that is a local id already; None for any other text."""
    found = text.removeprefix("<").removesuffix(">").removeprefix(ID).removeprefix("id:")
    return found if re.fullmatch(r"[a-z]+/[A-Za-z0-9._~+:/-]+", found) else None
