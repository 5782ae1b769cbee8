"""What a generation was made from: its inputs by content, the versions that read and compiled them, its counts.

``manifest.json`` holds no clock and no order of arrival, so that equal inputs give equal manifests (but for paths).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from comity.errors import StoreError
from comity.resources import ontology, packaged
from comity.store import GraphFolder
from comity.store.disk import write_atomically

__all__ = ["Manifest", "Staged", "fingerprint", "recipe", "sha256_file"]

SCHEMA = 1
"""Version of the layout of staged and generation folders; a build of another version reads its inputs again."""


@dataclass(frozen=True, slots=True)
class Staged:
    """One staged input. Its tables lie in ``staged/<key>/``; the key follows from the content and the readers' version.

    ``files`` are absolute paths, for finding a changed input again; ``source`` is the row of table ``sources``.
    """

    key: str
    path: str
    format: str
    files: tuple[str, ...]
    source: dict[str, Any]
    rows: int
    reports: int
    rejects: int
    notes: tuple[str, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Staged:
        """The input of a staged folder. Raises StoreError where the folder is damaged."""
        try:
            return cls.of(json.loads((folder / "input.json").read_bytes()))
        except (OSError, ValueError, TypeError, KeyError):
            raise StoreError(
                f"{folder}: a staged input is damaged; delete this folder and build its source again"
            ) from None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Staged:
        """From its JSON object."""
        return cls(**{**row, "files": tuple(row["files"]), "notes": tuple(row["notes"])})

    def write(self, folder: Path) -> None:
        """Write ``input.json`` into a staged folder."""
        (folder / "input.json").write_bytes(_json(asdict(self)))

    def replaces(self, other: Staged) -> bool:
        """Whether this is a later reading of the same files, or of these and more."""
        return self.format == other.format and set(other.files) <= set(self.files)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Inputs of a generation and what came of them. ``counts`` has rows for each table, quads, findings."""

    inputs: tuple[Staged, ...] = ()
    recipe: str = ""
    versions: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    digest: str = ""

    @classmethod
    def current(cls, graph: GraphFolder) -> Manifest:
        """The manifest of the published generation; an empty one where nothing has been published."""
        published = graph.published()
        if published is None:
            return cls()
        row = published.manifest
        try:
            return cls(**{**row, "inputs": tuple(Staged.of(item) for item in row["inputs"])})
        except (KeyError, TypeError):
            raise StoreError(f"{published.folder}: manifest.json cannot be read; build again in a new folder") from None

    def write(self, folder: Path) -> None:
        """Write ``manifest.json``, in one step."""
        write_atomically(folder / "manifest.json", _json(asdict(self)))


def recipe(inputs: Iterable[Staged], judgements: Path) -> str:
    """SHA-256 of all that decides a generation: staged content, judgements, the code that compiles."""
    sha = hashlib.sha256()
    for key in sorted(item.key for item in inputs):
        sha.update(key.encode() + b"\n")
    if judgements.exists():
        sha.update(judgements.read_bytes())
    sha.update(fingerprint("model", "identity", "acts", "rdf", "check", "build", "ontology").encode())
    return sha.hexdigest()


@cache
def fingerprint(*rooms: str) -> str:
    """Hash of the code and data of some rooms (and of ``ontology``): a version that nobody can forget to raise."""
    sha = hashlib.sha256(f"schema {SCHEMA}\n".encode())
    for room in rooms:
        folder = ontology() if room == "ontology" else packaged(room)
        for name, file in sorted(_files(folder, room)):
            sha.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return sha.hexdigest()[:16]


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            if not item.name.startswith((".", "__pycache__")):
                yield from _files(item, f"{name}/{item.name}")
        elif not item.name.endswith((".pyc", ".md")):
            yield f"{name}/{item.name}", item


def sha256_file(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "surrogateescape")
