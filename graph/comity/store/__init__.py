"""The graph on disk: its folder, its published generations, and SPARQL over them with limits."""

from comity.store.changing import change
from comity.store.layout import Generation, GraphFolder
from comity.store.load import Loader, bulk_load, dump, loading, memory
from comity.store.sparql import PREFIXES, Answer, Limits, Rows, evaluate, query, select

__all__ = [
    "PREFIXES",
    "Answer",
    "Generation",
    "GraphFolder",
    "Limits",
    "Loader",
    "Rows",
    "bulk_load",
    "change",
    "dump",
    "evaluate",
    "loading",
    "memory",
    "query",
    "select",
]
