"""Agreements and policies: which mentions are one instrument.

Mentions are one where kind and parties are equal, the dates of signature may be the same, and the names are alike. A
name that says nothing ("the agreement", "90-day deal") joins the one instrument of its parties in its month; where
there are two, or none, it stays an instrument of its own. Similarity links pairs, so the order of input means nothing.
Where a source gives its own identifier (``many:CHE-LIE[NA]_1972O``), what has the same is one, and what has another is
another, whatever the names say. An id of ours (``id:…``, of an export or a run of measures) is the instrument that gets
this id here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache

from comity.identity.countries import countries
from comity.identity.folding import tokens
from comity.identity.judgements import Verdicts
from comity.identity.people import Found
from comity.model import UNKNOWN, Mention, When, slug

__all__ = ["Instrument", "Named", "cluster"]

_EMPTY = frozenset(
    tokens("""
    a an accord action agreement agreements and arrangement between bilateral by compact convention day days deal deals
    declaration final for formal framework historic in initiative instrument interim joint landmark last latest
    memorandum month months mou new of on pact plan policy proposal proposed protocol signed supplementary the their
    this treaty understanding week weeks with year years
    """)
)
"""Words that tell no instrument from another."""

_ALIKE = 88.0
"""Least similarity (rapidfuzz token sort ratio) of the telling words of two names."""
_SPOKEN = timedelta(days=183)
"""An undated mention may be of an instrument signed up to so long before it was spoken of, and a month after."""
_LATER = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an instrument with the time in which it was used, and how often."""

    mention: Mention
    when: When
    uses: int

    @property
    def signed(self) -> When:
        """The date that the mention gives; unknown where it gives none."""
        return When.parse(self.date) if self.date else UNKNOWN

    @property
    def date(self) -> str:
        """The date of signature as the mention has it, alone or after the ``@`` of an identifier; "" where none is."""
        text = self.mention.detail.rpartition("@")[2]
        try:
            When.parse(text)
        except ValueError:
            return ""
        return text

    @property
    def identifier(self) -> str:
        """The source's own identifier with its name space (``many:CHE-LIE[NA]_1972O``); "" where it has none."""
        detail = self.mention.detail.removesuffix(f"@{self.date}") if self.date else self.mention.detail
        space, colon, key = detail.partition(":")
        return detail if colon and key and " " not in space else ""

    @property
    def space(self) -> str:
        """The name space of the identifier; what has two identifiers of one space is two things."""
        return self.identifier.partition(":")[0]

    @property
    def parties(self) -> tuple[str, ...]:
        """The country codes of the parties or the proposer, sorted."""
        return tuple(sorted(filter(None, self.mention.country.split("+"))))

    @property
    def words(self) -> frozenset[str]:
        """What of the name tells it from others: neither empty words nor numbers nor the names of its parties."""
        return _telling(self.mention.name, self.parties)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement or policy: label, parties and date of signature (EDTF; ``""`` unknown)."""

    id: str
    kind: str
    label: str
    parties: tuple[str, ...]
    signed: str


@cache
def _party_words(code: str) -> frozenset[str]:
    country = countries().get(code)
    terms = country.terms if country else ()
    return frozenset(word for term in terms if term.sort != "metonym" for word in tokens(term.text)) | {code.lower()}


@lru_cache(maxsize=1 << 14)
def _telling(name: str, parties: tuple[str, ...]) -> frozenset[str]:
    known = _EMPTY.union(*(_party_words(code) for code in parties)) if parties else _EMPTY
    return frozenset(word for word in tokens(name) if word not in known and not word.isdigit())


def cluster(named: Iterable[Named], verdicts: Verdicts) -> tuple[dict[str, Found], list[Instrument]]:
    """Which instrument each mention is, by mention key, and the instruments, sorted by id."""
    mentions = list(named)
    by_id = [one for one in mentions if one.space == "id"]
    others = [one for one in mentions if one.space != "id"]
    found, made = _cluster(others, verdicts)
    while unknown := _untold(by_id, made, verdicts):
        others += unknown
        by_id = [one for one in by_id if one not in unknown]
        found, made = _cluster(others, verdicts)
    for one in by_id:
        found[one.mention.key] = Found(_own_id(one), "id", "its id in another graph")
    return found, made


def _own_id(one: Named) -> str:
    return f"{one.mention.kind}/{one.identifier.removeprefix('id:')}"


def _untold(by_id: Sequence[Named], made: Iterable[Instrument], verdicts: Verdicts) -> list[Named]:
    """The mentions by an id of ours that are none of the instruments made."""
    ids = {instrument.id for instrument in made}
    return [one for one in by_id if _own_id(one) not in ids or verdicts.parted(one.mention.key, _own_id(one))]


def _cluster(named: Iterable[Named], verdicts: Verdicts) -> tuple[dict[str, Found], list[Instrument]]:
    blocks: dict[tuple[str, tuple[str, ...]], list[Named]] = defaultdict(list)
    identified: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for one in sorted(named, key=lambda one: one.mention.key):
        if one.identifier:
            identified[one.mention.kind, one.identifier].append(one)
        else:
            blocks[one.mention.kind, one.parties].append(one)
    shared: dict[str, list[Named]] = {}
    for _, same in sorted(identified.items()):
        first = _first(same)
        shared[first.mention.key] = same
        blocks[first.mention.kind, first.parties].append(first)
    found: dict[str, Found] = {}
    instruments: dict[str, Instrument] = {}
    for _, block in sorted(blocks.items()):
        for group in _groups(sorted(block, key=lambda one: one.mention.key), verdicts):
            made = _instrument(group, instruments)
            away = [one for one in group if verdicts.parted(one.mention.key, made.id)]
            for part in ([one for one in group if one not in away], *([one] for one in away)):
                if part:
                    own = made if part[0] not in away else _instrument(part, instruments | {made.id: made})
                    instruments[own.id] = own
                    found |= {one.mention.key: _found(one, part, own) for one in part}
    for key, same in shared.items():
        reason = f"the source gives its identifier {same[0].identifier}"
        found |= {one.mention.key: Found(found[key].thing, "source-id", reason) for one in same}
    return found, sorted(instruments.values(), key=lambda made: made.id)


def _first(same: Sequence[Named]) -> Named:
    """What stands for all mentions of one identifier: the one with most parties, spoken of when it was first."""
    best = max(same, key=lambda one: (len(one.parties), one.uses, len(one.mention.name), one.mention.key))
    days = [one.when.earliest for one in same if one.when.earliest]
    return Named(best.mention, When.day(min(days)) if days else UNKNOWN, sum(one.uses for one in same))


def _groups(block: Sequence[Named], verdicts: Verdicts) -> Iterator[list[Named]]:
    telling = [one for one in block if one.words or one.identifier]
    groups = _linked(telling, verdicts)
    loose: list[Named] = []
    for one in (one for one in block if not one.words and not one.identifier):
        near = [group for group in groups if any(_same_time(one, other) for other in group)]
        near = [group for group in near if not any(verdicts.parted(one.mention.key, o.mention.key) for o in group)]
        if len(near) == 1 and (one.signed.known or one.when.known):
            near[0].append(one)
        else:
            loose.append(one)
    yield from groups
    yield from _linked(loose, verdicts)


def _linked(block: Sequence[Named], verdicts: Verdicts) -> list[list[Named]]:
    parent = list(range(len(block)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def parted(left: int, right: int) -> bool:
        ours, theirs = ([one.mention.key for at, one in enumerate(block) if root(at) == r] for r in (left, right))
        return any(verdicts.parted(one, other) for one in ours for other in theirs)

    spaces = [frozenset([one.space] if one.space else []) for one in block]  # of a whole group, at its root
    for right, other in enumerate(block):
        for left in range(right):
            if other.space and other.space == block[left].space:
                continue
            first, second = root(left), root(right)
            if first == second or spaces[first] & spaces[second] or not _alike(block[left], other):
                continue
            if not (verdicts and parted(first, second)):
                parent[max(first, second)] = min(first, second)
                spaces[min(first, second)] = spaces[first] | spaces[second]
    groups: dict[int, list[Named]] = defaultdict(list)
    for at, one in enumerate(block):
        groups[root(at)].append(one)
    return [groups[at] for at in sorted(groups)]


def _alike(left: Named, right: Named) -> bool:
    ours, theirs = left.words, right.words
    if not _same_time(left, right):
        return False
    if ours == theirs:
        return True
    if not ours or not theirs:
        return False
    if not left.parties or _numbers(left) != _numbers(right):
        return False
    if min(len(ours), len(theirs)) >= 2 and (ours <= theirs or theirs <= ours):
        return True
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(" ".join(sorted(ours)), " ".join(sorted(theirs))) >= _ALIKE)


def _numbers(one: Named) -> frozenset[str]:
    return frozenset(word for word in one.words if any(letter.isdigit() for letter in word))


def _same_time(left: Named, right: Named) -> bool:
    ours, theirs = left.signed, right.signed
    if ours.known and theirs.known:
        return _month(ours).meets(_month(theirs)) if not (left.words and right.words) else ours.meets(theirs)
    if not ours.known and not theirs.known:
        return left.mention.kind == "policy" or _spoken(left).meets(right.when)
    dated, undated = (left, right) if ours.known else (right, left)
    return dated.signed.meets(_spoken(undated))


def _month(when: When) -> When:
    if when.earliest is None or when.latest is None or when.latest - when.earliest > _LATER:
        return when
    first, last = when.earliest, when.latest
    return When.between(When.month(first.year, first.month).earliest, When.month(last.year, last.month).latest)


def _spoken(one: Named) -> When:
    first, last = one.when.earliest, one.when.latest
    return When.between(first and first - _SPOKEN, last and last + _LATER)


def _instrument(group: Sequence[Named], taken: Mapping[str, Instrument]) -> Instrument:
    best = min(
        group, key=lambda one: (not one.identifier, not one.words, -one.uses, -len(one.mention.name), one.mention.key)
    )
    dates = sorted({one.date for one in group if one.date}, key=lambda text: (-len(text), text))
    signed, kind = dates[0] if dates else "", best.mention.kind
    parts = ["-".join(best.parties), best.mention.name, signed]
    if kind == "policy":
        parts = [best.mention.name, "-".join(best.parties)]
    if best.identifier:
        parts = [best.identifier.partition(":")[2]]
    made = f"{kind}/{slug('-'.join(part for part in parts if part), limit=120)}"
    number = 2
    unique = made
    while unique in taken:
        unique, number = f"{made}-{number}", number + 1
    return Instrument(unique, kind, best.mention.name, best.parties, signed)


def _found(one: Named, group: Sequence[Named], made: Instrument) -> Found:
    if len(group) == 1:
        return Found(made.id, "new", "no other mention of these parties and dates is alike")
    if not one.words:
        return Found(made.id, "parties-date", f"says no name; same parties and time as {made.label!r}")
    return Found(made.id, "name", f"same parties, compatible dates, name like {made.label!r}")
