"""Dispatches of our own whose gold was written first: a floor for the reader (their README says what was seen)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from comity.identity.view import packaged_view
from comity.text import event_record, read_document

_HERE = Path(__file__).parent / "dispatches"
_SCORER = Path(__file__).parents[3] / "shared" / "eval" / "score.py"


@pytest.mark.skipif(not _SCORER.is_file(), reason="no scorer in ../shared/eval")
@pytest.mark.parametrize(
    ("part", "documents", "act", "country", "date"),
    [
        ("seen", 8, 0.7, 0.52, 0.78),
        ("unseen", 14, 0.69, 0.57, 0.78),
        ("later", 44, 0.78, 0.66, 0.9),
        ("strangers", 32, 0.79, 0.67, 0.92),
        ("newer", 28, 0.78, 0.66, 0.8),
    ],
)
def test_floor(tmp_path: Path, part: str, documents: int, act: float, country: float, date: float) -> None:
    golds = sorted((_HERE / part).glob("*.gold.jsonl"))
    assert len(golds) == documents
    found = tmp_path / "system.jsonl"
    with found.open("w", encoding="utf-8") as out:
        for gold in golds:
            name = gold.name.removesuffix(".gold.jsonl")
            text = gold.with_name(f"{name}.txt").read_text(encoding="utf-8")
            for report in read_document(text, name, view=packaged_view()).reports:
                out.write(json.dumps(event_record(report, name)) + "\n")
    command = [sys.executable, "-B", str(_SCORER), "--gold", *map(str, golds), "--system", str(found)]
    result = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0])
    assert result["levels"]["act"]["f1"] >= act
    assert result["levels"]["country"]["f1"] >= country
    assert result["attributes"]["date"]["accuracy"] >= date
