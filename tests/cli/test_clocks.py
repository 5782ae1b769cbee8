"""Both clocks on every question, every declared network and every unit of panels, on the graph of the sample.

What was known and what was true on chosen days, with answers written by hand, is in tests/ask/test_moments.py.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from comity.ask import Answer, ask, catalogue, moment
from comity.ask.trial import examples
from comity.cli import run
from comity.network import names
from comity.store import Generation, GraphFolder

BEFORE, MIDDLE, AFTER = "1700-01-01", "2019-07-21", "2100-01-01"
ABSENCE = {"never-visited", "dyad-years"}
"""Questions that have rows without any act: what never happened, and years in which nothing did."""
IN_OFFICE_THEN = {"who-held-office"}
"""Questions whose own ``on`` is the day of ``--as-of``."""


@pytest.fixture(scope="module")
def whole(sample_graph: Path) -> Generation:
    return GraphFolder(sample_graph).current()


@pytest.mark.parametrize("name", catalogue())
def test_a_question_takes_both_clocks(name: str, whole: Generation) -> None:
    def asked(**clock: str) -> Answer:
        return ask(whole, name, **clock, **examples(catalogue()[name]))

    now = asked()
    for clock in ("known_by", "as_of"):
        before, after = asked(**{clock: BEFORE}), asked(**{clock: AFTER})
        if name in ABSENCE:
            assert len(before) >= len(now)
        else:
            assert not before.rows, clock
        assert after.rows == now.rows or (clock == "as_of" and name in IN_OFFICE_THEN), clock
    for items in asked(known_by=MIDDLE).evidence():
        assert all(item.reported_on is None or item.reported_on <= date.fromisoformat(MIDDLE) for item in items)


def test_what_was_known_and_what_was_true_lie_between_nothing_and_everything(whole: Generation) -> None:
    def rows(**clock: str) -> int:
        return sum(len(ask(whole, name, **clock, **examples(catalogue()[name]))) for name in ASKED)

    everything = rows()
    assert 0 < rows(known_by=MIDDLE) < everything
    assert 0 < rows(as_of=MIDDLE) < everything
    assert 0 < rows(as_of=MIDDLE, known_by=MIDDLE) <= rows(known_by=MIDDLE)


ASKED = ("whom-met", "meeting-forms", "agreements-signed", "statistics-cited", "ties-by-kind")


def test_no_act_is_told_before_it_is_true(whole: Generation) -> None:
    with moment(whole, as_of=MIDDLE).connect() as con:
        late = "modality = 'asserted' and coalesce(earliest, latest, first_reported) > $1::date"
        assert con.execute(f"select count(*) from acts where {late}", [MIDDLE]).fetchall() == [(0,)]
        assert con.execute("select count(*) > 0 from acts").fetchall() == [(True,)]


def table(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, str]]:
    capsys.readouterr()
    assert run([*words, "--format", "csv"]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


VIEWS = [("network", name) for name in names()] + [("panel", unit) for unit in ("dyad", "monad", "leader")]


@pytest.mark.parametrize("words", VIEWS, ids=" ".join)
@pytest.mark.parametrize("clock", ["--known-by", "--as-of"])
def test_a_network_or_panel_takes_both_clocks(
    words: tuple[str, str], clock: str, sample_graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def seen(*more: str) -> list[dict[str, str]]:
        return table(capsys, *words, "--graph", str(sample_graph), *more)

    now = seen()
    assert now
    assert seen(clock, AFTER) == now
    assert seen(clock, BEFORE) == []
    assert len(seen(clock, MIDDLE)) <= len(now)
