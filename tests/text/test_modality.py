import pytest

from comity.identity.view import packaged_view
from comity.text import read_document


@pytest.mark.parametrize(
    ("sentence", "act", "modality"),
    [
        ("France recalled its ambassador from Chad.", "expel", "asserted"),
        ("France will recall its ambassador from Chad.", "expel", "planned"),
        ("France plans to recall its ambassador from Chad.", "expel", "planned"),
        ("France has not recalled its ambassador from Chad.", "expel", "denied"),
        ("France refused to recall its ambassador from Chad.", "expel", "denied"),
        ("France has yet to ratify the treaty with Chad.", "ratify", "denied"),
        ("France offered to mediate between Chad and Sudan.", "mediation", "proposed"),
        ("France could recall its ambassador from Chad.", "expel", "hypothetical"),
        ("France would deploy troops in Chad if Sudan attacked.", "deploy", "hypothetical"),
        ("France would send troops to Chad once Sudan had left.", "deploy", "hypothetical"),
        ("France will impose no sanctions on Chad.", "sanction", "denied"),
        ("France offered Chad $3 million in aid.", "aid", "proposed"),
        ("France was among the first to recognise Chad.", "recognise", "asserted"),
        ("France's Senate voted to reject the treaty with Chad.", "reject", "asserted"),
        ("President Emmanuel Macron of France is to visit Chad on Friday.", "visit", "planned"),
        (
            "President Emmanuel Macron of France looks forward to welcoming King Felipe VI of Spain to Paris.",
            "meeting",
            "planned",
        ),
    ],
)
def test_a_sentence_says_how_certain_an_act_is(sentence: str, act: str, modality: str) -> None:
    reports = read_document(sentence, "own", view=packaged_view()).reports
    assert [(r.act, r.modality) for r in reports] == [(act, modality)]


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("France urged Chad not to attack Sudan.", ["demand"]),
        ("Norway criticised any treaty signed by Chad and Sudan.", ["criticise"]),
        ("France accused Chad of attacking Sudan.", ["accuse"]),
        ("France denied that it had attacked Chad.", ["deny"]),
        ("France should visit Chad.", []),
        ("A court in Paris blocked France from signing the treaty with Chad.", []),
        ("If France attacks Chad, nobody will know.", []),
    ],
)
def test_what_is_only_spoken_of_is_no_act(sentence: str, acts: list[str]) -> None:
    reports = read_document(sentence, "own", view=packaged_view()).reports
    assert [r.act for r in reports] == acts


def test_the_condition_is_kept() -> None:
    (report,) = read_document(
        "France would deploy troops in Chad if Sudan attacked.", "own", view=packaged_view()
    ).reports
    assert report.condition == "if Sudan attacked"


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Chad's Idriss Deby will travel to Lome for talks with Togo's Faure Gnassingbe.", "planned"),
        ("Chad's Idriss Deby travelled to Lome for talks with Togo's Faure Gnassingbe.", "asserted"),
        ("Chad's Idriss Deby cancelled a meeting with Togo's Faure Gnassingbe.", "denied"),
        ("Chad's Idriss Deby is to meet Togo's Faure Gnassingbe.", "planned"),
        ("Chad's Idriss Deby could meet Togo's Faure Gnassingbe.", "hypothetical"),
        ("Chad's Idriss Deby would meet Togo's Faure Gnassingbe if Sudan agreed.", "hypothetical"),
    ],
)
def test_a_meeting_is_as_certain_as_the_clause_around_it(sentence: str, modality: str) -> None:
    reports = read_document(sentence, "own", view=packaged_view()).reports
    assert {r.modality for r in reports if r.act in ("meeting", "negotiation")} == {modality}
