"""Scores of the text reader on the development sets: ``python tests/benchmarks/scores.py [SET ...]``.

SET is ``seed``, ``dispatches``, ``readouts`` or ``plover`` (all where none is given). Documents are in two halves, by
their sorted names: those with an even number were looked at while the lexicon was written, those with an odd one less
or not at all, so that the gap between the two shows. The last lines give the share of right reports by confidence.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from comity.identity.view import packaged_view
from comity.text import event_record, read_document

EVAL = Path(__file__).parents[2].parent / "shared" / "eval"


def records(items: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Event records of (document, text) pairs."""
    view = packaged_view()
    return [event_record(r, name) for name, text in items for r in read_document(text, name, view=view).reports]


def score(option: str, gold: Iterable[dict[str, Any]], system: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What ``score.py`` says of system records against gold."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "gold.jsonl", Path(folder) / "system.jsonl"]
        for path, rows in zip(paths, (gold, system), strict=True):
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        call = [sys.executable, str(EVAL / "score.py"), option, str(paths[0]), "--system", str(paths[1])]
        out = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    found: dict[str, Any] = json.loads(out.splitlines()[0])
    return found


def lines(path: Path) -> list[dict[str, Any]]:
    """Objects of a JSON Lines file, its licence notice left out."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in rows if "notice" not in row]


def seed() -> None:
    """The one article of which every act is annotated."""
    folder = EVAL / "seed"
    system = records([("seed", (folder / "seed.txt").read_text(encoding="utf-8"))])
    _events("seed", lines(folder / "seed.gold.jsonl"), system)


def dispatches() -> None:
    """News dispatches."""
    paths = sorted((EVAL / "dispatches" / "dev").glob("*.txt"))
    for half, chosen in _halves(paths):
        gold = [row for path in chosen for row in lines(path.with_suffix(".gold.jsonl"))]
        system = records((path.stem, path.read_text(encoding="utf-8")) for path in chosen)
        _events(f"dispatches {half}", gold, system)


def readouts() -> None:
    """Government readouts."""
    gold = sorted(lines(EVAL / "readouts" / "dev.gold.jsonl"), key=lambda row: str(row["doc"]))
    for half, chosen in _halves(gold):
        folder = EVAL / "readouts" / "dev"
        system = records((row["doc"], (folder / f"{row['doc']}.md").read_text(encoding="utf-8")) for row in chosen)
        _flat(f"readouts {half}", score("--readouts", chosen, system))


def plover() -> None:
    """Sentences of the PLOVER gold standard."""
    for half, chosen in _halves(lines(EVAL / "plover" / "dev.jsonl")):
        system = records((row["id"], row["text"]) for row in chosen)
        _flat(f"plover {half}", score("--plover", chosen, system))


def _halves(items: list[Any]) -> list[tuple[str, list[Any]]]:
    return [("even (looked at)", items[::2]), ("odd", items[1::2])]


def _events(title: str, gold: list[dict[str, Any]], system: list[dict[str, Any]]) -> None:
    found = score("--gold", gold, system)
    print(title)
    for level, row in found["levels"].items():
        print(
            f"  {level:<10} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}  ({row['gold']} gold)"
        )
    for name, row in found["attributes"].items():
        print(f"  {name:<14} {row['accuracy']} of {row['of']}")
    _calibration(gold, system)


def _calibration(gold: list[dict[str, Any]], system: list[dict[str, Any]]) -> None:
    """Share of reports that match some gold record of their act and countries, by confidence."""
    sys.path.insert(0, str(EVAL))
    from compare import agree  # type: ignore[import-not-found]

    bands: dict[float, list[bool]] = {}
    for row in system:
        same = [g for g in gold if (g["document"], g["act"]) == (row["document"], row["act"])]
        right = any(agree(g, row, "country") for g in same)
        bands.setdefault(min(int(row["confidence"] * 5) / 5, 0.8), []).append(right)
    for band, rights in sorted(bands.items()):
        print(f"  confidence {band:.1f}-{band + 0.2:.1f}: {sum(rights) / len(rights):.2f} right of {len(rights)}")


def _flat(title: str, found: dict[str, Any]) -> None:
    print(title)
    for name, value in found.items():
        if not isinstance(value, dict):
            print(f"  {name:<26} {value}")


def main(names: list[str]) -> int:
    """Print the scores of the named sets."""
    sets = {"seed": seed, "dispatches": dispatches, "readouts": readouts, "plover": plover}
    if not EVAL.is_dir():
        print(f"no evaluation data at {EVAL}", file=sys.stderr)
        return 2
    for name in names or list(sets):
        start = time.perf_counter()
        sets[name]()
        print(f"  {time.perf_counter() - start:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
