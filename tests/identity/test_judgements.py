import json
from pathlib import Path

import pytest

from comity.errors import InputError, UsageError
from comity.identity import MentionUse, packaged_reference, resolve
from comity.identity.judgements import FILE, Verdicts, merge, read, split, why

POMPEO = "official/pompeo-michael-r"
KEY = "official|USA|Mike Pompeo|Director of the CIA"
DAY = "2026-02-01"


def test_judgements_are_kept_in_order_and_read_back(tmp_path: Path) -> None:
    assert read(tmp_path) == ()
    first = merge(tmp_path, KEY, POMPEO, "the same man, earlier office", "Ada", DAY)
    second = split(tmp_path, POMPEO, KEY, "no: a namesake", "Bo", "2026-02-02")
    assert read(tmp_path) == (first, second)
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0]) == {
        "left": KEY,
        "right": POMPEO,
        "verdict": "same",
        "reason": "the same man, earlier office",
        "by": "Ada",
        "on": DAY,
    }
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_the_last_judgement_of_a_pair_counts_and_both_are_kept(tmp_path: Path) -> None:
    merge(tmp_path, KEY, POMPEO, "same", "Ada", DAY)
    assert Verdicts(read(tmp_path)).joined(KEY) == (POMPEO,)
    split(tmp_path, POMPEO, KEY, "different", "Bo", DAY)
    verdicts = Verdicts(read(tmp_path))
    assert verdicts.joined(KEY) == ()
    assert verdicts.parted(KEY, POMPEO)
    assert verdicts.parted(POMPEO, KEY)
    assert verdicts.reason(KEY, POMPEO) == f"different (Bo, {DAY})"
    assert len(verdicts.all) == 2


@pytest.mark.parametrize(
    ("left", "right", "reason", "by", "on", "message"),
    [
        (POMPEO, POMPEO, "r", "b", DAY, "against itself"),
        (POMPEO, "country/MEX", "r", "b", DAY, "another kind"),
        (POMPEO, "pompeo", "r", "b", DAY, "neither a local id"),
        (POMPEO, "planet/mars", "r", "b", DAY, "neither a local id"),
        (POMPEO, "official|USA|x", "r", "b", DAY, "no mention key"),
        (POMPEO, "official/x", " ", "b", DAY, "reason"),
        (POMPEO, "official/x", "r", "", DAY, "who makes it"),
        (POMPEO, "official/x", "r", "b", "2026-02-30", "no date"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused_and_nothing_is_written(
    tmp_path: Path, left: str, right: str, reason: str, by: str, on: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        merge(tmp_path, left, right, reason, by, on)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"left": "official/a", "right": "official/b", "verdict": "maybe", "reason": "r", "by": "b", "on": ""}',
        '{"left": "official/a", "right": "official/b", "verdict": "same", "reason": "r", "by": "b"}',
        '{"left": "official/a", "right": "official/a", "verdict": "same", "reason": "r", "by": "b", "on": ""}',
    ],
)
def test_a_damaged_file_is_named_with_its_line_and_never_written_over(tmp_path: Path, line: str) -> None:
    merge(tmp_path, KEY, POMPEO, "same", "Ada", DAY)
    path = tmp_path / FILE
    before = path.read_text(encoding="utf-8") + line + "\n"
    path.write_text(before, encoding="utf-8")
    with pytest.raises(InputError, match=rf"{FILE}:2: "):
        merge(tmp_path, KEY, "official/x", "r", "b", DAY)
    assert path.read_text(encoding="utf-8") == before


def test_why_tells_mentions_methods_and_judgements(tmp_path: Path) -> None:
    merge(tmp_path, "official|USA|Big Mike|", POMPEO, "his nickname", "Ada", DAY)
    reference = packaged_reference()
    uses = [MentionUse("official|USA|Big Mike|", 3), MentionUse("official|USA|Mike Pompeo|", 9)]
    result = resolve(uses, reference.officials, (), reference.offices, reference.tenures, judgements=read(tmp_path))
    explained = why("official|USA|Big Mike|", result.mentions, read(tmp_path))
    assert explained.thing == POMPEO
    assert [(row["mention"], row["method"]) for row in explained.mentions] == [
        ("official|USA|Mike Pompeo|", "name"),
        ("official|USA|Big Mike|", "judgement"),
    ]
    assert explained.mentions[1]["reason"] == f"his nickname (Ada, {DAY})"
    assert explained.judgements == read(tmp_path)
    assert why(POMPEO, result.mentions, ()).thing == POMPEO
    assert why("official/nobody", result.mentions, read(tmp_path)).mentions == ()
