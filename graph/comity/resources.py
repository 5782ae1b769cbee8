"""Where the files that travel with Comity lie: the only module that knows.

An installed wheel carries ``ontology`` and ``queries`` inside the package; a checkout has them at its top level.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

__all__ = ["ontology", "packaged", "queries"]


def _folder(name: str) -> Traversable:
    installed = files("comity").joinpath(name)
    return installed if installed.is_dir() else Path(__file__).parents[2] / name


def ontology() -> Traversable:
    """Folder of the ontology: ``comity.ttl``, ``acts.ttl``, ``shapes/``, ``rules/``, ``checks/``."""
    return _folder("ontology")


def queries() -> Traversable:
    """Folder of the named questions, ``<topic>/<question>.rq``."""
    return _folder("queries")


def packaged(*parts: str) -> Traversable:
    """A data file or folder inside the package, for example ``packaged("identity", "data", "countries.tsv")``."""
    return files("comity").joinpath(*parts)
