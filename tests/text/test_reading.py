from pathlib import Path

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document


def test_what_the_head_of_a_document_says_of_it_reaches_its_source() -> None:
    text = (
        "---\ntitle: Water talks\ndate: 2021-03-05\noutlet: River Post\nlicence: CC0-1.0\n"
        "source: Treaty series, volume 3\nurl: https://example.org/a\n---\n\nFrance and Spain held talks.\n"
    )
    source = read_document(text, "own", view=packaged_view()).source
    assert (source.title, source.publisher, source.licence) == ("Water talks", "River Post", "CC0-1.0")
    assert (source.citation, source.url) == ("Treaty series, volume 3", "https://example.org/a")
    assert str(source.published) == "2021-03-05"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x01\x02\x07\x1b[31m\x7f",
        '"' * 5000,
        "“" * 5000 + "no" + "”" * 5000,
        "\u202eFrance signed\u202c \u2067an agreement\u2069.",
        "x" * 1_000_000,
    ],
    ids=["empty", "control", "straight quotes", "nested quotes", "right to left", "one long word"],
)
def test_hostile_input_gives_a_reading(text: str) -> None:
    read = read_document(text, "own", view=packaged_view())
    for item in [*read.reports, *read.facts]:
        assert item.start is not None
        assert item.end is not None
        assert text[item.start : item.end] == item.evidence


def test_a_document_reads_the_same_twice() -> None:
    text = "PARIS, 5 March 2021 - France and Spain signed a 90 day agreement on Thursday. They praised the deal."
    assert read_document(text, "own", view=packaged_view()) == read_document(text, "own", view=packaged_view())


def test_the_term_of_the_seeds_agreement_is_answered(shared: Path) -> None:
    text = (shared / "eval" / "seed" / "seed.txt").read_text(encoding="utf-8")
    facts = read_document(text, "seed", view=packaged_view()).facts
    said = {f.property: f for f in facts if f.subject.kind == "agreement"}
    assert {f.subject.country for f in said.values()} == {"MEX+USA"}
    dates = {name: said[name].value for name in ("termStart", "halfway", "termEnd")}
    assert dates == {"termStart": "2019-06-06", "halfway": "2019-07-21", "termEnd": "2019-09-04"}
    assert said["termDays"].value == "90"
    assert said["consequence"].value.startswith("if the U.S. decides that Mexico has not done enough")


def test_a_report_names_somebody_or_something() -> None:
    text = "WASHINGTON, Nov 20, 2022 - Rain.\n\nWhen I signed the Safer Streets Act I said that much was left."
    read = read_document(text, "own", view=packaged_view())
    assert not [r for r in read.reports if r.act == "sign"]
    assert "names nobody and nothing" in [line.verdict for line in read.trace]


def acts(text: str) -> list[str]:
    return [report.act for report in read_document(text, "own", view=packaged_view()).reports]


def test_a_tour_is_more_than_a_visit_that_it_ends_with() -> None:
    head = "PRAIA, May 4 (Own) - Portuguese Prime Minister Antonio Costa arrived in Cape Verde on Saturday.\n\n"
    assert acts(head + "Costa ends his West African tour in Cape Verde.").count("visit") == 2
    assert acts(head + "Costa flew to Cape Verde from Lisbon on Saturday.").count("visit") == 1


def test_what_officials_say_afterwards_of_an_attack_is_no_accusation() -> None:
    shelled = "Ethiopian rebels shelled the town of Adwa on Sunday"
    assert "accuse" not in acts(f"{shelled}, aid officials in Nairobi said.")
    assert "accuse" in acts("Ethiopia said that Eritrean forces had shelled the town of Adwa on Sunday.")
