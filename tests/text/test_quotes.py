import pytest

from comity.identity.view import packaged_view
from comity.text import read_document
from comity.text.quotes import quotes


def words(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotes(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "the door is open" and left.', ["the door is open"]),
        ('"No," she said, "not now."', ["No,", "not now."]),
        ("He called it 'a historic mistake' today.", ["a historic mistake"]),
        ("France's ministers' plan isn't theirs.", []),
        (
            'She said: "We will go on with this work until it is done.',
            ["We will go on with this work until it is done."],
        ),
        ('It measured 5" across.', []),
    ],
)
def test_words_between_quotation_marks_are_found(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_quotation_goes_to_its_speaker_as_the_document_has_it() -> None:
    text = "French President Emmanuel Macron said Chad was “a friend of ours” on Sunday."
    (report,) = read_document(text, "own", view=packaged_view()).reports
    assert (report.act, report.quote) == ("state", "a friend of ours")
    assert [m.name for m in report.agents] == ["Emmanuel Macron"]


def test_a_quotation_with_the_name_in_the_line_below_is_said_by_that_person() -> None:
    text = (
        "Norway and Sweden signed a treaty in Oslo.\n\n“We are glad that the river is shared at last.”\n\n"
        "— Jonas Gahr Støre, Prime Minister of Norway\n"
    )
    said = [r for r in read_document(text, "own", view=packaged_view()).reports if r.act == "state"]
    assert [(r.quote.rstrip("”"), r.agents[0].country) for r in said] == [
        ("We are glad that the river is shared at last.", "NOR")
    ]
