"""The words of Comity: kinds of act, dates, mentions, records and the schemas of its tables.

The schemas need pyarrow, a tenth of a second to import; they are loaded where they are first named.
"""

from typing import TYPE_CHECKING, Any

from comity.model.dates import PRECISIONS, UNKNOWN, Precision, When, peak_day
from comity.model.ids import ID, NS, digest, iri, local_id, slug
from comity.model.kinds import ACTS, FAMILIES, MODALITIES, SETTLED, ActKind, Family, Modality
from comity.model.mention import MENTION_KINDS, Mention, MentionKind
from comity.model.records import Fact, Office, Official, Organization, Rejected, Report, Source, Tenure

if TYPE_CHECKING:
    from comity.model.tables import GENERATION, STAGED, Record, to_table

__all__ = [
    "ACTS",
    "FAMILIES",
    "GENERATION",
    "ID",
    "MENTION_KINDS",
    "MODALITIES",
    "NS",
    "PRECISIONS",
    "SETTLED",
    "STAGED",
    "UNKNOWN",
    "ActKind",
    "Fact",
    "Family",
    "Mention",
    "MentionKind",
    "Modality",
    "Office",
    "Official",
    "Organization",
    "Precision",
    "Record",
    "Rejected",
    "Report",
    "Source",
    "Tenure",
    "When",
    "digest",
    "iri",
    "local_id",
    "peak_day",
    "slug",
    "to_table",
]


def __getattr__(name: str) -> Any:
    if name in ("GENERATION", "STAGED", "Record", "to_table"):
        from comity.model import tables

        return getattr(tables, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
