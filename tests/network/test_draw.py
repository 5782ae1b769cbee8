from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import networkx as nx
import pytest

from comity import network
from comity.errors import UsageError
from comity.network import draw
from comity.store import Generation

pytest.importorskip("matplotlib", reason="pictures need the extra comity[draw]")


def test_the_picture_names_the_strongest_and_only_them(
    summer: Generation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, named = tmp_path / "net.svg", []
    monkeypatch.setattr(draw, "place_labels", lambda *given: named.extend(given[-1].values()))
    draw.network(network.project(summer, "officials"), out, labels=2)
    assert named == ["Marcelo Ebrard", "Mike Pompeo"]
    assert "<!-- El Salvador -->" in out.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["net.svg"]


def test_the_same_graph_gives_the_same_picture(summer: Generation, tmp_path: Path) -> None:
    graph = network.project(summer, "countries")
    for name in ("one.svg", "two.svg", "one.png"):
        draw.network(graph, tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")


def test_names_lie_neither_on_each_other_nor_on_points(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from comity.network import labels

    kept: list[tuple[float, ...]] = []
    spot = labels._spot

    def noted(*given):
        found = spot(*given)
        if found:
            kept.append(found[0])
            kept_with = given[4]
            assert not any(labels._overlap(found[0], other) for other in kept_with)
        return found

    monkeypatch.setattr(labels, "_spot", noted)
    graph = nx.complete_graph(25)
    graph = nx.relabel_nodes(graph, {n: f"official/{n}" for n in graph})
    for node in graph:
        graph.nodes[node].update(label=f"An official of the name {node}", country="MEX", kind="official")
    draw.network(graph, tmp_path / "x.png", labels=25)
    assert len(kept) >= 10
    assert not any(labels._overlap(a, b) for at, a in enumerate(kept) for b in kept[:at])


def test_timeline_and_heat_map_are_drawn(summer: Generation, tmp_path: Path) -> None:
    draw.timeline({date(2019, 1, 1): {"consult": 2}, date(2019, 2, 1): {"agree": 1}}, tmp_path / "t.svg", title="When")
    assert "<!-- consult -->" in (tmp_path / "t.svg").read_text("utf-8")
    draw.heatmap(network.project(summer, "countries"), tmp_path / "h.svg")
    assert "<!-- El Salvador -->" in (tmp_path / "h.svg").read_text("utf-8")


def test_an_unknown_ending_and_an_empty_network(summer: Generation, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"x\.nope"):
        draw.network(network.project(summer, "officials"), tmp_path / "x.nope")
    draw.network(nx.Graph(), tmp_path / "empty.svg")
    assert "<!-- no ties -->" in (tmp_path / "empty.svg").read_text("utf-8")


def test_without_matplotlib_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"pip install 'comity\[draw\]'"):
        draw.network(nx.Graph(), tmp_path / "x.png")
