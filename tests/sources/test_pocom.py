from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from comity.identity.view import IdentityView
from comity.sources import Batch, survey

from . import samples

Write = Callable[[str, str], Path]


def _read(write: Write, view: IdentityView, *, chiefs: str = "", nominees: str = "", more: str = "") -> Batch:
    write("people/p.xml", samples.PERSON)
    write("roles/r.xml", samples.RANK)
    path = write("missions/m.xml", samples.mission(chiefs, nominees))
    if more:
        write("concurrent/c.xml", more)
    (found,) = survey(path.parents[1]).inputs
    return found.read(view)


def _tenures(batch: Batch) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = batch.tables["tenures"].to_pylist()
    return rows


def test_an_official_has_name_aliases_and_years(write: Write, view: IdentityView) -> None:
    (row,) = _read(write, view).tables["officials"].to_pylist()
    assert row["official"] == "official/roe-richard-john"
    assert (row["name"], row["surname"], row["aliases"]) == ("Richard John Roe Jr.", "Roe", ["Rick Roe"])
    assert (row["born"], row["died"], row["country"]) == ("1901", "1980", "USA")


def test_an_envoys_office_is_one_for_each_rank_and_country(write: Write, view: IdentityView) -> None:
    batch = _read(write, view, chiefs=samples.chief("cl-1", started="1950-01-01", ended="1951-02-03"))
    (office,) = batch.tables["offices"].to_pylist()
    assert office["office"] == "office/usa-ambassador-e-p-chl"
    assert office["title"] == "Ambassador Extraordinary and Plenipotentiary to Chile"
    assert office["aliases"] == ["Ambassador to Chile", "U.S. Ambassador to Chile"]
    assert (office["role"], office["accredited_to"]) == ("chief-of-mission", "country/CHL")


def test_a_term_begins_with_entry_on_duty_and_keeps_its_notes(write: Write, view: IdentityView) -> None:
    batch = _read(
        write,
        view,
        chiefs=samples.chief("cl-1", appointed="1949-12-01", started="1950-01", ended="1951-02-03", note="Ill."),
    )
    (tenure,) = _tenures(batch)
    assert tenure["tenure"] == "tenure/usa-chile-cl-1"
    assert (tenure["earliest"], tenure["latest"]) == (date(1950, 1, 1), date(1951, 2, 3))
    assert (tenure["date_precision"], tenure["status"]) == ("month", None)
    assert tenure["evidence"] == "Left post on 1951-02-03; Ill."


def test_an_end_that_is_missing_is_the_successors_start_or_open(write: Write, view: IdentityView) -> None:
    chiefs = samples.chief("cl-1", started="1950-01-01") + samples.chief("cl-2", started="1953-05-05")
    first, second = _tenures(_read(write, view, chiefs=chiefs))
    assert (first["latest"], first["date_precision"]) == (date(1953, 5, 5), "derived")
    assert (second["earliest"], second["latest"]) == (date(1953, 5, 5), None)


def test_a_nominee_who_never_served_has_a_status_and_no_open_term(write: Write, view: IdentityView) -> None:
    nominees = samples.chief("cl-1", appointed="1950-01-01", note="Declined appointment.") + samples.chief(
        "cl-2", note="Not commissioned; nomination withdrawn."
    )
    declined, withdrawn = _tenures(_read(write, view, nominees=nominees))
    assert (declined["status"], declined["earliest"], declined["latest"]) == ("declined", *(date(1950, 1, 1),) * 2)
    assert (withdrawn["status"], withdrawn["earliest"], withdrawn["latest"]) == ("not commissioned", None, None)


def test_presenting_credentials_is_an_accreditation(write: Write, view: IdentityView) -> None:
    chiefs = samples.chief("cl-1", appointed="1949-12-01", started="1950-01-01", ended="1951-01-01")
    batch = _read(write, view, chiefs=chiefs, nominees=samples.chief("cl-2", appointed="1960-01-01"))
    (report,) = batch.tables["reports"].to_pylist()
    assert report["kind"] == "accredit"
    assert report["agents"] == ["official|USA|Richard John Roe Jr.|pocom:roe-richard-john"]
    assert report["recipients"] == ["country|CHL|Chile|"]
    assert report["earliest"] == date(1950, 1, 1)


def test_a_slip_in_the_entry_date_falls_back_on_the_appointment(write: Write, view: IdentityView) -> None:
    batch = _read(
        write, view, chiefs=samples.chief("cl-1", appointed="1950-01-01", started="1960-01-01", ended="1955-01-01")
    )
    assert _tenures(batch)[0]["earliest"] == date(1950, 1, 1)
    assert "reports" not in batch.tables


def test_malformed_appointments_are_rejected_with_their_lines(write: Write, view: IdentityView) -> None:
    chiefs = (
        samples.chief("cl-1", started="1950-02-30")
        + samples.chief("cl-2", started="1950-01-01", ended="1949-01-01")
        + samples.chief("cl-3", started="1950-01-01", who="nobody-at-all")
        + samples.chief("cl-4", started="1950-01-01", ended="1951-01-01")
    )
    batch = _read(write, view, chiefs=chiefs)
    reasons = [row["reason"] for row in batch.tables["rejects"].to_pylist()]
    assert len(reasons) == 3
    assert "'1950-02-30' is no date of the calendar" in reasons[0]
    assert "ends (1949-01-01) before it starts (1950-01-01)" in reasons[1]
    assert "no person 'nobody-at-all' is listed" in reasons[2]
    assert all(row["line"] > 1 for row in batch.tables["rejects"].to_pylist())
    assert len(_tenures(batch)) == 1


def test_an_identifier_of_the_same_words_is_resolved_and_noted(write: Write, view: IdentityView) -> None:
    batch = _read(write, view, chiefs=samples.chief("cl-1", started="1950-01-01", who="roe-john-richard-roe"))
    assert _tenures(batch)[0]["official"] == "official/roe-richard-john"
    assert "taken for 'roe-richard-john'" in batch.notes[0]


def test_missions_away_from_the_residence_are_marked(write: Write, view: IdentityView) -> None:
    more = """<concurrent-appointments><id>x</id><person-id>roe-richard-john</person-id>
      <resident-at><locale-id>lima</locale-id><contemporary-territory-id>peru</contemporary-territory-id></resident-at>
      <chief-id>cl-1</chief-id></concurrent-appointments>"""
    batch = _read(write, view, chiefs=samples.chief("cl-1", started="1950-01-01"), more=more)
    assert _tenures(batch)[0]["status"] == "non-resident"


def test_the_record_is_read_whole(record: dict[str, Batch]) -> None:
    batch = record["history-at-state-pocom"]
    counts = {name: table.num_rows for name, table in batch.tables.items()}
    assert (counts["officials"], counts["organizations"], counts["rejects"]) == (4261, 16, 0)
    assert counts["tenures"] == 5350 + 393 + 220 + 5 + 1274 + 20
    assert batch.source.role == "reference"
    officials = set(batch.tables["officials"]["official"].to_pylist())
    offices = set(batch.tables["offices"]["office"].to_pylist())
    rows = _tenures(batch)
    assert all(row["official"] in officials and row["office"] in offices for row in rows)
    assert len({row["tenure"] for row in rows}) == len(rows)


def test_the_secretary_of_july_2019_is_known(record: dict[str, Batch]) -> None:
    holders = [
        row["official"]
        for row in _tenures(record["history-at-state-pocom"])
        if row["office"] == "office/usa-secretary"
        and row["earliest"] <= date(2019, 7, 21)
        and (row["latest"] or date.max) >= date(2019, 7, 21)
    ]
    assert holders == ["official/pompeo-michael-r"]
