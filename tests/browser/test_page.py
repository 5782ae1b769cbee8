"""The page of ``comity export html`` in a real browser, from a file, without a network."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from comity import export
from factory import act, actor, generation, report

HOSTILE = '<img src=x onerror="document.title=1"> </script><script>document.title="broken"</script> & “quotes”'


@pytest.fixture(scope="module")
def browser() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium is installed")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    made = generation(
        folder / "generation",
        acts=[
            act("m", "meeting", ["official/a", "official/b"], day="2019-07-21"),
            act("p", "praise", ["official/a"], ["country/MEX"], earliest=date(2018, 1, 1), latest=date(2018, 12, 31)),
            act("t", "threaten", ["country/USA"], ["country/MEX"]),
        ],
        reports=[
            report("report/s/1", "act/m", "source/s", evidence=HOSTILE),
            report("report/s/2", "act/p", "source/s", evidence="She praised Mexico."),
            report("report/s/3", "act/t", "source/s"),
        ],
        actors=[
            actor("official/a", "Ana O'Neil", "USA"),
            actor("official/b", "Benito <b>Juárez</b>", "MEX"),
            actor("country/MEX", "México"),
            actor("country/USA", None),
        ],
        sources=[
            {"source": "source/s", "kind": "dataset", "title": "S", "licence": "CC0-1.0", "citation": "S (2019)."}
        ],
    )
    export.write(made, "html", folder / "page.html", export.Filters(types=("meeting", "praise", "threaten")))
    return folder / "page.html"


def opened(browser: str, page: Path, link: str = "") -> html.HtmlElement:
    """The document after its script has run."""
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom"]
    profile = f"--user-data-dir={page.parent / 'profile'}"
    done = subprocess.run([*command, profile, page.as_uri() + link], capture_output=True, timeout=120, check=True)
    return html.document_fromstring(done.stdout.decode("utf-8"))


def texts(document: html.HtmlElement, path: str) -> list[str]:
    return [element.text_content() for element in document.xpath(path)]


def test_the_page_lists_its_ties_by_date_and_draws_them(browser: str, page: Path) -> None:
    document = opened(browser, page)
    assert document.findtext(".//title") == "Comity: diplomatic ties with their evidence"
    assert texts(document, "//tbody/tr/td[1]") == ["2018-01-01 – 2018-12-31", "2019-07-21", "unknown"]
    assert texts(document, "//tbody/tr/td[2]") == ["Ana O'Neil", "Ana O'Neil", "country/USA"]
    assert "Benito <b>Juárez</b>" in texts(document, "//tbody/tr/td[4]")
    assert document.get_element_by_id("map").get("aria-label").startswith("4 actors")
    assert texts(document, "//ul[@id='key']/li") == ["country", "official", "conflict outweighs cooperation"]
    counts = document.get_element_by_id("counts").text_content()
    assert "3 acts" in counts
    assert "types meeting, praise, threaten" in counts
    assert "CC0-1.0" in document.get_element_by_id("licence").text_content()


def test_a_link_to_an_actor_opens_it_with_the_words_behind_its_ties(browser: str, page: Path) -> None:
    document = opened(browser, page, "#official/a")
    assert texts(document, "//tbody/tr/td[3]") == ["praise", "meeting"]
    assert texts(document, "//section[@id='detail']//h2") == ["Ana O'Neil"]
    assert texts(document, "//section[@id='detail']//blockquote") == ["She praised Mexico.", HOSTILE]
    assert not document.xpath("//img"), "words of a source are never markup"
    assert document.findtext(".//title") != "broken"


def test_a_tie_without_words_says_so(browser: str, page: Path) -> None:
    document = opened(browser, page, "#country/USA")
    assert "The source gives no words." in document.get_element_by_id("detail").text_content()


def test_the_picture_is_not_empty(browser: str, page: Path, tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    out = tmp_path / "page.png"
    size, shot = "--window-size=1200,900", f"--screenshot={out}"
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", profile, size, shot]
    subprocess.run([*command, page.as_uri()], capture_output=True, timeout=120, check=True)
    with image.open(out) as picture:
        colours = {colour for _, colour in picture.convert("RGB").crop((20, 160, 720, 660)).getcolors(1 << 20)}
    assert {(0, 114, 178), (230, 159, 0)} <= colours, "points of countries and officials"
