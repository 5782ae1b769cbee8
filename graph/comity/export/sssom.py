"""SSSOM: which code of which system means which country, and which Wikidata item which actor, as a mapping set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from comity.export.format import Format
from comity.export.view import View
from comity.identity import countries
from comity.model import ID

__all__ = ["FORMAT"]

_PREFIXES = {
    "comity": ID,
    "wd": "http://www.wikidata.org/entity/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "semapv": "https://w3id.org/semapv/vocab/",
}
_SYSTEMS = ("iso2", "iso3", "iso_numeric", "cow", "cow_abbrev", "gw", "fips", "cameo", "m49", "qid")
_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "object_source",
    "comment",
)
_CURATED = "semapv:ManualMappingCuration"


def _clean(text: str) -> str:
    return " ".join(text.split())


def _codes() -> Iterator[tuple[str, ...]]:
    for country in countries():
        for system in _SYSTEMS:
            for code in country.codes.get(system, ()):  # type: ignore[call-overload]
                object_id = f"wd:{code.value}" if system == "qid" else f"{system}:{code.value}"
                held = f"holds {code.when.edtf()}" if code.when.known else ""
                source = "wd:Q2013" if system == "qid" else f"{system}:"
                yield (
                    *(f"comity:country/{country.code}", country.name, "skos:exactMatch", object_id),
                    *(_CURATED, source, held),
                )


def _write(view: View, path: Path) -> None:
    about = view.about
    prefixes = _PREFIXES | {system: f"{ID}code/{system}/" for system in _SYSTEMS if system != "qid"}
    others = (
        (
            f"comity:{a.id}",
            a.label or a.id,
            "skos:exactMatch",
            f"wd:{a.qid}",
            "semapv:UnspecifiedMatching",
            "wd:Q2013",
            "",
        )
        for a in view.actors()
        if a.qid and a.kind != "country"
    )
    rows = sorted({tuple(map(_clean, row)) for found in (_codes(), others) for row in found})
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"# mapping_set_id: {about.iri}/mappings\n# mapping_set_version: {about.version}\n")
        out.write("# mapping_set_title: Codes of countries and Wikidata items of actors\n")
        out.write("# license: https://spdx.org/licenses/MIT\n")
        out.write(f"# comment: {_quoted(about.json())}\n# curie_map:\n")
        out.writelines(f"#   {prefix}: {space}\n" for prefix, space in sorted(prefixes.items()))
        out.write("\t".join(_COLUMNS) + "\n")
        out.writelines("\t".join(row) + "\n" for row in rows)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


FORMAT = Format(
    name="sssom",
    summary="SSSOM mappings: country codes and Wikidata items",
    suffix=".sssom.tsv",
    write=_write,
    network=True,
    loses=(
        "Only mappings: no acts, ties or reports.",
        "The time in which a code holds is a comment, since SSSOM has no field for it.",
    ),
)
