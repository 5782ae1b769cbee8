import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from comity import build
from comity.errors import InputError, NotFoundError, StoreError, UsageError
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
    assert (item.status, item.rows, item.rejects) == ("staged", 2, 0)
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


def test_the_same_again_is_nothing_new(early: Path, kg: Path) -> None:
    build.run([early], kg)
    before = (kg / "current").readlink()
    outcome = build.run([early], kg)
    assert (outcome.unchanged, outcome.generation, outcome.exit_code) == (True, 1, 0)
    assert outcome.inputs[0].status == "unchanged"
    assert (kg / "current").readlink() == before


def test_the_order_of_inputs_and_the_number_of_builds_leave_no_trace(early: Path, late: Path, tmp_path: Path) -> None:
    together, apart, reversed_ = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    build.run([early, late], together)
    build.run([early], apart)
    build.run([late], apart)
    build.run([late, early], reversed_)
    digests = {GraphFolder(graph).current().digest for graph in (together, apart, reversed_)}
    assert len(digests) == 1
    assert quads(together) == quads(apart) == quads(reversed_)
    tables = [
        {name: GraphFolder(graph).current().table(name).read_bytes() for name in GENERATION}
        for graph in (together, apart, reversed_)
    ]
    assert tables[0] == tables[1] == tables[2]


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


def test_a_source_can_be_taken_out_and_its_text_is_gone(early: Path, late: Path, kg: Path) -> None:
    alone = kg.with_name("alone")
    build.run([early], alone)
    build.run([early, late], kg)
    build.remove(str(late), kg)
    assert quads(kg) == quads(alone)
    left = [path for path in kg.rglob("*") if path.is_file() and b"unmistakable" in path.read_bytes()]
    assert left == []
    with pytest.raises(NotFoundError, match="no source"):
        build.remove("source/none", kg)
    with pytest.raises(UsageError, match="only source"):
        build.remove(str(early), kg)


def test_sources_lists_what_is_in(early: Path, kg: Path) -> None:
    build.run([early], kg)
    (row,) = build.sources(kg)
    assert (row["rows"], row["rejects"], row["kind"], row["path"]) == (2, 0, "reports", str(early))
    assert row["licence"]
    assert json.dumps(row)
    with pytest.raises(NotFoundError, match="comity build"):
        build.sources(kg.with_name("none"))


def test_recompiling_without_a_new_judgement_changes_nothing(early: Path, kg: Path) -> None:
    build.run([early], kg)
    assert build.recompile(kg).unchanged
    with pytest.raises(NotFoundError):
        build.recompile(kg.with_name("none"))


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


def test_a_bad_file_leaves_an_older_graph_as_it_was(early: Path, tmp_path: Path, kg: Path) -> None:
    build.run([early], kg)
    before = quads(kg)
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    assert build.run([bad], kg).exit_code == 1
    assert quads(kg) == before
    assert names(kg / "generations") == ["1"]


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


def test_a_lost_staged_folder_is_named_with_what_to_do(early: Path, late: Path, kg: Path) -> None:
    import shutil

    build.run([early], kg)
    (staged,) = (kg / "staged").iterdir()
    shutil.rmtree(staged)
    with pytest.raises(StoreError, match=f"build {early} again"):
        build.run([late], kg)
    assert build.run([early, late], kg).generation == 2


def test_progress_tells_each_step_to_its_end(early: Path, kg: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    build.run([early], kg, progress=lambda *step: told.append(step))
    assert told[0] == ("reading", 0, 1)
    assert told[-1][1] == told[-1][2]
    assert [step for step, _, _ in told].index("graph") > [step for step, _, _ in told].index("acts")
