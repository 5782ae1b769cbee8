import shutil
from pathlib import Path

import pytest

from comity import build

VISIT = """    <visit>
        <id>{id}</id>
        <start-date>{start}</start-date>
        <end-date>{end}</end-date>
        <visitor>{visitor}</visitor>
        <from id="{slug}">{country}</from>
        <description>{remark}</description>
    </visit>
"""


def visits(*rows: tuple[int, str, str, str, str]) -> str:
    """A file of visits to the United States: id, day, visitor, country, remark."""
    text = "".join(
        VISIT.format(
            id=i, start=day, end=day, visitor=who, slug=land.lower().replace(" ", "-"), country=land, remark=said
        )
        for i, day, who, land, said in rows
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<visits>\n{text}</visits>\n'


MARCH = (9001, "2010-03-08", "President Carlos Mauricio Funes", "El Salvador", "Working visit.")
MAY = (9002, "2010-05-19", "President Felipe Calderón", "Mexico", "State visit; met with the President.")
JUNE = (9003, "2010-06-01", "President Alan García", "Peru", "An unmistakable working visit.")


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A file that was built, and the graph made of it: not to be changed."""
    folder = tmp_path_factory.mktemp("first")
    path = folder / "data" / "early.xml"
    path.parent.mkdir()
    path.write_text(visits(MARCH, MAY), "utf-8")
    build.run([path], folder / "kg")
    return path, folder / "kg"


@pytest.fixture
def built(first_build: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of a graph that holds ``early``, for a test to change."""
    shutil.copytree(first_build[1], tmp_path / "built", symlinks=True)
    return tmp_path / "built"


@pytest.fixture
def early(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "early.xml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(visits(MARCH, MAY), "utf-8")
    return path


@pytest.fixture
def late(tmp_path: Path) -> Path:
    path = tmp_path / "more" / "late.xml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(visits(JUNE), "utf-8")
    return path


@pytest.fixture
def kg(tmp_path: Path) -> Path:
    return tmp_path / "kg"
