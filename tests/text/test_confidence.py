import pytest

from comity.identity.view import packaged_view
from comity.text import read_document
from comity.text.confidence import Table, band_of, calibrated


def test_a_share_with_few_reports_is_drawn_towards_that_of_its_band() -> None:
    table = Table.of([("meeting", 0.9, True)] * 30 + [("meeting", 0.9, False)] * 10 + [("attack", 0.9, False)])
    assert table.counts == {("consult", 4): (30, 40), ("material", 4): (0, 1)}
    assert table.share("attack", 0.9) < table.share("meeting", 0.9)
    assert table.share("attack", 0.9) > 0.5
    assert 0.7 < table.share("meeting", 0.9) < 0.8


def test_a_band_holds_its_lower_end() -> None:
    assert [band_of(r) for r in (0.0, 0.449, 0.45, 0.75, 1.0)] == [0, 0, 1, 3, 4]


@pytest.mark.parametrize("act", ["meeting", "state", "attack", "report", "ratify"])
def test_a_confidence_is_a_share(act: str) -> None:
    assert all(0.2 < calibrated(act, rating / 20) < 1.0 for rating in range(21))


def test_reports_state_the_share_of_their_kind() -> None:
    (report,) = read_document("France and Spain signed a treaty in Oslo.", "own", view=packaged_view()).reports
    assert report.confidence == calibrated("sign", 0.9)
