import pytest

from comity.text.instruments import Instrument, Instruments
from comity.text.parse import parse


def found(*paragraphs: str) -> list[Instrument | None]:
    kept = Instruments()
    trees = list(parse(paragraphs))
    return [kept.at(tree, n, token) for n, tree in enumerate(trees) for token in range(len(tree))]


def names(*paragraphs: str) -> list[str]:
    return list(dict.fromkeys(one.name for one in found(*paragraphs) if one))


@pytest.mark.parametrize(
    "words",
    [
        "Officials rejected the 'Safe Third Country' policy.",
        "They will not sign a safe third country agreement.",
        "She criticised the safe-third-country plan.",
    ],
)
def test_safe_third_country_is_one_policy_however_it_is_written(words: str) -> None:
    assert {(one.kind, one.name) for one in found(words) if one} == {("policy", "Safe Third Country")}


def test_a_policy_in_quotation_marks_has_that_name() -> None:
    assert names("Ministers praised the 'Clean Rivers' policy.") == ["Clean Rivers"]


def test_a_policy_without_a_name_or_antecedent_is_none() -> None:
    assert names("They attribute the drop to the policies of the government.") == []


def test_a_policy_without_a_name_is_described_by_its_clause() -> None:
    assert names("They discussed a policy requiring all ships to carry pilots.") == [
        "requiring all ships to carry pilots"
    ]


def test_the_deal_takes_up_the_agreement_before() -> None:
    assert names("They signed a water agreement.", "The deal was praised.") == ["water agreement"]


def test_the_text_is_no_name() -> None:
    assert names("They signed a water agreement.", "The original text was shorter.") == ["water agreement"]
