"""Wikidata's JSON: items from a dump (one a line) or from ``Special:EntityData`` files, cut down to what is read.

Of every item the English label (else another), aliases, description and the statements of a few properties are kept.
Deprecated statements and those without a value (``somevalue``, ``novalue``) are rejected, and counted as statements.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Any

from comity.errors import InputError
from comity.model import UNKNOWN, When
from comity.sources.delimited import lines_of, open_plain
from comity.sources.door import Gathered
from comity.sources.rows_archive import plain_head

__all__ = ["Item", "Items", "Statement", "is_wikidata", "when_of"]

_MAX_LINE = 64 * 1024 * 1024
_MAX_DOCUMENT = 64 * 1024 * 1024
"""The largest document of many items; those of ``Special:EntityData`` have one, those of the API fifty at most."""
_REMEMBERED = 10_000
"""How many items that others name are kept at hand: positions and classes are named over and over."""
_DUMP = re.compile(rb'^\[?\s*\{[^{}]{0,400}?"id"\s*:\s*"Q\d+"')
_DOCUMENT = re.compile(rb'^\{\s*"entities"\s*:\s*\{\s*"Q\d+"\s*:')
_ITEM = re.compile(r"Q[1-9]\d*")
_TIME = re.compile(r"\+(\d{4})-(\d{2})-(\d{2})T")
_QUALIFIERS = frozenset({"P580", "P582", "P585", "P1365", "P1366", "P5102"})
"""Start, end and day; replaces, replaced by; nature of statement."""
_PRECISIONS = {9: "year", 10: "month", 11: "day"}

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: the item (its id) or time (and its precision) that it says, and its qualifiers by property."""

    id: str
    value: Any
    qualifiers: Mapping[str, tuple[Any, ...]]

    def item(self) -> str:
        """The item that it names, "" where it names none."""
        return _item(self.value)

    def items(self, qualifier: str) -> tuple[str, ...]:
        """The items of a qualifier."""
        return tuple(found for value in self.qualifiers.get(qualifier, ()) if (found := _item(value)))

    def when(self, qualifier: str) -> When:
        """The first time of a qualifier; unknown where there is none. Raises ``ValueError``."""
        found = self.qualifiers.get(qualifier, ())
        return when_of(found[0]) if found else UNKNOWN


@dataclass(frozen=True, slots=True)
class Item:
    """One item, its place, and its statements by property."""

    id: str
    path: Path
    line: int
    label: str
    aliases: tuple[str, ...]
    description: str
    statements: Mapping[str, tuple[Statement, ...]] = field(repr=False)

    def items(self, *properties: str) -> tuple[str, ...]:
        """The items that some properties name, in this order."""
        found = (one.item() for name in properties for one in self.statements.get(name, ()))
        return tuple(dict.fromkeys(item for item in found if item))

    def when(self, *properties: str) -> When:
        """The first time that one of the properties gives. Raises ``ValueError``."""
        found = [one.value for name in properties for one in self.statements.get(name, ())]
        return when_of(found[0]) if found else UNKNOWN


class Items:
    """The items of a dump by id, put aside: some millions are more than memory should hold.

    Of two with one id the later stays.
    """

    def __init__(self, con: sqlite3.Connection, files: Sequence[Path]) -> None:
        self._con, self._files = con, files
        con.execute(
            "create table item (id text primary key, file integer, line integer, counted integer, said text) "
            "without rowid"
        )
        self.get = lru_cache(_REMEMBERED)(self._get)

    def read(self, gathered: Gathered, counted: Sequence[str], more: Sequence[str]) -> None:
        """Read all files. Statements of ``counted`` properties are rows; those of ``more`` are read beside them."""
        number = {path: number for number, path in enumerate(self._files)}
        for item in _items(self._files, gathered, counted, more):
            acts = not item.statements.keys().isdisjoint(counted)
            said = (item.label, item.aliases, item.description, _told(item))
            row = (item.id, number[item.path], item.line, acts, json.dumps(said, ensure_ascii=False))
            try:
                self._con.execute("insert or replace into item values (?, ?, ?, ?, ?)", row)
            except UnicodeEncodeError:
                gathered.rows += 1
                gathered.reject(item.path, item.line, f"{item.id}: half a character (a lone surrogate)")

    def counted(self) -> Iterator[Item]:
        """The items with counted statements, by id."""
        query = "select id, file, line, said from item where counted order by id"
        return (self._item(*row) for row in self._con.execute(query))

    def _get(self, id_: str) -> Item | None:
        found = self._con.execute("select id, file, line, said from item where id = ?", (id_,)).fetchone()
        return self._item(*found) if found else None

    def _item(self, id_: str, file: int, line: int, said: str) -> Item:
        label, aliases, description, statements = json.loads(said)
        return Item(id_, self._files[file], line, label, tuple(aliases), description, _stated(statements))


def _told(item: Item) -> dict[str, Any]:
    """The statements of an item as JSON has them; :func:`_stated` takes them back."""
    return {name: [(one.id, one.value, one.qualifiers) for one in found] for name, found in item.statements.items()}


def _stated(told: Mapping[str, Any]) -> dict[str, tuple[Statement, ...]]:
    def value(one: Any) -> Any:
        return tuple(one) if isinstance(one, list) else one

    return {
        name: tuple(
            Statement(id_, value(said), {about: tuple(map(value, them)) for about, them in qualifiers.items()})
            for id_, said, qualifiers in found
        )
        for name, found in told.items()
    }


def is_wikidata(head: bytes, path: Path) -> bool:
    """Whether a file begins as a dump or an entity document does."""
    text = plain_head(head, path).lstrip()
    return bool(_DOCUMENT.match(text)) or (bool(_DUMP.match(text)) and b'"type"' in text and b'"labels"' in text)


def _items(files: Sequence[Path], gathered: Gathered, counted: Sequence[str], more: Sequence[str]) -> Iterator[Item]:
    """The items of some files. Statements of ``counted`` properties are rows; those of ``more`` are read beside them.

    What is no item is a reject. Raises ``InputError`` where a document is too large.
    """
    for path in files:
        for line, raw in _entities(path, gathered):
            try:
                yield _read(path, line, raw, gathered, counted, more)
            except (AttributeError, TypeError, KeyError, IndexError, ValueError) as error:
                gathered.rows += 1
                gathered.reject(path, line, f"no Wikidata item: {type(error).__name__} {error}")


def _entities(path: Path, gathered: Gathered) -> Iterator[tuple[int, Raw]]:
    with open_plain(path) as file:
        head = file.read(8192).lstrip()
    if _DOCUMENT.match(head.removeprefix(b"\xef\xbb\xbf")):
        with open_plain(path) as file:
            data = file.read(_MAX_DOCUMENT + 1)
        if len(data) > _MAX_DOCUMENT:
            raise InputError(path, f"a document of more than {_MAX_DOCUMENT:,} bytes; use a dump with an item a line")
        found = _json(path, 1, data, gathered)
        entities = found.get("entities") if isinstance(found, dict) else None
        for raw in entities.values() if isinstance(entities, dict) else ():
            yield 1, raw
        return
    for line, text in lines_of(path, gathered, _MAX_LINE):
        bare = text.strip().removeprefix(b"\xef\xbb\xbf").removesuffix(b",")
        bare = bare.removeprefix(b"[").removesuffix(b"]").strip().removesuffix(b",") if bare[:1] in b"[]" else bare
        if bare:
            raw = _json(path, line, bare, gathered)
            if raw is not None:
                yield line, raw


def _json(path: Path, line: int, text: bytes, gathered: Gathered) -> Any:
    try:
        return json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        gathered.rows += 1
        reason = f"no JSON: {getattr(error, 'msg', '') or getattr(error, 'reason', '') or 'too deep'}"
        gathered.reject(path, line, reason, text[:200].decode("utf-8", "replace"))
        return None


def _read(path: Path, line: int, raw: Raw, gathered: Gathered, counted: Sequence[str], more: Sequence[str]) -> Item:
    id_ = raw["id"]
    if not _ITEM.fullmatch(id_):
        raise ValueError(f"{id_!r} is no item")
    statements: dict[str, tuple[Statement, ...]] = {}
    claims = raw.get("claims") or {}
    for name in (*counted, *more):
        kept: list[Statement] = []
        for number, claim in enumerate(claims.get(name) or ()):
            said = f"{id_} {name}"
            reason = _refused(claim)
            if name in counted:
                gathered.rows += 1
                if reason:
                    gathered.reject(path, line, f"{said}: {reason}")
            if not reason:
                kept.append(_statement(claim, f"{id_}-{name}-{number}"))
        if kept:
            statements[name] = tuple(kept)
    labels, aliases = raw.get("labels") or {}, raw.get("aliases") or {}
    label = _text(labels, id_)
    names = tuple(dict.fromkeys(one["value"] for one in aliases.get("en") or () if one["value"] != label))
    return Item(id_, path, line, label, names, _text(raw.get("descriptions") or {}, ""), statements)


def _refused(claim: Raw) -> str:
    if claim.get("rank") == "deprecated":
        return "a deprecated statement"
    kind = claim["mainsnak"].get("snaktype")
    return "" if kind == "value" else f"a statement without a value ({kind})"


def _statement(claim: Raw, id_: str) -> Statement:
    qualifiers = {
        intern(name): tuple(_slim(snak["datavalue"]["value"]) for snak in snaks if snak.get("snaktype") == "value")
        for name, snaks in (claim.get("qualifiers") or {}).items()
        if name in _QUALIFIERS
    }
    return Statement(str(claim.get("id") or id_), _slim(claim["mainsnak"]["datavalue"]["value"]), qualifiers)


def _slim(value: Any) -> Any:
    """What is read of a value: the id of an item, time and precision of a time. Dumps hold millions of them."""
    if not isinstance(value, dict):
        return value if isinstance(value, str | int | float) else None
    if "time" in value:
        return str(value["time"]), value.get("precision")
    found = value.get("id")
    return intern(found) if isinstance(found, str) else None


def _item(value: Any) -> str:
    return value if isinstance(value, str) and _ITEM.fullmatch(value) else ""


def _text(texts: Raw, default: str) -> str:
    for language in ("en", "mul", *sorted(texts)):
        if language in texts:
            return str(texts[language]["value"])
    return default


def when_of(value: Any) -> When:
    """The year, month or day of a time value. Raises ``ValueError`` for what is vaguer, or before our era."""
    time, exact = value if isinstance(value, tuple) else ("", None)
    found = _TIME.match(time)
    precision = _PRECISIONS.get(exact) if found and isinstance(exact, int) else None
    if found is None or precision is None:
        raise ValueError("a date vaguer than a year, or before our era")
    year, month, day = (int(part) for part in found.groups())
    if not year:
        raise ValueError("a date before our era")
    if precision == "day":
        return When.day(date(year, month, day))
    return When.month(year, month) if precision == "month" else When.year(year)
