"""Documents on the road: read, staged, compiled; needs the text extra."""

from pathlib import Path

import pytest

from comity import build
from comity.store import GraphFolder

pytest.importorskip("spacy", reason="the text reader needs spaCy: comity[text]")

NEWS = """MEXICO CITY, July 21, 2019 - U.S. Secretary of State Mike Pompeo met Mexican Foreign Minister Marcelo Ebrard
in Mexico City on Sunday. The two discussed migration.
"""


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_document_becomes_acts_with_the_sentence_as_evidence(tmp_path: Path, kg: Path) -> None:
    outcome = build.run([write(tmp_path / "meeting.txt", NEWS)], kg)
    assert outcome.exit_code == 0
    con = GraphFolder(kg).current().connect()
    rows = con.execute("select kind, source, evidence, start, \"end\" from reports where kind = 'meeting'").fetchall()
    assert rows
    for _, source, evidence, start, end in rows:
        assert source == "source/meeting"
        assert NEWS[start:end] == evidence
    ((parties,),) = con.execute("select agents from acts where kind = 'meeting'").fetchall()
    assert "official/pompeo-michael-r" in parties


def test_the_name_of_a_document_is_its_path_inside_the_folder_that_was_given(tmp_path: Path, kg: Path) -> None:
    write(tmp_path / "news" / "2019" / "001.txt", NEWS)
    write(tmp_path / "news" / "2020" / "001.txt", NEWS.replace("2019", "2020").replace("Sunday", "Tuesday"))
    outcome = build.run([tmp_path / "news"], kg)
    assert [item.source for item in outcome.inputs] == ["source/2019-001", "source/2020-001"]
    assert outcome.counts["reports"] == sum(item.reports for item in outcome.inputs)


def test_two_documents_of_one_name_are_never_one(tmp_path: Path, kg: Path) -> None:
    one = write(tmp_path / "a" / "001.txt", NEWS)
    other = write(tmp_path / "b" / "001.txt", NEWS.replace("2019", "2020"))
    outcome = build.run([one, other], kg)
    assert [item.status for item in outcome.inputs] == ["staged", "rejected"]
    assert "rename" in str(outcome.rejects[0])
    assert outcome.exit_code == 3
    assert build.rejects(kg)[0]["path"] == str(other)
    assert build.run([other], kg).exit_code == 1
    assert len(list((kg / "staged").iterdir())) == 1
    write(other.with_name("002.txt"), other.read_bytes())
    outcome = build.run([one, other.with_name("002.txt")], kg)
    assert outcome.exit_code == 0
    assert build.rejects(kg) == []


def test_a_changed_document_is_read_again(tmp_path: Path, kg: Path) -> None:
    path = write(tmp_path / "meeting.txt", NEWS)
    build.run([path], kg)
    write(path, NEWS.replace("Ebrard", "Ebrard Casaubon"))
    outcome = build.run([path], kg)
    assert (outcome.inputs[0].status, outcome.generation) == ("staged", 2)
    assert len(list((kg / "staged").iterdir())) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_of_other_encodings_is_read_alike(tmp_path: Path, kg: Path, encoding: str) -> None:
    text = NEWS.replace("Marcelo Ebrard", "Marcelo Ebrard of México")
    build.run([write(tmp_path / "meeting.txt", text.encode(encoding))], kg)
    found = GraphFolder(kg).current().connect().execute("select evidence from reports").fetchall()
    assert any("México" in evidence for (evidence,) in found)


def test_a_document_too_long_for_one_report_is_refused(
    tmp_path: Path, kg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.text.given.MAX_CHARACTERS", 50)
    outcome = build.run([write(tmp_path / "meeting.txt", NEWS)], kg)
    assert (outcome.exit_code, outcome.generation) == (1, None)
    assert "characters long" in str(outcome.rejects[0])


def test_without_the_text_reader_a_document_says_what_to_install(
    tmp_path: Path, early: Path, kg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    outcome = build.run([early, write(tmp_path / "meeting.txt", NEWS)], kg)
    assert outcome.exit_code == 3
    assert "pip install 'comity[text]'" in str(outcome.rejects[0])
