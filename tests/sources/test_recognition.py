"""Every layout is known by its content: under a strange name, and packed in every way that files are published in."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from comity import build
from comity.errors import InputError, UsageError
from comity.identity.view import IdentityView
from comity.sources import recognise, survey

from . import events
from .layouts import LAYOUTS, Layout, write

ROWS = 30


def zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside", data)
    return file.getvalue()


def tarred(data: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        entry = tarfile.TarInfo("inside")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zip": zipped,
    "tar.gz": tarred,
}
WHOLE = {name: one for name, one in LAYOUTS.items() if not one.beside} | {
    "gdelt 1.0": Layout("gdelt", "", lambda number: events.gdelt(str(number), old=True), {}),
    "gdelt 2.0": Layout("gdelt", "", lambda number: events.gdelt(str(number)), {}),
    "icews": Layout("icews", "", lambda number: events.icews(str(number)), {}, events.HEADER_ICEWS),
    "icews without header": Layout("icews", "", lambda number: events.icews(str(number)), {}),
}


def data_of(layout: Layout) -> bytes:
    rows = [layout.good(number) for number in range(ROWS)]
    return "\n".join([*([layout.header] if layout.header else []), *rows, ""]).encode()


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("name", WHOLE)
def test_a_layout_is_known_by_its_content_and_read_as_it_is_published(
    name: str, packing: str, tmp_path: Path, view: IdentityView
) -> None:
    layout = WHOLE[name]
    path = tmp_path / "download"
    path.write_bytes(PACKINGS[packing](data_of(layout)))
    found = recognise(path)
    assert found is not None
    assert found.name == layout.format
    (item,) = survey(path).inputs
    batch = item.read(view)
    made = {table: sum(1 for _ in events.rows_of(rows)) for table, rows in batch.tables.items()}
    assert made["rejects"] == batch.counts.rejects == 0
    assert batch.counts.rows == ROWS


@pytest.mark.parametrize("mark", ["\t", ";", "|"])
@pytest.mark.parametrize("name", [name for name, one in WHOLE.items() if one.delimiter == ","])
def test_a_table_is_known_and_read_with_any_delimiter(name: str, mark: str, tmp_path: Path, view: IdentityView) -> None:
    layout = WHOLE[name]
    path = tmp_path / "download"
    path.write_bytes(data_of(layout).replace(b",", mark.encode()))
    (item,) = survey(path).inputs
    assert item.format.name == layout.format
    assert (item.read(view).counts.rows, item.read(view).counts.rejects) == (ROWS, 0)


@pytest.mark.parametrize("packing", ["gzip", "zip", "xz"])
@pytest.mark.parametrize("name", ["mapping csv", "mapping tsv", "mapping jsonl"])
def test_a_mapped_table_may_be_packed(name: str, packing: str, tmp_path: Path, view: IdentityView) -> None:
    layout = LAYOUTS[name]
    ending = {"gzip": ".gz", "zip": ".zip", "xz": ".xz"}[packing]
    (tmp_path / f"{layout.name}{ending}").write_bytes(PACKINGS[packing](data_of(layout)))
    (tmp_path / "m.yaml").write_text(layout.beside["m.yaml"].replace(layout.name, layout.name + ending), "utf-8")
    (item,) = survey(tmp_path).inputs
    batch = item.read(view)
    assert sum(1 for _ in events.rows_of(batch.tables["reports"])) == ROWS


@pytest.mark.parametrize("form", ["folder", "zip", "tar.gz"])
def test_the_files_of_a_temporal_graph_are_one_input_packed_or_not(
    form: str, tmp_path: Path, view: IdentityView
) -> None:
    layout = LAYOUTS["icews-graph"]
    path, _ = write(layout, [layout.good(number).encode() for number in range(ROWS)], tmp_path)
    given = path.parent
    if form == "zip":
        given = tmp_path / "ICEWS18.zip"
        with zipfile.ZipFile(given, "w") as archive:
            for one in path.parent.iterdir():
                archive.write(one, f"ICEWS18/{one.name}")
    elif form == "tar.gz":
        given = tmp_path / "ICEWS18.tar.gz"
        with tarfile.open(given, "w:gz") as archive:
            archive.add(path.parent, "ICEWS18")
    found = survey(given)
    assert not found.texts
    (item,) = found.inputs
    batch = events.whole(item.read(view))
    assert (item.format.name, batch.source.id) == (
        "icews-graph" + ("" if form == "folder" else "-archive"),
        "source/icews18",
    )
    assert (batch.counts.rows, batch.counts.reports) == (ROWS, ROWS)


def test_one_file_of_a_temporal_graph_asks_for_its_folder(tmp_path: Path, view: IdentityView) -> None:
    layout = LAYOUTS["icews-graph"]
    path, _ = write(layout, [layout.good(number).encode() for number in range(ROWS)], tmp_path)
    (item,) = survey(path).inputs
    with pytest.raises(InputError, match=r"train\.txt: without entity2id\.txt and relation2id\.txt .* whole folder"):
        item.read(view)


def test_a_format_that_is_none_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format 'gdlt'; try gdelt"):
        recognise(tmp_path, "gdlt")


def test_a_folder_of_days_is_one_input(tmp_path: Path, view: IdentityView) -> None:
    for day in ("20180612", "20180613"):
        row = events.gdelt(day, day=day, added=f"{day}234500").encode()
        (tmp_path / f"{day}.export.CSV.zip").write_bytes(zipped(row + b"\n"))
    (item,) = survey(tmp_path).inputs
    assert (item.format.name, len(item.files)) == ("gdelt", 2)
    assert sum(1 for _ in events.rows_of(item.read(view).tables["reports"])) == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("terms.txt", "# made up\n" + "".join(f"{code:02}: VERB{code} # what it is\n" for code in range(1, 15))),
        ("codes.csv", '"","name","code","goldstein","description"\n"1","Wave",“01”,0,NA\n'),
        ("places.tsv", "CODE\tLABEL\nAA\tAruba\n"),
        ("lookup.json", '{\n "ACTOR_CODES": {\n  "ABW": "Aruba"\n }\n}\n'),
    ],
)
def test_a_code_book_is_passed_over_as_what_it_is(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    found = survey(tmp_path)
    assert (found.inputs, found.texts, found.rejects) == ((), (), ())
    (one,) = found.skipped
    assert one.reason.startswith("a code book")
    with pytest.raises(InputError, match="nothing to read here: a code book"):
        build.run([tmp_path / name], tmp_path / "kg")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"Q: Did they meet?\nSOTO: They met in Lima in {year}.\n" for year in range(1990, 2000)),
        "LIMA: 3 May 1998. The ministers met.\nThey signed the pact.\n" + "More was said.\n" * 10,
    ],
)
def test_a_transcript_is_no_code_book(text: str, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(text, "utf-8")
    assert [path.name for path in survey(tmp_path).texts] == ["talk.txt"]


def test_a_table_of_years_is_no_table_of_codes(tmp_path: Path) -> None:
    (tmp_path / "panel.csv").write_text("iso3c,iso2c,cown,gwn,year,visits\nCHL,CL,155,155,1990,3\n", "utf-8")
    (refused,) = survey(tmp_path).rejects
    assert "a mapping file" in refused.reason
