"""Each question that has a .sql: the tables give what its SPARQL gives, on golden data and on acts drawn at random."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from comity.ask import tabled
from comity.ask.bind import bind
from comity.ask.catalogue import Question, catalogue
from comity.ask.trial import expected, plain
from comity.errors import QueryError, TimeLimitError
from comity.model import ACTS, ID, NS
from comity.rdf import write_nquads
from comity.store import Generation, Limits, select
from factory import act, actor, generation, report
from queries.test_engines import QUESTIONS, folder, term, variations

TABLED = [question for question in QUESTIONS if question.sql]
KINDS = {kind.class_name: kind.name for kind in ACTS.values()}
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
each = pytest.mark.parametrize("question", TABLED, ids=[question.name for question in TABLED])


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == 10 else None  # a year alone is no xsd:date


def code(ids: list[str]) -> str | None:
    return ids[0].removeprefix("country/") if ids else None


def tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Rows of the tables that hold what a golden graph says."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TRIG)
    for quad in store:
        key = quad.predicate.value.removeprefix(NS)
        said[quad.subject.value.removeprefix(ID)][key].append(quad.object.value.removeprefix(ID).removeprefix(NS))
    made: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for id_, has in sorted(said.items()):
        one = {key: values[0] for key, values in has.items()}
        kind = KINDS.get(one.get("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ""))
        dates = {"earliest": day(one.get("earliest")), "latest": day(one.get("latest"))}
        if kind:
            more = {name: one.get(name) for name in ("agreement", "policy", "quote", "host", "modality")}
            more |= {"place": one.get("placeName"), "place_country": code(has["placeCountry"])}
            more |= {"date_precision": one.get("datePrecision"), "topics": has["topic"]}
            more |= {"on_behalf_of": has["onBehalfOf"]}
            row = act(id_, kind, sorted(has["participant"] + has["agent"]), sorted(has["recipient"]), **dates, **more)
            made["acts"].append(row | {"report_count": int(one.get("reportCount", 0))})
        elif "reports" in one:
            made["reports"].append(report(id_, one["reports"], one["source"], evidence=one.get("evidence")))
        elif id_.startswith("source/"):
            covers = {"covers_from": day(one.get("coversFrom")), "covers_to": day(one.get("coversTo"))}
            where = [code([id_]) for id_ in has["coversCountry"]]
            named = {
                "kind": one.get("sourceKind"),
                "title": one.get(LABEL, ID + id_),
                "publisher": one.get("publisher"),
            }
            made["sources"].append({"source": id_, "covers_countries": where, **covers, **named})
        elif id_.startswith(("official/", "country/", "organization/")):
            made["actors"].append(actor(id_, one.get(LABEL), code(has["country"])))
        elif "office" in one:
            held = {"official": one["official"], "office": one["office"]}
            made["tenures"].append({"tenure": id_, **held, **dates})
        elif id_.startswith("office/"):
            made["offices"].append({"office": id_, "title": one.get(LABEL), "country": code(has["country"])})
        elif id_.startswith(("agreement/", "policy/")):
            kind_ = id_.split("/")[0]
            made["instruments"].append({"instrument": id_, "kind": kind_, "label": one.get(LABEL), "parties": []})
    return made


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Any:
    @cache
    def made(question: Question) -> Generation:
        path = tmp_path_factory.mktemp(question.name) / "generation"
        return generation(path, **tables(folder(question) / "data.trig"))

    return made


@each
def test_the_tables_give_the_golden_answer(question: Question, golden: Any) -> None:
    import json

    given = json.loads((folder(question) / "params.json").read_text())
    terms = {name: term(question.parameter(name), str(value)) for name, value in given.items()}
    assert plain(tabled.answered(golden(question), question, terms, Limits())) == expected(folder(question))


@each
def test_tables_and_graph_agree_whatever_the_parameters(question: Question, golden: Any) -> None:
    store = ox.Store()
    store.load(path=str(folder(question) / "data.trig"), format=ox.RdfFormat.TRIG)
    for given in variations(question, store):
        terms = {name: term(question.parameter(name), value) for name, value in given.items()}
        assert plain(tabled.answered(golden(question), question, terms, Limits())) == plain(
            select(store, bind(question, terms))
        ), given


OFFICIALS = {
    f"official/{name}": country
    for name, country in zip("abcdef", ["USA", "USA", "MEX", "MEX", "SLV", None], strict=True)
}
ACTORS = [*OFFICIALS, "organization/dhs", "organization/un", "country/USA", "country/MEX", "country/SLV"]


def random_tables(seed: int) -> dict[str, list[dict[str, Any]]]:
    """Acts of every kind and modality: open dates, no dates, one-sided and self-directed acts, several reports."""
    draw = random.Random(seed)
    acts, reports = [], []
    for n in range(250):
        start = date(2019, 1, 1) + timedelta(draw.randrange(300))
        dates = draw.choice([(start, start), (start, start + timedelta(9)), (start, None), (None, start), (None, None)])
        precision = draw.choice(["day", "month", "publication", "unknown"])
        made = act(
            f"{seed}x{n:03}",
            draw.choice(["meeting", "meeting", "praise", "accuse", *ACTS]),
            draw.sample(ACTORS, draw.choice([0, 1, 2, 2, 3])),  # a report may name nobody
            draw.sample(ACTORS, draw.choice([0, 1, 1, 2])),
            earliest=dates[0],
            latest=dates[1],
            date_precision=precision,
            modality=draw.choice(["asserted"] * 4 + ["planned", "planned", "denied"]),
            place=draw.choice([None, "San Salvador"]),
            place_country=draw.choice([None, "SLV"]),
            policy=draw.choice([None, "policy/safe"]),
            topics=draw.sample(["trade", "migration"], draw.choice([0, 1, 2])),
            quote=draw.choice([None, "“We agree”"]),
            host=draw.choice([None, "official/a", "country/SLV"]),
            on_behalf_of=draw.choice([[], [], ["country/USA"]]),
        )
        told = [f"source/{draw.choice('mno')}" for _ in range(draw.choice([1, 1, 2, 3]))]
        acts.append(made | {"report_count": len(told)})
        reports += [
            report(f"report/{seed}-{n}-{m}", made["act"], source, evidence=draw.choice([None, f"Sentence {m}."]))
            for m, source in enumerate(told)
        ]
    return {
        "acts": acts,
        "reports": reports,
        "actors": [
            *(actor(id_, id_[-1].upper(), country) for id_, country in OFFICIALS.items()),
            actor("organization/dhs", "DHS", "USA"),
            actor("organization/un", "UN"),
            actor("country/USA", "United States"),
        ],
        "instruments": [{"instrument": "policy/safe", "kind": "policy", "label": "Safe", "parties": []}],
        "offices": [
            {"office": "office/minister", "title": "Minister", "country": "USA"},
            {"office": "office/envoy", "title": None, "country": "MEX"},
        ],
        "tenures": [
            {
                "tenure": "tenure/1",
                "official": "official/a",
                "office": "office/minister",
                "earliest": date(2019, 3, 1),
                "latest": date(2019, 6, 1),
            },
            {"tenure": "tenure/2", "official": "official/c", "office": "office/minister", "earliest": date(2019, 5, 1)},
            {"tenure": "tenure/3", "official": "official/a", "office": "office/envoy", "earliest": date(2018, 1, 1)},
        ],
        "sources": [
            {
                "kind": "document",
                "source": "source/m",
                "title": "Morning news",
                "publisher": "M",
                "covers_countries": [],
            },
            {
                "kind": "dataset",
                "source": "source/n",
                "title": "Night record",
                "covers_from": date(2018, 1, 1),
                "covers_to": date(2019, 12, 31),
                "covers_countries": ["MEX"],
            },
        ],
    }


PARAMETERS: dict[str, list[str | None]] = {
    "country": ["country/USA", "country/MEX"],
    "other": ["country/MEX", "country/SLV"],
    "official": ["official/a", "official/c"],
    "actor": ["official/a", "country/USA"],
    "source": ["night", "o"],
    "since": ["2019-01-01"],
    "from": ["2019-04-01", None],
    "to": ["2019-07-31", None],
    "until": ["2019-10-31", None],
}


@pytest.fixture(scope="module", params=range(2))
def drawn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Generation:
    made = generation(tmp_path_factory.mktemp("drawn") / "tables", **random_tables(request.param))
    with made.connect(scratch=made.folder) as con:
        write_nquads(con, made.folder / "graph.nq")
    return made


@each
def test_tables_and_graph_agree_on_acts_drawn_at_random(question: Question, drawn: Generation) -> None:
    store = ox.Store()
    store.bulk_load(path=str(drawn.folder / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    draw = random.Random(question.name)
    for _ in range(6):
        given = {
            p.name: value
            for p in question.parameters
            if (value := _drawn(draw, p.kind, p.name, p.required)) is not None
        }
        terms = {name: term(question.parameter(name), value) for name, value in given.items()}
        expected_ = plain(select(store, bind(question, terms)))
        assert plain(tabled.answered(drawn, question, terms, Limits())) == expected_, given


def _drawn(draw: random.Random, kind: str, name: str, required: bool) -> str | None:
    if kind == "integer":
        return {"from": "2017", "to": "2020"}[name]
    values = [value for value in PARAMETERS[name] if value is not None]
    return draw.choice(values if required else [*values, None])


def test_a_drawn_graph_gives_most_questions_rows(drawn: Generation) -> None:
    given = {name: values[0] for name, values in PARAMETERS.items()}
    with_rows = 0
    for question in TABLED:
        terms = {
            p.name: term(p, {"from": "2017", "to": "2020"}[p.name] if p.kind == "integer" else str(given[p.name]))
            for p in question.parameters
            if p.required
        }
        with_rows += bool(tabled.answered(drawn, question, terms, Limits()).rows)
    assert with_rows >= 0.7 * len(TABLED)


def test_a_result_over_its_limit_is_refused(drawn: Generation) -> None:
    question = catalogue()["ties-by-kind"]
    with pytest.raises(QueryError, match="larger than 10 bytes"):
        tabled.answered(drawn, question, {}, Limits(bytes=10))


def test_a_question_over_its_time_is_stopped(drawn: Generation) -> None:
    question = catalogue()["ties-by-kind"]
    slow = Question(
        **{name: getattr(question, name) for name in question.__dataclass_fields__ if name != "sql"},
        sql="select sum(a.range % (1 + b.range)) from range(1000000) a, range(1000000) b where $country is null",
    )
    with pytest.raises(TimeLimitError, match="after its limit"):
        tabled.answered(drawn, slow, {}, Limits(seconds=0.2))
