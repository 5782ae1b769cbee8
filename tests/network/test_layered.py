from __future__ import annotations

from datetime import date

import pytest

from comity import network
from comity.errors import UsageError
from comity.store import Generation

USA, MEX = "country/USA", "country/MEX"


def test_each_family_or_kind_is_a_network_of_its_own(summer: Generation) -> None:
    families = network.layered(summer, "countries")
    assert sorted(families) == ["agree", "consult", "statement"]
    assert families["statement"].edges[USA, MEX]["evidence"] == ["act/p1", "act/t1"]
    kinds = network.layered(summer, "countries", "kind", end=date(2019, 6, 30))
    assert {name: graph.number_of_edges() for name, graph in kinds.items()} == {"sign": 2, "threaten": 1}
    with pytest.raises(UsageError, match="by family or kind"):
        network.layered(summer, "countries", "colour")


def test_a_timeline_counts_acts_once_where_they_begin(summer: Generation) -> None:
    found = network.counts(summer, "countries")
    assert found == {
        date(2019, 5, 1): {"statement": 1},
        date(2019, 6, 1): {"agree": 1},
        date(2019, 7, 1): {"consult": 2, "statement": 1},
        date(2019, 9, 1): {"consult": 1},
    }
    assert network.counts(summer, "officials", "year", without_sources=["source/b"]) == {
        date(2019, 1, 1): {"meeting": 2}
    }
    with pytest.raises(UsageError, match="a timeline is by year"):
        network.counts(summer, "officials", "decade")
