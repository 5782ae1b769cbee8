from datetime import date

import pytest

from comity.identity.view import packaged_view
from comity.model import Fact
from comity.text import read_document

_HEAD = "PARIS, 5 March 2021 - "


def facts(body: str, published: date | None = None) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in read_document(_HEAD + body, "own", view=packaged_view(), published=published).facts:
        found.setdefault(fact.property, []).append(fact)
    return found


def test_a_halfway_mark_and_a_term_give_start_and_end_and_say_how() -> None:
    said = facts(
        "France and Spain signed a 60 day agreement on fisheries last month. "
        "Thursday's session marked the halfway point of the 60 day agreement."
    )
    assert [f.value for f in said["termDays"]] == ["60"]
    assert [f.value for f in said["halfway"]] == ["2021-03-04"]
    assert [f.value for f in said["termStart"]] == ["2021-02-02"]
    assert [f.value for f in said["termEnd"]] == ["2021-04-03"]
    assert "2021-03-04" in said["termEnd"][0].derived
    assert not said["halfway"][0].derived


def test_an_odd_term_has_its_whole_length_between_start_and_end() -> None:
    said = facts("France and Spain signed a 45 day agreement. Thursday marked the halfway point of the agreement.")
    first, last = (date.fromisoformat(said[name][0].value) for name in ("termStart", "termEnd"))
    assert (last - first).days == 45


@pytest.mark.parametrize(
    ("length", "end"),
    [("90 day", "2021-06-02"), ("two-week", "2021-03-18"), ("six-month", "2021-09-04"), ("5-year", "2026-03-04")],
)
def test_a_day_of_signature_and_a_term_give_the_end(length: str, end: str) -> None:
    said = facts(f"France and Spain signed a {length} agreement on fisheries on Thursday.")
    assert [f.value for f in said["termStart"]] == ["2021-03-04"]
    assert [f.value for f in said["termEnd"]] == [end]
    assert "signature" in said["termEnd"][0].derived


def test_a_month_of_signature_is_not_made_a_day() -> None:
    said = facts("France and Spain signed a 90 day agreement on fisheries last month.")
    assert set(said) == {"termDays"}


@pytest.mark.parametrize("words", ["The agreement expires on 1 June 2021.", "The agreement runs until 1 June 2021."])
def test_an_end_that_is_given_is_taken_as_given(words: str) -> None:
    said = facts(f"France and Spain signed an agreement on fisheries on Thursday. {words}")
    assert [(f.value, f.derived) for f in said["termEnd"]] == [("2021-06-01", "")]


@pytest.mark.parametrize("words", ["will enter into force on 1 May 2021", "takes effect on 1 May 2021"])
def test_the_day_of_entry_into_force_is_a_fact(words: str) -> None:
    said = facts(f"France and Spain signed an agreement on fisheries on Thursday. The agreement {words}.")
    assert [f.value for f in said["inForce"]] == ["2021-05-01"]


def test_a_review_in_the_past_is_no_deadline() -> None:
    said = facts(
        "France and Spain signed an agreement on fisheries last year. They met for a review of the agreement Monday."
    )
    assert "review" not in said


def test_a_duty_and_a_consequence_are_kept_in_their_own_words() -> None:
    said = facts(
        "France and Spain signed an agreement on fisheries on Thursday. "
        "Under the agreement Spain will send 40 inspectors to its ports. "
        "According to the agreement, if Spain does not send them then France would close its market."
    )
    assert [f.value for f in said["commitment"]] == ["Spain will send 40 inspectors to its ports"]
    assert [f.value for f in said["consequence"]] == ["if Spain does not send them then France would close its market"]


def test_a_duty_without_an_agreement_is_no_fact() -> None:
    assert facts("Spain will send 40 inspectors to its ports, the minister said.") == {}


def test_evidence_is_cut_from_the_document_at_its_offsets() -> None:
    text = _HEAD + "“France” and Spain signed a 90 day  agreement on fisheries on Thursday."
    read = read_document(text, "own", view=packaged_view())
    assert read.facts
    for fact in read.facts:
        assert fact.start is not None
        assert fact.end is not None
        assert text[fact.start : fact.end] == fact.evidence


def test_all_facts_have_ids_of_their_own_and_come_out_the_same_twice() -> None:
    text = _HEAD + "France and Spain signed a 90 day agreement and a 30 day truce on Thursday."
    once, twice = (read_document(text, "own", view=packaged_view()).facts for _ in range(2))
    assert once == twice
    assert len({f.id for f in once}) == len(once)


@pytest.mark.parametrize("length", ["9999-year", "0-day"])
def test_a_term_beyond_the_calendar_gives_no_date(length: str) -> None:
    assert "termEnd" not in facts(f"France and Spain signed a {length} agreement on Thursday.")
