from collections.abc import Callable
from pathlib import Path

import pytest

from comity.errors import NotFoundError, UsageError
from comity.sources import formats, recognise, survey

from . import samples

Write = Callable[[str, str], Path]


def test_files_are_recognised_by_content_whatever_their_name(write: Write) -> None:
    path = write("notes.dat", samples.trips(samples.trip("1", "")))
    found = recognise(path)
    assert found is not None
    assert found.name == "history-at-state-travels"
    assert recognise(write("travels.xml", "A plain line of news.")) is None


def test_a_format_can_be_named_and_a_wrong_name_offers_the_right_ones(write: Write) -> None:
    path = write("a.xml", "<visits/>")
    found = recognise(path, "history-at-state-visits")
    assert found is not None
    assert found.name == "history-at-state-visits"
    with pytest.raises(UsageError, match="history-at-state-pocom"):
        recognise(path, "history")


def test_every_file_of_a_folder_is_accounted_for(write: Write, tmp_path: Path) -> None:
    write("travels/b.xml", samples.trips())
    write("travels/a.xml", samples.trips())
    write("visits/1.xml", samples.visits())
    write("README.md", "about")
    write("LICENSE", "terms")
    write(".DS_Store", "x")
    write(".git/config", "x")
    write("notes.md", "# notes")
    write("statement.md", "---\ntitle: x\n---\nA statement.")
    write("news.txt", "PARIS (AP) — The ministers met.")
    write("other.xml", "<feed/>")
    write("bomb.xml", '<!DOCTYPE trips [<!ENTITY a "b">]><trips/>')
    write("empty.txt", "")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 20)
    found = survey(tmp_path)
    assert [(item.path.name, [file.name for file in item.files]) for item in found.inputs] == [
        ("travels", ["a.xml", "b.xml"]),
        ("1.xml", ["1.xml"]),
    ]
    assert [path.name for path in found.texts] == ["news.txt", "statement.md"]
    assert sorted((item.path.name, item.reason) for item in found.skipped) == [
        (".DS_Store", "hidden file"),
        (".git", "hidden folder"),
        ("LICENSE", "accompanying paper"),
        ("README.md", "accompanying paper"),
        ("notes.md", "Markdown without front matter"),
    ]
    assert [(Path(item.path).name, item.line, item.reason.split(":")[0]) for item in found.rejects] == [
        ("bomb.xml", 1, "a DOCTYPE is refused"),
        ("empty.txt", 1, "empty file"),
        ("other.xml", 1, "no known format (XML, root element feed)"),
        ("photo.jpg", None, "no known format (binary file)"),
    ]


def test_a_file_named_itself_is_never_passed_over_for_its_name(write: Write) -> None:
    assert survey(write("notes.md", "The ministers met.")).texts


def test_nothing_at_the_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such file or folder"):
        survey(tmp_path / "none")


def test_names_of_formats_are_unique() -> None:
    names = [known.name for known in formats()]
    assert len(names) == len(set(names))
    assert all(known.title for known in formats())
