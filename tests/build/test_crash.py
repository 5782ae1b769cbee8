import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity import build
from comity.errors import StoreError
from comity.store import GraphFolder

KILLS = 6


@pytest.mark.parametrize("share", ["0", "100"], ids=["whole", "difference"])
def test_a_build_killed_at_any_point_leaves_the_old_graph_or_the_new_and_the_next_one_finishes(
    early: Path, late: Path, tmp_path: Path, share: str
) -> None:
    script = Path(__file__).with_name("kill_rounds.py")
    command = [sys.executable, str(script), str(tmp_path), str(KILLS), str(early), str(late), share]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    want, *rounds = map(json.loads, done.stdout.splitlines())
    assert want["steps"] > 40
    assert len(rounds) >= KILLS + 5
    assert {row["killed"] for row in rounds} == {signal.SIGKILL}
    assert {row["left"]["digest"] for row in rounds} == {want["old"], want["new"]}, "kills before and after the swap"
    for row in rounds:
        assert row["left"]["digest"] == {1: want["old"], 2: want["new"]}[row["left"]["number"]], row
        assert row["left"]["quads"] == 0, row
    for row in (row for row in rounds if "healed" in row):
        assert row["healed"]["digest"] == want["new"], row
        assert row["healed"]["leftovers"] == row["healed"]["unknown"] == [], row
        assert set(row["healed"]["generations"]) <= {"1", "2"}, row
        assert row["again"]["exit_code"] == 0, row
    assert sum("healed" in row for row in rounds) >= 2


@pytest.mark.parametrize("step", ["reading", "names", "graph", "publishing"])
def test_an_interruption_removes_what_was_half_written(built: Path, late: Path, step: str) -> None:
    before = GraphFolder(built).current().digest

    def stop(told: str, done: int, total: int | None, rejects: int = 0) -> None:
        if told == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build.run([late], built, progress=stop)
    assert GraphFolder(built).current().digest == before
    assert sorted(path.name for path in (built / "generations").iterdir()) == ["1"]
    assert not list(built.rglob("*.tmp"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB, in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)], check=False, capture_output=True, text=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk_is_one_line_and_changes_nothing(built: Path, late: Path, small_disk: Path) -> None:
    kg, filler = small_disk / "kg", small_disk / "filler"
    shutil.copytree(built, kg, symlinks=True)
    before = GraphFolder(kg).current().digest
    for free_kb in (0, 4, 12, 40, 100, 300, 600, 1000, 1600, 2400):
        disk = os.statvfs(small_disk)
        filler.write_bytes(b"x" * max(0, disk.f_bavail * disk.f_frsize - free_kb * 1024))
        with pytest.raises(StoreError, match=r"disk is (too )?full") as caught:
            build.run([late], kg)
        assert "\n" not in str(caught.value)
        assert GraphFolder(kg).current().digest == before
        assert sorted(path.name for path in (kg / "generations").iterdir()) == ["1"], free_kb
        assert not list(kg.rglob("*.tmp")), free_kb
        filler.unlink()
    assert build.run([late], kg).generation == 2


def test_too_little_room_is_seen_before_anything_is_compiled(
    early: Path, kg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.build.compile.free_bytes", lambda folder: 1000)
    with pytest.raises(StoreError, match="disk is too full"):
        build.run([early], kg)
    assert not (kg / "generations").exists()
    monkeypatch.undo()
    assert build.run([early], kg).inputs[0].status == "unchanged"
