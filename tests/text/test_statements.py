"""Statements: what the reporting verb makes of them, what plain content does, and what is no act of its own."""

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
        ("Speaking in Oslo on Monday, Kenyan Foreign Minister Paul Kano criticised the plan.", ["criticise"]),
        ("President Luis Mora of Peru, speaking at a rally, threatened to leave the pact.", ["threaten"]),
        (
            "Maria Lund, Norway's foreign minister, condemned the raid, saying that nobody should be "
            '"hunted like game".',
            ["criticise"],
        ),
        (
            'President Ivo Petrov of Bulgaria thanked Greece and said that winter was "only a season".',
            ["praise", "state"],
        ),
        ("Hundreds rallied in front of the Chinese embassy in Manila to oppose the dam.", ["protest"]),
        ("Senators in Ottawa tabled a motion condemning Hungary's laws.", ["propose"]),
        ("Peru and Chile signed a statement pledging an end to the conflict.", ["sign"]),
        ("The foreign ministry of Kenya issued a statement condemning Somalia's raid.", ["criticise"]),
    ],
)
def test_what_is_told_once(sentence: str, acts: list[str]) -> None:
    assert told(sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Kremlin spokesman Oleg Petrov said Russia would respond to the deployment.", ["threaten"]),
        ('Foreign Minister Ana Silva told Chile that Peru would "react accordingly" to new bases.', ["threaten"]),
        ("Foreign Minister Ana Silva said that Peru would respond to the offer by Friday.", ["pledge"]),
        ("Foreign Minister Petros Dimas said Greece would veto the European Union's aid to Turkey.", ["threaten"]),
        (
            '"Those who fire on our boats will pay for it," Prime Minister Tomas Rey of Chile warned.',
            ["threaten"],
        ),
        ("President Hana Petr of Czechia insisted that her country would not give up its claim.", ["reject"]),
        ("President Hana Petr of Czechia insisted that her country would not give up its allies.", ["pledge"]),
        ("Taiwan's president, Lin Mei, said her government would not engage in an auction with Beijing.", ["reject"]),
        ("Foreign Minister Ahmed Toure said that Mali would not discuss the border with Niger.", ["reject"]),
        ("Prime Minister Levon Aram said that Armenia had not taken part in drafting the truce.", ["deny"]),
        (
            "Foreign Minister Igor Popov made it clear that Russia would impose no sanctions on India.",
            ["sanction denied"],
        ),
        ("Foreign Minister Ana Soto of Panama hoped that trade with China would grow.", ["state"]),
        ("Foreign Minister Ana Soto of Panama hoped that China would release the ship.", ["demand"]),
    ],
)
def test_what_plain_content_is(sentence: str, acts: list[str]) -> None:
    assert told(sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Ethiopia rejected the report of a commission sent by the African Union.", ["reject"]),
        ("Ethiopia rejected reports that its soldiers had crossed the border.", ["deny"]),
        ('Opposition leader Ben Cohen of Israel scorned the accord as a "shameful surrender".', ["criticise"]),
        ("Opposition leader Ben Cohen of Israel scorned the offer.", ["reject"]),
        ("Former minister Paul Black of Britain called it an unacceptable gamble.", ["criticise"]),
        ('The government of Mali blamed "hostile" remarks by the Danish foreign minister, Lars Holm.', ["criticise"]),
        ("The government of Mali blamed Denmark for the blast.", ["accuse"]),
        ("Pakistan's foreign minister, Abdul Khan, blamed a dispute over wording.", ["state"]),
        ("President Nicolas Vera of Chile ordered the state oil company to drill in the strait.", ["adopt"]),
        ("President Paul Zuma of Kenya ordered the Somali rebels to halt.", ["demand"]),
        ("Prime Minister Olga Ruiz of Peru cheered the negotiators and urged them on.", ["praise"]),
        ("Turkey's Murat Kaya threatened last month to suspend relations with the Emirates.", ["threaten"]),
        ("Peru was the last to suspend relations with the Emirates.", ["sever-relations"]),
    ],
)
def test_which_act_a_word_reports(sentence: str, acts: list[str]) -> None:
    assert told(sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("More than 5,000 people have died in Ukraine, according to the U.N.", ["report"]),
        ("According to Chile's Ministry of Health, 137,000 people fell ill.", ["report"]),
        ("Some 400 boats have been stopped since May, the Italian coast guard said.", ["report"]),
    ],
)
def test_whose_figures(sentence: str, acts: list[str]) -> None:
    assert told(sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        (
            "President Omar Keita of Libya flew home. Mr Keita would, he warned, send tanks if Chad tried that again.",
            ["threaten"],
        ),
        (
            "Kano's agents were tried. Kenyan leader Paul Kano admitted that agents had kidnapped a Somali judge, and "
            "apologised for it to Prime Minister Ali Nur.",
            ["detain", "state"],
        ),
        (
            "Turkish President Murat Kaya said that a full withdrawal was out of the question and accused Greece of "
            "bad faith.",
            ["accuse", "reject"],
        ),
        (
            'Foreign Minister Ana Silva told Chile at a long meeting that Peru would "react accordingly" to new bases.',
            ["threaten"],
        ),
        ('"We will not allow our soil to be signed away," Somali President Ali Nur told lawmakers.', ["reject"]),
        ("President Luis Mora of Peru announced the shutdown by land, sea and air.", []),
        ('President Luis Mora of Peru announced "the normalisation of all our lives".', ["state"]),
        ("President Luis Mora of Peru announced that trade had grown.", ["state"]),
        ("South African President Paul Mkhize persuaded Libyan leader Omar Gadi to yield.", ["demand"]),
        ("In March Kenya's interior minister, Fred Otieno, gave Somalia a fortnight to decide.", ["demand"]),
        (
            "Emily Horn, a spokeswoman of the White House, promised that Washington would work to resolve the dispute.",
            ["pledge"],
        ),
    ],
)
def test_whose_words_they_are(sentence: str, acts: list[str]) -> None:
    assert told(sentence) == acts
