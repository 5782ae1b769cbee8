"""Panels: acts by dyad and year, or state and year, in the forms that studies of conflict use."""

from comity.panel.build import Panel, build
from comity.panel.columns import Column
from comity.panel.compare import Comparison, compare
from comity.panel.members import Member, members
from comity.panel.write import write

__all__ = ["Column", "Comparison", "Member", "Panel", "build", "compare", "members", "write"]
