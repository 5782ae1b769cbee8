"""FollowTheMoney, one JSON object a line: ``Person``, ``Position`` and ``Occupancy``, as OpenSanctions and others
publish politically exposed persons.

A person is an official, a position an office, an occupancy a tenure. Entities may stand in any order, in several files
of one folder, and nested inside each other (``targets.nested``). Other schemata (companies, sanctions, addresses) are
no part of Comity; how many there were is said in the notes. An occupancy whose holder or post is not there, a person
without a name or country, and a date that cannot be read are rejected with their line.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any

from comity.model import Office, Official, Record, Source, Tenure, When, slug
from comity.sources.delimited import lines_of
from comity.sources.door import Batch, Format, Gathered, batch_of
from comity.sources.leaders_common import role_of
from comity.sources.rows_archive import plain_head

if TYPE_CHECKING:
    from comity.identity.countries import CountryTable
    from comity.identity.view import IdentityView

__all__ = ["FORMAT"]

_SOURCE = Source(
    id="source/followthemoney",
    kind="dataset",
    title="FollowTheMoney: persons, positions and occupancies",
    licence="as its publisher says (OpenSanctions: CC-BY-NC-4.0)",
    citation="Entities in the FollowTheMoney model. https://followthemoney.tech",
    url="https://followthemoney.tech",
    role="reference",
)
_SCHEMA = re.compile(rb'"schema"\s*:\s*"[A-Z][A-Za-z]+"')
_ITEM = re.compile(r"Q[1-9]\d*")
_MAX_LINE = 32 * 1024 * 1024
_OWN = {"suhh": "SUN", "yucs": "YUG", "csxx": "SCG", "cshh": "CSK", "ddde": "DDR", "dd": "DDR", "xk": "XKX"}
"""Codes of FollowTheMoney that are no ISO 3166-1 alpha-2."""
_PROPERTIES = frozenset(
    "name alias lastName country citizenship nationality jurisdiction birthDate deathDate wikidataId "
    "holder post startDate endDate status".split()
)
"""What is read; of a million persons nothing else is kept, but what is nested in it."""
_WANTED = ("Person", "Position", "Occupancy")

Entity = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Found:
    """An entity and the place of the line that holds it."""

    path: Path
    line: int
    id: str
    properties: Mapping[str, tuple[str, ...]]

    def all(self, *names: str) -> tuple[str, ...]:
        """The values of some properties, in this order, each once."""
        return tuple(dict.fromkeys(value for name in names for value in self.properties.get(name, ())))

    def first(self, *names: str) -> str:
        """The first of these values, "" where there is none."""
        return next(iter(self.all(*names)), "")


@dataclass(frozen=True)
class _Ftm:
    name: str = "followthemoney"
    title: str = _SOURCE.title
    gathers: bool = True

    def recognise(self, head: bytes, path: Path) -> bool:
        """By ``schema`` and ``properties`` in the first object."""
        text = plain_head(head, path).lstrip()
        return text.startswith(b"{") and b'"properties"' in text and bool(_SCHEMA.search(text))

    def read(self, files: Sequence[Path], view: IdentityView) -> Batch:
        """Officials, offices and tenures."""
        gathered = Gathered()
        reader = _Reader(gathered, view)
        for path in files:
            for line, text in lines_of(path, gathered, _MAX_LINE):
                if text.strip():
                    gathered.rows += 1
                    reader.line(path, line, text)
        return reader.batch()


FORMAT: Format = _Ftm()


class _Reader:
    def __init__(self, gathered: Gathered, view: IdentityView) -> None:
        self.gathered, self.view = gathered, view
        self.found: dict[str, dict[str, _Found]] = {schema: {} for schema in _WANTED}
        self.others: Counter[str] = Counter()
        self.datasets: set[str] = set()

    def line(self, path: Path, line: int, text: bytes) -> None:
        """Keep the entities of one line."""
        try:
            entity = json.loads(text.decode("utf-8-sig"))
            if not isinstance(entity, dict) or not isinstance(entity.get("schema"), str) or "id" not in entity:
                raise ValueError("no entity with id and schema")
            self._keep(path, line, entity, "")
        except UnicodeDecodeError:
            self.gathered.reject(path, line, "not UTF-8")
        except (ValueError, RecursionError, AttributeError, TypeError) as error:
            reason = "no FollowTheMoney entity: " + (getattr(error, "msg", "") or str(error) or "too deep")
            self.gathered.reject(path, line, reason, text[:200].decode("utf-8", "replace"))

    def _keep(self, path: Path, line: int, entity: Entity, holder: str) -> str:
        """Keep an entity and those nested in it; gives its id."""
        if "id" not in entity:
            raise ValueError("an entity in it has no id")
        id_, schema = str(entity["id"]), str(entity.get("schema", ""))
        properties: dict[str, tuple[str, ...]] = {}
        for name, values in (entity.get("properties") or {}).items():
            listed = values if isinstance(values, list) else [values]
            if name not in _PROPERTIES and not any(isinstance(value, dict) for value in listed):
                continue
            properties[intern(name)] = tuple(
                self._keep(path, line, value, id_) if isinstance(value, dict) else str(value) for value in listed
            )
        self.datasets.update(str(name) for name in entity.get("datasets") or ())
        if schema == "Occupancy" and holder and "holder" not in properties:
            properties["holder"] = (holder,)
        if schema in self.found:
            known = self.found[schema].get(id_)
            if known is None or len(properties) > len(known.properties):
                self.found[schema][id_] = _Found(path, line, id_, properties)
        else:
            self.others[schema or "without schema"] += 1
        return id_

    def batch(self) -> Batch:
        """All that was read."""
        officials: dict[str, str] = {}
        offices: dict[str, str] = {}
        held: set[str] = set()
        first, last = date.max, date.min
        for id_, official in self._each("Person", self._official):
            officials[id_] = official.id
            self._put("officials", official)
        for id_, office in self._each("Position", self._office):
            offices[id_] = office.id
            self._put("offices", office)
        for _, tenure in self._each("Occupancy", lambda one: self._tenure(one, officials, offices)):
            self._put("tenures", tenure)
            held.add(tenure.official)
            days = [day for day in (tenure.when.earliest, tenure.when.latest) if day]
            first, last = min(first, *days, date.max), max(last, *days, date.min)
        without = sum(official not in held for official in officials.values())
        notes = [
            f"{count:,} entities of schema {schema} are no part of Comity"
            for schema, count in sorted(self.others.items())
        ]
        notes += [f"{without:,} persons hold no office here"] if without else []
        source = _SOURCE
        if len(self.datasets) == 1:
            (only,) = self.datasets
            source = replace(source, id=f"{source.id}-{slug(only)}", title=f"FollowTheMoney: {only}")
        if first <= last:
            source = replace(source, covers_from=first, covers_to=last)
        return self._named(batch_of(source, self.gathered, notes), source.id)

    def _put(self, table: str, record: Record) -> None:
        self.gathered.add(table, record)
        self.gathered.pack(table)

    def _named(self, batch: Batch, source: str) -> Batch:
        """The batch with the final source in every row: the datasets are known only after the last line."""
        tables = dict(batch.tables)
        for name in ("officials", "offices", "tenures"):
            if name in tables:
                at = tables[name].schema.get_field_index("source")
                column = [source] * tables[name].num_rows
                tables[name] = tables[name].set_column(at, tables[name].schema.field(at), [column])
        batch.tables = tables
        return batch

    def _each(self, schema: str, made: Any) -> Iterator[tuple[str, Any]]:
        found = self.found[schema]
        for id_ in sorted(found):
            one = found.pop(id_)
            try:
                yield id_, made(one)
            except ValueError as error:
                self.gathered.reject(one.path, one.line, f"{schema} {id_}: {error}", one.first("name"))

    def _country(self, one: _Found, *names: str) -> str:
        codes = one.all(*names)
        for code in codes:
            known = _country(code, self.view.countries)
            if known:
                return known
        raise ValueError(f"unknown country {', '.join(codes)!r}" if codes else "no country")

    def _official(self, one: _Found) -> Official:
        names = one.all("name", "alias")
        if not names:
            raise ValueError("no name")
        item = next((value for value in (one.first("wikidataId"), one.id) if _ITEM.fullmatch(value)), "")
        return Official(
            id=f"official/wikidata-{item.lower()}" if item else f"official/ftm-{slug(one.id)}",
            name=names[0],
            country=self._country(one, "country", "citizenship", "nationality", "jurisdiction"),
            surname=one.first("lastName"),
            aliases=names[1:],
            born=one.first("birthDate"),
            died=one.first("deathDate"),
            qid=item,
            source=_SOURCE.id,
            locator=f"{one.path.name} line {one.line}, id {one.id}",
        )

    def _office(self, one: _Found) -> Office:
        titles = one.all("name", "alias")
        if not titles:
            raise ValueError("no name")
        country = self._country(one, "country", "jurisdiction")
        return Office(
            id=f"office/ftm-{slug(one.id)}",
            title=titles[0],
            country=country,
            role=role_of(titles[0], country, self.view),
            aliases=titles[1:],
            source=_SOURCE.id,
            locator=f"{one.path.name} line {one.line}, id {one.id}",
        )

    def _tenure(self, one: _Found, officials: Mapping[str, str], offices: Mapping[str, str]) -> Tenure:
        holder, post = one.first("holder"), one.first("post")
        if holder not in officials:
            raise ValueError(f"no holder {holder!r}")
        if post not in offices:
            raise ValueError(f"no post {post!r}")
        first, last = (_when(one.first(name)) for name in ("startDate", "endDate"))
        when = When.between(first.earliest, last.latest)
        ended = one.first("status") == "ended" and when.latest is None
        return Tenure(
            id=f"tenure/ftm-{slug(one.id)}",
            official=officials[holder],
            office=offices[post],
            when=when,
            status="ended" if ended else "",
            evidence="; ".join(
                f"{name}: {one.first(name)}" for name in ("startDate", "endDate", "status") if one.first(name)
            ),
            source=_SOURCE.id,
            locator=f"{one.path.name} line {one.line}, id {one.id}",
        )


def _country(code: str, table: CountryTable) -> str:
    """Our code of FollowTheMoney's: ISO alpha-2 in small letters, a part after a hyphen (gb-sct) left out."""
    code = code.lower()
    if code in _OWN:
        return _OWN[code]
    found = table.by_code("iso2", code.partition("-")[0].upper())
    return found.code if found else ""


def _when(text: str) -> When:
    return When.parse(text[:10]) if text else When()
