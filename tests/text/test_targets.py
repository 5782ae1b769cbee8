"""Those whom a sentence only implies: targets of measures, sets named in the same sentence, both sides of a war."""

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document


def told(text: str, act: str) -> list[tuple[set[str], set[str]]]:
    reports = [r for r in read_document(text, "own", view=packaged_view()).reports if r.act == act]
    return [({m.country or m.name for m in r.agents}, {m.country or m.name for m in r.recipients}) for r in reports]


@pytest.mark.parametrize(
    ("text", "act", "agents", "recipients"),
    [
        (
            "Haiti is in turmoil. Haiti's ports are closed by the embargo which the Security Council imposed in June.",
            "sanction",
            {"Security Council"},
            {"HTI"},
        ),
        ("Paraguay removed its president. Paraguay is alone: Chile withdrew its envoy.", "expel", {"CHL"}, {"PRY"}),
        (
            "India kept troops in Sri Lanka after 1987, when the two governments signed a peace accord.",
            "sign",
            {"IND", "LKA"},
            set(),
        ),
        ("China, with which India fought a war in 1962, denied it.", "attack", {"IND", "CHN"}, set()),
        ("The Houthi fighters fired missiles at Riyadh.", "attack", {"YEM"}, {"SAU"}),
        ("Iraqi troops massed near Kuwait. Iraqi tanks invaded the emirate at dawn.", "attack", {"IRQ"}, {"KWT"}),
        # where the forces went before they struck
        ("Hutu militiamen crossed into Rwanda and attacked a prison.", "attack", {"Hutu militiamen"}, {"RWA"}),
        ("Sudanese troops marched into Chad and burned a village.", "attack", {"SDN"}, {"TCD"}),
        ("Kenyan troops entered Somalia and shelled a camp.", "attack", {"KEN"}, {"SOM"}),
        # who died of it, whose aides and chambers they are
        ("Nine Malians died when Burkinabe soldiers opened fire at a border post.", "attack", {"BFA"}, {"MLI"}),
        ("Three Lebanese were wounded after Israeli jets bombed a road.", "attack", {"ISR"}, {"LBN"}),
        ("An aide to the Chilean president accused Bolivia of bad faith.", "accuse", {"CHL"}, {"BOL"}),
        ("A lawyer for the Peruvian government accused Ecuador of lying.", "accuse", {"PER"}, {"ECU"}),
        ("France's lower house of parliament approved a treaty with Italy.", "ratify", {"FRA"}, set()),
        # bodies that a state has banned, parties to a war
        ("Nigerian police jailed 30 members of the banned Islamic Movement.", "detain", {"NGA"}, {"NGA"}),
        ("Portugal backed the Popular Movement for the Liberation of Angola.", "endorse", {"PRT"}, {"AGO"}),
        ("The al-Qaeda terror network threatened to attack Spain.", "threaten", {"al-Qaeda"}, {"ESP"}),
        ("Norway urged the parties to the conflict in Yemen to stop fighting.", "demand", {"NOR"}, {"YEM"}),
        ("Switzerland asked the parties to the war in Sudan to stop.", "demand", {"CHE"}, {"SDN"}),
    ],
)
def test_who_is_meant_is_found(text: str, act: str, agents: set[str], recipients: set[str]) -> None:
    assert told(text, act) == [(agents, recipients)]
