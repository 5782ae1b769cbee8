"""Makes the table behind the reader's confidence: ``python tests/benchmarks/calibrate.py [write]``.

Judged are the reports of our own dispatches and wire sentences whose errors nobody has read, so that the reader was
not made for them: of the development sets nine in ten are right, of new text six. Right is a report whose
act and countries are annotated so. Only counts are used. Printed is the reliability on documents that the table was not
made from: they are parted into ten, and each part is rated by the table of the other nine. ``write`` replaces the table
in the package.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import comity.text.reading
from comity.identity.view import packaged_view
from comity.text import event_record, read_document
from comity.text.confidence import BANDS, Table

EVAL = Path(__file__).parents[2].parent / "shared" / "eval"
OWN = Path(__file__).parents[1] / "text"
sys.path.insert(0, str(EVAL))
from compare import agree  # noqa: E402
from score import ACTS as VOCABULARY  # noqa: E402
from score import PLOVER_RENAMED  # noqa: E402

Judged = tuple[str, float, bool]
PARTS = 10


def lines(path: Path) -> list[dict[str, Any]]:
    """Objects of a JSON Lines file, its licence notice left out."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in rows if "notice" not in row]


def rated(text: str, name: str) -> list[dict[str, Any]]:
    """Event records of a document with the plain rating as their confidence."""
    comity.text.reading.calibrated = lambda _, rating: rating  # type: ignore[assignment]
    return [event_record(r, name) for r in read_document(text, name, view=packaged_view()).reports]


def documents() -> Iterator[list[Judged]]:
    """The judged reports of each document that nobody has read the errors of."""
    for path in sorted(path for part in ("unseen", "unread") for path in (OWN / "dispatches" / part).glob("*.txt")):
        gold = lines(path.with_suffix(".gold.jsonl"))
        for row in gold:
            row.setdefault("agents", [])
            row.setdefault("recipients", [])
        yield [
            (r["act"], r["confidence"], any(g["act"] == r["act"] and agree(g, r, "country") for g in gold))
            for r in rated(path.read_text(encoding="utf-8"), path.stem)
        ]
    for row in lines(OWN / "wires" / "unread.jsonl"):
        yield [(r["act"], r["confidence"], told(row, r)) for r in rated(row["text"], row["id"])[:1]]


def told(gold: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether a record has the type, a source and a target of a PLOVER sentence."""
    kind = VOCABULARY[record["act"]]["plover"]
    sides = [{e.get("country") for e in record[part]} for part in ("agents", "recipients")]
    if not sides[1]:
        sides[1] = sides[0]
    want = [{e.get("country") for e in gold[part]} for part in ("source", "target")]
    return kind == PLOVER_RENAMED.get(gold["type"], gold["type"]) and all(
        not w or bool(w & s) for w, s in zip(want, sides, strict=True)
    )


def reliability(judged: list[list[Judged]]) -> list[tuple[float, bool]]:
    """Confidence by the other parts' table, and whether it was right, of every report."""
    found = []
    for part in range(PARTS):
        table = Table.of(j for n, doc in enumerate(judged) if n % PARTS != part for j in doc)
        found += [
            (table.share(a, rating), right)
            for n, doc in enumerate(judged)
            if n % PARTS == part
            for a, rating, right in doc
        ]
    return found


def main(write: bool) -> None:
    """Print the reliability, and write the table if asked to."""
    judged = list(documents())
    found = reliability(judged)
    error = 0.0
    for low in range(2, 10):
        band = [(c, r) for c, r in found if low / 10 <= c < (low + 1) / 10]
        if band:
            said, right = sum(c for c, _ in band) / len(band), sum(r for _, r in band) / len(band)
            error += abs(said - right) * len(band) / len(found)
            print(f"  stated {said:.2f}  right {right:.2f}  of {len(band)}")
    brier = sum((c - r) ** 2 for c, r in found) / len(found)
    print(f"  mean difference {error:.3f}; Brier {brier:.3f}, {len(found)} reports")
    if write:
        counts = Table.of(j for doc in judged for j in doc).counts
        rows = [f"{family}\t{BANDS[band]}\t{right}\t{of}\n" for (family, band), (right, of) in sorted(counts.items())]
        path = Path(comity.text.reading.__file__).parent / "confidence.tsv"
        path.write_text("family\tfrom\tright\tof\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] == ["write"])
