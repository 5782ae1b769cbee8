"""What is in, as a person sees it: in short on a narrow terminal, in full on a card, and what a folder would give."""

import json
from pathlib import Path

import pytest

from comity import build
from comity.cli import run
from comity.cli.build import Bar

Capture = pytest.CaptureFixture[str]
STATES = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
STATES += "CHL,155,Chile,1839,4,1,2016,12,31,2016\n"
LOST = "first reject: leaders.csv:3: neither a start nor an end: the tenure could be at any time"
CODES = "iso3,iso2\nCHL,CL\nPER,PE\n"
LEADERS = "iso3,country,role,person,person_qid,start,end,party,end_cause\n" + (
    "CHL,Chile,head_of_state,Ana Soto,Q999001,1950-01-01T00:00:00Z,1955-02-03T00:00:00Z,,\n"
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    texts = {"states.csv": STATES, "codes.csv": CODES, "leaders.csv": LEADERS + "CHL,Chile,mayor,x,Q1,,,,\n"}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    for number in range(25):
        (folder / f"talks-{number}.txt").write_text(
            f"LIMA, 3 May {1990 + number} - Peruvian President Ana Soto met Chilean President Luis Prat in Lima.\n"
        )
    build.run([folder], folder / "kg")
    return folder / "kg"


def test_every_source_has_a_licence_a_citation_and_what_it_covers(graph: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert run(["sources", "--format", "jsonl", "--graph", str(graph)]) == 0
    rows = {row["source"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert len(rows) == 28
    assert all(row["licence"] and row["citation"] for row in rows.values())
    codes = rows["source/country-codes-codes"]
    assert (codes["first"], codes["countries"]) == (None, ["CHL", "PER"])
    states = rows["source/cow-states"]
    assert (states["first"], states["last"], states["countries"]) == ("1839-04-01", "2016-12-31", ["CHL"])
    leaders = rows["source/wikidata-leaders"]
    assert (leaders["first"], leaders["last"], leaders["countries"]) == ("1950-01-01", "1955-02-03", ["CHL"])
    text = rows["source/talks-3"]
    assert (text["last"], text["countries"]) == ("1993-05-03", ["CHL", "PER"])
    assert (text["licence"], text["covers_from"]) == ("none stated", None)  # its silence says nothing


def test_the_table_fits_a_terminal_of_a_hundred_columns(
    graph: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert run(["sources", "--format", "table", "--graph", str(graph)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(len(line) for line in lines) <= 100
    assert lines[0].split() == ["source", "rows", "reports", "rejects", "years", "countries", "licence"]
    assert lines[-2].split()[:3] == ["(25", "documents)", "25"]
    assert "…" not in "".join(line.split()[0] for line in lines)
    assert len(lines) == 7


def test_one_source_is_told_in_full(graph: Path, capsys: Capture) -> None:
    assert run(["sources", "cow-states", "--format", "table", "--graph", str(graph)]) == 0
    card = capsys.readouterr().out
    assert "Correlates of War Project. 2017. State System Membership List, v2016." in card
    assert "countries        1: CHL" in card
    assert run(["sources", "nobody", "--graph", str(graph)]) == 4
    assert run(["sources", "wikidata-leaders", "--rejects", "--format", "jsonl", "--graph", str(graph)]) == 0
    (reject,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (Path(reject["path"]).name, reject["line"]) == ("leaders.csv", 3)


def test_sources_and_rejects_of_a_format_are_found_by_its_name(graph: Path, capsys: Capture) -> None:
    capsys.readouterr()
    for words, column in ([], "format"), (["--rejects"], "source"):
        assert run(["sources", "wikidata-leaders", *words, "--format", "jsonl", "--graph", str(graph)]) == 0
        (row,) = map(json.loads, capsys.readouterr().out.splitlines())
        assert "wikidata-leaders" in row[column]


def test_a_dry_run_counts_and_stores_nothing(graph: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(["build", "--dry-run", str(graph.parent / "leaders.csv"), "--graph", str(tmp_path / "kg")]) == 3
    head, line = capsys.readouterr().out.splitlines()
    assert head.split("\t") == ["path", "format", "rows", "reports", "records", "rejects", "said"]
    assert line.split("\t")[1:] == ["wikidata-leaders", "2", "0", "1", "1", LOST]
    assert not (tmp_path / "kg").exists()


def test_progress_on_a_terminal_has_rows_rate_time_left_and_rejects(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(100))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("time.monotonic", lambda: float(next(clock)))
    bar = Bar()
    bar("rows of june.tab", 0, 4000)
    bar("rows of june.tab", 1000, 4000, 7)
    assert capsys.readouterr().err.endswith("rows of june.tab 1,000/4,000  1,000/s  3 s left  7 rejected")
