from collections.abc import Callable
from pathlib import Path

import pytest

from comity.identity.view import IdentityView, packaged_view
from comity.sources import Batch, survey


@pytest.fixture(scope="session")
def view() -> IdentityView:
    return packaged_view()


@pytest.fixture(scope="session")
def record(shared: Path, view: IdentityView) -> dict[str, Batch]:
    """The State Department's record, read once: batches by format name."""
    found = survey(shared / "data" / "history-at-state")
    assert not found.rejects
    assert not found.texts
    return {item.format.name: item.read(view) for item in found.inputs}


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a small file and give its path."""

    def _write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return _write
