from pathlib import Path

from comity import build
from comity.build import rejects
from comity.store import GraphFolder, select

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
