"""What was true on a day, and what sources had said by a day, on one small summer built by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.ask import ask, evidence, left_out, moment, path
from comity.errors import NotFoundError, UsageError
from comity.rdf import write_nquads
from comity.store import Generation, bulk_load
from factory import act, actor, generation, report

POMPEO, EBRARD, BUKELE = "official/pompeo", "official/ebrard", "official/bukele"
DEAL, TREATY = "agreement/deal", "agreement/treaty"


def told(id_: str, of: str, source: str, on: str | None, agents: list[str], **more: Any) -> dict[str, Any]:
    row = report(
        f"report/{id_}", f"act/{of}", f"source/{source}", modality="asserted", kind="meeting", agents=agents, **more
    )
    row |= {"recipients": [], "on_behalf_of": [], "topics": more.get("topics", [])}
    if day := row.pop("day", None):
        row |= {"earliest": date.fromisoformat(day), "latest": date.fromisoformat(day), "date_precision": "day"}
    return row | ({"reported_on": date.fromisoformat(on)} if on else {})


def fact(id_: str, subject: str, name: str, value: str, on: str) -> dict[str, Any]:
    row = {"fact": f"fact/{id_}", "subject": subject, "property": name, "value": value, "source": "source/press"}
    return row | {"datatype": "date", "reported_on": date.fromisoformat(on), "evidence": f"{name} {value}"}


def _tenure(id_: str, official: str, start: str, end: str | None, source: str) -> dict[str, Any]:
    return {
        "tenure": f"tenure/{id_}",
        "official": official,
        "office": "office/minister",
        "earliest": date.fromisoformat(start),
        "latest": date.fromisoformat(end) if end else None,
        "date_precision": "day",
        "source": source,
    }


@pytest.fixture(scope="module")
def summer(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """A meeting of 21 July told three times, an agreement of 7 June that was corrected, one that enters into force."""
    both = [POMPEO, EBRARD]
    made = generation(
        tmp_path_factory.mktemp("moments") / "generation",
        acts=[
            act("met", "meeting", both, day="2019-07-21", place="Mexico City", reports=3,
                topics=["migration", "trade"]),
            act("later", "meeting", [POMPEO, BUKELE], day="2019-09-10"),
            act("plan", "meeting", [EBRARD, BUKELE], day="2019-12-01", modality="planned",
                first_reported=date(2019, 8, 1)),
            act("undated", "meeting", [EBRARD, BUKELE], first_reported=date(2019, 7, 1)),
            act("record", "meeting", [POMPEO, BUKELE], day="2019-07-21"),
            act("signed", "sign", ["country/MEX", "country/USA"], day="2019-06-07", agreement=DEAL),
        ],
        reports=[
            told("r1", "met", "press", "2019-07-21", ["country/USA", EBRARD], earliest=date(2019, 7, 1),
                 latest=date(2019, 7, 31), date_precision="month", topics=["migration"]),
            told("r2", "met", "press", "2019-07-22", both, day="2019-07-21", place="Mexico", topics=["trade"]),
            told("r3", "met", "wire", None, both, day="2019-07-21", place="Mexico City"),
            told("r4", "later", "press", "2019-09-11", [POMPEO, BUKELE], day="2019-09-10"),
            told("r5", "plan", "press", "2019-08-01", [EBRARD, BUKELE], day="2019-12-01") | {"modality": "planned"},
            told("r6", "undated", "press", "2019-07-01", [EBRARD, BUKELE]),
            told("r7", "record", "record", None, [POMPEO, BUKELE], day="2019-07-21"),
            told("r8", "signed", "press", "2019-06-08", ["country/MEX", "country/USA"], day="2019-06-07",
                 agreement=DEAL)
            | {"kind": "sign"},
        ],
        actors=[
            actor(POMPEO, "Mike Pompeo", "USA"),
            actor(EBRARD, "Marcelo Ebrard", "MEX"),
            actor(BUKELE, "Nayib Bukele", "SLV", died="2060"),
            actor("country/USA", "United States", "USA"),
            actor("country/MEX", "Mexico", "MEX"),
        ],
        instruments=[
            {"instrument": DEAL, "kind": "agreement", "label": "The deal", "parties": ["country/MEX", "country/USA"],
             "signed": "2019-06-07"},
            {"instrument": TREATY, "kind": "agreement", "label": "The treaty", "parties": ["country/MEX"],
             "signed": "2019-10-01"},
        ],
        offices=[{"office": "office/minister", "title": "Foreign minister", "country": "MEX"}],
        tenures=[
            _tenure("first", POMPEO, "2015-01-01", "2019-06-30", "source/record"),
            _tenure("second", EBRARD, "2019-07-01", "2023-06-12", "source/record"),
        ],
        facts=[
            fact("f1", DEAL, "termEnd", "2019-09-05", "2019-06-08"),
            fact("f2", DEAL, "termEnd", "2019-10-22", "2019-09-01"),
            fact("f3", DEAL, "inForce", "2019-08-15", "2019-06-08"),
        ],
        sources=[
            {"source": "source/press", "kind": "dataset", "title": "The press"},
            {"source": "source/wire", "kind": "document", "title": "A wire", "published": date(2019, 7, 25)},
            {"source": "source/record", "kind": "dataset", "title": "The record"},
        ],
    )  # fmt: skip
    _compile(made)
    return made


def _compile(made: Generation) -> None:
    """The graph of a generation's tables, as a build makes it."""
    import shutil

    import duckdb

    shutil.rmtree(made.folder / "graph")
    nquads = made.folder / "graph.nq"
    with duckdb.connect() as con:
        for file in made.tables.glob("*.parquet"):
            con.execute(f"create view {file.stem} as from read_parquet('{file}')")
        write_nquads(con, nquads)
    bulk_load(nquads, made.folder / "graph")


def rows(made: Generation, sql: str) -> list[tuple[Any, ...]]:
    with made.connect() as con:
        return con.execute(sql).fetchall()


def ids(made: Generation, table: str, column: str) -> set[str]:
    return {value.split("/")[1] for (value,) in rows(made, f"select {column} from {table}")}


def test_without_a_day_a_moment_is_the_generation_itself(summer: Generation) -> None:
    assert moment(summer) is summer
    assert left_out(summer) == 0


def test_what_sources_had_said_by_a_day_is_what_they_had_reported(summer: Generation) -> None:
    known = moment(summer, known_by="2019-07-22", graph=False)
    assert ids(known, "reports", "report") == {"r1", "r2", "r6", "r8"}
    assert ids(known, "acts", "act") == {"met", "undated", "signed"}
    assert ids(known, "facts", "fact") == {"f1", "f3"}
    assert ids(known, "sources", "source") == {"press", "record"}


def test_reports_that_nobody_can_date_are_left_out_and_counted(summer: Generation) -> None:
    assert left_out(moment(summer, known_by="2019-07-22", graph=False)) == 1
    assert "record" not in ids(moment(summer, known_by="2030-01-01", graph=False), "acts", "act")
    assert left_out(moment(summer, as_of="2019-07-22", graph=False)) == 0


def test_an_act_is_told_anew_by_the_reports_that_were_known(summer: Generation) -> None:
    fields = "select agents, on_behalf_of, earliest, latest, date_precision, place, topics, report_count from acts"
    july = (date(2019, 7, 1), date(2019, 7, 31))
    first = rows(moment(summer, known_by="2019-07-21", graph=False), f"{fields} where act = 'act/met'")
    assert first == [(["country/USA", EBRARD], [], *july, "month", None, ["migration"], 1)]
    second = rows(moment(summer, known_by="2019-07-22", graph=False), f"{fields} where act = 'act/met'")
    the_day = (date(2019, 7, 21), date(2019, 7, 21))
    assert second == [([EBRARD, POMPEO], ["country/USA"], *the_day, "day", "Mexico", ["migration", "trade"], 2)]
    whole = rows(moment(summer, known_by="2019-07-25", graph=False), f"{fields} where act = 'act/met'")
    assert whole == [([POMPEO, EBRARD], [], *the_day, "day", "Mexico City", ["migration", "trade"], 3)]


def test_what_was_true_on_a_day_had_begun_and_plans_had_been_told(summer: Generation) -> None:
    def true(day: str) -> set[str]:
        return ids(moment(summer, as_of=day, graph=False), "acts", "act")

    assert true("2019-07-01") == {"signed", "undated"}
    assert true("2019-07-31") == {"signed", "undated", "met", "record"}
    assert true("2019-08-01") == true("2019-07-31") | {"plan"}


def test_a_tenure_that_had_not_ended_was_open(summer: Generation) -> None:
    held = "select tenure, latest from tenures order by tenure"
    assert rows(moment(summer, as_of="2019-06-15", graph=False), held) == [("tenure/first", None)]
    both = [("tenure/first", date(2019, 6, 30)), ("tenure/second", None)]
    assert rows(moment(summer, as_of="2019-07-21", graph=False), held) == both
    assert rows(moment(summer, known_by="2019-07-21", graph=False), held) == both


def test_an_agreement_is_unsigned_before_its_signing_and_enters_into_force_later(summer: Generation) -> None:
    before = moment(summer, as_of="2019-06-06", graph=False)
    assert ids(before, "instruments", "instrument") == set()
    after = moment(summer, as_of="2019-06-07", graph=False)
    assert ids(after, "instruments", "instrument") == {"deal"}
    assert ids(after, "facts", "fact") == {"f1", "f2"}
    assert ids(moment(summer, as_of="2019-08-15", graph=False), "facts", "fact") == {"f1", "f2", "f3"}
    known = moment(summer, known_by="2019-06-08", graph=False)
    assert rows(known, "select instrument, signed from instruments") == [(DEAL, "2019-06-07")]


def test_ties_are_those_of_the_acts_that_count(summer: Generation) -> None:
    met = "select distinct from_actor, to_actor from ties where tie = 'met' and from_actor < to_actor order by all"
    assert rows(moment(summer, known_by="2019-07-22", graph=False), met) == [(BUKELE, EBRARD), (EBRARD, POMPEO)]
    later = moment(summer, as_of="2019-07-22", known_by="2019-09-30", graph=False)
    assert rows(later, met) == [(BUKELE, EBRARD), (EBRARD, POMPEO)]


def test_with_both_days_what_was_known_is_asked_what_was_true(summer: Generation) -> None:
    both = moment(summer, as_of="2019-07-22", known_by="2019-09-11", graph=False)
    assert ids(both, "acts", "act") == {"met", "undated", "signed"}


WHOM_MET = {
    (): [("2019-07-21", "Nayib Bukele", 1), ("2019-07-21", "Marcelo Ebrard", 3), ("2019-09-10", "Nayib Bukele", 1)],
    ("as_of", "2019-07-31"): [("2019-07-21", "Nayib Bukele", 1), ("2019-07-21", "Marcelo Ebrard", 3)],
    ("known_by", "2019-07-22"): [("2019-07-21", "Marcelo Ebrard", 2)],
    ("known_by", "2019-07-21"): [],  # the one report named the country alone
}
TERM = {
    (): ["2019-09-05", "2019-10-22"],
    ("as_of", "2019-06-30"): ["2019-09-05", "2019-10-22"],
    ("as_of", "2019-06-06"): [],
    ("known_by", "2019-08-01"): ["2019-09-05"],
}
MINISTER = {
    (): [("Mike Pompeo", "2019-06-30"), ("Marcelo Ebrard", "2023-06-12")],
    ("as_of", "2019-06-15"): [("Mike Pompeo", None)],
    ("as_of", "2019-07-21"): [("Marcelo Ebrard", None)],
    ("known_by", "2019-07-21"): [("Mike Pompeo", "2019-06-30"), ("Marcelo Ebrard", None)],
}


@pytest.mark.parametrize("days", WHOM_MET, ids=" ".join)
def test_whom_an_official_had_met(days: tuple[str, ...], summer: Generation) -> None:
    found = ask(summer, "whom-met", official="Mike Pompeo", **dict([days] if days else [])).to_rows()
    assert sorted((r["date"], r["counterpart"], r["reports"]) for r in found) == sorted(WHOM_MET[days])


@pytest.mark.parametrize("days", TERM, ids=" ".join)
def test_when_an_agreement_ends(days: tuple[str, ...], summer: Generation) -> None:
    found = ask(summer, "agreement-term", agreement="The deal", **dict([days] if days else [])).to_rows()
    assert [r["value"] for r in found if r["what"] == "end"] == TERM[days]


@pytest.mark.parametrize("days", MINISTER, ids=" ".join)
def test_who_held_an_office_and_until_when(days: tuple[str, ...], summer: Generation) -> None:
    found = ask(summer, "who-held-office", office="minister", country="MEX", **dict([days] if days else [])).to_rows()
    assert [(r["official"], r["until"]) for r in found] == MINISTER[days]


def test_evidence_and_paths_of_a_moment_are_of_that_moment(summer: Generation) -> None:
    answer = ask(summer, "whom-met", official="Mike Pompeo", known_by="2019-07-22")
    assert [item.report for item in answer.evidence()[0]] == ["report/r1", "report/r2"]
    known = moment(summer, known_by="2019-07-22", graph=False)
    assert [item.report for item in evidence(known, "act/met")] == ["report/r1", "report/r2"]
    assert [step.act for step in path(known, "Mike Pompeo", "Nayib Bukele")] == ["act/met", "act/undated"]
    with pytest.raises(NotFoundError, match="no documented path"):
        path(moment(summer, known_by="2019-06-30", graph=False), "Mike Pompeo", "Nayib Bukele")


def test_a_moment_is_made_once_and_the_same_bytes_each_time(summer: Generation) -> None:
    made = moment(summer, known_by=date(2019, 7, 24))
    stamp = (made.folder / "graph").stat().st_mtime_ns
    again = moment(summer, known_by="2019-07-24")
    assert (again, (again.folder / "graph").stat().st_mtime_ns) == (made, stamp)
    digest, quads = made.digest, made.quads
    (made.folder / "digest.json").unlink()
    made.folder.rename(made.folder.with_name("gone.tmp"))
    assert (moment(summer, known_by="2019-07-24").digest, made.quads) == (digest, quads)
    assert not made.folder.with_name("gone.tmp").exists(), "what a crash left is cleared"


def test_old_moments_make_room_for_new_ones(summer: Generation) -> None:
    for month in range(1, 13):
        for year in (2020, 2021):
            moment(summer, as_of=date(year, month, 1), graph=False)
    assert len([path for path in (summer.folder / "moments").iterdir() if path.is_dir()]) == 16


def test_a_graph_that_cannot_be_written_still_has_moments(summer: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    mkdir = Path.mkdir

    def refuse(self: Path, *args: Any, **kwargs: Any) -> None:
        if self == summer.folder / "moments":
            raise PermissionError(13, "Permission denied", str(self))
        mkdir(self, *args, **kwargs)

    monkeypatch.setattr(Path, "mkdir", refuse)
    made = moment(summer, as_of="2018-01-01", graph=False)
    assert summer.folder not in made.folder.parents
    assert ids(made, "acts", "act") == set()
    assert moment(summer, as_of="2018-01-01", graph=False) == made


def test_a_day_that_is_none_is_refused(summer: Generation) -> None:
    with pytest.raises(UsageError, match="--as-of: '2019-02-30'"):
        moment(summer, as_of="2019-02-30")
    with pytest.raises(UsageError, match="no full date"):
        ask(summer, "whom-met", official="Mike Pompeo", known_by="2019")
