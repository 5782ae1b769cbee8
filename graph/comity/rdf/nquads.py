"""A generation's tables as N-Quads text, made column-wise by DuckDB: no Python object is made for a quad."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import duckdb
import pyarrow as pa

from comity.identity.countries import Country, countries
from comity.model import ACTS, GENERATION, When
from comity.rdf.sections import SECTIONS, Property, Section
from comity.rdf.terms import MACROS, PREFIXES, date_literal, expand, literal, named

__all__ = [
    "CSV",
    "TIES",
    "Counts",
    "country_lines",
    "plain_facts",
    "prepare",
    "section_query",
    "stream_nquads",
    "stream_reports",
    "tie_lines",
    "write_nquads",
]

TIES = "graph/ties"
"""Local id of the graph that holds the derived ties."""

_CODES = {
    "iso2": "iso2",
    "iso3": "iso3",
    "iso_numeric": "isoNumeric",
    "cow": "cow",
    "cow_abbrev": "cowAbbrev",
    "gw": "gw",
    "fips": "fips",
    "cameo": "cameo",
    "m49": "m49",
}
_REPORTS = next(section for section in SECTIONS if section.name == "reports")
_TELLS_OF = tuple(item for item in _REPORTS.properties if item.name == "comity:reports")
_OF_THEIR_OWN = replace(_REPORTS, properties=tuple(item for item in _REPORTS.properties if item not in _TELLS_OF))
_AT_A_TIME = 100_000
"""Reports whose quads are made at a time: those of the first are written while those of the next are made."""
CSV = "(format csv, header false, quote '', escape '', delimiter '\x01')"

_PLAIN_MACROS = f"""
create or replace temp macro nq_property(name) as '<{PREFIXES["comity"]}' || url_encode(name) || '>';
create or replace temp macro nq_day_or_text(text) as case
    when regexp_full_match(text, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') and try_cast(text as date) is not null
    then nq_date(try_cast(text as date)) else nq_text(text) end;
create or replace temp macro nq_typed(text, datatype) as case
    when datatype = 'date' then nq_day_or_text(text)
    when datatype = 'integer' and regexp_full_match(text, '[+-]?[0-9]{{1,30}}') then nq_integer(text::hugeint)
    when datatype = 'decimal' and try_cast(text as double) is not null
    then coalesce(nq_decimal(try_cast(text as double)), nq_text(text))
    when datatype = 'mention' and regexp_full_match(text, '[a-z]+/.+') then nq_id(text)
    else nq_text(text) end;
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many quads each section has; no quad stands in two of them."""

    sections: Mapping[str, int]

    @property
    def quads(self) -> int:
        """All quads."""
        return sum(self.sections.values())


def _line(item: Property) -> str:
    """SQL for the lines of one property, null where there is none; ``s`` and ``g`` stand for subject and graph."""
    start = f"s || '{expand(item.name)} ' || "
    if not item.many:
        return f"{start}{item.macro}({item.column}) || g"
    terms = f"list_sort(list_distinct(list_transform({item.column}, lambda x: {item.macro}(x))))"
    return f"nullif(array_to_string(list_transform({terms}, lambda t: {start}t || g), chr(10)), '')"


def section_query(section: Section, names: Mapping[str, str], in_order: bool, *, typed: bool = True) -> str:
    """SQL for the text of a section: a block of lines a row, or a sorted line a row.

    ``names``: the relation for each name in braces. ``in_order``: the rows of a section of blocks need no sorting.
    ``typed``: with the class of each thing.
    """
    type_line = f"s || '{expand('rdf:type')} <{PREFIXES['comity']}' || type || '>' || g"
    lines = ", ".join((*([type_line] if typed else []), *map(_line, section.properties)))
    graph = f"' ' || nq_id({section.graph}) || ' .'" if section.graph else "' .'"
    text = f"concat_ws(chr(10), {lines})"
    rows = f"(select *, nq_id(thing) || ' ' as s, {graph} as g from ({section.rows.format(**names)}))"
    if section.blocks:
        return f"select {text} from {rows}" + ("" if in_order else " order by thing")
    return f"select distinct unnest(string_split({text}, chr(10))) as line from {rows} order by line"


def plain_facts(relation: str) -> str:
    """SQL for what facts say, as lines without evidence; an agreement's day of signing stands with the agreement."""
    line = "nq_id(subject) || ' ' || nq_property(property) || ' ' || nq_typed(value, datatype) || ' .'"
    signed_line = f"nq_id(instrument) || ' {expand('comity:signedOn')} ' || nq_day_or_text(signed) || ' .'"
    signed = f"select {signed_line} from instruments where signed is not null"
    return f"select distinct {line} as line from {relation} except {signed} order by line"


def tie_lines(relation: str) -> str:
    """SQL for the lines of derived ties, each once however many acts support it."""
    line = f"nq_id(from_actor) || ' ' || nq_property(tie) || ' ' || nq_id(to_actor) || ' {named(TIES)} .'"
    return (
        f"select {line} from (select distinct tie, from_actor, to_actor from {relation}) "
        "order by tie, from_actor, to_actor"
    )


def _country(country: Country) -> Iterator[str]:
    def line(name: str, term: str) -> str:
        return f"{named(f'country/{country.code}')} {expand(name)} {term} ."

    yield line("rdf:type", expand("comity:Country"))
    yield line("rdfs:label", literal(country.name))
    for name in country.names:
        if name != country.name:
            yield line("skos:altLabel", literal(name))
    for system, codes in country.codes.items():
        for code in codes:
            if system == "qid":
                yield line("skos:exactMatch", expand(f"wd:{code.value}"))
            elif system in _CODES:
                yield line(f"comity:{_CODES[system]}", literal(code.value))
    existence = When.between(country.start, country.end)
    if existence.earliest:
        yield line("comity:from", date_literal(existence.earliest))
    if existence.latest:
        yield line("comity:to", date_literal(existence.latest))
    for successor in country.successors:
        yield line("comity:successor", named(f"country/{successor}"))
    if country.disputed:
        yield line("comity:disputed", literal(country.disputed))


@lru_cache(maxsize=1)
def _table_lines() -> frozenset[str]:
    """The lines of all countries of the table: a build writes them several times."""
    return frozenset(line for country in countries() for line in _country(country))


def country_lines(con: duckdb.DuckDBPyConnection) -> list[str]:
    """All countries of the table, and with their label alone those that only this generation speaks of; sorted."""
    lines = set(_table_lines())
    for actor, label in con.execute("select actor, label from all_actors where kind = 'country'").fetchall():
        if actor.removeprefix("country/") not in countries():
            lines.add(f"{named(actor)} {expand('rdf:type')} {expand('comity:Country')} .")
            lines.add(f"{named(actor)} {expand('rdfs:label')} {literal(label or actor)} .")
    return sorted(lines)


@contextmanager
def _absent_as_empty(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Empty tables in the place of those that a generation lacks, for as long as they are needed."""
    there = {name for (name,) in con.execute("select table_name from information_schema.tables").fetchall()}
    absent = sorted(set(GENERATION) - there)
    for name in absent:
        con.register("empty_arrow", GENERATION[name].empty_table())
        con.execute(f"create temp table {name} as from empty_arrow")
        con.unregister("empty_arrow")
    try:
        yield
    finally:
        con.execute("drop view if exists temp.all_actors; drop view if exists temp.all_facts")
        for name in absent:
            con.execute(f"drop table temp.{name}")


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Macros, act classes, and views that join what two tables say."""
    con.execute(MACROS + _PLAIN_MACROS)
    kinds = [{"kind": kind.name, "class": kind.class_name, "one_sided": kind.symmetric} for kind in ACTS.values()]
    con.register("kinds_arrow", pa.Table.from_pylist(kinds))
    con.execute("create or replace temp table act_classes as from kinds_arrow")
    con.unregister("kinds_arrow")
    con.execute(
        "create or replace temp view all_actors as "
        "select a.actor, a.kind, a.label, a.country, a.surname, a.aliases, a.born, a.died, a.qid, "
        "o.kind as organization_kind from actors a left join organizations o on o.organization = a.actor "
        "union all by name "
        "select official as actor, 'official' as kind, name as label, country, surname, aliases, born, died, qid "
        "from officials where official not in (select actor from actors) "
        "union all by name "
        "select organization as actor, 'organization' as kind, name as label, country, aliases, qid, "
        "kind as organization_kind from organizations where organization not in (select actor from actors)"
    )
    con.execute(
        "create or replace temp view all_facts as "
        "select f.* replace (coalesce(m.thing, f.value) as value) "
        "from facts f left join (select mention, min(thing) as thing from mentions group by mention) m "
        "on f.datatype = 'mention' and m.mention = f.value"
    )


def write_nquads(
    con: duckdb.DuckDBPyConnection, path: Path, instead: Mapping[str, str] | None = None, *, in_order: bool = False
) -> Counts:
    """Write the graph of a generation to ``path``; gives the number of quads of each section.

    ``instead``: for ``acts``, ``reports`` or ``ties``, the relation to read in its place. ``in_order``: acts and
    reports as they stand in their tables; a million blocks of lines are not sorted within a gigabyte.
    ``stream_nquads`` says more.
    """
    with path.open("wb") as out:
        return stream_nquads(con, out, path.parent, instead, in_order=in_order)


def stream_nquads(
    con: duckdb.DuckDBPyConnection,
    out: IO[bytes],
    folder: Path,
    instead: Mapping[str, str] | None = None,
    *,
    in_order: bool = False,
    after_reports: bool = False,
    told: Callable[[int], None] = lambda lines: None,
) -> Counts:
    """Write the graph of a generation to a file or pipe; gives the number of quads of each section.

    Reads the relations of ``model.GENERATION`` by name; one that is absent counts as empty. All countries are written,
    also those that no act names. The same tables give the same bytes, in whatever order their rows stand, but with
    ``in_order``: then acts and reports come in the order of their rows. Sections are made while those before them are
    written out; ``folder`` needs room for all of them, memory is DuckDB's limit. ``after_reports``: what
    ``stream_reports`` writes is written already. ``told`` is called with the number of quads written so far.
    """
    names = {"acts": "acts", "reports": "reports", "ties": "ties", "facts": "all_facts", **(instead or {})}
    queries = {section.name: section_query(section, names, in_order) for section in SECTIONS}
    if after_reports:
        told_of = replace(_REPORTS, properties=_TELLS_OF)
        queries["reports"] = section_query(told_of, names, in_order, typed=False)
    queries["plain facts"] = plain_facts("all_facts")
    queries["ties"] = tie_lines(names["ties"])
    with _absent_as_empty(con), TemporaryDirectory(dir=folder, prefix=".nquads-") as parts:
        prepare(con)
        lines = country_lines(con)
        out.write("".join(f"{line}\n" for line in lines).encode())
        counts = {"countries": len(lines)}
        with closing(_made_ahead(con, queries, Path(parts))) as made:
            for name, part in made:
                counts[name] = _append(part, out, told, sum(counts.values()))
    return Counts(counts)


def stream_reports(con: duckdb.DuckDBPyConnection, out: IO[bytes], folder: Path, relation: str) -> int:
    """Write all quads of reports but which act each tells of, which need not be known yet; gives their number.

    ``relation`` has the columns of ``model.STAGED["reports"]``, and ``n``, which numbers its rows from 0. ``folder``
    needs room for the quads of some 100,000 reports.
    """
    con.execute(MACROS + _PLAIN_MACROS)
    ((rows,),) = con.execute(f"select coalesce(max(n) + 1, 0) from {relation}").fetchall()
    queries: dict[str, str] = {}
    for start in range(0, rows, _AT_A_TIME):
        some = f"(from {relation} where n >= {start} and n < {start + _AT_A_TIME})"
        queries[f"reports-{start}"] = section_query(_OF_THEIR_OWN, {"reports": some}, True)
    lines = 0
    with (
        TemporaryDirectory(dir=folder, prefix=".nquads-") as parts,
        closing(_made_ahead(con, queries, Path(parts), ahead=2)) as made,
    ):
        for _, part in made:
            lines += _append(part, out, lambda _: None, 0)
    return lines


def _made_ahead(
    con: duckdb.DuckDBPyConnection, queries: Mapping[str, str], folder: Path, ahead: int | None = None
) -> Generator[tuple[str, Path], None, None]:
    """A file of lines for each query; the next ones, or as many of them as ``ahead``, are made while one is used."""

    def make(name: str) -> Path:
        part = folder / f"{name}.nq"
        con.execute(f"copy ({queries[name]}) to '{str(part).replace(chr(39), chr(39) * 2)}' {CSV}")
        return part

    with ThreadPoolExecutor(1) as pool:
        names = iter(queries)
        made = deque((name, pool.submit(make, name)) for name in islice(names, ahead))
        try:
            while made:
                name, part = made.popleft()
                found = part.result()
                made.extend((name, pool.submit(make, name)) for name in islice(names, 1))
                yield name, found
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            con.interrupt()
            raise


def _append(part: Path, out: IO[bytes], told: Callable[[int], None], before: int) -> int:
    """Add a finished part to the file, in which there are some lines before; gives its number of lines."""
    lines = 0
    with part.open("rb") as read:
        while block := read.read(1 << 20):
            lines += block.count(b"\n")
            out.write(block)
            told(before + lines)
    part.unlink()
    return lines
