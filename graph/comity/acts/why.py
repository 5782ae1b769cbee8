"""Why reports are taken to tell of one act: each of them beside the act, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from comity.acts.rules import Rule, rules
from comity.identity.judgements import Judgement
from comity.model import When

__all__ = ["why"]

_REPORTS = """
select report, source, evidence, agents, recipients, earliest, latest, date_precision, place_country, agreement, policy,
    code is not null or date_precision = 'publication' as told
from reports where act = $1 order by report
"""
_ACT = """
select kind, modality, agents, recipients, earliest, latest, place_country, agreement, policy from acts where act = $1
"""

Row = dict[str, Any]


def _rows(con: duckdb.DuckDBPyConnection, query: str, value: str) -> list[Row]:
    result = con.execute(query, [value])
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _days(number: int) -> str:
    return {0: "the same day", 1: "at most 1 day apart"}.get(number, f"at most {number} days apart")


def _sentence(rule: Rule) -> str:
    parties = "the same countries, no official contradicts" if rule.any_level else "the same actors"
    parts = [parties, f"stated dates {_days(rule.window)}, days of telling {_days(rule.told)}"]
    if rule.once:
        parts.append("or once for the agreement or policy")
    if rule.place:
        parts.append("no two countries of the place")
    if rule.words != "free":
        parts.append("no two quotations" if rule.words == "quote" else "the same words")
    if rule.amount:
        parts.append("no two figures")
    return f"{rule.kind}: " + "; ".join(parts)


def _parties(report: Row, act: Row) -> str:
    named = set(report["agents"]) | set(report["recipients"])
    whole = set(act["agents"]) | set(act["recipients"])
    if named == whole:
        return "names the same actors"
    missing, instead = sorted(whole - named), sorted(named - whole)
    parts = []
    if instead:
        parts.append(
            f"names {', '.join(instead)} for {', '.join(missing)}" if missing else f"names {', '.join(instead)}"
        )
    elif missing:
        parts.append(f"does not name {', '.join(missing)}")
    return "; ".join(parts)


def _when(report: Row) -> str:
    text = When(report["earliest"], report["latest"], report["date_precision"] or "unknown").edtf()
    if text is None:
        return "gives no date"
    return f"told on {text}" if report["told"] else f"dated {text}"


def _what(report: Row, act: Row) -> list[str]:
    parts = []
    for name, words in (("agreement", "agreement"), ("policy", "policy"), ("place_country", "country of the place")):
        if act[name] is not None:
            parts.append(f"the same {words}" if report[name] == act[name] else f"gives no {words}")
    return parts


def _judgements(judged: Sequence[Judgement], report: str) -> list[str]:
    """What was said of a report, in the order in which it was said: the last word on a pair holds."""
    words = {"same": "the same as", "different": "another than"}
    said = []
    for one in judged:
        if report in one.pair:
            other = one.right if one.left == report else one.left
            said.append(f"judged {words[one.verdict]} {other}: {one.reason} ({one.by}, {one.on})")
    return said


def why(con: duckdb.DuckDBPyConnection, act: str, judged: Sequence[Judgement] = ()) -> list[Row]:
    """One row for each report of an act: ``report``, ``source``, ``evidence``, ``how`` it fits, the ``rule`` in words.

    ``act`` is a local id; ``con`` holds the tables ``acts`` and ``reports``; ``judged`` are the graph's judgements,
    oldest first. No rows where there is no such act.
    """
    found = _rows(con, _ACT, act)
    if not found:
        return []
    (row,) = found
    rule = _sentence(rules()[row["kind"]])
    return [
        {
            "report": report["report"],
            "source": report["source"],
            "evidence": report["evidence"],
            "how": "; ".join(
                [
                    _parties(report, row),
                    _when(report),
                    *_what(report, row),
                    *_judgements(judged, report["report"]),
                ]
            ),
            "rule": rule,
        }
        for report in _rows(con, _REPORTS, act)
    ]
