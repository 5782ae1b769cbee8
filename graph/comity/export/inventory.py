"""The files of a package, as all its descriptions list them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["KEYS", "LINKS", "Column", "Item"]

KEYS = {"actors": "actor", "instruments": "instrument", "offices": "office", "acts": "act", "reports": "report"}
KEYS |= {"sources": "source", "tenures": "tenure", "facts": "fact"}
"""Primary key of each table that has one."""

LINKS = {"reports": {"act": "acts", "source": "sources"}, "ties": {"act": "acts"}, "tenures": {"office": "offices"}}
"""Foreign keys: table, column, and the table whose key it holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table with its Table Schema type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Item:
    """A file: path from the package's folder, title, media type, size in bytes, SHA-256, columns of a table."""

    path: str
    title: str
    media: str
    size: int
    sha256: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """The file's name without folder and ending."""
        return self.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
