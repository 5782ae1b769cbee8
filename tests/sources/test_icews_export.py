import gzip
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.identity.view import IdentityView
from comity.sources.icews_names import mention_of

from .events import HEADER_ICEWS, icews, read

Write = Callable[[str, str], Path]


def test_every_row_of_the_published_sample_is_a_report_or_a_reject(shared: Path, view: IdentityView) -> None:
    batch, reports, rejects = read(shared / "data" / "icews" / "events.2018.sample.tab", view)
    assert (batch.counts.rows, len(reports), rejects) == (3_705, 3_705, [])
    assert (batch.source.covers_from, batch.source.covers_to) == (date(2018, 6, 1), date(2018, 6, 2))
    kinds = {str(mention).split("|")[0] for row in reports for mention in row["agents"]}  # type: ignore[attr-defined]
    assert kinds == {"country", "group", "official", "organization"}


def test_a_row_becomes_a_report_dated_by_its_story(write: Write, view: IdentityView) -> None:
    path = write("events.tab", HEADER_ICEWS + "\n" + icews() + "\n" + icews("2", code="043", city="NA") + "\n")
    _, (said, visit), _ = read(path, view)
    assert (said["kind"], said["agents"]) == ("state", ["official|KOR|Moon Jae-in|"])
    assert said["recipients"] == ["country|PRK|North Korea|"]
    assert (said["earliest"], said["date_precision"], said["code"]) == (date(2018, 6, 2), "publication", "010")
    assert (said["place"], said["place_country"]) == ("Seoul", "KOR")
    assert said["evidence"] == "Moon Jae-in | Make statement (010) | North Korea | Yonhap"
    assert said["locator"] == "event 1, story 77, sentence 4"
    assert (visit["kind"], visit["place"], visit["place_country"]) == ("visit", None, "KOR")
    assert visit["agents"] == ["country|PRK|North Korea|"]


def test_the_code_that_does_not_exist_and_one_without_act_are_rejected(write: Write, view: IdentityView) -> None:
    path = write("a.tab", f"{icews(code='13y')}\n{icews(code='011')}\n{icews()}\n")
    _, reports, rejects = read(path, view)
    assert len(reports) == 1
    assert [(row["line"], str(row["reason"])[:24]) for row in rejects] == [
        (1, "'13y' is no CAMEO code"),
        (2, "code 011 (Decline commen"),
    ]
    assert str(rejects[0]["text"]).startswith("1 | 2018-06-02 | Moon Jae-in")


def test_packed_exports_are_read(tmp_path: Path, view: IdentityView) -> None:
    text = f"{HEADER_ICEWS}\n{icews()}\n".encode()
    (tmp_path / "a.tab.gz").write_bytes(gzip.compress(text))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("events.2018.tab", text)
    batch, reports, _ = read(tmp_path, view)
    assert batch.counts.rows == 2
    assert len({str(row["report"]) for row in reports}) == 2


@pytest.mark.parametrize(
    ("name", "country", "key"),
    [
        ("Russia", "Russian Federation", "country|RUS|Russia|"),
        ("Congo", "", "country|COG|Republic of the Congo|"),
        ("Military (Palestinian Territory, Occupied)", "", "organization|PSE|Military|"),
        ("Member of Legislative (Govt) (Nigeria)", "", "group|NGA|Member of Legislative|"),
        ("Mike Pompeo", "United States", "official|USA|Mike Pompeo|"),
        ("Suresh Kumar", "India", "official|IND|Suresh Kumar|"),
        ("Suresh Kumar", "", "official||Suresh Kumar|"),
        ("Lithuanian Air Force", "", "organization|LTU|Lithuanian Air Force|"),
        ("Senate of Burundi", "", "organization|BDI|Senate of Burundi|"),
        ("Boko Haram", "Nigeria", "organization|NGA|Boko Haram|"),
        ("Militant (Boko Haram)", "", "group||Militant (Boko Haram)|"),
        ("Middle East", "", "group||Middle East|"),
        ("Election Commission (Zimbabwe)", "Zimbabwe", "organization|ZWE|Election Commission|"),
    ],
)
def test_names_say_what_they_are(name: str, country: str, key: str, view: IdentityView) -> None:
    assert mention_of(name, view, country).key == key
