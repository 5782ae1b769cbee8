"""A generation made of the one before it and of what differs equals a fresh build, whatever is added to what."""

import io
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from comity import build
from comity.build import compile, difference
from comity.identity import judgements
from comity.model import GENERATION
from comity.store import GraphFolder, dump
from sources.events import HEADER_POLECAT, polecat

from .conftest import JUNE, MARCH, MAY, visits

SEEDS = range(int(os.environ.get("COMITY_SEEDS", "3")))


def holds(kg: Path) -> dict[str, object]:
    """All that a generation holds: its counts and digest, its N-Quads, the rows of its tables."""
    current = GraphFolder(kg).current()
    out = io.BytesIO()
    dump(current.store(), out)
    manifest = current.manifest
    with current.connect() as con:
        tables = {name: con.execute(f"from {name} order by all").fetchall() for name in GENERATION}
    return {
        "counts": manifest["counts"],
        "digest": (current.digest, current.row_digests, current.quads, manifest["digest"], manifest["recipe"]),
        "quads": out.getvalue().splitlines(),
        **tables,
    }


def fresh(paths: list[Path], kg: Path, folder: Path) -> Path:
    """A new graph of the same inputs, which need not be read again."""
    folder.mkdir()
    shutil.copytree(kg / "staged", folder / "staged")
    assert {item.status for item in build.run(paths, folder).inputs} == {"unchanged"}
    return folder


def assert_equal(kg: Path, other: Path) -> None:
    ours, theirs = holds(kg), holds(other)
    for name in ours:
        if isinstance(ours[name], list):
            one, two = set(map(repr, ours[name])), set(map(repr, theirs[name]))
            assert (sorted(one - two)[:3], sorted(two - one)[:3]) == ([], []), name
        assert ours[name] == theirs[name], name


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every addition as a small one."""
    monkeypatch.setattr(difference, "SHARE", 1e9)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders of generations that were compiled anew."""
    seen: list[Path] = []
    whole = compile._compile

    def watched(graph: GraphFolder, *rest: object) -> object:
        seen.append(graph.path)
        return whole(graph, *rest)

    monkeypatch.setattr(compile, "_compile", watched)
    return seen


@pytest.fixture(scope="module")
def pieces(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[random.Random], list[Path]]:
    """Small inputs of many formats that speak of the same countries, officials and agreements."""
    data = shared / "data"

    def lines(path: Path) -> list[str]:
        return path.read_text("utf-8").splitlines()

    events, day = lines(data / "icews" / "events.2018.sample.tab"), lines(data / "gdelt" / "events1samp.tsv")
    american = [row for row in events[1:] if "United States" in row or "Korea" in row]
    tables = [data / "agreements" / f"{name}.csv" for name in ("agreements-DESTA", "memberships-DESTA_MEM")]
    tables += [data / "agreements" / "memberships-HUGGO_MEM.csv", data / "states-and-leaders" / "archigos.csv"]
    texts = sorted((Path(build.__file__).parents[1] / "sample" / "dispatches").glob("*.md"))
    names = ["Antony Blinken", "Mike Pompeo", "Antony J. Blinken", "Ambassador Rowan"]
    modes = [("CONSULT", "visit"), ("CONSULT", "meet"), ("SUPPORT", "praise"), ("ACCUSE", "disapprove")]

    def make(draw: random.Random) -> list[Path]:
        folder, made = tmp_path_factory.mktemp("pieces"), list[Path]()

        def put(name: str, text: str) -> None:
            made.append(folder / name)
            made[-1].parent.mkdir(exist_ok=True)
            made[-1].write_text(text, "utf-8")

        draw.shuffle(american)
        for at in range(4):
            put(f"icews-{at}.tab", "\n".join([events[0], *american[60 * at : 60 * at + 60]]) + "\n")
        put("day-1.tsv", "\n".join(day[:26]) + "\n")
        put("day-2.tsv", "\n".join([day[0], *day[26:]]) + "\n")
        for at in range(2):
            rows = []
            for number in range(12):
                (kind, mode), who = draw.choice(modes), draw.choice(names)
                day_of = f"2023-03-{draw.randint(1, 9):02}"
                event = {"Event_ID": f"e{at}-{number}", "Event_Type": kind, "Event_Mode": mode, "Event_Date": day_of}
                rows.append(polecat(**event, Actor_Name=who))
            put(f"polecat-{at}.txt", "\n".join([HEADER_POLECAT, *rows]) + "\n")
        for table in tables:
            rows = lines(table)
            start = draw.randrange(1, len(rows) - 40)
            put(table.name, "\n".join([rows[0], *rows[start : start + 40]]) + "\n")
        shutil.copy(data / "history-at-state" / "visits" / "2010.xml", folder / "visits-2010.xml")
        made.append(folder / "visits-2010.xml")
        put("visits-more.xml", visits(MARCH, MAY, JUNE))
        for text in draw.sample(texts, 5):
            put(text.name, text.read_text("utf-8"))
        return made

    return make


@pytest.mark.parametrize("seed", SEEDS)
def test_inputs_added_in_any_order_equal_a_fresh_build(
    seed: int, pieces: Callable[[random.Random], list[Path]], tmp_path: Path, always: None, compiled: list[Path]
) -> None:
    draw = random.Random(seed)
    paths, kg = pieces(draw), tmp_path / "kg"
    draw.shuffle(paths)
    cuts = sorted(draw.sample(range(1, len(paths)), 4))
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(paths)], strict=True)):
        outcome = build.run(paths[start:end], kg)
        assert (outcome.generation, {item.status for item in outcome.inputs}) == (number + 1, {"staged"})
        assert compiled == [kg], "only the first generation is compiled as a whole"
        if number:
            assert_equal(kg, fresh(paths[:end], kg, tmp_path / f"fresh-{number}"))
            compiled[:] = [kg]


def test_much_that_is_new_is_compiled_with_all_the_rest(built: Path, late: Path, compiled: list[Path]) -> None:
    assert build.run([late], built).generation == 2
    assert compiled == [built], "one visit is a third of what there is"


def test_what_may_replace_a_row_or_was_judged_is_compiled_anew(
    built: Path, late: Path, tmp_path: Path, always: None, compiled: list[Path]
) -> None:
    again = tmp_path / "again.xml"
    again.write_text(visits(MAY, JUNE), "utf-8")
    build.run([again], built)
    assert compiled == [built], "a visit that is in already: of two rows one is kept"
    with GraphFolder(built).current().connect() as con:
        one, other = (row[0] for row in con.execute("select report from reports order by 1 limit 2").fetchall())
    judgements.split(built, one, other, "told apart in a test", "a tester", "2024-01-01")
    build.recompile(built)
    build.run([late], built)
    assert compiled == [built] * 3, "judgements about reports join and part acts wherever they are"


def test_a_store_that_is_not_what_its_tables_say_is_made_anew(
    built: Path, late: Path, tmp_path: Path, always: None, compiled: list[Path]
) -> None:
    early = Path(GraphFolder(built).current().manifest["inputs"][0]["path"])
    build.run([early, late], tmp_path / "whole")
    store = pyoxigraph.Store(str(GraphFolder(built).current().folder / "graph"))
    more = next(quad for quad in GraphFolder(tmp_path / "whole").current().store() if quad not in store)
    store.add(more)
    store.flush()
    del store
    compiled.clear()
    assert build.run([late], built).generation == 2
    assert compiled == [built], "a quad that comes was there"
    assert_equal(built, tmp_path / "whole")
