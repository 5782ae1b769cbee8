import csv
import json
from pathlib import Path

import pytest

from comity.identity.view import IdentityView
from comity.model import ACTS
from comity.sources.cameo import by_name, codes

from .events import HEADER_ICEWS, gdelt, icews, read
from .test_polecat import HEADER as POLECAT
from .test_polecat import row as polecat_row


def test_every_published_code_has_an_act_or_a_reason(shared: Path) -> None:
    with (shared / "data" / "codes" / "cameo-codes.csv").open(encoding="latin-1", newline="") as file:
        published = [row["code"] for row in csv.DictReader(file)]
    assert len(published) > 300
    assert [code for code in published if code not in codes() and code != "13y"] == []
    assert [code.code for code in codes().values() if code.act not in ACTS and not code.note] == []


def test_every_code_that_gdelt_lists_has_an_act_or_a_reason(shared: Path) -> None:
    listed = json.loads((shared / "data" / "codes" / "gdelt_cameo_codes.json").read_text("utf-8"))["EVENT_CODES"]
    assert len(listed) > 310
    assert [code for code in listed if code not in codes()] == []


def test_the_code_that_cameo_does_not_have_is_not_there() -> None:
    assert "13y" not in codes()


def test_names_are_found_with_underscores_and_without_hyphens() -> None:
    for name in ("Make_a_visit", "make a visit", "Make a visit"):
        found = by_name(name)
        assert found is not None
        assert (found.code, found.act) == ("042", "visit")
    assert by_name("No such category") is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("day.csv", gdelt() + "\n"),
        ("june.tab", f"{HEADER_ICEWS}\n{icews()}\n"),
        ("week.txt", f"{POLECAT}\n{polecat_row()}\n"),
    ],
)
def test_rows_that_give_no_confidence_have_none(name: str, text: str, tmp_path: Path, view: IdentityView) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    _, (report,), _ = read(tmp_path / name, view)
    assert report["confidence"] is None
