"""Talks, relations and statements: which act a sentence tells, and which it does not."""

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document


def told(text: str) -> list[str]:
    """The acts of a sentence, each with its modality where it did not simply happen."""
    reports = read_document(text, "own", view=packaged_view()).reports
    return sorted(r.act if r.modality == "asserted" else f"{r.act} {r.modality}" for r in reports)


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Peru offered Bolivia talks on Monday on a shared port.", ["negotiation proposed"]),
        ("Foreign Minister Paul Hart of Norway proposed negotiations on fishing.", ["negotiation proposed"]),
        ("Turkey has ruled out any talks with Armenia on the border.", ["negotiation denied"]),
        ("Spain cancelled next month's trade negotiations with Morocco.", ["negotiation denied"]),
        ("Thailand called off a round of talks with Laos.", ["negotiation denied"]),
        ("Peru offered Bolivia a loan of $3 million.", ["aid proposed"]),
    ],
)
def test_talks_offered_or_refused(sentence: str, acts: list[str]) -> None:
    assert told(sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        (
            "Ghanaian President John Addo invited the leaders of Togo and Benin to an emergency summit in Accra.",
            ["meeting proposed"],
        ),
        ("King Abdullah of Jordan invited his colleagues to hold their next meeting in Amman.", ["meeting proposed"]),
        (
            "Chadian President Idriss Saleh invited Sudan's prime minister, Amin Osman, to Ndjamena.",
            ["visit proposed"],
        ),
        ("The African Union will meet on Thursday to discuss the coup.", ["meeting planned"]),
        ("EU foreign ministers hold an emergency meeting in Luxembourg on Friday.", ["meeting planned"]),
        ("The finance ministry will meet its target for growth.", []),
        (
            "Prime Minister Jan Vos of Belgium gave a banquet for Ugandan President Moses Oketch on Sunday.",
            ["meeting"],
        ),
    ],
)
def test_meetings_of_many(sentence: str, acts: list[str]) -> None:
    assert told(sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Norway played go-between for Colombia and the rebels.", ["mediation"]),
        ("The two governments talked in Doha, with Qatar and Kenya as mediators.", ["mediation"]),
        ("They had bargained in Oslo for a year, with General Peter Moss, a Kenyan, as mediator.", ["mediation"]),
        ("Peter Hain has steered the talks between Cyprus and Turkey since May.", ["mediation"]),
        ("Togo praised Ghana as a mediator.", ["praise"]),
    ],
)
def test_who_brings_others_together(sentence: str, acts: list[str]) -> None:
    assert told(sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Under the accord Chile and Bolivia will exchange ambassadors.", ["accredit planned"]),
        ("Ambassadors will be exchanged between Qatar and Egypt within weeks.", ["accredit planned"]),
        ("Armenia and the Holy See exchanged ambassadors.", ["establish-relations"]),
        ("Bhutan has no diplomatic relations with China.", ["establish-relations denied"]),
        ("Israel and Iraq have never had diplomatic relations.", ["establish-relations denied"]),
        ("Turkey has never had an ambassador in Yerevan.", ["accredit denied"]),
        ("Honduras switched its recognition from Taipei to Beijing in 2023.", ["recognise"]),
        ("Panama switched to Beijing in 2017.", ["recognise"]),
        ("Latvia switched to the euro in 2014.", ["adopt"]),
        ("Kenya called its envoy back from Mogadishu.", ["expel"]),
        ("Georgia ordered six members of the Russian embassy to leave.", ["expel"]),
        ("Chad ordered the Libyan embassy to close.", ["sever-relations"]),
        ("Britain told the European Union on Wednesday that it is leaving the bloc.", ["withdraw"]),
    ],
)
def test_relations(sentence: str, acts: list[str]) -> None:
    assert told(sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Mali told the Danish ambassador to leave the country within two days.", ["expel"]),
        ("The Security Council asked Venezuela to leave things as they were.", ["demand"]),
        ("British ambassador Tim Barr handed the letter to Donald Tusk of the European Council.", ["meeting"]),
        ("The text had been negotiated for six weeks between India and Sri Lanka.", ["negotiation"]),
        ("Peru and Chile announced a deal on fishing.", ["agree"]),
        ("Peru resolved its dispute with Chile.", ["agree"]),
        ("Peru and Chile will hold talks next week.", ["negotiation planned"]),
        ("Under the accord Norway will give Chilean farm hands easier access to visas.", ["pledge"]),
        ("In Washington, Democrats in the House of Representatives have demanded stricter rules.", []),
    ],
)
def test_letters_texts_and_departures(sentence: str, acts: list[str]) -> None:
    assert told(sentence) == acts
