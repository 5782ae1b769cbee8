"""``comity read``."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.cli.llm import llm_options, server_of
from comity.cli.output import emit, output_option, write_atomically
from comity.errors import InputError, UsageError
from comity.model import Rejected

if TYPE_CHECKING:
    from comity.build.documents import Document
    from comity.model import Report
    from comity.text import Reading
    from comity.text.given import Given
    from comity.text.llm import Server

    Item = Document | Rejected

__all__ = ["read"]

_COLUMNS = ("document", "act", "modality", "agents", "recipients", "date", "evidence")
_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that act on a terminal or hide in a line; JSON writes the others of their kind as escapes itself."""


@click.command(epilog="Example: comity read dispatch.txt --format jsonl")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out what is less sure.")
@click.option("--explain", is_flag=True, help="Which frame fired on which words, and why candidates were dropped.")
@click.option("--text", "text_only", is_flag=True, help="Print the text that offsets count in; find nothing in it.")
@llm_options
@output_option
def read(
    files: tuple[Path, ...],
    format_: str | None,
    min_confidence: float,
    explain: bool,
    text_only: bool,
    lexicon: Path | None,
    extractor: str,
    llm_url: str | None,
    llm_model: str | None,
    llm_timeout: float,
    output: Path | None,
) -> int:
    """Show what the reader finds in a text, one act a line; stores nothing.

    Files are plain text, Markdown with front matter (date, title), web pages (the article is taken out), JSON lines
    (text, title, date, outlet, url, id), archives and folders of these; - is standard input. Offsets count in the text:
    of a page in its article, of a line of JSON in its text. Exit code 3: something was rejected, each is named.

    With --extractor llm a language model reads, the text is sent to its server, and nothing is claimed of how well.
    """
    reader = _Reader(explain, server_of(extractor, llm_url, llm_model, llm_timeout), lexicon)
    if text_only:
        return _print_text(reader, files, output)
    found = (
        (document.label, report)
        for document, reading in reader.readings(files)
        for report in reading.reports
        if (report.confidence or 0) >= min_confidence
    )
    if (format_ or ("table" if sys.stdout.isatty() else "jsonl")) == "table":
        emit(_COLUMNS, [_row(report, label) for label, report in found], "table", output)
        return reader.code
    with _writer(output) as write:
        for label, report in found:
            write(_line(report, label))
    return reader.code


class _Reader:
    """Reads files one after the other, and says what cannot be read."""

    def __init__(self, explain: bool, llm: Server | None = None, lexicon: Path | None = None) -> None:
        self.explain, self.llm, self.lexicon = explain, llm, lexicon
        self.read, self.rejected = 0, 0

    @property
    def code(self) -> int:
        """1 where nothing could be read, 3 where something could not, else 0."""
        return 0 if not self.rejected else 3 if self.read else 1

    def given(self, files: tuple[Path, ...]) -> Iterator[tuple[Document, Given]]:
        """The documents of the files, each with its text."""
        from comity.build.documents import Document
        from comity.text.html import Pages

        with Pages() as pages:
            for item in _items(files):
                if not isinstance(item, Document):
                    self.reject(item)
                    continue
                try:
                    given = item.given(pages)
                except InputError as error:
                    self.reject(Rejected(error.path, error.line, error.reason))
                    continue
                yield item, given

    def readings(self, files: tuple[Path, ...]) -> Iterator[tuple[Document, Reading]]:
        """The documents of the files, each with what was found in it."""
        from comity.identity.view import packaged_view
        from comity.text.given import read_given
        from comity.text.llm import reader

        view = packaged_view()
        with reader(self.llm, self.lexicon) as (door, _):
            for document, given in self.given(files):
                try:
                    reading = read_given(given, view, door)
                except ValueError as error:
                    self.reject(Rejected(document.where, document.line, str(error)))
                    continue
                self.read += 1
                for reject in reading.rejects:
                    self.reject(Rejected(document.where, document.line, reject.reason))
                if self.explain:
                    _say(document.where, *(f"  {line}" for line in reading.trace))
                yield document, reading

    def reject(self, reject: Rejected) -> None:
        """Say what cannot be read, and remember that something was."""
        self.rejected += 1
        _say(f"rejected: {reject}")


def _print_text(reader: _Reader, files: tuple[Path, ...], output: Path | None) -> int:
    found = [given.text for _, given in reader.given(files)]
    if len(found) > 1:
        raise UsageError(f"--text shows one document, and there are {len(found)}")
    reader.read = len(found)
    for text in found:
        if output:
            with write_atomically(output) as file:
                file.write(text)
        else:
            click.echo(text)
    return reader.code


def _say(*lines: str) -> None:
    """Lines on standard error in which nothing of a text can act on the terminal."""
    for line in lines:
        click.echo("".join(char if char.isprintable() else " " for char in line).rstrip(), err=True)


def _items(files: tuple[Path, ...]) -> Iterator[Item]:
    """Everything to be read: documents, and what is to be rejected; what is no document is passed over."""
    from comity.build.documents import Document, documents, documents_in

    for path in _expanded(files):
        try:
            if str(path) == "-":
                found = documents_in(sys.stdin.buffer, Path("stdin"), "stdin")
            else:
                found = documents(path, path.stem)
            for item in found:
                if isinstance(item, Document | Rejected):
                    yield item
        except InputError as error:
            yield Rejected(error.path, error.line, error.reason)


def _expanded(files: tuple[Path, ...]) -> Iterator[Path]:
    """The files named, and those texts in the folders named that are documents by name and content."""
    for path in files:
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.is_file() and _is_text(file))
        else:
            yield path


def _is_text(path: Path) -> bool:
    from comity.build.documents import holds_many
    from comity.sources.texts import PACKED_TEXTS, bare_name, holds_texts, passed_over

    name = path.name.lower()
    if passed_over(name, b"---"):
        return False
    if name.endswith((".jsonl", ".ndjson")):
        return holds_many(path)
    if name.endswith(PACKED_TEXTS):
        return True
    return bare_name(name) != name and holds_many(path) and holds_texts(path)


@contextmanager
def _writer(output: Path | None) -> Iterator[Callable[[str], object]]:
    """Writes lines as they are found: to a file that appears when it is whole, or to standard output."""
    if output is None:
        yield click.echo
        return
    with write_atomically(output) as file:
        yield lambda line: file.write(f"{line}\n")


def _line(report: Report, document: str) -> str:
    from comity.text import event_record

    text = json.dumps(event_record(report, document), ensure_ascii=False)
    return _ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _row(report: Report, document: str) -> list[Any]:
    return [
        document,
        report.act,
        report.modality,
        [mention.name for mention in report.agents],
        [mention.name for mention in report.recipients],
        report.when.edtf(),
        report.evidence,
    ]
