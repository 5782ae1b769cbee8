"""The folder of a graph, the lock of its one writer, and the swap that publishes a generation.

::

    comity-graph/
      lock                       held by the one writer (flock)
      judgements.jsonl           what the user decided about identity
      staged/<key>/              tables of one input
      generations/<n>/           tables/*.parquet, graph/ (Oxigraph), manifest.json, digest.json; never written again
      generations/<n>.tmp/       a build under way, or what a crash left of one
      current -> generations/<n>
      manifest.json -> current/manifest.json

``current`` and ``manifest.json`` change in one rename. The generation just replaced stays until the next writer starts,
so that readers who have it open can finish; then it goes.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import NotFoundError, StoreError
from comity.store.disk import disk_errors, remove, sync, sync_tree

if TYPE_CHECKING:
    import duckdb
    import pyoxigraph

__all__ = ["Generation", "GraphFolder"]

_MARKS = ("lock", "staged", "generations", "current", "manifest.json", "judgements.jsonl")


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of a graph. It is never written again, so any number of readers may open it."""

    number: int
    folder: Path

    @property
    def tables(self) -> Path:
        """Folder of the tables, one Parquet file each."""
        return self.folder / "tables"

    @property
    def manifest(self) -> dict[str, Any]:
        """What it was made from: inputs, versions, counts (``build.manifest`` says more)."""
        return _read_json(self.folder / "manifest.json")

    @property
    def digest(self) -> str:
        """A hexadecimal digest of all that it holds: equal inputs give equal digests."""
        return str(_read_json(self.folder / "digest.json")["nquads"])

    @property
    def row_digests(self) -> dict[str, tuple[int, int]]:
        """For each table the number of its rows, and a number that any change of a row changes."""
        found = _read_json(self.folder / "digest.json").get("tables", {})
        return {name: (int(count), int(number, 16)) for name, (count, number) in found.items()}

    @property
    def version(self) -> str:
        """Its name in the heads of files: the first 16 digits of its digest; a moment is named by its days too."""
        about = self.folder / "moment.json"
        if not about.is_file():
            return self.digest[:16]
        days = (f"{clock}-{day}" for clock, day in sorted(_read_json(about).items()) if clock in ("as-of", "known-by"))
        return "-".join((str(self.manifest["digest"])[:16], *days))

    @property
    def quads(self) -> int:
        """Number of quads in the graph."""
        return int(_read_json(self.folder / "digest.json")["quads"])

    def table(self, name: str) -> Path:
        """The Parquet file of a table of ``model.GENERATION``. Raises NotFoundError where there is none."""
        path = self.tables / f"{name}.parquet"
        if not path.is_file():
            raise NotFoundError(f"{self.folder}: no table {name!r}; run `comity build` again")
        return path

    def store(self) -> pyoxigraph.Store:
        """The RDF store, read-only. Raises StoreError where it is missing or damaged."""
        import pyoxigraph

        try:
            return pyoxigraph.Store.read_only(str(self.folder / "graph"))
        except OSError as error:
            raise StoreError(f"{self.folder}: the graph is damaged ({str(error).splitlines()[0]})") from error

    def connect(self, memory: str = "1GB", scratch: Path | None = None) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with a view for each table; it can read these tables and no other file.

        ``scratch``: a folder that it may write to, also what does not fit into memory.
        """
        import duckdb

        spill = {"temp_directory": str(scratch / "spill")} if scratch else {}
        con = duckdb.connect(config={"memory_limit": memory, **spill})
        con.execute("SET allowed_directories = $1", [[str(folder) for folder in (self.tables, scratch) if folder]])
        for path in sorted(self.tables.glob("*.parquet")):
            file = str(path).replace("'", "''")
            con.execute(f"CREATE VIEW \"{path.stem}\" AS SELECT * FROM read_parquet('{file}')")
        con.execute("SET enable_external_access = false")
        return con


class GraphFolder:
    """The folder of a graph, which need not exist yet.

    Raises StoreError where the path is a file, or a folder that holds other things.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if self.path.is_dir():
            found = [path.name for path in self.path.iterdir()]
            if found and not any(name in _MARKS for name in found):
                raise StoreError(f"{self.path}: is a folder of other things, no graph of Comity")
        elif self.path.exists():
            raise StoreError(f"{self.path}: is a file, no graph of Comity")

    @property
    def staged(self) -> Path:
        """Folder with one folder for each staged input."""
        return self.path / "staged"

    @property
    def generations(self) -> Path:
        """Folder of the generations."""
        return self.path / "generations"

    @property
    def judgements(self) -> Path:
        """File of the user's judgements on identity; it need not exist."""
        return self.path / "judgements.jsonl"

    def current(self) -> Generation:
        """The published generation. Raises NotFoundError, naming the command that makes one, where there is none."""
        try:
            folder = self.path / (self.path / "current").readlink()
        except OSError:
            raise NotFoundError(f"{self.path}: no graph yet; make one with `comity build PATH`") from None
        if not folder.is_dir():
            raise StoreError(f"{self.path}: generation {folder.name} is gone; build again")
        return Generation(int(folder.name), folder)

    def published(self) -> Generation | None:
        """The published generation, or None where nothing has been built yet."""
        return self.current() if os.path.lexists(self.path / "current") else None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the one writer; clears what a crash left. Raises StoreError where another writer is at work.

        A folder that is made here and holds nothing worth keeping at the end is removed again.
        """
        with disk_errors(self.path):
            made = self._make()
            handle = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            self._take(handle)
            with disk_errors(self.path):
                self.clear()
            try:
                yield
            finally:
                if made and self._bare():
                    remove(self.path)
        finally:
            os.close(handle)

    def _make(self) -> bool:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.path.mkdir()
        except FileExistsError:
            return False
        return True

    def _take(self, handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A writer that removed its new folder took the lock file along: such a lock would hold off nobody.
            mine = (self.path / "lock").stat().st_ino == os.fstat(handle).st_ino
        except (BlockingIOError, FileNotFoundError):
            mine = False
        if not mine:
            raise StoreError(f"{self.path}: another build is writing here; wait for it to end")

    def _bare(self) -> bool:
        """Whether there is neither a graph, nor a staged input, nor a judgement."""
        if os.path.lexists(self.path / "current") or self.judgements.exists():
            return False
        return not any(path.suffix != ".tmp" for path in self.staged.glob("*"))

    def clear(self) -> None:
        """Delete what builds left: half-written files, unpublished and replaced generations. Needs the lock."""
        kept = self.published()
        for folder in (self.path, self.staged):
            for path in (*folder.glob("*.tmp"), *folder.glob(".*.new")):
                remove(path)
        for path in self.generations.glob("*"):
            if kept is None or path.name != str(kept.number):
                remove(path)
        if kept is not None:
            for path in (kept.folder / "graph").glob("bulk-*.sst"):  # only an older build can have left these here
                path.unlink()

    def new_generation(self) -> Generation:
        """A fresh, empty folder for the next generation, invisible to readers until :meth:`publish`. Needs the lock."""
        before = self.published()
        number = before.number + 1 if before else 1
        folder = self.generations / f"{number}.tmp"
        with disk_errors(self.path):
            remove(folder)
            (folder / "tables").mkdir(parents=True)
        return Generation(number, folder)

    def publish(self, new: Generation, *, forget: bool = False) -> Generation:
        """Make a finished generation the current one, in one rename, after all of it is on the disk. Needs the lock.

        ``forget`` deletes the replaced generation at once, for when removed text must be gone.
        """
        before = self.published()
        final = self.generations / str(new.number)
        with disk_errors(self.path):
            sync_tree(new.folder)
            new.folder.rename(final)
            sync(self.generations)
            self._link("current", f"generations/{new.number}")
            self._link("manifest.json", "current/manifest.json")
            if forget and before is not None:
                remove(before.folder)
        return Generation(new.number, final)

    def _link(self, name: str, target: str) -> None:
        beside = self.path / f"{name}.tmp"
        remove(beside)
        beside.symlink_to(target)
        beside.replace(self.path / name)
        sync(self.path)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raise StoreError(f"{path}: cannot be read; build again") from None
    if not isinstance(found, dict):
        raise StoreError(f"{path}: cannot be read; build again")
    return found
