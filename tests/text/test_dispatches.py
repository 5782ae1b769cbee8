"""Dispatches of our own whose gold was written first: a floor for the reader (their README says what was seen)."""

from pathlib import Path

import pytest

from scoring import needs_scorer, records, scored

_HERE = Path(__file__).parent / "dispatches"


@needs_scorer
@pytest.mark.parametrize(
    ("part", "documents", "act", "country", "date"),
    [
        ("seen", 8, 0.7, 0.52, 0.78),
        ("unseen", 14, 0.69, 0.57, 0.78),
        ("later", 44, 0.78, 0.66, 0.9),
        ("strangers", 32, 0.79, 0.67, 0.92),
        ("newer", 28, 0.78, 0.66, 0.8),
        ("latest", 12, 0.77, 0.58, 0.83),
        ("unread", 12, 0.69, 0.56, 0.8),
    ],
)
def test_floor(tmp_path: Path, part: str, documents: int, act: float, country: float, date: float) -> None:
    golds = sorted((_HERE / part).glob("*.gold.jsonl"))
    assert len(golds) == documents
    names = [gold.name.removesuffix(".gold.jsonl") for gold in golds]
    found = [
        record for name in names for record in records((_HERE / part / f"{name}.txt").read_text(encoding="utf-8"), name)
    ]
    result = scored(golds, found, tmp_path)
    assert result["levels"]["act"]["f1"] >= act
    assert result["levels"]["country"]["f1"] >= country
    assert result["attributes"]["date"]["accuracy"] >= date
