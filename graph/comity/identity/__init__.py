"""Who and what is meant: countries, officials, offices, and the judgements that join or part them."""

from comity.identity.countries import Country, CountryTable, countries

__all__ = ["Country", "CountryTable", "countries"]
