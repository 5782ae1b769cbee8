"""Entities of FollowTheMoney and items of Wikidata, 300,000 each: seconds and peak memory of reading them; prints.

    python tests/benchmarks/entities.py [ENTITIES] [FOLDER]

Entities of these formats refer to each other in any order, so nothing can be made of them before the last line has been
read. Each file is read in a process of its own; what the same process takes for a tenth of the entities is printed
beside it, to show what grows. Made files lie in FOLDER (a temporary one else).
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

READ = """
import json, resource, sys, time
from pathlib import Path
from comity.identity.view import packaged_view
from comity.sources import survey
began = time.process_time()
(item,) = survey(Path(sys.argv[1])).inputs
batch = item.read(packaged_view())
rows = {}
for name, table in batch.tables.items():
    rows[name] = sum(part.num_rows for part in getattr(table, "to_batches", lambda: table)())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([rows, time.process_time() - began, peak]))
"""


def ftm(count: int) -> Iterator[dict[str, Any]]:
    """Two persons in five, two occupancies, one position, with what OpenSanctions says of them, in no order."""
    fifth, chance = count // 5, random.Random(7)
    for number in chance.sample(range(count), count):
        kind, key = number % 5, number // 5
        if kind < 2:
            said: dict[str, Any] = {"name": [f"Ana Soto {number}"], "alias": [f"A. S. {number}", f"Soto, Ana {number}"]}
            said |= {"country": ["cl"], "birthDate": ["1950-02-03"], "notes": ["x" * 200], "topics": ["role.pep"]}
            yield {"id": f"p{2 * key + kind}", "schema": "Person", "properties": said, "datasets": ["made"]}
        elif kind < 4:
            said = {"holder": [f"p{2 * key + kind - 2}"], "post": [f"o{chance.randrange(fifth)}"]}
            said |= {"startDate": ["1990-03"], "endDate": ["1994-03-11"]}
            yield {"id": f"t{number}", "schema": "Occupancy", "properties": said, "datasets": ["made"]}
        else:
            said = {"name": [f"Mayor of Town {key}"], "country": ["cl"]}
            yield {"id": f"o{key}", "schema": "Position", "properties": said, "datasets": ["made"]}


def wikidata(count: int) -> Iterator[dict[str, Any]]:
    """Four persons in five, with a position each, one position; in no order."""
    chance = random.Random(7)
    for number in chance.sample(range(count), count):
        home = {"P1001" if number % 5 == 4 else "P27": [_claim({"id": "Q298"})]}
        if number % 5 < 4:
            post = _claim({"id": f"Q{9_000_004 + 5 * chance.randrange(count // 5)}"})
            post["qualifiers"] = {"P580": [_snak({"time": "+1990-03-11T00:00:00Z", "precision": 11})]}
            home["P39"] = [post]
        labels = {code: {"language": code, "value": f"Ana Soto {number}"} for code in ("en", "es", "de", "fr")}
        yield {"type": "item", "id": f"Q{9_000_000 + number}", "labels": labels, "claims": home}


def _snak(value: dict[str, Any]) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": value}}


def _claim(value: dict[str, Any]) -> dict[str, Any]:
    return {"mainsnak": _snak(value), "rank": "normal"}


def make(path: Path, entities: Iterator[dict[str, Any]]) -> Path:
    """Write one entity a line."""
    with path.open("w") as out:
        out.writelines(json.dumps(entity) + "\n" for entity in entities)
    return path


def read(path: Path) -> tuple[dict[str, int], float, float]:
    """Rows by table, seconds of CPU and peak MB of a process that reads a file."""
    done = subprocess.run([sys.executable, "-c", READ, str(path)], check=True, capture_output=True, text=True)
    rows, seconds, peak = json.loads(done.stdout)
    return rows, seconds, peak


def main(count: int, folder: Path) -> None:
    """Make, read, print."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds: tuple[tuple[str, Callable[[int], Iterator[dict[str, Any]]]], ...] = (("ftm", ftm), ("wikidata", wikidata))
    for name, made in kinds:
        for size in (count // 10, count):
            path = make(folder / f"{name}-{size}.json", made(size))
            rows, seconds, peak = read(path)
            said = ", ".join(f"{number:,} {table}" for table, number in rows.items())
            print(f"{name}, {size:,} entities: {seconds:.1f} s of CPU, peak {peak:,.0f} MB: {said}", flush=True)


if __name__ == "__main__":
    entities = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    if len(sys.argv) > 2:
        main(entities, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory(prefix="comity-entities-") as name:
            main(entities, Path(name))
