"""Who is meant where no name stands: states by what they are, halves of a country, peoples, persons by their
part in the story."""

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document


def told(text: str, act: str) -> tuple[list[str], list[str]]:
    """Both sides of the last report of an act: surname and state of officials, the code of states."""
    report = [r for r in read_document(text, "own", view=packaged_view()).reports if r.act == act][-1]
    agents, recipients = (
        [f"{m.name.split()[-1]}/{m.country}" if m.kind == "official" else m.country or m.name for m in side]
        for side in (report.agents, report.recipients)
    )
    return agents, recipients


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        (
            "SUVA, May 3, 2019 - Tonga has borrowed from China. Australian Foreign Minister Ruth Hale warned the "
            "kingdom against new debts.",
            "threaten",
            ["Hale/AUS"],
            ["TON"],
        ),
        (
            "DOHA, May 3, 2019 - The Maldives signed a fishing accord with China on Friday. The archipelago broke off "
            "relations with Qatar in 2017.",
            "sever-relations",
            ["MDV"],
            ["QAT"],
        ),
        (
            "WARSAW, May 3, 2019 - Latvia has expelled two Russian diplomats. Poland welcomed the move. Taiwan's "
            "foreign minister, Joseph Ling, thanked the Baltic nation for its courage.",
            "praise",
            ["Ling/TWN"],
            ["LVA"],
        ),
        (
            "CAIRO, May 3, 2019 - Bahrain and the Emirates have recognised Somaliland. Egypt kept silent, but Iran "
            "accused both Gulf states of treachery.",
            "accuse",
            ["IRN"],
            ["BHR", "ARE"],
        ),
        (
            "MOSCOW, May 3, 2019 - Armenia has signed a trade pact with China. Turkey took no part. Russia accused the "
            "former Soviet republic of bad faith.",
            "accuse",
            ["RUS"],
            ["ARM"],
        ),
        (
            "OSLO, May 3, 2019 - Iceland recalled its ambassador from London on Friday. Norway was informed. Britain "
            "warned the island nation of a boycott.",
            "threaten",
            ["GBR"],
            ["ISL"],
        ),
        (
            "AMMAN, May 3, 2019 - Jordan has signed a water accord with Israel. German Chancellor Angela Merkel flew "
            "to the kingdom on Friday.",
            "visit",
            ["Merkel/DEU"],
            ["JOR"],
        ),
        (
            "DARWIN, May 3, 2000 - East Timor voted for independence. Australia sent troops to the territory in 1999.",
            "deploy",
            ["AUS"],
            ["TLS"],
        ),
        (
            "MANILA, May 3, 2012 - The Marshall Islands sued China. Japan sent two ships to the islands on Friday.",
            "deploy",
            ["JPN"],
            ["MHL"],
        ),
    ],
)
def test_a_state_is_meant_by_what_it_is(text: str, act: str, agents: list[str], recipients: list[str]) -> None:
    assert told(text, act) == (agents, recipients)


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        ("South Korea has blamed the regime in the North for the sinking.", "accuse", ["KOR"], ["PRK"]),
        ("Japan and North Korea met. Japan will grant the North economic aid.", "aid", ["JPN"], ["PRK"]),
        ("South Yemen and North Yemen quarrelled. The South accused the North of murder.", "accuse", ["YMD"], ["YAR"]),
        (
            "Sudan and South Sudan signed an accord. The South accused the North of bombing it.",
            "accuse",
            ["SSD"],
            ["SDN"],
        ),
    ],
)
def test_halves_of_a_country_are_states(text: str, act: str, agents: list[str], recipients: list[str]) -> None:
    assert told(text, act) == (agents, recipients)


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        ("The Danish army has accused the Czechs of trying to please Norway.", "accuse", ["DNK"], ["CZE"]),
        (
            "JAKARTA, May 3, 2019 - Malaysia sank two boats. President Joko Widodo urged the Malaysians to be patient.",
            "demand",
            ["Widodo/IDN"],
            ["MYS"],
        ),
        ("Colombia suspended visas for Venezuelans on Friday.", "sanction", ["COL"], ["VEN"]),
        ("The Greeks signed a treaty with Albania on Friday.", "sign", ["GRC", "ALB"], []),
        ("Admiral Bernt Vik of Norway accused Russian pilots of reckless flying.", "accuse", ["Vik/NOR"], ["RUS"]),
    ],
)
def test_a_people_stands_for_its_state(text: str, act: str, agents: list[str], recipients: list[str]) -> None:
    assert told(text, act) == (agents, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of Venezuelans demonstrated in front of the Colombian embassy.",
        "Venezuelans demonstrated in Caracas on Friday.",
        "Dozens of Timorese demonstrated in Dili on Friday.",
    ],
)
def test_those_who_demonstrate_are_a_crowd(text: str) -> None:
    report = next(r for r in read_document(text, "own", view=packaged_view()).reports if r.act == "protest")
    assert [m.kind for m in report.agents] == ["group"]
