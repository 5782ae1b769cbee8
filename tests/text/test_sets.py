"""Several who act together: names under one title, lists with a host, and the sets that plurals stand for."""

import pytest

from comity.identity.view import packaged_view
from comity.model import Report
from comity.text import read_document


def told(body: str, act: str) -> Report:
    reports = read_document(body, "own", view=packaged_view()).reports
    return next(r for r in reports if r.act == act)


def sides(report: Report) -> list[list[str]]:
    """Who acts and towards whom: surname and state of officials, the code of states."""
    return [
        [f"{m.name.split()[-1]}/{m.country}" if m.kind == "official" else m.country for m in side]
        for side in (report.agents, report.recipients)
    ]


_TALKS = "BERN, May 3, 2019 - Norway and Chad are to exchange envoys.\n\n"
_WAR = "BERN, May 3, 2019 - Peru and Ecuador are to pull back their guns.\n\n"


@pytest.mark.parametrize(
    ("text", "act", "agents"),
    [
        (
            _TALKS + "The heads of the two border agencies, Knut Holm and Idris Sabre, signed a protocol on Friday.",
            "sign",
            ["Holm/NOR", "Sabre/TCD"],
        ),
        (
            _TALKS + "Knut Holm and Idris Sabre, who led the two delegations, signed a statement on Friday.",
            "sign",
            ["Holm/NOR", "Sabre/TCD"],
        ),
        (
            _TALKS + "Foreign Ministers Knut Holm and Idris Sabre signed an accord. Switzerland had mediated.",
            "sign",
            ["Holm/NOR", "Sabre/TCD"],
        ),
        (
            "BERN, May 3, 2019 - Anna Berg of Norway, Sweden's Nils Lund, Mette Hansen of Denmark, Finland's Arto "
            "Sipila and their host, Karl Vogt of Switzerland, signed the Convention on Lakes in this town on Friday.",
            "sign",
            ["Berg/NOR", "Lund/SWE", "Hansen/DNK", "Sipila/FIN", "Vogt/CHE"],
        ),
        (
            "BERN, May 3, 2019 - Norway's prime minister, Anna Berg, and Idris Sabre, a Chadian minister, signed the "
            "papers on Friday.",
            "sign",
            ["Berg/NOR", "Sabre/TCD"],
        ),
        (
            "BERN, May 3, 2019 - Norway's Anna Berg, who had flown in, and Chad's Idris Sabre signed two papers.",
            "sign",
            ["Berg/NOR", "Sabre/TCD"],
        ),
        (
            "BERN, May 3, 2019 - Anna Berg of Norway and Idris Sabre of Chad shook hands in a Swiss hotel on Friday.",
            "meeting",
            ["Berg/NOR", "Sabre/TCD"],
        ),
    ],
)
def test_all_who_act_together_are_named_each_with_a_state(text: str, act: str, agents: list[str]) -> None:
    assert sides(told(text, act)) == [agents, []]


@pytest.mark.parametrize(
    ("text", "act", "parties"),
    [
        (
            _WAR + "Chile offered to mediate between its northern neighbours.",
            "mediation",
            [["CHL"], ["PER", "ECU"]],
        ),
        (
            _WAR + "The ministers of Turkey and Ecuador met in Rome. Brazil urged the two sides to show restraint.",
            "demand",
            [["BRA"], ["PER", "ECU"]],
        ),
        (
            _WAR + "The ministers of Turkey and Ecuador met in Rome.\n\nThe two armies had clashed in 2015.",
            "attack",
            [["PER", "ECU"], []],
        ),
    ],
)
def test_sides_and_neighbours_are_the_two_that_the_text_opens_with(
    text: str, act: str, parties: list[list[str]]
) -> None:
    assert sides(told(text, act)) == parties


@pytest.mark.parametrize(
    ("text", "act", "parties"),
    [
        (
            "BERN, May 3, 2019 - Colombia's Juan Perez flew home. On Friday the U.S. Treasury froze the assets of two "
            "of his intelligence chiefs, Hugo Rojas and Henry Lara.",
            "sanction",
            [["USA"], ["Rojas/COL", "Lara/COL"]],
        ),
        (
            "LIMA, May 3, 2019 - Peru quarrels: on Friday it threw out the ambassador of the United States.\n\n"
            "President Juan Diaz declared Peter Smith persona non grata, alleging that he had met rebels.",
            "expel",
            [["Diaz/PER"], ["Smith/USA"]],
        ),
        (
            _TALKS + "Foreign Ministers Knut Holm and Idris Sabre signed an accord. Norway's prime minister, Jens "
            "Moe, spoke in Oslo. Javier Solana of the European Union praised the two ministers for their courage.",
            "praise",
            [["Solana/"], ["Holm/NOR", "Sabre/TCD"]],
        ),
        (
            "COLOMBO, May 3, 2019 - Knut Holm flew home from Sri Lanka on Thursday. Norway had promised roads. "
            "Holm praised President Dilan Perera.",
            "praise",
            [["Holm/NOR"], ["Perera/LKA"]],
        ),
        (
            "BERN, May 3, 2019 - Norway and Chad quarrelled. Both sides promised to inform each other of any flights.",
            "pledge",
            [["NOR", "TCD"], []],
        ),
    ],
)
def test_a_chief_or_envoy_is_of_the_state_that_he_serves(text: str, act: str, parties: list[list[str]]) -> None:
    assert sides(told(text, act)) == parties
