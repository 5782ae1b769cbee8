"""The build: sources and documents become staged tables, and these a generation of the graph."""

from comity.build.account import account
from comity.build.listing import rejects, sources
from comity.build.outcome import InputOutcome, Outcome, Progress
from comity.build.run import recompile, remove, run

__all__ = ["InputOutcome", "Outcome", "Progress", "account", "recompile", "rejects", "remove", "run", "sources"]
