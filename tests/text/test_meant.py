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


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        (
            "DELHI, May 3, 1999 - Prime Ministers Ravi Rao of India and Imran Malik of Pakistan met on Friday. Foreign "
            "Secretaries Dev Nath and Aziz Shah signed a paper. Bill Clinton of the United States praised the two "
            "premiers.",
            "praise",
            ["Clinton/USA"],
            ["Rao/IND", "Malik/PAK"],
        ),
        (
            "TOKYO, May 3, 2002 - Prime Minister Jiro Ota told U.S. President George W. Bush of his plans when they "
            "met in New York on Thursday.",
            "meeting",
            ["Ota/JPN", "Bush/USA"],
            [],
        ),
        (
            "BAKU, May 3, 2002 - Armenian Prime Minister Aram Petrosian joined Ilham Aliyev, president of Azerbaijan, "
            "and Russia's Vladimir Putin in signing a statement on Monday.",
            "sign",
            ["Petrosian/ARM", "Aliyev/AZE", "Putin/RUS"],
            [],
        ),
        (
            "PARIS, May 3, 2002 - Presidents Ann Berg of Norway, Idris Sabre of Chad and Luis Pena of Peru met on "
            "Friday. A Swiss minister called. Berg invited both men to Oslo.",
            "visit",
            ["Sabre/TCD", "Pena/PER"],
            ["NOR"],
        ),
        (
            "PARIS, May 3, 2002 - Presidents Ann Berg of Norway and Idris Sabre of Chad met. A NATO force of some "
            "6,000, a third of them Americans, is to move into Chad.",
            "deploy",
            ["NATO"],
            ["TCD"],
        ),
        (
            "ABUJA, May 3, 2010 - Olu Ade of Nigeria brokered the deal together with Kenya's former head of state, Ken "
            "Kamau.",
            "mediation",
            ["Ade/NGA", "Kamau/KEN"],
            [],
        ),
        (
            "MANILA, May 3, 2000 - The two envoys, Ana Paz of Peru and Bo Lund of Norway, met in Manila. The Peruvian "
            "thanked Chad.",
            "praise",
            ["Paz/PER"],
            ["TCD"],
        ),
        (
            "AMMAN, May 3, 2023 - On Monday Faisal Mekdad, the Syrian trade minister, met his colleagues from Chad and "
            "Peru in Amman. Jordan was glad.",
            "meeting",
            ["Mekdad/SYR", "TCD", "PER"],
            [],
        ),
        (
            "MANILA, May 3, 2010 - Philippine President Jose Reyes and Defence Secretary Ana Cruz met the press. "
            "Robert Gates of the United States thanked the Philippine leader.",
            "praise",
            ["Gates/USA"],
            ["Reyes/PHL"],
        ),
    ],
)
def test_persons_are_meant_by_their_part_in_the_story(
    text: str, act: str, agents: list[str], recipients: list[str]
) -> None:
    assert told(text, act) == (agents, recipients)


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        (
            "Siti Aminah, an Indonesian, and Tran Thi Lan of Vietnam were arrested by Malaysian police.",
            "detain",
            ["MYS"],
            ["Aminah/IDN", "Lan/VNM"],
        ),
        ("Sofia Lind, a Dane, criticised Finland on Friday.", "criticise", ["Lind/DNK"], ["FIN"]),
        (
            "NAIROBI, May 3, 2021 - Ali Farah of Somalia thanked the Gulf state's emir, Tamim Hamad. Qatar was silent.",
            "praise",
            ["Farah/SOM"],
            ["Hamad/QAT"],
        ),
        (
            "ANKARA, May 3, 2021 - Turkey and Israel signed an accord. Some relatives of the dead condemned it.",
            "criticise",
            ["TUR"],
            [],
        ),
        (
            "MINSK, May 3, 2021 - Poland has closed its sky. The airline's boss, Karl Lang, accused Minsk of piracy.",
            "accuse",
            ["Lang/POL"],
            ["BLR"],
        ),
        (
            "The Dominican Republic closed its border. A Haitian delegation arrived in the Dominican capital.",
            "visit",
            ["HTI"],
            ["DOM"],
        ),
        (
            "Two French pilots, whose Mirage the Serbs had shot down in April, came home.",
            "attack",
            ["SRB"],
            ["FRA"],
        ),
    ],
)
def test_the_state_of_those_of_whom_the_text_says_it_aside(
    text: str, act: str, agents: list[str], recipients: list[str]
) -> None:
    assert told(text, act) == (agents, recipients)


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Peru and Ecuador signed an accord. Peru will grant Ecuador a plot of land.", ["ECU"]),
        (
            "Australia and East Timor signed a treaty. Canberra will leave its poorer neighbour at least 70 percent of "
            "the revenue.",
            ["TLS"],
        ),
        ("Norway and Chad signed a treaty. Norway will repair its ports.", []),
    ],
)
def test_whom_a_plain_will_is_for(text: str, recipients: list[str]) -> None:
    assert told(text, "pledge")[1] == recipients


def test_a_meeting_written_large_is_nobody() -> None:
    text = "The ASEAN Leaders' Meeting was chaired by Sultan Hassanal Bolkiah of Brunei. The Meeting praised Norway."
    reports = read_document(text, "own", view=packaged_view()).reports
    assert all(m.name != "Meeting" for r in reports for m in (*r.agents, *r.recipients))


def test_the_words_beside_a_name_hold_against_a_guess() -> None:
    text = (
        "MINSK, May 3, 2021 - Once it was down, Belarusian agents arrested the exiled journalist Ivan Petrovich "
        "and his Russian girlfriend, Sofia Markova."
    )
    assert told(text, "detain")[1][-1] == "Markova/RUS"


@pytest.mark.parametrize(
    ("text", "act", "recipients"),
    [
        ("London is to repeal the Government of Ireland Act of 1920.", "repeal", []),
        ("Chad is to scrap its Forces Agreement with France.", "withdraw", []),
        (
            "BEIJING, May 3, 2021 - Lithuania is Taiwan's friend. China's spokesman, Zhao Lin, threatened that the "
            "Baltic state would have to face the consequences.",
            "threaten",
            ["LTU"],
        ),
        (
            "Norway's prime minister, Ann Berg, threatened that it would close the border with Chad.",
            "threaten",
            ["TCD"],
        ),
    ],
)
def test_a_paper_is_nobody_and_those_who_are_to_suffer_are_threatened(
    text: str, act: str, recipients: list[str]
) -> None:
    assert told(text, act)[1] == recipients


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        (
            "MALE, May 3, 2010 - Chad and Mali signed a pact. India has also kept troops in Sri Lanka since 1987, "
            "when the two governments signed a peace accord.",
            "sign",
            ["IND", "LKA"],
            [],
        ),
        (
            "JAKARTA, May 3, 2021 - Foreign Minister Retno Marsudi held talks with her Vietnamese and Malaysian "
            "counterparts on Friday.",
            "meeting",
            ["Marsudi/IDN", "VNM", "MYS"],
            [],
        ),
        (
            "A draft would allow Beijing to send police and soldiers if Honiara asked for them.",
            "deploy",
            ["CHN"],
            ["SLB"],
        ),
        ("Chad has sent troops to its border since it signed a pact with France.", "deploy", ["TCD"], []),
        ("Venezuela is at odds with Guyana, and Brazil put its army on alert.", "deploy", ["BRA"], []),
    ],
)
def test_what_the_sentence_itself_names_is_meant(text: str, act: str, agents: list[str], recipients: list[str]) -> None:
    assert told(text, act) == (agents, recipients)


def test_a_region_that_acts_by_itself_is_of_the_state_it_lies_in() -> None:
    text = "Ethiopia's Abel Tesfaye and Somaliland's leader, Musa Abdi, signed a text. Ethiopia recognised Somaliland."
    assert told(text, "sign")[0] == ["Tesfaye/ETH", "Abdi/SOM"]
    assert told(text, "recognise") == (["ETH"], ["SOM"])


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        (
            "ADEN, May 4, 2010 - Pirates hijacked a Greek tanker off Yemen last week. The raiders have asked Athens "
            "for a ransom.",
            "demand",
            ["Pirates"],
            ["GRC"],
        ),
        (
            "BOGOTA, May 4, 2006 - Leftist rebels kidnapped three Swiss tourists on Sunday. Their captors released one "
            "of them on Wednesday.",
            "retreat",
            ["COL"],
            [],
        ),
        (
            "KABUL, May 4, 2010 - The Taliban attacked a Danish convoy in Helmand. They threatened Denmark with more.",
            "threaten",
            ["AFG"],
            ["DNK"],
        ),
        (
            "LAHORE, May 4, 2001 - Gunmen seized six Chinese engineers on Monday. They freed two of them. Pakistan "
            "refused to negotiate with the gunmen.",
            "negotiation",
            ["PAK", "PAK"],
            [],
        ),
        (
            "MANILA, May 4, 2001 - Gunmen from Malaysia landed on the island. The army fought with local militants. "
            "The intruders demanded that Manila withdraw.",
            "demand",
            ["MYS"],
            ["PHL"],
        ),
    ],
)
def test_gunmen_are_those_told_before_by_whatever_name(
    text: str, act: str, agents: list[str], recipients: list[str]
) -> None:
    assert told(text, act) == (agents, recipients)
