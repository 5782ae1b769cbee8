"""The table against the lists that the field publishes; every difference stands here with its reason."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from comity.identity import countries

TABLE = countries()
Spells = dict[str, list[tuple[str, str]]]

REGIONS = {
    *("AFR", "ASA", "BLK", "CAS", "CAU", "CEU", "CFR", "CRB", "EAF", "EEU", "EIN", "EUR", "LAM", "MDT", "MEA", "NAF"),
    *("NMR", "PGS", "SAF", "SAM", "SAS", "SCN", "SEA", "WAF", "WST"),
}
"""CAMEO codes of regions."""
NO_COUNTRY = {
    "BAG": "a city",
}
NOT_IN_GDELT = {"KSV": "Kosovo in later CAMEO lists", "TLS": "the code of today beside TMP"}
SEAS_AND_ISLETS = {
    *("AT", "AX", "BS", "CR", "DX", "EE", "EU", "GO", "IP", "JU"),
    *("NM", "OC", "OS", "PF", "PG", "PJ", "TE", "UF", "UU"),
}
"""FIPS codes of seas, bases, disputed islets without people, and the European Union."""
WITHDRAWN_FIPS = {"CZ": "CSK", "GC": "DDR", "UR": "SUN", "YE": "YAR", "YO": "YUG", "YS": "YMD"}
OTHER_THAN_COUNTRYCODE = {
    ("CUW", "fips"): "the list predates the code UC",
    ("MAF", "fips"): "the list predates the code RN",
    ("SXM", "fips"): "the list predates the code NN",
    ("SSD", "fips"): "the list predates the code OD",
    ("UMI", "fips"): "FIPS has a code for each islet, the list none for them together",
    ("SRB", "cow"): "COW goes on with Yugoslavia's 345; the list leaves Serbia out",
    ("SRB", "cow_abbrev"): "as 345",
    ("VAT", "cow"): "327 is the Papal States, which ended in 1870",
    ("VAT", "cow_abbrev"): "as 327",
    ("VAT", "gw"): "as 327",
    ("TWN", "m49"): "the UN lists no Taiwan; our source gives the ISO number",
    ("VNM", "gw"): "815 is Annam until 1893; today's Vietnam goes on with 816",
    ("YEM", "gw"): "the list leaves 678 to North Yemen; Gleditsch-Ward go on with it",
}


def joined(spells: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Spells with adjacent ones made one, so that a number that passed between countries is compared as a whole."""
    made: list[tuple[str, str]] = []
    for first, last in sorted(spells):
        if made and date.fromisoformat(made[-1][1]) + timedelta(days=1) == date.fromisoformat(first):
            made[-1] = (made[-1][0], last)
        else:
            made.append((first, last))
    return made


def ours(system: str, end_of_list: str) -> Spells:
    found: Spells = defaultdict(list)
    for country in TABLE:
        for value, when in country.codes.get(system, ()):  # type: ignore[call-overload]
            assert when.earliest is not None
            found[value].append((when.earliest.isoformat(), when.latest.isoformat() if when.latest else end_of_list))
    return {key: joined(spells) for key, spells in found.items()}


def test_every_cow_number_has_the_spells_of_the_2016_list(shared: Path) -> None:
    theirs: Spells = defaultdict(list)
    abbreviations: dict[str, str] = {}
    with (shared / "data/states-and-leaders/cow_states.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = {
                end: date(*(int(float(row[f"{end}{part}"])) for part in ("year", "month", "day")))
                for end in ("st", "end")
            }
            theirs[row["ccode"].removesuffix(".0")].append((day["st"].isoformat(), day["end"].isoformat()))
            abbreviations[row["ccode"].removesuffix(".0")] = row["stateabb"]
    # 255 was Germany again from the day after 260 ended, and both are one country here
    assert ours("cow", "2016-12-31") == {key: joined(spells) for key, spells in theirs.items()}
    for number, abbreviation in abbreviations.items():
        country = TABLE.by_code("cow", number)
        assert country is not None
        assert abbreviation in {code.value for code in country.codes["cow_abbrev"]}, number


def test_every_gleditsch_ward_number_has_the_spells_of_the_2017_list(shared: Path) -> None:
    theirs: Spells = defaultdict(list)
    with (shared / "data/states-and-leaders/gw_states.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            theirs[row["gwcode"].removesuffix(".0")].append((row["startdate"], row["enddate"]))
    assert ours("gw", "2017-12-31") == {key: joined(spells) for key, spells in theirs.items()}


def test_cameo_and_fips_are_those_of_gdelt_but_for_regions_and_islets(shared: Path) -> None:
    lists = json.loads((shared / "data/codes/gdelt_cameo_codes.json").read_text(encoding="utf-8"))
    cameo, fips = lists["ACTOR_COUNTRY_CODES"], lists["GEO_COUNTRY_CODES"]
    known = {code.value for country in TABLE for code in country.codes.get("cameo", ())}
    assert set(cameo) - known == REGIONS | set(NO_COUNTRY)
    assert known - set(cameo) == set(NOT_IN_GDELT)
    by_fips = {code.value: country.code for country in TABLE for code in country.codes.get("fips", ())}
    assert set(fips) - set(by_fips) == SEAS_AND_ISLETS
    assert {key: code for key, code in by_fips.items() if key not in fips} == WITHDRAWN_FIPS
    for system, names in (("cameo", cameo), ("fips", fips)):
        for key, name in names.items():
            by_code, by_name = TABLE.by_code(system, key), TABLE.by_name(name)  # type: ignore[arg-type]
            assert by_code is None or by_name is None or by_code is by_name, (system, key, name)


def test_codes_agree_with_a_table_of_seventy_systems(shared: Path) -> None:
    columns = {
        "iso2": "iso2c",
        "iso_numeric": "iso3n",
        "fips": "fips",
        "cow": "cown",
        "cow_abbrev": "cowc",
        "gw": "gwn",
    }
    differ = set()
    with (shared / "data/codes/countrycode.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["iso3c"]]
    for row in rows:
        country = TABLE.get(row["iso3c"])
        assert country is not None, row["iso3c"]
        for system, column in {**columns, "m49": "un"}.items():
            mine = country.code_of(system) or ""  # type: ignore[arg-type]
            if (mine.lstrip("0") if mine.isdigit() else mine) != row[column]:
                differ.add((country.code, system))
    assert differ == set(OTHER_THAN_COUNTRYCODE)


def territories(shared: Path) -> Iterator[tuple[str, str]]:
    folder = shared / "data/history-at-state"
    for path in sorted(folder.rglob("*.xml")):
        if path.is_relative_to(folder / "pocom/people"):
            continue
        text = path.read_text(encoding="utf-8")
        yield from re.findall(r'<(?:country|from) id="([^"]+)">([^<]*)<', text)
        yield from ((name, "") for name in re.findall(r"<(?:contemporary-)?territory-id>([^<]+)<", text))


def test_every_territory_of_the_state_departments_record_is_found(shared: Path) -> None:
    found = set(territories(shared))
    ids = {name for name, _ in found}
    assert len(ids) > 220
    assert {name for name in ids if TABLE.by_state_id(name) is None} == set()
    texts = {text.replace("&amp;", "&") for _, text in found if text}
    assert {text for text in texts if TABLE.by_name(text) is None} == {"Korea"}  # said of South Korea: the id tells
