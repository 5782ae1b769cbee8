"""Each shape on a graph that keeps it and on graphs that break it, by both engines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH

from comity.check import validate_graph
from comity.check.finding import Result
from comity.check.shapes import by_compiled, by_reference, shapes_text

Change = Callable[[ox.Store, str, str], None]

# Shape, thing, and for each property a value that the shape forbids.
BAD: list[tuple[str, str, dict[str, str]]] = [
    (
        "Act",
        "x:act~meeting",
        {
            "modality": '"perhaps"',
            "earliest": '"2019-07-22"^^xsd:date',
            "latest": '"2019-07-21"',
            "datePrecision": '"century"',
            "placeName": "x:country~MEX",
            "placeCountry": '"MEX"',
            "host": '"Ebrard"',
            "onBehalfOf": '"Mexico"',
            "agreement": '"the deal"',
            "policy": '"the rule"',
            "topic": '""',
            "quote": '""',
            "amount": '"many"',
            "unit": "3",
            "amountOf": "3",
            "condition": "true",
            "reportCount": "0",
        },
    ),
    (
        "SymmetricAct",
        "x:act~meeting",
        {"participant": '"Pompeo"', "agent": "x:country~USA", "recipient": "x:country~USA"},
    ),
    ("DirectedAct", "x:act~proposal", {"participant": "x:country~USA", "agent": '"USA"', "recipient": '"MEX"'}),
    ("Observation", "x:act~figure", {"amount": "31.5"}),
    (
        "Official",
        "x:official~pompeo",
        {
            "country": "x:country~ATL",
            "surname": '""',
            "born": '"around 1963"',
            "died": '"2090-1"',
            "skos:exactMatch": '"Q2391725"',
        },
    ),
    (
        "Country",
        "x:country~MEX",
        {
            "iso2": '"MEX"',
            "iso3": '"mex"',
            "isoNumeric": "484",
            "cow": '"MEX"',
            "cowAbbrev": '"70"',
            "gw": '"MEX"',
            "fips": '"MEX"',
            "cameo": '"MX"',
            "m49": '"84"',
            "from": '"1810"',
            "to": '"2019-02-30"^^xsd:date',
            "successor": "x:official~pompeo",
            "skos:exactMatch": '"Q96"',
        },
    ),
    ("Organization", "x:organization~state", {"country": "x:country~ATL"}),
    ("Group", "x:group~migrants", {"country": "x:official~pompeo"}),
    (
        "Office",
        "x:office~secretary",
        {
            "country": '"USA"',
            "officeRole": '"boss"',
            "organization": "x:country~USA",
            "accreditedTo": '"Mexico"',
        },
    ),
    (
        "Tenure",
        "x:tenure~pompeo",
        {
            "official": "x:country~USA",
            "office": "x:official~ebrard",
            "earliest": '"2022-01-01"^^xsd:date',
            "latest": '"2021"',
            "datePrecision": '"about"',
            "status": '""',
            "source": '"record"',
        },
    ),
    (
        "Agreement",
        "x:agreement~migration",
        {
            "signatory": '"Mexico"',
            "party": '"Mexico"',
            "signedOn": '"June 2019"',
            "inForce": "2019",
            "termDays": "0",
            "termStart": '"7 June"',
            "halfway": '"soon"',
            "termEnd": '"2019-02-30"^^xsd:date',
            "review": '"2019-9"',
            "status": '""',
            "commitment": "6000",
            "consequence": '""',
            "replaces": '"the old deal"',
            "amends": '"the old deal"',
        },
    ),
    ("Policy", "x:policy~third", {"proposer": '"USA"', "status": '""', "condition": '""', "requires": "1"}),
    (
        "Report",
        "x:report~meeting",
        {
            "reports": "x:act~proposal",
            "source": '"record"',
            "evidence": '""',
            "start": "34",
            "end": '"34"',
            "reportedOn": '"2019"',
            "extractor": '"other/1"',
            "confidence": "1.5",
            "code": "40",
            "intensity": '"high"',
        },
    ),
    (
        "FactReport",
        "x:fact~term",
        {
            "subject": '"the deal"',
            "property": '"termEnd"',
            "value": '"2019-09-06"',
            "source": '"record"',
            "evidence": '""',
            "start": "-1",
            "end": '"9"',
            "reportedOn": '"2019"',
            "extractor": '"other/1"',
            "confidence": '"sure"',
            "derivedFrom": '""',
        },
    ),
    (
        "Source",
        "x:source~record",
        {
            "sourceKind": '"rumour"',
            "licence": '""',
            "published": '"2019"',
            "coversFrom": '"2020-01-01"^^xsd:date',
            "coversTo": '"2019"',
            "coversCountry": '"USA"',
            "url": '"ftp://history.state.gov/"',
        },
    ),
]
# Shape, thing and property without which it breaks.
MISSING = [
    ("Act", "x:act~meeting", "modality"),
    ("Act", "x:act~meeting", "reportCount"),
    ("Statement", "x:act~statement", "agent"),
    ("Observation", "x:act~figure", "amount"),
    ("Observation", "x:act~figure", "unit"),
    ("Official", "x:official~pompeo", "rdfs:label"),
    ("Country", "x:country~MEX", "rdfs:label"),
    ("Organization", "x:organization~state", "rdfs:label"),
    ("Group", "x:group~migrants", "rdfs:label"),
    ("Office", "x:office~secretary", "rdfs:label"),
    ("Tenure", "x:tenure~pompeo", "official"),
    ("Tenure", "x:tenure~pompeo", "office"),
    ("Tenure", "x:tenure~pompeo", "source"),
    ("Agreement", "x:agreement~migration", "rdfs:label"),
    ("Policy", "x:policy~third", "rdfs:label"),
    ("Report", "x:report~meeting", "reports"),
    ("Report", "x:report~meeting", "source"),
    ("Report", "x:report~meeting", "extractor"),
    ("FactReport", "x:fact~term", "subject"),
    ("FactReport", "x:fact~term", "property"),
    ("FactReport", "x:fact~term", "value"),
    ("Source", "x:source~record", "rdfs:label"),
    ("Source", "x:source~record", "sourceKind"),
    ("Source", "x:source~record", "licence"),
]
_EBRARD = "x:act~meeting comity:participant x:official~ebrard"
# Rule, what is taken out, what is put in.
OTHER = [
    ("shape:OneSidedAct/participant", _EBRARD, ""),
    ("shape:ActWithReport/^reports", "x:report~meeting comity:reports x:act~meeting", ""),
    ("shape:ActWithActors", "x:act~figure comity:agent ?a", ""),
    ("shape:StatementWithContent", "x:act~statement comity:quote ?q", ""),
    ("shape:ObservationOfSomething", "x:act~figure comity:amountOf ?o", ""),
    ("shape:OfficeOfSomebody", "x:office~ambassador comity:country ?c", ""),
    ("shape:ReportToLookUp", "x:report~statement comity:locator ?l", ""),
    ("shape:FactToLookUp", "x:fact~term comity:derivedFrom ?d", ""),
    ("shape:DescribedActor", _EBRARD, "x:act~meeting comity:participant x:official~nobody"),
    ("shape:DescribedAgreement", "", "x:act~meeting comity:agreement x:agreement~none"),
    ("shape:DescribedPolicy", "x:act~proposal comity:policy ?p", "x:act~proposal comity:policy x:policy~none"),
    ("shape:DescribedCountry", "", "x:source~record comity:coversCountry x:country~ATL"),
    ("shape:DescribedSource", "", "x:tenure~pompeo comity:source x:source~none"),
    ("shape:DescribedAct/modality", "", "GRAPH x:source~record { x:report~more comity:reports x:act~none }"),
]


def _term(name: str) -> str:
    return name if ":" in name else f"comity:{name}"


def _rule(shape: str, name: str) -> str:
    return f"shape:{shape}/{name.split(':')[-1]}"


DEFECTS = [
    *(
        (_rule(shape, name), "", f"{thing} {_term(name)} {value}")
        for shape, thing, all_ in BAD
        for name, value in all_.items()
    ),
    *((_rule(shape, name), f"{thing} {_term(name)} ?value", "") for shape, thing, name in MISSING),
    *OTHER,
]


def test_a_graph_in_which_nothing_is_wrong_has_no_finding(clean: ox.Store) -> None:
    assert validate_graph(clean) == []


@pytest.mark.parametrize(
    ("rule", "delete", "insert"), DEFECTS, ids=[f"{d[0]}-{'less' if d[1] else 'more'}" for d in DEFECTS]
)
def test_each_defect_breaks_its_shape(clean: ox.Store, change: Change, rule: str, delete: str, insert: str) -> None:
    change(clean, delete, insert)
    assert rule in {finding.rule for finding in validate_graph(clean)}


def test_each_property_of_each_shape_has_a_defect() -> None:
    shapes = rdflib.Graph().parse(data=shapes_text(), format="turtle")
    rules = set()
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        name = str(shape).rpartition("#")[2]
        for nested in shapes.objects(shape, SH.property):
            path = shapes.value(nested, SH.path)
            inverse = shapes.value(path, SH.inversePath)
            mark, iri = ("^", inverse) if inverse else ("", path)
            rules.add(f"shape:{name}/{mark}{str(iri).rpartition('#')[2]}")
        if (shape, SH["or"], None) in shapes or (shape, SH["class"], None) in shapes:
            rules.add(f"shape:{name}")
    assert rules == {rule for rule, _, _ in DEFECTS}


def _apart(store: ox.Store, number: int) -> list[ox.Quad]:
    """The quads of a store under names of their own, so that many graphs with one defect each make one graph."""
    home, own = "https://w3id.org/comity/id/", f"https://w3id.org/comity/id/{number}/"

    def renamed(term: Any) -> Any:
        if isinstance(term, ox.NamedNode) and term.value.startswith(home):
            return type(term)(own + term.value.removeprefix(home))
        return term

    return [ox.Quad(*(renamed(term) for term in (q.subject, q.predicate, q.object, q.graph_name))) for q in store]


def test_both_engines_find_the_same(change: Change, tmp_path: Path) -> None:
    pytest.importorskip("shacl", reason="the compiled SHACL engine has no wheel for this machine")
    store = ox.Store()
    for number, (_, delete, insert) in enumerate(DEFECTS):
        one = ox.Store()
        one.load(path=Path(__file__).with_name("clean.trig"))
        change(one, delete, insert)
        store.extend(_apart(one, number))
    store.dump(tmp_path / "graph.nq", format=ox.RdfFormat.N_QUADS)

    def seen(results: list[Result]) -> set[tuple[str, ...]]:
        return {(r.severity, r.rule, r.thing, r.message) for r in results}

    compiled = seen(list(by_compiled(tmp_path / "graph.nq")))
    assert len(compiled) >= len(DEFECTS)
    assert compiled == seen(list(by_reference(tmp_path / "graph.nq")))
