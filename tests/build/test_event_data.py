import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from comity import build
from comity.build import rejects, tables
from comity.store import GraphFolder, select
from sources.events import HEADER_POLECAT, gdelt, polecat

HEADER = "\t".join(
    (
        *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
        *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
        *("City", "District", "Province", "Country", "Latitude", "Longitude"),
    )
)


def export(path: Path, *codes: str) -> Path:
    who = ("Mike Pompeo", "Government", "United States", "x")
    rest = ("1", "Mexico", "NA", "Mexico", "7", "1", "Reuters", *["NA"] * 6)
    rows = ["\t".join((str(at), f"2018-06-0{at}", *who, code, *rest)) for at, code in enumerate(codes, 1)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    return path


def test_a_stream_of_events_is_staged_compiled_and_its_bad_rows_listed(tmp_path: Path, kg: Path) -> None:
    outcome = build.run([export(tmp_path / "june.tab", "042", "13y", "057")], kg)
    (item,) = outcome.inputs
    assert (item.format, item.rows, item.reports, item.rejects) == ("icews", 3, 2, 1)
    (row,) = rejects(kg)
    assert (row["line"], row["reason"]) == (3, "'13y' is no CAMEO code")
    found = select(
        GraphFolder(kg).current().store(),
        "SELECT ?evidence { ?act a comity:Visit . ?report comity:reports ?act ; comity:evidence ?evidence }",
    )
    assert [line[0].value for line in found.rows] == ["Mike Pompeo | x (042) | Mexico | Reuters"]


def test_two_exports_of_one_name_are_not_mixed(tmp_path: Path, kg: Path) -> None:
    one, other = export(tmp_path / "a" / "june.tab", "042"), export(tmp_path / "b" / "june.tab", "057", "040")
    outcome = build.run([one, other], kg)
    assert [item.status for item in outcome.inputs] == ["staged", "rejected"]
    assert "rename the file" in outcome.inputs[1].reason
    assert outcome.counts["reports"] == 1


def test_what_a_large_file_leaves_empty_and_what_it_fills_give_the_tables_of_small_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [
        export(tmp_path / "june.tab", "042", "057", "040"),
        tmp_path / "20180612.export.CSV",
        tmp_path / "weeks.txt",
    ]
    given[1].write_text("\n".join(gdelt(str(number), code="042") for number in (1, 2)) + "\n", "utf-8")
    given[2].write_text("\n".join((HEADER_POLECAT, polecat(Contexts="health"), polecat(Event_ID="e2"))) + "\n", "utf-8")
    digests, silent = [], []
    for large in (100, 1):
        monkeypatch.setattr("comity.build.tables._LARGE", large)
        build.run(given, tmp_path / str(large))
        digests.append(GraphFolder(tmp_path / str(large)).current().digest)
    assert digests[0] == digests[1]
    for path in sorted((tmp_path / "1" / "staged").glob("*/reports.parquet")):
        silent.append(tables._silent(pq.read_metadata(path)))
    assert all("quote" in columns and "evidence" not in columns for columns in silent)
    assert sorted("topics" in columns for columns in silent) == [False, True, True]


AMERICANS = ("Donald Trump", "Mike Pompeo", "United States", "(United States)")
KOREANS = ("Kim Jong-Un", "North Korea", "(North Korea)")


@pytest.fixture(scope="module")
def korea(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The acts that ICEWS18 tells of between the United States and North Korea."""
    whole, part = shared / "data" / "icews" / "ICEWS18", tmp_path_factory.mktemp("korea") / "ICEWS18"
    part.mkdir()
    for name in ("entity2id.txt", "relation2id.txt"):
        shutil.copy(whole / name, part)
    lines = (whole / "entity2id.txt").read_text("utf-8").splitlines()
    side = {
        key: "us" if name.endswith(AMERICANS) else "korea"
        for name, _, key in (line.rpartition("\t") for line in lines)
        if name.endswith(AMERICANS + KOREANS)
    }
    for name in ("train.txt", "valid.txt", "test.txt"):
        rows = (whole / name).read_text("utf-8").splitlines()
        between = [row for row in rows if {side.get(key) for key in row.split("\t")[:3:2]} == {"us", "korea"}]
        (part / name).write_text("\n".join(between) + "\n", "utf-8")
    build.run([part], part.parent / "kg")
    with GraphFolder(part.parent / "kg").current().connect() as con:
        return con.sql("from acts").to_arrow_table().to_pylist()


@pytest.mark.parametrize(("kind", "reports", "told_until"), [("sign", 150, "2018-10"), ("meeting", 170, "2018-07")])
def test_the_summit_of_june_2018_and_its_signature_are_one_act_each(
    kind: str, reports: int, told_until: str, korea: list[dict[str, Any]]
) -> None:
    leaders = {"official/kim-jong-un", "official/trump-donald-j"}
    found = [
        act
        for act in korea
        if act["kind"] == kind
        and leaders <= set(act["agents"])
        and date(2018, 6, 1) <= act["earliest"] <= date(2018, 6, 30)
    ]
    (act,) = found
    assert act["earliest"] == act["latest"] == date(2018, 6, 12)
    assert act["date_precision"] == "publication"
    assert act["report_count"] >= reports
    assert str(act["last_reported"]).startswith(told_until)


def test_progress_tells_rows_of_how_many_and_rejects_and_then_quads(tmp_path: Path, kg: Path) -> None:
    told: dict[str, list[tuple[int, int | None, int]]] = {}

    def progress(step: str, done: int, total: int | None, rejects: int = 0) -> None:
        told.setdefault(step, []).append((done, total, rejects))

    path = export(tmp_path / "june.tab", *["042", "057", "040"] * 3)
    rows = path.read_text("utf-8").splitlines()
    many = [rows[1 + at % 9].replace("2018", "2016" if at % 5 else "soon") for at in range(100_000)]
    path.write_text("\n".join([rows[0], *many]) + "\n", "utf-8")
    outcome = build.run([path], kg, progress=progress)
    steps = told["rows of june.tab"]
    assert steps[-1] == (100_000, 100_000, 20_000)
    assert all(0.9 < (total or 0) / 100_000 < 1.1 for _, total, _ in steps)
    quads = told["quads"]
    assert quads == sorted(quads)
    assert quads[-1][0] == outcome.counts["quads"]
