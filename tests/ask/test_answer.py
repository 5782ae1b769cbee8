from __future__ import annotations

import pytest

from comity.ask import Answer, ask
from comity.errors import NotFoundError, UsageError
from comity.store import Generation


@pytest.fixture(scope="module")
def answer(summer: Generation) -> Answer:
    return ask(summer, "whom-met", **{"official": "Mike Pompeo", "from": "2019-07-01", "to": "2019-07-31"})


def test_a_question_is_answered_with_its_evidence(answer: Answer) -> None:
    assert answer.to_rows() == [
        {
            "date": "2019-07-21",
            "place": None,
            "counterpart": "Nayib <b>Bukele</b>",
            "country": None,
            "reports": 1,
            "source": "Travels of the Secretary",
            "evidence": "Met with President Nayib Bukele.",
            "act": "https://w3id.org/comity/id/act/m1",
            "report": "https://w3id.org/comity/id/report/r1",
        }
    ]


def test_columns_come_in_the_order_of_the_question(answer: Answer) -> None:
    assert answer.columns == answer.question.columns
    assert "VALUES (?__from_date ?__to_date ?_official_iri)" in answer.sparql


def test_all_reports_of_a_row_are_its_evidence(answer: Answer) -> None:
    (behind,) = answer.evidence()
    assert [(item.report, item.title) for item in behind] == [
        ("report/r2", "A dispatch"),
        ("report/r1", "Travels of the Secretary"),
    ]


def test_a_notebook_gets_an_escaped_table_and_plain_text(answer: Answer) -> None:
    shown = answer._repr_mimebundle_()
    assert "Nayib &lt;b&gt;Bukele&lt;/b&gt;" in shown["text/html"]
    assert "<b>" not in shown["text/html"]
    assert shown["text/plain"].startswith("date\tplace\tcounterpart")


def test_outside_its_window_nothing_is_answered(summer: Generation) -> None:
    assert len(ask(summer, "whom-met", official="Mike Pompeo", from_="2019-07-22")) == 0


def test_a_wrong_question_parameter_name_or_value_is_an_error_of_one_line(summer: Generation) -> None:
    with pytest.raises(NotFoundError, match="did you mean"):
        ask(summer, "whom-meet")
    with pytest.raises(NotFoundError, match="no parameter --offical; did you mean --official"):
        ask(summer, "whom-met", offical="Mike Pompeo")
    with pytest.raises(UsageError, match="needs --official"):
        ask(summer, "whom-met")
    with pytest.raises(UsageError, match="--from: '2019-02-30' is no date of the calendar"):
        ask(summer, "whom-met", official="Mike Pompeo", from_="2019-02-30")
    with pytest.raises(NotFoundError, match="no official 'Nobody'"):
        ask(summer, "whom-met", official="Nobody")
