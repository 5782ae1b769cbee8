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
        ("later", 44, 0.83, 0.72, 0.9),
        ("strangers", 32, 0.85, 0.75, 0.92),
        ("newer", 28, 0.83, 0.72, 0.87),
        ("latest", 12, 0.78, 0.6, 0.83),
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


@needs_scorer
def test_confidence_is_the_share_that_is_right_in_texts_that_nobody_tuned_on(tmp_path: Path) -> None:
    texts = sorted(path for part in ("unseen", "unread") for path in (_HERE / part).glob("*.txt"))
    found = [record for path in texts for record in records(path.read_text(encoding="utf-8"), path.stem)]
    right = scored([path.with_suffix(".gold.jsonl") for path in texts], found, tmp_path)["levels"]["country"]
    stated = sum(record["confidence"] for record in found) / len(found)
    assert abs(stated - right["precision"]) < 0.1
