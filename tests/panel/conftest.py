from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from comity.store import Generation
from factory import act, actor, generation, report

USA, MEX, SLV, DEU, XKX = (f"country/{code}" for code in ("USA", "MEX", "SLV", "DEU", "XKX"))


def tenure(official: str, office: str, first: str, last: str) -> dict[str, Any]:
    days = {"earliest": date.fromisoformat(first), "latest": date.fromisoformat(last)}
    return {"tenure": f"tenure/{official}", "official": official, "office": office, **days}


@pytest.fixture(scope="session")
def decades(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """Acts about German unity, Mexico and Kosovo, and sources of different coverage."""
    acts = [
        act("a1", "praise", [USA], [DEU], day="1990-10-02"),
        act("a2", "praise", [USA], [DEU], day="1990-10-03"),
        act("b1", "meeting", ["official/p", MEX], day="2019-07-21"),
        act("b2", "threaten", [USA], [MEX], day="2019-05-30"),
        act("b3", "threaten", [USA], [MEX], day="2019-06-30"),
        act("b4", "criticise", [MEX], [USA], earliest=date(2018, 12, 1), latest=date(2019, 1, 31)),
        act("k1", "praise", [USA], [XKX], day="2007-05-05"),
        act("l1", "meeting", ["official/merkel", "official/p"], day="2019-02-13"),
        act("l2", "call", ["official/merkel", "official/p"], day="2022-02-13"),
        act("s1", "state", [SLV], day="2019-02-02"),
    ]
    reports = [
        *(report(f"report/a/{n}", f"act/{n}", "source/a", kind="praise") for n in ("a1", "a2", "k1")),
        *(report(f"report/us/{n}", f"act/{n}", "source/us", kind="meeting") for n in ("b1", "l1", "l2")),
        *(report(f"report/h/{n}", f"act/{n}", "source/h", kind="threaten") for n in ("b2", "b3", "b4", "s1")),
    ]
    sources = [
        {
            "source": "source/a",
            "citation": "A (1990).",
            "covers_from": date(1990, 1, 1),
            "covers_to": date(1990, 12, 31),
        },
        {
            "source": "source/us",
            "title": "Travels",
            "covers_from": date(2018, 1, 1),
            "covers_to": date(2020, 12, 31),
            "covers_countries": ["USA"],
        },
        {"source": "source/h", "title": "Half a year", "covers_from": date(2019, 1, 1), "covers_to": date(2019, 6, 30)},
    ]
    return generation(
        tmp_path_factory.mktemp("decades"),
        acts=acts,
        reports=reports,
        sources=sources,
        actors=[
            actor("official/p", "Pompeo", "USA"),
            actor("official/merkel", "Merkel", "DEU"),
            actor(USA, "United States"),
        ],
        offices=[
            {"office": "office/secretary", "title": "Secretary of State", "country": "USA", "role": "foreign-minister"},
            {"office": "office/chancellor", "title": "Chancellor", "country": "DEU", "role": "head-of-government"},
        ],
        tenures=[
            tenure("official/p", "office/secretary", "2018-04-26", "2021-01-20"),
            tenure("official/merkel", "office/chancellor", "2005-11-22", "2021-12-08"),
        ],
    )
