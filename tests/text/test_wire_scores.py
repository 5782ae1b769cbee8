"""Single wire sentences of our own, coded as PLOVER's gold standard is: a floor for type, source and target.

Two halves of one set whose writer did not know the reader: the errors of ``read`` were looked at, nobody has looked at
those of ``unread``.
"""

import json
from pathlib import Path

import pytest

from scoring import needs_scorer, records, scored

_HERE = Path(__file__).parent / "wires"


@needs_scorer
@pytest.mark.parametrize(
    ("part", "figures"),
    [
        ("read", {"type_accuracy": 0.8, "source_accuracy": 0.9, "target_accuracy": 0.84}),
        ("unread", {"type_accuracy": 0.58, "source_accuracy": 0.78, "target_accuracy": 0.7}),
    ],
)
def test_floor(tmp_path: Path, part: str, figures: dict[str, float]) -> None:
    gold = _HERE / f"{part}.jsonl"
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 75
    found = [record for line in lines for record in records(line["text"], line["id"])]
    result = scored([gold], found, tmp_path, "plover")
    assert {name: result[name] >= floor for name, floor in figures.items()} == dict.fromkeys(figures, True)
