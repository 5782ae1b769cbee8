from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.identity.view import IdentityView
from comity.sources import Batch, survey

Write = Callable[[str, str], Path]

HEAD = "manyID,treatyID,Title,Begin,Signature,Force,totaID\n"
MEMBERS = "manyID,treatyID,Title,Begin,stateID,Signature,Force,StateName,destaID\n"
OWN = (
    "manyID,treatyID,Title,stateID,Signature,Force,End,StateName,StateSignature,StateRatification,StateForce,StateEnd,"
    "Coder,Accession\n"
)


def read(path: Path, view: IdentityView) -> Batch:
    found = survey(path)
    assert not found.rejects
    assert not found.texts
    (item,) = found.inputs
    return item.read(view)


def reports(batch: Batch) -> list[dict[str, object]]:
    return list(batch.tables["reports"].to_pylist())


def test_an_agreement_of_two_states_is_signed_by_both(write: Write, view: IdentityView) -> None:
    path = write("a.csv", HEAD + "CHL-PER[LPT]_1950O,CHL-PER[LPT]_1950O,Lake Pact,1950-02-03,1950-02-03,1951,7\n")
    batch = read(path, view)
    assert batch.source.id == "source/tota-agreements"
    assert [(row["kind"], row["agents"], row["date_precision"]) for row in reports(batch)] == [
        ("sign", ["country|CHL|CHL|", "country|PER|PER|"], "day"),
        ("enter-into-force", ["country|CHL|CHL|", "country|PER|PER|"], "year"),
    ]
    facts = [(row["property"], row["value"]) for row in batch.tables["facts"].to_pylist()]
    assert facts == [("status", "signed 1950-02-03; in force 1951"), ("signedOn", "1950-02-03")]


def test_an_agreement_of_many_states_gives_facts_alone(write: Write, view: IdentityView) -> None:
    batch = read(write("a.csv", HEAD + "RIVERS_1950O,RIVERS_1950O,Rivers,1950,1950,,8\n"), view)
    assert "reports" not in batch.tables
    assert batch.tables["facts"]["subject"].to_pylist() == ["agreement||Rivers|many:RIVERS_1950O"]


def test_all_who_sign_on_one_day_take_part_in_one_signing(write: Write, view: IdentityView) -> None:
    rows = [f"RIVERS_1950O,RIVERS_1950O,Rivers,1950,{code},1950-05-01,,,1\n" for code in ("CHL", "PER", "BOL")]
    rows.append("RIVERS_1950O,RIVERS_1950O,Rivers,1950,ECU,1952,1953,Ecuador,1\n")
    batch = read(write("m.csv", MEMBERS + "".join(rows)), view)
    found = reports(batch)
    assert Counter(row["kind"] for row in found) == {"sign": 4, "enter-into-force": 1}
    together = [row["agents"] for row in found if row["kind"] == "sign"]
    assert together[:3] == [["country|BOL|Bolivia|", "country|CHL|Chile|", "country|PER|Peru|"]] * 3
    assert together[3] == ["country|ECU|Ecuador|"]
    assert (batch.counts.rows, batch.counts.reports, batch.counts.rejects) == (5, 5, 0)


def test_an_accession_is_no_signature_and_an_exit_of_all_no_withdrawal(write: Write, view: IdentityView) -> None:
    rows = [
        "R_1950O,R_1950O,R,CHL,1950,1951,1960-01-01,Chile,1950-05-01,1950-09-01,1951-01-01,1960-01-01,X,\n",
        "R_1950O,R_1950O,R,PER,1950,1951,1960-01-01,Peru,1955-05-01,,,1958-01-01,X,1955-05-01\n",
        "R_1950O,R_1950O,R,ECU,1950,1951,1960-01-01,Ecuador,,,,9999-12-31,X,\n",
        "R_1950O,R_1950O,R,BOL,1950,1951,1960-01-01,Bolivia,1950-02-31,,,,X,\n",
        "R_1950O,R_1950O,R,QQQ,1950,1951,1960-01-01,Nowhere,1950-02-01,,,,X,\n",
    ]
    batch = read(write("m.csv", OWN + "".join(rows)), view)
    assert [(row["kind"], row["agents"]) for row in reports(batch)] == [
        ("sign", ["country|CHL|Chile|"]),
        ("ratify", ["country|CHL|Chile|"]),
        ("enter-into-force", ["country|CHL|Chile|"]),
        ("ratify", ["country|PER|Peru|"]),
        ("withdraw", ["country|PER|Peru|"]),
    ]
    assert [(row["property"], row["value"]) for row in batch.tables["facts"].to_pylist()] == [("termEnd", "1960-01-01")]
    assert [(row["line"], row["reason"]) for row in batch.tables["rejects"].to_pylist()] == [
        (4, "no date: what this state did, and when, is not said"),
        (5, "StateSignature: '1950-02-31' is no date of the calendar"),
        (6, "unknown state 'QQQ'"),
    ]
    assert batch.counts.rows == batch.counts.reports + batch.counts.rejects


def test_references_are_facts_of_the_later_agreement(write: Write, view: IdentityView) -> None:
    rows = "B_1960O,A_1950O,Amends\nA_1950O,B_1960O,Amended by\nC_1970O,A_1950O,Cites\n"
    rows += "C_1970O,,Amends\nC_1970O,A_1950O,Likes\n"
    batch = read(write("references-DESTA_REF.csv", "treatyID1,treatyID2,RefType\n" + rows), view)
    facts = [(row["subject"], row["property"], row["value"]) for row in batch.tables["facts"].to_pylist()]
    assert facts == [("agreement||B_1960O|many:B_1960O", "amends", "agreement||A_1950O|many:A_1950O")] * 2
    assert batch.source.id == "source/desta-references"
    assert batch.notes == ("1 rows 'Cites' say nothing lasting of a treaty",)
    assert batch.counts.rejects == 2


@pytest.mark.parametrize(("name", "rows"), [("agreements-AIGGO.csv", 1389), ("agreements-DESTA.csv", 959)])
def test_every_agreement_of_the_shared_tables_gives_a_fact(
    shared: Path, view: IdentityView, name: str, rows: int
) -> None:
    batch = read(shared / "data" / "agreements" / name, view)
    assert batch.counts.rows == rows
    properties = Counter(batch.tables["facts"]["property"].to_pylist())
    assert properties["status"] == rows - batch.counts.rejects


@pytest.mark.parametrize("name", ["DESTA", "GPTAD", "HUGGO"])
def test_every_statement_of_the_shared_memberships_is_accounted_for(
    shared: Path, view: IdentityView, name: str
) -> None:
    batch = read(shared / "data" / "agreements" / f"memberships-{name}_MEM.csv", view)
    assert batch.counts.rows == batch.counts.reports + batch.counts.rejects
    assert batch.counts.rejects < batch.counts.rows / 15


@pytest.mark.parametrize("name", ["GPTAD", "HUGGO"])
def test_bodies_that_join_treaties_as_one_are_members(shared: Path, view: IdentityView, name: str) -> None:
    batch = read(shared / "data" / "agreements" / f"memberships-{name}_MEM.csv", view)
    reasons = set(batch.tables["rejects"]["reason"].to_pylist())
    assert not {reason for reason in reasons if "'EC'" in reason or "'EFTA'" in reason}
    agents = {key for keys in batch.tables["reports"]["agents"].to_pylist() for key in keys}
    assert {"organization||European Union|", "organization||European Free Trade Association|"} <= agents
