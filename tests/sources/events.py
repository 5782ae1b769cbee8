"""Rows of event data written for the tests, in the layouts of their publishers."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from comity.identity.view import IdentityView
from comity.model import STAGED
from comity.sources import Batch, survey

GEO = ("4", "Lima, Lima, Peru", "PE", "PE15", "91841", "-12.05", "-77.05", "-352647")


def actor(code: str = "", name: str = "", country: str = "") -> list[str]:
    return [code, name, country, *[""] * 7]


def gdelt(
    number: str = "1",
    day: str = "20180612",
    one: list[str] | None = None,
    other: list[str] | None = None,
    code: str = "040",
    goldstein: str = "1.0",
    place: tuple[str, ...] = GEO,
    added: str = "20180612234500",
    old: bool = False,
) -> str:
    """A row of events 2.0, or 1.0 (``old``), without its line feed."""
    one = actor("USA", "UNITED STATES", "USA") if one is None else one
    other = actor("PRK", "NORTH KOREA", "PRK") if other is None else other
    geo = [*place[:4], *place[5:]] if old else list(place)
    head = [number, day, day[:6], day[:4], "2018.4", *one, *other, "1", code, code[:3], code[:2], "1", goldstein]
    return "\t".join(
        [*head, "2", "1", "2", "-1.5", *geo, *geo, *geo, added[:8] if old else added, "http://a.example/1"]
    )


def mention(event: str = "1", confidence: str = "60", told: str = "20180613001500") -> str:
    """A row of mentions."""
    story = ["1", "b.example", "http://b.example/2", "3", "-1", "142", "158", "1"]
    return "\t".join([event, "20180612234500", told, *story, confidence, "5402", "-0.1", "", ""])


def read(path: Path, view: IdentityView) -> tuple[Batch, list[dict[str, object]], list[dict[str, object]]]:
    """The one input at a path: its batch, its reports and its rejects, read to their end."""
    (item,) = survey(path).inputs
    batch = item.read(view)
    made = {name: rows_of(batch.tables[name]) for name in ("reports", "rejects")}
    counts = batch.counts
    assert (counts.reports, counts.rejects) == (len(made["reports"]), len(made["rejects"]))
    assert counts.rows == counts.reports + counts.rejects
    return batch, made["reports"], made["rejects"]


def whole(batch: Batch) -> Batch:
    """A batch that streams, read to its end: all its tables are Arrow tables."""
    tables = ((name, rows, STAGED[name]) for name, rows in batch.tables.items())
    batch.tables = {
        name: rows if isinstance(rows, pa.Table) else pa.Table.from_batches(rows, schema)
        for name, rows, schema in tables
    }
    return batch


def rows_of(table: Iterable[object]) -> list[dict[str, object]]:
    batches = table.to_batches() if isinstance(table, pa.Table) else table
    return [row for batch in batches for row in batch.to_pylist()]  # type: ignore[attr-defined]


HEADER_ICEWS = "\t".join(
    (
        *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
        *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
        *("City", "District", "Province", "Country", "Latitude", "Longitude"),
    )
)


def icews(number: str = "1", day: str = "2018-06-02", code: str = "010", value: str = "0", city: str = "Seoul") -> str:
    """A row of the ICEWS export, without its line feed."""
    source = ["Moon Jae-in", "Government,Executive", "South Korea", "Make statement", code, value]
    target = ["North Korea", "NA", "North Korea", "77", "4", "Yonhap"]
    return "\t".join([number, day, *source, *target, city, "NA", "NA", "South Korea", "37.5", "127.0"])


_POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW"),
    *("Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw"),
    *("Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People"),
    *("Story Organizations", "Story Locations", "Language", "Version"),
)
HEADER_POLECAT = "\t".join(_POLECAT)


def polecat(**values: str) -> str:
    """A row of POLECAT, ``None`` where nothing is given; names with underscores for spaces."""
    usual = {
        "Event ID": "e1",
        "Event Date": "2023-03-10",
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Intensity": "1.5",
        "Quad Code": "VERBAL COOPERATION",
        "Actor Name": "Antony Blinken",
        "Actor Country": "USA",
        "Recipient Country": "MEX",
        "Country": "MEX",
        "Source": "Reuters",
        "Publication Date": "2023-03-12",
    }
    given = usual | {name.replace("_", " "): value for name, value in values.items()}
    return "\t".join(given.get(name, "None") for name in _POLECAT)
