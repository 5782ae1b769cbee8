import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from comity.identity.view import IdentityView
from comity.sources import Batch, survey

Write = Callable[[str, str], Path]


def entity(id_: str, schema: str, **properties: object) -> dict[str, Any]:
    values = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {"id": id_, "schema": schema, "properties": values, "datasets": ["lake_peps"]}


SOTO = entity("Q999001", "Person", name=["Ana Soto", "A. Soto"], lastName="Soto", country="cl", birthDate="1950-02-03")
PRESIDENT = entity("p-1", "Position", name="President of Chile", country="cl")
HELD = entity(
    "o-1", "Occupancy", holder="Q999001", post="p-1", startDate="1990-03", endDate="1994-03-11", status="ended"
)


def read(write: Write, view: IdentityView, *entities: object) -> Batch:
    path = write("peps.json", "".join(json.dumps(one) + "\n" for one in entities))
    (item,) = survey(path).inputs
    assert item.format.name == "followthemoney"
    return item.read(view)


def rows(batch: Batch, table: str) -> list[dict[str, Any]]:
    return list(batch.tables[table].to_pylist()) if table in batch.tables else []


def test_persons_positions_and_occupancies_are_officials_offices_and_tenures(write: Write, view: IdentityView) -> None:
    batch = read(write, view, HELD, SOTO, PRESIDENT)  # in any order
    (official,), (office,), (tenure,) = (rows(batch, table) for table in ("officials", "offices", "tenures"))
    assert (official["official"], official["qid"], official["country"]) == (
        "official/wikidata-q999001",
        "Q999001",
        "CHL",
    )
    assert (official["surname"], official["aliases"], official["born"]) == ("Soto", ["A. Soto"], "1950-02-03")
    assert (office["title"], office["country"], office["role"]) == ("President of Chile", "CHL", "head-of-state")
    assert (tenure["official"], tenure["office"]) == (official["official"], office["office"])
    assert (str(tenure["earliest"]), str(tenure["latest"]), tenure["status"]) == ("1990-03-01", "1994-03-11", None)
    assert batch.source.id == official["source"] == tenure["source"] == "source/followthemoney-lake-peps"
    assert batch.source.role == "reference"


def test_nested_entities_are_found_and_belong_to_who_holds_them(write: Write, view: IdentityView) -> None:
    occupancy = entity("o-1", "Occupancy", post=[PRESIDENT], startDate="1990")
    batch = read(write, view, entity("x", "Person", name="Ana Soto", citizenship="cl", positionOccupancies=[occupancy]))
    assert [row["official"] for row in rows(batch, "tenures")] == ["official/ftm-x"]


def test_what_hangs_in_the_air_is_rejected_and_other_schemata_are_counted(write: Write, view: IdentityView) -> None:
    batch = read(
        write,
        view,
        SOTO,
        entity("q", "Person", name="Nobody"),
        entity("r", "Person", country="cl"),
        entity("s", "Position", name="Mayor", country="zz"),
        entity("o-2", "Occupancy", holder="Q999001", post="p-9"),
        entity("o-3", "Occupancy", holder="q", post="p-9"),
        entity("c", "Company", name="Firm"),
        ["no entity"],
    )
    assert {row["line"]: row["reason"] for row in rows(batch, "rejects")} == {
        2: "Person q: no country",
        3: "Person r: no name",
        4: "Position s: unknown country 'zz'",
        5: "Occupancy o-2: no post 'p-9'",
        6: "Occupancy o-3: no holder 'q'",
        8: "no FollowTheMoney entity: no entity with id and schema",
    }
    assert batch.notes == ("1 entities of schema Company are no part of Comity", "1 persons hold no office here")
    assert batch.counts.rows == 8


def test_bad_dates_former_states_and_ended_tenures(write: Write, view: IdentityView) -> None:
    batch = read(
        write,
        view,
        SOTO,
        PRESIDENT,
        entity("u", "Position", name="General Secretary", country="suhh"),
        entity("o-1", "Occupancy", holder="Q999001", post="p-1", startDate="1990-31-01"),
        entity("o-2", "Occupancy", holder="Q999001", post="p-1", startDate="1995", endDate="1994"),
        entity("o-3", "Occupancy", holder="Q999001", post="u", startDate="1985", status="ended"),
    )
    assert [row["reason"] for row in rows(batch, "rejects")] == [
        "Occupancy o-1: '1990-31-01' is no date of the calendar",
        "Occupancy o-2: ends (1994-12-31) before it starts (1995-01-01)",
    ]
    assert [row["status"] for row in rows(batch, "tenures")] == ["ended"]
    assert {row["country"] for row in rows(batch, "offices")} == {"CHL", "SUN"}


def test_half_a_character_costs_its_line_and_no_more(write: Write, view: IdentityView) -> None:
    batch = read(write, view, entity("x", "Person", name="Ana \ud83d", country="cl"), SOTO)
    assert [(row["line"], row["reason"].split(": ")[1][:6]) for row in rows(batch, "rejects")] == [(1, "half a")]
    assert len(rows(batch, "officials")) == 1


def test_many_persons_are_packed_as_they_are_made_and_none_is_lost(write: Write, view: IdentityView) -> None:
    persons = [entity(f"p{n}", "Person", name=f"Ana {n}", country="cl", notes="x" * 50) for n in range(25_000)]
    held = [entity(f"o{n}", "Occupancy", holder=f"p{n}", post="p-1", startDate="1990") for n in range(12_000)]
    batch = read(write, view, *persons, PRESIDENT, *held)
    counts = {name: table.num_rows for name, table in batch.tables.items()}
    assert counts == {"officials": 25_000, "offices": 1, "tenures": 12_000, "rejects": 0}
    officials = pa.Table.from_batches(batch.tables["officials"])  # too many for memory: they come from the disk
    assert officials.num_rows == len(set(officials["official"].to_pylist())) == 25_000
    assert set(officials["source"].to_pylist()) == {"source/followthemoney-lake-peps"}
    assert batch.notes == ("13,000 persons hold no office here",)
