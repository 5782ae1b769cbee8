"""Why reports are taken to tell of one act: each of them beside the act, in words."""

from __future__ import annotations

from typing import Any

import duckdb

from comity.acts.rules import Rule, rules
from comity.model import When

__all__ = ["why"]

_REPORTS = """
select report, source, agents, recipients, earliest, latest, date_precision, place_country, agreement, policy,
    code is not null or date_precision = 'publication' as told
from reports where act = $1 order by report
"""
_ACT = """
select kind, modality, agents, recipients, earliest, latest, place_country, agreement, policy from acts where act = $1
"""
_JUDGED = """
select verdict, case when "left" = $1 then "right" else "left" end as other
from report_judgements where $1 in ("left", "right") order by all
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


def _judgements(con: duckdb.DuckDBPyConnection, report: str) -> list[str]:
    there = con.execute("select 1 from information_schema.tables where table_name = 'report_judgements' limit 1")
    if not there.fetchall():
        return []
    return [f"judged {row['verdict']}: {row['other']}" for row in _rows(con, _JUDGED, report)]


def why(con: duckdb.DuckDBPyConnection, act: str) -> list[Row]:
    """One row for each report of an act: ``report``, ``source``, ``how`` it fits the act, and the ``rule`` in words.

    ``act`` is a local id; ``con`` holds the tables ``acts`` and ``reports`` (and, where there are any,
    ``report_judgements``). No rows where there is no such act.
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
            "how": "; ".join(
                [
                    _parties(report, row),
                    _when(report),
                    *_what(report, row),
                    *_judgements(con, report["report"]),
                ]
            ),
            "rule": rule,
        }
        for report in _rows(con, _REPORTS, act)
    ]
