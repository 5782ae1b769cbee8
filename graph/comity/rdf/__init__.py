"""RDF as text: terms, and the N-Quads of a whole generation."""

from comity.rdf.nquads import TIES, Counts, write_nquads
from comity.rdf.terms import PREFIXES, date_literal, expand, literal, named, number

__all__ = ["PREFIXES", "TIES", "Counts", "date_literal", "expand", "literal", "named", "number", "write_nquads"]
