"""The worked example of the README, run again: what stands there is what comes out.

When the reader of news has learned something, the figures may change: ``python tests/cli/test_worked_example.py``
writes the new ones.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from comity.cli import run

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
DATA = ("travels", "visits")
YEAR = ("--from", "2019-01-01", "--to", "2019-12-31")


def rows(*words: str) -> list[dict[str, str]]:
    with redirect_stdout(io.StringIO()) as out:
        assert run([*words, "--format", "csv"]) == 0
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def example(data: Path, folder: Path) -> str:
    """The table and the paragraph below it, as the commands of the README give them today."""
    graph = str(folder / "graph")
    paths = [str(data / "history-at-state" / name) for name in DATA]
    assert run(["build", "--sample", *paths, "--graph", graph]) in (0, 3)
    text = README.read_text("utf-8")
    toml = next(block for block in re.findall(r"(?m)(?:^    .*\n)+", text) if block.startswith("    name ="))
    projection = folder / "central-america.toml"
    projection.write_text(re.sub(r"(?m)^    ", "", toml), encoding="utf-8")
    network = ("network", str(projection), *YEAR, "--graph", graph)
    ranked = (*network, "--measures", "betweenness", "--top", "4")
    return _table(rows(*ranked), rows(*ranked, "--without-act", "statement")) + _paragraph(
        rows(*network, "--top", "5", "--sensitivity")
    )


def _table(full: Sequence[dict[str, str]], quiet: Sequence[dict[str, str]]) -> str:
    lines = ["| with statements | | without | |", "|---|---|---|---|"]
    for one, two in zip(full, quiet, strict=True):
        cells = [cell for row in (one, two) for cell in (row["label"], f"{float(row['betweenness']):.2f}")]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n\n"


def _paragraph(found: Sequence[dict[str, str]]) -> str:
    by_name = {row["without"]: row for row in found}
    said, met = by_name["family: statement"], by_name["acts: meeting"]
    sources = [row for name, row in by_name.items() if name.startswith("source/")]
    most = min(sources, key=lambda row: (float(row["correlation"]), row["without"]))
    name = most["without"].removeprefix("source/")
    talk, meetings, source = (f"{float(row['correlation']):.2f}" for row in (said, met, most))
    return (
        f"Without statements {said['kept']} of the first five stay and {said['first']} leads; the ranks correlate at "
        f"{talk}\nwith the full ones. Without meetings it is {meetings}, "
        f"without the source that matters most, `{name}`,\n{source}. "
        "So few acts rank officials loosely; the last command says how loosely.\n"
    )


def printed() -> str:
    """The same part of the README as it stands."""
    text = README.read_text("utf-8")
    return text[text.index("| with statements |") : text.index("\n## Panels")]


def test_the_readme_says_what_its_commands_say(shared: Path, tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="reading the sample needs the extra comity[text]")
    assert printed() == example(shared / "data", tmp_path), "python tests/cli/test_worked_example.py writes it anew"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        anew = example(ROOT.parent / "shared" / "data", Path(folder))
    README.write_text(README.read_text("utf-8").replace(printed(), anew), encoding="utf-8")
