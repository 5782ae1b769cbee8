from collections.abc import Callable
from pathlib import Path

from comity.identity.view import IdentityView
from comity.sources import Batch, survey

Write = Callable[[str, str], Path]
ARCHIGOS = "obsid,gwcode,leadid,leader,yrborn,gender,startdate,enddate,entry,exit,exitcode\n"
WIKIDATA = "iso3,country,role,person,person_qid,start,end,party,end_cause\n"


def read(path: Path, view: IdentityView) -> Batch:
    (item,) = survey(path).inputs
    return item.read(view)


def rows(batch: Batch, table: str) -> list[dict[str, object]]:
    return list(batch.tables[table].to_pylist())


def test_archigos_gives_officials_an_office_a_state_and_tenures(write: Write, view: IdentityView) -> None:
    text = ARCHIGOS + (
        "CHL-1,155.0,a-1,C.D. Rojas,1901,M,1950-01-02,1951-03-04,Regular,Irregular,Coup\n"
        "CHL-2,155.0,a-2,Rojas,1930,M,1951-03-04,1960-01-01,Regular,Regular,Regular\n"
        "CHL-3,155.0,a-1,C.D. Rojas,1901,M,1960-01-01,2015-12-31,Regular,Still in Office,Still in Office\n"
        "CHL-4,155.0,a-3,Rojas,1940,M,2015-12-31,2015-01-01,Regular,Regular,Regular\n"
        "CHL-5,9999,a-3,Rojas,1940,M,2014-12-31,2015-01-01,Regular,Regular,Regular\n"
    )
    batch = read(write("archigos.csv", text), view)
    assert [(row["official"], row["name"], row["born"]) for row in rows(batch, "officials")] == [
        ("official/c-d-rojas-chl", "C. D. Rojas", "1901"),
        ("official/rojas-chl", "Rojas", "1930"),
    ]
    assert [row["official"] for row in rows(batch, "tenures")] == [
        "official/c-d-rojas-chl",
        "official/rojas-chl",
        "official/c-d-rojas-chl",
    ]
    assert [row["office"] for row in rows(batch, "offices")] == ["office/chl-effective-leader"]
    assert [(row["line"], row["reason"]) for row in rows(batch, "rejects")] == [
        (5, "ends (2015-01-01) before it starts (2015-12-31)"),
        (6, "unknown state 9999 in 2014"),
    ]


def test_tables_of_leaders_are_one_input_and_a_repeated_tenure_takes_its_end(write: Write, view: IdentityView) -> None:
    first = "CHL,Chile,head_of_state,Ana Soto,Q999001,1950-01-01T00:00:00Z,,,\n"
    write("leaders/now.csv", WIKIDATA + first + "CHL,Chile,head_of_state,Eva Ruiz,Q999002,1960-01-01T00:00:00Z,,,\n")
    path = write("leaders/then.csv", WIKIDATA + first.replace("Z,,", "Z,1955-02-03T00:00:00Z,"))
    batch = read(path.parent, view)
    assert batch.counts.rows == 3
    tenures = {row["official"]: (str(row["earliest"]), str(row["latest"])) for row in rows(batch, "tenures")}
    assert tenures == {
        "official/wikidata-q999001": ("1950-01-01", "1955-02-03"),
        "official/wikidata-q999002": ("1960-01-01", "None"),
    }
    assert batch.notes == ("1 rows tell of a tenure that another row has",)


def test_a_tenure_without_an_end_ends_by_the_next_and_says_so(write: Write, view: IdentityView) -> None:
    text = WIKIDATA + (
        "CHL,Chile,head_of_state,Ana Soto,Q999001,1850-01-01T00:00:00Z,,,\n"
        "CHL,Chile,head_of_state,Eva Ruiz,Q999002,1860-01-01T00:00:00Z,,,\n"
    )
    first, second = rows(read(write("l.csv", text), view), "tenures")
    assert (str(first["latest"]), first["date_precision"]) == ("1860-01-01", "derived")
    assert "no end is given; the next to hold the office starts on 1860-01-01" in str(first["evidence"])
    assert second["latest"] is None


def test_rows_that_make_no_tenure_are_rejected_with_the_reason(write: Write, view: IdentityView) -> None:
    text = WIKIDATA + (
        "CHL,Chile,head_of_state,Ana Soto,genid/12,1950-01-01T00:00:00Z,,,\n"
        "CHL,Chile,head_of_state,Ana Soto,Q999001,-0659-02-11T00:00:00Z,,,\n"
        "CHL,Chile,head_of_state,Ana Soto,Q999001,,,,\n"
        "CHL,Chile,mayor,Ana Soto,Q999001,1950-01-01T00:00:00Z,,,\n"
    )
    assert [row["reason"] for row in rows(read(write("l.csv", text), view), "rejects")] == [
        "'genid/12' is no Wikidata item",
        "'-0659-02-11T00:00:00Z' is no date",
        "neither a start nor an end: the tenure could be at any time",
        "unknown role 'mayor'",
    ]


def test_the_shared_lists_of_leaders_load_but_for_a_few_rows(shared: Path, view: IdentityView) -> None:
    folder = shared / "data" / "states-and-leaders"
    archigos = read(folder / "archigos.csv", view)
    assert archigos.counts.rows == 3409
    assert archigos.counts.rejects == 1  # Yemen before the state of the list
    assert len(rows(archigos, "tenures")) == 3408
    history = read(folder / "wikidata-leaders" / "leaders_history.csv", view)
    assert history.counts.rows == 9376
    assert history.source.role == "reference"


def test_the_release_itself_calls_the_state_otherwise(write: Write, view: IdentityView) -> None:
    head = "obsid\tleadid\tccode\tidacr\tleader\tstartdate\teindate\tenddate\n"
    line = "CHL-1\ta-1\t155\tCHL\tC.D. Rojas\t1950-01-02\t1950-01-02\t1951-03-04\n"
    batch = read(write("Archigos_4.1.txt", head + line), view)
    assert [row["office"] for row in rows(batch, "tenures")] == ["office/chl-effective-leader"]
