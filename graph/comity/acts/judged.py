"""Judgements about reports: two of them tell of the same act, or of different ones, whatever the rules say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from comity.model import digest

__all__ = ["Judgements", "apply_judgements"]


@dataclass(frozen=True, slots=True)
class Judgements:
    """Pairs of report ids, each pair and the list sorted."""

    same: tuple[tuple[str, str], ...]
    different: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, con: duckdb.DuckDBPyConnection) -> Judgements:
        """From the relation ``report_judgements``; pairs about reports that are not there have no effect."""
        rows = con.execute(
            'select distinct least("left", "right"), greatest("left", "right"), verdict from report_judgements '
            'where "left" in (select report from staged_reports) and "right" in (select report from staged_reports) '
            "order by 1, 2, 3"
        ).fetchall()
        pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for left, right, verdict in rows:
            pairs[verdict].append((left, right))
        return cls(tuple(pairs["same"]), tuple(pairs["different"]))

    @property
    def reports(self) -> list[str]:
        """All reports that were judged, sorted."""
        return sorted({report for pair in self.same + self.different for report in pair})


class _Unions:
    """Union–find over texts; the least text stands for its set."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        parent = self.parent.setdefault(item, item)
        if parent != item:
            parent = self.parent[item] = self.find(parent)
        return parent

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self.parent[high] = low


def _regrouped(judged: Judgements, act_of: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What changes: act → the act it is now part of; report → its own act, set apart from the rest."""
    units, acts = _Unions(), _Unions()
    for left, right in judged.same:
        units.join(left, right)
    clash = defaultdict(set)
    for left, right in judged.different:
        clash[units.find(left)].add(units.find(right))
        clash[units.find(right)].add(units.find(left))
    for left, right in judged.same:
        acts.join(act_of[left], act_of[right])
    pieces: dict[str, list[set[str]]] = defaultdict(list)
    apart: dict[str, str] = {}
    for report in judged.reports:
        unit, act = units.find(report), acts.find(act_of[report])
        for piece in pieces[act]:
            if unit in piece or not (clash[unit] & piece):
                break
        else:
            piece = set()
            pieces[act].append(piece)
        piece.add(unit)
        if piece is not pieces[act][0]:
            apart[report] = "act/" + digest(act, "apart", min(piece))
    return {act: acts.find(act) for act in acts.parent if acts.find(act) != act}, apart


def apply_judgements(con: duckdb.DuckDBPyConnection, judged: Judgements) -> None:
    """Change ``report_acts`` so that it honours the judgements.

    ``same`` makes one act of the two reports' acts; ``different`` takes the later report (by id) out of the act, with
    what was judged the same as it. Where both are said of the same pair, ``same`` holds.
    """
    if not judged.reports:
        return
    found = con.execute(
        "select report, act_id(act) from report_acts join staged_reports using (n) where report in (select unnest(?))",
        [judged.reports],
    )
    merged, apart = _regrouped(judged, dict(found.fetchall()))
    if not merged and not apart:
        return
    moves: list[tuple[str | None, str | None, str]] = [(None, act, target) for act, target in sorted(merged.items())]
    moves += [(report, None, target) for report, target in sorted(apart.items())]
    con.execute("create or replace temp table moves (report varchar, act varchar, target ubigint)")
    con.executemany(
        "insert into moves values (?, ?, ?)",
        [(report, act, int(target.removeprefix("act/"), 16)) for report, act, target in moves],
    )
    con.execute("update report_acts set act = target from moves where moves.act = act_id(report_acts.act)")
    con.execute(
        "update report_acts set act = target from moves join staged_reports s using (report) where s.n = report_acts.n"
    )
