from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

Write = Callable[..., Path]


def test_the_page_holds_all_ties_and_reads_nothing_from_outside(written: Write) -> None:
    text = written("html").read_text("utf-8")
    page = html.fromstring(text)
    data = json.loads(page.get_element_by_id("data").text)
    assert (len(data["actors"]), len(data["ties"])) == (7, 12)
    assert data["about"]["licence"] == ["CC-BY-4.0", "CC0-1.0"]
    first = next(tie for tie in data["ties"] if tie["iri"].endswith("act/00"))
    assert first["evidence"].startswith('Sentence 0: She said: "línea uno\nlínea dos" <b>&amp;</b>')
    assert first["spells"] == [["2019-07-21", "2019-07-21"]]
    assert not page.xpath("//@src | //link | //img | //iframe")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "innerHTML" not in text


def test_evidence_cannot_break_out_of_its_place(written: Write) -> None:
    text = written("html").read_text("utf-8")
    data = re.search(r'id="data">(.*?)</script>', text, re.S)
    assert data is not None
    assert not set("<>&") & set(data[1])
    assert text.count("<script") == text.count("</script>") == 2


def test_the_script_is_valid(written: Write, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    scripts = re.findall(r"<script>(.*?)</script>", written("html").read_text("utf-8"), re.S)
    (tmp_path / "page.js").write_text(scripts[0], encoding="utf-8")
    subprocess.run([node, "--check", str(tmp_path / "page.js")], check=True, capture_output=True)
