"""The rules for derived ties: each against what its front matter says, kind by kind and on random acts."""

from __future__ import annotations

import random
import re
from itertools import product
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from comity import resources
from comity.model import ACTS, ID, MODALITIES, NS

RULES = sorted(Path(str(resources.ontology().joinpath("rules"))).glob("*.rq"))
COLUMNS = {
    "recipients": "recipient",
    "agreement": "agreement",
    "policy": "policy",
    "on_behalf_of": "onBehalfOf",
    "host": "host",
    "place_country": "placeCountry",
}
CLASSES = {"official": "Official", "country": "Country", "organization": "Organization", "group": "Group"}
Act = dict[str, Any]
Tie = tuple[str, str, str]


def front(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^#\+ ([a-z-]+): (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))


def said(rule: dict[str, str], act: Act) -> set[Tie]:
    """The ties that the front matter of a rule makes of one row of the act table."""
    if act["kind"] not in rule["acts"].split() or act["modality"] != "asserted":
        return set()
    left, right = ([v for c in rule[end].split() for v in act.get(c, [])] for end in ("from", "to"))
    kinds = rule.get("from-kind", " ".join(CLASSES)).split() if "from-kind" in rule else None
    return {
        (a, rule["tie"], b) for a, b in product(left, right) if a != b and (kinds is None or a.split("/")[0] in kinds)
    }


def made(path: Path, acts: list[Act]) -> set[Tie]:
    """The ties that the query of a rule makes of a graph of those acts."""
    store = ox.Store()
    lines = []
    for number, act in enumerate(acts):
        kind = ACTS[act["kind"]]
        node = f"<{ID}act/{number}>"
        lines.append(f'{node} a <{NS}{kind.class_name}> ; <{NS}modality> "{act["modality"]}" .')
        for column, values in act.items():
            if column in ("kind", "modality"):
                continue
            name = ("participant" if kind.symmetric else "agent") if column == "agents" else COLUMNS[column]
            for value in values:
                lines.append(f"{node} <{NS}{name}> <{ID}{value}> .")
                if class_ := CLASSES.get(value.split("/")[0]):
                    lines.append(f"<{ID}{value}> a <{NS}{class_}> .")
    store.load("\n".join(lines), format=ox.RdfFormat.TURTLE)
    triples = store.query(path.read_text(encoding="utf-8"), use_default_graph_as_union=True)
    return {
        (str(t.subject.value).removeprefix(ID), t.predicate.value.removeprefix(NS), t.object.value.removeprefix(ID))
        for t in triples
    }


def _act(kind: str, modality: str = "asserted") -> Act:
    """An act with something in each column, and one value on both sides."""
    act = {
        "kind": kind,
        "modality": modality,
        "agents": ["official/a", "country/A", "organization/b"],
        "on_behalf_of": ["country/C"],
        "host": ["country/H"],
        "place_country": ["country/A"],
        "agreement": ["agreement/x"],
        "policy": ["policy/p"],
    }
    if not ACTS[kind].symmetric:
        act["recipients"] = ["country/B", "official/a"]
    return act


BY_ACTS = [path for path in RULES if front(path)["from"] != "tenures"]


@pytest.mark.parametrize("path", BY_ACTS, ids=lambda path: path.stem)
def test_each_rule_makes_of_each_kind_of_act_what_its_front_matter_says(path: Path) -> None:
    rule = front(path)
    assert rule["tie"] == path.stem
    assert rule["summary"]
    for kind in ACTS:
        expected = said(rule, _act(kind))
        assert made(path, [_act(kind)]) == expected
        assert bool(expected) == (kind in rule["acts"].split())


@pytest.mark.parametrize("path", BY_ACTS, ids=lambda path: path.stem)
def test_no_rule_makes_a_tie_of_what_is_not_asserted(path: Path) -> None:
    kind = front(path)["acts"].split()[0]
    assert made(path, [_act(kind, modality) for modality in MODALITIES if modality != "asserted"]) == set()


@pytest.mark.parametrize("path", BY_ACTS, ids=lambda path: path.stem)
def test_rules_and_front_matter_agree_on_random_acts(path: Path) -> None:
    rule = front(path)
    chance = random.Random(path.stem)
    actors = [f"{kind}/{name}" for kind in CLASSES for name in "AB"]

    def some(values: list[str], most: int) -> list[str]:
        return chance.sample(values, chance.randint(0, most))

    acts = []
    for _ in range(60):
        kind = chance.choice([*rule["acts"].split(), chance.choice(list(ACTS))])
        acts.append(
            {
                "kind": kind,
                "modality": chance.choice(["asserted", "asserted", *MODALITIES]),
                "agents": some(actors, 3),
                "recipients": [] if ACTS[kind].symmetric else some(actors, 3),
                "on_behalf_of": some(actors, 1),
                "host": some(actors, 1),
                "place_country": some(["country/A", "country/B"], 1),
                "agreement": some(["agreement/x", "agreement/y"], 1),
                "policy": some(["policy/p", "policy/q"], 1),
            }
        )
    assert made(path, acts) == set().union(*(said(rule, act) for act in acts)) != set()


def test_ties_of_actors_who_stand_on_one_side_run_both_ways() -> None:
    (met,) = (path for path in RULES if path.stem == "met")
    act = {"kind": "meeting", "modality": "asserted", "agents": ["official/a", "official/b"]}
    assert made(met, [act]) == {("official/a", "met", "official/b"), ("official/b", "met", "official/a")}


def test_an_official_who_signs_is_not_a_party() -> None:
    (party,) = (path for path in RULES if path.stem == "partyTo")
    act = {
        "kind": "sign",
        "modality": "asserted",
        "agents": ["official/a", "organization/EU"],
        "on_behalf_of": ["country/A"],
        "agreement": ["agreement/x"],
    }
    assert made(party, [act]) == {
        ("organization/EU", "partyTo", "agreement/x"),
        ("country/A", "partyTo", "agreement/x"),
    }


@pytest.mark.parametrize(
    ("office", "status", "whom"),
    [
        ("comity:country <x:A> ; comity:accreditedTo <x:B>", "", "x:A"),
        ("comity:country <x:A> ; comity:organization <x:ministry>", "acting", "x:A"),
        ("comity:organization <x:UN>", "", "x:UN"),
        ("comity:country <x:A>", "designate", None),
        ("comity:country <x:A>", "not commissioned", None),
        ("comity:country <x:A>", "declined", None),
    ],
)
def test_an_official_represents_the_country_of_an_office_really_held(
    office: str, status: str, whom: str | None
) -> None:
    (path,) = (path for path in RULES if path.stem == "represents")
    held = f'; comity:status "{status}"' if status else ""
    store = ox.Store()
    store.load(
        f"""@prefix comity: <{NS}> . <x:office> a comity:Office ; {office} .
        <x:tenure> a comity:Tenure ; comity:official <x:official> ; comity:office <x:office> {held} .""",
        format=ox.RdfFormat.TURTLE,
    )
    found = [(t.subject.value, t.object.value) for t in store.query(path.read_text(encoding="utf-8"))]
    assert found == ([("x:official", whom)] if whom else [])
    assert front(path)["without-status"].split("; ") == ["designate", "declined", "not commissioned"]


def test_every_kind_of_act_makes_a_tie_or_is_known_to_make_none() -> None:
    tied = {kind for path in BY_ACTS for kind in front(path)["acts"].split()}
    assert set(ACTS) - tied == {
        "deny",  # the allegation, not its author, is denied
        "report",  # a figure ties nobody
    }
