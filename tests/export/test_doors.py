from __future__ import annotations

import html
from pathlib import Path

import pytest

from comity import export
from comity.errors import NotFoundError, StoreError, UsageError
from comity.model import ID
from comity.store import Generation


def test_each_format_has_its_name_and_says_what_it_loses() -> None:
    for name, found in export.formats().items():
        assert found.name == name
        assert found.suffix.startswith(".") or found.folder
        assert export.explain(name).startswith(f"{name}: ")
    assert "no dates and no spells" in export.explain("graphml")


@pytest.mark.parametrize(
    "name", ["gexf", "graphml", "cx2", "cyjs", "gephi-csv", "neo4j-csv", "cypher", "geojson", "ftm", "html"]
)
def test_a_network_file_says_whence_it_is_and_a_tie_says_all_of_itself(
    name: str, nasty: Generation, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export.write(nasty, name, out, export.Filters(types=("praise",)))
    files = sorted(path for path in out.rglob("*") if path.is_file()) if out.is_dir() else [out]
    text = "".join(html.unescape(path.read_text("utf-8")) for path in files)
    text = text.replace('\\"', '"').replace("\\/", "/")
    about = (f"{ID}dataset/", nasty.version, "CC0-1.0", "praise")
    tie = (f"{ID}act/00", "2019-07-21", "day", "0.5", "Sentence 0: She said")
    report = () if name == "html" else (f"{ID}report/s/0",)  # the page says how many there are
    assert [wanted for wanted in (*about, *tie, *report) if wanted not in text] == []


def test_an_unknown_format_names_a_near_one(nasty: Generation, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no format 'gefx'; try gexf"):
        export.write(nasty, "gefx", tmp_path / "x")


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"types": ("meting",)}, "no type 'meting'; try meeting"),
        ({"focus": "Mexico"}, "neither an IRI"),
        ({"min_confidence": 7}, "between 0 and 1"),
        ({"modalities": ("maybe",)}, "no modality 'maybe'"),
    ],
)
def test_filters_that_make_no_sense_are_refused(nasty: Generation, tmp_path: Path, filters: dict, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        export.write(nasty, "gexf", tmp_path / "x", export.Filters(**filters))
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_old_file(
    nasty: Generation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from comity.export.view import View

    out = tmp_path / "x.gexf"
    out.write_text("old")

    def fails(self: View) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(View, "ties", fails)
    with pytest.raises(StoreError, match=r"x\.gexf: No space left on device"):
        export.write(nasty, "gexf", out)
    assert [path.name for path in tmp_path.iterdir()] == ["x.gexf"]
    assert out.read_text() == "old"


def test_a_file_does_not_go_where_a_folder_is_or_is_missing(nasty: Generation, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder; gexf is one file"):
        export.write(nasty, "gexf", tmp_path)
    with pytest.raises(UsageError, match="no such folder"):
        export.write(nasty, "gexf", tmp_path / "none" / "x.gexf")
