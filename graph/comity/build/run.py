"""The build: inputs in, a new generation out, or nothing changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from comity import rdf
from comity.build.compile import compile_generation
from comity.build.documents import Document, Texts, holds_many
from comity.build.manifest import Manifest, Staged, recipe
from comity.build.outcome import InputOutcome, Outcome, Progress, quiet
from comity.build.shelf import Shelf
from comity.build.stage import Staging, keep_unread, place_of, rejects_of
from comity.errors import InputError, NotFoundError, UsageError
from comity.identity.view import packaged_view
from comity.model import Rejected
from comity.sources import Input, Skipped, survey
from comity.store import GraphFolder
from comity.text.html import Pages

if TYPE_CHECKING:
    from comity.text.given import Reader
    from comity.text.llm import Server

__all__ = ["recompile", "remove", "run"]

_NUMBERED = frozenset({"text", "icews", "icews-graph", "icews-graph-archive", "gdelt", "polecat"})
"""Formats whose reports have no number of their own: their ids are the source's name and a line."""


def run(
    paths: Sequence[Path],
    graph: Path,
    *,
    as_: str | None = None,
    progress: Progress = quiet,
    llm: Server | None = None,
    lexicon: Path | None = None,
) -> Outcome:
    """Add files and folders to a graph, which is made where there is none.

    The same content twice changes nothing; a changed file replaces what it said before. Inputs that cannot be read are
    rejects among the outcome, beside which the others are loaded. With ``llm`` a model reads texts in the place of
    rules; ``lexicon`` is a file that adds to the phrases of the rules.
    Raises NotFoundError (the one path does not exist), InputError (a folder without anything to read),
    UsageError (no such format), StoreError (locked, disk full), ComityError (the model's server says no).
    """
    if not paths:
        raise UsageError("name at least one file or folder to build from")
    folder = GraphFolder(graph)
    items, said, rejects = _survey(paths, as_)
    if not items:
        if not rejects:
            why = "; ".join(dict.fromkeys(item.reason for item in said))
            raise InputError(paths[0], f"nothing to read here{f': {why}' if why else ''}")
        return _nothing_new(folder, said, rejects)
    with folder.lock():
        return _add(folder, items, said, rejects, progress, llm, lexicon)


def recompile(graph: Path, *, progress: Progress = quiet) -> Outcome:
    """Compile the staged inputs anew, after judgements on identity or a new version of Comity.

    Raises NotFoundError where there is no graph.
    """
    folder = GraphFolder(graph)
    folder.current()
    with folder.lock():
        return _publish(folder, Manifest.current(folder).inputs, (), (), progress)


def remove(name: str, graph: Path, *, progress: Progress = quiet) -> Outcome:
    """Take one source out: by its id (``source/…`` or what follows), or by the path it was read from.

    The generation that still holds its text is deleted too. Raises NotFoundError where nothing is known by that name,
    UsageError where it is the only one: then delete the folder.
    """
    folder = GraphFolder(graph)
    folder.current()
    with folder.lock():
        inputs = Manifest.current(folder).inputs
        found = [item for item in inputs if _is_named(item, name)]
        if not found:
            raise NotFoundError(f"{graph}: no source {name!r}; `comity sources` lists them")
        left = tuple(item for item in inputs if item not in found)
        if not left:
            raise UsageError(f"{name} is the only source of {graph}; delete the folder to be rid of it")
        return _publish(folder, left, (), (), progress, forget=True)


def _is_named(item: Staged, name: str) -> bool:
    source = str(item.source["id"])
    return name in (source, source.removeprefix("source/"), item.path, *item.files)


def _survey(paths: Sequence[Path], as_: str | None) -> tuple[list[Input | Texts], list[InputOutcome], list[Rejected]]:
    """Everything there is to read below the paths, each once and in the order of their names; what is not, and why."""
    items: dict[tuple[str, str], Input | Texts] = {}
    said: list[InputOutcome] = []
    rejects: list[Rejected] = []
    for path in sorted(set(paths)):
        try:
            found = survey(path, as_, more=(rdf.FORMAT,))
        except NotFoundError as error:
            if len(paths) == 1:
                raise
            rejects.append(Rejected(str(path), None, str(error).removeprefix(f"{path}: ")))
            continue
        items |= {(item.format.name, str(item.path)): item for item in found.inputs}
        items |= {("text", str(text)): Texts(text, _document(text, path), text == path) for text in found.texts}
        said += [_skipped(item) for item in found.skipped]
        rejects += found.rejects
    said += [InputOutcome(item.path, "rejected", reason=item.reason) for item in rejects]
    return [items[key] for key in sorted(items)], said, rejects


def _skipped(item: Skipped) -> InputOutcome:
    return InputOutcome(str(item.path), "skipped", reason=item.reason)


def _document(text: Path, given: Path) -> str:
    """A document's name: its path below the folder that was given, without extension."""
    return (text.relative_to(given) if text != given else Path(text.name)).with_suffix("").as_posix()


def _add(
    folder: GraphFolder,
    items: Sequence[Input | Texts],
    said: list[InputOutcome],
    rejects: list[Rejected],
    progress: Progress,
    llm: Server | None,
    lexicon: Path | None,
) -> Outcome:
    shelf, rows = Shelf(Manifest.current(folder).inputs, _NUMBERED), list[Rejected]()
    total = None if any(isinstance(item, Texts) and holds_many(item.path) for item in items) else len(items)
    with Pages() as pages, _reader(llm, lexicon) as door:
        staging, number = Staging(folder, packaged_view(), pages, door, progress), 0
        for item in _each(items, shelf, said, rejects):
            progress("reading", number, total)
            number += 1
            try:
                staged, fresh = staging.stage(item)
                shelf.add(staged, item.path)
            except InputError as error:
                _refuse(Rejected(error.path, error.line, error.reason), said, rejects)
                continue
            said.append(_told(staged, fresh))
            if staged.rejects:
                rows += rejects_of(folder.staged / staged.key)
    progress("reading", number, total)
    if not any(item.status in ("staged", "unchanged") for item in said):
        staging.tidy(shelf.inputs)
        return _nothing_new(folder, said, rejects)
    outcome = _publish(folder, shelf.inputs, said, [*rejects, *rows], progress)
    keep_unread(folder, rejects)
    return outcome


def _reader(llm: Server | None, lexicon: Path | None) -> AbstractContextManager[tuple[Reader, str] | None]:
    """The door by which texts are read, where it is another than that of rules alone."""
    if llm is None and lexicon is None:
        return nullcontext()
    from comity.text.llm import reader

    return reader(llm, lexicon)


def _nothing_new(folder: GraphFolder, said: Sequence[InputOutcome], rejects: Sequence[Rejected]) -> Outcome:
    """What there is to say where no input could be read: the graph holds what it held."""
    published, counts = folder.published(), Manifest.current(folder).counts
    return Outcome(published.number if published else None, True, tuple(said), tuple(rejects), counts)


def _each(
    items: Sequence[Input | Texts], shelf: Shelf, said: list[InputOutcome], rejects: list[Rejected]
) -> Iterator[Input | Document]:
    """The inputs and documents one by one; documents that a file holds no more are taken off the shelf."""
    for item in items:
        if isinstance(item, Input):
            yield item
            continue
        places: set[str] = set()
        try:
            for found in item.documents():
                if isinstance(found, Document):
                    places.add(place_of(found))
                    yield found
                elif isinstance(found, Skipped):
                    said.append(_skipped(found))
                else:
                    _refuse(found, said, rejects)
        except InputError as error:
            _refuse(Rejected(error.path, error.line, error.reason), said, rejects)
            continue
        shelf.keep_only(item.path, places)


def _refuse(reject: Rejected, said: list[InputOutcome], rejects: list[Rejected]) -> None:
    rejects.append(reject)
    said.append(InputOutcome(reject.path, "rejected", reason=reject.reason))


def _told(staged: Staged, fresh: bool) -> InputOutcome:
    return InputOutcome(
        staged.path,
        "staged" if fresh else "unchanged",
        staged.format,
        str(staged.source["id"]),
        staged.rows,
        staged.reports,
        staged.rejects,
        notes=staged.notes,
    )


def _publish(
    folder: GraphFolder,
    inputs: Sequence[Staged],
    said: Sequence[InputOutcome],
    rejects: Sequence[Rejected],
    progress: Progress,
    *,
    forget: bool = False,
) -> Outcome:
    """Compile where anything differs from the published generation, then forget what is staged and needed no more."""
    inputs = tuple(sorted(inputs, key=lambda item: item.key))
    manifest = Manifest.current(folder)
    wanted = recipe(inputs, folder.judgements)
    unchanged = manifest.recipe == wanted
    if not unchanged:
        manifest = compile_generation(folder, inputs, wanted, progress, forget=forget)
    Staging(folder, packaged_view()).tidy(manifest.inputs)
    return Outcome(folder.current().number, unchanged, tuple(said), tuple(rejects), manifest.counts)
