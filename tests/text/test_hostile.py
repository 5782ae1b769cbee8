"""Text made to do harm: it costs time in proportion, its evidence is its own, and what is refused is refused in a line.

Sizes are small here; ``tests/benchmarks/reading.py hostile`` takes large ones and prints how time grows.
"""

import time
from pathlib import Path

import pytest

from comity.cli import run
from comity.identity.view import packaged_view
from comity.model import to_table
from comity.text import read_document

pytest.importorskip("spacy", reason="the text reader needs spaCy: comity[text]")

STORY = "President Emmanuel Macron met Chancellor Angela Merkel in Berlin on Monday. "
SIZE = 10_000
SECONDS = 20
"""A hundred times what a page of news of this size takes."""

HOSTILE = {
    "one line": STORY,
    "no spaces": "a",
    "nested quotes": '"Macron said ',
    "nested curly quotes": "“Macron said ‘",
    "brackets": "([{<",
    "open links": "[a](",
    "open tags": "<a href='",
    "script tags": "<script>alert('Macron met Merkel in Berlin')</script> ",
    "control characters": "\x00\x01\x1b[31mMacron met\x9b Merkel.\x7f ",
    "right-to-left overrides": "\u202eMacron\u202c met \u2067Merkel\u2069 in Berlin. ",
    "half characters": "Macron met\ud800 Merkel. ",
    "combining marks": "e\u0301",
    "newlines": "\n\r\n",
    "short lines": "Macron\n",
    "front matter without end": "---\ndate: 2019-07-21\n",
    "one endless sentence": "Macron and Merkel and ",
    "semicolons": "Macron met Merkel; ",
    "repeated words": "the the ",
    "dates": "on Monday, 21 July 2019, ",
    "figures": "1,000,000 ",
    "capitals": "MACRON, ",
    "marks": "*_#-",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_time_and_its_evidence_is_its_own(name: str) -> None:
    text = (HOSTILE[name] * SIZE)[:SIZE]
    began = time.process_time()
    reading = read_document(text, "hostile", view=packaged_view())
    assert time.process_time() - began < SECONDS
    assert len(reading.rejects) <= 1
    for report in reading.reports:
        assert text[report.start : report.end] == report.evidence
    assert len({report.id for report in reading.reports}) == len(reading.reports)


def test_ten_thousand_nested_quotes_hide_nothing_that_stands_after_them() -> None:
    text = '"' * 10_000 + "\n\n" + STORY
    reading = read_document(text, "quotes", view=packaged_view())
    assert [report.act for report in reading.reports] == ["meeting"]
    assert reading.reports[0].evidence == STORY.strip()


def test_script_tags_around_a_sentence_change_neither_it_nor_its_place() -> None:
    text = f"<script>alert(1)</script>\n\n{STORY}\n\n<img src=x onerror=alert(1)>"
    (report,) = read_document(text, "tags", view=packaged_view()).reports
    assert report.evidence == STORY.strip()


def test_what_is_found_can_be_stored_whatever_the_text_holds() -> None:
    text = STORY.replace("Berlin", "Berlin\u202e\x9b\x01") + '"Peace\x1b[2J\u2067," Macron said on Tuesday.'
    reading = read_document(text, "marks", view=packaged_view())
    assert to_table("reports", reading.reports).num_rows == len(reading.reports) > 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (STORY.encode() * 66_000, "5,016,000 characters long; one report has at most 1,000,000"),
        (b"x" * 9_000_000, "more than 8,000,000 bytes; that is a collection and not one document"),
        (b"MZ\0\0" * 1000, "is no text: it has NUL bytes"),
        (b"\x81\x8d\x8f" * 1000, "is no text: neither UTF-8 nor Windows-1252"),
        (b"\xff\xfe\x00\xd8\x00", "begins as UTF-16 and is none"),
        (b" \r\n\t", "is empty"),
        (b"12 34 56", "no text to read"),
    ],
    ids=["five million on a line", "nine million", "binary", "no encoding", "no UTF-16", "empty", "no words"],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    data: bytes, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "hostile.txt"
    path.write_bytes(data)
    began = time.process_time()
    assert run(["read", str(path), "--format", "jsonl"]) in (1, 3)
    assert time.process_time() - began < SECONDS
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"rejected: {path}: {reason}\n")
