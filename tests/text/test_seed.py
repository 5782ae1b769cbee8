from pathlib import Path

from scoring import records, scored


def test_the_seed_is_covered(shared: Path, tmp_path: Path) -> None:
    folder = shared / "eval" / "seed"
    found = records((folder / "seed.txt").read_text(encoding="utf-8"), "seed")
    levels = scored([folder / "seed.gold.jsonl"], found, tmp_path)["levels"]
    assert levels["act"]["f1"] >= 0.85
    assert levels["actor"]["f1"] >= 0.75
