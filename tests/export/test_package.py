"""The research package, read by the tools of those who receive it."""

from __future__ import annotations

import csv
import hashlib
import json
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib

from comity import export
from comity.store import Generation

ID = "https://w3id.org/comity/id/"
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


@pytest.fixture(scope="module")
def package(nasty: Generation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("package") / "p"
    export.write(nasty, "package", out)
    return out


def test_every_file_has_its_checksum(package: Path) -> None:
    lines = (package / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    assert set(sums) == files - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((package / name).read_bytes()).hexdigest() == digest


def test_the_datapackage_describes_the_columns_that_are_there(package: Path) -> None:
    found = json.loads((package / "datapackage.json").read_text("utf-8"))
    assert found["version"] == found["id"].removeprefix(f"{ID}dataset/")
    assert [licence["name"] for licence in found["licenses"]] == ["CC-BY-4.0", "CC0-1.0"]
    for resource in found["resources"]:
        assert resource["bytes"] == (package / resource["path"]).stat().st_size
        if "schema" in resource:
            with (package / resource["path"]).open(newline="") as file:
                assert [field["name"] for field in resource["schema"]["fields"]] == next(csv.reader(file))


def test_frictionless_finds_types_keys_and_hashes_right(package: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]
    assert report.stats["tasks"] == 11
    acts = package / "data" / "acts.csv"
    before = acts.read_bytes()
    try:
        acts.write_bytes(before.replace(b"act/00", b"act/77"))
        assert not frictionless.Package(str(package / "datapackage.json")).validate().valid
    finally:
        acts.write_bytes(before)


@pytest.mark.filterwarnings("default")  # its readers warn of each other
def test_croissant_loads_the_records(package: Path) -> None:
    croissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed")
    dataset = croissant.Dataset(str(package / "croissant.json"))
    records = list(dataset.records("acts"))
    assert len(records) == 11
    assert {record["acts/act"] for record in records} >= {b"act/00", b"act/08"}


def test_the_crate_lists_every_data_file(package: Path) -> None:
    found = json.loads((package / "ro-crate-metadata.json").read_text("utf-8"))
    things = {thing["@id"]: thing for thing in found["@graph"]}
    parts = {part["@id"] for part in things["./"]["hasPart"]}
    assert parts == {path.relative_to(package).as_posix() for path in (package / "data").iterdir()}
    assert things["./"]["datePublished"] == "2019-07-22"
    assert all(things[licence["@id"]]["name"] for licence in things["./"]["license"])
    crate = pytest.importorskip("rocrate.rocrate", reason="rocrate is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert {entity.id for entity in crate.ROCrate(str(package)).data_entities} == parts


def test_dcat_and_void_say_what_is_there(package: Path) -> None:
    graph = rdflib.Graph()
    graph.parse(data=(package / "dcat.ttl").read_bytes(), format="turtle")
    graph.parse(data=(package / "void.ttl").read_bytes(), format="turtle")
    (dataset,) = graph.subjects(rdflib.RDF.type, DCAT.Dataset)
    assert len(list(graph.objects(dataset, DCAT.distribution))) == 11
    lines = (package / "data" / "graph.nq").read_bytes().splitlines()
    assert int(graph.value(dataset, VOID.triples)) == len(lines)
    parts = list(graph.objects(dataset, VOID.propertyPartition))
    assert sum(int(graph.value(part, VOID.triples)) for part in parts) == len(lines)


def test_the_citation_names_the_sources(package: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="a reader of YAML is not installed")
    found = yaml.safe_load((package / "CITATION.cff").read_text("utf-8"))
    assert found["cff-version"] == "1.2.0"
    assert found["license"] == ["CC-BY-4.0", "CC0-1.0"]
    assert [reference["title"] for reference in found["references"]] == ["S (2019).", "T"]
    assert str(found["date-released"]) == "2019-07-22"


def test_the_network_of_a_package_has_asserted_acts_and_the_tables_all(package: Path) -> None:
    assert "act/08" not in (package / "data" / "network.gexf").read_text("utf-8")
    assert "act/08,attack,denied" in (package / "data" / "acts.csv").read_text("utf-8")


def test_a_filtered_package_still_hangs_together(written: Callable[..., Path]) -> None:
    folder = written("package", types=("praise",))
    with (folder / "data" / "reports.csv").open(newline="") as file:
        reports = list(csv.DictReader(file))
    assert {row["act"] for row in reports} == {"act/00", "act/01"}
    with (folder / "data" / "sources.csv").open(newline="") as file:
        assert [row["source"] for row in csv.DictReader(file)] == ["source/s"]
