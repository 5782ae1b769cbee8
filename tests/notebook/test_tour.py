"""The notebook that is part of the documentation runs, and shows what it showed when it was saved."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest

from comity.cli import run

TOUR = Path(__file__).with_name("tour.ipynb")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tour")
    assert run(["build", "--sample", "--graph", str(made / "comity-graph")]) in (0, 3)
    return made


def kinds(cell: Any) -> list[list[str]]:
    """The media types of each output of a cell."""
    return [sorted(output.get("data", {output["output_type"]: None})) for output in cell["outputs"]]


@pytest.mark.filterwarnings("ignore::Warning")  # those of Jupyter itself
def test_the_tour_runs_and_shows_tables_and_a_picture(folder: Path) -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    client = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    pytest.importorskip("matplotlib", reason="pictures need the extra comity[draw]")
    saved = nbformat.read(TOUR, as_version=4)
    fresh = nbformat.read(TOUR, as_version=4)
    client.NotebookClient(fresh, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    code = [(old, new) for old, new in zip(saved.cells, fresh.cells, strict=True) if new.cell_type == "code"]
    assert all(kinds(old) == kinds(new) for old, new in code)
    shown = [kind for _, new in code for output in kinds(new) for kind in output]
    assert shown.count("text/html") >= 6
    assert shown.count("image/png") == 1


def test_the_saved_tour_holds_no_path_of_a_machine() -> None:
    text = TOUR.read_text("utf-8")
    here = (Path.cwd(), Path.home(), tempfile.gettempdir(), "/home/", "/Users/")
    assert not [place for place in map(str, here) if place in text]
