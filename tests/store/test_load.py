import gc
import io
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from comity.errors import StoreError
from comity.store import Generation, bulk_load, dump, loading, memory, select


def test_a_dump_is_sorted_and_the_same_for_any_order_of_loading(nquads: Path) -> None:
    lines = nquads.read_text().splitlines(keepends=True)
    first, second = io.BytesIO(), io.BytesIO()
    assert dump(memory("".join(lines)), first) == 4
    assert dump(memory("".join(reversed(lines))), second) == 4
    assert first.getvalue() == second.getvalue() == "".join(sorted(lines)).encode()


def test_a_dump_larger_than_a_chunk_is_merged(small: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, pieces = io.BytesIO(), io.BytesIO()
    dump(small.store(), whole)
    monkeypatch.setattr("comity.store.load._CHUNK", 100)
    assert dump(small.store(), pieces) == 1004
    assert pieces.getvalue() == whole.getvalue()


def test_a_line_that_is_no_quad_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.nq"
    bad.write_text('<http://e/a> <http://e/p> "1" .\n<http://e/a> nonsense .\n')
    with pytest.raises(StoreError, match=r"bad\.nq:2: "):
        bulk_load(bad, tmp_path / "graph")


def test_a_line_far_down_that_is_no_quad_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.nq"
    lines = [f'<http://e/{i}> <http://e/p> "{i}" .\n' for i in range(600_000)]
    lines[520_000] = "nonsense\n"
    bad.write_text("".join(lines))
    with pytest.raises(StoreError, match=r"bad\.nq:520001: "):
        bulk_load(bad, tmp_path / "graph")


_PROCESSORS = """
#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *mask) {
    memset(mask, 0, size);
    for (int i = 0; i < 8; i++) CPU_SET_S(i, size, mask);
    return 0;
}
"""


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler to feign more processors with")
def test_quads_that_come_through_a_pipe_are_loaded_where_there_are_many_processors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "eight.c").write_text(_PROCESSORS)
    feigned = tmp_path / "eight.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(feigned), str(tmp_path / "eight.c")], check=True)
    monkeypatch.setenv("LD_PRELOAD", str(feigned))
    with loading(tmp_path / "graph") as loader:
        loader.out.writelines(b'<http://e/%d> <http://e/p> "%d" <http://e/g> .\n' % (i, i) for i in range(600_000))
        assert loader.finish() == 600_000
    monkeypatch.delenv("LD_PRELOAD")
    import pyoxigraph

    assert len(pyoxigraph.Store.read_only(str(tmp_path / "graph"))) == 600_000


def test_text_with_quotes_breaks_and_other_scripts_survives_the_road(tmp_path: Path) -> None:
    path = tmp_path / "x.nq"
    path.write_text('<http://e/a> <http://e/p> "a \\"b\\"\\n\\tÉbrard 墨西哥 \\\\" .\n')
    bulk_load(path, tmp_path / "graph")
    import pyoxigraph

    store = pyoxigraph.Store.read_only(str(tmp_path / "graph"))
    assert select(store, "SELECT ?o { ?s ?p ?o }").rows[0][0].value == 'a "b"\n\tÉbrard 墨西哥 \\'
    out = io.BytesIO()
    dump(store, out)
    assert out.getvalue() == path.read_bytes()


def test_an_interruption_ends_loading_at_once(tmp_path: Path) -> None:
    path = tmp_path / "many.nq"
    path.write_text("".join(f'<http://e/{i}> <http://e/p> "{i}" <http://e/g> .\n' for i in range(400_000)))

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    gc.disable()  # what is raised while another library is told of a collection is lost
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.4)
    begin = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            bulk_load(path, tmp_path / "graph")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        gc.enable()
    assert time.monotonic() - begin < 1.5
