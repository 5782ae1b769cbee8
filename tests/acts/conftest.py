from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import duckdb
import pytest

from comity.acts import coalesce
from comity.model import Mention, Report, When, slug, to_table

Pair = tuple[str, str]


def who(text: str) -> Mention:
    """``MEX`` is the country, ``MEX Ebrard`` an official of it, ``MEX:DHS`` a body, ``*rebels`` a group."""
    if text.startswith("*"):
        return Mention("group", "", text[1:])
    if ":" in text:
        country, name = text.split(":")
        return Mention("organization", country, name)
    country, _, name = text.partition(" ")
    return Mention("official", country, name) if name else Mention("country", country, country)


def thing_of(mention: Mention) -> str:
    if mention.kind == "country":
        return f"country/{mention.country}"
    return f"{mention.kind}/" + slug(f"{mention.name} {mention.country}")


def mentions_of(reports: Iterable[Report]) -> dict[str, str]:
    found: dict[str, str] = {}
    for report in reports:
        named = [*report.agents, *report.recipients, *report.on_behalf_of, report.host, report.agreement, report.policy]
        found |= {mention.key: thing_of(mention) for mention in named if mention}
    return found


def load(reports: Iterable[Report], judgements: Iterable[tuple[str, str, str]] = ()) -> duckdb.DuckDBPyConnection:
    """A connection that holds what ``coalesce`` reads."""
    reports = list(reports)
    con = duckdb.connect()
    con.execute("set threads = 1")
    con.register("arrow", to_table("reports", reports))
    con.execute("create table staged_reports as select row_number() over () as n, * from arrow")
    con.execute("create table mentions (mention varchar, thing varchar)")
    con.executemany("insert into mentions values (?, ?)", sorted(mentions_of(reports).items()) or [("", None)])
    if judgements:
        con.execute('create table report_judgements ("left" varchar, "right" varchar, verdict varchar)')
        con.executemany("insert into report_judgements values (?, ?, ?)", list(judgements))
    return con


@dataclass
class Told:
    """What reports became: the acts as rows, and the sets of report names that are one act each."""

    acts: list[dict[str, Any]]
    sets: set[frozenset[str]] = field(default_factory=set)

    @property
    def one(self) -> dict[str, Any]:
        (act,) = self.acts
        return act


def result(con: duckdb.DuckDBPyConnection) -> Told:
    acts = con.sql("select * from acts order by act").to_arrow_table().to_pylist()
    rows = con.execute("select list(report) from reports group by act").fetchall()
    return Told(acts, {frozenset(name.removeprefix("report/") for name in names) for (names,) in rows})


@pytest.fixture
def report() -> Callable[..., Report]:
    """Makes a report: ``report("meeting", "USA Pompeo", "MEX", on="2019-07-21", place="MEX")``; names are a, b, c …"""
    names = (f"{number:03}" for number in count(1))

    def make(act: str, *agents: str, to: str = "", on: str | None = None, name: str = "", **fields: Any) -> Report:
        if "place" in fields:
            place = fields.pop("place")
            fields["place"], fields["place_country"] = (place, "") if len(place) > 3 else ("", place)
        for key in ("agreement", "policy"):
            if key in fields:
                fields[key] = Mention(key, "", fields[key])
        when = fields.pop("when", None) or (When.parse(on) if on else When())
        return Report(
            id=f"report/{name or next(names)}",
            source=fields.pop("source", "source/wire"),
            act=act,
            agents=tuple(map(who, agents)),
            recipients=tuple(who(each) for each in to.split(", ") if each),
            when=when,
            reported_on=fields.pop("reported_on", date(2019, 7, 22)),
            **fields,
        )

    return make


@pytest.fixture
def tell() -> Callable[..., Told]:
    """Coalesces reports and gives what they became."""

    def run(*reports: Report, judgements: Iterable[tuple[str, str, str]] = ()) -> Told:
        con = load(reports, judgements)
        coalesce(con)
        return result(con)

    return run


@pytest.fixture
def loaded() -> Callable[..., duckdb.DuckDBPyConnection]:
    """A connection that holds some reports as ``coalesce`` reads them."""
    return load
