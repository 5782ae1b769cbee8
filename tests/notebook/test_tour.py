"""The notebook that is part of the documentation runs, and shows what it showed when it was saved.

``python tests/notebook/test_tour.py`` saves it anew, after the reader or the sample has changed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest

from comity.cli import run

TOUR = Path(__file__).with_name("tour.ipynb")


def executed(folder: Path) -> Any:
    """The notebook, run in a folder that holds a graph of the sample."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    client = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    pytest.importorskip("matplotlib", reason="pictures need the extra comity[draw]")
    assert run(["build", "--sample", "--graph", str(folder / "comity-graph")]) in (0, 3)
    fresh = nbformat.read(TOUR, as_version=4)
    metadata = fresh.metadata.copy()
    client.NotebookClient(fresh, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    fresh.metadata = metadata  # nothing of the machine
    for cell in fresh.cells:
        cell.metadata.pop("execution", None)
    return fresh


def shown(notebook: Any) -> list[dict[str, Any]]:
    """What each output shows, by media type; of a picture only that there is one."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [
        {
            kind: "" if kind == "image/png" else text
            for kind, text in output.get("data", {"text": output.get("text")}).items()
        }
        for output in outputs
    ]


@pytest.mark.filterwarnings("ignore::Warning")  # those of Jupyter itself
def test_the_tour_runs_and_shows_what_it_showed(tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    fresh = shown(executed(tmp_path))
    assert fresh == shown(nbformat.read(TOUR, as_version=4))
    kinds = [kind for output in fresh for kind in output]
    assert kinds.count("text/html") >= 6
    assert kinds.count("image/png") == 1


def test_the_saved_tour_holds_no_path_of_a_machine() -> None:
    text = TOUR.read_text("utf-8")
    here = (Path.cwd(), Path.home(), tempfile.gettempdir(), "/home/", "/Users/")
    assert not [place for place in map(str, here) if place in text]


if __name__ == "__main__":
    import nbformat as saved

    with tempfile.TemporaryDirectory() as made:
        saved.write(executed(Path(made)), TOUR)
