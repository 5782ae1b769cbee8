"""The traps of the field's data, one test each: what looks right and is read wrong without a warning.

Listed are those of event data, treaty tables and lists of states and leaders that are known to have caught somebody.
Those that need a whole build are in ``tests/build/test_event_data.py`` (forty rows on one summit are one act) and
``tests/panel`` (not covered is no zero; travels as an independent record).
"""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity import build
from comity.identity.view import IdentityView
from comity.model import ACTS
from comity.sources import survey
from comity.sources.agreements_common import when_of
from comity.sources.cameo import codes
from comity.sources.icews_names import mention_of
from comity.sources.polecat import plover
from comity.store import GraphFolder

from .events import GEO, HEADER_ICEWS, actor, gdelt, icews, mention, read, whole
from .test_polecat import HEADER as POLECAT
from .test_polecat import row as polecat_row

Write = Callable[[str, str], Path]


def one(write: Write, view: IdentityView, name: str, *lines: str) -> dict[str, object]:
    _, (report,), rejects = read(write(name, "\n".join(lines) + "\n"), view)
    assert rejects == []
    return report


def reasons(write: Write, view: IdentityView, name: str, *lines: str) -> list[str]:
    _, _, rejects = read(write(name, "\n".join(lines) + "\n"), view)
    return [str(row["reason"]) for row in rejects]


@pytest.mark.parametrize(
    ("fips", "country", "iso"),
    [
        *(("CH", "CHN", "CHE"), ("RS", "RUS", "SRB"), ("GM", "DEU", "GMB"), ("CI", "CHL", "CIV"), ("KN", "PRK", "KNA")),
        *(("AU", "AUT", "AUS"), ("SN", "SGP", "SEN"), ("EI", "IRL", ""), ("UK", "GBR", "")),
    ],
)
def test_places_of_gdelt_are_fips_and_not_iso(
    fips: str, country: str, iso: str, write: Write, view: IdentityView
) -> None:
    place = ("1", "Somewhere", fips, *GEO[3:])
    assert one(write, view, "day.csv", gdelt(place=place))["place_country"] == country != iso


@pytest.mark.parametrize(("cameo", "country"), [("ROM", "ROU"), ("CHN", "CHN"), ("TMP", "TLS")])
def test_actors_of_gdelt_are_cameo_and_neither_iso_nor_fips(
    cameo: str, country: str, write: Write, view: IdentityView
) -> None:
    known = view.countries.by_code("cameo", cameo)
    if known is None:
        pytest.skip(f"CAMEO has no {cameo}")
    report = one(write, view, "day.csv", gdelt(one=actor(cameo, "SOMEBODY", cameo)))
    assert str(report["agents"][0]).split("|")[:2] == ["country", country]  # type: ignore[index]


@pytest.mark.parametrize("name", ["Head of Government (Africa)", "Militia (Boko Haram)", "Citizen (International)"])
def test_a_bracket_after_a_name_is_often_no_country(name: str, view: IdentityView) -> None:
    assert mention_of(name, view).country == ""


def test_a_bracket_that_is_a_country_is_one(view: IdentityView) -> None:
    assert mention_of("Foreign Affairs (Mexico)", view).country == "MEX"


OTHERWISE = {"Congo": "COG", "Holy See Vatican City State": "VAT"}
"""How ICEWS alone calls a country; it calls the other Congo by its full name."""


@pytest.mark.parametrize(("name", "brackets"), [("ICEWS14", 315), ("ICEWS18", 509)])
def test_no_bracket_of_icews_is_made_a_country_that_it_does_not_name(
    name: str, brackets: int, shared: Path, view: IdentityView
) -> None:
    """Two in three brackets name a country; each that is read as one is that country's own name."""
    lines = (shared / "data" / "icews" / name / "entity2id.txt").read_text("utf-8").splitlines()
    found = {inner for line in lines if (inner := line.rpartition("\t")[0]).endswith(")")}
    inners = {inner.rpartition("(")[2].rstrip(")").replace("_", " ") for inner in found}
    assert abs(len(inners) - brackets) <= 40
    for inner in inners:
        home = mention_of(f"Citizen ({inner})", view).country
        if home and home != OTHERWISE.get(inner):
            by_name = view.countries.by_name(inner)
            assert by_name is not None, inner
            assert by_name.code == home, inner


def test_the_code_13y_is_no_code(write: Write, view: IdentityView) -> None:
    assert reasons(write, view, "june.tab", HEADER_ICEWS, icews(code="13y"), icews(code="042")) == [
        "'13y' is no CAMEO code"
    ]


def test_statements_and_appeals_have_no_plover_type_and_are_acts_here() -> None:
    """CAMEO 01 and 02 are dropped by PLOVER; the crosswalk must not lose them."""
    for root in ("01", "02"):
        inside = [code for code in codes().values() if code.code.startswith(root)]
        assert len(inside) >= 10
        assert all(code.act in ACTS or code.note for code in inside)
        assert any(code.act in ACTS for code in inside)


@pytest.mark.parametrize("code", ["01", "04", "042", "0421"])
def test_root_codes_count_as_their_residual_and_unknown_depths_are_refused(
    code: str, write: Write, view: IdentityView
) -> None:
    if code in codes():
        assert one(write, view, "day.csv", gdelt(code=code))["code"] == code
    else:
        assert reasons(write, view, "day.csv", gdelt(code=code)) == [f"'{code}' is no CAMEO code"]


def test_a_code_is_text_and_keeps_its_zeros(write: Write, view: IdentityView) -> None:
    """010 is a statement, 10 a demand."""
    statement = one(write, view, "a.csv", gdelt(code="010"))
    demand = one(write, view, "b.csv", gdelt(code="10"))
    assert (statement["code"], demand["code"]) == ("010", "10")
    assert statement["kind"] != demand["kind"]


def test_the_goldstein_value_is_kept_as_read_and_decides_nothing(write: Write, view: IdentityView) -> None:
    odd = one(write, view, "day.csv", gdelt(code="042", goldstein="-9.5"))
    assert (odd["intensity"], odd["kind"]) == (-9.5, "visit")
    assert one(write, view, "none.csv", gdelt(code="042", goldstein=""))["intensity"] is None


def test_the_quad_class_is_kept_as_read(write: Write, view: IdentityView) -> None:
    assert "quad class 1" in str(one(write, view, "day.csv", gdelt())["evidence"])
    assert "VERBAL COOPERATION" in str(one(write, view, "week.txt", POLECAT, polecat_row())["evidence"])


def test_accuse_is_published_as_positive_and_is_conflict_all_the_same(write: Write, view: IdentityView) -> None:
    report = one(write, view, "week.txt", POLECAT, polecat_row(Event_Type="ACCUSE", Event_Mode="", Intensity="3"))
    assert report["intensity"] == 3.0
    assert ACTS[str(report["kind"])].sign == -1


def test_agree_is_a_promise_and_support_no_signature_of_which_nothing_is_known() -> None:
    """Signing is SUPPORT and so are praise and recognition, without a mode of its own: SUPPORT is read as no more."""
    assert (plover()["AGREE", ""]["act"], plover()["SUPPORT", ""]["act"]) == ("pledge", "endorse")


@pytest.mark.parametrize(("code", "act"), [("057", "sign"), ("0312", None), ("030", None)])
def test_cameo_tells_signing_from_intending_to(code: str, act: str | None) -> None:
    found = codes()[code]
    assert (found.act, found.modality) == (act, "asserted") if act else found.act != "sign"


def test_what_is_intended_is_not_asserted() -> None:
    intents = [code for code in codes().values() if code.code.startswith("03") and code.act]
    assert intents
    assert all(code.modality != "asserted" or code.act == "pledge" for code in intents), [
        (code.code, code.act, code.modality) for code in intents
    ]


def test_icews_dates_the_story_and_not_the_act(write: Write, view: IdentityView) -> None:
    assert one(write, view, "june.tab", HEADER_ICEWS, icews())["date_precision"] == "publication"


def test_polecat_gives_the_day_of_publication_where_it_found_none(write: Write, view: IdentityView) -> None:
    told = polecat_row(Event_Date="2023-03-12", Publication_Date="2023-03-12")
    known = polecat_row(Event_Date="2023-03-10", Publication_Date="2023-03-12")
    _, (first, second), _ = read(write("week.txt", "\n".join([POLECAT, told, known]) + "\n"), view)
    assert (first["date_precision"], second["date_precision"]) == ("publication", "day")


def graph_of(write: Write, view: IdentityView, rows: str, name: str = "ICEWS18") -> list[date]:
    write(f"{name}/entity2id.txt", "North Korea\t0\nSouth Korea\t1\n")
    write(f"{name}/relation2id.txt", "Make statement\t0\n")
    (item,) = survey(write(f"{name}/train.txt", rows).parent).inputs
    batch = whole(item.read(view))
    return [row["earliest"] for row in batch.tables["reports"].to_pylist()]


def test_a_time_index_counts_days_from_one_days_from_nought_or_hours(write: Write, view: IdentityView) -> None:
    first, second = date(2014, 1, 1), date(2014, 1, 2)
    assert graph_of(write, view, "0\t0\t1\t1\n0\t0\t1\t2\n", "ICEWS14") == [first, second]
    assert graph_of(write, view, "0\t0\t1\t0\n0\t0\t1\t1\n", "ICEWS14-nought") == [first, second]
    assert graph_of(write, view, "0\t0\t1\t0\n0\t0\t1\t24\n", "ICEWS14-hours") == [first, second]


def test_two_rows_of_a_symmetric_act_from_one_sentence_are_one_act(tmp_path: Path) -> None:
    there = icews("1", code="040")
    cells = there.split("\t")
    back = ["2", cells[1], *cells[8:9], *cells[9:11], *cells[5:8], cells[2], *cells[3:5], *cells[11:]]
    path = tmp_path / "june.tab"
    path.write_text("\n".join([HEADER_ICEWS, there, "\t".join(back)]) + "\n", "utf-8")
    outcome = build.run([path], tmp_path / "kg")
    assert (outcome.counts["reports"], outcome.counts["acts"]) == (2, 1)


def test_mentions_are_reports_of_the_one_act_of_their_event(tmp_path: Path) -> None:
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "a.export.csv").write_text(gdelt() + "\n")
    (tmp_path / "day" / "a.mentions.csv").write_text("".join(mention() + "\n" for _ in range(40)))
    outcome = build.run([tmp_path / "day"], tmp_path / "kg")
    assert (outcome.counts["reports"], outcome.counts["acts"]) == (41, 1)


def test_a_meeting_of_twenty_is_one_act_and_not_a_dyad_each(tmp_path: Path) -> None:
    states = "USA CAN MEX BRA ARG GBR FRA DEU ITA TUR RUS CHN JPN KOR IND IDN AUS ZAF SAU ESP".split()
    rows = [
        polecat_row(
            Event_ID=f"e{number}",
            Event_Mode="meet",
            Actor_Name="None",
            Recipient_Name="None",
            Actor_Country="; ".join(states),
            Recipient_Country="None",
        )
        for number in range(3)
    ]
    path = tmp_path / "week.txt"
    path.write_text("\n".join([POLECAT, *rows]) + "\n", "utf-8")
    build.run([path], tmp_path / "kg")
    with GraphFolder(tmp_path / "kg").current().connect() as con:
        ((agents, reports),) = con.execute("select len(agents), report_count from acts").fetchall()
    assert (agents, reports) == (20, 3)


def test_two_numbers_of_germany_are_one_state_each_in_its_time(view: IdentityView) -> None:
    for system, number, day in (
        *(("cow", "255", date(1930, 1, 1)), ("cow", "260", date(1980, 1, 1)), ("cow", "255", date(2000, 1, 1))),
        *(("gw", "260", date(1980, 1, 1)), ("gw", "260", date(2000, 1, 1))),
    ):
        found = view.countries.by_code(system, number, day)  # type: ignore[arg-type]
        assert found is not None, (system, number, day)
        assert found.code == "DEU", (system, number, day)


def test_the_lists_of_states_differ_and_neither_overrules_the_other(view: IdentityView) -> None:
    """Gleditsch and Ward let Canada begin in 1867, the Correlates of War in 1920."""
    canada = view.countries.get("CAN")
    assert canada is not None
    began = {system: canada.codes[system][0].when.earliest for system in ("gw", "cow")}  # type: ignore[index]
    assert began == {"gw": date(1867, 7, 1), "cow": date(1920, 1, 10)}


@pytest.mark.parametrize("text", ["9999-12-31", "9999", "NA", ""])
def test_a_year_9999_is_no_end(text: str) -> None:
    assert not when_of(text).known


def test_a_treaty_of_the_year_6759_is_refused() -> None:
    with pytest.raises(ValueError, match="no year of a treaty"):
        when_of("6759-01-01")


def as_exported(line: bytes) -> bytes:
    """A line of the shared samples without what their package added: the name of the code, dashes in dates."""
    cells = line.split(b"\t")
    del cells[27]
    return b"\t".join(cell.replace(b"-", b"") if at in (1, 56) else cell for at, cell in enumerate(cells))


@pytest.mark.parametrize("name", ["events1samp.tsv", "events2samp.tsv"])
def test_a_file_of_gdelt_with_and_without_header_reads_the_same(
    name: str, shared: Path, tmp_path: Path, view: IdentityView
) -> None:
    whole = shared / "data" / "gdelt" / name
    rows = whole.read_bytes().splitlines()[1:]
    bare = tmp_path / "20160312.export.CSV"
    bare.write_bytes(b"".join(as_exported(row) + b"\n" for row in rows))
    made = []
    for path in (whole, bare):
        _, reports, rejects = read(path, view)
        made.append([{key: row[key] for key in ("kind", "agents", "earliest", "place_country")} for row in reports])
        assert len(reports) + len(rejects) == 50
    assert made[0] == made[1]


def test_the_published_list_of_cameo_is_not_utf8_and_its_codes_are_text(shared: Path) -> None:
    path = shared / "data" / "codes" / "cameo-codes.csv"
    with pytest.raises(UnicodeDecodeError):
        path.read_text("utf-8")
    with path.open(encoding="latin-1", newline="") as file:
        assert {row["code"] for row in csv.DictReader(file)} >= {"01", "010", "0231"}


def test_regions_are_no_countries_though_their_codes_look_alike(shared: Path, view: IdentityView) -> None:
    names = json.loads((shared / "data" / "codes" / "gdelt_cameo_codes.json").read_text("utf-8"))
    assert names["ACTOR_COUNTRY_CODES"]["AFR"] == "Africa"
    assert view.countries.by_code("cameo", "AFR") is None
    assert view.countries.by_code("cameo", "EUR") is None
