import pytest

from comity.identity.view import packaged_view
from comity.text import read_document
from comity.text.numerals import numerals


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
        ("Norway gave Malawi 300 million Norwegian kroner in aid.", "aid", 300_000_000, "NOK"),
        ("Switzerland pledged 40 million Swiss francs in aid to Nepal.", "aid", 40_000_000, "CHF"),
        ("Britain gave Kenya £75m for schools.", "aid", 75_000_000, "GBP"),
        ("China gave Cambodia an additional 1.2 million doses of vaccine.", "aid", 1_200_000, "dose"),
        ("Kenya sent a thousand police officers to Haiti.", "deploy", 1_000, "people"),
        ("A force of 5,000 from Nigeria will enter Liberia.", "deploy", 5_000, "people"),
        ("Uganda sent in a battalion of 800 men to Juba.", "deploy", 800, "people"),
        ("Poland expelled forty-five Russian diplomats on Monday.", "expel", 45, "people"),
        ("William Ruto and Paul Kagame held a two-hour meeting in Kigali.", "meeting", 2, "hour"),
        ("William Ruto met Paul Kagame for an hour and a half in Kigali.", "meeting", 1.5, "hour"),
        ("The Security Council extended the mandate of its mission in Mali by six months.", "extend", 6, "month"),
        ("Iceland and Canada prolonged the treaty for another year.", "extend", 1, "year"),
        ("Angola gave Congo thirty days to pull its forces back.", "demand", 30, "day"),
        ("Sudan demanded that Chad hand over 30 rebels.", "demand", 30, "people"),
        ("Some 97 states recognise Kosovo.", "recognise", 97, "state"),
        ("Three thousand people marched in Tunis against France.", "protest", 3_000, "people"),
        ("Hungary will cut its emissions by 40 percent.", "pledge", 40, "percent"),
        ("The two countries, Chad and Mali, signed an agreement.", "sign", None, ""),
        ("The two leaders of Chad and Mali met on 3 May.", "meeting", None, ""),
    ],
)
def test_an_amount_has_a_value_and_a_unit(sentence: str, act: str, value: float | None, unit: str) -> None:
    reports = [r for r in read_document(sentence, "own", view=packaged_view()).reports if r.act == act]
    assert [(r.amount, r.unit) for r in reports] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("€2.5bn and £75m", [(2.5e9, "EUR"), (75e6, "GBP")]),
        ("two and a half billion dollars", [(2.5e9, "USD")]),
        ("half a million doses, half a dozen tanks", [(500_000, ""), (6, "")]),
        ("one hundred and fifty tanks and two thousand five hundred shells", [(150, ""), (2_500, "")]),
        ("25 million U.S. dollars", [(25e6, "USD")]),
        ("two and four men", [(2, ""), (4, "")]),
        ("tens of thousands of men, an F-16 and COVID-19", []),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, values: list[tuple[float, str]]) -> None:
    assert [(n.value, n.currency) for n in numerals(text, 0, len(text))] == values


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        ("Norway promised Malawi 5.8 billion dollars for roads.", "sum"),
        ("Norway gave Malawi 12 million euros in aid.", "sum"),
        ("Norway gave Malawi 300 lorries.", "lorries"),
    ],
)
def test_what_a_sum_is_of_is_not_its_currency(sentence: str, of: str) -> None:
    (report,) = read_document(sentence, "own", view=packaged_view()).reports
    assert report.amount_of == of
