from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.store import Generation
from factory import act, actor, generation, report

POMPEO, EBRARD, BUKELE, HILL = (f"official/{n}" for n in ("pompeo", "ebrard", "bukele", "hill"))
USA, MEX, SLV = (f"country/{c}" for c in ("USA", "MEX", "SLV"))


@pytest.fixture(scope="session")
def summer(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """July 2019 in small: two meetings, a summit of three, praise, a threat, an agreement, a denied meeting."""
    folder: Path = tmp_path_factory.mktemp("summer")
    acts = [
        act("m1", "meeting", [POMPEO, EBRARD], day="2019-07-21", reports=2),
        act("m2", "meeting", [POMPEO, BUKELE], day="2019-07-21"),
        act("m3", "meeting", [POMPEO, EBRARD, BUKELE], day="2019-09-01"),
        act("m4", "meeting", [EBRARD, HILL], day="2019-07-30", modality="denied"),
        act("m5", "meeting", [EBRARD, HILL], on_behalf_of=["country/CAN"]),
        act("p1", "praise", [POMPEO], [MEX], day="2019-07-21"),
        act("t1", "threaten", [USA], [MEX], day="2019-05-30"),
        act("s1", "sign", [USA, EBRARD], agreement="agreement/mex-usa-migration", day="2019-06-07"),
        act("x1", "protest", ["group/caravan"], [USA], day="2019-07-01"),
    ]
    reports = [
        report("report/a/1", "act/m1", "source/a", reported_on="2019-07-22"),
        report("report/b/1", "act/m1", "source/b", reported_on="2019-08-22"),
        *(report(f"report/a/{n}", f"act/{n}", "source/a", reported_on="2019-07-22") for n in ("m2", "p1", "t1", "s1")),
        *(report(f"report/b/{n}", f"act/{n}", "source/b", reported_on="2019-09-02") for n in ("m3", "m4", "m5", "x1")),
    ]
    for row in reports:
        row["reported_on"] = date.fromisoformat(str(row["reported_on"]))
    actors = [
        actor(USA, "United States"),
        actor(MEX, "Mexico"),
        actor(SLV, "El Salvador"),
        actor("country/CAN", "Canada"),
        actor(POMPEO, "Mike Pompeo", "USA"),
        actor(EBRARD, "Marcelo Ebrard", "MEX"),
        actor(BUKELE, "Nayib Bukele", "SLV"),
        actor(HILL, None),
        actor("group/caravan", "Caravan", "MEX"),
    ]
    instruments = [
        {
            "instrument": "agreement/mex-usa-migration",
            "kind": "agreement",
            "label": "Joint declaration",
            "parties": ["country/MEX", "country/USA"],
            "signed": "2019-06-07",
        }
    ]
    return generation(folder, acts=acts, reports=reports, actors=actors, instruments=instruments)
