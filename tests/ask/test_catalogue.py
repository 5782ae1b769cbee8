from __future__ import annotations

import subprocess
import sys

import pytest

from comity.ask.catalogue import TOPICS, catalogue, parse, question
from comity.errors import InputError, NotFoundError

HEAD = "#+ summary: Who?\n#+ parameters:\n#+   - {name: who, kind: official, required: true, example: X}\n"
BODY = "SELECT ?a WHERE { ?a ?b ?_who_iri } ORDER BY ?a\n"


def test_questions_stand_by_topic_and_say_what_they_ask() -> None:
    found = catalogue()
    topics = [item.topic for item in found.values()]
    assert topics == sorted(topics, key=TOPICS.index)
    assert all(item.summary.endswith((".", "?")) and item.description and item.columns for item in found.values())


def test_a_question_near_the_name_is_offered() -> None:
    with pytest.raises(NotFoundError, match=r"no question 'whom-meet'; did you mean .*whom-met"):
        question("whom-meet")


def test_a_name_far_from_all_points_to_the_list() -> None:
    with pytest.raises(NotFoundError, match="no question 'zzzz'; comity ask lists them"):
        question("zzzz")


def test_a_good_file_is_read() -> None:
    read = parse(HEAD + BODY, "officials", "who")
    assert [parameter.variable for parameter in read.parameters] == ["_who_iri"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BODY, "lacks a summary"),
        ("#+ summary: [\n" + BODY, "is no YAML"),
        ("#+ summary: x\n#+ sumary: y\n" + BODY, "unknown keys: sumary"),
        (HEAD + "ASK { ?a ?b ?_who_iri }", "is one SELECT"),
        (HEAD + "SELECT ?a WHERE { ?a ?b ?_who_iri }", "no ORDER BY"),
        (HEAD + "SELECT ?a WHERE { ?a ?b ?__who_iri } ORDER BY ?a", r"differ: \?__who_iri, \?_who_iri"),
        (HEAD.replace("official", "person") + BODY, "kind 'person'"),
        (HEAD.replace("name: who", "name: on") + BODY, "'True'"),
        (HEAD.replace(", example: X", "") + BODY, "needs name, kind and example"),
    ],
)
def test_a_file_that_breaks_a_rule_is_an_error_with_its_path(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=rf"^officials/who\.rq: .*{reason}"):
        parse(text, "officials", "who")


def test_the_room_needs_no_network_library_and_no_command_line() -> None:
    code = "import sys, comity.ask; print(sorted({'networkx', 'pandas', 'rdflib', 'click', 'yaml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
