"""Officials that two references list are one where item, or name and days in office, say so; and not else."""

from datetime import date

from comity.identity import Reference, resolve
from comity.model import Office, Official, Tenure, When

HEAD = Office("office/chl-head-of-state", "Head of state", "CHL", "head-of-state", source="source/a")
LEADER = Office("office/chl-effective-leader", "Effective leader", "CHL", "other", source="source/b")


def same(*people: tuple[Official, str, str | None]) -> dict[str, str]:
    """Which official becomes which, given people of sources a and b with first and last day."""
    tenures = [
        Tenure(
            f"tenure/{official.id[9:]}",
            official.id,
            (HEAD if official.source == "source/a" else LEADER).id,
            When.between(date.fromisoformat(first), date.fromisoformat(last) if last else None),
            source=official.source,
        )
        for official, first, last in people
    ]
    reference = Reference.of([official for official, _, _ in people], [], [HEAD, LEADER], tenures)
    return dict(resolve([], reference.officials, [], reference.offices, reference.tenures).same)


def official(name: str, source: str, *, qid: str = "", born: str = "") -> Official:
    key = f"official/{name.lower().replace(' ', '-')}-{source}"
    return Official(key, name, "CHL", qid=qid, born=born, source=f"source/{source}")


def test_a_surname_is_the_full_name_of_who_was_in_office_on_the_same_days() -> None:
    full, bare = official("Ana Soto", "a", qid="Q1"), official("Soto", "b")
    assert same((full, "1950-01-01", "1955-02-01"), (bare, "1950-01-05", "1955-02-03")) == {bare.id: full.id}


def test_the_first_of_two_surnames_is_enough_on_the_same_days() -> None:
    full, short = official("Eva Ruiz Prat", "a"), official("Ruiz Prat", "b")
    assert set(same((full, "1950-01-01", "1955-02-01"), (short, "1950-01-01", "1955-02-01"))) == {short.id}


def test_an_inauguration_on_one_day_joins_a_list_that_ended_earlier() -> None:
    full, bare = official("Ana Soto", "a", qid="Q1"), official("Soto", "b")
    assert same((full, "2010-01-01", "2018-02-01"), (bare, "2010-01-02", "2015-12-31")) == {bare.id: full.id}
    assert same((full, "2010-01-01", "2018-02-01"), (bare, "2010-01-20", "2015-12-31")) == {}


def test_other_days_other_names_and_other_births_are_other_people() -> None:
    full, bare = official("Ana Soto", "a", born="1900"), official("Soto", "b", born="1930")
    assert same((full, "1950-01-01", "1955-02-01"), (bare, "1970-01-01", "1975-02-01")) == {}
    assert same((full, "1950-01-01", "1955-02-01"), (bare, "1950-01-01", "1955-02-01")) == {}
    brother = official("Luis bin Soto", "a")
    other = official("Eva bin Soto", "b")
    assert same((brother, "1950-01-01", "1955-02-01"), (other, "1950-01-01", "1955-02-01")) == {}


def test_one_item_is_one_person_in_any_spelling() -> None:
    one, other = official("Guilherme Alexandre", "a", qid="Q7"), official("Willem", "b", qid="Q7")
    assert same((one, "1950-01-01", None), (other, "1980-01-01", None)) == {other.id: one.id}
