"""A graph in which nothing is wrong, and a way to change it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

PREFIXES = """
PREFIX comity: <https://w3id.org/comity/ns#>
PREFIX graph: <https://w3id.org/comity/id/graph/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX x: <https://w3id.org/comity/id/>
"""

Change = Callable[[ox.Store, str, str], None]


@pytest.fixture
def clean() -> ox.Store:
    store = ox.Store()
    store.load(path=Path(__file__).with_name("clean.trig"))
    return store


@pytest.fixture(scope="session")
def change() -> Change:
    """Takes out what matches a pattern, in any graph, and puts in triples; ``x:act~meeting`` is ``id:act/meeting``."""

    def change(store: ox.Store, delete: str, insert: str) -> None:
        delete, insert = (text.replace("~", "\\/") for text in (delete, insert))
        if delete:
            before = len(store)
            store.update(f"{PREFIXES} DELETE WHERE {{ {delete} }} ; DELETE WHERE {{ GRAPH ?g {{ {delete} }} }}")
            assert len(store) < before
        if insert:
            store.update(f"{PREFIXES} INSERT DATA {{ {insert} }}")

    return change
