import pytest

from comity.identity.view import packaged_view
from comity.text import read_document


@pytest.mark.parametrize(
    ("sentence", "act", "value", "unit"),
    [
        ("Mexico sent over 20,000 soldiers to the border with Guatemala.", "deploy", 20_000, "people"),
        ("Canada gave Haiti C$1.5 million in aid.", "aid", 1_500_000, "CAD"),
        ("Japan pledged $390 million in aid to Laos.", "aid", 390_000_000, "USD"),
        ("Russia expelled two dozen British diplomats.", "expel", 24, "people"),
        ("The leaders of Chad and Mali spoke by telephone for 45 minutes.", "call", 45, "minute"),
        ("Chad and Mali signed a 90 day agreement on cattle.", "sign", 90, "day"),
        ("Chad promised to cut its tanks to 150.", "pledge", 150, "tank"),
        ("The two countries, Chad and Mali, signed an agreement.", "sign", None, ""),
        ("The two leaders of Chad and Mali met on 3 May.", "meeting", None, ""),
    ],
)
def test_an_amount_has_a_value_and_a_unit(sentence: str, act: str, value: float | None, unit: str) -> None:
    reports = [r for r in read_document(sentence, "own", view=packaged_view()).reports if r.act == act]
    assert [(r.amount, r.unit) for r in reports] == [(value, unit)]
