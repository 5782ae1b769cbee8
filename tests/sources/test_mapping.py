import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.errors import ComityError, InputError
from comity.identity.view import IdentityView
from comity.sources import Batch, Survey, survey

Write = Callable[[str, str], Path]

TOP = "comity-mapping: 1\nfile: t.csv\nsource:\n  title: Meetings\n"
PARTIES = "  agents: [{country: {column: a, system: cow}}]\n  recipients: [{country: {column: b, system: cow}}]\n"
MEET = f"{TOP}report:\n  act: meeting\n  when: {{column: day}}\n{PARTIES}"


def read(found: Survey, view: IdentityView) -> tuple[list[dict[str, Any]], list[tuple[int, str]], Batch]:
    """Reports, rejects (line and reason) and the batch, read to its end as the build reads it."""
    (item,) = found.inputs
    batch = item.read(view)
    rows = {name: [row for part in parts for row in part.to_pylist()] for name, parts in batch.tables.items()}
    assert batch.counts.rows == batch.counts.reports + batch.counts.rejects
    return rows["reports"], [(row["line"], row["reason"]) for row in rows["rejects"]], batch


def reason(path: Path) -> str:
    """Why a mapping file is refused, after its path."""
    (refused,) = survey(path).rejects
    return str(refused).removeprefix(str(path))


def test_a_mapping_reads_the_table_beside_it_and_rejects_rows_with_line_and_field(
    write: Write, view: IdentityView
) -> None:
    write("t.csv", "day,a,b\r\n2019-07-21,2,70\r\n2019-13,2,70\r\n2019-07,2,7000\r\n,2\r\n2019,70.0,\r\n")
    path = write("my-data.yaml", MEET)
    reports, rejects, batch = read(survey(path), view)
    assert [(row["report"], row["agents"], row["date_precision"]) for row in reports] == [
        ("report/my-data/2", ["country|USA|United States|", "country|MEX|Mexico|"], "day"),
        ("report/my-data/6", ["country|MEX|Mexico|"], "year"),
    ]
    assert reports[0]["evidence"] == "day: 2019-07-21; a: 2; b: 70"
    assert rejects == [
        (3, "report.when: '2019-13' is no date of the calendar"),
        (4, "report.recipients.country: unknown country '7000' in the system cow"),
        (5, "2 fields where there are 3 columns"),
    ]
    assert batch.source.title == "Meetings"
    assert (batch.source.covers_from, batch.source.covers_to) == (date(2019, 1, 1), date(2019, 12, 31))


def test_every_field_of_a_report_can_be_mapped(write: Write, view: IdentityView) -> None:
    write(
        "t.csv",
        "id;kind;y;m;d;who;state;city;cc;deal;no;sum;said;sure;topics;told\n"
        "x 1;S;2019;6;7;Marcelo Ebrard|Ana Soto;Mexico;Geneva;CH;Lake Pact;77;1,250.5;We agree.;0.5;"
        "trade, water;2019-06-08\n"
        "x 1;S;2019;;;Ana Soto;Mexico;Geneva;SZ;.;.;.;.;.;.;.\n"
        "x 2;S;2019;;;Ana Soto;Mexico;Geneva;CH;.;.;.;.;.;.;.\n"
        ".;S;2019;;;Ana Soto;Mexico;Geneva;CH;.;.;.;.;.;.;.\n",
    )
    path = write(
        "m.yaml",
        """
comity-mapping: 1
file: t.csv
missing: ["."]
source:
  id: Own Data
  title: All fields
  licence: CC-BY-4.0
  published: 2024-05-01
  covers: {from: 2000-01-01, to: 2020-12-31, countries: [MEX, CHE]}
report:
  id: {column: id}
  act: {column: kind, values: {S: sign}, otherwise: agree}
  when: {year: {column: y}, month: {column: m}, day: {column: d}}
  agents:
    - official: {column: who, separator: "|"}
      title: Foreign Minister
      of: {column: state, system: name}
  on_behalf_of: {country: MEX}
  host: {organization: United Nations}
  place: {column: city}
  place_country: {column: cc, system: iso2}
  agreement: {name: {column: deal}, id: {column: no}, parties: [{country: MEX}, {country: CHE}]}
  policy: Water First
  modality: planned
  amount: {column: sum}
  unit: dollars
  quote: {column: said}
  confidence: {column: sure}
  topics: {column: topics, separator: ","}
  reported_on: {column: told}
""",
    )
    reports, rejects, batch = read(survey(path), view)
    first = reports[0]
    assert first["report"] == "report/own-data/x-1"
    assert first["agents"] == [
        "official|MEX|Marcelo Ebrard|Foreign Minister",
        "official|MEX|Ana Soto|Foreign Minister",
    ]
    assert (first["on_behalf_of"], first["host"]) == (["country|MEX|Mexico|"], "organization||United Nations|")
    assert (first["earliest"], first["kind"], first["modality"]) == (date(2019, 6, 7), "sign", "planned")
    assert first["agreement"] == "agreement|CHE+MEX|Lake Pact|own-data:77"
    assert first["policy"] == "policy||Water First|"
    assert (first["place"], first["place_country"], first["topics"]) == ("Geneva", "CHE", ["trade", "water"])
    assert (first["amount"], first["unit"], first["confidence"]) == (1250.5, "dollars", 0.5)
    assert (first["quote"], first["reported_on"]) == ("We agree.", date(2019, 6, 8))
    assert (reports[1]["report"], reports[1]["agreement"], reports[1]["date_precision"]) == (
        "report/own-data/x-2",
        None,
        "year",
    )
    assert rejects == [
        (3, "report.id: 'x 1' is the identifier of another row too"),
        (5, "report.id: the row has no identifier"),
    ]
    assert batch.source.covers_countries == ("MEX", "CHE")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("column: day", "colum: day", ":7: report.when: give 'column', or 'year' (month, day), or 'from' and 'to'"),
        ("act: meeting", "act: meetin", ":6: report.act: 'meetin' is none of"),
        ("  act: meeting\n", "", ":6: report.act is missing: the kind of act, or the column that tells it"),
        (
            "system: cow}}]\n  rec",
            "system: cwo}}]\n  rec",
            ":8: report.agents.country.system: 'cwo' is none of any, name,",
        ),
        ("title: Meetings", "titel: Meetings", ":4: source.title is missing"),
        ("report:", "remark: 1\nreport:", ":5: remark: unknown key"),
        ("file: t.csv", "file: u.csv", ":2: file: there is no file 'u.csv' beside this mapping"),
        ("file: t.csv", "file: t.csv\nfile: t.csv", ":3: file is given twice"),
        ("file: t.csv", "file: &x t.csv", ":2: anchors (&) and aliases (*) are not read here"),
        (
            "file: t.csv",
            "file: !!python/name:os t.csv",
            ":2: file: the tag tag:yaml.org,2002:python/name:os is not read",
        ),
        ("file: t.csv", "file: [t.csv", ":3: no well-formed YAML"),
        ("file: t.csv", "file: t.csv\nencoding: utf-16", ":3: encoding: 'utf-16' is not read here"),
        ("comity-mapping: 1", "comity-mapping: 2", ":1: comity-mapping: '2' is none of 1"),
        ("act: meeting", "act: {column: day}", ":6: report.act: a column needs 'values'"),
        ("act: meeting", "confidence: high\n  act: meeting", ":6: report.confidence: 'high' is no number"),
    ],
)
def test_a_bad_mapping_is_one_sentence_with_its_line(write: Write, old: str, new: str, said: str) -> None:
    write("t.csv", "day,a,b\n2019,2,70\n")
    assert old in MEET
    found = reason(write("m.yaml", MEET.replace(old, new)))
    assert found.lstrip(": ").startswith(said.lstrip(": ")), found
    assert "\n" not in found


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Notes on my data\n", 1, "no mapping: it needs the keys 'comity-mapping: 1', 'file', 'source' and 'report'"),
        ("- one\n- two\n", 1, "no mapping: "),
        ("", 1, "no mapping: "),
        (MEET.removeprefix("comity-mapping: 1\n"), 1, "no mapping: "),
        ("a: [b\nc: d\n", 2, "no well-formed YAML: "),
        ("a: b\nc: \x07\n", 2, "no well-formed YAML: a character #x0007"),
        (b"a: b\nc: caf\xe9\n", 2, "not UTF-8"),
        (f'# {"x" * 9000}\n"comity-mapping": 1\n', 2, "file is missing"),
    ],
)
@pytest.mark.parametrize("name", ["m.yaml", "m.YML"])
def test_yaml_that_is_no_mapping_is_no_news_but_an_error_that_says_what_it_lacks(
    tmp_path: Path, text: str | bytes, line: int, said: str, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = survey(path)
    assert not found.texts
    (reject,) = found.rejects
    assert (reject.line, reject.reason[: len(said)]) == (line, said)
    assert "\n" not in str(reject)


def test_a_column_that_the_table_lacks_is_told_at_the_line_of_the_mapping(write: Write, view: IdentityView) -> None:
    write("t.csv", "date,a,b\n2019,2,70\n")
    path = write("m.yaml", MEET.replace("column: day", "column: dates"))
    (item,) = survey(path).inputs
    with pytest.raises(
        InputError, match=r"m\.yaml:7: report\.when: no column 'dates' in t\.csv; did you mean 'date'\?"
    ):
        item.read(view)


def test_any_table_can_be_read_as_a_mapping_says(write: Write, view: IdentityView) -> None:
    table = write("elsewhere/other.csv", "day\ta\tb\n2019\t2\t70\n")
    mapping = write("m.yaml", MEET.replace("file: t.csv\n", ""))
    found = survey(table, str(mapping))
    assert found.inputs[0].files == (table, mapping)  # a change of either is a change of the input
    reports, rejects, _ = read(found, view)
    assert (len(reports), rejects) == (1, [])
    with pytest.raises(ComityError, match="no mapping file"):
        survey(table, "nothing.yaml")


def test_a_folder_with_mapping_and_table_is_one_input(write: Write) -> None:
    table = write("d/t.csv", "day,a,b\n2019,2,70\n")
    mapping = write("d/z.yaml", MEET)
    found = survey(table.parent)
    assert [item.files for item in found.inputs] == [(mapping, table)]
    assert (found.texts, found.rejects) == ((), ())


def test_a_table_that_nothing_describes_is_refused_and_not_read_as_news(write: Write) -> None:
    found = survey(write("t.csv", "day,a,b\n2019,2,70\n"))
    assert found.texts == ()
    assert "a mapping file can say what its columns are" in found.rejects[0].reason


def test_json_lines_parquet_and_excel_give_the_same_reports_as_csv(
    write: Write, tmp_path: Path, view: IdentityView
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    openpyxl = pytest.importorskip("openpyxl", reason="the extra 'excel' is not installed")
    days = [date(2019, 7, 21), date(2020, 1, 2)]
    write("t.csv", "day,a,b\n2019-07-21,2,70\n2020-01-02,2,\n")
    rows = [{"day": str(day), "x": {"a": 2}, "b": code} for day, code in zip(days, (70, None), strict=True)]
    write("t.jsonl", "".join(json.dumps(row) + "\n" for row in rows) + '{"day": \n[1]\n')
    pq.write_table(pa.table({"day": days, "a": [2.0, 2.0], "b": [70.0, None]}), tmp_path / "t.parquet")
    book = openpyxl.Workbook()
    for cells in (("day", "a", "b"), (days[0], 2, 70.0), (days[1], 2, None)):
        book.active.append(cells)
    book.save(tmp_path / "t.xlsx")
    found = {}
    for kind in ("csv", "jsonl", "parquet", "xlsx"):
        text = MEET.replace("t.csv", f"t.{kind}")
        path = write(f"{kind}.yaml", text.replace("column: a", "column: x.a") if kind == "jsonl" else text)
        reports, rejects, _ = read(survey(path), view)
        found[kind] = [(row["agents"], row["earliest"], row["date_precision"]) for row in reports]
        assert [line for line, _ in rejects] == ([3, 4] if kind == "jsonl" else [])
    assert len(found["csv"]) == 2
    assert all(one == found["csv"] for one in found.values())


def test_several_tables_are_one_source(write: Write, view: IdentityView) -> None:
    for name in ("one", "two"):
        write(f"data/{name}.csv", "day,a,b\n2019,2,70\n")
    path = write("m.yaml", MEET.replace("t.csv", "data/*.csv"))
    reports, _, _ = read(survey(path), view)
    assert [(row["report"], row["locator"]) for row in reports] == [
        ("report/m/one-2", "one.csv line 2"),
        ("report/m/two-2", "two.csv line 2"),
    ]


def test_codes_mean_what_they_meant_on_the_day(write: Write, view: IdentityView) -> None:
    write("t.csv", "day,a,b\n1985-01-01,260,365\n2019-01-01,255,365\n")
    reports, _, _ = read(survey(write("m.yaml", MEET)), view)
    assert [[key.split("|")[1] for key in row["agents"]] for row in reports] == [["DEU", "SUN"], ["DEU", "RUS"]]
