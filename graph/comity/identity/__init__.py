"""Who and what is meant: countries, officials, offices, and the judgements that join or part them."""

from comity.identity.countries import Country, CountryTable, countries
from comity.identity.judgements import Judgement
from comity.identity.reference import Reference, packaged_reference
from comity.identity.resolve import MentionUse, Resolution, resolve
from comity.identity.view import IdentityView, packaged_view

__all__ = [
    "Country",
    "CountryTable",
    "IdentityView",
    "Judgement",
    "MentionUse",
    "Reference",
    "Resolution",
    "countries",
    "packaged_reference",
    "packaged_view",
    "resolve",
]
