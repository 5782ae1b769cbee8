"""Networks: declared projections of acts to NetworkX graphs, measures with their sources, pictures."""

from comity.network.build import from_rows, project, windows
from comity.network.measures import NODE_MEASURES, measures, summary
from comity.network.projection import Projection, load, names
from comity.network.table import Table

__all__ = [
    "NODE_MEASURES",
    "Projection",
    "Table",
    "from_rows",
    "load",
    "measures",
    "names",
    "project",
    "summary",
    "windows",
]
