"""Judgements: what a person has decided about who is who, kept as data with a reason, and always revocable.

They are JSON lines in ``judgements.jsonl`` of the graph folder, in the order in which they were made. For one pair the
last judgement counts; earlier ones stay on record. A side of a judgement is a local id (``official/pompeo-michael-r``)
or a mention key (``official|USA|Mike Pompeo|Secretary of State``). Two reports (``report/…``) may be judged too:
whether they tell of one act; that is for the acts to heed, not for identity.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from comity.errors import InputError, UsageError
from comity.model import Mention

__all__ = [
    "FILE",
    "Explanation",
    "Judgement",
    "Verdict",
    "Verdicts",
    "kind_of",
    "merge",
    "of_reports",
    "read",
    "split",
    "why",
]

FILE = "judgements.jsonl"
Verdict = Literal["same", "different"]
_CLASSES = frozenset({"official", "country", "organization", "group", "agreement", "policy", "report"})
_FIELDS = ("left", "right", "verdict", "reason", "by", "on")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody (``by``) said on a day (``on``, ISO) that two ids or mentions are one thing, or are not, and why."""

    left: str
    right: str
    verdict: Verdict
    reason: str
    by: str
    on: str

    @property
    def pair(self) -> frozenset[str]:
        """The two sides, whose order means nothing."""
        return frozenset((self.left, self.right))


def kind_of(side: str) -> str:
    """The class of a local id or mention key. Raises ``UsageError`` where it is neither."""
    if "|" in side:
        try:
            return Mention.of(side).kind
        except ValueError as error:
            raise UsageError(f"{side!r} is no mention key (kind|country|name|detail): {error}") from None
    kind, slash, rest = side.partition("/")
    if not slash or not rest or kind not in _CLASSES:
        raise UsageError(f"{side!r} is neither a local id such as official/pompeo-michael-r nor a mention key")
    return kind


def _judgement(left: str, right: str, verdict: Verdict, reason: str, by: str, on: str) -> Judgement:
    if left == right:
        raise UsageError(f"{left!r} cannot be judged against itself")
    if kind_of(left) != kind_of(right):
        raise UsageError(f"{left!r} is a thing of another kind than {right!r}")
    if not reason.strip():
        raise UsageError("a judgement needs a reason")
    if not by.strip():
        raise UsageError("a judgement needs the name of who makes it")
    try:
        date.fromisoformat(on)
    except ValueError:
        raise UsageError(f"{on!r} is no date of the form YYYY-MM-DD") from None
    return Judgement(left, right, verdict, reason.strip(), by.strip(), on)


def read(folder: Path) -> tuple[Judgement, ...]:
    """The judgements of a graph folder, oldest first; none where the file does not exist.

    Raises ``InputError`` with file and line where a line is no judgement.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or set(row) != set(_FIELDS) or row["verdict"] not in ("same", "different"):
                raise ValueError(f"needs exactly the fields {', '.join(_FIELDS)}")
            found.append(_judgement(**{name: str(row[name]) for name in _FIELDS}))  # type: ignore[arg-type]
        except (ValueError, UsageError) as error:
            raise InputError(path, str(error), number) from None
    return tuple(found)


def _append(folder: Path, judgement: Judgement) -> Judgement:
    known = read(folder)  # a damaged file is never written over
    path, beside = folder / FILE, folder / f".{FILE}.new"
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in (*known, judgement)]
    with beside.open("w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return judgement


def merge(folder: Path, left: str, right: str, reason: str, by: str, on: str) -> Judgement:
    """Record that two things are one; it takes effect with the next build. The caller holds the writer's lock.

    Raises ``UsageError`` where a side, the reason, the author or the day is missing or makes no sense.
    """
    return _append(folder, _judgement(left, right, "same", reason, by, on))


def split(folder: Path, left: str, right: str, reason: str, by: str, on: str) -> Judgement:
    """Record that two things are not one: undoes a merge, or forbids one that the rules make. As :func:`merge`."""
    return _append(folder, _judgement(left, right, "different", reason, by, on))


class Verdicts:
    """The judgements that count: for each pair the last one."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self.all = tuple(judgements)
        self._last: dict[frozenset[str], Judgement] = {one.pair: one for one in self.all}
        self._parted: dict[str, set[str]] = defaultdict(set)
        self._joined: dict[str, set[str]] = defaultdict(set)
        for one in self._last.values():
            index = self._joined if one.verdict == "same" else self._parted
            index[one.left].add(one.right)
            index[one.right].add(one.left)

    def __bool__(self) -> bool:
        return bool(self.all)

    def parted(self, left: str, right: str) -> bool:
        """Whether the two were judged different."""
        return right in self._parted.get(left, ())

    def joined(self, side: str) -> tuple[str, ...]:
        """What a side was judged the same as, sorted."""
        return tuple(sorted(self._joined.get(side, ())))

    def pairs(self, verdict: Verdict) -> Iterator[Judgement]:
        """The counting judgements with one verdict, in the order of their pairs."""
        chosen = [one for one in self._last.values() if one.verdict == verdict]
        yield from sorted(chosen, key=lambda one: sorted(one.pair))

    def reason(self, left: str, right: str) -> str:
        """Why, by whom and when, in one line; empty where the pair was not judged."""
        one = self._last.get(frozenset((left, right)))
        return f"{one.reason} ({one.by}, {one.on})" if one else ""


def of_reports(judgements: Iterable[Judgement]) -> list[tuple[str, str, Verdict]]:
    """The counting judgements on pairs of reports: left, right, verdict, sorted."""
    last = {one.pair: one for one in judgements if kind_of(one.left) == "report"}
    return sorted((one.left, one.right, one.verdict) for one in last.values())


@dataclass(frozen=True, slots=True)
class Explanation:
    """What led to a thing: the mentions taken to be it, with method and reason, and the judgements that name it."""

    thing: str
    mentions: tuple[Mapping[str, Any], ...]
    judgements: tuple[Judgement, ...]


def why(thing: str, mentions: Iterable[Mapping[str, Any]], judgements: Iterable[Judgement]) -> Explanation:
    """Explain a thing from the rows of table ``mentions`` and the judgements of the graph folder.

    ``thing`` may also be a mention key, or a reference id that was joined into another: then what it became is
    explained. Judgements come oldest first, overruled ones included.
    """
    rows = list(mentions)
    became = {cast(str, row["mention"]): cast(str, row["thing"]) for row in rows}
    target = became.get(thing, thing)
    chosen = sorted((row for row in rows if row["thing"] == target), key=lambda row: (-row["uses"], row["mention"]))
    sides = {target, thing, *(row["mention"] for row in chosen)}
    return Explanation(target, tuple(chosen), tuple(one for one in judgements if one.pair & sides))
