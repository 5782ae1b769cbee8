"""Web pages: the article, what the page says of itself, and markup made to do harm."""

import time
from collections.abc import Iterator
from datetime import date

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document
from comity.text.given import read_given
from comity.text.html import MAX_BYTES, Limits, Pages, is_html

pytest.importorskip("trafilatura", reason="web pages need trafilatura: comity[text]")

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Pompeo meets Ebrard | Example Wire</title>
<meta property="og:title" content="Pompeo meets Ebrard in Mexico City">
<meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2019-07-22T18:00:00Z">
<link rel="canonical" href="https://wire.example/2019/07/pompeo">
<script>var text = "Vladimir Putin met Xi Jinping in Moscow on Monday.";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World: Merkel met Macron in Paris</a></li></ul></nav>
<article><h1>Pompeo meets Ebrard in Mexico City</h1>
<p>U.S. Secretary of State Mike Pompeo met Mexican Foreign Minister Marcelo Ebrard in Mexico City on Sunday.
The two discussed migration &amp; trade for a long while, officials who were in the room said afterwards.</p>
<p>Ebrard said Mexico had &quot;kept its word&quot; under the agreement that it signed with the United States.</p>
</article><aside>Related: <a href="/x">Boris Johnson visited Ankara</a></aside>
<footer>Copyright 2019 Example Wire. All rights reserved.</footer></body></html>"""

STORY = b"<p>President Emmanuel Macron met Chancellor Angela Merkel in Berlin on Monday to discuss the agreement.</p>"
START = b"<!doctype html><html><body>"


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    with Pages() as opened:
        yield opened


def test_a_page_is_known_by_how_it_begins() -> None:
    for start in (
        "<!DOCTYPE html>",
        "  <html>",
        "<!-- saved --><html lang=en>",
        '<?xml version="1.0"?>\n<!doctype HTML>',
    ):
        assert is_html(start.encode())
        assert is_html(b"\xef\xbb\xbf" + start.encode())
        assert is_html(start.encode("utf-16"))
    for start in ("<feed/>", "The <html> tag", "<htmlx>", ""):
        assert not is_html(start.encode())


def test_the_article_is_kept_and_what_stands_around_it_is_not(pages: Pages) -> None:
    given = pages.document(PAGE.encode(), "page")
    assert given.title == "Pompeo meets Ebrard in Mexico City"
    assert given.published == date(2019, 7, 22)
    assert (given.outlet, given.url) == ("Example Wire", "https://wire.example/2019/07/pompeo")
    assert "migration & trade" in given.text
    for noise in ("Putin", "Merkel", "Johnson", "Copyright", "<"):
        assert noise not in given.text
    assert given.extracted


def test_what_is_read_of_a_page_counts_in_its_article(pages: Pages) -> None:
    given = pages.document(PAGE.encode(), "page")
    reading = read_given(given, packaged_view(), read_document)
    assert {report.act for report in reading.reports} >= {"meeting"}
    for report in reading.reports:
        assert given.text[report.start : report.end] == report.evidence
    assert reading.reports[0].when.edtf() == "2019-07-21"
    assert reading.source.url == given.url


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1251", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_states(pages: Pages, encoding: str) -> None:
    name = "Мария Захарова" if encoding == "windows-1251" else "Emilio Rodríguez"
    page = PAGE.replace('charset="utf-8"', f'charset="{encoding}"').replace("Marcelo Ebrard", name)
    assert name in pages.document(page.encode(encoding), "page").text


def test_an_encoding_that_is_none_of_pages_is_not_believed(pages: Pages) -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="punycode"')
    assert "Pompeo met" in pages.document(page.encode(), "page").text


def test_a_page_without_an_article_says_so(pages: Pages) -> None:
    with pytest.raises(ValueError, match="without an article"):
        pages.document(START + b"</body></html>", "page")


def test_a_page_that_is_too_large_is_not_parsed(pages: Pages) -> None:
    with pytest.raises(ValueError, match="at most 2,000,000"):
        pages.document(START + b" " * MAX_BYTES, "page")


AROUND = """<div id="cookie-banner" class="cookie-consent">
<p>We use cookies. Xi Jinping met Vladimir Putin in Moscow on Monday. <button>Accept all</button></p></div>
<article><h1>Envoy in Nairobi</h1>
<p class="byline">By Anna Berger, Nairobi</p>
<figure><img src="x.jpg" onerror="alert(1)" alt="Modi met Biden in Delhi on Monday">
<figcaption>Kenyan President William Ruto, left, shakes hands with a guest. (Example Photo/Jo Doe)</figcaption></figure>
<p>Ethiopian Foreign Minister Demeke Mekonnen met Kenyan President William Ruto in Nairobi on Tuesday, officials said
after the talks at State House, which lasted for two hours and dealt with trade and with security on the border.</p>
<p onclick="x()">Ethiopia accused Eritrea of massing troops along the frontier, which the government in Asmara denied
on the same day. Its statement bore the words &lt;script&gt;alert(1)&lt;/script&gt; at the foot.</p>
<style>p:after{content:"Macron visited Baku on Friday"}</style><noscript>Scholz visited Oslo on Friday.</noscript>
<template><p>Donald Tusk visited Riga on Friday.</p></template><p hidden>Rishi Sunak visited Rome on Friday.</p>
<p style="color:red; display: none">Giorgia Meloni visited Tunis on Friday.</p>
<!-- Donald Trump visited Seoul on Friday. --></article>"""
OTHERS = ("CHN", "RUS", "IND", "USA", "FRA", "DEU", "POL", "GBR", "AZE", "NOR", "ITA")


def test_what_stands_around_an_article_tells_no_acts(pages: Pages) -> None:
    given = pages.document(START + AROUND.encode() + b"</body></html>", "page")
    reading = read_given(given, packaged_view(), read_document)
    told = {r.act: {m.country for m in (*r.agents, *r.recipients)} for r in reading.reports}
    assert "<script>alert(1)</script>" in given.text
    assert "Friday" not in given.text
    assert told["meeting"] == {"ETH", "KEN"}
    assert told["accuse"] == {"ETH", "ERI"}
    assert not {code for codes in told.values() for code in codes} & {*OTHERS}
    assert "Anna Berger" not in {m.name for r in reading.reports for m in (*r.agents, *r.recipients)}


def test_an_article_behind_an_open_dialogue_is_read(pages: Pages) -> None:
    page = START + b"<main aria-hidden='true'><article>" + STORY * 5 + b"</article></main></body></html>"
    assert pages.document(page, "page").text.count("Macron")


HOSTILE = {
    "script tags": START + b"<script>alert(1)</script>" * 2_000 + STORY * 5,
    "open scripts": START + b"<script>" * 20_000 + STORY,
    "deep divisions": START + b"<div>" * 50_000 + STORY * 5,
    "deep quotes": START + b"<blockquote>" * 10_000 + STORY * 5,
    "open tags": START + b"<" * 100_000 + STORY,
    "entities": b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html><body>' + b"<p>&b;</p>" + STORY * 5,
    "file entity": b'<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]><html><body><p>&f;</p>' + STORY * 5,
    "control characters": START + b"<p>\x00\x01\x1b[31m\x7f</p>" + STORY * 5,
    "no bytes of text": START + bytes(range(128, 256)) * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_ends_as_an_article_or_as_one_line(pages: Pages, name: str) -> None:
    began = time.monotonic()
    said = article_or_reason(pages, HOSTILE[name])
    assert time.monotonic() - began < 15
    assert said
    for unwanted in ("alert", "root:", "<script"):
        assert unwanted not in said


def article_or_reason(pages: Pages, page: bytes) -> str:
    try:
        return pages.document(page, "page").text
    except ValueError as error:
        reason = str(error)
    assert "\n" not in reason
    assert len(reason) < 250
    return reason


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    slow = START + b"<p " + b" ".join(b"a%d=1" % i for i in range(150_000)) + b">" + STORY
    with Pages(Limits(cpu=1)) as pages:
        with pytest.raises(ValueError, match="too long or too much memory"):
            pages.document(slow, "slow")
        assert "Pompeo met" in pages.document(PAGE.encode(), "page").text


def test_a_page_that_takes_too_much_memory_is_given_up() -> None:
    with Pages(Limits(memory=48 * 2**20)) as pages, pytest.raises(ValueError, match="too long or too much memory"):
        pages.document(START + STORY * 15_000, "large")


def test_no_process_is_left_behind() -> None:
    with Pages() as pages:
        pages.document(PAGE.encode(), "page")
        child = pages._child
        assert child is not None
    assert child.poll() is not None
