"""The scorer of the evaluation data, run on what the reader finds in a text; without it such tests are skipped."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from comity.identity.view import packaged_view
from comity.text import event_record, read_document

_SCORER = Path(__file__).parents[2] / "shared" / "eval" / "score.py"

needs_scorer = pytest.mark.skipif(not _SCORER.is_file(), reason="no scorer in ../shared/eval")


def records(text: str, document: str) -> list[dict[str, Any]]:
    """What the reader finds in a text, as event records."""
    return [event_record(report, document) for report in read_document(text, document, view=packaged_view()).reports]


def scored(golds: Iterable[Path], found: Iterable[dict[str, Any]], folder: Path, kind: str = "gold") -> dict[str, Any]:
    """The scorer's figures of event records against gold files; ``kind`` ``"plover"`` for single sentences."""
    system = folder / "system.jsonl"
    system.write_text("".join(json.dumps(record) + "\n" for record in found), encoding="utf-8")
    command = [sys.executable, "-B", str(_SCORER), f"--{kind}", *map(str, golds), "--system", str(system)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(run.stdout.splitlines()[0])
    return figures
