"""``comity eval``: sets found by their shape, scored by their scorer, over all documents and parts of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from comity.cli import run

pytest.importorskip("spacy", reason="the text reader needs spaCy: comity[text]")

Capture = pytest.CaptureFixture[str]
STORY = "President Emmanuel Macron met Chancellor Angela Merkel in Berlin on Monday."
SCORER = """
import json, sys
what, gold, _, system = sys.argv[1:5]
gold, system = ([json.loads(line) for line in open(path, encoding="utf-8")] for path in (gold, system))
found = len({record["document"] for record in system if record["act"] == "meeting"})
level = {"f1": found / len(gold), "precision": 1.0, "recall": found / len(gold), "gold": len(gold)}
print(json.dumps({"levels": {"act": level}, "attributes": {"date": {"accuracy": None, "of": 0}}}))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of four documents, of which the reader can find three."""
    (tmp_path / "score.py").write_text(SCORER, "utf-8")
    own = tmp_path / "own"
    own.mkdir()
    for number, text in enumerate((STORY, STORY, STORY, "Nothing happened.")):
        (own / f"{number}.txt").write_text(text, "utf-8")
        (own / f"{number}.gold.jsonl").write_text(
            json.dumps({"document": str(number), "act": "meeting"}) + "\n", "utf-8"
        )
    return tmp_path


def scores(capsys: Capture, *words: str, code: int = 0) -> dict[tuple[str, str], dict[str, Any]]:
    capsys.readouterr()
    assert run(["eval", *words, "--format", "jsonl"]) == code
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {(row["set"], row["measure"]): row for row in rows}


def test_each_measure_has_a_value_and_its_spread_over_parts_of_the_documents(folder: Path, capsys: Capture) -> None:
    found = scores(capsys, str(folder), "--folds", "4", "--no-speed")
    row = found["own", "act F1"]
    assert (row["value"], row["of"]) == (0.75, 4)
    assert (row["folds_mean"], row["folds_min"], row["folds_max"]) == (0.75, 0, 1)
    assert row["folds_sd"] == pytest.approx(0.433, abs=0.001)
    assert found["own", "date"]["value"] is None
    assert found["speed", "characters a second"]["value"] > 0
    assert ("speed", "share of the bare parser") not in found


def test_speed_is_compared_with_the_bare_parser_in_the_same_run(folder: Path, capsys: Capture) -> None:
    found = scores(capsys, str(folder))
    assert 0 < found["speed", "share of the bare parser"]["value"] < 20


def test_what_is_missing_or_broken_is_one_line(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "bare").mkdir()
    assert run(["eval", str(tmp_path / "bare")]) == 4
    assert run(["eval", str(folder), "--set", "none"]) == 4
    (folder / "score.py").write_text("import sys; sys.exit('gold.jsonl:3: no document')", "utf-8")
    assert run(["eval", str(folder), "--no-speed"]) == 1
    (folder / "score.py").write_text("print('{}')", "utf-8")
    assert run(["eval", str(folder), "--no-speed"]) == 1
    (folder / "own" / "1.gold.jsonl").write_text("{}\n{cut\n", "utf-8")
    assert run(["eval", str(folder)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 5
    assert "no scorer" in said[0]
    assert "gold.jsonl:3: no document" in said[2]
    assert f"{folder}/own/1.gold.jsonl:2: no JSON" in said[4]


def test_the_shared_annotations_are_found_and_scored(shared: Path, capsys: Capture) -> None:
    found = scores(capsys, str(shared / "eval"), "--set", "seed", "--no-speed")
    assert 0.5 < found["seed", "act F1"]["value"] <= 1
    assert found["seed", "act F1"]["of"] == 18


def test_the_confidence_is_set_against_what_was_right(shared: Path, folder: Path, capsys: Capture) -> None:
    found = scores(capsys, str(shared / "eval"), "--set", "dispatches", "--no-speed")
    said = {name: row for (_, name), row in found.items() if name.startswith("confidence 0.")}
    parts = [[row for name, row in said.items() if name.endswith(end)] for end in ("expected", "observed")]
    mean = [sum(row["value"] * row["of"] for row in rows) / sum(row["of"] for row in rows) for rows in parts]
    assert 0.4 < mean[0] < mean[1] <= 1  # stated is what to expect of text that nobody tuned on
    plain = scores(capsys, str(folder), "--no-speed")
    assert not any(name.startswith("confidence") for _, name in plain)  # its scorer judges no single records
