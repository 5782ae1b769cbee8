"""Which states signed, ratified, were bound by and left which agreements, in the many-datasets layout.

One statement is one date of one state: a row of HUGGO makes up to five (``StateSignature``, ``Accession``,
``StateRatification``, ``StateForce``, ``StateEnd``), a row of DESTA or GPTAD two (``Signature``, ``Force``), and rows
are counted as statements. A treaty is signed once: all states that a table lets sign one treaty on one date are the
participants of that signing, so that their statements come together as reports of a single act; so are those for whom
it enters into force on one day. Ratification, accession (a ratification, in Comity's words) and exit are each state's
own. An end that is the treaty's own end is a fact of the treaty (``termEnd``) and no withdrawal.

A state for which a row has no date at all is rejected: what it did, and when, is not said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comity.model import Fact, Mention, Report, Source, When
from comity.sources.agreements_common import EXTRACTOR, agreement_of, dataset_of, when_of
from comity.sources.delimited import columns_of, read_table
from comity.sources.door import Batch, Format, Gathered, Told, batch_of, untold

if TYPE_CHECKING:
    from comity.identity.view import IdentityView

__all__ = ["MEMBERSHIPS"]

_MEMBERSHIP = {"treatyID", "Title", "stateID"}
_OWN = (
    ("StateSignature", "sign"),
    ("Accession", "ratify"),
    ("StateRatification", "ratify"),
    ("StateForce", "enter-into-force"),
    ("StateEnd", "withdraw"),
)
_SHARED = (("Signature", "sign"), ("Force", "enter-into-force"))
_TOGETHER = ("sign", "enter-into-force")
_BODIES = {"EC": "European Union", "EFTA": "European Free Trade Association"}
_FEW = 6
"""Up to so many members the agreement is known by its parties; more would make no readable name."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """One date of one state."""

    line: int
    column: str
    act: str
    treaty: str
    title: str
    state: Mention
    when: When
    written: str


@dataclass(frozen=True)
class _Memberships:
    name: str = "many-memberships"
    title: str = "Memberships of agreements, many-datasets layout"
    gathers: bool = False

    def recognise(self, head: bytes, path: Path) -> bool:
        """By its columns, ``stateID`` among them."""
        return _MEMBERSHIP.issubset(columns_of(head, path))

    def read(self, files: Sequence[Path], view: IdentityView, told: Told = untold) -> Batch:
        """A report for every dated statement."""
        gathered = Gathered(told)
        (path,) = files
        table = read_table(path, gathered, sorted(_MEMBERSHIP))
        source = dataset_of(table.columns, path).source("memberships", "reports")
        own = any(column in table.columns for column, _ in _OWN)
        reader = _Reader(path, gathered, view, _OWN if own else _SHARED)
        for line, row in table:
            gathered.rows -= 1  # statements are counted, one by one
            reader.read(line, row)
        for report in reader.reports(source):
            gathered.add("reports", report)
        for fact in reader.ends(source):
            gathered.add("facts", fact)
        days = [day for one in reader.statements for day in (one.when.earliest, one.when.latest) if day]
        if days:
            source = replace(source, covers_from=min(days), covers_to=max(days))
        note = (
            f"{reader.lines:,} memberships of states make {gathered.rows:,} statements: one for each date of each state"
        )
        return batch_of(source, gathered, [note])


class _Reader:
    def __init__(self, path: Path, gathered: Gathered, view: IdentityView, columns: Sequence[tuple[str, str]]) -> None:
        self.path, self.gathered, self.view, self.columns = path, gathered, view, columns
        self.statements: list[_Statement] = []
        self.members: dict[str, set[str]] = defaultdict(set)
        self.ended: dict[tuple[str, date], tuple[int, str, str]] = {}
        self.lines = 0

    def read(self, line: int, row: Mapping[str, str]) -> None:
        """The statements of one row; each is a row of the accounts, and so is a row without any."""
        self.lines += 1
        treaty, title = row.get("manyID") or row["treatyID"], row["Title"]
        written = [(column, act, row[column]) for column, act in self.columns if row.get(column)]
        member = self._member(row)
        reason = "" if treaty else "no manyID and no treatyID"
        if member is None:
            reason = reason or f"unknown state {row['stateID'] or row.get('StateName', '')!r}"
        if reason or member is None:
            self._reject(line, reason, row)
            return
        self.members[treaty].add(member.country or member.name)
        if self._accedes(row):
            written = [one for one in written if one[0] != "StateSignature"]
        found = 0
        for column, act, text in written:
            try:
                when = when_of(text)
            except ValueError as error:
                found += 1
                self._reject(line, f"{column}: {error}", row)
                continue
            if not when.known or (act == "withdraw" and self._end(line, row, treaty, when)):
                continue
            found += 1
            self.gathered.rows += 1
            self.statements.append(_Statement(line, column, act, treaty, title, member, when, text))
        if not found:
            self._reject(line, "no date: what this state did, and when, is not said", row)

    def _member(self, row: Mapping[str, str]) -> Mention | None:
        """The state of a row, or the organization that joins treaties as one (EC, EFTA)."""
        code, name = row["stateID"], row.get("StateName", "")
        state = (self.view.countries.get(code) if code else None) or self.view.countries.by_name(name or code)
        if state is not None:
            return Mention("country", state.code, name or state.name)
        body = _BODIES.get(code) or _BODIES.get(name)
        return Mention("organization", "", body) if body else None

    def _accedes(self, row: Mapping[str, str]) -> bool:
        """Whether the date of signature is that of an accession, which comes without a signature."""
        return bool(row.get("Accession")) and row["Accession"] == row.get("StateSignature")

    def _end(self, line: int, row: Mapping[str, str], treaty: str, when: When) -> bool:
        """Whether a state's end is that of the whole treaty; then it is remembered as such."""
        if row["StateEnd"] != row.get("End"):
            return False
        if when.precision == "day" and when.earliest:
            self.ended.setdefault((treaty, when.earliest), (line, row["Title"], row["End"]))
        return True

    def _reject(self, line: int, reason: str, row: Mapping[str, str]) -> None:
        self.gathered.rows += 1
        self.gathered.reject(self.path, line, reason, f"{row['Title']}, {row.get('StateName', '')}")

    def _agreement(self, treaty: str, title: str) -> Mention:
        members = self.members[treaty]
        few = len(members) <= _FEW and all(member in self.view.countries for member in members)
        return agreement_of(treaty, title, sorted(members) if few else ())

    def reports(self, source: Source) -> Iterator[Report]:
        """A report of each statement, with all who did the same on the same date where that is one act."""
        together: dict[tuple[str, str, str], set[Mention]] = defaultdict(set)
        for one in self.statements:
            if one.act in _TOGETHER:
                together[one.treaty, one.act, one.written].add(one.state)
        agents = {key: tuple(sorted(states)) for key, states in together.items()}
        for one in self.statements:
            yield Report(
                id=f"report/{source.id.removeprefix('source/')}/{one.line}-{one.column.lower()}",
                source=source.id,
                act=one.act,
                agents=agents.get((one.treaty, one.act, one.written), (one.state,)),
                when=one.when,
                agreement=self._agreement(one.treaty, one.title),
                evidence=f"{one.state.name}: {one.column} {one.written}",
                locator=f"line {one.line}/{one.column}",
                extractor=EXTRACTOR,
            )

    def ends(self, source: Source) -> Iterator[Fact]:
        """The end of each treaty that ended for all."""
        for (treaty, day), (line, title, written) in sorted(self.ended.items()):
            yield Fact(
                id=f"fact/{source.id.removeprefix('source/')}/{line}-end",
                source=source.id,
                subject=self._agreement(treaty, title),
                property="termEnd",
                value=day.isoformat(),
                datatype="date",
                evidence=f"End: {written}",
                locator=f"line {line}/End",
                extractor=EXTRACTOR,
            )


MEMBERSHIPS: Format = _Memberships()
