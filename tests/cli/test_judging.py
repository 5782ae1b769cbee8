"""Two reports that the rules take for one act: told why, parted with a reason, and put together again."""

import json
from pathlib import Path

import pytest

from comity import build
from comity.cli import run
from comity.identity.judgements import FILE
from comity.store import GraphFolder

Capture = pytest.CaptureFixture[str]
HEADER = "\t".join(
    (
        *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
        *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
        *("City", "District", "Province", "Country", "Latitude", "Longitude"),
    )
)


def consult(number: str, day: str) -> str:
    who = ["Mike Pompeo", "Government", "United States", "Consult", "040", "1"]
    whom = ["Marcelo Ebrard", "Government", "Mexico", "7", "1", "Reuters"]
    return "\t".join([number, day, *who, *whom, *["NA"] * 6])


def digest(kg: Path) -> str:
    return (GraphFolder(kg).current().folder / "digest.json").read_text()


def told(capsys: Capture, kg: Path, act: str) -> list[dict[str, str]]:
    capsys.readouterr()
    assert run(["acts", "why", act, "--format", "jsonl", "--graph", str(kg)]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def acts_of(kg: Path) -> dict[str, str]:
    with GraphFolder(kg).current().connect() as con:
        return dict(con.execute("select report, act from reports order by report").fetchall())


def test_a_merge_of_the_rules_is_explained_undone_and_done_again(tmp_path: Path, capsys: Capture) -> None:
    path, kg = tmp_path / "june.tab", tmp_path / "kg"
    path.write_text("\n".join([HEADER, consult("1", "2018-06-02"), consult("2", "2018-06-03")]) + "\n", "utf-8")
    build.run([path], kg)
    before, (one, other) = digest(kg), acts_of(kg)
    (act,) = set(acts_of(kg).values())
    rows = told(capsys, kg, act)
    assert [row["report"] for row in rows] == [one, other]
    assert rows[0]["how"].startswith("names the same actors")
    assert rows[0]["evidence"].startswith("Mike Pompeo")
    assert "days of telling at most" in rows[0]["rule"]

    judged = ["--reason", "two dinners", "--by", "Ana", "--graph", str(kg)]
    assert run(["acts", "split", one, other, *judged]) == 0
    said = capsys.readouterr().err
    apart = acts_of(kg)
    assert len(set(apart.values())) == 2
    assert f"{other} tells of {apart[other]}" in said
    assert f"judged another than {other}: two dinners (Ana, " in told(capsys, kg, apart[one])[0]["how"]
    build.run([path], kg)  # reading again does not forget it
    assert acts_of(kg) == apart

    assert run(["acts", "merge", one, other, "--reason", "one dinner", "--graph", str(kg)]) == 0
    assert digest(kg) == before
    assert "one dinner" in told(capsys, kg, act)[1]["how"]


def test_a_table_shows_what_each_report_says_and_the_rule_once(tmp_path: Path, capsys: Capture) -> None:
    path, kg = tmp_path / "june.tab", tmp_path / "kg"
    path.write_text("\n".join([HEADER, consult("1", "2018-06-02"), consult("2", "2018-06-03")]) + "\n", "utf-8")
    build.run([path], kg)
    capsys.readouterr()
    assert run(["acts", "why", acts_of(kg).popitem()[1], "--format", "table", "--graph", str(kg)]) == 0
    shown = capsys.readouterr().out
    assert shown.count("│ Mike Pompeo") == 2
    assert shown.count("days of telling at most") == 1


def test_a_name_is_set_apart_and_told_as_whom(tmp_path: Path, capsys: Capture) -> None:
    path, kg = tmp_path / "june.tab", tmp_path / "kg"
    path.write_text("\n".join([HEADER, consult("1", "2018-06-02")]) + "\n", "utf-8")
    build.run([path], kg)
    before = digest(kg)
    name = "official|USA|Mike Pompeo|"
    told = ["--reason", "a namesake", "--by", "Ana", "--graph", str(kg)]
    assert run(["identity", "split", name, "official/pompeo-michael-r", *told]) == 0
    (said,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith(name)]
    other = said.removeprefix(f"{name} is ")
    assert other.startswith("official/")
    assert other != "official/pompeo-michael-r"
    with GraphFolder(kg).current().connect() as con:
        assert other in con.execute("select agents from acts").fetchall()[0][0]
    assert run(["identity", "why", "official/pompeo-michael-r", "--format", "table", "--graph", str(kg)]) == 0
    assert "│ a namesake (Ana, " in capsys.readouterr().out
    assert run(["identity", "merge", name, "official/pompeo-michael-r", *told]) == 0
    assert f"{name} is official/pompeo-michael-r" in capsys.readouterr().err
    with GraphFolder(kg).current().connect() as con:
        assert "official/pompeo-michael-r" in con.execute("select agents from acts").fetchall()[0][0]
    assert digest(kg) != before  # the mention says that it was judged


@pytest.mark.parametrize("kind", ["acts", "identity"])
def test_a_judgement_on_what_is_not_there_is_refused_and_not_kept(tmp_path: Path, capsys: Capture, kind: str) -> None:
    path, kg = tmp_path / "june.tab", tmp_path / "kg"
    path.write_text("\n".join([HEADER, consult("1", "2018-06-02")]) + "\n", "utf-8")
    build.run([path], kg)
    before, (one,) = digest(kg), acts_of(kg)
    assert run([kind, "merge", one, "report/nothing", "--reason", "x", "--graph", str(kg)]) == 4
    assert capsys.readouterr().err.strip().endswith("nothing called report/nothing in this graph")
    assert not (kg / FILE).exists()
    assert digest(kg) == before
