"""QuickStatements V1: diplomatic relations between countries that have Wikidata items, to be looked at and submitted.

Nothing is submitted by Comity. P530 is diplomatic relation, P580 its start, P582 its end, P854 the address of the
source, P1683 the sentence quoted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from comity.export.format import Format
from comity.export.rows import TieRow
from comity.export.view import View
from comity.identity import countries

__all__ = ["FORMAT"]

_KINDS = {"establish-relations": "P580", "sever-relations": "P582"}
_PRECISION = {"day": 11, "derived": 11, "month": 10, "year": 9}


def _item(country: str) -> str | None:
    found = countries().get(country.removeprefix("country/"))
    return found.code_of("qid") if found else None


def _day(day: date | None, precision: str) -> str | None:
    """A time with Wikidata's precision; none where the interval is no day, month or year."""
    at = _PRECISION.get(precision)
    if day is None or at is None:
        return None
    month, number = (day.month if at > 9 else 0), (day.day if at > 10 else 0)
    return f"+{day.year:04}-{month:02}-{number:02}T00:00:00Z/{at}"


def _text(text: str) -> str:
    return '"' + " ".join(text.replace('"', "'").split()) + '"'


def _statements(tie: TieRow, urls: dict[str, str]) -> Iterator[str]:
    one, two = _item(tie.source), _item(tie.target)
    when = _day(tie.earliest, tie.precision)
    if tie.type not in _KINDS or not one or not two or not when or one == two:
        return
    # a source without an address is no reference that Wikidata's readers could follow
    proof = next((urls[source] for source in tie.sources if urls.get(source)), None)
    reference = ["S854", _text(proof)] if proof else []
    reference += ["S1683", f"en:{_text(tie.evidence[:400])}"] if proof and tie.evidence else []
    for first, second in ((one, two), (two, one)):
        yield "\t".join([first, "P530", second, _KINDS[tie.type], when, *reference])


def _write(view: View, path: Path) -> None:
    urls = {row["source"]: row["url"] or "" for batch in view.table("sources") for row in batch.to_pylist()}
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"/* {view.about.json().replace('*/', '* /')} */\n")
        for tie in view.ties():
            out.writelines(f"{line}\n" for line in _statements(tie, urls))


FORMAT = Format(
    name="quickstatements",
    summary="QuickStatements V1 for Wikidata: diplomatic relations, to be checked by hand",
    suffix=".qs.txt",
    write=_write,
    network=True,
    loses=(
        "Only relations established or severed between countries that have Wikidata items, with a day, month or year.",
        "The sentence is cut at 400 characters, its double quotes become single ones.",
    ),
)
