from __future__ import annotations

from datetime import date

import pytest

from comity.ask import evidence, tie_evidence
from comity.errors import NotFoundError, UsageError
from comity.model import iri
from comity.store import Generation


def test_an_act_leads_to_each_of_its_reports(summer: Generation) -> None:
    news, record = evidence(summer, iri("act/m1"))
    assert (news.title, news.evidence, news.start, news.end, news.publisher) == (
        "A dispatch",
        "They met.",
        3,
        9,
        "Comity",
    )
    assert (news.reported_on, news.extractor, news.confidence) == (date(2019, 7, 22), "test/1", 1.0)
    assert (record.title, record.locator, record.licence) == ("Travels of the Secretary", "trip 3864", "")


@pytest.mark.parametrize(
    ("thing", "reports"),
    [
        ("report/r2", {"report/r2"}),
        ("fact/f1", {"fact/f1"}),
        ("tenure/t1", {"tenure/t1"}),
        ("office/minister", {"tenure/t1"}),
        ("official/lopez-ana", {"tenure/t1"}),
        ("official/pompeo-michael-r", {"report/r1", "report/r2", "report/r3"}),
        ("agreement/deal", {"fact/f1", "report/r4"}),
        ("country/SLV", {"report/r1", "report/r2"}),
        ("country/USA", {"report/r4"}),
        ("source/news", {"report/r2", "report/r4", "report/r6", "fact/f1"}),
    ],
)
def test_any_thing_leads_to_what_is_behind_it(summer: Generation, thing: str, reports: set[str]) -> None:
    assert {item.report for item in evidence(summer, thing)} == reports


def test_what_a_report_says_is_in_words(summer: Generation) -> None:
    said = {item.report: item.says for item in evidence(summer, "source/news")}
    assert said["report/r6"] == "meeting (planned)"
    assert said["fact/f1"] == "termEnd 2019-09-04 (halfway mark plus 45 days)"
    assert evidence(summer, "tenure/t1")[0].says == "Ana López, Minister of Labour"


def test_a_row_has_iris(summer: Generation) -> None:
    row = evidence(summer, "report/r2")[0].row()
    assert (row["thing"], row["report"]) == (iri("act/m1"), iri("report/r2"))


def test_the_number_of_pieces_is_bounded(summer: Generation) -> None:
    assert len(evidence(summer, "source/news", limit=2)) == 2


def test_a_thing_without_evidence_is_told_from_one_unknown(summer: Generation) -> None:
    with pytest.raises(NotFoundError, match="official/hill is in this graph, but no act speaks of it"):
        evidence(summer, "official/hill")
    with pytest.raises(NotFoundError, match="nothing called act/none"):
        evidence(summer, "act/none")
    with pytest.raises(UsageError, match="is no IRI of this graph"):
        evidence(summer, "http://example.org/x")


def test_a_tie_that_is_not_there_is_not_found(summer: Generation) -> None:
    with pytest.raises(NotFoundError, match="no tie official/a met official/b"):
        tie_evidence(summer, "met", "official/a", "official/b")
