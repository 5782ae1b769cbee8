"""Each table format is read back by a reader that is not ours."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from comity import export
from comity.errors import UsageError
from comity.export.view import TABLES
from comity.store import Generation
from factory import act, generation, report

Write = Callable[..., Path]
ID = "https://w3id.org/comity/id/"


def test_csv_is_exact_and_holds_denied_acts_too(written: Write) -> None:
    folder = written("csv")
    assert {path.stem for path in folder.glob("*.csv")} == set(TABLES)
    acts = duckdb.sql(f"select * from read_csv('{folder}/acts.csv', all_varchar = true)").fetchall()
    assert len(acts) == 11
    (found,) = duckdb.sql(
        f"select quote, agents, earliest from read_csv('{folder}/acts.csv', all_varchar = true) where act = 'act/00'"
    ).fetchall()
    assert found[0].startswith('She said: "línea uno\nlínea dos" <b>&amp;</b>')
    assert json.loads(found[1]) == ["official/a"]
    assert found[2] == "2019-07-21"
    assert (folder / "reports.csv").read_text("utf-8").count('"=HYPERLINK(""x"")"') == 1
    about = json.loads((folder / "about.json").read_text("utf-8"))
    assert about["licence"] == ["CC-BY-4.0", "CC0-1.0"]


def test_an_export_replaces_its_own_folder_and_no_other(nasty: Generation, tmp_path: Path) -> None:
    out = tmp_path / "x"
    export.write(nasty, "csv", out)
    export.write(nasty, "csv", out, export.Filters(types=("praise",)))
    assert json.loads((out / "about.json").read_text("utf-8"))["filters"] == {"types": ["praise"]}
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep")
    with pytest.raises(UsageError, match="holds other things"):
        export.write(nasty, "csv", tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "keep"


def test_json_lines_begin_with_the_head(written: Write) -> None:
    lines = [json.loads(line) for line in written("jsonl").read_text("utf-8").splitlines()]
    assert lines[0]["type"] == "dataset"
    assert lines[0]["base"] == ID
    found = {line["act"]: line for line in lines if line["type"] == "act"}
    assert found["act/00"]["agents"] == ["official/a"]
    assert "latest" not in found["act/03"]
    assert len([line for line in lines if line["type"] == "report"]) == 12


def test_parquet_keeps_types_and_the_head(written: Write) -> None:
    folder = written("parquet", types=("praise",))
    acts = pq.read_table(folder / "acts.parquet")
    assert acts.column("act").to_pylist() == ["act/00", "act/01"]
    assert str(acts.schema.field("earliest").type) == "date32[day]"
    assert json.loads(acts.schema.metadata[b"comity"])["filters"] == {"types": ["praise"]}
    ties = pq.read_table(folder / "ties.parquet").to_pylist()
    assert [(tie["tie"], tie["confidence"], tie["reports"]) for tie in ties] == [("praised", 0.5, ["report/s/0"])]
    assert pq.read_table(folder / "sources.parquet").column("source").to_pylist() == ["source/s"]


def test_sqlite_answers_and_searches(written: Write) -> None:
    with sqlite3.connect(f"file:{written('sqlite')}?mode=ro", uri=True) as con:
        assert con.execute("select count(*) from acts").fetchone() == (11,)
        assert con.execute("select report from reports_search where reports_search match 'linea' limit 1").fetchone()
        assert con.execute("select earliest, confidence from acts where act = 'act/00'").fetchone() == (
            "2019-07-21",
            0.5,
        )
        assert json.loads(con.execute("select value from about where name = 'licence'").fetchone()[0])
    con.close()


def test_followthemoney_validates_every_entity(written: Write) -> None:
    lines = [json.loads(line) for line in written("ftm").read_text("utf-8").splitlines()]
    assert len({line["id"] for line in lines}) == len(lines)
    links = [line for line in lines if line["schema"] == "UnknownLink"]
    assert {link["properties"]["role"][0] for link in links} >= {"praise", "meeting", "visited", "sanction"}
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for line in lines:
        entity = model.get_proxy(line)
        entity.schema.validate(entity.to_dict())
        assert set(line["properties"]) <= set(entity.schema.properties)
    person = next(line for line in lines if "Q42" in line["properties"].get("wikidataId", ()))
    assert person["properties"]["country"] == ["mx"]


def test_followthemoney_has_its_own_codes_of_former_states(tmp_path: Path) -> None:
    codes = ("SUN", "YUG", "DDR", "FRA", "ANT")
    made = generation(
        tmp_path / "g",
        acts=[act("1", "meeting", [f"country/{code}" for code in codes])],
        actors=[{"actor": f"country/{code}", "kind": "country", "label": code, "aliases": []} for code in codes],
    )
    export.write(made, "ftm", tmp_path / "x")
    lines = [json.loads(line) for line in (tmp_path / "x").read_text("utf-8").splitlines()]
    bodies = {line["properties"]["name"][0]: line["properties"] for line in lines if line["schema"] == "PublicBody"}
    assert {name: found.get("country") for name, found in bodies.items()} == {
        **{"SUN": ["suhh"], "YUG": ["yucs"], "FRA": ["fr"]},
        **{"DDR": None, "ANT": None},
    }
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for line in lines:
        entity = model.get_proxy(line)
        entity.schema.validate(entity.to_dict())


def test_sssom_maps_codes_with_their_time(written: Write) -> None:
    text = written("sssom").read_text("utf-8")
    rows = {tuple(line.split("\t")[i] for i in (0, 3)) for line in text.splitlines() if line.startswith("comity:")}
    assert ("comity:country/MEX", "cow:70") in rows
    assert ("comity:country/MEX", "wd:Q96") in rows
    assert ("comity:official/a", "wd:Q42") in rows
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert any("mapping_set_version" in line for line in head)
    assert all(len(line.split("\t")) == 7 for line in text.splitlines() if not line.startswith("#"))


@pytest.mark.filterwarnings("default")  # its readers warn of each other
def test_the_sssom_reader_accepts_it(written: Write) -> None:
    parsers = pytest.importorskip("sssom.parsers", reason="sssom is not installed")
    found = parsers.parse_sssom_table(written("sssom"))
    assert len(found.df) > 1000
    assert "CC-BY-4.0" in str(found.metadata["comment"])


def test_quickstatements_hold_relations_with_precision(tmp_path: Path) -> None:
    from comity import export

    usa, mex, cub = (f"country/{code}" for code in ("USA", "MEX", "CUB"))
    year = {"earliest": date(1961, 1, 1), "latest": date(1961, 12, 31), "date_precision": "year"}
    made = generation(
        tmp_path / "g",
        acts=[
            act("1", "establish-relations", [mex, usa], day="1822-12-12"),
            act("2", "sever-relations", [usa], [cub], **year),
            act("3", "establish-relations", [cub, usa], earliest=date(2015, 1, 1), date_precision="interval"),
        ],
        reports=[report("report/s/1", "act/1", "source/s", evidence='He said "yes"')],
        sources=[{"source": "source/s", "url": "https://example.org/s"}],
    )
    export.write(made, "quickstatements", tmp_path / "x")
    lines = (tmp_path / "x").read_text("utf-8").splitlines()
    assert lines[0].startswith('/* {"dataset"')
    assert lines[1].split("\t") == [
        *("Q96", "P530", "Q30", "P580", "+1822-12-12T00:00:00Z/11"),
        *("S854", '"https://example.org/s"', "S1683", "en:\"He said 'yes'\""),
    ]
    assert "Q30\tP530\tQ241\tP582\t+1961-00-00T00:00:00Z/9" in lines
    assert len(lines) == 5
    assert all(
        re.fullmatch(r"Q\d+\tP530\tQ\d+\tP58[02]\t\+\d{4}-\d\d-\d\dT00:00:00Z/(9|1[01])(\t.*)?", x) for x in lines[1:]
    )
