"""FollowTheMoney entities, one a line, for Aleph, OpenSanctions' tools and other investigations' software."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from comity.export.format import Format
from comity.export.rows import ActorRow, TieRow
from comity.export.view import View
from comity.identity import countries
from comity.model import digest, iri

__all__ = ["FORMAT"]

_SCHEMATA = {"official": "Person", "country": "PublicBody", "organization": "Organization", "group": "Organization"}
_FORMER = {"CSK": "cshh", "SCG": "csxx", "SUN": "suhh", "YUG": "yucs"}
_ONLY = {"official", "country", "organization", "group"}


def _key(local: str) -> str:
    return f"comity-{digest(local)}"


def _entity(id_: str, schema: str, properties: dict[str, Iterable[str | None]]) -> dict[str, Any]:
    found = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in found.items() if values}}


def _country(code: str | None) -> str | None:
    """The country's code in FollowTheMoney: ISO 3166-1 alpha-2 in small letters, its own for some former states."""
    found = countries().get((code or "").removeprefix("country/"))
    if found is None or found.status == "former":
        return _FORMER.get(found.code) if found else None
    iso = found.code_of("iso2")
    return iso.lower() if iso else None


def _actor(actor: ActorRow) -> dict[str, Any]:
    return _entity(
        _key(actor.id),
        _SCHEMATA[actor.kind],
        {
            "name": [actor.label or actor.id],
            "alias": actor.aliases,
            "country": [_country(actor.country)],
            "wikidataId": [actor.qid],
            "sourceUrl": [actor.iri],
        },
    )


def _tie(tie: TieRow) -> dict[str, Any]:
    dates = {"startDate": [_day(tie.earliest)], "endDate": [_day(tie.latest)]}
    sentence = [tie.evidence, tie.quote if tie.quote not in tie.evidence else None]
    shared: dict[str, Iterable[str | None]] = {**dates, "sourceUrl": [tie.iri], "summary": sentence}
    shared["recordId"] = map(iri, tie.reports)
    sure = f"; confidence {tie.confidence:g}" if tie.confidence is not None else ""
    shared["description"] = [f"{tie.modality}; date precision {tie.precision}{sure}"]
    ends: dict[str, Iterable[str | None]] = {"subject": [_key(tie.source)], "object": [_key(tie.target)]}
    return _entity(_key(tie.id), "UnknownLink", {**ends, "role": [tie.type], **shared})


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rows(view: View, name: str) -> Iterator[dict[str, Any]]:
    for batch in view.table(name):
        yield from batch.to_pylist()


def _offices(view: View, holders: set[str]) -> Iterator[dict[str, Any]]:
    """Positions that an official of the file held, and the occupancies."""
    tenures = [row for row in _rows(view, "tenures") if row["official"] in holders]
    held = {row["office"] for row in tenures}
    for office in _rows(view, "offices"):
        if office["office"] in held:
            values = {"name": [office["title"]], "country": [_country(office["country"])]}
            yield _entity(_key(office["office"]), "Position", {**values, "sourceUrl": [iri(office["office"])]})
    for tenure in tenures:
        values = {"holder": [_key(tenure["official"])], "post": [_key(tenure["office"])], "status": [tenure["status"]]}
        dates = {"startDate": [_day(tenure["earliest"])], "endDate": [_day(tenure["latest"])]}
        yield _entity(_key(tenure["tenure"]), "Occupancy", {**values, **dates, "sourceUrl": [iri(tenure["tenure"])]})


def _write(view: View, path: Path) -> None:
    head = _entity(_key(view.about.iri), "Document", {"title": [view.about.title], "summary": [view.about.json()]})
    head["properties"]["sourceUrl"] = [view.about.iri]
    kinds: dict[str, str] = {}
    with path.open("w", encoding="utf-8", newline="\n") as out:
        _line(out, head)
        for actor in view.actors():
            kinds[actor.id] = actor.kind
            if actor.kind in _ONLY:
                _line(out, _actor(actor))
        for entity in _offices(view, {actor for actor, kind in kinds.items() if kind == "official"}):
            _line(out, entity)
        for tie in view.ties():
            if kinds[tie.source] in _ONLY and kinds[tie.target] in _ONLY:
                _line(out, _tie(tie))


def _line(out: Any, entity: dict[str, Any]) -> None:
    out.write(json.dumps(entity, ensure_ascii=False) + "\n")


FORMAT = Format(
    name="ftm",
    summary="FollowTheMoney entities, one a line",
    suffix=".ftm.json",
    write=_write,
    network=True,
    loses=(
        "There are no agreements, policies or acts with roles: ties to agreements and policies are left out.",
        "An act becomes an UnknownLink whose role is the kind of act; sign and weight are lost.",
        "Countries are PublicBody; most former states have no country code.",
        "Date precision, modality and confidence are words in the description.",
    ),
)
