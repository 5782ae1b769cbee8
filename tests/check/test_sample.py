"""One act and one report of each sort stand for all: the findings are those of all quads."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
import rdflib
from rdflib import RDF, SH

from comity.acts import tie_rules
from comity.check import validate_graph, validate_tables
from comity.check.shapes import shapes_text
from comity.model import ACTS, GENERATION, NS
from comity.rdf import write_nquads

ACTORS = ["official/a-usa", "official/b-mex", "country/USA", "country/MEX", "organization/un", "group/migrants"]
DAY = date(2019, 7, 21)

ACT_DEFECTS = (
    "modality = null",
    "modality = 'perhaps'",
    "date_precision = 'century'",
    "latest = earliest - 1",
    "earliest = null",
    "earliest = date '0001-01-01' - 400",
    "agents = []",
    "agents = agents[1:1]",
    "agents = list_append(agents, 'official/nobody')",
    "agents = ['agreement/deal']",
    "recipients = []",
    "recipients = ['organization/unheard-of']",
    "on_behalf_of = ['country/ATL']",
    "host = 'official/nobody'",
    "place = ''",
    "place_country = 'country/ATL'",
    "place_country = 'official/a-usa'",
    "agreement = 'agreement/none'",
    "agreement = 'agreement/deal'",
    "policy = 'policy/none'",
    "policy = 'agreement/deal'",
    "topics = ['']",
    "topics = ['trade', 'trade']",
    "quote = ''",
    "quote = 'We agree.'",
    "amount = 'nan'::double",
    "amount = null",
    "unit = null",
    "unit = ''",
    "amount_of = null",
    "report_count = 0",
    "report_count = null",
    "act = 'act/renamed-' || act[5:]",
)
REPORT_DEFECTS = (
    "act = 'act/none'",
    "act = null",
    "source = 'source/none'",
    "evidence = ''",
    "evidence = null",
    "locator = null",
    "extractor = null",
    "start = -1",
    'start = 3, "end" = 3',
    'start = 3, "end" = 9',
    "reported_on = null",
    "confidence = 1.5",
    "confidence = -0.1",
    "confidence = null",
    "code = ''",
    "intensity = -9.5",
)


def rows() -> dict[str, list[dict[str, Any]]]:
    acts, reports = [], []
    for number, kind in enumerate([*ACTS.values()] * 6):
        sides = ([ACTORS[number % 6], ACTORS[(number + 1) % 6]], []) if kind.symmetric else ([ACTORS[0]], [ACTORS[3]])
        acts.append(
            {
                "act": f"act/{number:016x}",
                "kind": kind.name,
                "modality": "asserted",
                "agents": sorted(sides[0]),
                "recipients": sides[1],
                "on_behalf_of": [],
                "earliest": DAY + timedelta(number),
                "latest": DAY + timedelta(number),
                "date_precision": "day",
                "topics": [],
                "amount": 3.0,
                "unit": "people",
                "amount_of": "arrivals",
                "report_count": 1 + number % 2,
            }
        )
        for copy in range(1 + number % 2):
            reports.append(
                {
                    "report": f"report/seed/{number}-{copy}",
                    "act": f"act/{number:016x}",
                    "source": "source/seed",
                    "locator": str(number),
                    "evidence": "They met.",
                    "extractor": "test/1",
                    "confidence": 1.0,
                    "code": "042",
                }
            )
    actors = [{"actor": name, "kind": name.split("/")[0], "label": name, "country": "USA"} for name in ACTORS]
    source = {"source": "source/seed", "kind": "dataset", "title": "Seed", "licence": "CC0-1.0", "role": "reports"}
    deal = {"instrument": "agreement/deal", "kind": "agreement", "label": "Deal", "parties": ["country/USA"]}
    return {"acts": acts, "reports": reports, "actors": actors, "sources": [source], "instruments": [deal]}


@pytest.fixture
def tables() -> duckdb.DuckDBPyConnection:
    con, given = duckdb.connect(), rows()
    for name, schema in GENERATION.items():
        con.register("arrow", pa.Table.from_pylist(given.get(name, []), schema=schema))
        con.execute(f"create table {name} as from arrow")
        con.unregister("arrow")
    return con


def test_a_graph_in_which_nothing_is_wrong_has_no_finding(tables, tmp_path):
    assert validate_tables(tables, tmp_path) == []


@pytest.mark.parametrize("seed", range(6))
def test_the_sample_finds_what_all_quads_show(tables, tmp_path: Path, seed: int):
    draw = random.Random(seed)
    for table, defects in (("acts", ACT_DEFECTS), ("reports", REPORT_DEFECTS)):
        key = table.removesuffix("s")
        every = [name for (name,) in tables.execute(f"select {key} from {table} order by 1").fetchall()]
        for defect in draw.sample(defects, len(defects) if seed % 2 else 3):
            chosen = draw.sample(every, len(every) // 20)
            tables.execute(f"update {table} set {defect} where {key} in (select unnest($1))", [chosen])
    write_nquads(tables, tmp_path / "all.nq")
    found = validate_tables(tables, tmp_path, limit=100)
    assert found == validate_graph(tmp_path / "all.nq", limit=100)
    assert len(found) >= 2


def test_only_one_of_each_sort_is_looked_at(tables, tmp_path, monkeypatch):
    from comity.check import shapes

    read = []
    whole = shapes.validate
    monkeypatch.setattr(shapes, "validate", lambda path: read.append(path.read_text("utf-8")) or whole(path))
    tables.execute("update acts set modality = 'perhaps' where kind = 'praise'")
    (found,) = validate_tables(tables, tmp_path)
    assert (found.rule, found.count, len(found.examples)) == ("shape:Act/modality", 6, 5)
    assert 0 < read[0].count("#modality> ") < tables.execute("select count(*) from acts").fetchone()[0] / 2


def test_the_shapes_of_acts_and_reports_use_only_what_a_sort_tells_apart():
    """A pattern on a text of an act, say, would need its own column in the sorts."""
    graph = rdflib.Graph().parse(data=shapes_text(), format="turtle")
    classes = {rdflib.URIRef(NS + kind.class_name) for kind in ACTS.values()} | {rdflib.URIRef(NS + "Report")}
    told_apart = {
        SH.path, SH.message, SH.severity, SH.minCount, SH.maxCount, SH.datatype, SH.nodeKind, SH.minLength,
    }  # fmt: skip
    by_value = {
        "modality": {SH["in"]},
        "datePrecision": {SH["in"]},
        "earliest": {SH.lessThanOrEquals},
        "start": {SH.minInclusive, SH.lessThan},
        "confidence": {SH.minInclusive, SH.maxInclusive},
        "reportCount": {SH.minInclusive},
    }
    used = set()
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        if not classes & set(graph.objects(shape, SH.targetClass)):
            continue
        for nested in graph.objects(shape, SH.property):
            name = str(graph.value(nested, SH.path)).rpartition("#")[2]
            features = set(graph.predicates(nested)) - told_apart - by_value.get(name, set())
            assert not features, f"{name}: {features}"
            used.add(name)
            counts = {int(str(n)) for part in (SH.minCount, SH.minLength) for n in graph.objects(nested, part)}
            assert max(counts, default=0) <= (2 if name == "participant" else 1)
    assert used >= {"modality", "confidence"}


def test_no_shape_looks_at_ties():
    used = {str(term) for triple in rdflib.Graph().parse(data=shapes_text(), format="turtle") for term in triple}
    assert not used & {NS + rule.tie for rule in tie_rules()}
