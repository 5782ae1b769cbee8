"""Taking one source out of many leaves what a build without it makes, whatever its format; again changes nothing."""

import io
import shutil
from pathlib import Path

import pytest

from comity import build
from comity.store import GraphFolder, dump
from sources import events
from sources.layouts import LAYOUTS, Layout, write
from sources.samples import trip, trips

ROWS = 12
EVENTS = {
    "gdelt": Layout("gdelt", "day.export.csv", lambda number: events.gdelt(str(number)), {}),
    "icews": Layout("icews", "june.tab", lambda number: events.icews(str(number)), {}, events.HEADER_ICEWS),
}
CHOSEN = EVENTS | {
    name: LAYOUTS[name]
    for name in ("polecat", "icews-graph", "archigos", "leaders", "memberships", "ftm", "wikidata", "mapping csv")
}
"""They share countries, and Ana Soto is in three of them: what one alone says goes, what two say stays."""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("many")
    found = {}
    for name, layout in CHOSEN.items():
        (folder / name).mkdir()
        path, _ = write(layout, [layout.good(number).encode() for number in range(ROWS)], folder / name)
        found[name] = path.parent
    found["travels"] = folder / "travels.xml"
    found["travels"].write_text(trips(trip("1", "Met with President Michelle Bachelet.")), "utf-8")
    return found


@pytest.fixture(scope="module")
def whole(inputs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    kg = tmp_path_factory.mktemp("whole") / "kg"
    outcome = build.run([*inputs.values()], kg)
    assert {item.status for item in outcome.inputs} == {"staged"}
    return kg


def quads(kg: Path) -> bytes:
    out = io.BytesIO()
    dump(GraphFolder(kg).current().store(), out)
    return out.getvalue()


def digest(kg: Path) -> str:
    return GraphFolder(kg).current().digest


@pytest.mark.parametrize("name", [*CHOSEN, "travels"])
def test_removing_a_source_leaves_what_a_build_without_it_makes(
    name: str, inputs: dict[str, Path], whole: Path, tmp_path: Path
) -> None:
    kg, without = tmp_path / "kg", tmp_path / "without"
    shutil.copytree(whole, kg, symlinks=True)
    (source,) = {row["source"] for row in build.sources(kg) if Path(row["path"]).is_relative_to(inputs[name])}
    build.remove(source, kg)
    build.run([path for other, path in inputs.items() if other != name], without)
    assert digest(kg) == digest(without) != digest(whole)
    assert quads(kg) == quads(without)
    assert source not in {row["source"] for row in build.sources(kg)}


def test_a_source_that_was_removed_comes_back_as_it_was(inputs: dict[str, Path], whole: Path, tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    shutil.copytree(whole, kg, symlinks=True)
    build.remove("source/wikidata", kg)
    assert digest(kg) != digest(whole)
    build.run([inputs["wikidata"]], kg)
    assert digest(kg) == digest(whole)


def test_the_same_inputs_again_change_nothing(inputs: dict[str, Path], whole: Path, tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    shutil.copytree(whole, kg, symlinks=True)
    before = sorted(path.relative_to(kg) for path in kg.rglob("*"))
    outcome = build.run([*reversed(inputs.values())], kg)
    assert outcome.unchanged
    assert {item.status for item in outcome.inputs} == {"unchanged"}
    assert sorted(path.relative_to(kg) for path in kg.rglob("*")) == before
