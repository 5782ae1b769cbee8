"""Whether a graph is as it should be: SHACL shapes and hygiene checks, told as findings that a person can act on.

The rules themselves are data: ``ontology/shapes/*.ttl`` and ``ontology/checks/*.rq``.
"""

from comity.check.finding import SEVERITIES, Finding, violations
from comity.check.run import findings, validate_graph
from comity.check.sample import validate_tables

__all__ = ["SEVERITIES", "Finding", "findings", "validate_graph", "validate_tables", "violations"]
