"""Two hundred bad lines among a thousand in every layout: each is a reject with file, line and reason; the rest loads.

What a bad line is: another number of columns, bytes that are no UTF-8, a NUL, an open quotation mark, a byte order mark
inside the file, a line of ten megabytes, a date of nonsense, an unknown code, a value that is no number.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from comity import build
from comity.identity.view import IdentityView
from comity.sources import Batch, survey

from .events import HEADER_ICEWS, gdelt, icews, rows_of
from .layouts import BAD_MEETING, BROKEN_TEXT, LAYOUTS, MAPPING, Layout, meeting, write

ROWS = 1000
EVENTS = {
    "gdelt": Layout("gdelt", "day.export.csv", lambda number: gdelt(str(number)), {}),
    "icews": Layout("icews", "june.tab", lambda number: icews(str(number)), {}, HEADER_ICEWS),
}
_LINE = re.compile(r"(?:line |train\.txt )(\d+)")
_NOTE = re.compile(r"[\w.]+:(\d+): differs")


def _common(layout: Layout) -> dict[str, Callable[[bytes, random.Random], bytes]]:
    """What spoils a line of any format."""
    between = layout.delimiter.encode()
    middle: Callable[[bytes], int] = lambda line: len(line) // 2  # noqa: E731
    found: dict[str, Callable[[bytes, random.Random], bytes]] = {
        "not UTF-8": lambda line, dice: line[: middle(line)] + BROKEN_TEXT + line[middle(line) :],
        "a NUL": lambda line, dice: line[: middle(line)] + b"\0" + line[middle(line) :],
    }
    found["a byte order mark"] = lambda line, dice: b"\xef\xbb\xbf" + line
    if between:
        found["a column less"] = lambda line, dice: line.rpartition(between)[0].rpartition(between)[0]
        found["columns more"] = lambda line, dice: line + between * (layout.optional + dice.randint(1, 3))
    else:
        found["cut off"] = lambda line, dice: line[: middle(line)]
        found["a list"] = lambda line, dice: b"[1, 2]"
    if between != b"\t" or layout.format == "mapping":
        found["an open quotation mark"] = lambda line, dice: b'"' + line
    return found


def spoiled(layout: Layout, dice: random.Random) -> tuple[list[bytes], dict[int, str]]:
    """A thousand rows, every fifth spoiled: what was done, by index."""
    rows = [layout.good(number).encode() for number in range(ROWS)]
    common = _common(layout)
    kinds = sorted({*common, *layout.spoiled})
    done: dict[int, str] = {}
    for at in range(2, ROWS, 5):
        kind = kinds[(at // 5) % len(kinds)]
        rows[at] = common[kind](rows[at], dice) if kind in common else layout.spoiled[kind](at).encode()
        done[at] = kind
    rows[ROWS // 2 + 2] = b"9" * 10_000_000
    done[ROWS // 2 + 2] = "ten megabytes"
    return rows, done


def read(path: Path, view: IdentityView) -> tuple[Batch, dict[str, list[dict[str, object]]]]:
    (item,) = survey(path.parent).inputs
    batch = item.read(view)
    return batch, {name: rows_of(table) for name, table in batch.tables.items()}


def loaded(batch: Batch, tables: dict[str, list[dict[str, object]]], layout: Layout) -> Iterator[int]:
    """The lines whose rows came through, by the places of the records that they made."""
    for note in batch.notes:
        if found := _NOTE.match(note):
            yield int(found[1])
    for name in ("reports", "tenures", "facts"):
        for row in tables.get(name, ()):
            if found := _LINE.search(str(row["locator"])):
                yield int(found[1])
            elif layout.format in ("polecat", "gdelt"):
                yield int(str(row["report"]).rpartition("/")[2])
            else:  # Wikidata: the item has the number of its line
                yield int(str(row["locator"])[2:8]) + 1


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_bad_lines_are_rejected_with_file_line_and_reason_and_the_others_load(
    name: str, ending: bytes, tmp_path: Path, view: IdentityView
) -> None:
    layout = LAYOUTS[name]
    rows, done = spoiled(layout, random.Random(20180612))
    assert len(done) == 200
    path, first = write(layout, rows, tmp_path, ending, b"\xef\xbb\xbf")
    batch, tables = read(path, view)
    rejects = tables["rejects"]
    assert {int(str(row["line"])): done.get(int(str(row["line"])) - first) for row in rejects} == {
        at + first: kind for at, kind in done.items()
    }
    assert len(rejects) == len(done)
    assert {str(row["path"]) for row in rejects} == {str(path)}
    assert all(row["reason"] and "\n" not in str(row["reason"]) for row in rejects)
    good = {at + first for at in range(ROWS) if at not in done}
    assert _without_events(set(loaded(batch, tables, layout)), tables, layout) == good
    assert batch.counts.rejects == len(done)


def _without_events(lines: set[int], tables: dict[str, list[dict[str, object]]], layout: Layout) -> set[int]:
    """Mentions are read beside their events, which are in the other file."""
    if layout.format != "gdelt":
        return lines
    own = [str(row["report"]) for row in tables["reports"] if "mentions" in str(row["report"])]
    assert len(tables["reports"]) == len(own) + ROWS
    return {int(report.rpartition("/")[2]) for report in own}


@pytest.mark.parametrize("kind", ["parquet", "xlsx"])
def test_bad_rows_of_tables_that_are_no_text_are_rejected_by_their_number(
    kind: str, tmp_path: Path, view: IdentityView
) -> None:
    kinds = sorted(BAD_MEETING)
    rows, bad = [meeting(number) for number in range(ROWS)], set()
    for at in range(2, ROWS, 5):
        rows[at] |= BAD_MEETING[kinds[(at // 5) % len(kinds)]]
        bad.add(at)
    path = tmp_path / f"t.{kind}"
    if kind == "parquet":
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        book.active.append(list(rows[0]))
        for row in rows:
            book.active.append(list(row.values()))
        book.save(path)
    (tmp_path / "m.yaml").write_text(MAPPING.format(file=path.name), "utf-8")
    _, tables = read(path, view)
    first = 1 if kind == "parquet" else 2
    assert {row["line"] for row in tables["rejects"]} == {at + first for at in bad}
    assert all(str(row["reason"]).startswith("report.") for row in tables["rejects"])
    assert {int(str(row["locator"]).removeprefix("line ")) for row in tables["reports"]} == {
        at + first for at in range(ROWS) if at not in bad
    }


@pytest.mark.parametrize("name", ["archigos", "mapping jsonl"])
def test_rejects_of_a_build_are_in_a_file_with_file_line_and_reason(name: str, tmp_path: Path) -> None:
    layout = LAYOUTS[name]
    rows, done = spoiled(layout, random.Random(7))
    path, first = write(layout, rows, tmp_path)
    outcome = build.run([path.parent], tmp_path / "kg")
    assert outcome.exit_code == 3
    (kept,) = (tmp_path / "kg" / "staged").glob("*/rejects.jsonl")
    written = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    assert {(row["path"], row["line"]) for row in written} == {(str(path), at + first) for at in done}
    assert all(row["reason"] for row in written)


@pytest.mark.parametrize("name", ["gdelt", "gdelt mentions", "icews", "icews-graph", "archigos", "mapping jsonl"])
@pytest.mark.parametrize("spoil", [b"", b"\xff\xfe\xff", b"1\t2\t3", b"9" * 5000])
def test_a_spoiled_beginning_does_not_hide_what_a_file_is(
    name: str, spoil: bytes, tmp_path: Path, view: IdentityView
) -> None:
    layout = {**LAYOUTS, **EVENTS}[name]
    rows = [spoil, *(layout.good(number).encode() for number in range(1, 40))]
    path, first = write(layout, rows, tmp_path)
    batch, tables = read(path, view)
    assert [row["line"] for row in tables["rejects"]] == ([first] if spoil or layout.delimiter == "\t" else [])
    beside = 1000 if name == "gdelt mentions" else 0
    assert batch.counts.rows - batch.counts.rejects - beside == 39
