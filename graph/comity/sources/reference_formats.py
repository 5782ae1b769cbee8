"""The formats of reference data and of agreements, in the order in which they are asked."""

from __future__ import annotations

from comity.sources import (
    agreements,
    agreements_members,
    atop,
    country_codes,
    ftm,
    leaders_archigos,
    leaders_wikidata,
    mapping,
    states,
    wikidata,
)
from comity.sources.door import Format

__all__ = ["FORMATS"]

FORMATS: tuple[Format, ...] = (
    agreements.AGREEMENTS,
    agreements_members.MEMBERSHIPS,
    agreements.REFERENCES,
    atop.FORMAT,
    leaders_archigos.FORMAT,
    leaders_wikidata.FORMAT,
    ftm.FORMAT,
    wikidata.FORMAT,
    states.COW,
    states.GW,
    country_codes.FORMAT,
    mapping.FORMAT,
)
