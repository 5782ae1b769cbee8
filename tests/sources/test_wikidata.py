import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from comity.identity.view import IdentityView
from comity.sources import Batch, survey

Write = Callable[[str, str], Path]
Claim = dict[str, Any]


def snak(value: object) -> dict[str, Any]:
    """An item, a time (``"1990-03"`` at its precision), or nothing known."""
    if value is None:
        return {"snaktype": "somevalue"}
    text = str(value)
    if text.startswith("Q"):
        return {"snaktype": "value", "datavalue": {"type": "wikibase-entityid", "value": {"id": text}}}
    precision = {0: 9, 1: 10, 2: 11}[text.count("-")]
    whole = text + "-00" * (2 - text.count("-"))
    time = {"time": f"+{whole}T00:00:00Z", "precision": precision}
    return {"snaktype": "value", "datavalue": {"type": "time", "value": time}}


def claim(value: object, rank: str = "normal", **qualifiers: str) -> Claim:
    return {
        "mainsnak": snak(value),
        "rank": rank,
        "qualifiers": {name: [snak(one)] for name, one in qualifiers.items()},
    }


def item(id_: str, label: str, description: str = "", **claims: list[Claim]) -> dict[str, Any]:
    texts = {"en": {"language": "en", "value": label}}
    about = {"en": {"language": "en", "value": description}} if description else {}
    return {"type": "item", "id": id_, "labels": texts, "descriptions": about, "aliases": {}, "claims": claims}


PRESIDENT = item("Q999100", "President of Chile", P1001=[claim("Q298")])
SOTO = item(
    "Q999001",
    "Ana Soto",
    P27=[claim("Q298")],
    P569=[claim("1950")],
    P39=[claim("Q999100", P580="1990-03-11", P582="1994-03", P1365="Q999002"), claim("Q999100", rank="deprecated")],
)


def read(write: Write, view: IdentityView, *items: object) -> Batch:
    dump = "[\n" + ",\n".join(json.dumps(one) for one in items) + "\n]\n"
    (found,) = survey(write("dump.json", dump)).inputs
    assert found.format.name == "wikidata"
    return found.read(view)


def rows(batch: Batch, table: str) -> list[dict[str, Any]]:
    return list(batch.tables[table].to_pylist()) if table in batch.tables else []


def reasons(batch: Batch) -> list[str]:
    return [row["reason"] for row in rows(batch, "rejects")]


def test_a_position_held_is_a_tenure_at_its_precision(write: Write, view: IdentityView) -> None:
    batch = read(write, view, SOTO, PRESIDENT, item("Q999002", "Luis Prat"))
    (official,), (office,), (tenure,) = (rows(batch, table) for table in ("officials", "offices", "tenures"))
    assert (official["name"], official["country"], official["qid"], official["born"]) == (
        "Ana Soto",
        "CHL",
        "Q999001",
        "1950",
    )
    assert (office["title"], office["country"], office["role"]) == ("President of Chile", "CHL", "head-of-state")
    assert (str(tenure["earliest"]), str(tenure["latest"])) == ("1990-03-11", "1994-03-31")
    assert tenure["evidence"] == "Ana Soto, position held President of Chile, 1990-03-11 to 1994-03; replaces Luis Prat"
    assert reasons(batch) == ["Q999001 P39: a deprecated statement"]
    assert (batch.counts.rows, batch.source.role) == (2, "reference")


def test_an_entity_document_reads_like_a_dump_and_gzip_like_plain(
    write: Write, tmp_path: Path, view: IdentityView
) -> None:
    document = json.dumps({"entities": {one["id"]: one for one in (SOTO, PRESIDENT)}})
    (plain,) = survey(write("Q999001.json", document)).inputs
    packed = tmp_path / "packed" / "dump.json.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(f"{json.dumps(SOTO)}\n{json.dumps(PRESIDENT)}\n".encode()))
    (other,) = survey(packed).inputs
    for found in (plain.read(view), other.read(view)):
        assert len(rows(found, "tenures")) == 1


def test_relations_of_two_countries_are_established_by_both(write: Write, view: IdentityView) -> None:
    chile = item("Q298", "Chile", P530=[claim("Q96", P580="1990-03-23"), claim("Q999500"), claim(None)])
    batch = read(write, view, chile)
    (report,) = rows(batch, "reports")
    assert (report["kind"], report["agents"]) == ("establish-relations", ["country|CHL|Chile|", "country|MEX|Mexico|"])
    assert str(report["earliest"]) == "1990-03-23"
    assert sorted(reasons(batch)) == [
        "Q298 P530 Q999500: one side is no known country",
        "Q298 P530: a statement without a value (somevalue)",
    ]


def test_signatories_of_one_day_sign_together(write: Write, view: IdentityView) -> None:
    treaty = item(
        "Q999200",
        "Lake Treaty",
        P585=[claim("1950-05-01")],
        P1891=[claim("Q298"), claim("Q96"), claim("Q419", P585="1952")],
    )
    reports = rows(read(write, view, treaty), "reports")
    assert [(row["kind"], len(row["agents"]), str(row["earliest"])) for row in reports] == [
        ("sign", 2, "1950-05-01"),
        ("sign", 2, "1950-05-01"),
        ("sign", 1, "1952-01-01"),
    ]
    assert {row["agreement"] for row in reports} == {"agreement||Lake Treaty|wikidata:Q999200"}


def test_participants_meet_where_the_thing_is_called_a_meeting(write: Write, view: IdentityView) -> None:
    talks = item(
        "Q999300",
        "Lima 1990",
        "summit of heads of state",
        P585=[claim("1990-07")],
        P17=[claim("Q419")],
        P710=[claim("Q298"), claim("Q999001"), claim("Q999400"), claim("Q999777")],
    )
    war = item("Q999301", "War of the Lake", P710=[claim("Q298")])
    batch = read(write, view, talks, war, SOTO, PRESIDENT, item("Q999400", "Lake Commission"))
    reports = rows(batch, "reports")
    assert {row["kind"] for row in reports} == {"meeting"}
    assert reports[0]["agents"] == [
        "country|CHL|Chile|",
        "official|CHL|Ana Soto|wikidata:Q999001",
        "organization||Lake Commission|",
    ]
    assert {row["place_country"] for row in reports} == {"PER"}
    assert "Q999300 P710 Q999777: no known country, and its item is not in the input" in reasons(batch)
    assert "Q999301 P710 Q298: takes part in what is called no meeting" in reasons(batch)


def test_vague_dates_missing_dates_and_broken_lines_are_rejected(write: Write, view: IdentityView) -> None:
    century = claim("Q999100")
    century["qualifiers"]["P580"] = [
        {"snaktype": "value", "datavalue": {"value": {"time": "+1900-00-00T00:00:00Z", "precision": 7}}}
    ]
    person = item(
        "Q999005",
        "Eva Ruiz",
        P27=[claim("Q298")],
        P39=[century, claim("Q999100"), claim("Q999100", P580="1990", P582="1980")],
    )
    dump = f"{json.dumps(person)}\n{{broken\n" + json.dumps({"type": "item", "id": "L5", "labels": {}}) + "\n"
    (found,) = survey(write("dump.json", dump)).inputs
    assert reasons(found.read(view)) == [
        "no JSON: Expecting property name enclosed in double quotes",
        "no Wikidata item: ValueError 'L5' is no item",
        "Q999005 P39 Q999100: a date vaguer than a year, or before our era",
        "Q999005 P39 Q999100: no date: the tenure could be at any time",
        "Q999005 P39 Q999100: ends (1980-12-31) before it starts (1990-01-01)",
    ]
