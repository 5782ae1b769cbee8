import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.identity.view import IdentityView
from comity.sources import recognise, survey
from comity.sources.gdelt_actors import mention_of, place_of

from . import events
from .events import actor, gdelt, mention, read

Write = Callable[[str, str], Path]


def test_every_row_of_the_published_samples_is_a_report_or_a_reject(shared: Path, view: IdentityView) -> None:
    for name, rows in (("events1samp", 50), ("events2samp", 50), ("events2Transsamp", 50)):
        batch, _, rejects = read(shared / "data" / "gdelt" / f"{name}.tsv", view)
        assert batch.counts.rows == rows
        assert rejects == []
    batch, _, rejects = read(shared / "data" / "gdelt", view)
    assert batch.counts.rows == 350
    assert {str(row["reason"])[:15] for row in rejects} == {"mentions event "}


def test_the_knowledge_graph_is_passed_over_and_said_so(shared: Path) -> None:
    skipped = survey(shared / "data" / "gdelt").skipped
    assert sorted(item.path.name for item in skipped) == [
        "gkg1samp.tsv",
        "gkg2Transsamp.tsv",
        "gkg2listsamp.tsv",
        "gkg2samp.tsv",
    ]
    assert all("no acts" in item.reason for item in skipped)


def test_an_event_becomes_a_report_with_its_row_and_address(write: Write, view: IdentityView) -> None:
    path = write("20180612.export.CSV", gdelt() + "\n" + gdelt("2", code="043", day="20180610") + "\n")
    batch, (met, visit), _ = read(path, view)
    usa, korea = "country|USA|United States|", "country|PRK|North Korea|"
    assert (met["kind"], met["agents"], met["recipients"]) == ("meeting", [usa, korea], [])
    assert (met["date_precision"], met["reported_on"]) == ("publication", date(2018, 6, 12))
    assert (met["place"], met["place_country"], met["code"], met["intensity"]) == ("Lima", "PER", "040", 1.0)
    assert met["evidence"] == "UNITED STATES (USA) | 040, quad class 1 | NORTH KOREA (PRK) | http://a.example/1"
    assert (met["report"], met["locator"]) == ("report/gdelt-20180612-export/1", "event 1")
    assert (visit["kind"], visit["agents"], visit["recipients"]) == ("visit", [korea], [usa])
    assert (visit["earliest"], visit["date_precision"]) == (date(2018, 6, 10), "day")
    assert (batch.source.covers_from, batch.source.covers_to) == (date(2018, 6, 10), date(2018, 6, 12))
    assert "Leetaru" in batch.source.citation


def test_both_versions_are_read_alike(write: Write, view: IdentityView) -> None:
    _, (new,), _ = read(write("new.csv", gdelt() + "\n"), view)
    _, (old,), _ = read(write("old.csv", gdelt(old=True) + "\n"), view)
    differing = {name for name in new if new[name] != old[name]}
    assert differing == {"report", "source"}


def test_actors_are_cameo_and_places_are_fips(view: IdentityView) -> None:
    assert [place_of("1", "", code, view)[1] for code in ("CH", "RS", "GM", "CI", "OS")] == [
        "CHN",
        "RUS",
        "DEU",
        "CHL",
        None,
    ]
    found = [mention_of(code, "X", code, view) for code in ("CHL", "CHN", "DEU")]
    assert [one.country for one in found if one] == ["CHL", "CHN", "DEU"]


@pytest.mark.parametrize(
    ("code", "name", "country", "key"),
    [
        ("CHLGOV", "CHILE", "CHL", "organization|CHL|Government|"),
        ("USAMIL", "SOLDIER", "USA", "organization|USA|Military|"),
        ("IGOUNO", "UNITED NATIONS", "", "organization||United Nations|"),
        ("COP", "POLICE", "", "group||Police (no country)|"),
        ("AFRGOV", "AFRICA", "AFR", "group||Government (Africa)|"),
        ("USAGOV", "MIKE POMPEO", "USA", "official|USA|Mike Pompeo|"),
        ("CHN", "BEIJING", "CHN", "country|CHN|China|"),
        ("CHRCTH", "CATHOLIC", "", "group||Catholic|"),
    ],
)
def test_actor_codes_say_who_acts(code: str, name: str, country: str, key: str, view: IdentityView) -> None:
    found = mention_of(code, name, country, view)
    assert found is not None
    assert found.key == key


def test_an_event_without_one_actor_is_kept_and_without_both_is_rejected(write: Write, view: IdentityView) -> None:
    path = write("a.csv", f"{gdelt(one=actor())}\n{gdelt(one=actor(), other=actor())}\n")
    _, (report,), (reject,) = read(path, view)
    assert report["agents"] == ["country|PRK|North Korea|"]
    assert (reject["line"], reject["reason"]) == (2, "names no actor")


def test_mentions_are_reports_of_the_act_of_their_event(write: Write, view: IdentityView) -> None:
    write("day/1.export.csv", gdelt("11") + "\n")
    path = write("day/1.mentions.csv", f"{mention('11')}\n{mention('12')}\n{mention('11', 'much')}\n").parent
    _, (event, said), rejects = read(path, view)
    same = ("kind", "agents", "recipients", "earliest", "latest", "date_precision", "place", "code", "intensity")
    assert [said[name] for name in same] == [event[name] for name in same]
    assert (said["confidence"], said["reported_on"]) == (0.6, date(2018, 6, 13))
    assert said["evidence"] == "b.example | sentence 3 | http://b.example/2"
    assert [(row["line"], row["reason"]) for row in rejects] == [
        (2, "mentions event 12, which this input does not hold"),
        (3, "confidence 'much' is no percentage"),
    ]


def test_mentions_alone_are_all_rejected(write: Write, view: IdentityView) -> None:
    batch, reports, rejects = read(write("m.csv", mention() + "\n"), view)
    assert (reports, len(rejects)) == ([], 1)
    assert batch.source.covers_from is None


def _tar(data: bytes, mode: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name in ("a.csv", "../out.csv", "inner.zip"):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def _zip(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.csv", "../out.csv", "inner.zip"):
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "pack", "refused"),
    [
        ("a.csv.gz", gzip.compress, 0),
        ("a.csv.bz2", bz2.compress, 0),
        ("a.csv.xz", lzma.compress, 0),
        ("a.zip", _zip, 2),
        ("a.tar", lambda data: _tar(data, "w"), 2),
        ("a.tar.gz", lambda data: _tar(data, "w:gz"), 2),
        ("a.tar.xz", lambda data: _tar(data, "w:xz"), 2),
    ],
)
def test_packed_files_are_read_and_unsafe_members_refused(
    name: str, pack: Callable[[bytes], bytes], refused: int, tmp_path: Path, view: IdentityView
) -> None:
    path = tmp_path / name
    path.write_bytes(pack(f"{gdelt()}\n{gdelt('2')}\n".encode()))
    _, reports, rejects = read(path, view)
    assert [row["locator"] for row in reports] == ["event 1", "event 2"]
    reasons = ["its name leads out of the archive", "an archive inside an archive"][:refused]
    assert sorted(str(row["reason"]) for row in rejects) == sorted(reasons)


def test_a_bomb_and_a_damaged_archive_stop_there_and_keep_what_came_before(tmp_path: Path, view: IdentityView) -> None:
    row = gdelt().encode() + b"\n"
    bomb = tmp_path / "bomb.csv.gz"
    bomb.write_bytes(gzip.compress(row + b"0" * 200_000_000))
    _, reports, (reject,) = read(bomb, view)
    assert len(reports) == 1
    assert "unpacks to more than 200 times its size" in str(reject["reason"])
    short = tmp_path / "short.csv.gz"
    short.write_bytes(gzip.compress(b"".join(gdelt(str(n * 7919)).encode() + b"\n" for n in range(3000)))[:-2000])
    _, reports, (reject,) = read(short, view)
    assert len(reports) > 1000
    assert str(reject["reason"]).startswith("damaged from here on")
    assert reject["line"] == len(reports) + 1


def test_a_header_is_no_row_and_may_add_columns(write: Write, view: IdentityView, shared: Path) -> None:
    header = (shared / "data" / "gdelt" / "events2samp.tsv").read_text("utf-8").partition("\n")[0]
    cells = gdelt().split("\t")
    path = write("with-header.tsv", f"{header}\n" + "\t".join([*cells[:27], " Consult", *cells[27:]]) + "\n")
    _, (report,), _ = read(path, view)
    assert (report["code"], report["place"]) == ("040", "Lima")


def test_prose_and_other_tables_are_not_taken_for_gdelt(write: Write) -> None:
    for text in ("Ministers met.\n", "1\t2\t3\n", "\t".join(["20180612"] * 61) + "\n", ""):
        assert recognise(write("x.txt", text)) is None
    assert recognise(write("y.txt", events.gdelt() + "\n")) is not None
