import pytest

from comity.identity.view import packaged_view
from comity.text import read_document
from comity.text.parse import parse


def test_forms_that_the_lemmatizer_confuses_have_their_own_verb() -> None:
    (tree,) = parse(["They staged a rally, hoped for peace, waged war and installed missiles."])
    found = {word: lemma for word, lemma in zip(tree.words, tree.lemma, strict=True) if word.endswith("ed")}
    assert found == {"staged": "stage", "hoped": "hope", "waged": "wage", "installed": "install"}


def test_a_number_before_a_participle_is_the_subject() -> None:
    (tree,) = parse(["The four severed relations on June 5, accusing Qatar of supporting terrorism."])
    verb, number, noun = (tree.words.index(word) for word in ("severed", "four", "relations"))
    assert (tree.dep[verb], tree.dep[number], tree.head[number]) == ("ROOT", "nsubj", verb)
    assert (tree.dep[noun], tree.head[noun]) == ("dobj", verb)


def test_a_tree_stays_one_tree() -> None:
    (tree,) = parse(["An official Syrian newspaper called Thursday on Arabs to unite against Israel."])
    roots = [token for token in range(len(tree)) if tree.head[token] == token]
    assert len(roots) == 1
    assert sorted(tree.subtree(roots[0])) == list(range(len(tree)))
    assert all(token in tree.children[tree.head[token]] for token in range(len(tree)) if token not in roots)


def test_a_noun_beside_a_name_is_no_second_subject() -> None:
    (tree,) = parse(["In Vienna the oil cartel OPEC cut its output."])
    noun, name, verb = (tree.words.index(word) for word in ("cartel", "OPEC", "cut"))
    assert (tree.dep[noun], tree.head[noun]) == ("compound", name)
    assert (tree.dep[name], tree.head[name]) == ("nsubj", verb)


def test_what_somebody_does_is_no_subject() -> None:
    (tree,) = parse(["The Red Cross operating in Chad said French forces must leave."])
    name, participle, verb = (tree.words.index(word) for word in ("Cross", "operating", "said"))
    assert (tree.dep[name], tree.head[name]) == ("nsubj", verb)
    assert (tree.dep[participle], tree.head[participle]) == ("acl", name)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("At a summit in Accra on Sunday Kenya closed its border with Mali.", ("sanction", "KEN", "MLI", "GHA")),
        ("In Brussels Chad's Mahamat Deby accused Mali of lying.", ("accuse", "TCD", "MLI", "BEL")),
        ("In Paris Germany's Angela Merkel praised Greece.", ("praise", "DEU", "GRC", "FRA")),
        ("After talks in Vienna Iran rejected the offer of Iraq.", ("reject", "IRN", "IRQ", "AUT")),
        ("At a meeting in Geneva Peru was expelled by Chile.", ("expel", "CHL", "PER", "CHE")),
    ],
)
def test_sentences_may_open_without_a_comma(text: str, told: tuple[str, ...]) -> None:
    reports = read_document(text, "own", view=packaged_view()).reports
    found = [(r.act, r.agents[0].country, r.recipients[0].country, r.place_country) for r in reports if r.recipients]
    assert told in found


def test_pasts_with_a_prefix_are_no_base_forms() -> None:
    (tree,) = parse(["Budapest rewrote its law. Beijing forgave a part of the debt."])
    assert [
        (w, m, t) for w, m, t in zip(tree.words, tree.lemma, tree.tag, strict=True) if w in ("rewrote", "forgave")
    ] == [
        ("rewrote", "rewrite", "VBD"),
        ("forgave", "forgive", "VBD"),
    ]


def test_a_noun_alone_is_an_object_and_no_clause() -> None:
    (tree,) = parse(["Morocco renounced its fisheries agreement with the European Union."])
    assert tree.dep[tree.words.index("agreement")] == "dobj"


def test_a_noun_before_a_participle_is_its_subject() -> None:
    (tree,) = parse(["A French frigate ferried generators and baby milk to Lebanon."])
    verb, ship = tree.words.index("ferried"), tree.words.index("frigate")
    assert (tree.dep[verb], tree.dep[ship], tree.head[ship]) == ("ROOT", "nsubj", verb)
