"""``comity read``: any kind of text, one act a line, and one line for what cannot be read."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.cli import run

pytest.importorskip("spacy", reason="the text reader needs spaCy: comity[text]")

Capture = pytest.CaptureFixture[str]
STORY = "President Emmanuel Macron met Chancellor Angela Merkel in Berlin on Monday. They discussed trade."
NOTE = "---\ntitle: A note\ndate: 2019-07-23\n---\n\n"
PAGE = (
    '<!DOCTYPE html><html><head><title>In Berlin</title><meta property="article:published_time" content="2019-07-23">'
    f"</head><body><nav>Home</nav><article><p>{STORY} {'It was a long day for the advisers. ' * 9}</p></article>"
)


def records(capsys: Capture, *words: str, code: int = 0) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["read", *words, "--format", "jsonl"]) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def write(path: Path, data: str | bytes) -> str:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_text_is_read_in_its_encoding(encoding: str, tmp_path: Path, capsys: Capture) -> None:
    text = "MEXICO CITY, July 21, 2019 — Mike Pompeo met Foreign Minister Marcelo Ebrard in Bogotá on Sunday.\n"
    (record, *_) = records(capsys, write(tmp_path / "own.txt", text.encode(encoding)))
    assert (record["document"], record["act"], record["place"]["name"]) == ("own", "meeting", "Bogotá")
    assert text[record["start"] : record["end"]].endswith("in Bogotá on Sunday.")


def test_every_line_of_a_corpus_is_a_document(tmp_path: Path, capsys: Capture) -> None:
    rows = [{"id": "a", "text": STORY, "date": "2019-07-23"}, {"id": "b", "title": "no text"}, {"id": 3, "body": STORY}]
    path = write(tmp_path / "c.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    found = records(capsys, path, code=3)
    assert {record["document"] for record in found} == {"a", "3"}
    for record in found:
        assert STORY[record["start"] : record["end"]] in (f"{part.rstrip('.')}." for part in STORY.split(". "))
    run(["read", path])
    assert capsys.readouterr().err == f"rejected: {path}:2: no text under any of text, body, content\n"


def test_a_page_is_read_as_its_article_which_can_be_shown(tmp_path: Path, capsys: Capture) -> None:
    pytest.importorskip("trafilatura", reason="web pages need trafilatura: comity[text]")
    path = write(tmp_path / "page.html", PAGE)
    (record, *_) = records(capsys, path)
    assert (record["act"], record["date"]) == ("meeting", "2019-07-22")
    assert run(["read", path, "--text"]) == 0
    text = capsys.readouterr().out
    assert text[record["start"] : record["end"]] == STORY.split(". ")[0] + "."
    assert "Home" not in text


def test_standard_input_may_be_any_kind(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    for data in (STORY, json.dumps({"text": STORY}), PAGE):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        assert records(capsys, "-")[0]["act"] == "meeting"


def test_of_a_folder_the_texts_are_read(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path / "one.txt", STORY)
    write(tmp_path / "two.md", NOTE + STORY)
    write(tmp_path / "README.md", STORY)
    write(tmp_path / "gold.jsonl", '{"document": "one", "act": "meeting"}\n')
    write(tmp_path / "photo.jpg", b"\xff\xd8")
    found = records(capsys, str(tmp_path))
    assert [record["document"] for record in found if record["act"] == "meeting"] == ["one", "two"]


def test_what_cannot_be_read_is_one_line_and_the_rest_is_read(tmp_path: Path, capsys: Capture) -> None:
    good, empty, binary = (
        write(tmp_path / "a.txt", STORY),
        write(tmp_path / "b.txt", ""),
        write(tmp_path / "c.txt", b"\0x"),
    )
    assert records(capsys, good, empty, binary, str(tmp_path / "none.txt"), code=3)
    run(["read", empty, binary, str(tmp_path / "none.txt")])
    said = capsys.readouterr().err.splitlines()
    assert said == [
        f"rejected: {empty}: is empty",
        f"rejected: {binary}: is no text: it has NUL bytes",
        f"rejected: {tmp_path}/none.txt: No such file or directory",
    ]
    assert run(["read", empty]) == 1


def test_nothing_of_a_text_acts_on_the_terminal(tmp_path: Path, capsys: Capture) -> None:
    text = STORY.replace("Berlin on", "\u202eBerlin\u202c\x9b31m\x1b[31m on") + ' "\u2067Peace\u2069\x07", Macron said.'
    path = write(tmp_path / "a.txt", text)
    for words in (["--format", "jsonl", "--explain"], ["--format", "table", "--explain"]):
        assert run(["read", path, *words]) == 0
        said = capsys.readouterr()
        assert all(char.isprintable() or char == "\n" for char in said.out + said.err)
    assert next(record["act"] for record in records(capsys, path)) == "meeting"


def test_output_to_a_file_is_whole(tmp_path: Path) -> None:
    path, out = write(tmp_path / "a.txt", STORY), tmp_path / "out.jsonl"
    assert run(["read", path, "--format", "jsonl", "-o", str(out)]) == 0
    assert next(json.loads(line)["document"] for line in out.read_text("utf-8").splitlines()) == "a"
    assert [item.name for item in tmp_path.iterdir() if item.name.startswith(".")] == []
