"""Whether the reader's confidence is what it says: the share of right reports where it states so much."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["calibration"]

_JUDGE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from compare import agree
gold, system = ([json.loads(line) for line in open(path, encoding="utf-8") if line.strip()] for path in sys.argv[2:])
for record in gold + system:
    record.setdefault("agents", []), record.setdefault("recipients", [])
told = {}
for g in gold:
    told.setdefault((g["document"], g["act"]), []).append(g)
print(json.dumps([any(agree(g, r, "country") for g in told.get((r["document"], r["act"]), [])) for r in system]))
"""
"""Asks the module beside the scorer which records have an act and countries that the gold has."""
_SECONDS = 120

Judged = tuple[str, float, bool]


def calibration(
    folder: Path, gold: Mapping[str, Sequence[str]], system: Mapping[str, Sequence[str]], folds: int
) -> list[tuple[str, float, int]]:
    """Measure, value and number of reports for each band of confidence, expected and observed.

    The documents are parted; what is expected of a part is what was right in the others, by family of acts and band of
    the confidence stated. No rows where the scorer comes without ``compare.agree``.
    """
    from comity.model import digest
    from comity.text.confidence import Table

    judged = _judged(folder, gold, system)
    order = sorted(judged, key=digest)
    parts = [[j for name in order[part::folds] for j in judged[name]] for part in range(folds)]
    found: list[tuple[float, bool]] = []
    for number, part in enumerate(parts):
        table = Table.of(j for other, rest in enumerate(parts) if other != number for j in rest)
        found += [(table.share(act, stated), right) for act, stated, right in part]
    if not found:
        return []
    rows, apart = [], 0.0
    for low in range(10):
        band = [(c, r) for c, r in found if low <= c * 10 < low + 1]
        if band:
            expected, observed = (sum(b[n] for b in band) / len(band) for n in (0, 1))
            apart += abs(expected - observed) * len(band) / len(found)
            name = f"confidence 0.{low}"
            rows += [(f"{name} expected", round(expected, 4), len(band))]
            rows += [(f"{name} observed", round(observed, 4), len(band))]
    return [*rows, ("confidence, mean difference", round(apart, 4), len(found))]


def _judged(
    folder: Path, gold: Mapping[str, Sequence[str]], system: Mapping[str, Sequence[str]]
) -> dict[str, list[Judged]]:
    """The act and confidence of each record of each document, and whether it is right."""
    names = list(system)
    records: list[dict[str, Any]] = [json.loads(line) for name in names for line in system[name]]
    with tempfile.TemporaryDirectory() as place:
        paths = Path(place, "gold.jsonl"), Path(place, "system.jsonl")
        for path, lines in zip(paths, (gold, system), strict=True):
            path.write_text("".join(f"{line}\n" for name in names for line in lines.get(name, [])), "utf-8")
        command = [sys.executable, "-B", "-c", _JUDGE, str(folder), *map(str, paths)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return {}
    if done.returncode:
        return {}
    judged: dict[str, list[Judged]] = {name: [] for name in names}
    owners = [name for name in names for _ in system[name]]
    for name, record, right in zip(owners, records, json.loads(done.stdout), strict=True):
        judged[name].append((record["act"], float(record["confidence"]), right))
    return judged
