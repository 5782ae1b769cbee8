"""Networks: declared projections of acts to NetworkX graphs, measures with their sources, pictures."""

from comity.network.build import from_rows, project, windows
from comity.network.compare import dyads_changed, layers, ranks_changed, sensitivity
from comity.network.draw import Picture, heatmap, picture
from comity.network.layered import counts, layered
from comity.network.measures import NODE_MEASURES, core_periphery, measures, summary
from comity.network.projection import Projection, load, names
from comity.network.run import write_run
from comity.network.table import Table

__all__ = [
    "NODE_MEASURES",
    "Picture",
    "Projection",
    "Table",
    "core_periphery",
    "counts",
    "dyads_changed",
    "from_rows",
    "heatmap",
    "layered",
    "layers",
    "load",
    "measures",
    "names",
    "picture",
    "project",
    "ranks_changed",
    "sensitivity",
    "summary",
    "windows",
    "write_run",
]
