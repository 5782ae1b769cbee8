import io
import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from comity import build
from comity.build.tables import KEYS
from comity.errors import InputError, NotFoundError, StoreError, UsageError
from comity.identity import judgements
from comity.model import GENERATION
from comity.store import GraphFolder, dump, select

from .conftest import JUNE, MARCH, visits


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def quads(kg: Path) -> bytes:
    out = io.BytesIO()
    dump(GraphFolder(kg).current().store(), out)
    return out.getvalue()


def test_a_file_becomes_tables_and_a_graph(early: Path, kg: Path) -> None:
    outcome = build.run([early], kg)
    assert (outcome.generation, outcome.unchanged, outcome.exit_code) == (1, False, 0)
    (item,) = outcome.inputs
    assert (item.status, item.rows, item.rejects) == ("staged", 3, 0)
    current = GraphFolder(kg).current()
    assert len(current.store()) == current.quads == outcome.counts["quads"]
    for name, schema in GENERATION.items():
        assert pq.read_schema(current.table(name)).names == schema.names
        assert pq.read_metadata(current.table(name)).num_rows == outcome.counts[name]
    rows = select(
        current.store(),
        "SELECT DISTINCT ?day { ?act a comity:Visit ; comity:earliest ?day . ?r comity:reports ?act } ORDER BY ?day",
    )
    assert [row[0].value for row in rows.rows] == ["2010-03-08", "2010-05-19"]
    assert names(kg) == ["current", "generations", "lock", "manifest.json", "staged"]
    assert names(current.folder) == ["digest.json", "graph", "manifest.json", "tables"]


def test_the_same_again_is_nothing_new(early: Path, built: Path) -> None:
    outcome = build.run([early], built)
    assert (outcome.unchanged, outcome.generation, outcome.exit_code) == (True, 1, 0)
    assert outcome.inputs[0].status == "unchanged"
    assert names(built / "generations") == ["1"]


def test_the_order_of_inputs_and_the_number_of_builds_leave_no_trace(early: Path, late: Path, tmp_path: Path) -> None:
    together, apart, reversed_ = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    build.run([early, late], together)
    build.run([late], apart)
    build.run([early], apart)
    build.run([late, early], reversed_)
    digests = {GraphFolder(graph).current().digest for graph in (together, apart, reversed_)}
    assert len(digests) == 1
    assert quads(together) == quads(apart) == quads(reversed_)
    tables = [
        {name: GraphFolder(graph).current().table(name).read_bytes() for name in GENERATION if name != "reports"}
        for graph in (together, apart, reversed_)
    ]
    assert tables[0] == tables[1] == tables[2]
    reports = [rows_of("reports", graph) for graph in (together, apart, reversed_)]  # which stand in no order
    assert reports[0] == reports[1] == reports[2]


def rows_of(table: str, graph: Path) -> list[tuple[object, ...]]:
    with GraphFolder(graph).current().connect() as con:
        return con.execute(f"from {table} order by all").fetchall()


@pytest.mark.parametrize("second", [(JUNE,), (MARCH, JUNE)])  # one with a row that both files have
def test_reports_that_are_read_where_they_lie_give_the_same_graph(
    second: tuple[Any, ...], early: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, copied, read = tmp_path / "other.xml", tmp_path / "copied", tmp_path / "read"
    other.write_text(visits(*second), "utf-8")
    counts = build.run([early, other], copied).counts
    monkeypatch.setattr("comity.build.tables._LARGE", 1)
    assert build.run([early, other], read).counts == counts
    assert GraphFolder(copied).current().digest == GraphFolder(read).current().digest
    assert quads(copied) == quads(read)


def test_the_keys_of_tables_leave_no_two_rows_equal(early: Path, kg: Path) -> None:
    build.run([early], kg)
    con = GraphFolder(kg).current().connect()
    for name in GENERATION:
        key = ", ".join(KEYS[name])
        ((rows, keys),) = con.execute(f"select count(*), count(distinct ({key},)) from {name}").fetchall()
        assert rows == keys, name


def test_a_changed_file_replaces_what_it_said(early: Path, kg: Path) -> None:
    build.run([early], kg)
    early.write_text(visits(MARCH), "utf-8")
    outcome = build.run([early], kg)
    assert (outcome.generation, outcome.counts["sources"]) == (
        2,
        GraphFolder(kg).current().manifest["counts"]["sources"],
    )
    assert b"2010-05-19" not in quads(kg)
    assert len(names(kg / "staged")) == 1


def test_a_file_and_its_folder_give_each_row_once(early: Path, kg: Path) -> None:
    one = build.run([early], kg)
    (early.parent / "june.xml").write_text(visits(JUNE), "utf-8")
    both = build.run([early.parent], kg)
    assert both.counts["reports"] > one.counts["reports"]
    assert len(names(kg / "staged")) == 1
    again = build.run([early, early.parent], kg)
    assert again.counts["reports"] == both.counts["reports"]


def test_a_source_can_be_taken_out_and_its_text_is_gone(
    early: Path, late: Path, first_build: tuple[Path, Path], kg: Path
) -> None:
    build.run([early, late], kg)
    build.remove(str(late), kg)
    assert quads(kg) == quads(first_build[1])
    left = [path for path in kg.rglob("*") if path.is_file() and b"unmistakable" in path.read_bytes()]
    assert left == []
    with pytest.raises(NotFoundError, match="no source"):
        build.remove("source/none", kg)
    with pytest.raises(UsageError, match="only source"):
        build.remove(str(early), kg)


def test_sources_lists_what_is_in(first_build: tuple[Path, Path], kg: Path) -> None:
    (row,) = build.sources(first_build[1])
    assert (row["rows"], row["rejects"], row["kind"], row["path"]) == (3, 0, "reports", str(first_build[0]))
    assert row["licence"]
    assert json.dumps(row)
    with pytest.raises(NotFoundError, match="comity build"):
        build.sources(kg)


def test_recompiling_without_a_new_judgement_changes_nothing(built: Path, kg: Path) -> None:
    assert build.recompile(built).unchanged
    with pytest.raises(NotFoundError):
        build.recompile(kg)


def test_a_judgement_takes_effect_when_the_graph_is_recompiled_and_can_be_taken_back(built: Path) -> None:
    actors = GraphFolder(built).current().connect().execute("select actor from actors").fetchall()
    one, other = (next(actor for (actor,) in actors if word in actor) for word in ("funes", "calderon"))
    before = GraphFolder(built).current().digest
    judgements.merge(built, one, other, "a test of merging", "tester", "2026-01-01")
    merged = build.recompile(built)
    assert (merged.unchanged, merged.generation) == (False, 2)
    left = {actor for (actor,) in GraphFolder(built).current().connect().execute("select actor from actors").fetchall()}
    assert len({one, other} & left) == 1
    judgements.split(built, one, other, "they are two men", "tester", "2026-01-02")
    assert build.recompile(built).generation == 3
    assert GraphFolder(built).current().digest == before


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 16,
    "cut.xml": visits(MARCH).encode()[:300],
    "xxe.xml": b'<?xml version="1.0"?><!DOCTYPE v [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b"<visits><visit><description>&e;</description></visit></visits>",
    "bomb.xml": b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><visits>&b;</visits>',
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_one_reject_and_leaves_no_folder(name: str, tmp_path: Path, kg: Path) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD[name])
    outcome = build.run([bad], kg)
    assert outcome.exit_code == 1
    assert outcome.generation is None
    assert [item.status for item in outcome.inputs] == ["rejected"]
    (reject,) = outcome.rejects
    assert str(reject).startswith(str(bad))
    assert "\n" not in str(reject)
    assert not kg.exists()


def test_a_bad_file_among_good_ones_is_told_and_the_others_load(early: Path, kg: Path) -> None:
    bad = early.with_name("empty.txt")
    bad.write_bytes(b"")
    outcome = build.run([early, bad, early.with_name("nosuch.txt")], kg)
    assert outcome.exit_code == 3
    assert sorted(item.status for item in outcome.inputs) == ["rejected", "rejected", "staged"]
    assert len(outcome.rejects) == 2
    assert GraphFolder(kg).current().number == 1
    assert [Path(row["path"]).name for row in build.rejects(kg)] == ["empty.txt", "nosuch.txt"]


def test_a_bad_file_leaves_an_older_graph_as_it_was(built: Path, tmp_path: Path) -> None:
    before = quads(built)
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    assert build.run([bad], built).exit_code == 1
    assert quads(built) == before
    assert names(built / "generations") == ["1"]


def test_what_does_not_exist_or_makes_no_sense_is_an_error(early: Path, tmp_path: Path, kg: Path) -> None:
    with pytest.raises(NotFoundError, match="no such file"):
        build.run([tmp_path / "nosuch.txt"], kg)
    with pytest.raises(UsageError):
        build.run([], kg)
    with pytest.raises(UsageError, match="no format 'nope'"):
        build.run([early], kg, as_="nope")
    (tmp_path / "nothing").mkdir()
    with pytest.raises(InputError, match="nothing to read"):
        build.run([tmp_path / "nothing"], kg)
    with pytest.raises(StoreError, match="no graph of Comity"):
        build.run([early], early.parent)
    assert not kg.exists()


def test_a_lost_staged_folder_is_named_with_what_to_do(first_build: tuple[Path, Path], late: Path, built: Path) -> None:
    (staged,) = (built / "staged").iterdir()
    shutil.rmtree(staged)
    with pytest.raises(StoreError, match=f"build {first_build[0]} again"):
        build.run([late], built)
    assert build.run([first_build[0], late], built).generation == 2


def test_progress_tells_each_step_to_its_end(early: Path, kg: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    build.run([early], kg, progress=lambda *step: told.append(step[:3]))
    assert told[0] == ("reading", 0, 1)
    assert told[-1][1] == told[-1][2]
    steps = [step for step, _, _ in told]
    assert steps.index("rows of early.xml") < steps.index("acts") < steps.index("graph")


def test_an_input_that_says_nothing_leaves_the_counts_of_the_graph(early: Path, kg: Path, tmp_path: Path) -> None:
    before = build.run([early], kg)
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    after = build.run([tmp_path / "noise.bin"], kg)
    assert (after.counts, after.generation, after.exit_code) == (before.counts, before.generation, 1)
    assert after.counts["acts"]
