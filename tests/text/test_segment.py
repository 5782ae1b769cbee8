from datetime import date

import pytest

from comity.text.segment import layout


def kinds(text: str) -> list[str]:
    return [segment.kind for segment in layout(text).segments]


@pytest.mark.parametrize(
    ("line", "city", "outlet"),
    [
        ("OSLO, 14 June 2018 (Fjord News) - Norway signed.", "OSLO", "Fjord News"),
        ("CARTAGENA, Colombia, Sept 26, 2016 (Andean Press) — Colombia signed.", "CARTAGENA, Colombia", "Andean Press"),
        ("MEXICO CITY, April 6, 2024 – Mexico signed.", "MEXICO CITY", ""),
        ("MANAMA, June 5 (Gulf Desk) 2017 - Bahrain signed.", "MANAMA", "Gulf Desk"),
        ("MALE: OCT 14, 2016: Maldives signed.", "MALE", ""),
        ("KIGALI/LONDON, April 14 2022 (Newsroom) -- Rwanda signed.", "KIGALI", "Newsroom"),
    ],
)
def test_a_dateline_gives_city_day_and_outlet(line: str, city: str, outlet: str) -> None:
    found = layout(line)
    assert (found.city, found.outlet) == (city, outlet)
    assert found.published is not None
    assert found.segments[-1].text.endswith("signed.")
    assert found.city not in found.segments[-1].text


def test_what_the_caller_says_wins_over_the_dateline() -> None:
    assert layout("OSLO, 14 June 2018 - Norway signed.", published=date(2020, 1, 1)).published == date(2020, 1, 1)


def test_front_matter_is_no_text() -> None:
    found = layout(
        '---\ntitle: "A visit"\ndate: 2022-05-03\nsource_url: https://www.gov.uk/x\n---\n\nThe king met her.'
    )
    assert (found.title, found.published, [s.text for s in found.segments]) == (
        "A visit",
        date(2022, 5, 3),
        ["The king met her."],
    )
    assert layout("---\nurl: https://www.state.gov/x\n---\n\nA.").home == "US"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A minister, left, shakes hands with a queen. (AP Photo/A. Person)", "caption"),
        ("Click here to subscribe to our newsletter", "noise"),
        ("By A. Writer and B. Writer", "byline"),
        ("* The two sides will meet again.", "list"),
    ],
)
def test_what_is_no_body_is_told_apart(text: str, kind: str) -> None:
    body = "Norway and Sweden signed a treaty on the river that runs between the two countries."
    assert kinds(f"{body}\n\n{text}\n\n{body}")[1] == kind


def test_offsets_lead_back_to_the_document_as_it_was_given() -> None:
    text = "They   met the the “old” **king** of [Norway](https://example.org) &amp; his son.\r\n"
    (segment,) = layout(text).segments
    assert segment.text == 'They met the "old" king of Norway & his son.'
    start = segment.text.index("Norway")
    first, last = segment.span(start, start + 6)
    assert text[first:last] == "Norway"
    first, last = segment.span(0, len(segment.text))
    assert text[first:last].startswith("They")
    assert text[first:last].endswith("son.")


def test_a_word_written_twice_by_mistake_is_read_once_but_a_double_name_twice() -> None:
    (segment,) = layout("Later the the president met Abdullah Abdullah in Kabul.").segments
    assert segment.text == "Later the president met Abdullah Abdullah in Kabul."


def test_long_paragraphs_are_cut_after_a_sentence() -> None:
    found = layout("The river is long. " * 600).segments
    assert len(found) > 2
    assert all(len(s.text) <= 3000 and s.text.rstrip().endswith(".") for s in found)


@pytest.mark.parametrize(
    ("head", "city"),
    [
        ("TUNIS. 3 May 1998. MAGHREB PRESS. ", "TUNIS"),
        ("LUSAKA (Copperbelt Post), Friday, May 1, 1998. ", "LUSAKA"),
        ("Suva/Nadi, 3 May 1998 /Lagoon Telegraph/\n\n", "Suva"),
        ("LIMA — 3 May 1998\n\n", "LIMA"),
        ("LIMA, May 3, 1998, 10:20 GMT (Andean Post) – ", "LIMA"),
        ("Lima, Peru (Andean Post, 3 May 1998): ", "Lima, Peru"),
    ],
)
def test_other_makes_of_datelines(head: str, city: str) -> None:
    found = layout(head + "The two ministers signed a fisheries agreement on Friday and shook hands afterwards.")
    assert found.city == city
    assert found.published is not None
    assert (found.published.year, found.published.month) == (1998, 5)
    assert found.segments[-1].text.startswith("The two ministers")


def test_a_sentence_with_a_date_is_no_dateline() -> None:
    told = "President Joe Biden met with the king of Jordan in Amman on May 4, 2022. The two spoke of water."
    assert layout(told).segments[0].text == told


def test_a_day_at_the_foot_is_that_of_a_text_without_dateline() -> None:
    found = layout("VATICAN CITY: Chile and Argentina signed a treaty on Thursday.\n\n(29 November 1984)")
    assert (found.published, found.city) == (date(1984, 11, 29), "VATICAN CITY")


@pytest.mark.parametrize(
    ("head", "city"),
    [
        ("Santa Marta, Colombia | 11 August 2010 | El Faro", "Santa Marta, Colombia"),
        ("SINGAPORE (12 June 2018, 19:05) | Straits Bulletin", "SINGAPORE"),
        ("By our own reporter in Belfast | Friday 10 April 1998 | 19:20 BST", "Belfast"),
        ("Updated 12 June 2018 | Share | Print", ""),
    ],
)
def test_a_head_line_of_parts_may_name_the_place(head: str, city: str) -> None:
    found = layout(f"{head}\n\nColombia and Venezuela signed a treaty on Tuesday.")
    assert found.city == city
    assert found.published is not None
