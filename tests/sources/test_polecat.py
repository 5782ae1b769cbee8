import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.identity.view import IdentityView
from comity.model import ACTS
from comity.sources.polecat import plover

from .events import HEADER_POLECAT as HEADER
from .events import polecat as row
from .events import read

Write = Callable[[str, str], Path]


def _read(write: Write, view: IdentityView, *rows: str, header: str = HEADER) -> list[dict[str, object]]:
    _, reports, rejects = read(write("polecat.txt", "\n".join([header, *rows]) + "\n"), view)
    return [*reports, *rejects]


def test_a_row_becomes_a_report(write: Write, view: IdentityView) -> None:
    (visit,) = _read(write, view, row(Contexts="diplomatic; human_rights", City="Mexico City"))
    assert (visit["kind"], visit["agents"]) == ("visit", ["official|USA|Antony Blinken|"])
    assert visit["recipients"] == ["country|MEX|Mexico|"]
    assert (visit["earliest"], visit["reported_on"], visit["date_precision"]) == (
        date(2023, 3, 10),
        date(2023, 3, 12),
        "day",
    )
    assert visit["topics"] == ["diplomatic", "human rights"]
    assert (visit["place"], visit["place_country"]) == ("Mexico City", "MEX")
    assert (visit["code"], visit["intensity"]) == ("CONSULT/visit", 1.5)
    assert visit["evidence"] == "Antony Blinken | CONSULT/visit, VERBAL COOPERATION | nobody named | Reuters"


def test_accusations_keep_the_published_intensity_and_are_conflict(write: Write, view: IdentityView) -> None:
    (report,) = _read(write, view, row(Event_Type="ACCUSE", Event_Mode="allege", Intensity="3"))
    assert (report["kind"], report["intensity"]) == ("accuse", 3.0)
    assert ACTS["accuse"].sign == -1


def test_types_of_the_readme_and_of_the_manual_are_the_same(write: Write, view: IdentityView) -> None:
    kinds = ("REQUEST", "DEMAND", "ACCUSE", "DISAPPROVE", "INVESTIGATE")
    found = _read(write, view, *(row(Event_ID=kind, Event_Type=kind, Event_Mode="disapprove") for kind in kinds))
    assert [report["kind"] for report in found] == ["demand", "demand", "criticise", "criticise", "accuse"]


def test_a_mode_that_is_not_listed_counts_as_its_type(write: Write, view: IdentityView) -> None:
    (report,) = _read(write, view, row(Event_Type="ASSAULT", Event_Mode="catapult"))
    assert (report["kind"], report["code"]) == ("attack", "ASSAULT/catapult")


def test_several_names_are_several_parties(write: Write, view: IdentityView) -> None:
    given = {"Actor_Name": "Antony Blinken; Olaf Scholz", "Actor_Country": "USA; DEU", "Event_Mode": "phone"}
    (call,) = _read(write, view, row(**given))
    assert (call["kind"], call["recipients"]) == ("call", [])
    assert call["agents"] == ["official|USA|Antony Blinken|", "official|DEU|Olaf Scholz|", "country|MEX|Mexico|"]


def test_the_nameless_are_the_sector_of_their_country(write: Write, view: IdentityView) -> None:
    given = {"Actor_Name": "None", "Actor_Country": "None", "Actor_COW": "710", "Primary_Actor_Sector": "MIL"}
    (report,) = _read(write, view, row(**given))
    assert report["agents"] == ["organization|CHN|Military|"]


def test_contexts_of_time_and_truth_are_modality(write: Write, view: IdentityView) -> None:
    found = _read(write, view, *(row(Contexts=context) for context in ("future", "hypothetical; military", "negation")))
    assert [report["modality"] for report in found] == ["planned", "hypothetical", "denied"]
    assert found[1]["topics"] == ["military"]


def test_bad_rows_are_rejected_with_their_line(write: Write, view: IdentityView) -> None:
    bad = [row(Event_Type="JUGGLE"), row(Event_Type="CRIME"), row(Event_Date="soon"), "x\ty", row(Intensity="99")]
    nobody = row(Actor_Name="None", Actor_Country="None", Recipient_Country="None")
    found = _read(write, view, *bad, nobody)
    assert sorted((one["line"], str(one["reason"])[:23]) for one in found) == [  # type: ignore[type-var]
        (2, "'JUGGLE' is no type of "),
        (3, "type CRIME: no act: ord"),
        (4, "'soon' is no date"),
        (5, "2 fields where there ar"),
        (6, "intensity 99 lies outsi"),
        (7, "names no actor"),
    ]


@pytest.mark.parametrize("extra", ["\tHeadline", "\t\t\t"])
def test_headers_with_names_that_no_row_has_are_read(extra: str, write: Write, view: IdentityView) -> None:
    (report,) = _read(write, view, row(), header=HEADER + extra)
    assert report["kind"] == "visit"


def test_every_type_and_mode_has_an_act_or_a_reason(shared: Path) -> None:
    assert all(one["act"] in ACTS or one["note"] for one in plover().values())
    listed = set()
    with (shared / "data" / "codes" / "CAMEO2PLOVER-2021.txt").open(encoding="latin-1", newline="") as file:
        for line in csv.reader(file):
            code, colon, kind = line[0].partition(":") if line else ("", "", "")
            if colon and code.isdigit():
                listed.add(kind.strip().partition(" ")[0])
    assert len(listed) == 16
    assert listed <= {kind for kind, _ in plover()}
