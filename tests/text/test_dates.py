from datetime import date

import pytest

from comity.identity.view import packaged_view
from comity.text import read_document
from comity.text.dates import Now, absolute, find

THURSDAY = date(2018, 6, 14)
SUNDAY_BEFORE = date(2018, 6, 10)


def told(words: str, *, ahead: bool = False) -> list[str]:
    """What an expression stands for in a dispatch of Thursday 14 June 2018 whose last act was on Sunday the 10th."""
    now = Now(THURSDAY, SUNDAY_BEFORE, SUNDAY_BEFORE, ahead)
    return [found.when.edtf() if found.when.known else "unknown" for found in find(f"They met {words}.", now)]


@pytest.mark.parametrize(
    ("words", "interval"),
    [
        ("on Tuesday", "2018-06-12"),
        ("on Thursday", "2018-06-14"),
        ("last Thursday", "2018-06-07"),
        ("on Wednesday last week", "2018-06-06"),
        ("on Monday and Tuesday", "2018-06-11/2018-06-12"),
        ("on Sunday, June 10", "2018-06-10"),
        ("on Monday evening and again in the early hours of Tuesday", "2018-06-11/2018-06-12"),
        ("on 3 and 4 May", "2018-05-03/2018-05-04"),
        ("yesterday", "2018-06-13"),
        ("overnight", "2018-06-13/2018-06-14"),
        ("last week", "2018-06-04/2018-06-10"),
        ("at the weekend", "2018-06-09/2018-06-10"),
        ("in the second week of May", "2018-05"),
        ("last month", "2018-05"),
        ("in May of last year", "2017-05"),
        ("from March to May", "2018-03-01/2018-05-31"),
        ("in the summer of 2015", "2015-06-01/2015-08-31"),
        ("last winter", "2017-12-01/2018-02-28"),
        ("in the first half of 2016", "2016-01-01/2016-06-30"),
        ("from 1991 to 1995", "1991-01-01/1995-12-31"),
        ("in 1991-95", "1991-01-01/1995-12-31"),
        ("in the early 1990s", "1990-01-01/1993-12-31"),
        ("over the past three days", "2018-06-11/2018-06-14"),
        ("on Christmas Day", "2017-12-25"),
        ("five years ago", "2013"),
        ("since May", "2018-05-01/2018-06-30"),
        ("until 2030", "2018-06-14/2030-12-31"),
        ("by the end of the year", "../2018-12-31"),
        ("before the end of June", "../2018-06-30"),
        ("before 2003", "../2002-12-31"),
        ("on the last day of April", "2018-04-30"),
        ("all Tuesday night", "2018-06-12/2018-06-13"),
        ("in the 1970s and 80s", "1970-01-01/1989-12-31"),
    ],
)
def test_a_time_is_as_exact_as_the_text_makes_it(words: str, interval: str) -> None:
    assert told(words) == [interval]


@pytest.mark.parametrize(
    ("words", "interval"),
    [
        ("the next day", "2018-06-11"),
        ("a day earlier", "2018-06-09"),
        ("hours later", "2018-06-10"),
        ("that evening", "2018-06-10"),
        ("three days later", "2018-06-13"),
        ("the week before", "2018-05-28/2018-06-03"),
        ("the following January", "2019-01"),
        ("later that month", "2018-06"),
        ("on the 3rd", "2018-06-03"),
        ("at Christmas 1978", "1978-12"),
        ("on the 3rd of last month", "2018-05-03"),
        ("hours before the ceremony", "2018-06-10"),
        ("a few days later", "2018-06"),
    ],
)
def test_some_times_count_from_the_act_before(words: str, interval: str) -> None:
    assert told(words) == [interval]


@pytest.mark.parametrize(
    "words", ["weeks later", "in the coming days", "two days after the vote", "within six months", "at the time"]
)
def test_a_time_that_fixes_no_day_is_unknown(words: str) -> None:
    assert told(words) == ["unknown"]


@pytest.mark.parametrize(
    "words", ["on Good Friday", "the 2015 deal", "at 10 Downing Street", "in 300 places", "on the 38th parallel"]
)
def test_what_is_no_time_is_left_alone(words: str) -> None:
    assert told(words) == []


def test_a_weekday_of_what_is_planned_is_the_next_one() -> None:
    assert told("on Tuesday", ahead=True) == ["2018-06-19"]
    assert told("in the autumn", ahead=True) == ["2018-09-01/2018-11-30"]


def test_the_full_date_of_a_header_line_is_found() -> None:
    assert absolute("Published Sat., 17 June 2018, 18:40 BST") == date(2018, 6, 17)
    assert absolute("Published in June 2018") is None


def days(text: str) -> dict[str, str]:
    reports = read_document(text, "own", view=packaged_view()).reports
    return {r.act: r.when.edtf() if r.when.known else "" for r in reports}


def test_a_chronicle_counts_from_the_year_it_told_last() -> None:
    text = """Annals of 1972

In February Richard Nixon flew to China. India and Pakistan signed an agreement at Simla on the night of 2 July.

In May 1973 Chad severed relations with Israel. On the 21st Ghana and Togo signed a treaty."""
    assert days(text) == {"visit": "1972-02", "sign": "1973-05-21", "sever-relations": "1973-05"}


def test_the_day_that_opens_a_story_is_told_again_more_exactly() -> None:
    text = "Chad and Sudan have signed a pact. Moussa Faki of Chad and Ali Karti of Sudan signed the text on Thursday."
    assert days(DATELINE + text)["sign"] == "2018-06-14"


def test_what_is_told_of_days_to_come_is_planned() -> None:
    text = "Chadian President Idriss Deby is travelling to London next week."
    [report] = read_document(DATELINE + text, "own", view=packaged_view()).reports
    assert (report.modality, report.when.edtf()) == ("planned", "2018-06-18/2018-06-24")


@pytest.mark.parametrize("clock", ["at noon", "in the evening", "at 3 p.m.", "shortly before dawn"])
def test_a_time_of_day_is_of_the_day_of_the_story(clock: str) -> None:
    text = f"Chad and Sudan signed a pact on Tuesday. Togo's Faure Gnassingbe met Chad's Idriss Deby {clock}."
    assert days(DATELINE + text)["meeting"] == "2018-06-12"


@pytest.mark.parametrize(
    ("when", "day"), [("Two days before the signing", "2018-06-10"), ("Two days before the vote in Lome", "")]
)
def test_what_a_story_is_of_counts_from_its_day(when: str, day: str) -> None:
    text = f"Chad and Sudan signed a pact on Tuesday. {when}, Togo's Faure Gnassingbe had proposed a plan to Chad."
    assert days(DATELINE + text)["propose"] == day


def test_a_meeting_that_was_planned_has_the_day_of_the_plan() -> None:
    text = "Chad's Idriss Deby cancelled a meeting with Togo's Faure Gnassingbe that was planned for next week."
    assert days(DATELINE + text)["meeting"] == "2018-06-18/2018-06-24"


def test_an_announcement_that_follows_dates_the_act() -> None:
    text = "Chad has cut ties with Sudan, Foreign Minister Moussa Faki announced shortly before midnight on Tuesday."
    assert days(DATELINE + text)["sever-relations"] == "2018-06-12"


DATELINE = "OSLO, 14 June 2018 (Fjord News) - "


def test_the_day_of_a_vote_is_not_that_of_what_it_decides() -> None:
    assert days(DATELINE + "Norway's parliament voted on Tuesday to send troops to Mali.")["deploy"] == "2018-06-12"


def test_what_opens_a_dispatch_without_a_date_is_of_the_day_or_the_day_before() -> None:
    assert days(DATELINE + "Chad has cut diplomatic relations with Sudan.") == {
        "sever-relations": "2018-06-13/2018-06-14"
    }


def test_an_agreement_told_apart_by_its_maker_has_no_day() -> None:
    found = days(DATELINE + "Under an agreement brokered by Kenya, Sudan released prisoners from Chad on Sunday.")
    assert (found["mediation"], found["retreat"]) == ("", "2018-06-10")


@pytest.mark.parametrize(
    ("text", "act", "day"),
    [
        ("The vote came a day after Kenyan President William Ruto flew to Kampala.", "visit", "2023-05-10"),
        ("Ghana cut ties with Togo in May 2019, when soldiers stormed its embassy in Lome.", "attack", "2019-05"),
        ("Kenyan President William Ruto flew to Kampala, where he spoke on Wednesday.", "visit", "2023-05-10"),
        ("French President Emmanuel Macron arrived from Kampala, where he spoke on Tuesday.", "visit", "2023-05-11"),
        (
            "Ghana met Togo on Tuesday. A treaty entered into force on 5 May. Ghana praised Togo.",
            "praise",
            "2023-05-09/2023-05-11",
        ),
        ("Ghana praised Togo for the pact the two states signed in March.", "praise", "2023-05-11"),
        ("In Nairobi nothing moved on Tuesday. Ghana then signed a treaty with Togo.", "sign", "2023-05-09"),
        ("Ghana closed its border two days after Togo sued it on Monday.", "sanction", "2023-05-10"),
        ("Ties are bad since May 2019, when soldiers from Ghana attacked Togo.", "attack", "2019-05"),
        ("Ghana cut ties with Togo in March 2019 and recognised Kosovo five days later.", "recognise", "2019-03"),
        ("Ghana moved troops to the border last month. Togo expelled the ambassador of Ghana.", "expel", "2023-04"),
        ("Ghana moved troops to the border last month. The envoy of Togo praised Ghana.", "praise", None),
        ("On the day of the vote Ghana expelled the ambassador of Togo.", "expel", None),
        ("Ghana cut ties with Togo on 18 April, while Chad recognised Kosovo the same month.", "recognise", "2023-04"),
        ("Ghana has recognised Kosovo, its foreign ministry announced on Tuesday.", "recognise", "2023-05-09"),
        ("Ghana's Nana Akufo-Addo, who had flown to Kampala for the ceremony, left.", "visit", "2023-05-11"),
        ("Chinese Foreign Minister Qin Gang is visiting Kampala.", "visit", "2023-05-11"),
    ],
)
def test_days_of_clauses_that_hang_on_others(text: str, act: str, day: str | None) -> None:
    """Counted from the clause above or below, shared with a date's "when" and a place's "where", with the sentence
    before, or with the event that the story is of."""
    head = "NAIROBI, May 11, 2023 (Lake Press) - The rains have come early this year.\n\n"
    reports = read_document(head + text, "own", view=packaged_view()).reports
    assert [r.when.edtf() for r in reports if r.act == act] == [day]


@pytest.mark.parametrize(
    ("text", "act", "day"),
    [
        # counted from a clause above, also one that tells no act
        (
            "Kenya opened an embassy in Juba on Sunday, a day after it and Sudan had signed a treaty.",
            "sign",
            "2023-05-06",
        ),
        ("Clashes began on Monday, the day after Chad's Mahamat Deby met Omar al-Bashir.", "meeting", "2023-05-07"),
        ("Hours after a bomb exploded in Lome on Wednesday, Ghana and Togo agreed to end it.", "agree", "2023-05-10"),
        ("Togo cut ties with Israel in 1982 and recognised it again five years later.", "recognise", "1987"),
        # counted from a sentence that tells no act
        ("The rains began on Monday. A day earlier Ghana had expelled Chad's envoy.", "expel", "2023-05-07"),
        ("The airport was closed on Tuesday; the following day Togo expelled Chad's envoy.", "expel", "2023-05-10"),
        (
            "The vote was held on May 3. Ghana severed relations with Togo the following day.",
            "sever-relations",
            "2023-05-04",
        ),
        (
            "Voters went to the polls on Sunday, and a day later Chad severed ties with Togo.",
            "sever-relations",
            "2023-05-08",
        ),
        # a plan counts from a plan, what has happened does not
        ("William Ruto will fly to Juba on Friday. The next day he will fly to Lome.", "visit", "2023-05-13"),
        ("Ghana said on Monday that Togo would open its border that evening.", "lift-sanction", "2023-05-08"),
        # what is done by being declared
        (
            "William Ruto announced on Tuesday that Kenya would sever its ties with Chad.",
            "sever-relations",
            "2023-05-09",
        ),
        ("Mali told the African Union on Wednesday that it is leaving the bloc.", "withdraw", "2023-05-10"),
        # each time to its own clause
        ("William Ruto said on Wednesday he would meet Yoweri Museveni on Monday.", "meeting", "2023-05-15"),
        ("Speaking on Wednesday, William Ruto criticised Chad for Sunday's attack.", "criticise", "2023-05-10"),
        ("Ahead of Sunday's meeting between William Ruto and Yoweri Museveni, all was calm.", "meeting", "2023-05-14"),
        (
            "Mali, where Russia has stationed soldiers since 2020, expelled Chad's envoy on Tuesday.",
            "expel",
            "2023-05-09",
        ),
        # times that last
        (
            "Kenyan President William Ruto arrived in Accra on Sunday and left on Tuesday.",
            "visit",
            "2023-05-07/2023-05-09",
        ),
        ("Kenyan President William Ruto began a two-day visit to Ghana on Monday.", "visit", "2023-05-08/2023-05-09"),
        (
            "Kenyan President William Ruto ended a visit of three days to Ghana on Wednesday.",
            "visit",
            "2023-05-08/2023-05-10",
        ),
        ("Kenya will send troops to Somalia over the next four months.", "deploy", "2023-05-01/2023-09-30"),
        (
            "Ghana fought Togo in late 1993, and Chad attacked Mali over the next three years.",
            "attack",
            "1993-01-01/1996-12-31",
        ),
        ("William Ruto telephoned Yoweri Museveni in the course of Tuesday night.", "call", "2023-05-09/2023-05-10"),
        ("Ghana and Togo are to sign a treaty before the summit closes on Monday.", "sign", "2023-05-11/2023-05-15"),
        (
            "On Wednesday Ghana and Togo signed a treaty after two days of talks.",
            "negotiation",
            "2023-05-09/2023-05-10",
        ),
        ("Ghana's Nana Akufo-Addo mediated for three days.", "mediation", "2023-05-09/2023-05-11"),
        ("A treaty was negotiated over two months by Ghana and Togo.", "negotiation", "2023-03-01/2023-05-31"),
        # the first of two main clauses, a day told by what else was done on it, what others did likewise
        (
            "William Ruto had landed on Sunday, the first to come, and was met by Yoweri Museveni.",
            "meeting",
            "2023-05-07",
        ),
        ("On Sunday Togo captured a ship of Mali, ending a war that began four days ago.", "detain", "2023-05-07"),
        ("The envoy left on Monday, the day on which Togo recognised Kosovo.", "recognise", "2023-05-08"),
        ("Ghana recalled its envoy from Togo on Monday. Chad did likewise on April 3.", "expel", "2023-04-03"),
        # a day further back does not become that of the story
        ("Ghana met Togo on Tuesday. Chad met Mali on 4 May. Niger recognised Kosovo.", "recognise", "2023-05-09"),
        ("The quarrel goes back to 2012, when troops of Togo attacked Ghana.", "attack", "2012"),
        ("The Security Council extended the mandate of a mission by three months on May 3.", "extend", "2023-05-03"),
        # who did something that day said so that day
        ("William Ruto met Paul Kagame on Tuesday. Kagame criticised Chad.", "criticise", "2023-05-09"),
        ("William Ruto met Paul Kagame on Tuesday. Chad praised Kenya.", "praise", "2023-05-09/2023-05-11"),
        # what is told after a meeting may be said until the dispatch was, and what the speaker adds
        (
            "William Ruto met Paul Kagame on Tuesday. After the talks, Kagame criticised Chad.",
            "criticise",
            "2023-05-09/2023-05-11",
        ),
        (
            "William Ruto met Paul Kagame on Tuesday. Ruto thanked Rwanda following their lunch. He also accused Chad.",
            "accuse",
            "2023-05-09/2023-05-11",
        ),
        (
            "William Ruto met Paul Kagame on Wednesday. After the talks Ruto thanked Rwanda. He added that more had to "
            'be done. "We have time," he said.',
            "state",
            "2023-05-10/2023-05-11",
        ),
        (
            'William Ruto met Paul Kagame on Tuesday. After the talks Ruto thanked Rwanda. "We have time," he said.',
            "state",
            "2023-05-09/2023-05-11",
        ),
        (
            "William Ruto met Paul Kagame on Tuesday. Kagame told reporters after the meeting that peace was near.",
            "state",
            "2023-05-09",
        ),
        (
            "William Ruto met Paul Kagame on Tuesday. Kagame left on Wednesday after the meeting and praised Chad.",
            "praise",
            "2023-05-10",
        ),
        # what somebody speaks of is older than what is said of it
        ("Angela Merkel apologised to Namibia for the massacre of 1904.", "state", "2023-05-11"),
        ("Aleksandar Vucic voiced regret over the killings at Vukovar in 1991.", "concern", "2023-05-11"),
        ("Turkey criticised France over a law of 2001.", "criticise", "2023-05-11"),
        ("In a speech in May 2014 Recep Tayyip Erdogan criticised Israel.", "criticise", "2014-05"),
        ("Norway criticised Chad in 2015.", "criticise", "2015"),
        # days after a month or year of old are no more exact than that
        ("Chad expelled Mali's envoy in January 2022. Two weeks later Ghana recognised Kosovo.", "recognise", None),
        ("Ghana recognised Kosovo in 2014. The same day Togo expelled Ghana's envoy.", "expel", "2014"),
        (
            "Chad fought Mali in 2019. In July 2020 Ghana expelled Togo's envoy; a day later Togo recognised Kosovo.",
            "recognise",
            "2020-07",
        ),
        # a second clause, days from yesterday on, what began only then, what ended
        (
            "Togo and Benin broke off relations in 1975 and restored them four years later.",
            "establish-relations",
            "1979",
        ),
        ("Kenya recalled its ambassador from Sudan the day before yesterday.", "expel", "2023-05-09"),
        ("William Ruto will meet Paul Kagame the day after tomorrow.", "meeting", "2023-05-13"),
        (
            "It was not until 1992 that Israel and China established diplomatic relations.",
            "establish-relations",
            "1992",
        ),
        ("Ghana recognised Kosovo on the eve of the summit.", "recognise", None),
        ("William Ruto returned on Tuesday from a three-day visit to Chad.", "visit", "2023-05-07/2023-05-09"),
        # nights, days that are near, and clauses of what is brought about
        ("William Ruto and Paul Kagame negotiated until dawn.", "negotiation", "2023-05-10/2023-05-11"),
        ("Moussa Faki mediated between Chad and Togo all night.", "mediation", "2023-05-10/2023-05-11"),
        ("William Ruto telephoned Paul Kagame in the small hours.", "call", "2023-05-11"),
        ("William Ruto telephoned Paul Kagame in the early hours of Tuesday.", "call", "2023-05-09"),
        ("William Ruto will fly to Lome in the coming days.", "visit", "2023-05"),
        ("William Ruto is expected in Lome later this week.", "visit", "2023-05-11/2023-05-14"),
        ("Ghana and Togo signed a treaty a few days ago.", "sign", "2023-05"),
        ("Togo had let the sailors go on Tuesday, Ghana said.", "retreat", "2023-05-09"),
        ("Chad has had soldiers stationed in Niger since 2002.", "deploy", "2002-01-01/.."),
        # what only says of when something is the first
        ("Ghana became on Tuesday the first state to recognise Kosovo this year.", "recognise", "2023-05-09"),
        ("On Tuesday Ghana became the fifth state to recognise Kosovo since 2008.", "recognise", "2023-05-09"),
        ("William Ruto on Tuesday paid the first visit to Chad by a Kenyan since 1998.", "visit", "2023-05-09"),
        ("Chad's first ambassador to Mali since 1972 presented his credentials on Tuesday.", "accredit", "2023-05-09"),
        ("Turkey has kept troops in Cyprus since 1974.", "deploy", "1974-01-01/.."),
        ("Ghana, in a decree issued on Tuesday, imposed sanctions on Togo.", "sanction", "2023-05-09"),
        ("Kenya mediated between Ghana and Togo throughout 2022.", "mediation", "2022"),
        ("Not until Tuesday did William Ruto meet Paul Kagame.", "meeting", "2023-05-09"),
        # months go on in the year told
        ("In March 2019 Ghana signed a treaty with Chad; in July Togo expelled Chad's envoy.", "expel", "2019-07"),
    ],
)
def test_each_time_counts_from_and_belongs_to_its_own_clause(text: str, act: str, day: str) -> None:
    head = "NAIROBI, May 11, 2023 (Lake Press) - The rains have come early this year.\n\n"
    reports = read_document(head + text, "own", view=packaged_view()).reports
    assert day in [r.when.edtf() for r in reports if r.act == act]
