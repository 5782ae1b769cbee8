import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.model import (
    ACTS,
    GENERATION,
    STAGED,
    Mention,
    Office,
    Official,
    Organization,
    Rejected,
    Report,
    Source,
    Tenure,
    When,
    digest,
    iri,
    local_id,
    slug,
    to_table,
)

POMPEO = Mention("official", "USA", "Mike Pompeo", "Secretary of State")


def test_the_kinds_are_those_of_the_vocabulary(shared: Path) -> None:
    with (shared / "eval" / "acts.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    signs = {"+": 1, "0": 0, "-": -1}
    assert [(row["act"], row["family"], signs[row["sign"]]) for row in rows] == [
        (kind.name, kind.family, kind.sign) for kind in ACTS.values()
    ]


def test_class_names_are_distinct_words() -> None:
    names = [kind.class_name for kind in ACTS.values()]
    assert len(set(names)) == len(names) == 41
    assert all(name.isalpha() and name[0].isupper() for name in names)


def test_a_mention_comes_back_from_its_key() -> None:
    assert Mention.of(POMPEO.key) == POMPEO


@pytest.mark.parametrize("key", ["official|USA|Pompeo", "ship|USA|Enterprise|", ""])
def test_a_malformed_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Mention.of(key)


@given(st.text(), st.text())
def test_a_bar_in_a_name_cannot_make_a_fifth_field(country: str, name: str) -> None:
    assert Mention.of(Mention("official", country, name).key).kind == "official"


@given(st.text(min_size=1))
def test_every_name_has_a_slug_that_makes_a_local_id(name: str) -> None:
    local = f"official/{slug(name)}"
    assert local_id(iri(local)) == local
    assert len(slug(name)) <= 80


def test_slugs_read_like_the_name() -> None:
    assert slug("Lenín Moreno") == "lenin-moreno"
    assert slug("Ōta, Tarō") == "ota-taro"
    assert slug("!!!") == digest("!!!")


def test_long_names_stay_apart() -> None:
    assert slug("x" * 100 + "a") != slug("x" * 100 + "b")


def test_a_report_becomes_a_row_with_nulls_for_what_is_not_said() -> None:
    report = Report("report/s/1", "source/s", "meeting", (POMPEO,), when=When.day(date(2019, 7, 21)), start=3, end=9)
    (row,) = to_table("reports", [report]).to_pylist()
    assert row["agents"] == [POMPEO.key]
    assert row["kind"] == "meeting"
    assert (row["earliest"], row["latest"], row["date_precision"]) == (date(2019, 7, 21), date(2019, 7, 21), "day")
    assert row["quote"] is None
    assert row["amount"] is None


def test_every_record_fits_its_table() -> None:
    when = When.parse("2018-04-26/2021-01-20")
    records = {
        "officials": Official("official/pompeo-michael-r", "Mike Pompeo", "USA", aliases=("Michael R. Pompeo",)),
        "organizations": Organization("organization/nato", "NATO"),
        "offices": Office("office/usa-secretary-of-state", "Secretary of State", "USA", "foreign-minister"),
        "tenures": Tenure("tenure/x", "official/pompeo-michael-r", "office/usa-secretary-of-state", when),
        "sources": Source("source/s", "dataset", "S"),
        "rejects": Rejected("a.xml", 3, "no date"),
    }
    for name, record in records.items():
        table = to_table(name, [record])
        assert table.schema == STAGED[name]
        assert table.num_rows == 1


def test_a_generation_holds_reports_with_their_act() -> None:
    assert GENERATION["reports"].names == ["report", "act", *STAGED["reports"].names[1:]]


def test_a_reject_says_where_and_why() -> None:
    assert str(Rejected("a.xml", 3, "no date")) == "a.xml:3: no date"
    assert str(Rejected("a.bin", None, "is binary")) == "a.bin: is binary"
