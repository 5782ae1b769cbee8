"""RDF as text: terms, the N-Quads of a whole generation, and RDF of others read back into records."""

from comity.rdf.changes import Changes, write_changes
from comity.rdf.nquads import TIES, Counts, stream_nquads, stream_reports, write_nquads
from comity.rdf.reading import FORMAT
from comity.rdf.terms import PREFIXES, date_literal, expand, literal, named, number

__all__ = [
    "FORMAT",
    "PREFIXES",
    "TIES",
    "Changes",
    "Counts",
    "date_literal",
    "expand",
    "literal",
    "named",
    "number",
    "stream_nquads",
    "stream_reports",
    "write_changes",
    "write_nquads",
]
