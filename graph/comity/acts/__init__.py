"""From reports to acts: which reports tell of one act, and the ties that acts add up to."""

from comity.acts.coalescing import coalesce
from comity.acts.rules import Rule, rules

__all__ = ["Rule", "coalesce", "rules"]
