import fcntl
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from comity.errors import NotFoundError, StoreError
from comity.store import Generation, GraphFolder, bulk_load


def write(new: Generation, nquads: Path) -> None:
    bulk_load(nquads, new.folder / "graph")
    pq.write_table(pa.table({"act": ["act/1"], "kind": ["meeting"]}), new.tables / "acts.parquet")
    (new.folder / "manifest.json").write_text(json.dumps({"inputs": []}))
    (new.folder / "digest.json").write_text(json.dumps({"nquads": f"digest {new.number}", "quads": 4}))


def publish(graph: GraphFolder, nquads: Path) -> Generation:
    with graph.lock():
        new = graph.new_generation()
        write(new, nquads)
        return graph.publish(new)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_without_a_graph_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="comity build PATH") as caught:
        GraphFolder(tmp_path / "kg").current()
    assert caught.value.exit_code == 4


def test_other_peoples_files_and_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="no graph of Comity"):
        GraphFolder(tmp_path)
    with pytest.raises(StoreError, match="is a file"):
        GraphFolder(tmp_path / "notes.txt")


def test_publishing_makes_the_generation_current_and_readable(tmp_path: Path, nquads: Path) -> None:
    graph = GraphFolder(tmp_path / "kg")
    publish(graph, nquads)
    current = graph.current()
    assert (current.number, current.digest, current.quads) == (1, "digest 1", 4)
    assert len(current.store()) == 4
    assert json.loads((graph.path / "manifest.json").read_text()) == current.manifest == {"inputs": []}
    assert current.connect().execute("SELECT kind FROM acts").fetchall() == [("meeting",)]
    with pytest.raises(NotFoundError, match="no table 'ties'"):
        current.table("ties")


def test_the_connection_reads_the_tables_and_no_other_file(tmp_path: Path, nquads: Path) -> None:
    import duckdb

    con = publish(GraphFolder(tmp_path / "kg"), nquads).connect()
    with pytest.raises(duckdb.PermissionException):
        con.execute("SELECT * FROM read_csv('/etc/passwd')")


def test_the_replaced_generation_serves_its_readers_until_the_next_writer_starts(tmp_path: Path, nquads: Path) -> None:
    graph = GraphFolder(tmp_path / "kg")
    first = publish(graph, nquads)
    second = publish(graph, nquads)
    assert first.connect().execute("SELECT count(*) FROM acts").fetchone() == (1,)
    assert (graph.current().number, names(graph.generations)) == (2, ["1", "2"])
    with graph.lock():
        assert names(graph.generations) == ["2"]
        third = graph.new_generation()
        write(third, nquads)
        graph.publish(third, forget=True)
    assert names(graph.generations) == ["3"]
    assert not second.folder.exists()


def test_a_second_writer_is_refused_and_harms_nothing(tmp_path: Path, nquads: Path) -> None:
    graph = GraphFolder(tmp_path / "kg")
    with graph.lock():
        new = graph.new_generation()
        with pytest.raises(StoreError, match="another build is writing"), GraphFolder(graph.path).lock():
            pytest.fail("two writers at once")
        write(new, nquads)
        graph.publish(new)
    with graph.lock():
        assert graph.current().number == 1


def test_what_a_crash_left_is_cleared_by_the_next_writer(tmp_path: Path, nquads: Path) -> None:
    graph = GraphFolder(tmp_path / "kg")
    publish(graph, nquads)
    (graph.generations / "2.tmp" / "graph").mkdir(parents=True)
    (graph.generations / "2.tmp" / "graph" / "bulk-1.sst").write_bytes(b"x")
    (graph.generations / "2").mkdir()
    (graph.staged / "a-1.tmp").mkdir(parents=True)
    (graph.path / "current.tmp").symlink_to("generations/2")
    (graph.generations / "1" / "graph" / "bulk-7.sst").write_bytes(b"x")
    with graph.lock():
        pass
    assert names(graph.path) == ["current", "generations", "lock", "manifest.json", "staged"]
    assert names(graph.generations) == ["1"]
    assert names(graph.staged) == []
    assert not list(graph.path.rglob("bulk-*.sst"))
    assert len(graph.current().store()) == 4


def test_a_new_folder_that_stays_empty_goes_again_and_a_filled_one_stays(tmp_path: Path) -> None:
    graph = GraphFolder(tmp_path / "kg")
    with pytest.raises(TypeError), graph.lock():
        graph.new_generation().folder.rename(None)  # type: ignore[arg-type]
    assert not graph.path.exists()
    with graph.lock():
        (graph.staged / "seed-1").mkdir(parents=True)
    assert graph.path.exists()


_WRITER = """
import sys, os, signal
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_layout import publish, GraphFolder
import comity.store.layout as layout
import comity.store.disk as disk
steps = [0]
def step(frame, event, argument):
    if event == "call" and frame.f_code.co_name in {points!r}:
        steps[0] += 1
        if steps[0] == {at}:
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(step)
publish(GraphFolder({path!r}), Path({nquads!r}))
"""


@pytest.mark.parametrize("at", range(1, 8))
def test_a_writer_killed_at_any_step_leaves_the_old_generation_or_the_new(
    tmp_path: Path, nquads: Path, at: int
) -> None:
    graph = GraphFolder(tmp_path / "kg")
    publish(graph, nquads)
    points = ("clear", "new_generation", "write", "bulk_load", "publish", "sync_tree", "sync", "_link")
    every = {1: 2, 2: 4, 3: 6, 4: 20, 5: 50, 6: 52, 7: 53}[at]
    script = _WRITER.format(
        tests=str(Path(__file__).parent), points=points, at=every, path=str(graph.path), nquads=str(nquads)
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode in (-signal.SIGKILL, 0), done.stderr
    current = graph.current()
    assert current.number in (1, 2)
    assert len(current.store()) == 4
    assert current.digest == f"digest {current.number}"
    again = publish(graph, nquads)
    assert graph.current() == again
    with graph.lock():
        assert names(graph.generations) == [str(again.number)]
    assert not list(graph.path.rglob("*.tmp"))


def test_the_lock_is_free_after_the_writer_died(tmp_path: Path) -> None:
    graph = GraphFolder(tmp_path / "kg")
    script = "\n".join(
        (
            "import os",
            "from comity.store import GraphFolder",
            f"with GraphFolder({str(graph.path)!r}).lock():",
            "    os.kill(os.getpid(), 9)",
        )
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    handle = os.open(graph.path / "lock", os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(handle)
