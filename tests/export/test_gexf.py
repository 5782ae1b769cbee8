from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from comity import export
from comity.store import Generation

Write = Callable[..., Path]
G = "{http://gexf.net/1.3}"


def test_gexf_is_valid_by_the_official_schema(written: Write, shared: Path) -> None:
    schema = etree.RelaxNG(etree.parse(shared / "conformance" / "gexf-1.3" / "gexf.rng"))
    schema.assertValid(etree.parse(written("gexf")))


def test_no_element_of_gexf_has_a_prefix(written: Write) -> None:
    text = written("gexf").read_text("utf-8")
    assert "<gexf " in text
    assert "<ns0:" not in text
    tree = etree.fromstring(text.encode())
    assert {element.prefix for element in tree.iter() if element.tag.startswith(G)} == {None}


def test_networkx_reads_labels_attributes_and_parallel_ties(written: Write) -> None:
    graph = nx.read_gexf(written("gexf"), version="1.3")
    assert graph.nodes["official/a"]["label"] == 'María “Quote” O\'Neil, "the 1st"\nof her name'
    assert graph.nodes["official/b"]["label"] == "official/b"
    assert graph.nodes["official/=1+1"]["label"] == "=1+1"
    assert "official/idle" not in graph
    found = graph.get_edge_data("official/a", "country/MEX")
    by_id = {data["id"]: data for data in found.values()}
    assert {data["tie_type"] for data in by_id.values()} == {"praise", "criticise", "visited"}
    first = by_id["act/00"]
    assert first["quote"].startswith('She said: "línea uno\nlínea dos" <b>&amp;</b> – ¿qué?\tend')
    assert (first["confidence"], first["sign"], first["start_year"], first["place"]) == (0.5, 1, 2019, "México")
    assert first["reports"] == "https://w3id.org/comity/id/report/s/0"
    assert graph.has_edge("country/MEX", "country/MEX")
    assert graph.number_of_edges() == 12


def edges(path: Path) -> dict[str, etree._Element]:
    return {edge.get("id"): edge for edge in etree.parse(path).iter(f"{G}edge")}


def test_open_ends_unknown_dates_and_two_spells(written: Write) -> None:
    found = edges(written("gexf"))
    assert (found["act/03"].get("start"), found["act/03"].get("end")) == ("2019-07-21", None)
    assert (found["act/04"].get("start"), found["act/04"].get("end")) == (None, "2010-01-05")
    assert (found["act/10"].get("start"), found["act/10"].get("end")) == (None, None)
    visited = next(edge for id_, edge in found.items() if id_.startswith("tie/"))
    spells = [(spell.get("start"), spell.get("end")) for spell in visited.iter(f"{G}spell")]
    assert spells == [("2019-01-01", "2019-01-01"), ("2020-01-01", "2020-01-01")]
    assert visited.get("weight") == "2.0"


def test_source_target_and_kind_are_unique(written: Write) -> None:
    found = edges(written("gexf")).values()
    keys = [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in found]
    assert len(set(keys)) == len(keys) == 12
    assert ("official/a", "country/MEX", "praise#2") in keys


def test_a_file_is_undirected_where_all_its_ties_are(written: Write) -> None:
    assert not nx.read_gexf(written("gexf", types=("meeting",)), version="1.3").is_directed()
    assert not nx.read_graphml(written("graphml", types=("meeting",))).is_directed()
    mixed = nx.read_gexf(written("gexf"), version="1.3")
    assert mixed.is_directed()
    assert {data["mutual"] for _, _, data in mixed.edges(data=True) if data["tie_type"] == "meeting"} == {True}


def test_a_denied_attack_is_no_tie_unless_asked_for(written: Write) -> None:
    assert "act/08" not in edges(written("gexf"))
    assert set(edges(written("gexf", modalities=("denied",)))) == {"act/08"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"types": ("praise", "meeting")}, {"act/00", "act/01", "act/03", "act/03#2", "act/03#3"}),
        ({"types": ("visited",)}, {"tie/"}),
        (
            {"focus": "https://w3id.org/comity/id/country/USA"},
            {"act/03", "act/03#2", "act/03#3", "act/05", "act/05#2", "act/05#3", "act/10"},
        ),
        ({"focus": "agreement/x"}, {"act/05", "act/05#2", "act/05#3"}),
        ({"min_confidence": 0.9, "types": ("praise",)}, {"act/01"}),
    ],
)
def test_filters_choose_ties_and_stand_in_the_file(written: Write, filters: dict, expected: set[str]) -> None:
    path = written("gexf", **filters)
    assert {id_[:4] if id_.startswith("tie/") else id_ for id_ in edges(path)} == expected
    about = json.loads(etree.parse(path).findtext(f".//{G}description"))
    assert about["filters"]
    assert about["dataset"].startswith("https://w3id.org/comity/id/dataset/")
    assert about["counts"]["ties"] == len(edges(path))


def test_windows_take_what_meets_them(written: Write) -> None:
    from datetime import date

    found = set(edges(written("gexf", start=date(2019, 7, 22), end=date(2019, 7, 22))))
    assert found == {"act/01", "act/02", "act/03", "act/03#2", "act/03#3"}
    assert "act/10" not in set(edges(written("gexf", end=date(2021, 1, 1))))


def test_graphml_is_read_with_types_and_unique_ids(written: Write) -> None:
    path = written("graphml")
    graph = nx.read_graphml(path)
    assert graph.number_of_nodes() == 7
    assert graph.number_of_edges() == 12
    ids = [edge.get("id") for edge in etree.parse(path).iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(set(ids)) == 12
    tie = next(data for _, _, data in graph.edges(data=True) if data["iri"].endswith("act/04"))
    assert (tie["weight"], tie["sign"], tie["latest"], tie.get("earliest")) == (1.0, -1, "2010-01-05", None)
    assert graph.nodes["official/a"]["aliases"] == "M. O'Neil | María"
    assert "label" not in graph.nodes["official/b"]
    assert graph.graph["licence"] == "CC-BY-4.0; CC0-1.0"


@pytest.mark.parametrize("name", export.FORMATS)
def test_writing_twice_gives_the_same_bytes(nasty: Generation, tmp_path: Path, name: str) -> None:
    contents = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        export.write(nasty, name, tmp_path / folder / "x")
        files = sorted(path for path in (tmp_path / folder).rglob("*") if path.is_file())
        contents.append([(path.relative_to(tmp_path / folder), path.read_bytes()) for path in files])
    assert contents[0] == contents[1]
    assert contents[0]
