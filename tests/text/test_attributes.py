"""Days, places and modality of acts in texts of our own (their README says how they were written)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from comity.identity.view import packaged_view
from comity.text import event_record, read_document

_HERE = Path(__file__).parent / "attributes"
_SCORER = Path(__file__).parents[3] / "shared" / "eval" / "score.py"


def _actors(text: str) -> list[dict[str, object]]:
    """ "USA+?FRA": states by their codes, others by name; with ``?`` they may be left out."""
    found: list[dict[str, object]] = []
    for part in [] if text == "-" else text.split("+"):
        name = part.removeprefix("?").replace("_", " ")
        state = re.fullmatch("[A-Z]{3}", name)
        actor = {"kind": "country", "name": name, "country": name} if state else {"kind": "organization", "name": name}
        found.append(actor | ({"optional": True} if part.startswith("?") else {}))
    return found


def _state(actor: dict[str, object]) -> dict[str, object]:
    """The state for which an actor stands, so that the answers need name no persons."""
    code = actor.get("country")
    return {"kind": "country", "name": code, "country": code} if code else actor


def _gold(document: str, lines: str) -> list[dict[str, object]]:
    rows = [line.split() for line in lines.splitlines() if line.strip()]
    return [
        {
            "document": document,
            "act": act,
            "modality": modality,
            "agents": _actors(agents),
            "recipients": _actors(recipients),
            "date": None if day == "-" else day,
            "place": None if place == "-" else {"country": place},
        }
        for act, modality, agents, recipients, day, place in rows
    ]


@pytest.mark.skipif(not _SCORER.is_file(), reason="no scorer in ../shared/eval")
def test_floor(tmp_path: Path) -> None:
    gold, found = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    with gold.open("w", encoding="utf-8") as answers, found.open("w", encoding="utf-8") as out:
        for path in sorted(_HERE.glob("*.txt")):
            text, _, lines = path.read_text(encoding="utf-8").partition("\n---\n")
            for record in _gold(path.stem, lines):
                answers.write(json.dumps(record) + "\n")
            for report in read_document(text, path.stem, view=packaged_view()).reports:
                record = event_record(report, path.stem)
                for side in ("agents", "recipients"):
                    record[side] = [_state(actor) for actor in record[side]]
                out.write(json.dumps(record) + "\n")
    command = [sys.executable, "-B", str(_SCORER), "--gold", str(gold), "--system", str(found)]
    result = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0])
    assert result["attributes"]["date"]["accuracy"] >= 0.91
    assert result["attributes"]["place_country"]["accuracy"] >= 0.87
    assert result["attributes"]["modality"]["accuracy"] >= 0.95
