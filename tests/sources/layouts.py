"""Every layout that is read by rows, as rows written for the tests: a good row by number, and what spoils one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import events
from .test_polecat import HEADER as POLECAT_HEADER
from .test_polecat import row as polecat_row
from .test_wikidata import claim, item

STATES = "USA CAN MEX CHL ARG PER BRA COL VEN ECU BOL URY PRY GBR FRA ESP PRT ITA CHE BEL".split()
COW = (2, 20, 70, 155, 160, 135, 140, 100, 101, 130, 145, 165, 150, 200, 220, 230, 235, 325, 225, 211)
PAIRS = [(one, other) for at, one in enumerate(COW) for other in COW[:at]]
BROKEN_TEXT = b"caf\xe9"


@dataclass(frozen=True)
class Layout:
    """How one format's rows are written.

    ``good`` gives the row of a number; ``spoiled`` the same row with something wrong that only this format knows
    (a date of nonsense, an unknown code), by name. ``name`` is the file's, ``beside`` other files of its folder.
    """

    format: str
    name: str
    good: Callable[[int], str]
    spoiled: dict[str, Callable[[int], str]]
    header: str = ""
    delimiter: str = "\t"
    beside: dict[str, str] = field(default_factory=dict)
    optional: int = 0
    """How many fields more a row may have."""


def cells(values: dict[str, str], names: str, delimiter: str = ",") -> str:
    return delimiter.join(values.get(name, "") for name in names.split(delimiter))


def _delimited(
    form: str,
    name: str,
    header: str,
    good: Callable[[int], dict[str, str]],
    bad: dict[str, dict[str, str]],
    **more: object,
) -> Layout:
    """A layout with named columns; ``bad``: the values that spoil a row."""

    def spoil(changed: dict[str, str]) -> Callable[[int], str]:
        return lambda number: cells(good(number) | changed, header)

    return Layout(
        form,
        name,
        lambda number: cells(good(number), header),
        {what: spoil(changed) for what, changed in bad.items()},
        header,
        ",",
        **more,  # type: ignore[arg-type]
    )


def _json(form: str, name: str, good: Callable[[int], object], bad: dict[str, Callable[[int], object]]) -> Layout:
    spoiled = {what: (lambda number, make=make: json.dumps(make(number))) for what, make in bad.items()}
    return Layout(form, name, lambda number: json.dumps(good(number)), spoiled, delimiter="")


def year(number: int) -> int:
    return 1900 + number % 100


def _pair(number: int) -> tuple[int, int, int]:
    one, other = PAIRS[number % len(PAIRS)]
    return one, other, 1930 + 2 * (number // len(PAIRS))


def _dyad(number: int) -> dict[str, str]:
    one, other, when = _pair(number)
    duties = dict.fromkeys("atop_defense atop_offense atop_neutral atop_nonagg atop_consul".split(), "1")
    return {"ccode1": f"{one}.0", "ccode2": f"{other}.0", "year": f"{when}.0", **duties}


def _tenure(number: int) -> dict[str, str]:
    return {
        "obsid": f"CHL-{number}",
        "gwcode": "155.0",
        "leadid": f"a-{number}",
        "leader": f"Rojas {number}",
        "startdate": f"{year(number)}-01-02",
        "enddate": f"{year(number)}-03-04",
    }


def _leader(number: int) -> dict[str, str]:
    held = {"start": f"{year(number)}-01-02T00:00:00Z", "end": f"{year(number)}-03-04T00:00:00Z"}
    return {"iso3": "CHL", "role": "head_of_state", "person": "Ana Soto", "person_qid": f"Q9{number:06}", **held}


def _agreement(number: int) -> dict[str, str]:
    day = f"{year(number)}-05-01"
    return {
        "treatyID": f"CHL-PER[T{number}]_{year(number)}A",
        "Title": f"Pact {number}",
        "Begin": day,
        "Signature": day,
    }


def _member(number: int) -> dict[str, str]:
    return _agreement(number) | {"stateID": STATES[number % len(STATES)]}


def _reference(number: int) -> dict[str, str]:
    return {"treatyID1": f"B{number}_1960O", "treatyID2": f"A{number}_1950O", "RefType": "Amends"}


def _state(number: int) -> dict[str, str]:
    """A state that our table does not know, so that the reading of its row is told in a note."""
    return {"ccode": "991", "stateabb": "ATL", "statenme": f"Atlantis {number}"} | {
        f"{side}{part}": value
        for side, values in (("st", ("1850", "1", "2")), ("end", ("1900", "3", "4")))
        for part, value in zip(("year", "month", "day"), values, strict=True)
    }


def _gw_state(number: int) -> dict[str, str]:
    days = {"startdate": "1850-01-02", "enddate": "1900-03-04"}
    return {"gwcode": "991", "stateabb": "ATL", "statename": f"Atlantis {number}", **days}


def meeting(number: int) -> dict[str, str]:
    return {"day": f"{year(number)}-05-06", "kind": "Summit", "a": "CHL", "b": "PER", "note": f"Talks {number}"}


MAPPING = """comity-mapping: 1
file: {file}
source: {{title: Meetings}}
report:
  act: {{column: kind, values: {{Summit: meeting}}}}
  when: {{column: day}}
  agents: [{{country: {{column: a, system: iso3}}}}]
  recipients: [{{country: {{column: b, system: iso3}}}}]
"""
BAD_MEETING = {
    "no date": {"day": "1950-02-31"},
    "no act": {"kind": "Picnic"},
    "no country": {"a": "QQQ"},
    "nothing": {"day": "", "a": "", "b": ""},
}


def _mapped(kind: str, delimiter: str = "") -> Layout:
    name, header = f"t.{kind}", "day,kind,a,b,note"
    beside = {"m.yaml": MAPPING.format(file=name)}
    if not delimiter:
        bad = {what: (lambda number, one=one: meeting(number) | one) for what, one in BAD_MEETING.items()}
        plain = _json("mapping", name, meeting, bad)  # type: ignore[arg-type]
        return Layout("mapping", name, plain.good, plain.spoiled, delimiter="", beside=beside)
    header = header.replace(",", delimiter)
    spoiled = {
        what: (lambda number, one=one: cells(meeting(number) | one, header, delimiter))
        for what, one in BAD_MEETING.items()
    }
    return Layout(
        "mapping", name, lambda number: cells(meeting(number), header, delimiter), spoiled, header, delimiter, beside
    )


def _official(number: int, **changed: str) -> dict[str, object]:
    values = {"name": f"Ana Soto {number}", "country": "cl"} | changed
    return {"id": f"p{number}", "schema": "Person", "properties": {k: [v] for k, v in values.items() if v}}


def _occupancy(number: int, **changed: str) -> dict[str, object]:
    """A person who holds an office for a year, nested, so that a line says all."""
    office = {
        "id": "president",
        "schema": "Position",
        "properties": {"name": ["President of Chile"], "country": ["cl"]},
    }
    values = {"startDate": f"{year(number)}-01", "endDate": f"{year(number)}-11"} | changed
    held = {"id": f"o{number}", "schema": "Occupancy", "properties": {k: [v] for k, v in values.items()}}
    held["properties"]["post"] = [office]  # type: ignore[index]
    person = _official(number, **{k: v for k, v in changed.items() if k in ("name", "country")})
    person["properties"]["positionOccupancies"] = [held]  # type: ignore[index]
    return person


def _holder(number: int, since: str = "1990", until: str = "1994-03", home: str = "Q298") -> object:
    held = claim(f"Q8{number:06}", P580=since, P582=until)
    return item(f"Q9{number:06}", f"Ana Soto {number}", P27=[claim(home)], P39=[held])


def _century(number: int) -> object:
    found = _holder(number)
    value = found["claims"]["P39"][0]["qualifiers"]["P580"][0]["datavalue"]["value"]  # type: ignore[index]
    value["time"] = "+1990-02-31T00:00:00Z"
    value["precision"] = 11
    return found


_ICEWS_NAMES = "".join(f"Ana Soto {number} (Chile)\t{number}\n" for number in range(50))

LAYOUTS: dict[str, Layout] = {
    "polecat": Layout(
        "polecat",
        "polecat.txt",
        lambda number: polecat_row(Event_ID=f"e{number}"),
        {
            "no date": lambda number: polecat_row(Event_Date="2023-02-31"),
            "no type": lambda number: polecat_row(Event_Type="JUGGLE"),
            "no number": lambda number: polecat_row(Intensity="warm"),
        },
        POLECAT_HEADER,
    ),
    "gdelt mentions": Layout(
        "gdelt",
        "day.mentions.csv",
        lambda number: events.mention(str(number)),
        {
            "no date": lambda number: events.mention(str(number), told="20180231001500"),
            "no event": lambda number: events.mention("77777777"),
            "no confidence": lambda number: events.mention(str(number), confidence="sure"),
        },
        beside={"a.export.csv": "".join(f"{events.gdelt(str(number))}\n" for number in range(1000))},
        optional=2,
    ),
    "icews-graph": Layout(
        "icews-graph",
        "train.txt",
        lambda number: f"{number % 50}\t0\t{(number + 1) % 50}\t{24 * (number % 365)}",
        {
            "no date": lambda number: f"{number % 50}\t0\t1\t{24 * 366}",
            "no name": lambda number: f"7000\t0\t1\t{24 * (number % 365)}",
            "no code": lambda number: f"0\t900\t1\t{24 * (number % 365)}",
            "no number": lambda number: f"0\tx\t1\t{24 * (number % 365)}",
        },
        beside={"entity2id.txt": _ICEWS_NAMES, "relation2id.txt": "Make statement\t0\n"},
        optional=1,
    ),
    "archigos": _delimited(
        "archigos",
        "archigos.csv",
        "obsid,gwcode,leadid,leader,yrborn,gender,startdate,enddate,entry,exit,exitcode",
        _tenure,
        {
            "no date": {"startdate": "1950-02-31"},
            "no state": {"gwcode": "9991"},
            "no number": {"gwcode": "here"},
            "an end before the start": {"enddate": "1850-01-01"},
        },
    ),
    "leaders": _delimited(
        "wikidata-leaders",
        "leaders.csv",
        "iso3,country,role,person,person_qid,start,end,party,end_cause",
        _leader,
        {
            "no date": {"start": "1950-02-31"},
            "no state": {"iso3": "QQQ"},
            "no role": {"role": "mayor"},
            "no item": {"person_qid": "genid/4"},
        },
    ),
    "agreements": _delimited(
        "many-agreements",
        "agreements-LABPTA.csv",
        "manyID,treatyID,Title,Begin,Signature,Force,labptaID",
        _agreement,
        {
            "no date": {"Signature": "1950-02-31"},
            "an impossible year": {"Begin": "1950", "Signature": "6759-01-01"},
            "no identifier": {"treatyID": ""},
        },
    ),
    "memberships": _delimited(
        "many-memberships",
        "memberships-DESTA_MEM.csv",
        "manyID,treatyID,Title,Begin,stateID,Signature,Force,StateName,destaID",
        _member,
        {
            "no date": {"Signature": "soon"},
            "no state": {"stateID": "QQQ"},
            "nothing said": {"Signature": "", "Begin": ""},
        },
    ),
    "references": _delimited(
        "many-references",
        "references-DESTA_REF.csv",
        "treatyID1,treatyID2,RefType",
        _reference,
        {"no kind": {"RefType": "Likes"}, "no identifier": {"treatyID2": ""}},
    ),
    "atop": _delimited(
        "atop-dyad-years",
        "atop.csv",
        "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul",
        _dyad,
        {
            "no date": {"year": "soon"},
            "no year": {"year": "99999"},
            "no state": {"ccode1": "991"},
            "no number": {"atop_defense": "yes"},
        },
    ),
    "cow": _delimited(
        "cow-states",
        "cow.csv",
        "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version",
        _state,
        {"no date": {"stmonth": "13"}, "no number": {"ccode": "two"}, "an end before the start": {"endyear": "1800"}},
    ),
    "gw": _delimited(
        "gw-states",
        "gw.csv",
        "gwcode,stateabb,statename,startdate,enddate",
        _gw_state,
        {"no date": {"startdate": "1850-02-31"}, "no number": {"gwcode": "two"}},
    ),
    "country codes": _delimited(
        "country-codes",
        "codes.csv",
        "iso3,iso2,m49",
        lambda number: {"iso3": f"Q{number:03}", "iso2": "ZZ", "m49": "1"},
        {"no code": {"iso3": "", "iso2": "", "m49": ""}},
    ),
    "mapping csv": _mapped("csv", ","),
    "mapping tsv": _mapped("tsv", "\t"),
    "mapping jsonl": _mapped("jsonl"),
    "ftm": _json(
        "followthemoney",
        "peps.json",
        _occupancy,
        {
            "no date": lambda number: _occupancy(number, startDate="1990-31-01"),
            "an end before the start": lambda number: _occupancy(number, endDate="1850"),
            "no country": lambda number: _official(number, country="zz"),
            "no name": lambda number: _official(number, name=""),
            "no entity": lambda number: {"id": f"x{number}"},
        },
    ),
    "wikidata": _json(
        "wikidata",
        "dump.json",
        _holder,
        {
            "no date": _century,
            "an end before the start": lambda number: _holder(number, until="1980"),
            "no country": lambda number: _holder(number, home="Q999999"),
            "no item": lambda number: {"type": "item", "id": f"L{number}", "labels": {}},
        },
    ),
}


def write(
    layout: Layout, rows: list[bytes], folder: Path, ending: bytes = b"\n", mark: bytes = b""
) -> tuple[Path, int]:
    """The layout's files in a folder of the name that it needs; gives the file of the rows and its first row's line."""
    folder = folder / ("ICEWS18" if layout.format == "icews-graph" else "data")
    folder.mkdir()
    for name, text in layout.beside.items():
        (folder / name).write_text(text, "utf-8")
    path = folder / layout.name
    head = layout.header.encode() + ending if layout.header else b""
    path.write_bytes(mark + head + ending.join(rows) + ending)
    return path, 2 if head else 1
