"""Days, places and modality of acts in texts of our own (their README says how they were written)."""

import json
import re
from pathlib import Path

from scoring import needs_scorer, records, scored

_HERE = Path(__file__).parent / "attributes"


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


@needs_scorer
def test_floor(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    found = []
    with gold.open("w", encoding="utf-8") as answers:
        for path in sorted(_HERE.glob("*.txt")):
            text, _, lines = path.read_text(encoding="utf-8").partition("\n---\n")
            answers.writelines(json.dumps(record) + "\n" for record in _gold(path.stem, lines))
            for record in records(text, path.stem):
                for side in ("agents", "recipients"):
                    record[side] = [_state(actor) for actor in record[side]]
                found.append(record)
    result = scored([gold], found, tmp_path)
    assert result["attributes"]["date"]["accuracy"] >= 0.91
    assert result["attributes"]["place_country"]["accuracy"] >= 0.87
    assert result["attributes"]["modality"]["accuracy"] >= 0.95
