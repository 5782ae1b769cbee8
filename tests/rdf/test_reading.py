import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity import build
from comity.errors import InputError
from comity.identity.view import packaged_view
from comity.rdf import FORMAT
from comity.rdf.parsing import parse, syntax_of
from comity.sources import Batch
from comity.store import GraphFolder

PREFIXES = """
@prefix comity: <https://w3id.org/comity/ns#> .
@prefix id: <https://w3id.org/comity/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <http://example.org/> .
@prefix c: <https://w3id.org/comity/id/country/> .
@prefix act: <https://w3id.org/comity/id/act/> .
@prefix deal: <https://w3id.org/comity/id/agreement/> .
@prefix paper: <https://w3id.org/comity/id/report/paper/> .
@prefix s: <https://w3id.org/comity/id/source/> .
@prefix f: <https://w3id.org/comity/id/fact/> .
"""


def read(path: Path, text: str | bytes) -> Batch:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert FORMAT.recognise(path.read_bytes()[:8192], path)
    return FORMAT.read([path], packaged_view())


def rows(batch: Batch, table: str) -> list[dict[str, Any]]:
    return list(batch.tables[table].to_pylist()) if table in batch.tables else []


def test_acts_of_others_are_reports_of_the_file(tmp_path: Path) -> None:
    batch = read(
        tmp_path / "own.ttl",
        PREFIXES
        + """
ex:lake a comity:Meeting ; comity:participant c:CHL , wd:Q96 , ex:soto ;
    comity:earliest "1950-05-01"^^xsd:date ;
    comity:latest "1950-05-01"^^xsd:date ; comity:datePrecision "day" ; comity:placeName "Lima" ; comity:topic "water" .
ex:soto a comity:Official ; rdfs:label "Ana Soto" ; comity:country ex:home .
ex:home a comity:Country ; rdfs:label "Peru" .
ex:t a comity:Tenure ; comity:official ex:soto ; comity:office ex:o ; comity:earliest "1949-01-01"^^xsd:date .
ex:o a comity:Office ; rdfs:label "Foreign Minister" ; comity:country ex:home ; comity:officeRole "foreign-minister" .
""",
    )
    (report,) = rows(batch, "reports")
    assert (report["kind"], report["source"], report["locator"]) == (
        "meeting",
        "source/rdf-own",
        "http://example.org/lake",
    )
    assert sorted(report["agents"]) == ["country|CHL|Chile|", "country|MEX|Mexico|", "official|PER|Ana Soto|"]
    assert (report["place"], report["topics"], report["date_precision"]) == ("Lima", ["water"], "day")
    (official,), (tenure,) = rows(batch, "officials"), rows(batch, "tenures")
    assert tenure["official"] == official["official"]
    assert (batch.counts.rows, batch.counts.reports, batch.counts.rejects) == (1, 1, 0)


def test_reports_keep_their_source_evidence_and_place(tmp_path: Path) -> None:
    batch = read(
        tmp_path / "own.ttl",
        PREFIXES
        + """
act:1 a comity:Criticism ; comity:agent c:CHL ; comity:recipient c:PER ; comity:quote "No." .
paper:1 a comity:Report ; comity:reports act:1 ; comity:source s:paper ; comity:evidence "It said no." ;
    comity:start 3 ; comity:end 14 ; comity:confidence 0.5 ;
    comity:reportedOn "1950-05-02"^^xsd:date ; comity:code "111" .
s:paper a comity:Source ; rdfs:label "The Paper" ; comity:sourceKind "document" ; comity:licence "CC0-1.0" .
f:1 a comity:FactReport ; comity:source s:paper ; comity:subject deal:new ;
    comity:property comity:replaces ; comity:value "agreement/old" .
deal:new a comity:Agreement ; rdfs:label "New" ; comity:replaces deal:old ; comity:signatory c:PER .
deal:old a comity:Agreement ; rdfs:label "Old" .
""",
    )
    (report,), (fact,) = rows(batch, "reports"), rows(batch, "facts")
    assert (report["report"], report["source"]) == ("report/paper/1", "source/paper")
    assert (report["evidence"], report["start"], report["end"], report["confidence"]) == ("It said no.", 3, 14, 0.5)
    assert (report["code"], str(report["reported_on"]), report["quote"]) == ("111", "1950-05-02", "No.")
    assert [(source.id, source.title, source.kind, source.licence) for source in batch.also] == [
        ("source/paper", "The Paper", "document", "CC0-1.0")
    ]
    assert (fact["subject"], fact["value"], fact["datatype"]) == (
        "agreement|PER|New|id:new",
        "agreement||Old|id:old",
        "mention",
    )


def test_what_is_outside_the_vocabulary_is_counted_and_what_is_broken_rejected(tmp_path: Path) -> None:
    batch = read(
        tmp_path / "own.ttl",
        PREFIXES
        + """
ex:a a comity:Meeting ; comity:participant c:CHL , ex:nobody .
ex:b a comity:Meeting ; comity:participant c:CHL ; comity:earliest "1950-02"^^xsd:gYearMonth .
ex:c a comity:Call ; comity:participant c:CHL , c:PER ; ex:mood "good" , "better" .
ex:d a ex:Party .
""",
    )
    reasons = {row["reason"] for row in rows(batch, "rejects")}
    assert reasons == {
        "http://example.org/a: unknown country http://example.org/nobody",
        "http://example.org/b: comity:earliest '1950-02' is no date",
        "2 statements with http://example.org/mood: not in Comity's vocabulary",
        "1 statements with http://example.org/Party: not in Comity's vocabulary",
    }
    assert batch.counts.rows == batch.counts.reports + batch.counts.rejects == 5


def test_bad_lines_of_n_quads_are_rejected_and_the_good_ones_read(tmp_path: Path) -> None:
    ns, own = "https://w3id.org/comity/ns#", "https://w3id.org/comity/id/"
    good = [
        f"<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ns}Meeting> .",
        f"<http://e/a> <{ns}participant> <{own}country/CHL> .",
        f"<http://e/a> <{ns}participant> <{own}country/PER> .",
    ]
    lines = [good[0], "nonsense", f'<http://e/a> <{ns}topic> "\xff" .', good[1], good[2]]
    data = b"\xef\xbb\xbf" + "\n".join(lines).encode("latin-1")
    path = tmp_path / "x.nq"
    batch = read(path, data)
    assert [row["line"] for row in rows(batch, "rejects")] == [2, 3]
    assert len(rows(batch, "reports")[0]["agents"]) == 2


def zipped(data: bytes, *more: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, one in enumerate((data, *more)):
            archive.writestr(f"x{number}.ttl", one)
    return made.getvalue()


def tarred(data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        entry = tarfile.TarInfo("x.ttl")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()


MEETING = PREFIXES + "ex:a a comity:Meeting ; comity:participant c:CHL , c:PER .\n"
PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zip": zipped,
    "tar.gz": tarred,
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_packed_files_are_read_as_they_are(tmp_path: Path, packing: str) -> None:
    batch = read(tmp_path / f"x.ttl.{packing}", PACKINGS[packing](MEETING.encode()))
    assert [len(row["agents"]) for row in rows(batch, "reports")] == [2]
    assert batch.source.id == "source/rdf-x"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(MEETING.encode() + b"# " + os.urandom(90_000))[:60_000], "cannot be unpacked"),
        (gzip.compress(MEETING.encode() + b"#" + b" " * 64 * 1024**2), "unpacks to more than"),
        (zipped(MEETING.encode(), MEETING.encode()), "holds several files"),
    ],
    ids=["damaged", "a bomb", "several files"],
)
def test_packed_files_are_guarded(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read(tmp_path / "x.ttl.packed", data)


def test_rows_are_told_while_quads_come(tmp_path: Path) -> None:
    told: list[int] = []
    (tmp_path / "x.ttl").write_text(MEETING + "ex:a ex:b ex:c .\n" * 25_000)
    FORMAT.read([tmp_path / "x.ttl"], packaged_view(), lambda rows, rejects: told.append(rows))
    assert told == [0, 10_000, 20_000]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        (
            "laughs.rdf",
            '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [<!ENTITY a "b">]>\n<rdf:RDF/>',
            "2: a DOCTYPE is refused",
        ),
        ("late.rdf", f"<?xml version='1.0'?><!--{'x' * 9000}--><!DOCTYPE r []><rdf:RDF/>", "no syntax of RDF"),
        ("bad.ttl", "@prefix ex: <http://e/> .\nex:a ex:b .\n", "2: no well-formed RDF"),
        ("foaf.ttl", "@prefix ex: <http://e/> .\nex:a ex:b ex:c .\n", "nothing in Comity's vocabulary"),
        ("remote.jsonld", '{"@context": "http://127.0.0.1:9/c", "@id": "http://e/a"}', "no well-formed RDF"),
        (
            "deep.jsonld",
            '{"@context": ' + '{"a": {"@context": ' * 20_000 + "{}" + "}}" * 20_000 + "}",
            "RDF: |parsing takes",
        ),
    ],
)
def test_dangerous_and_broken_files_are_refused_as_a_whole(tmp_path: Path, name: str, text: str, reason: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(InputError, match=reason):
        FORMAT.read([path], packaged_view())


def test_literals_come_through_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "x.nt"
    path.write_text('<http://e/a> <http://e/b> "a\\"b\\\\n\\tc\\u00E9\\U0001F600 > <x> \\n" .\n', "utf-8")
    ((_, _, term, graph),) = parse(path, [])
    assert (term.text, graph) == ('a"b\\n\tcé😀 > <x> \n', "")


@pytest.mark.parametrize(
    ("head", "syntax"),
    [
        (b"# a\n<http://e/a> <http://e/b> _:c .\n", "nquads"),
        (b"PREFIX ex: <http://e/>\n", "trig"),
        (b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">', "rdfxml"),
        (b'[{"@id": "http://e/a"}]', "jsonld"),
        (b"Base commanders of two states met in Lima.\n", ""),
        (b"<html><body>", ""),
        (b"<?xml version='1.0'?><trips>", ""),
        (b"WASHINGTON, July 21 - The secretary said ...", ""),
        (b"day,a,b\n", ""),
    ],
)
def test_a_syntax_is_known_by_its_beginning(head: bytes, syntax: str) -> None:
    assert syntax_of(head, Path("x")) == syntax


def test_an_export_loads_again_as_the_same_graph(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("d,a,b,t\n2019-07-21,Ana Soto,PER,Lake Pact\n2019,Eva Ruiz,MEX,\n")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "comity-mapping: 1\nfile: t.csv\nsource: {title: T, licence: CC0-1.0}\nreport:\n  act: sign\n"
        "  when: {column: d}\n  agents: [{official: {column: a}, of: CHL, title: Minister}, {country: {column: b}}]\n"
        "  agreement: {name: {column: t}, parties: [{country: CHL}, {country: {column: b}}], signed: {column: d}}\n"
    )
    first = quads(mapping, tmp_path / "one")
    again = tmp_path / "again.nq"
    again.write_text("".join(sorted(first)))
    second = quads(again, tmp_path / "two")
    assert first <= second
    assert {line.split()[0] for line in second - first} == {"<https://w3id.org/comity/id/source/rdf-again>"}


def quads(path: Path, graph: Path) -> set[str]:
    build.run([path], graph)
    store = GraphFolder(graph).current().store()
    return {f"{quad.subject} {quad.predicate} {quad.object} {_graph(quad)}.\n" for quad in store}


def _graph(quad: Any) -> str:
    return "" if str(quad.graph_name) == "DEFAULT" else f"{quad.graph_name} "
