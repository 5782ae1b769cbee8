from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from comity import panel
from comity.errors import UsageError
from comity.store import Generation


def rows(made: panel.Panel, *keys: str) -> dict[Any, dict[str, Any]]:
    found = made.table.to_pylist()
    return {tuple(row[key] for key in keys): row for row in found}


def test_an_act_goes_to_the_number_that_the_state_had_that_day(decades: Generation) -> None:
    found = rows(panel.build(decades, start=1990, end=1990), "ccode1", "ccode2", "year")
    assert list(found) == [(2, 255, 1990), (2, 260, 1990)]
    assert found[2, 260, 1990]["first_act"] == "act/a1"
    assert found[2, 255, 1990]["first_act"] == "act/a2"
    assert found[2, 255, 1990]["dyadid"] == 2255
    gw = rows(panel.build(decades, start=1990, end=1990, system="gw"), "gwcode1", "gwcode2", "year")
    assert gw[2, 260, 1990]["n_acts"] == 2


def test_zero_stands_only_where_a_source_of_that_kind_covers_the_whole_year(decades: Generation) -> None:
    found = rows(panel.build(decades, by="kind", start=2018, end=2021, balanced=True), "ccode1", "ccode2", "year")
    dyad = found[2, 70, 2019]
    assert (dyad["n_meeting"], dyad["n_threaten"]) == (1, 2)
    assert dyad["n_praise"] is None, "no source that tells of praise covers 2019"
    assert dyad["n_sign"] is None
    assert found[2, 92, 2019]["n_meeting"] == 0, "travels of the United States cover all its dyads"
    assert found[2, 92, 2019]["n_threaten"] is None, "half a year is not the year"
    assert found[70, 92, 2019]["n_meeting"] is None, (
        "travels of the United States say nothing of Mexico and El Salvador"
    )
    assert found[2, 92, 2021]["n_meeting"] is None
    assert (dyad["n_acts"], dyad["mean_sign"], dyad["first_day"]) == (3, pytest.approx(-1 / 3), date(2019, 5, 30))


def test_a_month_is_a_period_like_a_year(decades: Generation) -> None:
    made = panel.build(decades, by="kind", period="month", start=2019, end=date(2019, 6, 9), balanced=True)
    found = rows(made, "ccode1", "ccode2", "year", "month")
    assert {month for *_, month in found} == {1, 2, 3, 4, 5, 6}
    assert found[2, 70, 2019, 5]["n_threaten"] == 1
    assert found[2, 92, 2019, 5]["n_threaten"] == 0, "a source of half a year covers the whole of May"
    assert found[2, 70, 2019, 2]["n_meeting"] == 0
    assert made.left_out == {"acts_without_month": 1, "acts_of_non_members": 0}
    assert made.about["span"] == ["2019-01", "2019-06"]
    sparse = rows(panel.build(decades, period="month", types=["consult"]), "ccode1", "ccode2", "year", "month")
    assert list(sparse) == [(2, 70, 2019, 7), (2, 255, 2019, 2), (2, 255, 2022, 2)]


def test_as_of_a_day_later_acts_are_not_yet_true_and_its_year_is_not_over(decades: Generation) -> None:
    options = {"by": "kind", "start": 2018, "end": 2019, "balanced": True}
    found = rows(panel.build(decades, as_of=date(2019, 6, 15), **options), "ccode1", "ccode2", "year")
    assert found[2, 70, 2019]["n_threaten"] == 1
    assert found[2, 92, 2018]["n_meeting"] == 0
    assert found[2, 92, 2019]["n_meeting"] is None


def test_a_directed_panel_has_both_orders(decades: Generation) -> None:
    found = rows(panel.build(decades, directed=True, by="kind", start=2019, end=2019), "ccode1", "ccode2")
    assert found[2, 70]["n_threaten"] == 2
    assert found[70, 2]["n_threaten"] is None
    assert found[70, 2]["n_meeting"] == found[2, 70]["n_meeting"] == 1


def test_a_monad_counts_what_a_state_took_part_in_or_did(decades: Generation) -> None:
    both = rows(
        panel.build(decades, "monad", by="index", start=2019, end=2019, types=["statement", "consult"]), "ccode"
    )
    assert {code: row["n_acts"] for (code,), row in both.items()} == {2: 4, 70: 3, 92: 1, 255: 1}
    did = rows(panel.build(decades, "monad", by="index", start=2019, end=2019, directed=True), "ccode")
    assert {code: row["n_acts"] for (code,), row in did.items()} == {2: 4, 70: 1, 92: 1, 255: 1}


def test_what_could_not_be_placed_is_counted(decades: Generation) -> None:
    made = panel.build(decades)
    assert made.left_out == {"acts_without_year": 1, "acts_of_non_members": 1}
    assert made.citations == ("A (1990).", "Half a year", "Travels")


def test_a_source_whose_silence_makes_a_zero_is_cited_like_one_that_speaks(decades: Generation) -> None:
    quiet = panel.build(decades, balanced=True, start=2018, end=2018, types=["meeting"])
    assert set(quiet.table.column("n_acts").to_pylist()) == {0, None}
    assert quiet.citations == ("Travels",)
    assert panel.build(decades, start=1990, end=1990, types=["praise"]).citations == ("A (1990).",)
    assert panel.build(decades, balanced=True, start=2018, end=2018, types=["threaten"]).citations == ()


def test_leaders_count_while_they_are_in_office(decades: Generation) -> None:
    made = panel.build(decades, "leader", by="kind", types=["consult"])
    found = rows(made, "official1", "official2", "year")
    assert list(found) == [("official/merkel", "official/p", 2019)]
    (row,) = found.values()
    assert (row["ccode1"], row["ccode2"], row["stateabb1"], row["n_meeting"], row["n_call"]) == (255, 2, "GMY", 1, None)
    both = rows(panel.build(decades, "leader", directed=True), "official1")
    assert sorted(both) == [("official/merkel",), ("official/p",)]
    with pytest.raises(UsageError, match="rows with acts only"):
        panel.build(decades, "leader", balanced=True)


def test_any_gives_zero_or_one(decades: Generation) -> None:
    found = rows(panel.build(decades, any_=True, by="kind", start=2019, end=2019, balanced=True), "ccode1", "ccode2")
    assert (found[2, 70]["any_threaten"], found[2, 70]["any_meeting"], found[2, 92]["any_meeting"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"system": "icow"}, "no system 'icow'"),
        ({"by": "week"}, "not by 'week'"),
        ({"unit": "triad"}, "not of 'triad'"),
        ({"period": "week"}, "by year or month, not by 'week'"),
        ({"types": ["meting"]}, "no kind or family of act 'meting'"),
        ({"start": 2020, "end": 2019}, r"ends \(2019\) before"),
        ({"minimum_reports": 0}, "at least 1"),
    ],
)
def test_options_that_make_no_sense_are_refused(decades: Generation, options: dict, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        panel.build(decades, **options)


def test_an_empty_generation_gives_an_empty_panel(decades: Generation, tmp_path: Path) -> None:
    from factory import generation

    assert len(panel.build(generation(tmp_path / "none"))) == 0


def test_csv_and_parquet_hold_the_same_and_a_codebook(decades: Generation, tmp_path: Path) -> None:
    made = panel.build(decades, by="kind", start=2018, end=2020, balanced=True, types=["meeting", "threaten"])
    beside = panel.write(made, tmp_path / "p.csv")
    panel.write(made, tmp_path / "q.parquet")
    with (tmp_path / "p.csv").open(newline="") as file:
        found = next(
            row for row in csv.DictReader(file) if (row["ccode1"], row["ccode2"], row["year"]) == ("2", "70", "2019")
        )
    assert (found["n_meeting"], found["n_threaten"], found["stateabb2"]) == ("1", "2", "MEX")
    text = beside.read_text("utf-8")
    assert "| `n_threaten` | Number of acts: threaten |" in text
    assert "- Travels" in text
    assert "acts_of_non_members" in text
    table = duckdb.sql(f"select * from '{tmp_path}/q.parquet'")
    assert table.columns == list(made.table.column_names)
    same = duckdb.sql(
        f"select count(*) from '{tmp_path}/q.parquet' semi join read_csv('{tmp_path}/p.csv') using (dyadid, year)"
    )
    assert same.fetchall() == [(len(made),)]
    import pyarrow.parquet as pq

    assert json.loads(pq.read_schema(tmp_path / "q.parquet").metadata[b"comity"])["labels"]["year"] == "Year"
    with pytest.raises(UsageError, match=r"ends in \.csv, \.parquet, \.dta"):
        panel.write(made, tmp_path / "p.xlsx")


def test_stata_118_keeps_labels_and_missing_values(decades: Generation, tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas", reason="Stata files need the extra comity[stata]")
    made = panel.build(decades, by="kind", start=2019, end=2019, balanced=True, types=["meeting", "threaten"])
    for name in ("one", "two"):
        panel.write(made, tmp_path / f"{name}.dta")
    assert (tmp_path / "one.dta").read_bytes() == (tmp_path / "two.dta").read_bytes()
    assert b"<release>118</release>" in (tmp_path / "one.dta").read_bytes()[:80]
    with pd.read_stata(tmp_path / "one.dta", iterator=True) as reader:
        labels, frame = reader.variable_labels(), reader.read()
    assert labels["n_meeting"] == "Number of acts: meeting"
    found = frame[(frame.ccode1 == 2) & (frame.ccode2 == 70)].iloc[0]
    assert (found.n_threaten, found.first_day.date(), found.first_act) == (2, date(2019, 5, 30), "act/b2")
    assert frame[(frame.ccode1 == 70) & (frame.ccode2 == 92)].n_meeting.isna().all()


def test_pyreadstat_reads_the_stata_file(decades: Generation, tmp_path: Path) -> None:
    reader = pytest.importorskip("pyreadstat", reason="pyreadstat is not installed")
    made = panel.build(decades, start=2019, end=2019)
    panel.write(made, tmp_path / "p.dta")
    frame, meta = reader.read_dta(str(tmp_path / "p.dta"))
    assert len(frame) == len(made)
    assert meta.column_names_to_labels["year"] == "Year"


def test_it_joins_one_to_one_with_the_dyad_years_of_atop(decades: Generation, shared: Path) -> None:
    with gzip.open(shared / "data" / "states-and-leaders" / "atop_alliance.csv.gz", "rt") as file:
        atop = [(int(float(r["ccode1"])), int(float(r["ccode2"])), int(float(r["year"]))) for r in csv.DictReader(file)]
    assert len(atop) == 273_296
    made = panel.build(decades, directed=True, balanced=True, start=1816, end=2018, by="index")
    table = made.table.select(["ccode1", "ccode2", "year"])
    columns = [column.to_pylist() for column in table.columns]
    ours = set(zip(*columns, strict=True))
    assert len(ours) == len(made), "each dyad-year stands once"
    joined = [key for key in atop if key in ours]
    assert len(joined) == len(set(joined)) == 267_402
    alive = _alive(
        shared
    )  # ATOP also lists governments in exile and protectorates, which COW does not count as members
    others = [(one, two, year) for one, two, year in atop if (one, two, year) not in ours and 1816 <= year <= 2016]
    assert not [
        key
        for key in others
        if any(a[0] <= b[1] and b[0] <= a[1] for a in alive[key[0], key[2]] for b in alive[key[1], key[2]])
    ]


def _alive(shared: Path) -> dict[tuple[int, int], list[Any]]:
    """The days of each COW member and year, from the list itself."""
    found: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for number, first, last in _spells(shared):
        for year in range(first.year, last.year + 1):
            found[number, year].append((max(first, date(year, 1, 1)), min(last, date(year, 12, 31))))
    return found


def _spells(shared: Path) -> Iterator[tuple[int, date, date]]:
    with (shared / "data" / "states-and-leaders" / "cow_states.csv").open() as file:
        for row in csv.DictReader(file):
            whole = {
                name: int(float(row[name])) for name in row if name[:2] in ("st", "en") and row[name][:1].isdigit()
            }
            first = date(whole["styear"], whole["stmonth"], whole["stday"])
            yield int(float(row["ccode"])), first, date(whole["endyear"], whole["endmonth"], whole["endday"])


def test_membership_is_that_of_the_correlates_of_war(shared: Path) -> None:
    spells = {(m.number, m.first) for m in panel.members("cow")}
    listed = [(number, first) for number, first, _ in _spells(shared)]
    assert len(listed) == 243
    assert set(listed) <= spells
