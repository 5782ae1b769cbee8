"""From reports to acts: which reports tell of one act, and the ties that acts add up to."""

from comity.acts.coalescing import coalesce
from comity.acts.neighbours import index_before, moved_reports, near_reports
from comity.acts.rules import Rule, rules
from comity.acts.ties import TieRule, tie_rules, ties
from comity.acts.why import why

__all__ = [
    "Rule",
    "TieRule",
    "coalesce",
    "index_before",
    "moved_reports",
    "near_reports",
    "rules",
    "tie_rules",
    "ties",
    "why",
]
