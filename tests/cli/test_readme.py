"""The networks and panels of the README run as they stand there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from comity.cli import run
from comity.sources import formats

README = Path(__file__).parents[2] / "README.md"


def blocks(section: str) -> list[str]:
    """The indented blocks of a section of the README."""
    text = README.read_text("utf-8").partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return [re.sub(r"(?m)^    ", "", block) for block in re.findall(r"(?m)(?:^    .*\n)+", text)]


COMMANDS = [
    line
    for section in ("Networks", "Panels")
    for block in blocks(section)
    for line in block.splitlines()
    if line.startswith("comity ")
]


@pytest.fixture
def here(sample_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the graph and the projection of the README."""
    (tmp_path / "comity-graph").symlink_to(sample_graph)
    (toml,) = (block for block in blocks("Networks") if block.startswith("name ="))
    (tmp_path / "central-america.toml").write_text(toml, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_commands_to_run() -> None:
    assert sum(line.startswith("comity network") for line in COMMANDS) >= 8
    assert sum(line.startswith("comity panel") for line in COMMANDS) >= 4


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if {"--draw", ".dta"} & set(re.findall(r"--draw|\.dta", command)):
        pytest.importorskip("matplotlib", reason="pictures need the extra comity[draw]")
        pytest.importorskip("pandas", reason="Stata files need the extra comity[stata]")
    words = shlex.split(command, comments=True)
    assert words[0] == "comity"
    capsys.readouterr()
    assert run(words[1:]) == 0
    written = [word for word in words if re.search(r"\.(png|ttl|dta|parquet)$", word)]
    assert all((here / name).stat().st_size for name in written)
    assert written or len(capsys.readouterr().out.splitlines()) > 1


def test_every_format_stands_in_the_table_with_coverage_licence_and_citation() -> None:
    section = README.read_text("utf-8").partition("\n## Sources\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    assert rows[0] == ["format", "gives", "coverage", "licence", "cite"]
    assert all(len(row) == 5 and all(row) for row in rows)
    named = " ".join(row[0] for row in rows).replace("`-visits`", "`history-at-state-visits`")
    for known in formats():
        name = known.name.removesuffix("-archive")
        assert f"`{name}`" in named, name
    for dataset in ("DESTA", "HUGGO", "GPTAD", "TOTA", "TREND", "LABPTA", "AIGGO"):
        assert dataset in named
