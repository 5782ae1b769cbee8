import pytest

from comity.sources.remarks import Party, meetings, sentences, visitors


def _parties(text: str) -> list[Party]:
    return [party for met in meetings(text) for party in met.parties]


def _shown(text: str) -> list[tuple[str, str, str]]:
    return [(party.title, party.name, party.words) for party in _parties(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Met with President Soto.", [("President", "Soto", "")]),
        ("Met briefly in Lima with Prime Minister Ana María Soto.", [("Prime Minister", "Ana María Soto", "")]),
        (
            "Held talks with President de la Vega, Foreign Minister O’Brien, and Minister of External Affairs R. Rao.",
            [
                ("President", "de la Vega", ""),
                ("Foreign Minister", "O’Brien", ""),
                ("Minister of External Affairs", "R. Rao", ""),
            ],
        ),
        (
            "Opened a fair and conferred with Saudi Foreign Minister Prince Saud al-Faisal.",
            [("Foreign Minister", "Saud al-Faisal", "Saudi")],
        ),
        ("Discussed trade with Norway with King Olav V.", [("King", "Olav V", "")]),
        ("Met with King Hussein of Jordan.", [("King", "Hussein", "Jordan")]),
        ("Met with Crown Prince of Abu Dhabi Sheikh Zayed.", [("Crown Prince", "Zayed", "Abu Dhabi")]),
        (
            "Met with the Kings of Norway, Jordan, and Spain.",
            [("King", "", "Norway"), ("King", "", "Jordan"), ("King", "", "Spain")],
        ),
        (
            "Met with Presidents Paz of Peru and Luna of Costa Rica.",
            [("President", "Paz", "Peru"), ("President", "Luna", "Costa Rica")],
        ),
        (
            "Conferred with the British and French Foreign Ministers.",
            [("Foreign Minister", "", "British"), ("Foreign Minister", "", "French")],
        ),
        ("Met with senior Greek officials.", [("", "", "Greek")]),
        ("Met with Premier Lu and Chinese leaders.", [("Premier", "Lu", ""), ("", "", "Chinese")]),
        ("Met with students, athletes, and Mayor Kim.", [("Mayor", "Kim", "")]),
        ("Met with Prime Minister and Defense Minister Ek.", [("Prime Minister and Defense Minister", "Ek", "")]),
    ],
)
def test_a_remark_names_its_counterparts(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert _shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Attended the NATO Summit.",
        "Signed a treaty with President Soto.",
        "Accompanied President Soto.",
        "A meeting scheduled with President Soto was cancelled.",
        "Did not meet with President Soto.",
        "Met with President Soto’s advisers.",
        "Vacation with Prime Minister Ek.",
    ],
)
def test_a_remark_without_a_meeting_gives_none(text: str) -> None:
    assert _parties(text) == []


def test_only_words_like_trilateral_put_all_at_one_table() -> None:
    apart = next(meetings("Met with Prime Minister Ek and Iranian Foreign Minister Zarif."))
    together = next(meetings("Held a trilateral meeting with Prime Minister Ek and Iranian Foreign Minister Zarif."))
    assert (apart.together, together.together) == (False, True)


def test_two_clauses_of_one_sentence_are_two_meetings() -> None:
    found = list(meetings("Met with President Soto; also met with Pope Paul VI and addressed the Assembly."))
    assert [[party.name for party in met.parties] for met in found] == [["Soto"], ["Paul VI"]]


def test_sentences_keep_their_place_in_the_remark_with_its_layout() -> None:
    remark = "\n    Met with Gen. Luis F. Paz in St. Lucia Oct. 9.\n        Addressed the U.S. Embassy. “Fine.”\n"
    found = sentences(remark)
    assert [item.text for item in found] == [
        "Met with Gen. Luis F. Paz in St. Lucia Oct. 9.",
        "Addressed the U.S. Embassy.",
        "“Fine.”",
    ]
    assert [" ".join(remark[item.start : item.end].split()) for item in found] == [item.text for item in found]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("King Olav V", [("King", "Olav V")]),
        ("President Paz and Prime Minister Ek", [("President", "Paz"), ("Prime Minister", "Ek")]),
        ("President Ana Paz, Prime Minister Ek", [("President", "Ana Paz"), ("Prime Minister", "Ek")]),
        ("Premier and Prince Ek", [("Premier and Prince", "Ek")]),
        ("President Tommy Paz, Jr.", [("President", "Tommy Paz, Jr.")]),
        ("General Luis Paz", [("General", "Luis Paz")]),
        ("Ana Paz", [("", "Ana Paz")]),
    ],
)
def test_a_visitor_field_names_one_or_several_leaders(field: str, expected: list[tuple[str, str]]) -> None:
    assert [(party.title, party.name) for party in visitors(field)] == expected
