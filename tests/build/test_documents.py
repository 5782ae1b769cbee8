"""Many documents in one file: corpora, archives, web pages; each a source of its own."""

import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from comity import build
from comity.build.documents import Document, documents
from comity.build.stage import EXTRACTED
from comity.model import Rejected
from comity.sources import survey
from comity.store import GraphFolder

STORY = "President Emmanuel Macron met Chancellor Angela Merkel in Berlin on Monday. They discussed trade."
OTHER = "Secretary of State Mike Pompeo met Foreign Minister Marcelo Ebrard in Mexico City on Sunday."
NOTE = "---\ntitle: A note\ndate: 2019-07-23\n---\n\n"
PAGE = (
    '<!DOCTYPE html><html><head><title>Macron in Berlin</title><link rel="canonical" href="https://w.example/a">'
    '<meta property="article:published_time" content="2019-07-23"></head><body><nav>Home</nav><article>'
    f"<p>{STORY} {'It was a long day for the two delegations and their many advisers. ' * 4}</p></article></html>"
)


def corpus(path: Path, *rows: object) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf-8")
    return path


def archive(path: Path, members: Mapping[str, str]) -> Path:
    with tarfile.open(path, "w:xz") as tar:
        for name, text in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            tar.addfile(info, io.BytesIO(text.encode()))
    return path


def held(path: Path, name: str = "given") -> dict[str, str]:
    """What a file holds: names of documents and their kinds; what is refused, and why."""
    found = {}
    for item in documents(path, name):
        if isinstance(item, Document):
            found[item.name] = item.kind
        elif isinstance(item, Rejected):
            found[item.path.removeprefix(f"{path}/")] = item.reason
        else:
            found[item.path.name] = item.reason
    return found


def test_a_file_is_told_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(STORY, "utf-8")
    (tmp_path / "b").write_text(PAGE, "utf-8")
    corpus(tmp_path / "c", {"id": "x", "text": STORY})
    assert held(tmp_path / "a") == {"given": "text"}
    assert held(tmp_path / "b") == {"given": "page"}
    assert held(tmp_path / "c") == {"given/x": "record"}
    with zipfile.ZipFile(tmp_path / "d", "w") as packed:
        for name in ("a", "b", "c"):
            packed.write(tmp_path / name, f"in/{name}.txt")
    assert held(tmp_path / "d") == {"in/a": "text", "in/b": "page", "in/c/x": "record"}


def test_json_that_is_no_corpus_is_not_read_as_prose(tmp_path: Path) -> None:
    for number, text in enumerate((json.dumps([{"text": STORY}]), json.dumps({"text": STORY}, indent=1))):
        (tmp_path / f"{number}.json").write_text(text, "utf-8")
        assert list(held(tmp_path / f"{number}.json").values()) == [
            "JSON, and not of documents: one object a line, with its text under 'text'"
        ]
    path = corpus(tmp_path / "notice.jsonl", {"notice": "CC BY"}, {"id": 1, "text": STORY})
    assert list(held(path, "n").items()) == [(str(path), "no text under any of text, body, content"), ("n/1", "record")]


def test_an_archive_gives_its_documents_and_says_what_is_none(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "news.tar.xz",
        {
            "2019/one.md": NOTE + STORY,
            "2019/one.txt": STORY,
            "README.md": "about",
            "notes.md": "# no front matter",
            "photo.jpg": "x",
            "../out.txt": STORY,
            "/etc/news.txt": STORY,
            "inner.tar": "x",
        },
    )
    assert held(path) == {
        "2019/one": "text",
        "2019/one.txt": f"the name 'one' is that of {path}/2019/one.md",
        "README.md": "accompanying paper",
        "notes.md": "Markdown without front matter",
        "photo.jpg": "no document by its name",
        "../out.txt": "its name leads out of the archive",
        "/etc/news.txt": "its name leads out of the archive",
        "inner.tar": "an archive inside an archive",
    }
    assert survey(path).texts == (path,)


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "links.tar"
    with tarfile.open(path, "w") as tar:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    assert list(held(path).values()) == ["it is a link or a device"]


def test_a_bomb_is_left_at_its_limit(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.tar.xz", {"a.txt": STORY, "b.txt": "x" * 30_000_000, "c.txt": STORY})
    outcome = build.run([path], tmp_path / "kg")
    assert outcome.exit_code == 3
    assert [reject.reason.split(":")[-1].split(";")[0].strip() for reject in outcome.rejects] == [
        "more than 8,000,000 bytes",
        "unpacks to more than 200 times its size or 68,719,476,736 bytes",
    ]
    assert [item.source for item in outcome.inputs if item.status == "staged"] == ["source/a"]


def test_each_line_of_a_corpus_is_a_source_and_bad_lines_are_named(tmp_path: Path, kg: Path) -> None:
    path = corpus(
        tmp_path / "wire.jsonl",
        {"id": 1, "text": STORY, "date": "2019-07-23", "outlet": "Example Wire", "url": "https://w.example/1"},
        '{"id": 2, "text": "cut',
        {"id": 3, "body": OTHER, "published": "2019-07-22T10:00:00Z"},
        {"id": 1, "text": OTHER},
        {"id": 4, "title": "no text"},
    )
    outcome = build.run([path], kg)
    assert outcome.exit_code == 3
    assert [(reject.path, reject.line) for reject in outcome.rejects] == [
        (str(path), 2),
        (str(path), 4),
        (str(path), 5),
    ]
    rows = build.sources(kg)
    assert [(row["source"], row["url"]) for row in rows] == [
        ("source/wire-1", "https://w.example/1"),
        ("source/wire-3", ""),
    ]
    con = GraphFolder(kg).current().connect()
    found = con.execute(
        "select source, evidence, start, \"end\", earliest from reports where kind = 'meeting'"
    ).fetchall()
    texts = {"source/wire-1": STORY, "source/wire-3": OTHER}
    assert {source for source, *_ in found} == set(texts)
    for source, evidence, start, end, _ in found:
        assert texts[source][start:end] == evidence
    assert {str(day) for *_, day in found} == {"2019-07-22", "2019-07-21"}


def test_a_corpus_that_grows_is_read_only_where_it_grew_and_what_left_it_is_gone(tmp_path: Path, kg: Path) -> None:
    one, two = {"id": "a", "text": STORY, "date": "2019-07-23"}, {"id": "b", "text": OTHER, "date": "2019-07-22"}
    path = corpus(tmp_path / "wire.jsonl", one)
    build.run([path], kg)
    assert [item.status for item in build.run([corpus(path, two, one)], kg).inputs] == ["staged", "unchanged"]
    assert build.run([path], kg).unchanged
    outcome = build.run([corpus(path, two)], kg)
    assert not outcome.unchanged
    assert [row["source"] for row in build.sources(kg)] == ["source/wire-b"]


def test_a_corpus_is_taken_out_by_its_path(tmp_path: Path, kg: Path) -> None:
    path = corpus(tmp_path / "wire.jsonl", {"id": 1, "text": STORY}, {"id": 2, "text": OTHER})
    (tmp_path / "note.txt").write_text(OTHER, "utf-8")
    build.run([path, tmp_path / "note.txt"], kg)
    assert len(build.sources(kg)) == 3
    build.remove(str(path), kg)
    assert [row["source"] for row in build.sources(kg)] == ["source/note"]


def test_a_page_keeps_the_text_that_its_offsets_count_in(tmp_path: Path, kg: Path) -> None:
    pytest.importorskip("trafilatura", reason="web pages need trafilatura: comity[text]")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    outcome = build.run([tmp_path / "page.html"], kg)
    assert outcome.exit_code == 0
    text = next((kg / "staged").glob(f"*/{EXTRACTED}")).read_text("utf-8")
    con = GraphFolder(kg).current().connect()
    rows = con.execute('select evidence, start, "end" from reports').fetchall()
    assert rows
    assert all(text[start:end] == evidence for evidence, start, end in rows)
    (row,) = build.sources(kg)
    assert (row["source"], row["url"], row["title"]) == ("source/page", "https://w.example/a", "Macron in Berlin")


def test_a_page_without_an_article_is_named_and_the_others_are_read(tmp_path: Path, kg: Path) -> None:
    pytest.importorskip("trafilatura", reason="web pages need trafilatura: comity[text]")
    (tmp_path / "empty.html").write_text("<!doctype html><html><body></body></html>", "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    outcome = build.run([tmp_path], kg)
    assert [str(reject) for reject in outcome.rejects] == [f"{tmp_path}/empty.html: a web page without an article"]
    assert [row["source"] for row in build.sources(kg)] == ["source/page"]


def test_scripts_and_styles_of_saved_pages_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "a.js").write_text("var a;", "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    found = survey(tmp_path)
    assert [path.name for path in found.texts] == ["page.html"]
    assert [item.reason for item in found.skipped] == ["part of a web page"]


def test_an_archive_in_a_folder_lends_its_name_to_its_documents(tmp_path: Path, kg: Path) -> None:
    archive(tmp_path / "july.tar.xz", {"one.txt": STORY})
    archive(tmp_path / "june.tar.xz", {"one.txt": OTHER})
    build.run([tmp_path], kg)
    assert [row["source"] for row in build.sources(kg)] == ["source/july-one", "source/june-one"]


def test_an_archive_of_other_things_is_refused_as_before(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.tar.xz", {"a.csv": "x,y\n1,2\n"})
    assert survey(path).texts == ()
    assert "no known format" in survey(path).rejects[0].reason
