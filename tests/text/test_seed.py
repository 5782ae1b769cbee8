import json
import subprocess
import sys
from pathlib import Path

from comity.identity.view import packaged_view
from comity.text import event_record, read_document


def test_the_seed_is_covered(shared: Path, tmp_path: Path) -> None:
    folder = shared / "eval"
    path = folder / "seed" / "seed.txt"
    read = read_document(path.read_text(encoding="utf-8"), "seed", view=packaged_view())
    system = tmp_path / "system.jsonl"
    system.write_text("".join(json.dumps(event_record(r)) + "\n" for r in read.reports), encoding="utf-8")
    score = [sys.executable, str(folder / "score.py"), "--gold", str(folder / "seed" / "seed.gold.jsonl")]
    run = subprocess.run([*score, "--system", str(system)], check=True, capture_output=True, text=True)
    levels = json.loads(run.stdout.splitlines()[0])["levels"]
    assert levels["act"]["f1"] >= 0.85
    assert levels["actor"]["f1"] >= 0.75
