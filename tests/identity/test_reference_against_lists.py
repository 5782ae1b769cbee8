"""The packaged officials against lists of others: Wikidata's heads of state and government, the record of travels.

What differs stands here with its reason; what nobody else confirms is counted, so that it cannot grow unseen.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import etree

from comity.identity import countries
from comity.identity.folding import fold
from comity.model import When
from comity.resources import packaged

TABLE = countries()
Row = Mapping[str, str]
SPELLED_OTHERWISE = {
    "official/borissov-boyko": "Borisov",
    "official/fernandez-de-kirchner-cristina": "Cristina Kirchner",
    "official/kocharyan-robert": "Kocharian",
    "official/rouhani-hassan": "Rohani",
}
OTHER_START = {
    "aus-prime-minister-rudd-kevin-2007-12-03": "day and month changed places there: 12 March",
    "bih-chairman-of-the-presidency-izetbegovic-alija-1990-12-20": "there the presidency after Dayton",
    "civ-president-ouattara-alassane-2011-05-06": "elected and contested since 2010-12-04, confirmed in May",
    "ecu-president-mahuad-jamil-1998-08-10": "a year early there",
    "geo-head-of-state-shevardnadze-eduard-1992-03-10": "there the next office alone",
    "geo-president-shevardnadze-eduard-1995-11-26": "six months early there: the election was in November",
    "irn-president-khamenei-ali-1981-10": "there as Supreme Leader alone",
    "irq-prime-minister-al-maliki-nouri-2006-05-20": "a year late there",
    "kaz-president-nazarbayev-nursultan-1990-04-24": "there from independence",
    "khm-king-sihanouk-norodom-1993-09-24": "there from the transition of June",
    "pse-prime-minister-abbas-mahmoud-2003-03": "there the day after the parliament's vote",
    "pse-prime-minister-hamdallah-rami-2013-06-06": "there his second government",
    "pse-prime-minister-shtayyeh-mohammad-2019-04-14": "there the day of his designation",
    "rou-president-iliescu-ion-1989-12-26": "there from the election of May 1990",
    "rus-president-putin-vladimir-1999-12-31": "there without his acting",
    "uzb-president-karimov-islam-1990-03-24": "there from independence",
}


def table(name: str) -> list[Row]:
    with packaged("identity", "data", name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


OFFICIALS = {row["id"]: row for row in table("officials.tsv")}
OFFICES = {row["id"]: row for row in table("offices.tsv")}


def span(text: str) -> tuple[date | None, date | None]:
    first, _, last = text.partition("/")
    ends = [None if one in ("", "..") else When.parse(one) for one in (first, last)]
    return ends[0].earliest if ends[0] else None, ends[1].latest if ends[1] else None


@pytest.fixture(scope="module")
def heads(shared: Path) -> dict[str, list[Row]]:
    """The tenures of Wikidata's list by item."""
    found: dict[str, list[Row]] = defaultdict(list)
    for path in sorted((shared / "data/states-and-leaders/wikidata-leaders").glob("leaders_*.csv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found[row["person_qid"]].append(row)
    return found


def test_every_wikidata_item_of_an_official_is_that_person_in_the_list(heads: dict[str, list[Row]]) -> None:
    known = [row for row in OFFICIALS.values() if row["qid"]]
    assert len(known) > 650
    for row in known:
        theirs = heads[row["qid"]]
        assert row["country"] in {one["iso3"] for one in theirs}, row["id"]
        names = {fold(one["person"]) for one in theirs}
        surname = SPELLED_OTHERWISE.get(row["id"], row["surname"] or row["name"].split()[-1])
        assert any(fold(surname) in name for name in names), row["id"]


def test_heads_took_office_when_the_list_says_but_for_known_differences(heads: dict[str, list[Row]]) -> None:
    compared, differ = 0, set()
    for row in table("tenures.tsv"):
        office, official = OFFICES[row["office"]], OFFICIALS[row["official"]]
        theirs = [
            one["start"][:10]
            for one in heads.get(official["qid"], ())
            if (one["iso3"], one["role"].replace("_", "-")) == (office["country"], office["role"])
        ]
        first, last = span(row["when"])
        known = [start for start in theirs if start and _of_that_term(start, first, last)]
        if first is None or not known:  # the list has other terms of this person, or no day
            continue
        compared += 1
        if not any(_near(first, start) for start in theirs if start):
            differ.add(row["id"].removeprefix("tenure/"))
    assert compared > 700
    assert differ == set(OTHER_START)


def _of_that_term(start: str, first: date | None, last: date | None) -> bool:
    """Whether a start of the list can be that of the term: in it, or in the year before."""
    day = date.fromisoformat(start)
    return first is not None and first - timedelta(days=365) <= day < (last or date.max)


def _near(day: date, start: str) -> bool:
    """Within a month; of a first of January only the year is meant, as often as not."""
    other = date.fromisoformat(start)
    return abs((day - other).days) <= 31 or (start.endswith("-01-01") and other.year == day.year)


_MINISTER = re.compile(
    r"(\S+ )?(?:Foreign|External Affairs|External Relations) (?:Affairs )?(?:Minister|Secretary) "
    r"((?:Prince |Sheikh |Sir |Dr\. )*(?:(?:[A-ZÀ-ÞŠ][\w’'\-]*|al-\w+|bin|de|del|van|von)\s?)+)"
)
NO_HOLDER = {
    "of the Soviet Union": {"Bessmertnkyh", "Bessmertnykh", "Pankin"},
    "of another country, told without its name": {"Clark", "Poos", "Ngueyn", "Ben Yahya", "Burkhalter", "al-Jubeir"},
    "of a part of the state": {"Qujaukitsoq"},
    "the prime minister": {"Fayyad"},
    "the first of several names": {"Sant’Agata"},
    "spelled otherwise": {"DeMichelis", "Benyahia", "Tkeselashvili", "Shalgam"},
    "a slip of the pen": {"Steinmeir", "Trasyuk", "Martony", "Jeszensky", "Barcos", "Pettegrew"},
}
"""Names that the record gives to a minister of the country visited, or seems to."""


def told(shared: Path) -> Iterator[tuple[date, str, str]]:
    """Day, country and name of each foreign minister of the country visited, or visiting, since 1990."""
    folder = shared / "data/history-at-state"
    for path in sorted([*folder.glob("travels/*-travels/*.xml"), *folder.glob("visits/*.xml")]):
        for record in etree.parse(path).getroot():
            start, place = record.findtext("start-date") or "", record.find("country")
            place = record.find("from") if place is None else place
            text = " ".join(" ".join(record.itertext(tag=("remarks", "visitor", "description"))).split())
            country = TABLE.by_state_id(place.get("id", "")) if place is not None else None
            if len(start) != 10 or start < "1990" or country is None:
                continue
            for before, name in _MINISTER.findall(text):
                of = TABLE.by_name(before.strip()) if before else None
                if of is None or of is country:
                    yield date.fromisoformat(start), country.code, name.strip()


def ministers() -> dict[str, list[tuple[date | None, date | None, Row]]]:
    found: dict[str, list[tuple[date | None, date | None, Row]]] = defaultdict(list)
    for row in table("tenures.tsv"):
        office = OFFICES[row["office"]]
        if office["role"] == "foreign-minister":
            found[office["country"]].append((*span(row["when"]), OFFICIALS[row["official"]]))
    return found


def test_foreign_ministers_are_those_whom_the_state_department_met(shared: Path) -> None:
    table_of = ministers()
    everybody = {fold(row["surname"]) for rows in table_of.values() for *_, row in rows}
    confirmed: set[str] = set()
    against: list[tuple[str, str, str]] = []
    for day, country, name in told(shared):
        holders = [row for first, last, row in table_of.get(country, ()) if (first or day) <= day < (last or date.max)]
        words = set(fold(name).split())
        same = [row for row in holders if words & set(fold(f"{row['surname']} {row['name']} {row['aliases']}").split())]
        if same:
            confirmed |= {row["id"] for row in same}
        elif holders and not words & everybody:  # a minister of a third country is met as well
            against.append((day.isoformat(), country, name))
    explained = {name for names in NO_HOLDER.values() for name in names}
    assert [one for one in against if not any(name in one[2] for name in explained)] == []
    people = {row["id"] for rows in table_of.values() for *_, row in rows}
    assert (len(table_of), len(people)) == (143, 1344)
    assert len(confirmed) >= 306  # of the others no second list is at hand


BY_OTHER_TABLES = {
    *("AUH", "BAD", "BAV", "HAN", "HSE", "HSG", "KOREA", "MEC", "MOD"),
    *("OTT", "PAP", "PRU", "SARD", "SAX", "SIC", "TUS"),
}
"""Former states that the package of territories lacks; their items were looked up in published tables of others."""


def test_items_of_countries_are_those_of_a_package_of_territories() -> None:
    territories = pytest.importorskip("rigour.territories", reason="the countries are made from rigour").get_territories
    items = {qid for one in territories() for qid in (one.qid, *one.other_qids)}
    ours = {country.code: country.code_of("qid") for country in TABLE if country.code_of("qid")}
    assert {code for code, qid in ours.items() if qid not in items} == BY_OTHER_TABLES
    assert len(set(ours.values())) == len(ours)
