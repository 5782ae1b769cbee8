"""Entities of FollowTheMoney, cut down to what is read and put aside: they refer to each other in any order.

A million persons are more than memory should hold, so each entity lies in a database by its schema and id until all
lines have been read. Of several with one id the fullest stays.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comity.sources.delimited import lines_of
from comity.sources.door import Gathered

__all__ = ["Entities", "Found"]

_MAX_LINE = 32 * 1024 * 1024
_PROPERTIES = frozenset(
    "name alias lastName country citizenship nationality jurisdiction birthDate deathDate wikidataId "
    "holder post startDate endDate status".split()
)
"""What is read; nothing else is kept, but what is nested in it."""
_WANTED = ("Person", "Position", "Occupancy")

_TABLES = """
create table entity (
    schema text, id text, file integer, line integer, size integer, holder text, post text, said text,
    primary key (schema, id)
) without rowid;
create table made (schema text, id text, made text, primary key (schema, id)) without rowid;
create table held (official text primary key) without rowid;
"""
_PUT = """
insert into entity values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set
    file = excluded.file, line = excluded.line, size = excluded.size, holder = excluded.holder, post = excluded.post,
    said = excluded.said
where excluded.size > entity.size
"""
_EACH = """
select file, line, entity.id, said, official.made, office.made from entity
left join made official on official.schema = 'Person' and official.id = holder
left join made office on office.schema = 'Position' and office.id = post
where entity.schema = ? order by entity.id
"""

Entity = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """An entity and the place of the line that holds it.

    ``official`` and ``office`` are what its holder and its post were made into, "" where nothing was.
    """

    path: Path
    line: int
    id: str
    properties: Mapping[str, Sequence[str]]
    official: str
    office: str

    def all(self, *names: str) -> tuple[str, ...]:
        """The values of some properties, in this order, each once."""
        return tuple(dict.fromkeys(value for name in names for value in self.properties.get(name, ())))

    def first(self, *names: str) -> str:
        """The first of these values, "" where there is none."""
        return next(iter(self.all(*names)), "")


class Entities:
    """The entities of some files, by schema and id, and what they were made into."""

    def __init__(self, con: sqlite3.Connection, gathered: Gathered, files: Sequence[Path]) -> None:
        self.con, self.gathered, self.files = con, gathered, files
        self.others: Counter[str] = Counter()
        self.datasets: set[str] = set()
        for table in _TABLES.split(";")[:-1]:
            con.execute(table)

    def read(self) -> None:
        """Read all files."""
        for number, path in enumerate(self.files):
            for line, text in lines_of(path, self.gathered, _MAX_LINE):
                if text.strip():
                    self.gathered.rows += 1
                    self._line(number, line, text)

    def _line(self, file: int, line: int, text: bytes) -> None:
        path = self.files[file]
        try:
            entity = json.loads(text.decode("utf-8-sig"))
            if not isinstance(entity, dict) or not isinstance(entity.get("schema"), str) or "id" not in entity:
                raise ValueError("no entity with id and schema")
            self._keep(file, line, entity, "")
        except UnicodeDecodeError:
            self.gathered.reject(path, line, "not UTF-8")
        except UnicodeEncodeError:
            self.gathered.reject(path, line, "no FollowTheMoney entity: half a character (a lone surrogate)")
        except (ValueError, RecursionError, AttributeError, TypeError) as error:
            reason = "no FollowTheMoney entity: " + (getattr(error, "msg", "") or str(error) or "too deep")
            self.gathered.reject(path, line, reason, text[:200].decode("utf-8", "replace"))

    def _keep(self, file: int, line: int, entity: Entity, holder: str) -> str:
        """Put an entity aside and those nested in it; gives its id."""
        if "id" not in entity:
            raise ValueError("an entity in it has no id")
        id_, schema = str(entity["id"]), str(entity.get("schema", ""))
        properties: dict[str, list[str]] = {}
        for name, values in (entity.get("properties") or {}).items():
            listed = values if isinstance(values, list) else [values]
            if name not in _PROPERTIES and not any(isinstance(value, dict) for value in listed):
                continue
            properties[name] = [
                self._keep(file, line, value, id_) if isinstance(value, dict) else str(value) for value in listed
            ]
        self.datasets.update(str(name) for name in entity.get("datasets") or ())
        if schema == "Occupancy" and holder and "holder" not in properties:
            properties["holder"] = [holder]
        if schema in _WANTED:
            ends = (next(iter(properties.get(name, ())), "") for name in ("holder", "post"))
            said = json.dumps(properties, ensure_ascii=False)
            self.con.execute(_PUT, (schema, id_, file, line, len(properties), *ends, said))
        else:
            self.others[schema or "without schema"] += 1
        return id_

    def each(self, schema: str) -> Iterator[Found]:
        """The entities of a schema by id."""
        for file, line, id_, said, official, office in self.con.execute(_EACH, (schema,)):
            yield Found(self.files[file], line, id_, json.loads(said), official or "", office or "")

    def made(self, schema: str, id_: str, made: str) -> None:
        """Remember what an entity was made into."""
        self.con.execute("insert into made values (?, ?, ?)", (schema, id_, made))

    def hold(self, official: str) -> None:
        """Remember that an official holds an office."""
        self.con.execute("insert or ignore into held values (?)", (official,))

    def without_office(self) -> int:
        """How many persons hold none."""
        query = "select count(*) from made where schema = 'Person' and made not in (select official from held)"
        ((count,),) = self.con.execute(query)
        return int(count)
