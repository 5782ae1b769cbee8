"""Networks: declared projections of acts to NetworkX graphs, measures with their sources, pictures."""

from comity.network.build import from_rows, project, windows
from comity.network.projection import Projection, load, names
from comity.network.table import Table

__all__ = ["Projection", "Table", "from_rows", "load", "names", "project", "windows"]
