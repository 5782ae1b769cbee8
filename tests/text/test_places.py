import pytest

from comity.identity.view import packaged_view
from comity.text import read_document
from comity.text.cities import country_of_town


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Greece and Macedonia signed an accord in a Greek fishing village.", "GRC"),
        ("The leaders of Armenia and Azerbaijan met in the Russian Black Sea resort of Sochi.", "RUS"),
        ("Armenia and Turkey signed protocols in Zurich, Switzerland.", "CHE"),
        ("Armenia and Turkey signed protocols in Zurich.", "CHE"),
        ("Israel and the PLO held secret talks in the Norwegian capital in 1993.", "NOR"),
        ("Chadian troops stormed the Mexican embassy in Quito.", "ECU"),
        ("Chad's leader, Mahamat Deby, met Mali's Assimi Goita.", ""),
        ("France and Chad held talks on trade in Central America.", ""),
        ("From the White House, President Donald Trump signed an order to reimpose sanctions on Iran.", "USA"),
    ],
)
def test_a_place_is_known_by_what_stands_around_it(sentence: str, country: str) -> None:
    reports = read_document(sentence, "own", view=packaged_view()).reports
    assert reports[0].place_country == country


def test_an_official_is_for_the_day_where_he_came() -> None:
    text = (
        "NAIROBI, 5 March 2021 - Chadian President Idriss Deby landed in Oslo on Thursday. "
        'That evening he told guests: "We are glad to be here with our friends."'
    )
    reports = read_document(text, "own", view=packaged_view()).reports
    assert [(r.act, r.place_country) for r in reports] == [("visit", "NOR"), ("state", "NOR")]


def test_a_clause_with_where_names_the_town_itself() -> None:
    text = "Kenyan President William Ruto came from Ecuador, where he held talks with the French in Guayaquil."
    report = next(r for r in read_document(text, "own", view=packaged_view()).reports if r.act == "meeting")
    assert (report.place, report.place_country) == ("Guayaquil", "ECU")


def test_a_town_of_many_states_is_that_of_a_state_the_document_names() -> None:
    assert country_of_town("Cartagena", {"CHL"}) == "CHL"
    assert country_of_town("Cartagena", ()) == "COL"
    assert country_of_town("Dover", {"GBR"}) == "GBR"
    assert country_of_town("Dover", ()) == ""
    assert country_of_town("Nowhere at all", {"GBR"}) == ""


def test_a_visit_that_frames_an_act_says_where() -> None:
    text = "Japan and China established relations on 29 September 1972, during a trip to Beijing by its premier."
    assert read_document(text, "own", view=packaged_view()).reports[0].place_country == "CHN"


def test_the_place_of_a_head_line_of_parts_is_that_of_the_story() -> None:
    text = "Santa Marta, Colombia | 11 August 2010 | El Faro\n\nColombia and Venezuela signed a treaty yesterday."
    report = read_document(text, "own", view=packaged_view()).reports[0]
    assert (report.place_country, report.when.edtf()) == ("COL", "2010-08-10")


def test_what_two_states_did_together_on_one_day_was_at_one_place() -> None:
    text = (
        "ACCRA, 4 March 2020 - Chad and Sudan restored relations on Tuesday. Chad's Mahamat Zene and Sudan's Asma "
        "Abdalla signed the document in Ndjamena on Tuesday."
    )
    assert {r.place_country for r in read_document(text, "own", view=packaged_view()).reports} == {"TCD"}


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Japanese Prime Minister Shinzo Abe said in Seoul that he supported the deal.", "KOR"),
        ("Chad's Mahamat Deby told the Security Council in New York that he rejected the plan of Sudan.", "USA"),
        ("Chad and Sudan met in Brussels.", "BEL"),
        ("Chad and Sudan met in Cape Town.", "ZAF"),
        ("Togo's president, Faure Gnassingbe, greeted Chad's Mahamat Deby at Schiphol airport in May.", ""),
        ("Chad and Sudan agreed to hold talks in Quito.", ""),
        ("Togo's president, Faure Gnassingbe, denounced the pact of Chad in a broadcast from Quito.", "ECU"),
        ("In Washington President Bill Clinton welcomed the pact of Chad and Sudan.", "USA"),
        ("It was in Lima that Chad and Sudan signed a treaty.", "PER"),
        ("Chad and Sudan signed documents in Quito establishing diplomatic relations.", "ECU"),
        ("Togo hosted secret talks between Chad and Sudan.", "TGO"),
        ("Togo was the host of the talks between Chad and Sudan.", "TGO"),
        ("Sudanese President Omar al-Bashir was received by Togo's president, Faure Gnassingbe.", "TGO"),
    ],
)
def test_where_something_was_said_signed_or_hosted(sentence: str, country: str) -> None:
    reports = read_document(sentence, "own", view=packaged_view()).reports
    assert [r.place_country for r in reports] == [country] * len(reports)
    assert reports


def test_who_speaks_on_does_so_where_he_began() -> None:
    text = "In Lima, Chad's foreign minister, Moussa Faki, spoke of peace. He praised Sudan for its patience."
    assert [r.place_country for r in read_document(text, "own", view=packaged_view()).reports][-1] == "PER"


def test_a_quarter_without_a_name_is_of_the_country_of_the_dateline() -> None:
    text = "COLOMBO, 4 March 2002 - Norway will send monitors to the north and east."
    assert [r.place_country for r in read_document(text, "own", view=packaged_view()).reports] == ["LKA"]


def test_a_visitor_stays_for_some_days_where_the_story_is_told() -> None:
    text = (
        "ACCRA, 4 March 2020 - Chad and Togo signed a pact on Wednesday. Sudan's foreign minister, Asma Abdalla, came "
        "to Accra on Monday. Mrs Abdalla praised Chad on Wednesday."
    )
    reports = read_document(text, "own", view=packaged_view()).reports
    assert [r.place_country for r in reports if r.act == "praise"] == ["GHA"]


def test_what_is_told_of_the_day_of_the_scene_was_where_the_scene_is() -> None:
    text = (
        "KIEV, 6 September 2014 - Chad and Sudan signed a ceasefire in the Belarusian capital on Friday. "
        "Chad's Moussa Faki met Sudan's Ali Karti on Friday."
    )
    assert {r.place_country for r in read_document(text, "own", view=packaged_view()).reports} == {"BLR"}


def test_whence_somebody_came_is_not_where_he_went() -> None:
    text = "TEHRAN, 18 May 2010 - Brazilian President Luiz Inacio Lula da Silva arrived on Saturday night from Doha."
    report = read_document(text, "own", view=packaged_view()).reports[0]
    assert (report.act, report.place_country) == ("visit", "IRN")


@pytest.mark.parametrize(
    ("text", "act", "country"),
    [
        # what is done to a state is done there, where nothing else is said
        ("Turkey invaded Cyprus in 1974.", "attack", "CYP"),
        ("Vietnam withdrew its army from Cambodia in 1989.", "retreat", "KHM"),
        ("Israel will pull its troops out of the Gaza Strip.", "retreat", "PSE"),
        ("Russian troops entered South Ossetia on 3 March.", "deploy", "GEO"),
        ("Togo's new ambassador presented his credentials to Chad's Mahamat Deby.", "accredit", "TCD"),
        ("Thousands of Malians protested against France on Tuesday.", "protest", "MLI"),
        # there, from, of
        ("Chad's Mahamat Deby came to Lima in 2019. There Chad and Sudan signed a treaty.", "sign", "PER"),
        ("Chad's Mahamat Deby welcomed the pact of Mali and Niger from Quito.", "praise", "ECU"),
        ("Chad and Sudan signed a treaty at the University of Zurich.", "sign", "CHE"),
        ("Chad has cut ties with Sudan, its foreign minister announced in Ndjamena.", "sever-relations", "TCD"),
        ("In March diplomats of Chad and Sudan flew to Doha for talks.", "negotiation", "QAT"),
        ("France's Emmanuel Macron welcomed Chad's Mahamat Deby in January.", "meeting", "FRA"),
        ("Chad and Sudan signed a treaty on the South Lawn in January.", "sign", "USA"),
        # a place of what is spoken of is not that of who speaks
        ("Chad's Mahamat Deby praised the talks in Geneva.", "praise", ""),
        ("Chad's Mahamat Deby praised the accord in Geneva.", "praise", "CHE"),
        ('Chad\'s Mahamat Deby told a news conference in Geneva: "We will wait for peace."', "state", "CHE"),
        ("Chad voiced concern over renewed attacks near Damascus.", "concern", ""),
        ("Iran fired missiles at an American base in Iraq in January.", "attack", "IRQ"),
        # the last days at the dateline
        ("Ghana's Nana Akufo-Addo greeted Chad's Mahamat Deby at the airport on Monday.", "meeting", "GHA"),
        ("Chad's Mahamat Deby met Mali's Assimi Goita on Monday.", "meeting", ""),
        ("Ghana's Nana Akufo-Addo met Chad's Mahamat Deby on 3 February.", "meeting", ""),
    ],
)
def test_where_what_is_done_must_have_been_done(text: str, act: str, country: str) -> None:
    head = "ACCRA, 5 March 2020 (Lake Press) - The rains have come early this year.\n\n"
    reports = read_document(head + text, "own", view=packaged_view()).reports
    assert [r.place_country for r in reports if r.act == act] == [country]


def test_a_head_line_in_capitals_names_a_place_that_no_table_knows() -> None:
    text = "Two neighbours meet\nABECHA, Chad | Friday 5 June 2020\n\nChad and Sudan signed a treaty on Friday."
    assert [r.place_country for r in read_document(text, "own", view=packaged_view()).reports] == ["TCD"]


@pytest.mark.parametrize(
    ("head", "told", "country"),
    [
        ("VIEUX FORT, St Lucia, May 4, 2018 (Own) - ", "Barbados and Guyana signed a fishing pact on Friday.", "LCA"),
        ("SANTO DOMINGO, May 4, 2018 (Own) - ", "Chile's president met Peru's in the Dominican capital.", "DOM"),
        ("ROSEAU, May 4, 2018 (Own) - ", "Chile's president met Peru's in the Dominican capital.", "DMA"),
    ],
)
def test_the_dateline_says_of_which_of_two_states_a_name_is(head: str, told: str, country: str) -> None:
    (report,) = read_document(head + told, "own", view=packaged_view()).reports
    assert report.place_country == country


def test_two_states_act_where_the_official_of_one_was_that_day() -> None:
    text = "LIMA, 3 May 2019 (Coast News) - Chilean President Rosa Diaz spent Tuesday in La Paz. "
    found = read_document(text + "Chile and Bolivia signed a treaty on Tuesday.", "own", view=packaged_view()).reports
    assert [r.place_country for r in found if r.act == "sign"] == ["BOL"]
