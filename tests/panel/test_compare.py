"""A record of journeys and event data that tell of them: what agrees, few enough to be counted by hand."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.cli import run
from comity.errors import NotFoundError, UsageError
from comity.panel import compare
from comity.store import Generation, GraphFolder
from factory import actor, generation, report

DOE, ROE = "official/doe", "official/roe"


def told(act: str, source: str, day: str, who: str, where: str, **more: Any) -> dict[str, Any]:
    first, _, last = day.partition("/")
    days = {"earliest": date.fromisoformat(first), "latest": date.fromisoformat(last or first)}
    row = {"kind": "visit", "modality": "asserted", "agents": [who], "recipients": [where], "date_precision": "day"}
    return report(f"report/{source}/{act}-{first}", f"act/{act}", f"source/{source}", **row, **days) | more


NEWS = {"date_precision": "publication"}


@pytest.fixture(scope="module")
def journeys(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    reports = [
        # Two stops in Chile are one stay; the news tells of it for three days, most on the second.
        told("r1", "record", "2018-03-01/2018-03-02", DOE, "country/CHL"),
        told("r2", "record", "2018-03-03", DOE, "country/CHL"),
        told("n1", "news", "2018-02-20", DOE, "country/CHL", **NEWS),
        told("n1", "news", "2018-03-04", DOE, "official/president", report="report/news/a", **NEWS),
        told("n1", "news", "2018-03-04", DOE, "country/CHL", report="report/news/b", **NEWS),
        # Of a stay in Peru the news knows nothing; one in Bolivia it makes up.
        told("r3", "record", "2018-03-05", DOE, "country/PER"),
        told("n2", "news", "2018-03-05", DOE, "country/BOL", **NEWS),
        # The record of 2019 has no counterpart in the news of 2018, and counts for nothing.
        told("r4", "record", "2019-03-05", DOE, "country/PER"),
        # Outside her term she is not asked for; nobody asks for an official whom the record does not know.
        told("n3", "news", "2018-12-05", DOE, "country/PER", **NEWS),
        told("n4", "news", "2018-03-05", "official/else", "country/PER", **NEWS),
        # Both sides rest on one act, three days apart; a plan is no journey.
        told("x", "record", "2018-05-01", ROE, "country/CHL"),
        told("x", "news", "2018-05-04", ROE, "country/CHL", **NEWS),
        told("n5", "news", "2018-03-05", ROE, "country/BOL", modality="planned", **NEWS),
    ]
    sources = [
        {"source": "source/record", "covers_from": date(2018, 1, 1), "covers_to": date(2019, 12, 31)},
        {"source": "source/news", "covers_from": date(2018, 1, 1), "covers_to": date(2018, 12, 31)},
    ]
    tenures = [("doe", "2018-01-01", "2018-06-30"), ("roe", "2018-01-01", "2018-12-31")]
    folder = tmp_path_factory.mktemp("journeys") / "generations" / "1"
    made = generation(
        folder,
        reports=reports,
        sources=sources,
        actors=[
            actor(DOE, "Jane Doe", "USA"),
            actor(ROE, "Richard Roe", "USA"),
            actor("official/president", "The President", "CHL"),
            *(actor(f"country/{code}", code) for code in ("USA", "CHL", "PER", "BOL")),
        ],
        offices=[
            {"office": "office/s", "title": "Secretary of State", "country": "USA", "role": "foreign-minister"},
        ],
        tenures=[
            {
                "tenure": f"tenure/{who}",
                "official": f"official/{who}",
                "office": "office/s",
                "earliest": date.fromisoformat(first),
                "latest": date.fromisoformat(last),
            }
            for who, first, last in tenures
        ],
    )
    (folder.parents[1] / "current").symlink_to(folder)
    return made


def test_stays_are_matched_by_actor_country_and_days(journeys: Generation) -> None:
    found = compare(journeys, ["news"], "record", in_office=True)
    assert [row[1:8] for row in found.rows().rows] == [
        ("CHL", "hit", date(2018, 3, 1), date(2018, 3, 3), date(2018, 3, 4), date(2018, 3, 4), 3),
        ("BOL", "extra", None, None, date(2018, 3, 5), date(2018, 3, 5), 1),
        ("PER", "miss", date(2018, 3, 5), date(2018, 3, 5), None, None, 0),
        ("CHL", "miss", date(2018, 5, 1), date(2018, 5, 1), None, None, 0),
        ("CHL", "extra", None, None, date(2018, 5, 4), date(2018, 5, 4), 1),
    ]
    assert found.rows().rows[0][8:] == (("act/r1", "act/r2"), ("act/n1",))
    assert found.summary().rows == (
        ("Jane Doe", 2, 2, 1, 0.5, 0.5, 0.5),
        ("Richard Roe", 1, 1, 0, 0.0, 0.0, 0.0),
        ("all", 3, 3, 1, 0.3333, 0.3333, 0.3333),
    )


def test_a_wider_window_an_office_and_a_number_of_reports_change_what_counts(journeys: Generation) -> None:
    def last(**options: Any) -> tuple[Any, ...]:
        return compare(journeys, ["source/news"], "source/record", **options).summary().rows[-1]

    assert last(within=3, in_office=True)[1:4] == (3, 3, 2)
    assert last()[1:4] == (3, 4, 1)
    assert last(minimum_reports=2)[1:] == (3, 1, 1, 1.0, 0.3333, 0.5)
    assert last(by="country")[1:4] == (3, 4, 1)
    assert last(start=date(2018, 6, 1))[1:] == (0, 0, 0, None, None, None)


def test_what_cannot_be_compared_is_said(journeys: Generation) -> None:
    with pytest.raises(NotFoundError, match="there are source/news, source/record"):
        compare(journeys, ["gdelt"], "record")
    with pytest.raises(UsageError, match="with itself"):
        compare(journeys, ["record"], "record")
    with pytest.raises(UsageError, match="no kind or family"):
        compare(journeys, ["news"], "record", acts=["fly"])


def test_the_command_prints_the_table(journeys: Generation, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(journeys.folder.parents[1])
    assert run(["compare", "news", "record", "--in-office", "--graph", folder, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "actor,recorded,told,hits,precision,recall,f1",
        "Jane Doe,2,2,1,0.5,0.5,0.5",
    ]
    assert run(["compare", "news", "record", "--rows", "--graph", folder, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert (rows[0]["found"], rows[0]["record_acts"], rows[0]["acts"]) == ("hit", "act/r1; act/r2", "act/n1")


def test_icews_of_2014_tells_of_the_journeys_of_the_state_department(
    shared: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Real rows of both: what is named by more reports is rarer and surer."""
    from comity import build

    whole, part = shared / "data" / "icews" / "ICEWS14", tmp_path / "ICEWS14"
    part.mkdir()
    names = {}
    for name in ("entity2id.txt", "relation2id.txt"):
        text = (whole / name).read_text("utf-8")
        (part / name).write_text(text, "utf-8")
        names |= {(name[0], key): label for label, _, key in (line.rpartition("\t") for line in text.splitlines())}
    for name in ("train.txt", "valid.txt", "test.txt"):
        rows = [row.split("\t") for row in (whole / name).read_text("utf-8").splitlines()]
        kept = [row for row in rows if "a_visit" in names["r", row[1]].replace(" ", "_")]
        (part / name).write_text("\n".join("\t".join(row) for row in kept) + "\n", "utf-8")
    build.run([part, shared / "data" / "history-at-state" / "travels"], tmp_path / "kg")
    made = GraphFolder(tmp_path / "kg").current()

    def scores(**options: Any) -> dict[str, tuple[Any, ...]]:
        found = compare(made, ["icews14"], "history-at-state-travels", in_office=True, **options).summary()
        return {row[0]: row[1:] for row in found.rows}

    loose, firm = scores(), scores(minimum_reports=10)
    assert {name for name in loose if name != "all"} == {"John Kerry", "Barack Obama"}
    assert loose["John Kerry"][0] > 80
    assert loose["John Kerry"][2] >= 25
    assert loose["Barack Obama"][0] == 21
    assert firm["all"][3] > 1.5 * loose["all"][3]
