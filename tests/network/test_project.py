from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from comity import network
from comity.errors import InputError, NotFoundError, UsageError
from comity.store import Generation

POMPEO, EBRARD, BUKELE, HILL = (f"official/{n}" for n in ("pompeo", "ebrard", "bukele", "hill"))
USA, MEX, SLV, CAN = (f"country/{c}" for c in ("USA", "MEX", "SLV", "CAN"))


def test_officials_are_tied_by_asserted_meetings_only(summer: Generation) -> None:
    graph = network.project(summer, "officials")
    assert not graph.is_directed()
    assert list(graph.edges()) == [(BUKELE, EBRARD), (BUKELE, POMPEO), (EBRARD, HILL), (EBRARD, POMPEO)]
    tie = graph.edges[EBRARD, POMPEO]
    assert tie["evidence"] == ["act/m1", "act/m3"]
    assert (tie["weight"], tie["reports"], tie["first"], tie["last"]) == (2, 3, date(2019, 7, 21), date(2019, 9, 1))
    assert graph.nodes[POMPEO] == {"label": "Mike Pompeo", "kind": "official", "country": "USA"}
    assert graph.nodes[HILL]["label"] == "hill"


def test_countries_take_the_acts_of_their_officials_with_sign_and_direction(summer: Generation) -> None:
    graph = network.project(summer, "countries")
    assert graph.is_directed()
    tie = graph.edges[USA, MEX]
    assert (tie["acts"], tie["positive"], tie["negative"], tie["sign"]) == (5, 4, 1, 0.6)
    assert graph.edges[MEX, USA]["acts"] == 3
    assert not any("group" in node for node in graph), "a protesting group is not its state"
    assert graph.has_edge(CAN, MEX), "an official without country acts for the one that the act names"
    assert all(left != right for left, right in graph.edges())


def test_agreements_have_two_sides(summer: Generation) -> None:
    graph = network.project(summer, "agreements")
    assert dict(graph.nodes(data="bipartite")) == {"agreement/mex-usa-migration": 1, MEX: 0, USA: 0}
    assert {frozenset(edge) for edge in graph.edges()} == {
        frozenset({"agreement/mex-usa-migration", country}) for country in (MEX, USA)
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"start": date(2019, 8, 1)}, ["act/m3"]),
        ({"end": date(2019, 7, 31)}, ["act/m1"]),
        ({"minimum_reports": 2}, ["act/m1"]),
        ({"known_by": date(2019, 8, 1)}, ["act/m1"]),
        ({"known_by": date(2019, 8, 1), "minimum_reports": 2}, []),
        ({"without_sources": ["source/b"]}, ["act/m1"]),
        ({"without_sources": ["source/a", "source/b"]}, []),
        ({"without_acts": ["meeting"]}, []),
        ({"without_acts": ["consult"]}, []),
        ({"without_acts": ["visit", "agree"]}, ["act/m1", "act/m3"]),
    ],
)
def test_windows_and_omissions_choose_the_acts(summer: Generation, options: dict, expected: list[str]) -> None:
    graph = network.project(summer, "officials", **options)
    found = graph.get_edge_data(EBRARD, POMPEO, {"evidence": []})["evidence"]
    assert found == expected


def test_a_denied_meeting_is_a_tie_only_where_asked(summer: Generation) -> None:
    graph = network.project(summer, "officials", modality=["denied"])
    assert list(graph.edges(data="evidence")) == [(EBRARD, HILL, ["act/m4"])]
    with pytest.raises(UsageError, match="none of asserted"):
        network.project(summer, "officials", modality=["rumoured"])


def test_a_window_each_quarter(summer: Generation) -> None:
    found = network.windows(summer, "countries", "quarter", date(2019, 5, 1), date(2019, 9, 30))
    assert [label for label, _ in found] == ["2019-Q2", "2019-Q3"]
    assert found[0][1].edges[USA, MEX]["evidence"] == ["act/s1", "act/t1"]
    assert [
        label for label, _ in network.windows(summer, "officials", "month", date(2019, 12, 5), date(2020, 1, 2))
    ] == [
        "2019-12",
        "2020-01",
    ]


def test_a_file_of_ones_own_is_a_projection(summer: Generation, tmp_path: Path) -> None:
    file = tmp_path / "summits.toml"
    file.write_text('name="s"\nsummary="x"\nactors="official"\nacts=["meeting"]\nweight="shared"\n')
    graph = network.project(summer, file)
    assert graph.edges[EBRARD, POMPEO]["weight"] == 1.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name="x"', "lacks 2 required positional arguments|lacks"),
        ('name="x"\nsummary=""\nactors="state"\nacts=["meeting"]', "actors: 'state' is none of official"),
        ('name="x"\nsummary=""\nactors="official"\nacts=["meet"]', "acts: 'meet' is none of"),
        ('name="x"\nsummary=""\nactors="official"', "neither acts nor families"),
        ('name="x"\nsummary=""\nactors="official"\nacts=["meeting"]\ncountries=["MX"]', "'MX' is no code"),
        ('name="x"\nsummary=""\nactors="official"\nacts="meeting"', "acts must be a list"),
        ('name="x"\ncolour="red"', "unknown key 'colour'"),
        ("name=", "Invalid value"),
    ],
)
def test_a_bad_projection_file_is_one_line_with_its_path(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text)
    with pytest.raises(InputError, match=message) as caught:
        network.load(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)


def test_an_unknown_projection_names_a_near_one() -> None:
    with pytest.raises(NotFoundError, match=re.escape("no projection 'oficials'; try officials")):
        network.load("oficials")


def test_rows_of_a_query_make_a_network() -> None:
    rows = [
        {"source": "b", "target": "a", "weight": "2", "date": "2019-07-21", "evidence": "x"},
        {"source": "a", "target": "b", "date": date(2019, 1, 1), "evidence": "y"},
        {"source": "a", "target": None},
    ]
    graph = network.from_rows(rows)
    assert list(graph.edges(data=True)) == [
        (
            "a",
            "b",
            {"weight": 3.0, "acts": 2, "evidence": ["x", "y"], "first": date(2019, 1, 1), "last": date(2019, 7, 21)},
        )
    ]
    assert network.from_rows(rows, directed=True).number_of_edges() == 2
    with pytest.raises(UsageError, match="no usable weight"):
        network.from_rows([{"source": "a", "target": "b", "weight": "many"}])


def test_rows_of_a_query_get_names_from_the_graph(summer: Generation) -> None:
    rows = [{"source": f"https://w3id.org/comity/id/{POMPEO}", "target": EBRARD, "evidence": "act/m1"}]
    graph = network.from_rows(rows, generation=summer)
    assert graph.nodes[POMPEO] == {"label": "Mike Pompeo", "kind": "official", "country": "USA"}
    assert list(graph.edges(data="evidence")) == [(EBRARD, POMPEO, ["act/m1"])]


def test_a_projection_may_be_of_some_countries_only(summer: Generation) -> None:
    ends = {"USA", "SLV"}
    officials = network.Projection("x", "", "official", acts=("meeting",), countries=("USA", "SLV"))
    assert {data["country"] for _, data in network.project(summer, officials).nodes(data=True)} == ends
    states = network.Projection("x", "", "country", families=("consult",), countries=("USA", "SLV"))
    assert sorted(network.project(summer, states)) == [SLV, USA]
    agreements = network.Projection("x", "", "agreement", families=("agree",), countries=("MEX",))
    assert sorted(network.project(summer, agreements)) == ["agreement/mex-usa-migration", MEX]


def test_a_kind_that_does_not_exist_cannot_be_left_out(summer: Generation) -> None:
    with pytest.raises(UsageError, match="no kind or family of act 'meting'; try meeting"):
        network.project(summer, "officials", without_acts=["meting"])


def test_a_projection_declares_a_window_and_an_asker_may_choose_another(summer: Generation, tmp_path: Path) -> None:
    file = tmp_path / "august.toml"
    file.write_text('name = "x"\nsummary = "x"\nactors = "official"\nacts = ["meeting"]\nstart = 2019-08-01\n')
    kept = {act for *_, data in network.project(summer, file).edges(data=True) for act in data["evidence"]}
    assert "act/m3" in kept
    assert "act/m1" not in kept
    again = network.project(summer, file, end=date(2019, 7, 31))
    assert {act for *_, data in again.edges(data=True) for act in data["evidence"]} >= {"act/m1"}
    for bad, reason in (('start = "2019"', "a day without quotation marks"), ("end = 2019-07-01", "before it starts")):
        file.write_text(
            'name = "x"\nsummary = "x"\nactors = "official"\nacts = ["meeting"]\n'
            + (bad if "start" in bad else f"start = 2019-08-01\n{bad}")
        )
        with pytest.raises(InputError, match=reason):
            network.project(summer, file)
