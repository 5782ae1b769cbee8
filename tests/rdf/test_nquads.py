"""The N-Quads of a generation: what stands where, that no input breaks a line, and that bytes do not vary."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.acts import tie_rules, ties
from comity.model import GENERATION, ID, NS
from comity.rdf import TIES, date_literal, expand, literal, named, number, write_nquads
from comity.resources import ontology

XSD = "http://www.w3.org/2001/XMLSchema#"


def load(**tables: Iterable[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for name, rows in tables.items():
        con.register("arrow", pa.Table.from_pylist(list(rows), schema=GENERATION[name]))
        con.execute(f"create table {name} as from arrow")
        con.unregister("arrow")
    return con


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., tuple[bytes, ox.Store]]:
    """Writes tables; gives the bytes, and a store that loaded them."""

    def write(**tables: Iterable[dict[str, Any]]) -> tuple[bytes, ox.Store]:
        path = tmp_path / "graph.nq"
        counts = write_nquads(load(**tables), path)
        data = path.read_bytes()
        store = ox.Store()
        store.bulk_load(input=data, format=ox.RdfFormat.N_QUADS)
        assert counts.quads == data.count(b"\n") == len(store)
        return data, store

    return write


def act(name: str, kind: str, agents: list[str], recipients: list[str] | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "act": f"act/{name}",
        "kind": kind,
        "modality": "asserted",
        "agents": agents,
        "recipients": recipients or [],
        "on_behalf_of": [],
        "topics": [],
        "date_precision": "unknown",
        "report_count": 1,
        **fields,
    }


def about(store: ox.Store, local: str, graph: str = "") -> dict[str, list[str]]:
    """The properties of a thing in one graph: short names and values as text."""
    where = ox.NamedNode(ID + graph) if graph else ox.DefaultGraph()
    found: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(ox.NamedNode(ID + local), None, None, where):
        term = quad.object
        text = term.value.removeprefix(NS).removeprefix(ID)
        if isinstance(term, ox.Literal) and term.datatype.value != XSD + "string":
            text += "^" + term.datatype.value.removeprefix(XSD)
        found.setdefault(quad.predicate.value.removeprefix(NS).split("#")[-1].split("/")[-1], []).append(text)
    return {name: sorted(values) for name, values in sorted(found.items())}


MEETING = act(
    "0011223344556677",
    "meeting",
    ["official/ebrard-mex", "official/pompeo-usa"],
    on_behalf_of=["country/USA"],
    host="country/MEX",
    earliest=date(2019, 7, 21),
    latest=date(2019, 7, 21),
    date_precision="day",
    place="Mexico City",
    place_country="country/MEX",
    topics=["migration", "trade"],
    amount=20000.0,
    unit="people",
    report_count=2,
)
REPORT = {
    "report": "report/seed/1",
    "act": "act/0011223344556677",
    "source": "source/seed",
    "evidence": "Pompeo met\nEbrard.",
    "start": 12,
    "end": 80,
    "locator": "s1",
    "reported_on": date(2019, 7, 22),
    "extractor": "text/0.1",
    "confidence": 0.9,
    "code": "042",
    "intensity": -2.0,
}


def test_an_act_is_a_node_of_the_default_graph(written):
    _, store = written(acts=[MEETING])
    assert about(store, "act/0011223344556677") == {
        "amount": ["20000^decimal"],
        "datePrecision": ["day"],
        "earliest": ["2019-07-21^date"],
        "host": ["country/MEX"],
        "latest": ["2019-07-21^date"],
        "modality": ["asserted"],
        "onBehalfOf": ["country/USA"],
        "participant": ["official/ebrard-mex", "official/pompeo-usa"],
        "placeCountry": ["country/MEX"],
        "placeName": ["Mexico City"],
        "reportCount": ["2^integer"],
        "topic": ["migration", "trade"],
        "type": ["Meeting"],
        "unit": ["people"],
    }


def test_a_directed_act_has_agents_and_recipients(written):
    _, store = written(acts=[act("1", "praise", ["official/pompeo-usa"], ["country/MEX"])])
    found = about(store, "act/1")
    assert (found["agent"], found["recipient"], found["type"]) == (["official/pompeo-usa"], ["country/MEX"], ["Praise"])
    assert "participant" not in found


def test_a_report_stands_in_the_graph_of_its_source(written):
    _, store = written(reports=[REPORT])
    assert about(store, "report/seed/1") == {}
    assert about(store, "report/seed/1", "source/seed") == {
        "code": ["042"],
        "confidence": ["0.9^decimal"],
        "end": ["80^integer"],
        "evidence": ["Pompeo met\nEbrard."],
        "extractor": ["text/0.1"],
        "intensity": ["-2^decimal"],
        "locator": ["s1"],
        "reportedOn": ["2019-07-22^date"],
        "reports": ["act/0011223344556677"],
        "source": ["source/seed"],
        "start": ["12^integer"],
        "type": ["Report"],
    }


def fact(name: str, prop: str, value: str, datatype: str, source: str = "source/seed") -> dict[str, Any]:
    return {
        "fact": f"report/{name}",
        "source": source,
        "subject": "agreement/migration",
        "property": prop,
        "value": value,
        "datatype": datatype,
    }


def test_a_fact_is_a_report_and_a_plain_triple_and_sources_may_disagree(written):
    data, store = written(
        facts=[
            fact("1", "termEnd", "2019-09-04", "date"),
            fact("2", "termEnd", "2019-09-05", "date", "source/other"),
            fact("3", "termEnd", "2019-09-04", "date", "source/third"),
            fact("4", "inForce", "2019-06", "date"),
            fact("5", "review", "2019-02-30", "date"),
            fact("6", "termDays", "090", "integer"),
            fact("7", "party", "country|MEX|Mexico|", "mention"),
        ],
        mentions=[{"mention": "country|MEX|Mexico|", "thing": "country/MEX"}],
    )
    assert about(store, "agreement/migration") == {
        "inForce": ["2019-06"],
        "party": ["country/MEX"],
        "review": ["2019-02-30"],
        "termDays": ["90^integer"],
        "termEnd": ["2019-09-04^date", "2019-09-05^date"],
    }
    report = about(store, "report/1", "source/seed")
    assert report["property"] == ["termEnd"]
    assert report["value"] == ["2019-09-04"]
    assert f"<{NS}property> <{NS}termEnd>".encode() in data


def test_offices_tenures_instruments_and_sources_have_their_properties(written):
    _, store = written(
        actors=[
            {
                "actor": "official/pompeo-usa",
                "kind": "official",
                "label": "Mike Pompeo",
                "country": "USA",
                "aliases": ["Pompeo"],
                "qid": "Q473239",
                "born": "1963",
            },
            {"actor": "country/USA", "kind": "country", "label": "United States"},
            {"actor": "country/RUR", "kind": "country", "label": "Ruritania"},
            {"actor": "organization/un", "kind": "organization", "label": "UN", "qid": "not an id"},
        ],
        officials=[{"official": "official/rusk", "name": "Dean Rusk", "country": "USA"}],
        offices=[
            {"office": "office/state", "title": "Secretary of State", "country": "USA", "role": "foreign-minister"}
        ],
        tenures=[
            {
                "tenure": "tenure/1",
                "official": "official/pompeo-usa",
                "office": "office/state",
                "earliest": date(2018, 4, 26),
                "source": "source/pocom",
            }
        ],
        instruments=[
            {
                "instrument": "agreement/m",
                "kind": "agreement",
                "label": "M",
                "parties": ["country/MEX"],
                "signed": "2019-06",
            },
            {"instrument": "policy/s", "kind": "policy", "label": "S", "parties": ["country/USA"]},
        ],
        sources=[
            {
                "source": "source/pocom",
                "kind": "dataset",
                "title": "POCOM",
                "licence": "CC0-1.0",
                "covers_countries": ["USA"],
            }
        ],
    )
    pompeo = about(store, "official/pompeo-usa")
    assert (pompeo["label"], pompeo["altLabel"], pompeo["country"]) == (["Mike Pompeo"], ["Pompeo"], ["country/USA"])
    assert pompeo["exactMatch"] == ["http://www.wikidata.org/entity/Q473239"]
    assert about(store, "official/rusk")["label"] == ["Dean Rusk"]
    assert "exactMatch" not in about(store, "organization/un")
    assert about(store, "country/RUR") == {"label": ["Ruritania"], "type": ["Country"]}
    assert about(store, "country/MEX")["iso2"] == ["MX"]
    assert about(store, "office/state")["officeRole"] == ["foreign-minister"]
    assert about(store, "tenure/1")["earliest"] == ["2018-04-26^date"]
    assert about(store, "agreement/m")["signedOn"] == ["2019-06"]
    assert about(store, "policy/s")["proposer"] == ["country/USA"]
    assert about(store, "source/pocom")["coversCountry"] == ["country/USA"]


nasty = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ['a"b', "back\\slash\\", "line\nfeed\r", "nul\x00", "tab\t", "\u2028\u2029\x85\x0b", "> <x> .", "\\u0041", "𝄞", "é"]
)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(nasty, min_size=10, max_size=30))
def test_hostile_text_and_ids_round_trip_and_break_no_line(written, texts):
    data, store = written(
        reports=[REPORT | {"report": f"report/{n}/{text}", "evidence": text} for n, text in enumerate(texts)]
    )
    found = {quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode(NS + "evidence"), None)}
    assert found == set(texts)
    assert len(data.decode().splitlines()) == data.count(b"\n")
    for n, text in enumerate(texts):
        assert f"{named(f'report/{n}/{text}')} ".encode() in data
        assert f"> {literal(text)} <".encode() in data


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40))
def test_a_literal_of_python_is_one_line_that_parses_back(text):
    line = f"<x:a> <x:b> {literal(text)} ."
    assert len(line.splitlines()) == 1
    (quad,) = ox.parse(input=line, format=ox.RdfFormat.N_QUADS)
    assert quad.object.value == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_terms_of_python():
    assert expand("comity:met") == f"<{NS}met>"
    assert named("country/MEX") == f"<{ID}country/MEX>"
    assert named("report/x y>") == f"<{ID}report/x%20y%3E>"
    assert number(2) == f'"2"^^<{XSD}integer>'
    assert [number(value).split("^")[0] for value in (20000.0, 0.1, -0.0, -2.5)] == [
        '"20000"',
        '"0.1"',
        '"0"',
        '"-2.5"',
    ]
    assert date_literal(date(2019, 7, 21)) == f'"2019-07-21"^^<{XSD}date>'


@pytest.mark.parametrize("amount", [20000.0, 0.1, -0.0, -2.5, 1e15, 1 / 3, 100.0])
def test_a_figure_is_written_as_the_store_writes_it(written, amount):
    data, store = written(acts=[act("1", "deploy", ["country/MEX"], amount=amount)])
    dumped = store.dump(format=ox.RdfFormat.N_QUADS)
    assert sorted(dumped.splitlines()) == sorted(data.splitlines())
    assert f"amount> {number(amount)} .".encode() in data


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), None])
def test_what_is_no_number_is_left_out(written, amount):
    _, store = written(acts=[act("1", "deploy", ["country/MEX"], amount=amount)])
    assert "amount" not in about(store, "act/1")


def test_the_order_of_rows_and_the_number_of_threads_change_no_byte(tmp_path):
    acts = [MEETING | {"act": f"act/{n:03}", "topics": ["b", "a"]} for n in range(50)]
    reports = [REPORT | {"report": f"report/seed/{n}"} for n in range(50)]
    one, other = load(acts=acts, reports=reports), load(acts=acts[::-1], reports=reports[::-1])
    other.execute("set threads = 1")
    write_nquads(one, tmp_path / "one.nq")
    write_nquads(other, tmp_path / "other.nq")
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "other.nq").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.nq", "other.nq"]


KINDS = [
    "meeting",
    "visit",
    "sign",
    "praise",
    "affect",
    "mediation",
    "withdraw",
    "ratify",
    "deploy",
    "propose",
    "accredit",
]
THINGS = ["official/p-usa", "official/e-mex", "country/MEX", "country/USA", "organization/un", "group/rebels"]


@st.composite
def graphs(draw: st.DrawFn) -> list[dict[str, Any]]:
    some = st.lists(st.sampled_from(THINGS), max_size=3, unique=True).map(sorted)
    return [
        act(
            str(n),
            draw(st.sampled_from(KINDS)),
            draw(some),
            on_behalf_of=draw(some),
            host=draw(st.sampled_from([None, "country/MEX"])),
            modality=draw(st.sampled_from(["asserted", "asserted", "planned", "denied"])),
            agreement=draw(st.sampled_from([None, "agreement/m"])),
            policy=draw(st.sampled_from([None, "policy/s"])),
            place_country=draw(st.sampled_from([None, "country/MEX"])),
        )
        for n in range(draw(st.integers(1, 12)))
    ]


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs(), st.data())
def test_the_rules_say_the_same_in_sparql_and_over_the_tables(tmp_path, acts, data):
    from comity.model import ACTS

    targets = st.lists(st.sampled_from(THINGS), max_size=2, unique=True)
    for row in acts:
        if not ACTS[row["kind"]].symmetric:
            row["recipients"] = sorted(data.draw(targets))
    con = load(
        acts=acts,
        actors=[{"actor": thing, "kind": thing.split("/")[0], "label": thing} for thing in THINGS],
        instruments=[
            {"instrument": "agreement/m", "kind": "agreement", "label": "M"},
            {"instrument": "policy/s", "kind": "policy", "label": "S"},
        ],
        offices=[
            {"office": "office/a", "title": "A", "country": "USA", "organization": "organization/un"},
            {"office": "office/b", "title": "B", "organization": "organization/un"},
            {"office": "office/c", "title": "C"},
        ],
        tenures=[
            {
                "tenure": f"tenure/{office}{status}",
                "official": "official/p-usa",
                "office": f"office/{office}",
                "status": status,
            }
            for office in "abc"
            for status in (None, "designate")
        ],
    )
    ties(con)
    write_nquads(con, tmp_path / "graph.nq")
    store = ox.Store()
    store.bulk_load(path=str(tmp_path / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    written = {str(quad.triple) for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(ID + TIES))}
    store.remove_graph(ox.NamedNode(ID + TIES))
    rules = [ontology() / "rules" / f"{rule.tie}.rq" for rule in tie_rules()]
    queried = {
        str(triple)
        for rule in rules
        for triple in store.query(rule.read_text("utf-8"), use_default_graph_as_union=True)
    }
    assert written == queried
