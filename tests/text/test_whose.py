"""Whose side somebody is on: governments and their rebels, whom a promise is for, to whom something is said, and who is
meant by one word among several parties."""

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document


def told(text: str, act: str) -> list[tuple[list[str], list[str]]]:
    """Both sides of each report of an act: surname and state of officials, else the name and state."""
    found = []
    for report in read_document(text, "own", view=packaged_view()).reports:
        if report.act == act:
            sides = (
                [m.country if m.kind == "country" else f"{m.name.split()[-1]}/{m.country}" for m in side]
                for side in (report.agents, report.recipients)
            )
            agents, recipients = sides
            found.append((agents, recipients))
    return found


_TRUCE = (
    "ACCRA, May 3, 2019 - Liberia's government and coastal rebels signed a truce in the Ghanaian capital on Monday. "
)
_MORO = "DOHA, May 3, 2019 - The Philippine government and Moro rebels signed a truce in Qatar on Monday. "
_WATER = "BERN, May 3, 2019 - Ethiopia and Sudan signed a water accord on Monday. "
_PORT = "LIMA, May 3, 2019 - Peru's foreign minister, Ana Rojas, is to meet Chilean President Gabriel Boric on Friday. "


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        (_TRUCE, "sign", ["LBR", "rebels/LBR"], []),
        (_TRUCE + "The two sides had bargained in Ghana for three months.", "negotiation", ["LBR", "rebels/LBR"], []),
        (_TRUCE + "Nigeria had mediated between the parties.", "mediation", ["NGA"], ["LBR", "rebels/LBR"]),
        (_TRUCE + "The rebels accused the government of shelling a village.", "accuse", ["rebels/LBR"], ["LBR"]),
        (_MORO + "Malaysia called on all parties to keep it.", "demand", ["MYS"], ["PHL", "rebels/PHL"]),
        (_MORO + "The pact was negotiated at Al Wakrah.", "negotiation", ["PHL", "rebels/PHL"], []),
    ],
)
def test_a_text_from_elsewhere_is_about_a_government_and_its_rebels(
    text: str, act: str, agents: list[str], recipients: list[str]
) -> None:
    assert (agents, recipients) in told(text, act)


@pytest.mark.parametrize(
    ("sentence", "agents", "recipients"),
    [
        ("Under the pact, Ethiopia will stop diverting its neighbour's rivers.", ["ETH"], ["SDN"]),
        ("It obliges Sudan to respect Ethiopia's rights.", ["SDN"], ["ETH"]),
        ("The treaty commits Sudan to hand over the archives to Ethiopia.", ["SDN"], ["ETH"]),
        ("Sudan will let Ethiopian lorries use its port.", ["SDN"], ["ETH"]),
        ("Ethiopia promised that the Sudanese could fish in the lake.", ["ETH"], ["SDN"]),
    ],
)
def test_a_promise_is_made_to_whoever_gains_by_it(sentence: str, agents: list[str], recipients: list[str]) -> None:
    assert told(_WATER + sentence, "pledge") == [(agents, recipients)]


def test_those_who_bind_their_states_gain_nothing_by_it() -> None:
    text = "BERN, May 3, 2019 - Presidents Jan Duda of Poland and Petr Fiala of Czechia signed a treaty on Friday, "
    assert told(text + "binding Poland and Czechia to cut their stocks.", "pledge") == [(["POL", "CZE"], [])]


@pytest.mark.parametrize(
    ("sentence", "act", "agents", "recipients"),
    [
        (
            "In a letter to Mr Boric in April, she promised that nobody would pay more.",
            "pledge",
            ["Rojas/PER"],
            ["Boric/CHL"],
        ),
        ("In talks with Mr Boric in April she protested against the arrests.", "protest", ["Rojas/PER"], ["Boric/CHL"]),
        ("In a message to both governments Brazil praised their courage.", "praise", ["BRA"], ["PER", "CHL"]),
    ],
)
def test_what_is_said_in_a_letter_or_talks_is_said_to_the_other(
    sentence: str, act: str, agents: list[str], recipients: list[str]
) -> None:
    assert told(_PORT + sentence, act) == [(agents, recipients)]


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        ("The accord was signed by Peru's envoy and by Chile.", "sign", ["envoy/PER", "CHL"], []),
        ("It was ratified by Norway's parliament and by Sweden's parliament.", "ratify", ["parliament/SWE"], []),
        ("Kenya and Chad were among the states which condemned Mali.", "criticise", ["KEN", "TCD"], ["MLI"]),
        ("Chad is one of the states that condemned Mali.", "criticise", ["TCD"], ["MLI"]),
        ("The Palestinians, who left the talks in May, condemned Oman.", "criticise", ["PSE"], ["OMN"]),
        ("Norway threatened to take Chad to the International Court of Justice.", "threaten", ["NOR"], ["TCD"]),
        (
            "Oman and Chad accused each other on Monday of having caused a brawl in which men died.",
            "accuse",
            ["OMN"],
            ["TCD"],
        ),
        (
            "Soldiers seized power in Burkina Faso on Monday. Jean Barrot, the French minister, denounced the junta.",
            "criticise",
            ["Barrot/FRA"],
            ["junta/BFA"],
        ),
    ],
)
def test_who_acts_and_who_is_hit(text: str, act: str, agents: list[str], recipients: list[str]) -> None:
    assert (agents, recipients) in told("PARIS, May 3, 2019 - " + text, act)


@pytest.mark.parametrize(
    ("sentence", "act", "agents", "recipients"),
    [
        (
            "Norway, whose foreign minister, Anna Berg, hosted the ceremony, had mediated between the two neighbours.",
            "mediation",
            ["NOR"],
            ["ETH", "SDN"],
        ),
        (
            "The text was handed to Ole Lund, the Norwegian who mediated between the neighbours.",
            "mediation",
            ["Lund/NOR"],
            ["ETH", "SDN"],
        ),
        (
            "Oman's Badr Busaidi, visiting Lima, called on both countries to keep it.",
            "demand",
            ["Busaidi/OMN"],
            ["ETH", "SDN"],
        ),
        ("Kenyan President William Ruto, touring Egypt, condemned Peru.", "criticise", ["Ruto/KEN"], ["PER"]),
    ],
)
def test_asides_leave_the_subject_its_verb(sentence: str, act: str, agents: list[str], recipients: list[str]) -> None:
    assert told(_WATER + sentence, act) == [(agents, recipients)]


def test_both_sides_are_two_where_both_are_of_one_state() -> None:
    text = "OSLO, May 3, 2019 - Chad's government and the United Chadian Opposition signed a truce on Friday. "
    assert told(text + "Kenya congratulated both sides.", "praise") == [(["KEN"], ["TCD", "Opposition/TCD"])]


_PACT = "HONIARA, May 3, 2019 - Prime Minister Rick Hou signed a pact with China on Friday. "
_VISIT = "PYONGYANG, May 3, 2019 - Japanese Prime Minister Junichiro Koizumi met Kim Jong Il on Friday. "


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        (_PACT + "The opposition's Matthew Wale called on him to publish it.", "demand", ["Wale/SLB"], ["Hou/SLB"]),
        (
            _PACT + "The opposition's Matthew Wale called on him to go. Australia's Zed Long urged him to stay.",
            "demand",
            ["Long/AUS"],
            ["Hou/SLB"],
        ),
        (_VISIT + "Japan shipped rice there in 2000.", "aid", ["JPN"], ["PRK"]),
        (_VISIT + "At home, students denounced Mr Koizumi.", "criticise", ["students/JPN"], ["Koizumi/JPN"]),
        (
            "BERN, May 3, 2019 - Ten thousand people marched through Yerevan to protest against Turkey.",
            "protest",
            ["people/ARM"],
            ["TUR"],
        ),
    ],
)
def test_who_is_meant_by_small_words(text: str, act: str, agents: list[str], recipients: list[str]) -> None:
    assert (agents, recipients) in told(text, act)


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        (
            "DUSHANBE, May 3, 2019 - The government of Tajikistan and the United Tajik Opposition signed a truce on "
            "Friday. President Emomali Azimov and opposition leader Sayed Nuri put their signatures to the document. ",
            ["TJK", "Opposition/TJK"],
        ),
        (
            "DOHA, May 3, 2019 - The United States and the Taliban signed a truce on Friday. U.S. envoy John Hale and "
            "the Taliban's deputy leader, Abdul Karim, put their signatures to the paper. ",
            ["USA", "Taliban/AFG"],
        ),
    ],
)
def test_both_sides_are_those_of_the_opening_though_others_signed(text: str, recipients: list[str]) -> None:
    assert told(text + "Oman congratulated both sides.", "praise") == [(["OMN"], recipients)]


@pytest.mark.parametrize(
    ("sentence", "act", "agents", "recipients"),
    [
        ("Spain criticised the government's plan.", "criticise", ["ESP"], ["GBR"]),
        ("Rebels shelled the army near Leeds.", "attack", ["Rebels/GBR"], ["army/GBR"]),
    ],
)
def test_the_government_and_its_army_are_of_those_they_are_told_of(
    sentence: str, act: str, agents: list[str], recipients: list[str]
) -> None:
    assert (agents, recipients) in told("LONDON, May 3, 2019 - Britain has left. " + sentence, act)
