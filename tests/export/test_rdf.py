from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from comity import export
from comity.errors import ComityError
from comity.model import ID, NS
from comity.store import Generation
from factory import generation

Write = Callable[..., Path]
DATASET = f"<{ID}dataset/"


def stored(nasty: Generation) -> set[str]:
    return {str(quad) for quad in nasty.store()}


def own(found: set[str]) -> set[str]:
    return {line for line in found if not line.startswith(DATASET)}


def strings(dataset: rdflib.Dataset) -> set[str]:
    found = dataset.serialize(format="nquads")
    return {str(quad) for quad in ox.parse(found, format=ox.RdfFormat.N_QUADS)}


def test_nquads_are_the_store_sorted_with_a_head(written: Write, nasty: Generation) -> None:
    lines = written("nquads").read_bytes().splitlines()
    assert lines == sorted(lines)
    found = {str(quad) for quad in ox.parse(written("nquads").read_bytes(), format=ox.RdfFormat.N_QUADS)}
    assert own(found) == stored(nasty)
    head = "".join(found - own(found))
    assert all(word in head for word in (nasty.digest[:16], "CC0-1.0", "CC-BY-4.0", "S (2019).", '\\"filters\\": {}'))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of its own calls
@pytest.mark.parametrize(("name", "reader"), [("trig", "trig"), ("jsonld", "json-ld"), ("nquads", "nquads")])
def test_rdflib_reads_the_same_quads(written: Write, nasty: Generation, name: str, reader: str) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=written(name).read_bytes(), format=reader)
    assert own(strings(dataset)) == stored(nasty)


@pytest.mark.parametrize(("name", "reader"), [("turtle", "turtle"), ("rdfxml", "xml")])
def test_rdflib_reads_the_same_triples(written: Write, nasty: Generation, name: str, reader: str) -> None:
    found, expected = rdflib.Graph(), rdflib.Graph()
    found.parse(data=written(name).read_bytes(), format=reader)
    flat = b"".join(
        ox.serialize([quad.triple for quad in nasty.store()], format=ox.RdfFormat.N_TRIPLES).splitlines(True)
    )
    expected.parse(flat, format="nt")
    for triple in list(found):
        if str(triple[0]).startswith(f"{ID}dataset/"):
            found.remove(triple)
    assert len(found) == 15, "the statement in two graphs is one triple"
    assert isomorphic(found, expected)


def test_turtle_declares_prefixes_and_groups_subjects(written: Write) -> None:
    text = written("turtle").read_text("utf-8")
    assert "@prefix comity:" in text
    assert "comity:praised" in text
    assert len([line for line in text.splitlines() if line.startswith(("id:act\\/00 ", f"<{ID}act/00> "))]) == 1


def test_jsonld_uses_the_terms_of_the_context(written: Write) -> None:
    import json

    document = json.loads(written("jsonld").read_text("utf-8"))
    things = {thing["@id"]: thing for thing in document["@graph"]}
    act = things["id:act/00"]
    assert act["agent"] == "id:official/a"
    assert act["earliest"] == "2019-07-21"
    assert things["id:official/a"]["label"] == ["María", {"@value": "María", "@language": "es"}]
    assert things["id:graph/ties"]["@graph"][0]["praised"] == "id:country/MEX"


def test_oxigraph_reads_the_jsonld_too(written: Write, nasty: Generation) -> None:
    found = {str(quad) for quad in ox.parse(written("jsonld").read_bytes(), format=ox.RdfFormat.JSON_LD)}
    assert own(found) == stored(nasty)


def test_filters_keep_an_act_its_reports_its_ties_and_what_they_speak_of(written: Write) -> None:
    found = written("nquads", types=("praise",), min_confidence=0.9).read_text("utf-8")
    assert f"<{ID}act/01>" in found
    assert f"<{ID}act/00>" not in found
    assert f"<{ID}report/s/0>" not in found
    assert f"<{NS}praised>" not in found
    assert f"<{ID}official/a>" in found


def test_rdfxml_refuses_control_characters_and_leaves_nothing(tmp_path: Path) -> None:
    made = generation(tmp_path / "g", quads=f'<{ID}act/1> <{NS}quote> "a\\u0001b" .\n')
    with pytest.raises(ComityError, match="act/1>: holds a control character"):
        export.write(made, "rdfxml", tmp_path / "x.rdf")
    assert [path.name for path in tmp_path.iterdir()] == ["g"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of its own calls
def test_framed_jsonld_nests_reports_and_holds_the_triples_of_turtle(written: Write) -> None:
    import json

    text = written("jsonld-framed").read_bytes()
    things = {thing["@id"]: thing for thing in json.loads(text)["@graph"]}
    act = things["id:act/00"]
    assert [report["@id"] for report in act["reportedBy"]] == ["id:report/s/0"]
    assert act["reportedBy"][0]["evidence"] == "Sentence"
    assert act["agent"] == {"@id": "id:official/a", "label": ["María", {"@value": "María", "@language": "es"}]}
    assert act["@type"] == "Praise"
    assert not any(name.startswith("id:report/") for name in things)
    turtle = {str(quad.triple) for quad in ox.parse(written("turtle").read_bytes(), format=ox.RdfFormat.TURTLE)}
    assert {str(quad.triple) for quad in ox.parse(text, format=ox.RdfFormat.JSON_LD)} == turtle
    read = rdflib.Graph().parse(data=text, format="json-ld")
    assert len(read) == len(turtle)


def test_framed_jsonld_puts_tenures_into_officials_and_facts_into_things(tmp_path: Path) -> None:
    import json

    lines = (
        f"<{ID}tenure/t> <{NS}official> <{ID}official/a> .",
        f"<{ID}tenure/t> <{NS}office> <{ID}office/o> .",
        f'<{ID}office/o> <http://www.w3.org/2000/01/rdf-schema#label> "Minister" .',
        f"<{ID}fact/f> <{NS}subject> <{ID}official/a> <{ID}source/s> .",
        f"<{ID}official/a> <{NS}met> <{ID}official/b> <{ID}graph/ties> .",
        f"<{ID}report/r> <{NS}reports> <{ID}act/1> <{ID}source/s> .",
        f"<{ID}report/r> <{NS}reports> <{ID}act/2> <{ID}source/s> .",
    )
    made = generation(tmp_path / "g", quads="\n".join(lines) + "\n")
    export.write(made, "jsonld-framed", tmp_path / "x.jsonld")
    text = (tmp_path / "x.jsonld").read_bytes()
    things = {thing["@id"]: thing for thing in json.loads(text)["@graph"]}
    official = things["id:official/a"]
    assert official["tenures"] == [{"@id": "id:tenure/t", "office": {"@id": "id:office/o", "label": "Minister"}}]
    assert official["facts"] == [{"@id": "id:fact/f"}]
    assert things["id:act/1"]["reportedBy"] == [{"@id": "id:report/r", "reports": ["id:act/2"]}]
    found = {str(quad.triple) for quad in ox.parse(text, format=ox.RdfFormat.JSON_LD)}
    assert {str(quad.triple) for quad in made.store()} <= found
