"""The ontology: it parses, it says what it must of each term, and nothing uses a term that it does not declare."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Namespace

from comity import resources
from comity.model import ACTS, FAMILIES, GENERATION, NS

ONTOLOGY = Path(str(resources.ontology()))
TURTLE = sorted(ONTOLOGY.rglob("*.ttl"))
QUERIES = sorted(ONTOLOGY.rglob("*.rq"))
C = Namespace(NS)
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@pytest.fixture(scope="module")
def core() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "comity.ttl").parse(ONTOLOGY / "acts.ttl")


def _declared(core: rdflib.Graph, *types: rdflib.URIRef) -> set[str]:
    return {str(term) for kind in types for term in core.subjects(RDF.type, kind) if str(term).startswith(NS)}


def _terms(text: str) -> set[str]:
    """What a Turtle or SPARQL text names in the namespace, written ``comity:x``; comments and strings left out."""
    bare = re.sub(r'"""(?:.|\n)*?"""|"(?:[^"\\]|\\.)*"|<[^<>\s]*>|#.*', " ", text)
    return {NS + name for name in re.findall(r"\bcomity:(\w+)", bare)}


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_each_turtle_file_is_read_alike_by_rdflib_and_oxigraph(path: Path) -> None:
    store = ox.Store()
    store.load(path=path)
    assert len(store) == len(rdflib.Graph().parse(path)) > 0


@pytest.mark.parametrize("path", [path for path in TURTLE if path.parent == ONTOLOGY], ids=lambda path: path.name)
def test_each_part_has_a_full_header(path: Path) -> None:
    graph = rdflib.Graph().parse(path)
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    for needed in (DCTERMS.title, DCTERMS.creator, DCTERMS.created, OWL.versionIRI, OWL.versionInfo):
        assert graph.value(header, needed) is not None, needed
    assert graph.value(header, DCTERMS.license) == rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(graph.value(header, OWL.versionIRI)).endswith(str(graph.value(header, OWL.versionInfo)))


def test_each_class_and_property_has_a_label_and_one_definition(core: rdflib.Graph) -> None:
    terms = _declared(core, OWL.Class, *PROPERTY_TYPES)
    assert len(terms) > 150
    for term in map(rdflib.URIRef, sorted(terms)):
        assert core.value(term, RDFS.label) is not None, term
        (definition,) = core.objects(term, SKOS.definition)
        assert str(definition).endswith("."), term


def test_no_term_is_two_kinds_of_property_or_class_and_property(core: rdflib.Graph) -> None:
    kinds = [_declared(core, kind) for kind in (OWL.Class, *PROPERTY_TYPES)]
    assert sum(map(len, kinds)) == len(set().union(*kinds))


def test_domains_ranges_and_parents_are_declared_classes(core: rdflib.Graph) -> None:
    classes = _declared(core, OWL.Class)
    named = {str(o) for p in (RDFS.domain, RDFS.range, RDFS.subClassOf) for o in core.objects(None, p)}
    assert {iri for iri in named if iri.startswith(NS)} <= classes


def test_acts_are_the_kinds_of_the_model(core: rdflib.Graph) -> None:
    concepts = {str(core.value(s, SKOS.notation)): s for s in core.subjects(SKOS.broader)}
    families = {str(core.value(s, C.family)): s for s in core.subjects(SKOS.topConceptOf, C.acts)}
    assert set(concepts) == set(ACTS)
    assert set(families) == set(FAMILIES)
    assert {*concepts.values(), *families.values()} == set(core.subjects(SKOS.inScheme, C.acts))
    for kind in ACTS.values():
        act = concepts[kind.name]
        assert act == C[kind.class_name]
        assert (act, RDF.type, OWL.Class) in core
        assert (act, RDF.type, SKOS.Concept) in core
        assert core.value(act, SKOS.broader) == core.value(act, RDFS.subClassOf) == families[kind.family]
        assert str(core.value(act, C.family)) == kind.family
        assert core.value(act, C["sign"]).toPython() == kind.sign
        assert core.value(act, C.symmetric).toPython() == kind.symmetric
    for family in families.values():
        assert core.value(family, RDFS.subClassOf) == C.Act


def test_acts_agree_with_the_vocabulary_of_the_evaluation(core: rdflib.Graph, shared: Path) -> None:
    with (shared / "eval" / "acts.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert [row["act"] for row in rows] == list(ACTS)
    for row in rows:
        act = C[ACTS[row["act"]].class_name]
        said = [
            str(core.value(act, C.family)),
            str(core.value(act, C.ploverType) or "-"),
            str(core.value(act, C.quadClass) or "-"),
            {1: "+", 0: "0", -1: "-"}[core.value(act, C["sign"]).toPython()],
        ]
        assert said == [row["family"], row["plover"], row["quad"], row["sign"]], row["act"]
        assert str(core.value(act, SKOS.definition)) != row["meaning"]


def test_cameo_codes_are_codes_of_the_code_book_and_each_names_one_act(core: rdflib.Graph, shared: Path) -> None:
    with (shared / "data" / "codes" / "cameo-codes.csv").open(encoding="utf-8", errors="replace") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    named = [str(code) for code in core.objects(None, C.cameoCode)]
    assert len(named) > 100
    assert set(named) <= known
    assert len(named) == len(set(named))
    for act in core.subjects(C.cameoCode):
        assert {str(c)[:2] for c in core.objects(act, C.cameoCode)} == {str(r) for r in core.objects(act, C.cameoRoot)}


@pytest.mark.parametrize(
    "path",
    [path for path in (*TURTLE, *QUERIES, ONTOLOGY / "README.md") if path.name not in ("comity.ttl", "acts.ttl")],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_every_term_used_in_shapes_rules_checks_and_alignments_is_declared(path: Path, core: rdflib.Graph) -> None:
    assert _terms(path.read_text(encoding="utf-8")) <= _declared(core, OWL.Class, *PROPERTY_TYPES)


def test_the_context_names_every_property_and_nothing_else(core: rdflib.Graph) -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    terms = {name: value["@id"] for name, value in context.items() if isinstance(value, dict)}
    ours = {value.replace("comity:", NS) for value in terms.values() if value.startswith("comity:")}
    declared = _declared(core, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert ours == declared - {NS + "tiedTo"}
    links = {NS + n for n, v in context.items() if isinstance(v, dict) and v.get("@type") == "@id"}
    assert links & declared == _declared(core, OWL.ObjectProperty) - {NS + "tiedTo"}


def test_the_context_turns_json_into_the_same_triples_as_turtle() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))
    document = {
        **context,
        "iri": "id:act/1",
        "type": "Meeting",
        "participant": ["id:official/a", "id:official/b"],
        "earliest": "2019-07-21",
        "reportCount": "2",
        "modality": "asserted",
    }
    turtle = f"""@prefix comity: <{NS}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix o: <https://w3id.org/comity/id/official/> .
        <https://w3id.org/comity/id/act/1> a comity:Meeting ; comity:participant o:a, o:b ; comity:modality "asserted" ;
            comity:earliest "2019-07-21"^^xsd:date ; comity:reportCount 2 ."""
    stores = [ox.Store(), ox.Store()]
    stores[0].load(json.dumps(document), format=ox.RdfFormat.JSON_LD)
    stores[1].load(turtle, format=ox.RdfFormat.TURTLE)
    assert set(stores[0]) == set(stores[1])


def test_what_the_act_table_holds_has_a_property(core: rdflib.Graph) -> None:
    """So that a column added to the table is given a meaning too."""
    names = {
        "agents": "agent",
        "recipients": "recipient",
        "on_behalf_of": "onBehalfOf",
        "place": "placeName",
        "place_country": "placeCountry",
        "date_precision": "datePrecision",
        "topics": "topic",
        "amount_of": "amountOf",
        "report_count": "reportCount",
    }
    # Counts and ends over reports, which a query over the reports gives.
    derived = {"act", "kind", "source_count", "first_reported", "last_reported"}
    columns = set(GENERATION["acts"].names) - derived
    declared = _declared(core, *PROPERTY_TYPES)
    assert {NS + names.get(column, column) for column in columns} <= declared


def test_the_example_of_the_readme_is_trig() -> None:
    text = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```trig\n(.+?)```", text, re.DOTALL)
    store = ox.Store()
    store.load(example, format=ox.RdfFormat.TRIG)
    assert len(store) > 10
