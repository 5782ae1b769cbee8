"""Findings, and how many results of one cause become one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["SEVERITIES", "Finding", "Members", "Result", "Severity", "grouped", "ordered", "violations"]

Severity = Literal["violation", "warning", "info"]
"""``violation``: answers may be wrong. ``warning``: something is missing. ``info``: worth a look."""
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that breaks one rule, before grouping. ``cause`` is what things of one cause have in common."""

    severity: Severity
    rule: str
    thing: str
    message: str
    value: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Members:
    """The things that one thing stands for, itself among them: how many, and the first few IRIs."""

    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found, once for each cause.

    ``rule`` is ``shape:<shape>[/<property>]`` or ``check:<file>``; ``thing`` the IRI of the first thing found;
    ``value`` its offending value ("" where the fault is that something is missing); ``count`` how many things there
    are; ``examples`` the IRIs of the first few, ``thing`` included.
    """

    severity: Severity
    rule: str
    thing: str
    message: str
    count: int = 1
    value: str = ""
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        found = f" (found: {self.value})" if self.value else ""
        more = f" [{self.count:,} things]" if self.count > 1 else ""
        return f"{self.severity}: {self.thing}: {self.message}{found}{more}"


def grouped(results: Iterable[Result], limit: int, members: Mapping[str, Members] | None = None) -> list[Finding]:
    """Findings of results: one for each rule, message and cause, and of each rule no more than ``limit``.

    What is over the limit becomes one finding that says how much it is. The most severe come first. ``members``: for
    whom a thing stands, where not for itself alone.
    """
    groups: dict[tuple[Severity, str, str, str], dict[str, Result]] = defaultdict(dict)
    for result in results:
        group = groups[result.severity, result.rule, result.message, result.cause]
        known = group.get(result.thing)
        if known is None or result.value < known.value:
            group[result.thing] = result
    by_rule: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for (severity, rule, _, _), group in groups.items():
        by_rule[severity, rule].append(_finding(group, members or {}))
    return ordered(finding for one in by_rule.values() for finding in _limited(one, limit))


def ordered(found: Iterable[Finding]) -> list[Finding]:
    """The most severe first."""
    return sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.rule, -f.count, f.thing, f.message))


def violations(found: Iterable[Finding]) -> int:
    """How many things break a rule so that answers may be wrong."""
    return sum(finding.count for finding in found if finding.severity == "violation")


def _finding(group: dict[str, Result], members: Mapping[str, Members]) -> Finding:
    first = group[min(group)]
    stand = [members.get(thing, Members(1, (thing,))) for thing in group]
    examples = sorted(example for one in stand for example in one.examples)[:_EXAMPLES]
    count = sum(one.count for one in stand)
    return Finding(first.severity, first.rule, first.thing, first.message, count, first.value, tuple(examples))


def _limited(found: list[Finding], limit: int) -> list[Finding]:
    found.sort(key=lambda f: (-f.count, f.thing, f.message))
    if len(found) <= limit:
        return found
    kept, rest = found[: limit - 1], found[limit - 1 :]
    first = rest[0]
    message = f"{first.message} … and {len(rest) - 1:,} more findings of this rule"
    count = sum(finding.count for finding in rest)
    things = tuple(finding.thing for finding in rest[:_EXAMPLES])
    return [*kept, Finding(first.severity, first.rule, first.thing, message, count, first.value, things)]
