"""One JSON object a line: which keys count, what is refused, and that offsets count in the record's own text."""

import io
import json
from datetime import date

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document
from comity.text.corpus import MAX_LINE, document_of, is_corpus, lines_of
from comity.text.given import Given, decode, read_given, stated_day

STORY = "President Emmanuel Macron met Chancellor Angela Merkel in Berlin on Monday. They discussed trade."


def line(**record: object) -> bytes:
    return json.dumps(record).encode()


def test_a_corpus_is_known_by_an_object_with_a_text() -> None:
    assert is_corpus(line(id=1, text=STORY))
    assert is_corpus(line(title="x", meta={"a": 1}, body=STORY))
    assert not is_corpus(b'{"schema": "Person", "properties": {}}')
    assert not is_corpus(b'[{"text": "a list is no line"}]')


def test_what_stands_beside_the_text_is_read_under_any_of_its_names() -> None:
    given = document_of(line(id=7, headline="A title", published="Mon, 22 Jul 2019 10:00:00 GMT", content=STORY))
    assert (given.name, given.title, given.published) == ("7", "A title", date(2019, 7, 22))
    given = document_of(line(body=STORY, source={"id": None, "name": "Example Wire"}, link="https://wire.example/1"))
    assert (given.name, given.outlet, given.url) == ("https://wire.example/1", "Example Wire", "https://wire.example/1")
    same = document_of(line(text=STORY, date="2019-07-22T10:00:00Z"))
    assert same.name == document_of(line(date="July 22, 2019", text=STORY)).name
    assert same.published == date(2019, 7, 22)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b'{"text": "cut off', "no JSON"),
        (b'["text"]', "no JSON object"),
        (b'{"text": "   "}', "no text under any of text, body, content"),
        (b'{"text": 5}', "no text"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (line(text=STORY, date="3 hours ago"), "'3 hours ago' is no date: write YYYY-MM-DD"),
        (b'{"text":' * 100_000, "no JSON: nested too deep"),
        (b'{"text": "x", "id": ' + b"1" * 5000 + b"}", "no JSON"),
        (None, "a line of more than"),
    ],
)
def test_a_bad_line_says_what_is_wrong(bad: bytes | None, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        document_of(bad)


def test_lines_keep_their_numbers_and_a_huge_one_costs_no_memory() -> None:
    stream = io.BytesIO(b"{}\n\n" + b"x" * (MAX_LINE + 2) + b"\n{}")
    assert [(number, found is None) for number, found in lines_of(stream)] == [(1, False), (3, True), (4, False)]


def test_only_web_addresses_become_addresses_of_a_source() -> None:
    assert document_of(line(text=STORY, url="javascript:alert(1)")).url == ""
    assert document_of(line(text=STORY, url="https://a.example/b")).url == "https://a.example/b"


def test_offsets_count_in_the_text_and_never_in_the_head() -> None:
    given = Given("one", STORY, "Macron in Berlin", date(2019, 7, 23), "Example Wire", "https://wire.example/1")
    reading = read_given(given, packaged_view(), read_document)
    assert reading.reports
    for report in reading.reports:
        assert report.start is not None
        assert STORY[report.start : report.end] == report.evidence
        assert report.id.startswith(f"report/one/{report.start}-")
    source = reading.source
    assert (source.title, source.publisher, source.url) == (given.title, given.outlet, given.url)
    assert source.published == given.published
    assert reading.reports[0].when.edtf() == "2019-07-22"


def test_a_value_cannot_leave_its_line_of_the_head() -> None:
    given = Given("one", STORY, "A title\ndate: 1999-01-01\n---\nurl: x\u2028date: 1998-01-01", outlet="x" * 9000)
    reading = read_given(given, packaged_view(), read_document)
    assert reading.source.published is None
    assert reading.source.title.startswith("A title date: 1999-01-01 --- url: x")
    assert len(reading.source.publisher) < 500
    assert STORY[reading.reports[0].start : reading.reports[0].end] == reading.reports[0].evidence


def test_characters_that_no_table_can_hold_are_replaced_one_by_one() -> None:
    text = STORY.replace("in Berlin", "in\ud800 Berlin\0")
    reading = read_given(Given("one", text), packaged_view(), read_document)
    assert reading.reports
    for report in reading.reports:
        assert report.evidence.encode()
        assert report.evidence == text[report.start : report.end].replace("\ud800", "\ufffd").replace("\0", "\ufffd")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_common_encodings_are_told_apart(encoding: str) -> None:
    text = "MÉXICO — “El señor Ebrard” met Secretary Pompeo in Bogotá.\r\n"
    assert decode(text.encode(encoding)) == text


def test_one_bad_byte_does_not_make_a_text_another_encoding() -> None:
    data = ("Señor Ebrard, señora Ríos, año, niño, café. " * 3).encode() + b"\xe9."
    assert decode(data) == data.decode("utf-8", "replace")


@pytest.mark.parametrize(("data", "reason"), [(b" \n", "empty"), (b"a\0b", "NUL"), (b"\x81\x8d", "neither")])
def test_what_is_no_text_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        decode(data)


def test_days_are_read_as_feeds_and_records_write_them() -> None:
    same = ("2019-07-21", "2019-07-21T23:59:00+02:00", "20190721", "Sun, 21 Jul 2019 08:00:00 +0000", "July 21, 2019")
    assert {stated_day(text) for text in same} == {date(2019, 7, 21)}
    assert [stated_day(text) for text in ("yesterday", "2019-13-41", "", "12")] == [None] * 4
