"""Derived ties: plain relations between two things that asserted acts, or tenures, add up to.

Each rule is a file of ``ontology/rules``. Its query makes the tie in any SPARQL store; its front matter says the same
for the tables, where a million acts take seconds:

``tie``           local name of the property
``acts``          kinds of act that make it
``from``, ``to``  columns of the act table (the first row of ``COLUMNS``); a thing of any of them counts
``from-kind``     only these kinds of actor, told by their local ids
``from: tenures`` an official and the country (else the organization) of an office held, without the statuses listed
                  in ``without-status``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import duckdb

from comity.errors import ComityError
from comity.model import ACTS
from comity.resources import ontology

__all__ = ["COLUMNS", "TieRule", "tie_rules", "ties"]

COLUMNS = ("agents", "recipients", "on_behalf_of", "host", "agreement", "policy", "place_country")
"""What ``from`` and ``to`` may name; the first three are lists."""

_LISTS = COLUMNS[:3]
_KINDS = ("official", "country", "organization", "group", "agreement", "policy")
_FRONT = re.compile(r"#\+ ([a-z-]+): (.+)")
_NAME = re.compile(r"[a-z][A-Za-z]*")


@dataclass(frozen=True, slots=True)
class TieRule:
    """One derived tie, as the front matter of its rule file declares it."""

    tie: str
    acts: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...]
    from_kinds: tuple[str, ...] = ()
    without_status: tuple[str, ...] = ()

    @property
    def of_tenures(self) -> bool:
        """Whether tenures make the tie, and not acts."""
        return self.from_ == ("tenures",)


def parse_rule(text: str, name: str) -> TieRule:
    """The rule that a file declares. Raises ``ComityError`` for an unknown kind of act, column or kind of actor."""
    front = dict(_FRONT.findall(text))
    rule = TieRule(
        tie=front.get("tie", ""),
        acts=tuple(front.get("acts", "").split()),
        from_=tuple(front.get("from", "").split()),
        to=tuple(front.get("to", "").split()),
        from_kinds=tuple(front.get("from-kind", "").split()),
        without_status=tuple(filter(None, re.split(r"; *", front.get("without-status", "")))),
    )
    if not _NAME.fullmatch(rule.tie):
        raise ComityError(f"{name}: {rule.tie!r} is no name of a tie")
    columns = () if rule.of_tenures else rule.from_ + rule.to
    unknown = [
        *(kind for kind in rule.acts if kind not in ACTS),
        *(column for column in columns if column not in COLUMNS),
        *(kind for kind in rule.from_kinds if kind not in _KINDS),
    ]
    if unknown or not (rule.of_tenures or (rule.acts and rule.from_ and rule.to)):
        raise ComityError(f"{name}: " + (f"{unknown[0]!r} is unknown" if unknown else "acts, from or to is missing"))
    return rule


def _files() -> Iterator[Traversable]:
    found = (file for file in ontology().joinpath("rules").iterdir() if file.name.endswith(".rq"))
    yield from sorted(found, key=lambda file: file.name)


def tie_rules() -> tuple[TieRule, ...]:
    """All rules, in the order of their files' names."""
    return tuple(parse_rule(file.read_text("utf-8"), file.name) for file in _files())


def _things(columns: tuple[str, ...]) -> str:
    """SQL for one list of all things in some columns."""
    lists = (column if column in _LISTS else f"[{column}]" for column in columns)
    return "list_concat(" + ", ".join((*lists, "[]")) + ")"


def _of_acts(rule: TieRule) -> str:
    kinds = ", ".join(f"'{kind}'" for kind in rule.acts)
    allowed = " or ".join(f"starts_with(from_actor, '{kind}/')" for kind in rule.from_kinds) or "true"
    return (
        f"select distinct '{rule.tie}' as tie, from_actor, to_actor, act, earliest, latest from ("
        "select act, earliest, latest, from_actor, unnest(targets) as to_actor from ("
        f"select act, earliest, latest, unnest({_things(rule.from_)}) as from_actor, {_things(rule.to)} as targets "
        f"from acts where modality = 'asserted' and kind in ({kinds}))) "
        f"where from_actor <> to_actor and ({allowed})"
    )


def _of_tenures(rule: TieRule) -> str:
    without = ", ".join("'" + status.replace("'", "''") + "'" for status in rule.without_status) or "''"
    target = "case when country is null then organization when contains(country, '/') then country"
    return (
        f"select distinct '{rule.tie}' as tie, official as from_actor, "
        f"{target} else 'country/' || country end as to_actor, "
        "null::varchar as act, t.earliest, t.latest from tenures t join offices using (office) "
        f"where coalesce(t.status, '') not in ({without}) and coalesce(country, organization) is not null"
    )


def ties(con: duckdb.DuckDBPyConnection, rules: tuple[TieRule, ...] | None = None) -> None:
    """Create the table ``ties`` (``model.GENERATION``) from ``acts``, ``tenures`` and ``offices``.

    One row for each tie that one act supports (``act`` is null where a tenure does). Ties of symmetric acts come out in
    both directions. ``rules``: those of the ontology where none are given.
    """
    parts = [_of_tenures(rule) if rule.of_tenures else _of_acts(rule) for rule in rules or tie_rules()]
    con.execute("create or replace table ties as " + " union all ".join(parts))
