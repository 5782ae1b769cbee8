from __future__ import annotations

from pathlib import Path

import pytest

from comity import export
from comity.errors import NotFoundError, StoreError, UsageError
from comity.store import Generation


def test_each_format_has_its_name_and_says_what_it_loses() -> None:
    for name, found in export.formats().items():
        assert found.name == name
        assert found.suffix.startswith(".") or found.folder
        assert export.explain(name).startswith(f"{name}: ")
    assert "no dates and no spells" in export.explain("graphml")


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
