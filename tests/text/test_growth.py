"""A long document costs in proportion: what is looked up in it is found, and the looking up is bounded."""

import pytest

from comity.identity.view import packaged_view
from comity.text import merge, read_document
from comity.text.acts import Act, Line
from comity.text.instruments import Instruments
from comity.text.people import Actor, Cast
from comity.text.tree import Tree

FRANCE, GERMANY = Actor("country", "FRA", "France"), Actor("country", "DEU", "Germany")


def attacks(count: int) -> list[Act]:
    """Attacks of groups that have nothing to do with each other."""
    return [
        Act("attack", n, 0, 0, 9, agents=[Actor("group", "", f"Group {n}")], recipients=[GERMANY], sentence=(n, 0))
        for n in range(count)
    ]


def test_many_acts_of_a_kind_are_each_compared_with_the_last_ones_only(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def same(a: Act, b: Act) -> bool:
        nonlocal compared
        compared += 1
        return False

    monkeypatch.setattr(merge, "_same", same)
    assert len(merge.merged(attacks(1_000), [])) == 1_000
    assert compared <= 1_000 * 200


def test_an_act_told_again_after_many_others_is_still_one() -> None:
    first, again = (Act("sign", n, 0, 0, 9, agents=[FRANCE, GERMANY], sentence=(n, 0)) for n in (0, 900))
    trace: list[Line] = []
    assert len(merge.merged([first, *attacks(800), again], trace)) == 801
    assert [line.verdict for line in trace] == ["merged with another mention"]


def test_a_headline_adds_no_act_of_a_kind_that_the_text_has() -> None:
    heading = Act("attack", 0, 0, 0, 9, agents=[FRANCE], recipients=[GERMANY], heading=True)
    assert len(merge.merged([*attacks(3), heading], [])) == 3
    assert merge.merged([heading], []) == [heading]


def noun(*words: str) -> Tree:
    """A noun with what stands before it: "the fishing treaty"."""
    tree = Tree(" ".join(words))
    last = len(words) - 1
    for at, word in enumerate(words):
        tree.words.append(word)
        tree.lower.append(word.lower())
        tree.lemma.append(word.lower())
        tree.start.append(sum(len(w) + 1 for w in words[:at]))
        tree.tag.append("NN" if at == last else "DT" if word == "the" else "NNP")
        tree.dep.append("ROOT" if at == last else "det" if word == "the" else "compound")
        tree.head.append(last)
        tree.entity.append("")
        tree.sentence.append(0)
    tree.children = [[] for _ in words[:-1]] + [list(range(last))]
    tree.bounds = [(0, len(words))]
    return tree


def test_a_pact_is_taken_up_again_by_part_of_its_name_or_by_its_noun() -> None:
    known = Instruments()
    full = known.at(noun("Lomu", "Fishing", "treaty"), 0, 2)
    for n in range(1, 500):
        known.at(noun(f"Place{n}", "Border", "pact"), n, 2)
    assert len(known.known) == 500
    assert known.at(noun("Fishing", "treaty"), 501, 1) is full
    assert known.at(noun("the", "treaty"), 502, 1) is full
    assert [one for _, one in known.of_paragraph(502)] == [full]


def test_a_surname_that_many_share_is_still_told_apart() -> None:
    cast = Cast(None, packaged_view())
    people = [cast.person(f"Firstname{n} Qwertz", None, "Minister") for n in range(300)]
    assert len({id(person) for person in people}) == 300
    assert cast.person("Firstname299 Qwertz", None, "") is people[299]


def test_the_minister_is_the_one_named_last() -> None:
    pytest.importorskip("spacy", reason="the text reader needs spaCy: comity[text]")
    text = (
        "Brazilian Foreign Minister Ana Lomu arrived on Monday.\n\n"
        "Kenyan Foreign Minister Tibo Raka met her in Nairobi. The foreign minister condemned Sudan."
    )
    reports = read_document(text, "ministers", view=packaged_view()).reports
    (said,) = [report for report in reports if report.act == "criticise"]
    assert [agent.name for agent in said.agents] == ["Tibo Raka"]
