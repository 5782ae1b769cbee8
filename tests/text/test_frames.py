"""The lexicon on sentences and paragraphs of our own, whose acts were written down before they were read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.identity.view import packaged_view
from comity.model import Report
from comity.text import read_document

HERE = Path(__file__).parent
Told = tuple[str, str, frozenset[str], frozenset[str]]


def told(report: Report) -> Told:
    agents = frozenset(m.country for m in report.agents if m.country)
    return report.act, report.modality, agents, frozenset(m.country for m in report.recipients if m.country)


def read(text: str) -> list[Told]:
    return [told(r) for r in read_document(text, "own", view=packaged_view()).reports]


def meant(want: Told, found: list[Told]) -> bool:
    """Whether a report has the act, modality and countries; a side left blank is not asked for."""
    return any(want[:2] == f[:2] and all(not w or w == g for w, g in zip(want[2:], f[2:], strict=True)) for f in found)


def sentences() -> Iterator[tuple[str, Told]]:
    for line in (HERE / "sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        act, modality, agents, recipients, sentence = line.split("\t")
        yield sentence, (act, modality, frozenset(agents.split()), frozenset(recipients.split()))


def paragraphs() -> Iterator[tuple[str, list[Told]]]:
    for block in (HERE / "paragraphs.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        acts = []
        for line in lines[1:]:
            act, modality, *sides = line.removeprefix("= ").split(" ", 2)
            agents, _, recipients = "".join(sides).partition(">")
            codes = [frozenset(c.strip() for c in side.split(",") if c.strip()) for side in (agents, recipients)]
            acts.append((act, modality, codes[0], codes[1]))
        if acts:
            yield lines[0], acts


def test_nearly_all_sentences_tell_the_act_they_were_written_for() -> None:
    wrong = [(sentence, want, found) for sentence, want in sentences() if not meant(want, found := read(sentence))]
    assert len(wrong) <= 4, wrong


def test_most_acts_of_the_paragraphs_are_read() -> None:
    wanted = found = extra = 0
    for text, acts in paragraphs():
        here = read(text)
        wanted += len(acts)
        found += sum(meant(act, here) for act in acts)
        extra += sum(act[:2] not in {a[:2] for a in acts} for act in here)
    assert found >= 0.7 * wanted
    assert extra <= 0.5 * wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "The two men walked along the river.",
        "Sales of cars rose in France last month.",
        "The minister resigned over a scandal at home.",
        "Considering the recent drop in prices, farmers in Spain were calm.",
    ],
)
def test_what_reports_no_act_between_states_is_left_out(sentence: str) -> None:
    assert read(sentence) == []
